// A new version does not change what was handed out or signed: letters and consents made before it keep their words.
#include <gtest/gtest.h>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/documents/documents_slice.h"
#include "domain/goals/goals_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "domain/referrals/referrals_slice.h"
#include "domain/texts/text.h"
#include "domain/texts/texts_slice.h"
#include "support/pdf_text.h"
#include "world/case_world.h"

namespace kim::texts {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

constexpr std::string_view invitation =
    "Hallo {name},\n{tag} {uhrzeit} {ort}\nNeue Nummer: {telefon}\n{anmerkung}\n{fachkraft}\n";
constexpr std::string_view stale = "gehört zu einer früheren Fassung";

class FrozenTexts : public ::testing::TestWithParam<db::Engine> {
 protected:
  ~FrozenTexts() override { install_shipped(); }
  TestApp app{
      GetParam(),
      {people::people_slice(), organisation::organisation_slice(), consent::consent_slice(), cases::cases_slice(),
       goals::goals_slice(), referrals::referrals_slice(), documents::documents_slice(), texts_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  std::string letter(const std::string& language, const std::string& kind = "einladung") {
    const auto answer = app.post(Who::kessler, rahimi.href("schreiben/neu"),
                                 {{"text", kind},
                                  {"language", language},
                                  {"invited_on", "02.12.2026"},
                                  {"time", "09:30"},
                                  {"place", "Marktstraße 8"}});
    EXPECT_EQ(answer.status, 303) << answer.body;
    return rahimi.href("schreiben/" + std::to_string(app.count("SELECT max(id) FROM letter")) + "/pdf");
  }
  std::string content(const std::string& href) { return test::pdf_content(app.get(Who::kessler, href).body); }
  void keep(const Key& key, const std::string& body, std::int64_t base = 0) {
    Context ctx = app.context(Who::albers);
    Wording wording;
    wording.title = "Einladung";
    wording.body = body;
    const auto saved = save(ctx, key, base, wording);
    ASSERT_TRUE(saved.has_value()) << saved.error().message;
  }
  static bool has(const std::string& text, std::string_view part) {
    return text.find(test::squeezed(std::string(part))) != std::string::npos;
  }
};
KIM_BOTH_ENGINES(FrozenTexts);

TEST_P(FrozenTexts, A_letter_made_before_keeps_its_words_and_a_new_one_has_the_new_words) {
  const std::string before = letter("de");
  const std::string first_print = content(before);
  keep({"einladung", "de", "any"}, std::string(invitation));
  EXPECT_EQ(content(before), first_print);
  const std::string after = letter("de");
  EXPECT_TRUE(has(content(after), "Neue Nummer:"));
  EXPECT_NE(test::pdf_text(app.get(Who::kessler, after).body).find("eigen-1"), std::string::npos);
  EXPECT_EQ(app.count("SELECT count(*) FROM letter WHERE text_version = 'eigen-1'"), 1);
}

TEST_P(FrozenTexts, A_stale_translation_is_printed_with_a_note_or_left_out_if_it_does_not_fit) {
  const auto* german = documents::find_letter("einladung", "de", "any", app.today());
  keep({"einladung", "de", "any"}, written(german->text.blocks) + "\n");  // the title differs
  const std::string fitting = content(letter("ar"));
  EXPECT_TRUE(has(fitting, stale));
  EXPECT_TRUE(has(fitting, "Übersetzung (Arabisch)"));
  keep({"einladung", "de", "any"}, std::string(invitation), app.count("SELECT max(id) FROM text_choice"));
  const std::string alone = content(letter("ar"));
  EXPECT_FALSE(has(alone, "Übersetzung (Arabisch)"));
  EXPECT_TRUE(has(alone, "Neue Nummer:"));
}

TEST_P(FrozenTexts, A_letter_keeps_the_translation_it_was_made_with) {
  const std::string before = letter("uk");
  const std::string first_print = content(before);
  const auto* shipped = documents::find_letter("einladung", "uk", "any", app.today());
  std::string body = written(shipped->text.blocks);
  body.replace(body.find("{name}"), 6, "{name} НОВЕ");
  keep({"einladung", "uk", "any"}, body);
  EXPECT_EQ(content(before), first_print);
  EXPECT_TRUE(has(content(letter("uk")), "НОВЕ"));
  EXPECT_EQ(app.count("SELECT count(*) FROM letter WHERE translation_version = '2026-01.2'"), 1);
}

class FrozenConsent : public FrozenTexts {
 protected:
  void keep_consent() {
    keep({"einwilligung", "de", "any"},
         "{person}\nGanz neuer Wortlaut: {verantwortlich}\n{zwecke}\nBis {gueltig_bis}\n{unterschrift}\n");
  }
  std::string sheet(std::string_view query = {}) {
    return app
        .get(Who::kessler, "/personen/" + std::to_string(rahimi.person.value()) + "/einwilligung/druck/einwilligung" +
                               std::string(query))
        .body;
  }
};
KIM_BOTH_ENGINES(FrozenConsent);

TEST_P(FrozenConsent, A_new_wording_is_printed_and_the_old_one_stays_for_what_was_signed) {
  EXPECT_EQ(sheet().find("Ganz neuer Wortlaut"), std::string::npos);
  keep_consent();
  EXPECT_NE(sheet().find("Ganz neuer Wortlaut"), std::string::npos);
  EXPECT_NE(sheet("?sprache=en").find(consent::stale_note), std::string::npos);
  EXPECT_EQ(app.count("SELECT count(*) FROM consent WHERE text_version = '2026-01'"), 1);
  const auto* signed_text = consent::find_text("einwilligung", "2026-01", "de", "Kreis Paderborn");
  ASSERT_NE(signed_text, nullptr);
  EXPECT_TRUE(signed_text->retired);
  EXPECT_GT(signed_text->blocks.size(), 10U);
}

TEST_P(FrozenConsent, A_consent_names_the_version_that_was_signed) {
  keep_consent();
  const std::string href = "/personen/" + std::to_string(rahimi.person.value()) + "/einwilligung/neu";
  const auto form = app.get(Who::kessler, href);
  EXPECT_NE(form.body.find("eigen-1 (Deutsch)"), std::string::npos);
  EXPECT_NE(form.body.find("2026-01 (Deutsch, Englisch)"), std::string::npos);
  http::Form signed_now({{"purposes", "case_file"},
                         {"given_by", "self"},
                         {"channel", "paper"},
                         {"given_on", "heute"},
                         {"text_language", "de"},
                         {"text_version", "eigen-1"},
                         {"proof", "Ordner 7"},
                         {"information_given", "yes"}});
  const auto with = [&](const char* name, const char* value) {
    http::Form changed = signed_now;
    changed.set(name, value);
    return app.post(Who::kessler, href, changed.pairs()).status;
  };
  EXPECT_EQ(with("text_language", "en"), 422) << "there is no English text of that version";
  EXPECT_EQ(with("given_on", "gestern"), 422) << "the version holds since today";
  EXPECT_EQ(with("text_version", "eigen-1"), 303);
  EXPECT_EQ(with("text_version", "2026-01"), 303) << "an older sheet was signed today";
  EXPECT_EQ(app.count("SELECT count(*) FROM consent WHERE text_version = 'eigen-1'"), 1);
}

TEST_P(FrozenConsent, Versions_in_force_come_first) {
  EXPECT_EQ(consent::versions("einwilligung", app.today()), std::vector<std::string>{"2026-01"});
  keep_consent();
  EXPECT_EQ(consent::versions("einwilligung", app.today()), (std::vector<std::string>{"eigen-1", "2026-01"}));
  EXPECT_EQ(consent::versions("einwilligung", app.today(), "en"), std::vector<std::string>{"2026-01"});
  EXPECT_EQ(consent::versions("einwilligung", app.today() - std::chrono::days(1)), std::vector<std::string>{"2026-01"});
  EXPECT_EQ(consent::current_languages("einwilligung", app.today()), (std::vector<std::string>{"de", "en"}));
  EXPECT_EQ(consent::current_text("einwilligung", "de", "Kreis Paderborn", app.today())->version, "eigen-1");
  EXPECT_EQ(consent::current_text("information", "de", "IN VIA Paderborn e. V.", app.today())->controller,
            "IN VIA Paderborn e. V.");
}

}  // namespace
}  // namespace kim::texts
