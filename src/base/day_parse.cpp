// Reading dates as people type them. What it is not: ISO text of the program itself (day.cpp).
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/day.h"
#include "base/i18n.h"
#include "base/text.h"

namespace kim {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;

/// What was typed, before it is checked against the calendar. year -1 = not typed; month, day -1 = not typed.
struct Typed {
  int year = -1;
  int month = -1;
  int day = -1;
  bool short_year = false;
};

std::unexpected<Error> not_a_date() {
  return failure(ErrorCode::invalid,
                 tr("Das ist kein Datum. Schreiben Sie es zum Beispiel so: 24.11.2026 oder 24.11."));
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return result;
}

// ---- words ----

std::optional<unsigned> weekday_number(std::string_view word) {
  static constexpr std::array<std::array<std::string_view, 4>, 7> names{{{"mo", "montag", "mon", "monday"},
                                                                         {"di", "dienstag", "tue", "tuesday"},
                                                                         {"mi", "mittwoch", "wed", "wednesday"},
                                                                         {"do", "donnerstag", "thu", "thursday"},
                                                                         {"fr", "freitag", "fri", "friday"},
                                                                         {"sa", "samstag", "sat", "saturday"},
                                                                         {"so", "sonntag", "sun", "sunday"}}};
  for (unsigned i = 0; i < names.size(); ++i)
    if (std::ranges::find(names[i], word) != names[i].end()) return i + 1;
  return std::nullopt;
}

std::optional<Day> day_from_word(std::string_view typed, Day today) {
  const std::string word = lower(typed.ends_with('.') ? typed.substr(0, typed.size() - 1) : typed);
  if (word == "heute" || word == "today") return today;
  if (word == "gestern" || word == "yesterday") return today - days(1);
  if (word == "morgen" || word == "tomorrow") return today + days(1);
  const auto wanted = weekday_number(word);
  if (!wanted) return std::nullopt;
  const unsigned now = std::chrono::weekday(today).iso_encoding();
  return today - days((now + 7 - *wanted) % 7);
}

// ---- numbers ----

/// The numbers between the dots; nullopt if there is anything else than digits, dots and blanks around them.
std::optional<std::vector<std::string>> dotted_parts(std::string_view typed) {
  std::vector<std::string> parts = text::split(typed, '.');
  for (std::string& part : parts) {
    part = std::string(text::trim(part));
    const bool plain = std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    if (!plain || part.size() > 4) return std::nullopt;
  }
  if (parts.size() == 3 && parts.back().empty()) parts.pop_back();  // "24.11."
  const bool complete = std::ranges::none_of(parts, [](const std::string& part) { return part.empty(); });
  return complete ? std::optional(parts) : std::nullopt;
}

int number(const std::string& digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<Typed> typed_day(const std::vector<std::string>& parts) {
  if (parts.size() < 2 || parts.size() > 3 || parts[0].size() > 2 || parts[1].size() > 2) return std::nullopt;
  Typed result{.month = number(parts[1]), .day = number(parts[0])};
  if (parts.size() == 2) return result;
  if (parts[2].size() != 2 && parts[2].size() != 4) return std::nullopt;
  result.year = number(parts[2]);
  result.short_year = parts[2].size() == 2;
  return result;
}

/// 2026-11-24; also checked by the calendar, so that its mistakes get the same sentences.
std::optional<Typed> typed_iso(std::string_view typed) {
  const std::vector<std::string> parts = text::split(typed, '-');
  if (parts.size() != 3 || parts[0].size() != 4 || parts[1].size() > 2 || parts[2].size() > 2) return std::nullopt;
  for (const std::string& part : parts)
    if (part.empty() || !std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  return Typed{.year = number(parts[0]), .month = number(parts[1]), .day = number(parts[2])};
}

std::optional<Typed> typed_full(std::string_view typed) {
  if (typed.find('-') != std::string_view::npos) return typed_iso(typed);
  const auto parts = dotted_parts(typed);
  return parts ? typed_day(*parts) : std::nullopt;
}

/// 11.1991 or 1991.
std::optional<Typed> typed_partial(std::string_view typed) {
  const auto parts = dotted_parts(typed);
  if (!parts || parts->empty() || parts->size() > 2 || parts->back().size() != 4) return std::nullopt;
  Typed result{.year = number(parts->back())};
  if (parts->size() == 1) return result;
  if (parts->front().size() > 2) return std::nullopt;
  result.month = number(parts->front());
  return result;
}

// ---- the calendar ----

/// A year of two digits: the latest such year not after `latest`.
int full_year(int two_digits, int latest) {
  const int year = latest - latest % 100 + two_digits;
  return year > latest ? year - 100 : year;
}

std::string last_day_sentence(int year, int month) {
  const auto last = unsigned((std::chrono::year(year) / month / std::chrono::last).day());
  const std::string name = month_name(unsigned(month));
  if (month != 2) return trf("Der {0} hat {1} Tage.", {name, std::to_string(last)});
  return trf("Der {0} {1} hat {2} Tage.", {name, std::to_string(year), std::to_string(last)});
}

std::string mistake(const Typed& typed) {
  if (typed.month < 1 || typed.month > 12) return tr("Der Monat ist eine Zahl von 1 bis 12.");
  if (typed.day == 0) return tr("Ein Monat beginnt mit dem 1.");
  return last_day_sentence(typed.year, typed.month);
}

std::unexpected<Error> impossible(const Typed& typed) {
  const std::string shown = typed.day < 0 ? fmt::format("{:02}.{:04}", typed.month, typed.year)
                                          : fmt::format("{:02}.{:02}.{:04}", typed.day, typed.month, typed.year);
  return failure(ErrorCode::invalid, trf("Der {0} ist kein gültiges Datum.", {shown}) + " " + mistake(typed));
}

std::unexpected<Error> year_out_of_range(int year) {
  return failure(ErrorCode::invalid,
                 trf("Bitte prüfen Sie das Jahr {0}. Möglich sind {1} bis {2}.",
                     {fmt::format("{:04}", year), std::to_string(kFirstYear), std::to_string(kLastYear)}));
}

year_month_day calendar_day(int year, const Typed& typed) { return std::chrono::year(year) / typed.month / typed.day; }

/// "24.11.": of last, this and next year's day the one nearest to today.
Result<Day> nearest(Typed typed, Day today) {
  const int this_year = int(year_month_day(today).year());
  std::optional<Day> best;
  for (const int year : {this_year, this_year - 1, this_year + 1}) {
    const year_month_day date = calendar_day(year, typed);
    if (!date.ok()) continue;
    const Day day(date);
    if (!best || std::chrono::abs(day - today) < std::chrono::abs(*best - today)) best = day;
  }
  if (best) return *best;
  typed.year = this_year;
  return impossible(typed);
}

/// A day of the calendar. Years of two digits are taken as not later than `latest`.
Result<Day> checked(Typed typed, Day today, int latest) {
  if (typed.year < 0) return nearest(typed, today);
  if (typed.short_year) typed.year = full_year(typed.year, latest);
  if (typed.year < kFirstYear || typed.year > kLastYear) return year_out_of_range(typed.year);
  const year_month_day date = calendar_day(typed.year, typed);
  if (!date.ok()) return impossible(typed);
  return Day(date);
}

Result<Day> parse_with(std::string_view typed, Day today, int latest) {
  const std::string_view trimmed = text::trim(typed);
  if (trimmed.empty()) return failure(ErrorCode::invalid, tr("Geben Sie ein Datum an."));
  if (const auto day = day_from_word(trimmed, today)) return *day;
  const auto parts = typed_full(trimmed);
  if (!parts) return not_a_date();
  return checked(*parts, today, latest);
}

}  // namespace

Result<Day> parse_day(std::string_view typed, Day today) {
  // Deadlines and residence permits lie up to a few years ahead, everything else in the past.
  return parse_with(typed, today, int(year_month_day(today).year()) + 20);
}

Result<PartialDate> parse_partial_date(std::string_view typed, Day today) {
  if (const auto partial = typed_partial(text::trim(typed))) {
    if (partial->year < kFirstYear || partial->year > kLastYear) return year_out_of_range(partial->year);
    if (partial->month == 0 || partial->month > 12) return impossible(*partial);
    return PartialDate{partial->year, partial->month < 0 ? 0U : unsigned(partial->month), 0};
  }
  const Day day = TRY(parse_with(typed, today, int(year_month_day(today).year())));
  const year_month_day date(day);
  return PartialDate{int(date.year()), unsigned(date.month()), unsigned(date.day())};
}

}  // namespace kim
