// Pages and JSON routes of texts: who may, what is kept and put into force, what wrong input says, two who save at once.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/test_app.h"
#include "base/codes.h"
#include "domain/texts/text_store.h"
#include "domain/texts/texts_slice.h"
#include "platform/json/json.h"
#include "support/pdf_text.h"

namespace kim::texts {
namespace {

using http::Method;
using test::TestApp;
using test::Who;

constexpr std::string_view page = "/texte/einladung/de", form_page = "/texte/einladung/de/neu";
constexpr std::string_view body =
    "Hallo {name},\n\n## Wann?\nAm {tag} um {uhrzeit} Uhr\n{ort}\n- Telefon: {telefon}\n{anmerkung}\n{fachkraft}\n";

bool has(const http::Response& answer, std::string_view text) { return answer.body.find(text) != std::string::npos; }

class TextWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  ~TextWeb() override { install_shipped(); }
  TestApp app{GetParam(), {texts_slice()}};

  static http::Pairs words(http::Pairs changed = {}) {
    http::Form form({{"title", "Einladung ins Kreishaus"}, {"body", std::string(body)}, {"version", "0"}});
    for (auto& [name, value] : changed) form.set(name, value);
    return form.pairs();
  }
  http::Response save(http::Pairs changed = {}, Who who = Who::albers) {
    return app.post(who, form_page, words(std::move(changed)));
  }
  std::string base_of_page(std::string_view href) {
    return test::input_value(app.get(Who::albers, href).body, "version");
  }
  static const consent::Text& in_force(std::string_view language = "de") {
    return documents::find_letter("einladung", language, "Kreis Paderborn", *day_from_iso("2026-11-25"))->text;
  }
};
KIM_BOTH_ENGINES(TextWeb);

TEST_P(TextWeb, Only_administration_and_coordination_keep_texts) {
  for (const std::string_view href : {std::string_view("/texte"), std::string_view("/texte/einladung"), page, form_page,
                                      std::string_view("/texte/einladung/de/pdf?fassung=2026-01"),
                                      std::string_view("/texte/einladung/de/vergleich?fassung=2026-01"),
                                      std::string_view("/texte/einladung/de/gilt?fassung=2026-01"),
                                      std::string_view("/texte/einladung/de/pruefung?fassung=2026-01")}) {
    EXPECT_EQ(app.get(Who::nobody, href).status, 303) << href;
    for (const Who who : {Who::kessler, Who::lange, Who::peters, Who::yildiz, Who::vogt, Who::reuter})
      EXPECT_EQ(app.get(who, href).status, 403) << href;
    EXPECT_EQ(app.get(Who::albers, href).status, 200) << href;
    EXPECT_EQ(app.get(Who::brandt, href).status, 200) << href;
  }
  EXPECT_EQ(save({}, Who::nobody).status, 303);
  EXPECT_EQ(save({}, Who::kessler).status, 403);
  EXPECT_EQ(app.post(Who::kessler, "/texte/einladung/de/gilt", {{"fassung", "2026-01"}}).status, 403);
  EXPECT_EQ(app.post(Who::kessler, "/texte/einladung/de/pruefung", {{"fassung", "2026-01"}}).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::albers, form_page, words()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM text_wording"), 0);
}

TEST_P(TextWeb, What_does_not_exist_is_not_found) {
  for (const char* href :
       {"/texte/anderes", "/texte/anderes/de", "/texte/einladung/xx", "/texte/nachweis/ar", "/texte/loeschung/en/neu",
        "/texte/einladung/de?fassung=eigen-7", "/texte/einladung/de/pdf", "/texte/einladung/de/gilt?fassung=x",
        "/texte/einladung/de?stelle=Niemand", "/texte/uebergabeprotokoll/ar/pruefung?fassung=2026-01"})
    EXPECT_EQ(app.get(Who::albers, href).status, 404) << href;
  EXPECT_EQ(app.post(Who::albers, "/texte/einladung/xx/neu", words()).status, 404);
}

TEST_P(TextWeb, The_list_names_every_kind_and_one_kind_every_language) {
  const auto list = app.get(Who::albers, "/texte");
  for (const Code& kind : code_list("text_kind").codes()) EXPECT_TRUE(has(list, kind.label_de)) << kind.code;
  EXPECT_TRUE(has(list, "17 Sprachen"));
  EXPECT_FALSE(has(list, "34 Sprachen")) << "IN VIA's own information sheet has the same languages";
  const auto one = app.get(Who::albers, "/texte/uebergabeprotokoll");
  EXPECT_TRUE(has(one, "Arabisch"));
  EXPECT_TRUE(has(one, "gibt es nicht"));
  EXPECT_TRUE(has(one, "mitgeliefert, 2026-01"));
  EXPECT_TRUE(has(one, "Entwurf, nicht fachlich geprüft"));
  EXPECT_TRUE(has(app.get(Who::albers, "/texte/information?seite=2"), "nur IN VIA Paderborn e. V."));
  EXPECT_TRUE(has(app.get(Who::albers, "/texte/uebergabeprotokoll/ar"), "noch nicht"));
}

TEST_P(TextWeb, An_own_version_is_in_force_at_once_and_stands_in_the_trail) {
  EXPECT_EQ(base_of_page(form_page), "0");
  const auto answer = save();
  ASSERT_EQ(answer.status, 303) << answer.body;
  EXPECT_EQ(in_force().version, "eigen-1");
  EXPECT_EQ(in_force().title, "Einladung ins Kreishaus");
  EXPECT_EQ(in_force().blocks.size(), 7U);
  const auto entries = app.audit_entries("created");
  ASSERT_GE(entries.size(), 2U);
  EXPECT_EQ(entries[0].what, "text_choice");
  EXPECT_EQ(entries[1].what, "text_wording");
  EXPECT_EQ(entries[1].actor, app.account(Who::albers));
  EXPECT_TRUE(has(app.get(Who::albers, page), "Eigene Fassung eigen-1"));
  EXPECT_TRUE(has(app.get(Who::albers, "/texte/einladung"), "eigene, eigen-1 vom 25.11.2026"));
}

TEST_P(TextWeb, Own_texts_survive_a_new_start) {
  ASSERT_EQ(save().status, 303);
  install_shipped();
  EXPECT_EQ(in_force().version, "2026-01");
  install(app.database());
  EXPECT_EQ(in_force().version, "eigen-1");
}

TEST_P(TextWeb, A_German_change_makes_translations_stale_until_they_are_saved_again) {
  ASSERT_EQ(save().status, 303);
  EXPECT_TRUE(in_force("ar").stale);
  const auto list = app.get(Who::albers, "/texte");
  EXPECT_TRUE(has(list, "Übersetzungen, die nicht mehr zum deutschen Text passen"));
  EXPECT_TRUE(has(list, "16 Übersetzungen passen nicht mehr"));
  const auto form = app.get(Who::albers, "/texte/einladung/ar/neu");
  EXPECT_TRUE(has(form, "lang=\"ar\" dir=\"rtl\""));
  EXPECT_TRUE(has(form, "Hallo "));
  const auto answer =
      app.post(Who::albers, "/texte/einladung/ar/neu",
               words({{"title", "دعوة"}, {"translator", "Büro Muster"}, {"translated_on", "24.11.2026"}}));
  ASSERT_EQ(answer.status, 303) << answer.body;
  EXPECT_FALSE(in_force("ar").stale);
  EXPECT_EQ(in_force("ar").version, "eigen-1");
  EXPECT_EQ(in_force("ar").direction, "rtl");
  const auto shown = app.get(Who::albers, "/texte/einladung/ar");
  EXPECT_TRUE(has(shown, "Büro Muster"));
  EXPECT_TRUE(has(shown, "<article class=\"kim-sheet\" lang=\"ar\" dir=\"rtl\">"));
}

TEST_P(TextWeb, A_translation_that_does_not_stand_beside_the_German_text_is_refused) {
  const auto answer = app.post(Who::albers, "/texte/einladung/ar/neu", words());
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer, "im deutschen Text"));
  EXPECT_EQ(app.count("SELECT count(*) FROM text_wording"), 0);
}

