// The embedded files: complete, found by name, packed without loss of meaning.
#include "platform/assets.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/check.h"
#include "base/codes.h"
#include "base/i18n.h"

namespace kim {
namespace {

TEST(Assets, Are_sorted_by_path_so_that_they_can_be_found) {
  const auto all = assets::files();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](auto& a, auto& b) { return a.path < b.path; }));
  for (const assets::File& file : all) EXPECT_EQ(assets::find(file.path), &file) << file.path;
}

TEST(Assets, Hold_what_pages_need) {
  for (const char* path : {"web/kern.css", "web/kim.css", "web/kim.js", "web/logo.svg", "web/logo-mark.svg",
                           "web/NotoSans-Regular.woff2", "web/NotoSans-Bold.woff2", "po/en.mo"})
    EXPECT_FALSE(assets::bytes(path).empty()) << path;
}

TEST(Assets, Come_packed_where_that_makes_them_smaller) {
  const assets::File* sheet = assets::find("web/kern.css");
  ASSERT_NE(sheet, nullptr);
  EXPECT_LT(sheet->brotli.size() * 6, sheet->bytes.size());
  EXPECT_LT(sheet->gzip.size() * 6, sheet->bytes.size());
  EXPECT_EQ(sheet->gzip.substr(0, 2), "\x1f\x8b");
  EXPECT_TRUE(assets::find("web/NotoSans-Bold.woff2")->gzip.empty()) << "fonts are packed already";
}

TEST(Assets, An_unknown_name_is_a_bug_or_nothing) {
  EXPECT_EQ(assets::find("web/absent.css"), nullptr);
  EXPECT_EQ(assets::find(""), nullptr);
  EXPECT_THROW((void)assets::bytes("web/absent.css"), Bug);
}

TEST(Assets, Install_every_code_list_and_the_English_texts) {
  assets::install_texts();
  const auto files = assets::files();
  const auto expected =
      std::count_if(files.begin(), files.end(), [](auto& file) { return file.path.starts_with("data/codes/"); });
  EXPECT_EQ(static_cast<std::ptrdiff_t>(all_code_lists().size()), expected);
  const i18n::Use english(i18n::Language::en);
  EXPECT_EQ(tr("Zum Inhalt springen"), "Skip to content");
}

}  // namespace
}  // namespace kim
