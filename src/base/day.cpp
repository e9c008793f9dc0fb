// Days and moments as text, and the local day. What it is not: reading what people type (day_parse.cpp).
#include "base/day.h"

#include <charconv>

#include <date/tz.h>
#include <fmt/compile.h>
#include <fmt/format.h>

#include "base/i18n.h"
#include "base/text.h"

namespace kim {
namespace {

using std::chrono::year_month_day;

struct Parts {
  int year;
  unsigned month, day;
};

Parts parts(Day day) {
  const year_month_day date(day);
  return {int(date.year()), unsigned(date.month()), unsigned(date.day())};
}

/// The stretch of time in which one offset from UTC holds (winter or summer time).
struct OffsetRange {
  Moment begin{}, end{};
  std::chrono::seconds offset{};
};

OffsetRange look_up(Moment moment) {
  static const date::time_zone* const berlin = date::locate_zone("Europe/Berlin");
  const date::sys_info info = berlin->get_info(std::chrono::floor<std::chrono::seconds>(moment));
  // The first and last range reach so far that they would overflow in microseconds.
  const auto least = std::chrono::floor<std::chrono::seconds>(Moment::min()) + std::chrono::seconds(1);
  const auto most = std::chrono::floor<std::chrono::seconds>(Moment::max());
  return {Moment(std::max(info.begin, least)), Moment(std::min(info.end, most)), info.offset};
}

/// Local time written as if it were UTC. The zone is asked twice a year, not at each call.
Moment to_local(Moment moment) {
  thread_local OffsetRange known;
  if (moment < known.begin || moment >= known.end) known = look_up(moment);
  return moment + known.offset;
}

/// "HH:MM:SS" of a moment that is already in the wanted zone.
std::string clock_text(Moment moment, bool seconds) {
  const std::chrono::hh_mm_ss time(moment - std::chrono::floor<std::chrono::days>(moment));
  const auto shown = fmt::format(FMT_COMPILE("{:02}:{:02}"), time.hours().count(), time.minutes().count());
  return seconds ? fmt::format(FMT_COMPILE("{}:{:02}"), shown, time.seconds().count()) : shown;
}

/// One or two digits at the front, taken off `rest`.
std::optional<unsigned> take_up_to_two_digits(std::string_view& rest) {
  unsigned number = 0;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  const auto digits = static_cast<std::size_t>(end - rest.data());
  if (problem != std::errc() || digits > 2) return std::nullopt;
  rest.remove_prefix(digits);
  return number;
}

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string weekday_name(Day day) {
  switch (std::chrono::weekday(day).iso_encoding()) {
    case 1: return tr("Montag");
    case 2: return tr("Dienstag");
    case 3: return tr("Mittwoch");
    case 4: return tr("Donnerstag");
    case 5: return tr("Freitag");
    case 6: return tr("Samstag");
    default: return tr("Sonntag");
  }
}

std::string weekday_short(Day day) {
  switch (std::chrono::weekday(day).iso_encoding()) {
    case 1: return tr("Mo");
    case 2: return tr("Di");
    case 3: return tr("Mi");
    case 4: return tr("Do");
    case 5: return tr("Fr");
    case 6: return tr("Sa");
    default: return tr("So");
  }
}

/// The whole text as a number: digits only, no sign.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Moment> with_clock(Day day, std::string_view text) {
  if (text.size() < 9 || text[2] != ':' || text[5] != ':' || text.back() != 'Z') return std::nullopt;
  const auto hour = digits(text.substr(0, 2)), minute = digits(text.substr(3, 2)), second = digits(text.substr(6, 2));
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  std::string_view rest = text.substr(8, text.size() - 9);
  std::optional<int> fraction = 0;
  if (!rest.empty()) fraction = rest.size() == 7 && rest[0] == '.' ? digits(rest.substr(1)) : std::nullopt;
  if (!fraction) return std::nullopt;
  return Moment(day) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second) +
         std::chrono::microseconds(*fraction);
}

}  // namespace

std::string month_name(unsigned month) {
  switch (month) {
    case 1: return tr("Januar");
    case 2: return tr("Februar");
    case 3: return tr("März");
    case 4: return tr("April");
    case 5: return tr("Mai");
    case 6: return tr("Juni");
    case 7: return tr("Juli");
    case 8: return tr("August");
    case 9: return tr("September");
    case 10: return tr("Oktober");
    case 11: return tr("November");
    default: return tr("Dezember");
  }
}

std::string iso(Day day) {
  const auto [year, month, number] = parts(day);
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), year, month, number);
}

std::string iso(const PartialDate& date) {
  if (date.month == 0) return fmt::format(FMT_COMPILE("{:04}"), date.year);
  if (date.day == 0) return fmt::format(FMT_COMPILE("{:04}-{:02}"), date.year, date.month);
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), date.year, date.month, date.day);
}