TEST_P(TextWeb, A_language_that_was_missing_can_be_written) {
  const auto german = documents::find_letter("uebergabeprotokoll", "de", "any", app.today());
  std::string text = written(german->text.blocks);
  EXPECT_EQ(app.post(Who::albers, "/texte/uebergabeprotokoll/uk/neu",
                     {{"title", "Протокол передачі"}, {"body", text}, {"version", "0"}})
                .status,
            303);
  const auto languages = documents::letter_languages("uebergabeprotokoll", app.today());
  EXPECT_NE(std::ranges::find(languages, "uk"), languages.end());
  EXPECT_EQ(documents::find_letter("uebergabeprotokoll", "uk", "any", app.today())->text.version, "2026-01");
}

TEST_P(TextWeb, Wrong_input_is_told_at_its_field_and_kept) {
  const std::string start(body);
  const struct {
    http::Pairs changed;
    std::string field, message;
  } table[] = {{{{"title", ""}}, "title", "Titel"},
               {{{"body", ""}}, "body", "Text"},
               {{{"title", std::string(161, 'x')}}, "title", "Zeichen"},
               {{{"body", std::string(20001, 'x')}}, "body", "Zeichen"},
               {{{"body", start + "{nachname}"}},
                "body",
                "Zeile 9: Den Platzhalter {nachname} gibt es in diesem Schreiben nicht."},
               {{{"body", "Hallo {name}"}}, "body", "Der Platzhalter {telefon} fehlt (Telefon der Stelle)."},
               {{{"body", start + "{"}}, "body", "Zeile 9"},
               {{{"body", start + "x {anmerkung}"}}, "body", "{anmerkung} braucht eine Zeile für sich"},
               {{{"body", start + "# Kopf"}}, "body", "Überschrift"},
               {{{"title", "Für {person} {zwecke}"}}, "title", "{zwecke}"},
               {{{"title", "Titel\x01"}}, "title", "Zeichen"},
               {{{"body", start + "\xE2\x80\xAE verdreht"}}, "body", "Zeichen"},
               {{{"remark", std::string(301, 'x')}}, "remark", "Zeichen"}};
  for (const auto& line : table) {
    const auto answer = save(line.changed);
    EXPECT_EQ(answer.status, 422) << line.message;
    EXPECT_TRUE(has(answer, line.message)) << line.message;
    EXPECT_TRUE(has(answer, "id=\"" + line.field + "-error\"")) << line.message;
    EXPECT_TRUE(line.field == "title" || has(answer, "Einladung ins Kreishaus")) << line.message;
  }
  for (const char* day : {"30.02.2026", "26.11.2026", "bald"})
    EXPECT_EQ(app.post(Who::albers, "/texte/einladung/ar/neu", words({{"translated_on", day}})).status, 422) << day;
  EXPECT_EQ(app.count("SELECT count(*) FROM text_wording"), 0);
}

