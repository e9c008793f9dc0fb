// The texts people sign: every file reads, German and English belong together, a controller's own text wins.
#include "domain/consent/consent_texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/check.h"
#include "platform/assets.h"

namespace kim::consent {
namespace {

std::set<std::string> placeholders(const Text& text) {
  std::set<std::string> names;
  for (const Text::Block& block : text.blocks)
    for (std::size_t open = block.text.find('{'); open != std::string::npos; open = block.text.find('{', open + 1))
      names.insert(block.text.substr(open + 1, block.text.find('}', open) - open - 1));
  return names;
}

const char* const known[] = {"person",      "verantwortlich", "datenschutz", "fachkraft", "heute",
                             "stelle",      "richtung",       "angaben",     "wozu",      "gueltig_bis",
                             "widerruf_am", "widerruf_was",   "zwecke",      "erlaubt",   "entbindungen",
                             "empfaenger",  "folgen",         "unterschrift"};

TEST(ConsentTexts, Every_text_of_the_product_reads_and_uses_known_placeholders) {
  ASSERT_GE(all_texts().size(), 13U);
  for (const Text& text : all_texts()) {
    EXPECT_FALSE(text.blocks.empty()) << text.id;
    for (const std::string& name : placeholders(text))
      EXPECT_NE(std::find(std::begin(known), std::end(known), name), std::end(known)) << text.id << " " << name;
  }
}

TEST(ConsentTexts, German_and_English_ask_the_same) {
  for (const Text& german : all_texts()) {
    if (german.language != "de" || german.id == "loeschung") continue;  // the letter goes to German bodies
    const Text* english = find_text(german.id, german.version, "en", german.controller);
    ASSERT_NE(english, nullptr) << german.id;
    EXPECT_EQ(placeholders(german), placeholders(*english)) << german.id;
    EXPECT_EQ(german.blocks.size(), english->blocks.size()) << german.id;
    EXPECT_EQ(german.controller, english->controller) << german.id;
  }
}

TEST(ConsentTexts, What_one_signs_says_that_it_is_free_and_can_be_taken_back) {
  const Text* text = find_text("einwilligung", "2026-01", "de", "Kreis Paderborn");
  ASSERT_NE(text, nullptr);
  std::string whole;
  for (const Text::Block& block : text->blocks) whole += block.text + "\n";
  for (const char* part : {"Sie müssen nicht zustimmen", "keinen Nachteil", "jederzeit", "Sie brauchen keinen Grund",
                           "{zwecke}", "{unterschrift}"})
    EXPECT_NE(whole.find(part), std::string::npos) << part;
}

TEST(ConsentTexts, A_controllers_own_text_wins) {
  const Text* own = find_text("information", "2026-01", "de", "IN VIA Paderborn e. V.");
  const Text* usual = find_text("information", "2026-01", "de", "Stadt Salzkotten");
  ASSERT_NE(own, nullptr);
  ASSERT_NE(usual, nullptr);
  EXPECT_NE(own->title.find("KDG"), std::string::npos);
  EXPECT_NE(usual->title.find("DSGVO"), std::string::npos);
  EXPECT_EQ(find_text("information", "2026-01", "fr", "Stadt Salzkotten"), nullptr);
  EXPECT_EQ(find_text("information", "1999-01", "de", "Stadt Salzkotten"), nullptr);
  EXPECT_EQ(find_text("nichts", "2026-01", "de", "Stadt Salzkotten"), nullptr);
}

TEST(ConsentTexts, Only_versions_in_use_are_offered) {
  const auto day = [](std::string_view text) { return day_from_iso(text).value(); };
  EXPECT_EQ(versions("einwilligung", day("2026-11-25")), std::vector<std::string>{"2026-01"});
  EXPECT_TRUE(versions("einwilligung", day("2025-12-31")).empty());
  EXPECT_EQ(languages("einwilligung", "2026-01"), (std::vector<std::string>{"de", "en"}));
}

constexpr std::string_view head =
    "id: a\nversion: 1\nlanguage: ar\ndirection: rtl\ncontroller: any\nvalid_from: 2026-01-01\ntitle: T: mit "
    "Doppelpunkt\n\n";

TEST(ConsentTexts, A_text_has_headings_lists_and_paragraphs_in_its_own_direction) {
  const Text text = parse_text(std::string(head) + "## Kopf\n- eins\n- {person}\n\nSatz für {wozu}.\n{zwecke}\n");
  EXPECT_EQ(text.title, "T: mit Doppelpunkt");
  Inserts inserts;
  inserts.words["person"] = "<b>Parwin</b>";
  inserts.parts["zwecke"] = html::p("Kästchen");
  const std::string page = sheet(text, inserts).str();
  EXPECT_NE(page.find("lang=\"ar\" dir=\"rtl\""), std::string::npos);
  EXPECT_NE(page.find("<ul><li>eins</li><li>&lt;b&gt;Parwin&lt;/b&gt;</li></ul>"), std::string::npos);
  EXPECT_NE(page.find("Satz für ____"), std::string::npos);
  EXPECT_NE(page.find("<p>Kästchen</p>"), std::string::npos);
}

TEST(ConsentTexts, A_broken_file_is_a_bug) {
  for (const std::string& broken :
       {std::string("id a\n\nText"), std::string("id: a\n\nText"), std::string("farbe: rot\n\n"),
        std::string(head).replace(head.find("2026-01-01"), 10, "2026-02-30"),
        std::string(head).replace(head.find("rtl"), 3, "auf")})
    EXPECT_THROW((void)parse_text(broken), Bug) << broken;
}

}  // namespace
}  // namespace kim::consent
