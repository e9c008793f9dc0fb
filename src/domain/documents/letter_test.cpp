// Texts and sheets of letters: every text in every language fits the German one, and its PDF says what was put in.
#include "domain/documents/letter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/check.h"
#include "base/codes.h"
#include "base/text.h"
#include "domain/documents/letter_sheet.h"
#include "domain/documents/sheet_text.h"
#include "platform/assets.h"
#include "support/pdf_text.h"

namespace kim::documents {
namespace {

const Day today = *day_from_iso("2026-11-25");

/// The lists of the program, once for all tests of this file.
[[maybe_unused]] const auto* const lists = ::testing::AddGlobalTestEnvironment([] {
  struct Lists : ::testing::Environment {
    void SetUp() override { assets::install_texts(); }
  };
  return new Lists;  // GoogleTest deletes it
}());

struct Case {
  std::string id, language;
};
std::vector<Case> every_letter() {
  std::vector<Case> all;
  for (const Code& code : code_list("letter").codes())
    for (const std::string& language : letter_languages(code.code, today)) all.push_back({code.code, language});
  for (const std::string& language : letter_languages("widerruf", today)) all.push_back({"widerruf", language});
  return all;
}

std::set<std::string> placeholders(const consent::Text& text) {
  std::set<std::string> names;
  for (const auto& block : text.blocks)
    for (auto open = block.text.find('{'); open != std::string::npos; open = block.text.find('{', open + 1))
      names.insert(block.text.substr(open + 1, block.text.find('}', open) - open - 1));
  return names;
}

Values some_values(const std::string& language) {
  Values values;
  values.words = {{"name", "Parwin Rahimi"},
                  {"person", "Parwin Rahimi, 24.05.1991"},
                  {"verantwortlich", "Kreis Paderborn"},
                  {"telefon", "05251 308 1234"},
                  {"fachkraft", "Miriam Kessler"},
                  {"tag", "02.12.2026"},
                  {"uhrzeit", "09:30"},
                  {"ort", "Marktstraße 8, Raum 12"},
                  {"gueltig_bis", "25.11.2027"},
                  {"ueberpruefung", "01.03.2027"},
                  {"wen", "Frau Rahimi"}};
  for (const char* list : {"consent_purpose", "release_direction", "data_category"})
    for (const Code& code : code_list(list).codes()) {
      Part& part = values.parts[list == std::string_view("consent_purpose")     ? "zwecke"
                                : list == std::string_view("release_direction") ? "richtung"
                                                                                : "angaben"];
      part.label = "☐";
      part.lines.push_back(words(language, std::string(list) + "." + code.code));
    }
  values.parts["erlaubt"] = {{words(language, "consent_purpose.case_file")}, "•", {}};
  values.parts["ziele"] = {
      {}, {}, pdf::Table{{{.text = "Ziel"}}, {{{.text = "Ich will als Hebamme arbeiten."}}}, true}};
  return values;
}

Sheet sheet_of(const Case& one) {
  Sheet sheet;
  sheet.german = {find_letter(one.id, "de", "Kreis Paderborn", today), some_values("de")};
  if (one.language != "de")
    sheet.other = Side{find_letter(one.id, one.language, "Kreis Paderborn", today), some_values(one.language)};
  sheet.made_on = today;
  sheet.author = "Kreis Paderborn";
  return sheet;
}

TEST(LetterTexts, Every_letter_to_a_person_exists_in_all_seventeen_languages) {
  for (const char* id : {"einwilligung", "entbindung", "einladung", "information", "begleitheft", "uebergabe",
                         "zielvereinbarung", "widerruf"})
    for (const Code& code : code_list("letter_language").codes())
      EXPECT_NE(find_letter(id, code.code, "Kreis Paderborn", today), nullptr) << id << " " << code.code;
  EXPECT_EQ(code_list("letter_language").codes().size(), 17U);
}

TEST(LetterTexts, Every_translation_has_the_blocks_and_placeholders_of_the_German_text) {
  for (const Case& one : every_letter()) {
    const LetterText* german = find_letter(one.id, "de", "Kreis Paderborn", today);
    const LetterText* other = find_letter(one.id, one.language, "Kreis Paderborn", today);
    ASSERT_NE(german, nullptr) << one.id;
    ASSERT_NE(other, nullptr) << one.id << one.language;
    ASSERT_EQ(german->text.blocks.size(), other->text.blocks.size()) << one.id << " " << one.language;
    for (std::size_t n = 0; n < german->text.blocks.size(); ++n)
      EXPECT_EQ(german->text.blocks[n].kind, other->text.blocks[n].kind) << one.id << one.language << n;
    EXPECT_EQ(placeholders(german->text), placeholders(other->text)) << one.id << " " << one.language;
    const Code* language = code_list("language").find(one.language);
    EXPECT_EQ(other->text.direction, language != nullptr && has_flag(*language, "rtl") ? "rtl" : "ltr") << one.language;
  }
}

// Fixed words of the agreement and of the confirmation of a withdrawal.
constexpr const char* own_words[] = {
    "agreement.between",          "agreement.agreed",      "agreement.sign",         "agreement.until",
    "agreement.step_until",       "agreement.ended_goals", "goal_state.reached",     "goal_state.partly_reached",
    "goal_state.not_reached",     "goal_state.dropped",    "agreement.drawn",        "withdrawal.all",
    "withdrawal.release",         "withdrawal.blocked",    "withdrawal.nothing_out", "withdrawal.purpose",
    "withdrawal.nothing_to_body", "withdrawal.check",      "withdrawal.nobody"};

TEST(LetterTexts, Every_language_has_all_words_of_prints) {
  for (const Code& code : code_list("letter_language").codes()) {
    for (const char* key : {"sprache", "seite", "entwurf", "unterschrift", "vertretung"})
      EXPECT_NE(words(code.code, key), key) << code.code;
    for (const char* key : own_words) {
      EXPECT_NE(words(code.code, key), key) << code.code;
      EXPECT_TRUE(code.code.starts_with("de") || words(code.code, key) != words("de", key)) << code.code << key;
      for (const char* place : {"{0}", "{1}", "{2}"})
        EXPECT_EQ(words(code.code, key).find(place) == std::string::npos,
                  words("de", key).find(place) == std::string::npos)
            << code.code << key;
    }
    for (const char* list : {"consent_purpose", "release_direction", "data_category"})
      for (const Code& one : code_list(list).codes()) {
        const std::string key = std::string(list) + "." + one.code;
        EXPECT_NE(words(code.code, key), key) << code.code;
        const bool german = code.code == "de" || code.code == "de-simple";
        EXPECT_TRUE(german || words(code.code, key) != words("de", key)) << code.code << key;
      }
  }
}

TEST(LetterPdf, Every_letter_in_every_language_comes_out_as_it_went_in) {
  for (const Case& one : every_letter()) {
    const Sheet sheet = sheet_of(one);
    const std::string file = pdf::write(compose(sheet));
    EXPECT_EQ(test::text_of_pdf(file, sheet), test::text_put_in(sheet)) << one.id << " " << one.language;
    EXPECT_TRUE(test::pdf_is_sound(file)) << one.id << " " << one.language;
    EXPECT_NE(test::pdf_text(file).find("Entwurf, nicht fachlich geprüft"), std::string::npos) << one.id;
  }
}

TEST(LetterPdf, A_translation_names_its_translator_and_that_German_holds) {
  const std::string content = test::pdf_content(pdf::write(compose(sheet_of({"einwilligung", "uk"}))));
  for (const char* part : {"Übersetzung (Ukrainisch): ohne Angabe, 25.11.2026.", "Es gilt der deutsche Text.",
                           "Проєкт, не перевірений фахівцями", "Українська"})
    EXPECT_NE(content.find(test::squeezed(part)), std::string::npos) << part;
}

TEST(LetterPdf, Values_keep_their_direction_and_telephone_numbers_their_groups_in_Arabic) {
  EXPECT_EQ(filled("اتصلوا بنا: {telefon}.", {{"telefon", "05251 308 12"}}, true),
            "اتصلوا بنا: \u206805251\u00A0308\u00A012\u2069.");
  EXPECT_EQ(filled("{name}، {ort}", {{"name", "A"}, {"ort", "B (C)"}}, true), "\u2068A\u2069، \u2068B (C)\u2069");
  EXPECT_EQ(filled("{telefon}", {{"telefon", "05251 308 12"}}, false), "05251 308 12");
}

TEST(LetterTexts, What_is_not_known_becomes_a_line_to_write_on) {
  EXPECT_EQ(filled("Am {tag} um", {}, false), "Am ______________________ um");
  EXPECT_EQ(filled("Klammer { offen", {}, false), "Klammer { offen");
  EXPECT_EQ(filled("}{", {}, false), "}{");
  EXPECT_EQ(filled("{a}{b}", {{"a", "{b}"}, {"b", "x"}}, false), "{b}x") << "What is put in is not read again.";
}

TEST(LetterTexts, A_broken_file_is_a_bug) {
  for (const char* file : {"", "id: a\n\nText",
                           "id: a\nversion: 1\nlanguage: de\ndirection: ltr\ncontroller: any\n"
                           "valid_from: 2026-01-01\ntitle: T\n\nohne Stand"})
    EXPECT_THROW(static_cast<void>(parse_letter(file)), Bug) << file;
  EXPECT_THROW(static_cast<void>(parse_words("ohne Doppelpunkt")), Bug);
}

struct Rule {
  const char* what;
  Letter letter;
  std::vector<std::string> fields;
};

TEST(Letter, What_a_letter_needs_depends_on_its_kind) {
  Letter invitation{"einladung", "ar", today, "09:30", "Marktstraße 8", {}, {}, {}, {}};
  Letter bare = invitation;
  bare.on.reset();
  bare.time = bare.place = {};
  const Rule table[] = {{"whole invitation", invitation, {}},
                        {"bare invitation", bare, {"invited_on", "time", "place"}},
                        {"consent", {"einwilligung", "ti", {}, {}, {}, {}, {}, {}, {}}, {}},
                        {"protocol in Arabic", {"uebergabeprotokoll", "ar", {}, {}, {}, {}, {}, {}, {}}, {"language"}},
                        {"referral without one", {"verweisung", "de", {}, {}, {}, {}, {}, {}, {}}, {"referral_id"}}};
  for (const Rule& rule : table) {
    std::vector<std::string> fields;
    for (const FieldError& error : check(rule.letter, today)) fields.push_back(error.field);
    EXPECT_EQ(fields, rule.fields) << rule.what;
  }
}

}  // namespace
}  // namespace kim::documents
