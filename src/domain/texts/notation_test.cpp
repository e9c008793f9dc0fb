// Notation and placeholders: what is wrong is named with line and word; every shipped text is right.
#include "domain/texts/notation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "domain/documents/letter_texts.h"

namespace kim::texts {
namespace {

using What = Problem::What;
using Kind = consent::Text::Kind;

constexpr std::string_view invitation =
    "Guten Tag {name},\n\nam {tag} um {uhrzeit} Uhr\n{ort}\nAnruf: {telefon}\n{anmerkung}\n{fachkraft}\n";

struct Case {
  const char* about;
  std::string body;
  What what;
  std::size_t line;
  std::string word;
};

std::string with(std::string line) { return std::string(invitation) + std::move(line); }
std::string without(std::string_view word) {
  std::string body(invitation);
  const std::string braced = "{" + std::string(word) + "}";
  body.replace(body.find(braced), braced.size(), "");
  return body;
}

TEST(Notation, What_is_wrong_is_named_with_line_and_word) {
  const Case table[] = {{"unknown word", with("{nachname}"), What::unknown, 8, "nachname"},
                        {"word of another kind", with("{zwecke}"), What::unknown, 8, "zwecke"},
                        {"missing must", without("telefon"), What::missing, 0, "telefon"},
                        {"missing must that is alone", without("anmerkung"), What::missing, 0, "anmerkung"},
                        {"open brace", with("Ende {"), What::brace, 8, ""},
                        {"closing brace", with("Ende }"), What::brace, 8, ""},
                        {"two braces", with("{{name}}"), What::brace, 8, ""},
                        {"brace over a line end", with("{na\nme}"), What::brace, 8, ""},
                        {"blank inside", with("{ name }"), What::brace, 8, ""},
                        {"capital letter", with("{Name}"), What::brace, 8, ""},
                        {"empty braces", with("{}"), What::brace, 8, ""},
                        {"not alone", with("Dazu: {anmerkung}"), What::not_alone, 8, "anmerkung"},
                        {"one # only", with("# Titel"), What::heading, 8, ""},
                        {"three #", with("### Titel"), What::heading, 8, ""},
                        {"# without blank", with("##Titel"), What::heading, 8, ""},
                        {"star", with("* Punkt"), What::item, 8, ""},
                        {"dot", with("• Punkt"), What::item, 8, ""},
                        {"empty heading", with("## "), What::empty, 8, ""},
                        {"empty item", with("- "), What::empty, 8, ""}};
  for (const Case& one : table) {
    const auto found = problems("einladung", "Einladung", one.body);
    ASSERT_GE(found.size(), 1U) << one.about;
    EXPECT_EQ(found.front().what, one.what) << one.about;
    EXPECT_EQ(found.front().line, one.line) << one.about;
    EXPECT_EQ(found.front().word, one.word) << one.about;
  }
}

TEST(Notation, A_right_text_has_no_problem) {
  EXPECT_TRUE(problems("einladung", "Einladung", invitation).empty());
  EXPECT_TRUE(problems("einladung", "Einladung", with("## Kopf\n- eins\n-zwei\nPreis: 3 - 4 # 5\r\n\n\n")).empty());
}

TEST(Notation, A_condition_begins_its_line_and_has_text_behind_it) {
  const auto misplaced = [](const std::string& line) {
    const auto found = problems("uebergabe", "T", line);
    return !found.empty() && found.front().what == What::not_first && found.front().word == "nur_gleich";
  };
  EXPECT_FALSE(misplaced("{nur_gleich} Ihre Einwilligung gilt weiter."));
  EXPECT_FALSE(misplaced("- {nur_gleich} Ihre Einwilligung gilt weiter."));
  EXPECT_TRUE(misplaced("Ihre Einwilligung {nur_gleich} gilt weiter."));
  EXPECT_TRUE(misplaced("{nur_gleich}"));
  EXPECT_TRUE(misplaced("{nur_gleich}Ihre Einwilligung"));
}

TEST(Notation, Nothing_and_too_much_are_no_text) {
  EXPECT_EQ(problems("information", "T", " \n\n").front().what, What::no_text);
  std::string body = "{verantwortlich} {datenschutz}\n";
  for (std::size_t n = 0; n < blocks_most; ++n) body += "Absatz\n";
  const auto found = problems("information", "T", body);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().what, What::too_many);
}

TEST(Notation, A_word_in_the_title_counts_where_titles_are_filled_in) {
  EXPECT_TRUE(title_problems("verweisung", "Anfrage für {wen}").empty());
  EXPECT_EQ(title_problems("verweisung", "Anfrage für {name}").front().what, What::unknown);
  EXPECT_EQ(title_problems("verweisung", "Anfrage {weitere_angaben}").front().what, What::no_wide_word);
  EXPECT_EQ(title_problems("einwilligung", "Für {person}").front().what, What::no_wide_word);
  EXPECT_EQ(title_problems("einladung", "Einladung {").front().what, What::brace);
}

TEST(Notation, A_line_is_taken_apart_and_nothing_is_lost) {
  for (const std::string line :
       {"", "a", "{name}", "a{name}b{tag}", "{", "}", "{{name}}", "{name", "a}b{c", "{Ä}", "{name}{"}) {
    std::string again;
    for (const Piece& piece : pieces_of(line).pieces) again += piece.placeholder ? "{" + piece.text + "}" : piece.text;
    EXPECT_EQ(again, line);
  }
  EXPECT_TRUE(pieces_of("{{name}}").broken);
  EXPECT_FALSE(pieces_of("a{name}b").broken);
}

TEST(Notation, Every_shipped_text_is_right_in_every_language) {
  std::size_t texts = 0;
  const auto right = [&](const consent::Text& text) {
    ++texts;
    const std::string body = written(text.blocks);
    EXPECT_FALSE(text::has_forbidden_characters(body)) << text.id << text.language;
    for (const Problem& problem : title_problems(text.id, text.title))
      ADD_FAILURE() << text.id << " " << text.language << ": " << sentence(problem);
    for (const Problem& problem : problems(text.id, text.title, body))
      ADD_FAILURE() << text.id << " " << text.language << ": " << sentence(problem);
    const auto again = consent::parse_blocks(body);
    ASSERT_EQ(again.size(), text.blocks.size());
    for (std::size_t n = 0; n < again.size(); ++n) {
      EXPECT_EQ(again[n].kind, text.blocks[n].kind);
      EXPECT_EQ(again[n].text, text.blocks[n].text);
    }
  };
  for (const auto& letter : documents::shipped_letters()) right(letter.text);
  for (const auto& text : consent::shipped_texts()) right(text);
  EXPECT_GE(texts, 80U);
}

TEST(Notation, Every_placeholder_has_a_meaning_in_words) {
  for (const char* kind :
       {"einwilligung", "entbindung", "information", "nachweis", "widerruf", "loeschung", "einladung",
        "zielvereinbarung", "verweisung", "uebergabe", "uebergabeprotokoll", "begleitheft"}) {
    EXPECT_FALSE(placeholders(kind).empty()) << kind;
    for (const Placeholder& one : placeholders(kind)) EXPECT_NE(meaning(one.name), one.name) << kind;
  }
  EXPECT_TRUE(placeholders("anderes").empty());
}

struct Beside {
  const char* about;
  std::string other;
  std::vector<std::string> words;  // each stands in a sentence; none = they fit
};

TEST(Notation, A_translation_stands_beside_the_German_text_or_says_what_is_missing) {
  const auto german = consent::parse_blocks("## Kopf\nAm {tag}\n- eins\n{telefon}");
  const Beside table[] = {{"fits", "## Head\nOn {tag}\n- one\n{telefon}", {}},
                          {"placeholder at another place fits", "## Head {tag}\nOn\n- one\n{telefon}", {}},
                          {"missing", "## Head\nOn the day\n- one\n{telefon}", {"{tag}, die Übersetzung nicht"}},
                          {"more", "## Head\nOn {tag}\n- one {ort}\n{telefon}", {"{ort}, der deutsche Text nicht"}},
                          {"another kind", "Head\nOn {tag}\n- one\n{telefon}", {"Absatz 1", "Überschrift"}},
                          {"too short", "## Head\nOn {tag} {telefon}", {"4 Absätze, die Übersetzung 2"}}};
  for (const Beside& one : table) {
    std::string all;
    for (const std::string& sentence : translation_problems(german, consent::parse_blocks(one.other)))
      all += sentence + " ";
    EXPECT_EQ(all.empty(), one.words.empty()) << one.about << all;
    for (const std::string& word : one.words) EXPECT_NE(all.find(word), std::string::npos) << one.about << all;
  }
}

}  // namespace
}  // namespace kim::texts
