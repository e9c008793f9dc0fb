// Letters whose lines depend on the case, in every language: what is put in comes out of the PDF, and only what holds.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/text.h"
#include "domain/documents/letter_sheet.h"
#include "domain/documents/sheet_text.h"

namespace kim::documents {
namespace {

const Day today = *day_from_iso("2026-11-25");
constexpr std::string_view kreis = "Kreis Paderborn", in_via = "IN VIA Paderborn e. V.";

/// A handover as the letter knows it: the conditions that hold.
struct Situation {
  const char* name;
  std::vector<std::string> holds;
};
const Situation situations[] = {{"offered, same controller", {"nur_geplant", "nur_gleich"}},
                                {"offered to another controller", {"nur_geplant", "nur_fragen"}},
                                {"taken over, same controller", {"nur_vollzogen", "nur_gleich"}},
                                {"taken over by another controller", {"nur_vollzogen", "nur_gefragt"}}};

Side side(std::string_view id, std::string_view language, std::string_view controller, const Situation& situation) {
  Side one{find_letter(id, language, controller, today), {}};
  one.values.words = {{"name", "Parwin Rahimi"},
                      {"person", "Parwin Rahimi, 24.05.1991"},
                      {"fachkraft", "Miriam Keßler"},
                      {"neue_fachkraft", "Thea Sommer"},
                      {"neue_stelle", "Region 2, Stadt Paderborn (Jugendamt)"},
                      {"neue_verantwortlich", "Stadt Paderborn, Am Hoppenhof 33"},
                      {"verantwortlich", std::string(controller)},
                      {"datenschutz", "datenschutz@kreis-paderborn.example"},
                      {"telefon", "05251 308 1234"},
                      {"seit", "20.11.2026"},
                      {"absender", "Thea Sommer"},
                      {"anmerkung", "Bitte bringen Sie Ihren Ausweis mit (auch der Kinder)."}};
  for (const std::string& name : situation.holds) one.values.words[name];
  return one;
}

Sheet sheet_of(std::string_view id, std::string_view language, std::string_view controller,
               const Situation& situation) {
  Sheet sheet;
  sheet.german = side(id, "de", controller, situation);
  if (language != "de") sheet.other = side(id, language, controller, situation);
  sheet.made_on = today;
  sheet.author = controller;
  return sheet;
}

void expect_read_back(const Sheet& sheet, const std::string& what) {
  const std::string file = pdf::write(compose(sheet));
  EXPECT_EQ(test::text_of_pdf(file, sheet), test::text_put_in(sheet)) << what;
  EXPECT_TRUE(test::pdf_is_sound(file)) << what;
}

TEST(LetterLanguages, Every_line_of_the_handover_letter_is_read_back_in_each_language) {
  const Situation everything{"every line", {"nur_geplant", "nur_vollzogen", "nur_gleich", "nur_fragen", "nur_gefragt"}};
  for (const Code& code : code_list("letter_language").codes())
    expect_read_back(sheet_of("uebergabe", code.code, kreis, everything), code.code);
}

TEST(LetterLanguages, The_handover_letter_says_what_holds_and_nothing_else) {
  for (const Code& code : code_list("letter_language").codes()) {
    const auto& whole = find_letter("uebergabe", code.code, kreis, today)->text.blocks;
    const auto conditional =
        std::ranges::count_if(whole, [](const auto& block) { return !condition(block.text).empty(); });
    EXPECT_EQ(conditional, 5) << code.code;
    for (const Situation& situation : situations) {
      const auto blocks = said(side("uebergabe", code.code, kreis, situation));
      EXPECT_EQ(blocks.size(), whole.size() - 3) << code.code << situation.name;
      for (const auto& block : blocks) EXPECT_EQ(block.text.find("nur_"), std::string::npos) << code.code << block.text;
    }
    const auto bare = said(side("uebergabe", code.code, kreis, {"none", {}}));
    EXPECT_EQ(bare.size(), whole.size() - 5) << code.code;
  }
}

TEST(LetterLanguages, Information_of_a_controller_with_a_law_of_its_own_is_never_beside_another_text) {
  for (const Code& code : code_list("letter_language").codes()) {
    const Sheet sheet = sheet_of("information", code.code, in_via, situations[0]);
    for (const Side* one : {&sheet.german, sheet.other ? &*sheet.other : &sheet.german}) {
      EXPECT_EQ(one->text->text.controller, in_via) << code.code;
      const std::string whole = test::squeezed(test::PutIn(compose({*one, {}, {}, today, {}})).text());
      EXPECT_NE(whole.find("KDG"), std::string::npos) << code.code;
      EXPECT_NE(whole.find("www.katholisches-datenschutzzentrum.de"), std::string::npos) << code.code;
      EXPECT_EQ(whole.find("DSGVO"), std::string::npos) << code.code;
      EXPECT_EQ(whole.find("ldi.nrw"), std::string::npos) << code.code;
    }
    expect_read_back(sheet, code.code + std::string(", IN VIA"));
  }
}

/// Numbers of a text, in order: laws, months, days, emergency numbers.
std::multiset<std::string> numbers(const consent::Text& text) {
  std::multiset<std::string> all;
  for (const auto& block : text.blocks) {
    std::string number;
    for (const char c : block.text + " ") {
      if (c >= '0' && c <= '9') number += c;
      if ((c < '0' || c > '9') && !number.empty()) all.insert(std::exchange(number, {}));
    }
  }
  return all;
}

TEST(LetterLanguages, Every_translation_names_the_numbers_of_the_German_text) {
  for (const Code& letter : code_list("letter").codes())
    for (const std::string& language : letter_languages(letter.code, today))
      for (const std::string_view controller : {kreis, in_via}) {
        const consent::Text& german = find_letter(letter.code, "de", controller, today)->text;
        const consent::Text& other = find_letter(letter.code, language, controller, today)->text;
        EXPECT_EQ(numbers(other), numbers(german)) << letter.code << " " << language << " " << controller;
      }
}

constexpr const char* order_of_its_own[] = {"لا",     "لأ",     "لإ",     "لآ",     "لى",     "\u064B",
                                            "\u064C", "\u064D", "\u064E", "\u064F", "\u0650", "\u0651",
                                            "\u0652", "\u0654", "\u200C", "_"};
/// What pdftotext gives back in one piece: without punctuation, which it orders by the direction of the line, without marks
/// and joined letters (lam-alef), which it reads in an order of its own. LetterPdf compares those by the structure.
std::vector<std::string> words_for_sure(const std::string& line) {
  std::vector<std::string> sure;
  std::string word;
  for (const std::string& piece : text::split(test::plain(line), ' ')) {
    word = piece;
    for (const char* apart : {"،",        "؛", "؟", "።", "፣", "፤", "«", "»", "„", "“", "”",
                              "\xC2\xA0", "-", "@", "(", ")", ".", ",", ":", ";", "?", "!"})
      for (auto at = word.find(apart); at != std::string::npos; at = word.find(apart))
        word.replace(at, std::string_view(apart).size(), " ");
    for (const std::string& part : text::split(word, ' '))
      if (std::ranges::none_of(order_of_its_own,
                               [&](const char* mark) { return part.find(mark) != std::string::npos; }))
        sure.push_back(test::squeezed(part));
  }
  return sure;
}

TEST(LetterLanguages, Every_word_is_drawn_so_that_other_programs_find_it) {
  for (const char* id : {"information", "begleitheft", "uebergabe"})
    for (const Code& code : code_list("letter_language").codes()) {
      const Sheet sheet = sheet_of(id, code.code, kreis, situations[1]);
      const std::string found = test::squeezed(test::pdf_text(pdf::write(compose(sheet))));
      for (const Side* one : {&sheet.german, sheet.other ? &*sheet.other : &sheet.german})
        for (const auto& block : said(*one))
          for (const std::string& word : words_for_sure(block.text))
            EXPECT_NE(found.find(word), std::string::npos) << id << " " << code.code << ": " << word;
    }
}

TEST(LetterTexts, A_condition_stands_only_at_the_beginning_of_a_line) {
  EXPECT_EQ(condition("{nur_geplant} In Zukunft"), "nur_geplant");
  for (const char* line : {"", "{nur_geplant", "{nur_geplant}", "In {nur_geplant} Zukunft", "{name} x"})
    EXPECT_EQ(condition(line), "") << line;
  EXPECT_EQ(filled("{nur_geplant} Bald: {name}", {{"name", "A"}}, false), "Bald: A");
}

}  // namespace
}  // namespace kim::documents
