#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/day.h"
#include "platform/tables/parts.h"

namespace kim::tables {
namespace {

constexpr int minutes_a_day = 24 * 60;
constexpr double last_serial = 109'939;  // end of the year 2200

std::string clock(long minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

}  // namespace

std::optional<std::string> date_of(double serial, bool from_1904) {
  if (!std::isfinite(serial) || serial < 0 || serial > last_serial) return std::nullopt;
  auto day = static_cast<long>(std::floor(serial));
  long minutes = std::lround((serial - static_cast<double>(day)) * minutes_a_day);
  if (minutes == minutes_a_day) {
    ++day;
    minutes = 0;
  }
  if (day == 0 && !from_1904) return clock(minutes);
  // Lotus took 1900 for a leap year and Excel kept it: the serial numbers up to 59 are one day short.
  if (!from_1904 && day == 60) return std::nullopt;
  const Day begin = from_1904  ? Day(std::chrono::year(1904) / 1 / 1)
                    : day < 60 ? Day(std::chrono::year(1899) / 12 / 31)
                               : Day(std::chrono::year(1899) / 12 / 30);
  const std::string date = german(begin + std::chrono::days(day));
  return minutes == 0 ? date : date + " " + clock(minutes);
}

bool is_date_format(std::string_view code) {
  bool quoted = false, bracketed = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '\\')
      ++at;  // the next character is shown as it is
    else if (c == '"')
      quoted = !quoted;
    else if (c == '[' || c == ']')
      bracketed = c == '[';
    else if (!quoted && !bracketed && std::string_view("dDmMyYhHsSjJtT").contains(c))
      return true;
  }
  return false;
}

}  // namespace kim::tables
