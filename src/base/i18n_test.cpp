// Texts in two languages.
#include "base/i18n.h"

#include <cstdint>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/check.h"

namespace kim {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

std::string word(std::size_t value) {
  std::string bytes;
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
  return bytes;
}

/// A .mo file as msgfmt writes it: header, two tables of length and offset, then the texts.
std::string mo_file(const Texts& texts) {
  const std::size_t originals = 28, translations = originals + 8 * texts.size();
  std::size_t offset = translations + 8 * texts.size();
  std::string first, second, body;
  for (const auto& [original, translation] : texts) {
    first += word(original.size()) + word(offset);
    second += word(translation.size()) + word(offset + original.size() + 1);
    body += original + '\0' + translation + '\0';
    offset += original.size() + translation.size() + 2;
  }
  return word(0x950412de) + word(0) + word(texts.size()) + word(originals) + word(translations) + word(0) + word(0) +
         first + second + body;
}

class Translation : public testing::Test {
 protected:
  void SetUp() override {
    using namespace std::string_literals;
    i18n::install(i18n::Language::en, mo_file({{"", "Language: en\n"},
                                               {"Fall", "Case"},
                                               {"leer", ""},
                                               {"{} von {}", "of {1}: {0}"},
                                               {"{} Ziel\0{} Ziele"s, "{} goal\0{} goals"s}}));
  }
  void TearDown() override { i18n::install(i18n::Language::en, mo_file({})); }
};

TEST_F(Translation, Is_german_until_a_language_is_set) {
  EXPECT_EQ(tr("Fall"), "Fall");
  EXPECT_EQ(i18n::tag(), "de");
}

TEST_F(Translation, Is_found_while_the_language_is_in_use_and_nested_uses_end_in_order) {
  const i18n::Use english(i18n::Language::en);
  EXPECT_EQ(tr("Fall"), "Case");
  EXPECT_EQ(i18n::tag(), "en");
  {
    const i18n::Use german(i18n::Language::de);
    EXPECT_EQ(tr("Fall"), "Fall");
  }
  EXPECT_EQ(tr("Fall"), "Case");
}

TEST_F(Translation, Falls_back_to_german_where_there_is_none) {
  const i18n::Use english(i18n::Language::en);
  EXPECT_EQ(tr("Neu"), "Neu");
  EXPECT_EQ(tr("leer"), "leer");
  EXPECT_EQ(tr(""), "");
}

TEST_F(Translation, Chooses_the_plural_by_number) {
  EXPECT_EQ(trn("{} Ziel", "{} Ziele", 1), "1 Ziel");
  EXPECT_EQ(trn("{} Ziel", "{} Ziele", 0), "0 Ziele");
  EXPECT_EQ(trn("{} Ziel", "{} Ziele", 1120), "1.120 Ziele");
  const i18n::Use english(i18n::Language::en);
  EXPECT_EQ(trn("{} Ziel", "{} Ziele", 1), "1 goal");
  EXPECT_EQ(trn("{} Ziel", "{} Ziele", 2), "2 goals");
}

TEST_F(Translation, Fills_parts_in_the_order_of_the_translation) {
  EXPECT_EQ(trf("{} von {}", {"2", "5"}), "2 von 5");
  const i18n::Use english(i18n::Language::en);
  EXPECT_EQ(trf("{} von {}", {"2", "5"}), "of 5: 2");
}

TEST(Filling, Leaves_braces_alone_that_are_no_placeholder) {
  EXPECT_EQ(trf("{0} und {0}, {7} {x} { }", {"a"}), "a und a, {7} {x} { }");
  EXPECT_EQ(trf("{}", {"{0}"}), "{0}");
  EXPECT_EQ(trf("offen {", {"a"}), "offen {");
  EXPECT_EQ(trf("{} {}", {"a"}), "a {}");
}

TEST_F(Translation, Belongs_to_one_thread) {
  const i18n::Use english(i18n::Language::en);
  std::string other;
  std::thread([&] { other = tr("Fall"); }).join();
  EXPECT_EQ(other, "Fall");
}

TEST(Catalog, Is_refused_when_it_is_cut_off_or_something_else) {
  const std::string good = mo_file({{"Fall", "Case"}});
  for (std::size_t size = 0; size + 1 < good.size(); ++size)
    EXPECT_THROW(i18n::install(i18n::Language::en, good.substr(0, size)), Fault) << size;
  EXPECT_THROW(i18n::install(i18n::Language::en, "msgid \"Fall\" is not a .mo file"), Fault);
}

}  // namespace
}  // namespace kim
