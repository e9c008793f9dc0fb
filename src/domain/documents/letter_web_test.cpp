// Every route of letters: who may, what is written, what wrong input says, what the PDF holds.
#include <gtest/gtest.h>

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

class LetterWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(),
              {people::people_slice(), organisation::organisation_slice(), consent::consent_slice(),
               cases::cases_slice(), goals::goals_slice(), referrals::referrals_slice(), documents_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  static http::Pairs invitation(const std::string& language = "ar") {
    return {{"text", "einladung"},
            {"language", language},
            {"invited_on", "02.12.2026"},
            {"time", "09:30"},
            {"place", "Marktstraße 8, Raum 12"},
            {"note", "Bitte den Bescheid mitbringen."}};
  }
  std::int64_t make(const http::Pairs& form) {
    const auto answer = app.post(Who::kessler, rahimi.href("schreiben/neu"), form);
    EXPECT_EQ(answer.status, 303) << answer.body;
    return app.count("SELECT max(id) FROM letter");
  }
  std::string pdf(std::int64_t letter) { return rahimi.href("schreiben/" + std::to_string(letter) + "/pdf"); }
};
KIM_BOTH_ENGINES(LetterWeb);

TEST_P(LetterWeb, List_and_form_need_sign_in_a_role_and_the_own_team) {
  for (const char* path : {"schreiben", "schreiben/neu"}) {
    const std::string href = rahimi.href(path);
    EXPECT_EQ(app.get(Who::nobody, href).status, 303);
    EXPECT_EQ(app.get(Who::albers, href).status, 403);
    EXPECT_EQ(app.get(Who::sommer, href).status, 404);
    EXPECT_EQ(app.get(Who::wittkamp, href).status, 200);
    EXPECT_EQ(app.get(Who::kessler, href).status, 200);
  }
}

TEST_P(LetterWeb, A_letter_is_kept_with_author_and_version) {
  const std::string href = rahimi.href("schreiben/neu");
  EXPECT_EQ(app.post(Who::nobody, href, invitation()).status, 303);
  EXPECT_EQ(app.post(Who::albers, href, invitation()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, href, invitation()).status, 404);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href, invitation()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM letter"), 0);
  make(invitation());
  EXPECT_EQ(app.count("SELECT count(*) FROM letter WHERE text_version = '2026-01' AND made_on = '2026-11-25'"), 1);
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "letter");
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
  EXPECT_EQ(entry.case_id, rahimi.id.value());
  EXPECT_NE(app.get(Who::kessler, rahimi.href("schreiben")).body.find("Einladung zum Gespräch"), std::string::npos);
  EXPECT_NE(app.get(Who::kessler, rahimi.href()).body.find("Einladung zum Gespräch"), std::string::npos);
}

TEST_P(LetterWeb, The_pdf_holds_person_day_place_and_both_languages_and_leaves_an_entry) {
  const std::int64_t letter = make(invitation());
  const auto answer = app.get(Who::kessler, pdf(letter));
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "application/pdf");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  const std::string content = test::pdf_content(answer.body);
  for (const char* part : {"Parwin Rahimi", "02.12.2026", "09:30", "Marktstraße 8, Raum 12",
                           "Bitte den Bescheid mitbringen.", "دعوة إلى محادثة", "Entwurf, nicht fachlich geprüft"})
    EXPECT_NE(content.find(test::squeezed(part)), std::string::npos) << part;
  const auto entry = app.audit_entries("printed").front();
  EXPECT_EQ(entry.what, "letter");
  EXPECT_EQ(entry.record_id, letter);
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
  EXPECT_EQ(entry.note, "einladung 2026-01 ar");
  EXPECT_EQ(app.get(Who::kessler, pdf(letter)).body, answer.body);
}

TEST_P(LetterWeb, A_foreign_letter_looks_like_not_found) {
  const std::int64_t letter = make(invitation());
  const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu");
  EXPECT_EQ(app.get(Who::kessler, other.href("schreiben/" + std::to_string(letter) + "/pdf")).status, 404);
  EXPECT_EQ(app.get(Who::sommer, pdf(letter)).status, 404);
  EXPECT_EQ(app.get(Who::albers, pdf(letter)).status, 403);
  EXPECT_EQ(app.get(Who::nobody, pdf(letter)).status, 303);
  EXPECT_EQ(app.get(Who::kessler, rahimi.href("schreiben/1/pdf")).status, 404);
  EXPECT_TRUE(app.audit_entries("printed").empty());
}