std::string iso(Moment moment) {
  return iso(std::chrono::floor<std::chrono::days>(moment)) + "T" + clock_text(moment, true) + "Z";
}

std::optional<PartialDate> partial_from_iso(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  if (!year || *year == 0) return std::nullopt;
  if (text.size() == 4) return PartialDate{*year, 0, 0};
  const auto month = digits(text.substr(5, 2));
  if (text[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
  if (text.size() == 7) return PartialDate{*year, unsigned(*month), 0};
  const auto day = digits(text.substr(8, 2));
  if (text[7] != '-' || !day) return std::nullopt;
  const PartialDate date{*year, unsigned(*month), unsigned(*day)};
  const year_month_day check{std::chrono::year(date.year), std::chrono::month(date.month), std::chrono::day(date.day)};
  return check.ok() ? std::optional(date) : std::nullopt;
}

std::optional<Day> day_from_iso(std::string_view text) {
  const auto date = partial_from_iso(text);
  if (!date || date->day == 0) return std::nullopt;
  return Day(std::chrono::year(date->year) / std::chrono::month(date->month) / std::chrono::day(date->day));
}

std::optional<Moment> moment_from_iso(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T') return std::nullopt;
  const auto day = day_from_iso(text.substr(0, 10));
  return day ? with_clock(*day, text.substr(11)) : std::nullopt;
}

std::string german(Day day) {
  const auto [year, month, number] = parts(day);
  return fmt::format(FMT_COMPILE("{:02}.{:02}.{:04}"), number, month, year);
}

std::string german(const PartialDate& date) {
  if (date.month == 0) return fmt::format(FMT_COMPILE("{:04}"), date.year);
  if (date.day == 0) return fmt::format(FMT_COMPILE("{:02}.{:04}"), date.month, date.year);
  return fmt::format(FMT_COMPILE("{:02}.{:02}.{:04}"), date.day, date.month, date.year);
}

std::string german_long(Day day) {
  const auto [year, month, number] = parts(day);
  return trf("{0}, {1}. {2} {3}", {weekday_name(day), std::to_string(number), month_name(month), std::to_string(year)});
}

std::string german_short(Day day, Day today) {
  const auto [year, month, number] = parts(day);
  if (year != parts(today).year) return german(day);
  return fmt::format(FMT_COMPILE("{}, {:02}.{:02}."), weekday_short(day), number, month);
}

std::string german_time(Moment moment) { return clock_text(to_local(moment), false); }

std::string german(Moment moment) { return trf("{0}, {1} Uhr", {german(local_day(moment)), german_time(moment)}); }

Day local_day(Moment moment) { return std::chrono::floor<std::chrono::days>(to_local(moment)); }

/// The clocks change at 01:00 UTC, so the offset at 00:00 UTC is also that of the local midnight before it.
Moment start_of_local_day(Day day) {
  const Moment utc_midnight(day);
  return utc_midnight - (to_local(utc_midnight) - utc_midnight);
}

Moment local_moment(Day day, std::chrono::seconds time) {
  static const date::time_zone* const berlin = date::locate_zone("Europe/Berlin");
  const date::local_time<std::chrono::seconds> local(day.time_since_epoch() + time);
  return berlin->to_sys(local, date::choose::earliest);
}

std::optional<std::string> parse_time(std::string_view typed) {
  std::string_view rest = text::trim(typed);
  if (rest.ends_with("Uhr")) rest = text::trim(rest.substr(0, rest.size() - 3));
  const auto hour = take_up_to_two_digits(rest);
  if (!hour || *hour > 23) return std::nullopt;
  if (rest.empty()) return two_digits(*hour) + ":00";
  if (rest.front() != ':' && rest.front() != '.') return std::nullopt;
  rest.remove_prefix(1);
  const bool two = rest.size() == 2;
  const auto minute = take_up_to_two_digits(rest);
  if (!two || !minute || !rest.empty() || *minute > 59) return std::nullopt;
  return two_digits(*hour) + ":" + two_digits(*minute);
}

std::optional<std::chrono::minutes> minutes_from(std::string_view time) {
  if (time.size() != 5 || parse_time(time) != time) return std::nullopt;
  const auto digits = [&](std::size_t at) { return (time[at] - '0') * 10 + (time[at + 1] - '0'); };
  return std::chrono::minutes(digits(0) * 60 + digits(3));
}

std::optional<int> age_on(const PartialDate& birth, Day on) {
  if (birth.year == 0) return std::nullopt;
  const auto [year, month, day] = parts(on);
  const bool before_birthday = std::pair(month, day) < std::pair(std::max(birth.month, 1U), std::max(birth.day, 1U));
  const int years = year - birth.year - (before_birthday ? 1 : 0);
  return years >= 0 ? std::optional(years) : std::nullopt;
}

}  // namespace kim
