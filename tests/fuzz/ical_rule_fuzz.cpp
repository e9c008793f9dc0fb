// Repetition rules and calendar texts from any bytes. A rule that is understood is written and read again as the same; its
// starts are in order, inside the window and as many as asked at most; no text breaks out of its line.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "platform/ical/calendar.h"
#include "platform/ical/rule.h"

namespace {

using namespace kim;

void check_rule(std::string_view text) {
  const auto rule = ical::parse_rule(text);
  if (!rule) return;
  const auto again = ical::parse_rule(ical::to_text(*rule));
  CHECK(again && *again == *rule);
  const ical::LocalTime start{*day_from_iso("2026-11-25"), std::chrono::hours(9)};
  const ical::Window window{{*day_from_iso("2027-01-01"), {}}, {*day_from_iso("2029-12-31"), {}}, 50};
  const auto starts = ical::expand(*rule, start, window);
  CHECK(starts.size() <= window.most && std::ranges::is_sorted(starts));
  CHECK(std::ranges::adjacent_find(starts) == starts.end());
  for (const auto& one : starts) CHECK(one >= window.from && one <= window.until);
}

void check_text(std::string_view text) {
  const std::string line = ical::content_line("SUMMARY", ical::escaped(text));
  for (std::size_t from = 0; from < line.size();) {
    const std::size_t end = line.find("\r\n", from);
    CHECK(end != std::string::npos && end - from <= 75 && (from == 0 || line[from] == ' '));
    from = end + 2;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  check_rule(input);
  check_text(input);
  return 0;
}