TEST_P(TextWeb, Nothing_changed_is_told) {
  ASSERT_EQ(save().status, 303);
  const auto again = save({{"version", base_of_page(form_page)}});
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(has(again, "Sie haben nichts geändert"));
}

TEST_P(TextWeb, Who_comes_second_sees_the_other_text_and_keeps_the_own_one) {
  ASSERT_EQ(save().status, 303);
  const auto late = save({{"title", "Meine Einladung"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(has(late, "Meine Einladung"));
  EXPECT_TRUE(has(late, "Einladung ins Kreishaus"));
  EXPECT_EQ(in_force().title, "Einladung ins Kreishaus");
  const std::string base = test::input_value(late.body, "version");
  EXPECT_EQ(save({{"title", "Meine Einladung"}, {"version", base}}).status, 303);
  EXPECT_EQ(in_force().version, "eigen-2");
  EXPECT_EQ(app.post(Who::albers, "/texte/einladung/de/gilt", {{"fassung", "2026-01"}, {"version", base}}).status, 409);
}

TEST_P(TextWeb, Versions_are_compared_and_an_older_one_is_put_into_force_again) {
  ASSERT_EQ(save().status, 303);
  const auto compared = app.get(Who::albers, "/texte/einladung/de/vergleich?fassung=2026-01");
  EXPECT_TRUE(has(compared, "<ins>"));
  EXPECT_TRUE(has(compared, "entfällt"));
  EXPECT_TRUE(has(compared, "Mitgelieferte Fassung 2026-01"));
  EXPECT_TRUE(has(compared, "ins Kreishaus")) << "the title is compared, too";
  EXPECT_EQ(app.get(Who::albers, "/texte/einladung/de/vergleich?fassung=2026-01&mit=nichts").status, 404);
  const std::string ask = "/texte/einladung/de/gilt?fassung=2026-01";
  EXPECT_TRUE(has(app.get(Who::albers, ask), "Keine Fassung geht verloren."));
  EXPECT_EQ(app.post(Who::albers, "/texte/einladung/de/gilt", {{"fassung", "2026-01"}, {"version", base_of_page(ask)}})
                .status,
            303);
  EXPECT_EQ(in_force().version, "2026-01");
  EXPECT_FALSE(in_force("ar").stale);
  EXPECT_EQ(app.audit_entries("created").front().what, "text_choice");
  EXPECT_TRUE(has(app.get(Who::albers, "/texte/einladung/de?fassung=eigen-1"), "Diese Fassung gilt nicht"));
  EXPECT_EQ(save({{"title", "Noch anders"}, {"version", base_of_page(form_page)}}).status, 303);
  EXPECT_EQ(in_force().version, "eigen-2") << "a label is used once";
}

TEST_P(TextWeb, A_review_stands_on_the_paper_and_can_be_taken_back) {
  const std::string href = "/texte/einladung/de/pruefung";
  const auto bare = app.post(Who::albers, href, {{"fassung", "2026-01"}, {"outcome", "reviewed"}});
  EXPECT_EQ(bare.status, 422);
  EXPECT_TRUE(has(bare, "Wer hat geprüft?"));
  EXPECT_EQ(app.post(Who::albers, href, {{"fassung", "2026-01"}}).status, 422);
  const http::Pairs whole{
      {"fassung", "2026-01"}, {"outcome", "reviewed"}, {"reviewed_on", "heute"}, {"reviewed_by", "Dr. Recht"}};
  EXPECT_EQ(app.post(Who::albers, href, whole).status, 303);
  EXPECT_EQ(app.audit_entries("created").front().what, "text_review");
  EXPECT_EQ(documents::find_letter("einladung", "de", "any", app.today())->status,
            "Fachlich geprüft am 25.11.2026 von Dr. Recht");
  const auto file = app.get(Who::albers, "/texte/einladung/de/pdf?fassung=2026-01");
  EXPECT_NE(test::squeezed(test::pdf_text(file.body)).find("Fachlichgeprüftam25.11.2026vonDr.Recht"),
            std::string::npos);
  EXPECT_TRUE(has(app.get(Who::albers, page), "Fachlich geprüft am 25.11.2026 von Dr. Recht"));
  EXPECT_TRUE(has(app.get(Who::albers, "/texte/einladung"), "fachlich geprüft"));
  EXPECT_EQ(app.post(Who::albers, href, {{"fassung", "2026-01"}, {"outcome", "draft"}}).status, 303);
  EXPECT_FALSE(documents::find_letter("einladung", "de", "any", app.today())->reviewed);
  EXPECT_EQ(app.post(Who::albers, href, {{"fassung", "eigen-1"}, {"outcome", "draft"}}).status, 404);
}

TEST_P(TextWeb, What_is_typed_can_be_looked_at_before_it_is_saved) {
  const auto file = save({{"vorschau", "1"}});
  ASSERT_EQ(file.status, 200);
  EXPECT_EQ(file.header("Content-Type"), "application/pdf");
  const std::string content = test::pdf_content(file.body);
  for (const char* part : {"Einladung ins Kreishaus", "Amina Beispiel", "01234 567 89"})
    EXPECT_NE(content.find(test::squeezed(part)), std::string::npos) << part;
  EXPECT_EQ(save({{"vorschau", "1"}, {"body", "{name}"}}).status, 422);
  EXPECT_EQ(app.count("SELECT count(*) FROM text_wording"), 0);
}

TEST_P(TextWeb, The_api_lists_keeps_chooses_and_reviews) {
  const std::string admin = app.integration("administration", {}).token, clerk = app.integration().token;
  const std::string one = "/api/v1/texts/einladung/de";
  for (const std::string& href : {std::string("/api/v1/texts"), one, one + "/versions/2026-01/pdf"}) {
    EXPECT_EQ(app.call(Method::get, href, {}).status, 401) << href;
    EXPECT_EQ(app.call(Method::get, href, clerk).status, 403) << href;
    EXPECT_EQ(app.call(Method::get, href, admin).status, 200) << href;
  }
  EXPECT_TRUE(json::well_formed(app.call(Method::get, "/api/v1/texts", admin).body));
  const std::string text =
      R"({"title":"Einladung","body":"{name} {tag} {uhrzeit} {ort} {telefon} {fachkraft}\n{anmerkung}"})";
  EXPECT_EQ(app.call(Method::post, one, clerk, text).status, 403);
  EXPECT_EQ(app.call(Method::post, one, admin, R"({"title":"Einladung","body":"{nein}"})").status, 422);
  EXPECT_EQ(app.call(Method::post, one, admin, R"({"title":"Einladung","body":"x","label":"eigen-9"})").status, 422);
  EXPECT_EQ(app.call(Method::post, one + "?version=5", admin, text).status, 409);
  const auto made = app.call(Method::post, one + "?version=0", admin, text);
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.body, R"({"label":"eigen-1"})");
  const auto shown = app.call(Method::get, one, admin);
  EXPECT_TRUE(json::well_formed(shown.body));
  EXPECT_TRUE(has(shown, R"("label":"eigen-1")"));
  EXPECT_TRUE(has(shown, R"({"name":"anmerkung","must":true,"alone":true})"));
  EXPECT_EQ(app.call(Method::post, one + "/versions/eigen-1/review", admin, R"({"outcome":"reviewed"})").status, 422);
  EXPECT_EQ(app.call(Method::post, one + "/versions/eigen-1/review", admin,
                     R"({"outcome":"reviewed","reviewed_on":"2026-11-25","reviewed_by":"Dr. Recht"})")
                .status,
            204);
  const auto base = std::to_string(app.count("SELECT max(id) FROM text_choice"));
  EXPECT_EQ(app.call(Method::post, one + "/choice?version=0", admin, R"({"label":"2026-01"})").status, 409);
  EXPECT_EQ(app.call(Method::post, one + "/choice?version=" + base, admin, R"({"label":"x"})").status, 404);
  EXPECT_EQ(app.call(Method::post, one + "/choice?version=" + base, admin, R"({"label":"2026-01"})").status, 204);
  EXPECT_EQ(in_force().version, "2026-01");
  EXPECT_EQ(app.call(Method::get, "/api/v1/texts/einladung/xx", admin).status, 404);
  EXPECT_EQ(
      app.call(Method::get, "/api/v1/texts/information/de?controller=IN%20VIA%20Paderborn%20e.%20V.", admin).status,
      200);
}

}  // namespace
}  // namespace kim::texts
