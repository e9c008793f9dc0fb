// The application with an open case, for the tests of this slice.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "domain/assessment/assessment_slice.h"
#include "domain/assessment/assessment_store.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/drafts/drafts_slice.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::assessment {

using test::OpenCase;
using test::TestApp;
using test::Who;

inline bool has(const http::Response& answer, std::string_view text) {
  return answer.body.find(text) != std::string::npos;
}

/// The form with one value replaced.
inline http::Pairs with(http::Pairs form, std::string_view name, std::string value) {
  for (auto& [key, old] : form)
    if (key == name) old = std::move(value);
  return form;
}

class CaseTest : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(),
              {drafts::drafts_slice(), people::people_slice(), consent::consent_slice(), cases::cases_slice(),
               assessment_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  [[nodiscard]] Day today() const { return app.today(); }
  AssessmentId begin(bool copy = false) {
    Context ctx = app.context(Who::kessler);
    return begin_assessment(ctx, rahimi.id, today(), copy).value();
  }
  void save(AssessmentId id, const AssessmentLine& line) {
    Context ctx = app.context(Who::kessler);
    ASSERT_TRUE(save_line(ctx, rahimi.id, id, line).has_value());
  }
  void finish(AssessmentId id) {
    Context ctx = app.context(Who::kessler);
    ASSERT_TRUE(finish_assessment(ctx, rahimi.id, id, "Kurz gefasst").has_value());
  }
  AssessmentId finished() {
    const auto id = begin();
    save(id, housing());
    finish(id);
    return id;
  }
  static AssessmentLine housing() {
    return {"housing", "Wir sind zu fünft in zwei Zimmern", "1", "Größere Wohnung", "2", "Schwester hilft", "now"};
  }
  access::Permit permit(Context& ctx, access::Right right = access::Right::case_read) {
    return access::permit_case(ctx, rahimi.id, right).value();
  }
  std::string phase() {
    Context ctx = app.context(Who::kessler);
    return cases::load_case(ctx.db(), permit(ctx)).value().value.phase;
  }
  void expect_created(std::string_view what) {
    const auto entry = app.audit_entries("created").front();
    EXPECT_EQ(entry.what, what);
    EXPECT_EQ(entry.actor, app.account(Who::kessler));
    EXPECT_EQ(entry.case_id, rahimi.id.value());
  }
};

}  // namespace kim::assessment
