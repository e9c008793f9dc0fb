// For the tests of this slice: a case, two bodies (one with an account), releases and referrals made by the real acts.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/organisation/organisation_store.h"
#include "domain/people/people_slice.h"
#include "domain/referrals/referral.h"
#include "domain/referrals/referrals_slice.h"
#include "world/case_world.h"

namespace kim::referrals {

using test::OpenCase;
using test::TestApp;
using test::Who;

inline constexpr BodyId body_mbe{205};  // has no account; the Ausländerbehörde (test::body_abh) has Yildiz

class ReferralWorld : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(),
              {organisation::organisation_slice(), people::people_slice(), consent::consent_slice(),
               cases::cases_slice(), referrals_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  ReferralWorld() {
    add_body(test::body_abh, "Ausländerbehörde Kreis Paderborn", "immigration_office");
    add_body(body_mbe, "MBE Caritas", "mbe");
  }

  void add_body(BodyId id, std::string name, std::string target) {
    organisation::Body body;
    body.name = std::move(name);
    body.kind = "advice";
    body.target_type = std::move(target);
    body.address = "Aldegreverstraße 10\n33102 Paderborn";
    Context ctx = app.context(Who::brandt);
    const auto added = ctx.transact([&](db::Tx& tx) -> Result<void> {
      records::add_as(ctx, tx, organisation::store::body_table(), records::nobody(), id.value(), body);
      return {};
    });
    CHECK(added.has_value());
  }

  ReleaseId release(PersonId person, BodyId body, std::vector<std::string> contents, int days = 180) {
    Context ctx = app.context(Who::kessler);
    consent::Release release;
    release.recipient = body;
    release.direction = "mutual";
    release.contents = std::move(contents);
    release.purpose = "Anerkennung des Abschlusses";
    release.given_on = ctx.today();
    release.valid_until = ctx.today() + std::chrono::days(days);
    release.channel = "paper";
    const auto id = consent::add_release(ctx, person, release);
    CHECK(id.has_value());
    return *id;
  }

  Referral to(BodyId body, std::vector<std::string> contents = {"identity", "contact"}) {
    Referral referral;
    referral.recipient = body;
    referral.reason = "Bitte prüfen Sie, ob der Titel verlängert wird.";
    referral.contents = std::move(contents);
    referral.answer_by = app.today() + std::chrono::days(14);
    return referral;
  }

  ReferralId prepared(const OpenCase& open, const Referral& referral) {
    Context ctx = app.context(Who::kessler);
    const auto id = prepare(ctx, open.id, referral);
    EXPECT_TRUE(id.has_value()) << id.error().message;
    return id.value_or(ReferralId());
  }
  /// Released, prepared and sent to `body`.
  ReferralId sent(BodyId body, std::vector<std::string> contents = {"identity", "contact"}) {
    release(rahimi.person, body, contents);
    const ReferralId id = prepared(rahimi, to(body, contents));
    Context ctx = app.context(Who::kessler);
    EXPECT_TRUE(send(ctx, rahimi.id, id).has_value());
    return id;
  }

  std::string href(ReferralId id, std::string_view act = {}) {
    std::string path = "verweisungen/" + std::to_string(id.value());
    if (!act.empty()) path.append("/").append(act);
    return rahimi.href(path);
  }
  std::string inbox(ReferralId id) { return "/eingang/" + std::to_string(id.value()); }

  // What stands in the database (referral_gate_test.cpp).
  std::string state_of(ReferralId id);
  std::int64_t version_of(ReferralId id);
  std::int64_t disclosures();

  static bool has(const http::Response& answer, std::string_view text) {
    return answer.body.find(text) != std::string::npos;
  }
};

}  // namespace kim::referrals
