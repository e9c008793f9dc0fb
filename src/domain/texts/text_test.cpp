// Rules of versions: labels, what is in force, what is stale, what is reviewed, what differs.
#include "domain/texts/text.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/codes.h"
#include "domain/texts/difference.h"
#include "domain/texts/text_preview.h"
#include "platform/assets.h"
#include "support/pdf_text.h"

namespace kim::texts {
namespace {

const Day today = *day_from_iso("2026-11-25");
const Key german{"einladung", "de", "any"}, arabic{"einladung", "ar", "any"};

class Texts : public ::testing::Test {
 protected:
  void SetUp() override { assets::install_texts(); }

  Decisions decisions;

  void keep(const Key& key, const std::string& label, const std::string& body = "Text") {
    records::Stored<Wording> row;
    row.value = {key.kind, key.language, key.controller, label, "Titel", body, {}, {}, {}, today};
    decisions.wordings.push_back(row);
    decide(key, label);
  }
  void decide(const Key& key, const std::string& label) {
    records::Stored<Choice> row;
    row.id = static_cast<std::int64_t>(decisions.choices.size()) + 1;
    row.value = {key.kind, key.language, key.controller, label};
    decisions.choices.push_back(row);
  }
  void look_at(const Key& key, const std::string& label, const std::string& outcome) {
    records::Stored<Review> row;
    row.value = {key.kind, key.language, key.controller, label, outcome, today, "Dr. Recht"};
    decisions.reviews.push_back(row);
  }
  Template text(const Key& key) const { return assemble(decisions).at(key); }
};

TEST_F(Texts, Shipped_texts_are_in_force_until_somebody_writes_an_own_one) {
  const Templates all = assemble({});
  EXPECT_GE(all.size(), 70U);
  for (const auto& [key, one] : all) {
    EXPECT_TRUE(one.in_force().shipped) << key.kind << key.language;
    EXPECT_FALSE(one.stale()) << key.kind << key.language;
    EXPECT_FALSE(one.in_force().letter.reviewed) << key.kind;
    EXPECT_EQ(one.base, 0);
    EXPECT_TRUE(may_exist(key)) << key.kind << key.language << key.controller;
  }
}

TEST_F(Texts, A_German_change_makes_translations_stale_and_going_back_undoes_it) {
  keep(german, "eigen-1");
  EXPECT_EQ(text(german).in_force().label(), "eigen-1");
  EXPECT_TRUE(text(german).versions.back().shipped);
  EXPECT_TRUE(text(german).versions.back().letter.text.retired);
  EXPECT_FALSE(text(german).in_force().letter.text.retired);
  EXPECT_TRUE(text(arabic).stale());
  keep(arabic, "eigen-1");
  EXPECT_FALSE(text(arabic).stale());
  decide(german, "2026-01");
  EXPECT_TRUE(text(german).in_force().shipped);
  EXPECT_TRUE(text(arabic).stale()) << "the own translation belongs to eigen-1";
  decide(arabic, "2026-01");
  EXPECT_FALSE(text(arabic).stale());
  EXPECT_EQ(text(arabic).base, 4);
}

TEST_F(Texts, A_decision_for_a_version_that_is_not_shipped_any_more_falls_back_to_the_shipped_one) {
  keep(german, "eigen-1");
  decide(german, "2020-01");
  EXPECT_TRUE(text(german).in_force().shipped);
  EXPECT_FALSE(text(german).in_force().letter.text.retired);
}

TEST_F(Texts, The_last_review_of_a_version_counts) {
  look_at(german, "2026-01", "reviewed");
  EXPECT_TRUE(text(german).in_force().letter.reviewed);
  EXPECT_EQ(text(german).in_force().letter.status, "Fachlich geprüft am 25.11.2026 von Dr. Recht");
  look_at(german, "2026-01", "draft");
  EXPECT_FALSE(text(german).in_force().letter.reviewed);
  EXPECT_EQ(text(german).in_force().letter.status, "Entwurf, nicht fachlich geprüft");
  look_at(german, "2026-01", "reviewed");
  keep(german, "eigen-1");
  EXPECT_FALSE(text(german).in_force().letter.reviewed) << "a new version is a draft again";
}

TEST_F(Texts, Labels_say_which_German_version_a_translation_belongs_to) {
  EXPECT_EQ(base_of("2026-01.2"), "2026-01");
  EXPECT_EQ(base_of("eigen-3"), "eigen-3");
  keep(german, "eigen-1");
  keep(arabic, "eigen-1");
  const Template own = text(german), other = text(arabic);
  EXPECT_EQ(next_label(nullptr, {}, true), "eigen-1");
  EXPECT_EQ(next_label(&own, {}, true), "eigen-2");
  EXPECT_EQ(next_label(nullptr, "2026-01", false), "2026-01");
  EXPECT_EQ(next_label(&other, "2026-01", false), "2026-01.2");
  EXPECT_EQ(next_label(&other, "eigen-1", false), "eigen-1.2");
  EXPECT_EQ(next_label(&other, "eigen-2", false), "eigen-2");
}

TEST_F(Texts, Letters_may_exist_in_all_languages_of_letters_and_sheets_where_they_are_shipped) {
  const struct {
    Key key;
    bool possible;
  } table[] = {{{"begleitheft", "ar", "any"}, true},
               {{"uebergabe", "ti", "any"}, true},
               {{"widerruf", "en", "any"}, true},
               {{"widerruf", "ar", "any"}, true},
               {{"nachweis", "ar", "any"}, false},
               {{"loeschung", "en", "any"}, false},
               {{"einladung", "xx", "any"}, false},
               {{"anderes", "de", "any"}, false},
               {{"information", "de", "IN VIA Paderborn e. V."}, true},
               {{"einladung", "de", "IN VIA"}, false},
               {{"", "", ""}, false}};
  for (const auto& line : table)
    EXPECT_EQ(may_exist(line.key), line.possible) << line.key.kind << line.key.language << line.key.controller;
}

TEST_F(Texts, Saving_the_same_words_again_is_for_stale_translations_only) {
  keep(german, "eigen-1", "Guten Tag {name} {tag} {uhrzeit} {ort} {telefon} {fachkraft}\n{anmerkung}");
  Wording same = decisions.wordings.back().value;
  const Template own = text(german);
  const auto unchanged = check(german, same, &own, nullptr);
  ASSERT_EQ(unchanged.size(), 1U);
  EXPECT_EQ(unchanged.front().field, "body");
  same.body += "\nMehr";
  EXPECT_TRUE(check(german, same, &own, nullptr).empty());
  Wording translated = decisions.wordings.back().value;
  const Template stale = text(arabic);
  EXPECT_TRUE(check(arabic, translated, &stale, &own).empty());
}

TEST_F(Texts, A_review_needs_a_day_and_a_name) {
  EXPECT_EQ(check(Review{{}, {}, {}, {}, "reviewed", {}, {}}).size(), 2U);
  EXPECT_TRUE(check(Review{{}, {}, {}, {}, "reviewed", today, "Dr. Recht"}).empty());
  EXPECT_TRUE(check(Review{{}, {}, {}, {}, "draft", {}, {}}).empty());
}

TEST(Compared, Paragraphs_that_are_the_same_stand_beside_each_other) {
  const auto pairs = compared(consent::parse_blocks("a\nb\nc\nd"), consent::parse_blocks("a\nB\nc\nd\ne"));
  std::string shape;
  for (const Pair& pair : pairs) shape += pair.same() ? "=" : !pair.before ? "+" : !pair.after ? "-" : "~";
  EXPECT_EQ(shape, "=~==+");
  EXPECT_EQ(compared(consent::parse_blocks("a\nb"), {}).size(), 2U);
  EXPECT_FALSE(compared(consent::parse_blocks("## a"), consent::parse_blocks("- a")).front().same());
}

TEST_F(Texts, A_preview_fills_every_placeholder_of_every_kind) {
  for (const Code& kind : code_list("text_kind").codes()) {
    documents::LetterText letter;
    letter.status = documents::unreviewed;
    letter.text.id = kind.code;
    letter.text.language = "de";
    letter.text.direction = "ltr";
    letter.text.controller = "any";
    letter.text.title = "Alles";
    for (const Placeholder& one : placeholders(kind.code))
      letter.text.blocks.push_back({consent::Text::Kind::paragraph, "{" + one.name + "}"});
    const std::string file = pdf::write(preview(letter, nullptr, today)), content = test::pdf_content(file);
    const bool lines_to_write = std::ranges::any_of(placeholders(kind.code), [](const Placeholder& one) {
      return one.name == "zeilen" || one.name == "unterschrift";
    });
    EXPECT_EQ(content.find('{'), std::string::npos) << kind.code;
    EXPECT_TRUE(lines_to_write || content.find("______") == std::string::npos) << kind.code;
    EXPECT_NE(test::pdf_text(file).find("Vorschau mit erfundenen Angaben"), std::string::npos) << kind.code;
  }
}

TEST_F(Texts, Every_shipped_text_has_a_preview_beside_the_German_one) {
  const Templates all = assemble({});
  for (const char* language : {"ar", "ckb", "ti", "uk"}) {
    const Template& one = all.at({"einwilligung", language, "any"});
    const auto& beside = all.at({"einwilligung", "de", "any"}).in_force().letter;
    const std::string file = pdf::write(preview(one.in_force().letter, &beside, today));
    EXPECT_TRUE(test::pdf_is_sound(file)) << language;
    EXPECT_NE(test::pdf_content(file).find(test::squeezed("Es gilt der deutsche Text.")), std::string::npos)
        << language;
  }
}

}  // namespace
}  // namespace kim::texts
