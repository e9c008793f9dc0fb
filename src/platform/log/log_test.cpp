// The technical log: one line of JSON per event.
#include "platform/log/log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace kim::log {
namespace {

std::string logged(Level level, std::string_view event, Pairs pairs) {
  testing::internal::CaptureStderr();
  write(level, event, pairs);
  return testing::internal::GetCapturedStderr();
}

TEST(Log, Writes_one_line_of_json_in_utc) {
  const std::string line = logged(Level::warning, "accept_failed", {{"cause", "Too many"}, {"count", "3"}});
  std::string shape = line.substr(0, line.find(','));
  std::ranges::replace_if(shape, [](char c) { return c >= '0' && c <= '9'; }, '0');
  EXPECT_EQ(shape, R"({"time":"0000-00-00T00:00:00.000Z")");
  EXPECT_EQ(line.substr(line.find(',')), R"(,"level":"warning","event":"accept_failed","cause":"Too many","count":"3"})"
                                         "\n");
}

TEST(Log, Stays_valid_json_whatever_the_text_holds) {
  const std::string line = logged(Level::error, "x", {{"cause", "a\"b\\c\nd\x01"}, {"raw", "\xff"}, {"text", "ü"}});
  EXPECT_TRUE(line.contains(R"("cause":"a\"b\\c\u000ad\u0001","raw":"\u00ff","text":"ü"})")) << line;
  EXPECT_EQ(std::ranges::count(line, '\n'), 1);
}

TEST(Log, Leaves_out_what_is_below_its_level) {
  set_level(Level::warning);
  EXPECT_EQ(logged(Level::info, "request", {}), "");
  EXPECT_NE(logged(Level::warning, "request", {}), "");
  set_level(Level::info);
  EXPECT_NE(logged(Level::info, "request", {}), "");
}

}  // namespace
}  // namespace kim::log