TEST_P(LetterWeb, After_a_withdrawal_nothing_is_made_or_printed) {
  const std::int64_t letter = make(invitation());
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("schreiben/neu"), invitation()).status, 423);
  EXPECT_EQ(app.get(Who::kessler, pdf(letter)).status, 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM letter"), 1);
}

struct BadLetter {
  const char* field;
  std::string value;
  const char* message;
};

TEST_P(LetterWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const BadLetter table[] = {
      {"text", "", "Welches Schreiben?"},
      {"text", "gibt-es-nicht", "Welches Schreiben?"},
      {"language", "xx", "Sprache neben Deutsch"},
      {"invited_on", "30.02.2027", "30.02.2027"},
      {"invited_on", "", "An welchem Tag"},
      {"time", "", "Um wie viel Uhr"},
      {"place", "", "Wo ist das Gespräch?"},
      {"place", "Raum \xE2\x80\xAE gedreht", "Zeichen"},
      {"place", std::string(201, 'x'), "1 Zeichen zu lang"},
      {"note", std::string(601, 'x'), "1 Zeichen zu lang"},
      {"referral_id", "4711", "Verweisung"},
  };
  for (const BadLetter& bad : table) {
    http::Pairs form = invitation();
    std::erase_if(form, [&](const auto& pair) { return pair.first == bad.field; });
    form.emplace_back(bad.field, bad.value);
    const auto answer = app.post(Who::kessler, rahimi.href("schreiben/neu"), form);
    EXPECT_EQ(answer.status, 422) << bad.field << bad.value;
    EXPECT_NE(answer.body.find(bad.message), std::string::npos) << bad.field << bad.value;
    const char* kept = bad.field == std::string("note") ? "Einladung" : "Bitte den Bescheid mitbringen.";
    EXPECT_NE(answer.body.find(kept), std::string::npos) << bad.field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM letter"), 0);
}

TEST_P(LetterWeb, Every_letter_that_needs_nothing_more_prints_for_a_fresh_case) {
  for (const char* text :
       {"einwilligung", "entbindung", "information", "zielvereinbarung", "uebergabeprotokoll", "begleitheft"}) {
    const auto answer = app.get(Who::kessler, pdf(make({{"text", text}, {"language", "de"}})));
    EXPECT_EQ(answer.status, 200) << text;
    const char* part =
        text == std::string("information") ? "Datenschutz" : "ParwinRahimi";  // the sheet is the same for all
    EXPECT_NE(test::pdf_content(answer.body).find(part), std::string::npos) << text;
  }
}

TEST_P(LetterWeb, An_unsafe_note_stands_in_the_letter_as_text) {
  http::Pairs form = invitation("de");
  std::erase_if(form, [](const auto& pair) { return pair.first == "note"; });
  form.emplace_back("note", "{person} <b>& 100 %\n{ziele}");
  const auto answer = app.get(Who::kessler, pdf(make(form)));
  EXPECT_NE(test::pdf_content(answer.body).find(test::squeezed("{person} <b>& 100 %\n{ziele}")), std::string::npos)
      << test::pdf_content(answer.body);
}

TEST_P(LetterWeb, The_api_makes_lists_and_prints_letters) {
  const std::string bearer = app.integration().token;
  const std::string path = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/letters";
  EXPECT_EQ(app.call(http::Method::get, path, "", {}).status, 401);
  EXPECT_EQ(app.call(http::Method::post, path, bearer, R"({"text":"einladung","language":"uk"})").status, 422);
  EXPECT_EQ(app.call(http::Method::post, path, bearer, R"({"text":"einwilligung","language":"uk"})").status, 201);
  const std::string id = std::to_string(app.count("SELECT max(id) FROM letter"));
  EXPECT_NE(app.call(http::Method::get, path, bearer, {}).body.find("\"language\":\"uk\""), std::string::npos);
  EXPECT_TRUE(app.call(http::Method::get, path + "/" + id + "/pdf", bearer, {}).body.starts_with("%PDF-"));
  EXPECT_EQ(app.audit_entries("printed").front().record_id, std::stoll(id));
  EXPECT_EQ(app.call(http::Method::get, path + "/1/pdf", bearer, {}).status, 404);
}

}  // namespace
}  // namespace kim::documents
