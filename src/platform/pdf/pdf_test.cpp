// Letters as PDF: the text taken out again is the text put in, in every script; the structure is whole; same in, same out.
#include "platform/pdf/pdf.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/pdf_text.h"

namespace kim::pdf {
namespace {

using test::pdf_content;
using test::pdf_is_sound;
using test::pdf_structure;
using test::pdf_text;
using test::squeezed;

Words german(std::string text) { return {.text = std::move(text)}; }

Document letter(std::vector<Block> blocks) {
  return {.title = german("Einladung zum Gespräch"),
          .footer = "einladung · 2026-01 · de",
          .made_on = *day_from_iso("2026-11-25"),
          .blocks = std::move(blocks)};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

struct Script {
  const char* name;
  const char* language;
  Direction direction;
  const char* text;
};
const Script scripts[] = {
    {"German", "de", Direction::ltr, "Straße, Größe und ein ẞ: Öztürk wohnt in Łódź."},
    {"Arabic", "ar", Direction::rtl, "نرافقك إذا كنت ترغب في ذلك. لن يلحق بك أي ضرر."},
    {"ArabicJoined", "ar", Direction::rtl, "سلام، دعوة إلى محادثة. الموعد لا يناسبكم؟"},
    {"French", "fr", Direction::ltr, "Vérifié par une personne de confiance : efficace, office."},
    {"Sorani", "ckb", Direction::rtl, "ئەگەر بتەوێت هاوکاریت دەکەین. هیچ زیانێکت پێ ناگات."},
    {"Persian", "fa", Direction::rtl,
     "اگر بخواهید شما را همراهی می‌کنیم. پذیرش شما آزادانه است."},
    {"Dari", "prs", Direction::rtl, "اگر بخواهید شما را همراهی می‌کنیم."},
    {"Tigrinya", "ti", Direction::ltr, "እንተ ደሊኹም ንሕግዘኩም። ገለ ጉድኣት የብልኩምን።"},
    {"Ukrainian", "uk", Direction::ltr, "Ми супроводжуємо Вас, якщо Ви цього бажаєте. Її об'єднання."},
    {"Bulgarian", "bg", Direction::ltr, "Придружаваме Ви, ако желаете това."},
    {"Kurmanji", "kmr", Direction::ltr, "Heke hûn bixwazin, em ê bi we re bin. Ç, Ş, Ê, Î, Û."},
    {"Turkish", "tr", Direction::ltr, "İsterseniz size eşlik ederiz. Işık, ığdır, şeker."},
};

class PdfScript : public ::testing::TestWithParam<Script> {};
INSTANTIATE_TEST_SUITE_P(All, PdfScript, ::testing::ValuesIn(scripts),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(PdfScript, A_paragraph_comes_out_as_it_went_in) {
  const Script& script = GetParam();
  const std::string file = write(letter({Paragraph{{script.text, script.language, script.direction, false}}}));
  EXPECT_EQ(pdf_content(file), squeezed("Einladung zum Gespräch" + std::string(script.text)));
}

TEST_P(PdfScript, Beside_German_both_come_out_right) {
  const Script& script = GetParam();
  const std::string beside = "Der 12.01.2026 bleibt, wie er ist.";
  const std::string file =
      write(letter({Table{{german("Deutsch"), german("Sprache")},
                          {{german(beside), {script.text, script.language, script.direction, false}}}}}));
  EXPECT_EQ(pdf_content(file), squeezed("Einladung zum GesprächDeutschSprache" + beside + script.text));
  EXPECT_NE(pdf_text(file).find(beside), std::string::npos) << pdf_text(file);
}

TEST_P(PdfScript, Its_language_stands_in_the_structure) {
  const Script& script = GetParam();
  if (script.language == std::string("de")) return;
  const std::string file = write(letter({Paragraph{{script.text, script.language, script.direction, false}}}));
  EXPECT_NE(pdf_structure(file).find("/Lang (" + std::string(script.language) + ")"), std::string::npos)
      << pdf_structure(file);
}

TEST(Pdf, A_German_name_inside_Arabic_keeps_its_order) {
  const std::string text = "السيدة Parwin Rahimi مدعوة يوم 25.11.2026 الساعة 09:30.";
  const std::string file = write(letter({Paragraph{{text, "ar", Direction::rtl, false}}}));
  EXPECT_EQ(pdf_content(file), squeezed("Einladung zum Gespräch" + text));
}

TEST(Pdf, A_joiner_that_is_not_seen_leaves_no_ink) {
  // Dal joins no letter behind it, so a joiner there changes nothing to see.
  for (const bool strong : {false, true}) {
    const auto page = [&](const char* text) {
      return test::pdf_image(write(letter({Paragraph{{text, "fa", Direction::rtl, strong}}})));
    };
    EXPECT_GT(page("دب").size(), 900000u);
    EXPECT_EQ(page("دب"), page("د\u200Cب")) << strong;
    EXPECT_NE(page("دب"), page("د ب")) << strong;
  }
}

TEST(Pdf, Every_kind_of_block_has_its_place_in_the_structure) {
  const std::string file =
      write(letter({Heading{german("Worum geht es?")}, Paragraph{german("Ein Absatz.")}, Item{german("Eins")},
                    Item{german("Zwei"), "☐"}, Paragraph{german("Danach.")},
                    Table{{german("Ziel"), german("Bis wann?")}, {{german("Wohnung"), german("31.03.2027")}}},
                    Signatures{{german("Ort, Datum, Unterschrift")}}}));
  const std::string tree = pdf_structure(file);
  for (const char* tag : {"Document", "H1", "H2", "  L (", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"})
    EXPECT_NE(tree.find(tag), std::string::npos) << tag << "\n" << tree;
  EXPECT_EQ(count(tree, "LBody"), 2u);
  EXPECT_NE(tree.find("/Scope /Column"), std::string::npos) << tree;
  EXPECT_EQ(tree.find("NonStruct"), std::string::npos) << tree;
  EXPECT_EQ(tree.find("Seite 1 von 1"), std::string::npos) << "The footer is furniture, not content.\n" << tree;
  EXPECT_TRUE(pdf_is_sound(file));
}

TEST(Pdf, What_was_drawn_is_a_figure_that_says_whose_it_is) {
  const Strokes strokes = *parse_strokes("100,100 300,200 500,60;600,60");
  const std::string file = write(letter({Signatures{{german("Rahimi"), german("Ort, Datum")}, {strokes, {}}}}));
  const std::string tree = pdf_structure(file);
  EXPECT_EQ(count(tree, "Figure"), 1u) << tree;
  EXPECT_NE(tree.find("/Alt (Rahimi)"), std::string::npos) << tree;
  EXPECT_TRUE(pdf_is_sound(file));
  EXPECT_EQ(pdf_content(file), squeezed("Einladung zum Gespräch Rahimi Ort, Datum"));
  EXPECT_NE(file, write(letter({Signatures{{german("Rahimi"), german("Ort, Datum")}}})));
}

TEST(Pdf, Each_stroke_begins_where_the_hand_began) {
  const Strokes strokes = *parse_strokes("100,100 300,200 500,60;600,60");
  const std::string drawing =
      test::pdf_drawing(write(letter({Paragraph{german("Text davor.")}, Signatures{{german("Rahimi")}, {strokes}}})));
  EXPECT_EQ(count(drawing, " m"), 2u) << drawing;       // nothing begins elsewhere
  EXPECT_EQ(count(drawing, " l"), 2u + 1u) << drawing;  // a dot is a line to itself
}

TEST(Pdf, A_note_of_many_lines_stays_on_the_page) {
  Document document = letter({Paragraph{german("Text.")}});
  document.footer = "eins\nzwei\ndrei\nvier";
  const auto last = test::pdf_place(write(document), "vier");
  EXPECT_GT(last.y, 780);
  EXPECT_LT(last.y, 842 - 20);
}

TEST(Pdf, The_file_says_title_language_and_that_it_is_tagged) {
  const std::string info = test::pdf_info(write(letter({Paragraph{german("Text.")}})));
  EXPECT_NE(info.find("Einladung zum Gespräch"), std::string::npos) << info;
  EXPECT_NE(info.find("Tagged:          yes"), std::string::npos) << info;
  EXPECT_NE(info.find("A4"), std::string::npos) << info;
}

TEST(Pdf, Pages_name_how_many_there_are) {
  std::vector<Block> blocks;
  for (int n = 0; n < 120; ++n) blocks.push_back(Paragraph{german("Absatz " + std::to_string(n) + " mit etwas Text.")});
  const std::string file = write(letter(std::move(blocks)));
  const std::string text = pdf_text(file);
  EXPECT_NE(text.find("Seite 1 von 4"), std::string::npos) << text;
  EXPECT_NE(text.find("Seite 4 von 4"), std::string::npos);
  EXPECT_NE(text.find("Absatz 119 mit"), std::string::npos);
  EXPECT_TRUE(pdf_is_sound(file));
}

TEST(Pdf, A_passage_longer_than_a_page_goes_on_and_loses_no_word) {
  std::string longest;
  for (int n = 0; n < 2000; ++n) longest += "Wort" + std::to_string(n) + " ";
  for (const Block& block :
       {Block(Paragraph{german(longest)}), Block(Table{{}, {{german(longest), german("kurz")}}})}) {
    const std::string text = pdf_text(write(letter({block})));
    for (int n = 0; n < 2000; n += 37) EXPECT_NE(text.find("Wort" + std::to_string(n)), std::string::npos) << n;
  }
}

TEST(Pdf, A_table_over_pages_repeats_its_head) {
  Table table{{german("Spalte eins"), german("Spalte zwei")}, {}};
  for (int n = 0; n < 100; ++n) table.rows.push_back({german("Zeile " + std::to_string(n)), german("x")});
  const std::string text = pdf_text(write(letter({table})));
  EXPECT_GE(count(text, "Spalte eins"), 3u);
  EXPECT_EQ(count(text, "Zeile 57\n") + count(text, "Zeile 57 "), 1u);
}

TEST(Pdf, The_same_document_gives_the_same_bytes) {
  const auto make = [] {
    return write(letter({Paragraph{{scripts[1].text, "ar", Direction::rtl, false}}, Signatures{{german("Ort")}}}));
  };
  EXPECT_EQ(make(), make());
}

TEST(Pdf, Broken_bytes_and_empty_parts_make_a_sound_file_all_the_same) {
  for (const std::string& text : {std::string(), std::string("\xff\xfe kaputt"), std::string("a\0b", 3),
                                  std::string("\x01\x02"), std::string(3000, 'x')}) {
    const std::string file =
        write(letter({Heading{german(text)}, Paragraph{german(text)}, Item{german(text)}, Table{},
                      Table{{german(text)}, {{german(text)}}}, Signatures{}, Address{text, {text}, {text}}}));
    EXPECT_TRUE(pdf_is_sound(file));
  }
}

TEST(Pdf, The_address_stands_in_the_window_of_the_envelope) {
  const std::string file = write(letter({Address{"KIM · Kreis Paderborn",
                                                 {"Frau Parwin Rahimi", "Am Hang 3", "33154 Salzkotten"},
                                                 {"Unser Zeichen: KIM-2026-0417"}},
                                         Paragraph{german("Guten Tag,")}}));
  const auto at = test::pdf_place(file, "Salzkotten");  // points from the top left
  EXPECT_GT(at.y, 62 * 72 / 25.4);
  EXPECT_LT(at.y, 90 * 72 / 25.4);
  EXPECT_GT(at.x, 20 * 72 / 25.4);
  EXPECT_LT(at.x, 105 * 72 / 25.4);
}

}  // namespace
}  // namespace kim::pdf
