// Routes of prints: a signed version of the agreement, the confirmation of a withdrawal.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/documents/documents_slice.h"
#include "domain/goals/goals_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "domain/referrals/referrals_slice.h"
#include "support/pdf_text.h"
#include "world/case_world.h"

namespace kim::documents {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

class PrintWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(),
              {people::people_slice(), organisation::organisation_slice(), consent::consent_slice(),
               cases::cases_slice(), goals::goals_slice(), referrals::referrals_slice(), documents_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  std::string sign() {
    EXPECT_EQ(app.post(Who::kessler, rahimi.href("ziele/neu"),
                       {{"words", "Ich will als Hebamme arbeiten."}, {"state", "open"}})
                  .status,
              303);
    EXPECT_EQ(
        app.post(Who::kessler, rahimi.href("ziele/vereinbarung"),
                 {{"agreed_on", "25.11.2026"}, {"review_on", "25.02.2027"}, {"channel", "paper"}, {"language", "ar"}})
            .status,
        303);
    return "ziele/fassungen/" + std::to_string(app.count("SELECT max(id) FROM agreement"));
  }
  std::string person(std::string_view path) const {
    return "/personen/" + std::to_string(rahimi.person.value()) + "/einwilligung/" + std::string(path);
  }
  std::string withdraw() {
    test::withdraw_everything(app, Who::kessler, rahimi.person);
    return "widerruf/" + std::to_string(app.count("SELECT max(id) FROM withdrawal"));
  }
  static bool holds(const http::Response& pdf, const std::vector<std::string>& parts) {
    const std::string content = test::pdf_content(pdf.body);
    return std::ranges::all_of(
        parts, [&](const std::string& part) { return content.find(test::squeezed(part)) != std::string::npos; });
  }
};
KIM_BOTH_ENGINES(PrintWeb);

TEST_P(PrintWeb, A_version_is_offered_in_the_language_chosen_and_printed_from_its_frozen_text) {
  const std::string version = rahimi.href(sign());
  const auto page = app.get(Who::wittkamp, version).body;
  EXPECT_NE(page.find("Als PDF öffnen"), std::string::npos);
  EXPECT_NE(page.find("<option value=\"ar\" selected"), std::string::npos) << page;
  const auto answer = app.get(Who::wittkamp, version + "/pdf?sprache=ar");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "application/pdf");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_TRUE(holds(answer, {"Ich will als Hebamme arbeiten.", "اتفاق على الأهداف", "Entwurf, nicht fachlich geprüft",
                             "Zielvereinbarung zwischen Parwin Rahimi", "25.02.2027"}));
  const auto entry = app.audit_entries("printed").front();
  EXPECT_EQ(entry.what, "agreement");
  EXPECT_EQ(entry.record_id, app.count("SELECT max(id) FROM agreement"));
  EXPECT_EQ(entry.actor, app.account(Who::wittkamp));
  EXPECT_EQ(entry.case_id, rahimi.id.value());
  EXPECT_EQ(entry.note, "ar");
  EXPECT_EQ(app.get(Who::wittkamp, version + "/pdf?sprache=ar").body, answer.body) << "the same bytes every time";
  EXPECT_TRUE(holds(app.get(Who::wittkamp, version + "/pdf"), {"Hebamme"})) << "without a language: German";
}

TEST_P(PrintWeb, A_later_change_of_the_goals_does_not_change_the_print_of_a_version) {
  const std::string version = rahimi.href(sign());
  const std::string goal = rahimi.href("ziele/" + std::to_string(app.count("SELECT max(id) FROM goal")) + "/aendern");
  ASSERT_EQ(app.post(Who::kessler, goal, {{"words", "Geburtshaus"}, {"state", "open"}, {"version", "1"}}).status, 303);
  EXPECT_TRUE(holds(app.get(Who::kessler, version + "/pdf?sprache=tr"), {"Hebamme"}));
  EXPECT_FALSE(holds(app.get(Who::kessler, version + "/pdf?sprache=tr"), {"Geburtshaus"}));
}

TEST_P(PrintWeb, A_version_is_printed_only_by_those_who_may_read_the_case) {
  const std::string path = sign() + "/pdf?sprache=uk";
  EXPECT_EQ(app.get(Who::nobody, rahimi.href(path)).status, 303);
  EXPECT_EQ(app.get(Who::brandt, rahimi.href(path)).status, 403);
  EXPECT_EQ(app.get(Who::sommer, rahimi.href(path)).status, 404);
  const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu");
  EXPECT_EQ(app.get(Who::kessler, other.href(path)).status, 404);
  for (const char* bad : {"xx", "DE", "../de", "de-simple2"})
    EXPECT_NE(app.get(Who::kessler, rahimi.href(sign() + "/pdf?sprache=" + bad)).status, 200) << bad;
  EXPECT_EQ(app.get(Who::kessler, rahimi.href("ziele/fassungen/1/pdf")).status, 404);
  EXPECT_TRUE(app.audit_entries("printed").empty());
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, rahimi.href(path)).status, 423);
}

TEST_P(PrintWeb, A_text_that_was_tampered_with_is_not_printed_as_what_was_signed) {
  const std::string path = sign() + "/pdf";
  ASSERT_TRUE(app.database()
                  .transact([&](db::Tx& tx) -> Result<void> {
                    tx.technical("test");
                    tx->run("UPDATE agreement SET text_hash = $1", {std::string(64, '0')});
                    return {};
                  })
                  .has_value());
  const auto answer = app.get(Who::kessler, rahimi.href(path));
  EXPECT_EQ(answer.status, 409);
  EXPECT_NE(answer.body.find("passt nicht zu seiner Prüfsumme"), std::string::npos);
}

TEST_P(PrintWeb, A_withdrawal_is_confirmed_by_letter_although_the_file_is_blocked) {
  const std::string withdrawal = person(withdraw());
  const auto page = app.get(Who::kessler, withdrawal).body;
  EXPECT_NE(page.find("Als Brief in der Sprache der Person"), std::string::npos);
  EXPECT_NE(page.find(withdrawal + "/pdf"), std::string::npos);
  const auto answer = app.get(Who::kessler, withdrawal + "/pdf?sprache=fa");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "application/pdf");
  EXPECT_TRUE(holds(answer, {"Bestätigung Ihres Widerrufs", "تأیید پس گرفتن اجازهٔ شما", "Parwin Rahimi, 24.05.1991",
                             "25.11.2026", "Bis zum 25.12.2026 prüfen wir", "Entwurf, nicht fachlich geprüft"}));
  const auto entry = app.audit_entries("printed").front();
  EXPECT_EQ(entry.what, "withdrawal");
  EXPECT_EQ(entry.subject_id, rahimi.person.value());
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
  EXPECT_EQ(entry.note, "fa");
}

TEST_P(PrintWeb, A_confirmation_is_printed_only_by_those_who_may_see_the_consents) {
  const std::string path = withdraw() + "/pdf";
  EXPECT_EQ(app.get(Who::nobody, person(path)).status, 303);
  EXPECT_EQ(app.get(Who::albers, person(path)).status, 403);
  EXPECT_EQ(app.get(Who::sommer, person(path)).status, 404);
  EXPECT_EQ(app.get(Who::kessler, person("widerruf/1/pdf")).status, 404);
  EXPECT_EQ(app.get(Who::kessler, person(path + "?sprache=xx")).status, 404);
  const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu");
  EXPECT_EQ(app.get(Who::kessler, "/personen/" + std::to_string(other.person.value()) + "/einwilligung/" + path).status,
            404);
}

TEST_P(PrintWeb, Other_programs_get_the_version) {
  const std::string version = sign(), id = version.substr(version.rfind('/') + 1);
  const std::string bearer = test::leading_integration(app, rahimi);
  const std::string href = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/agreements/" + id + "/pdf";
  EXPECT_EQ(app.call(http::Method::get, href, {}).status, 401);
  EXPECT_TRUE(holds(app.call(http::Method::get, href + "?language=ti", bearer), {"Hebamme", "ስምምዕ ዕላማታት"}));
  EXPECT_EQ(app.call(http::Method::get, href + "?language=xx", bearer).status, 404);
}

TEST_P(PrintWeb, Other_programs_get_the_confirmation) {
  const std::string withdrawal = withdraw();
  const std::string bearer = test::leading_integration(app, rahimi);
  const std::string href = "/api/v1/persons/" + std::to_string(rahimi.person.value()) + "/withdrawals/" +
                           withdrawal.substr(withdrawal.rfind('/') + 1) + "/pdf";
  EXPECT_EQ(app.call(http::Method::get, href, {}).status, 401);
  EXPECT_TRUE(holds(app.call(http::Method::get, href + "?language=sq", bearer), {"Konfirmim i tërheqjes"}));
  EXPECT_EQ(app.call(http::Method::get, href + "?language=xx", bearer).status, 404);
}

}  // namespace
}  // namespace kim::documents
