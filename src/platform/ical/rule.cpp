#include "platform/ical/rule.h"

#include <algorithm>
#include <charconv>

#include "base/i18n.h"

namespace kim::ical {
namespace {

namespace c = std::chrono;

constexpr std::string_view weekday_codes[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr std::string_view frequency_codes[] = {"DAILY", "WEEKLY", "MONTHLY"};
constexpr int most_interval = 400, most_count = 5000;
constexpr std::size_t most_items = 62;
constexpr c::seconds end_of_day{86399};

std::unexpected<Error> not_understood(std::string_view part) {
  return failure(ErrorCode::invalid, trf("Diese Wiederholung versteht KIM nicht: {}", {part}));
}

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

std::optional<int> number_between(std::string_view text, int least, int most) {
  const auto number = whole_number(text);
  return number && *number >= least && *number <= most ? number : std::nullopt;
}

std::string_view take(std::string_view& rest, char separator) {
  const auto at = rest.find(separator);
  const std::string_view part = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
  return part;
}

std::optional<c::weekday> weekday_from(std::string_view code) {
  for (unsigned i = 0; i < 7; ++i)
    if (weekday_codes[i] == code) return c::weekday(i);
  return std::nullopt;
}

std::optional<Weekday> nth_weekday_from(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const auto day = weekday_from(text.substr(text.size() - 2));
  std::string_view ordinal = text.substr(0, text.size() - 2);
  if (!day) return std::nullopt;
  if (ordinal.empty()) return Weekday{0, *day};
  if (ordinal.starts_with('+')) ordinal.remove_prefix(1);
  const auto nth = number_between(ordinal, -5, 5);
  if (!nth || *nth == 0) return std::nullopt;
  return Weekday{*nth, *day};
}

std::optional<Day> basic_day(std::string_view text) {  // 20261124
  if (text.size() != 8 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const c::year_month_day day{c::year(*whole_number(text.substr(0, 4))),
                              c::month(static_cast<unsigned>(*whole_number(text.substr(4, 2)))),
                              c::day(static_cast<unsigned>(*whole_number(text.substr(6, 2))))};
  if (!day.ok() || day.year() < c::year(1900) || day.year() > c::year(2200)) return std::nullopt;
  return Day(day);
}

std::optional<c::seconds> basic_time(std::string_view text) {  // 090000
  if (text.size() != 6 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const int hour = *whole_number(text.substr(0, 2)), minute = *whole_number(text.substr(2, 2)),
            second = *whole_number(text.substr(4, 2));
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return c::hours(hour) + c::minutes(minute) + c::seconds(second);
}

bool read_until(std::string_view text, Rule& rule) {
  rule.until_is_utc = text.ends_with('Z');
  if (rule.until_is_utc) text.remove_suffix(1);
  const auto day = basic_day(text.substr(0, 8));
  if (!day) return false;
  if (text.size() == 8) {
    rule.until = LocalTime{*day, end_of_day};
    return !rule.until_is_utc;
  }
  const auto time = text[8] == 'T' ? basic_time(text.substr(9)) : std::nullopt;
  if (time) rule.until = LocalTime{*day, *time};
  return time.has_value();
}

bool read_days(std::string_view list, Rule& rule) {
  while (!list.empty() && rule.by_day.size() < most_items) {
    const auto day = nth_weekday_from(take(list, ','));
    if (!day) return false;
    rule.by_day.push_back(*day);
  }
  return list.empty() && !rule.by_day.empty();
}

bool read_month_days(std::string_view list, Rule& rule) {
  while (!list.empty() && rule.by_month_day.size() < most_items) {
    const auto day = number_between(take(list, ','), -31, 31);
    if (!day || *day == 0) return false;
    rule.by_month_day.push_back(*day);
  }
  return list.empty() && !rule.by_month_day.empty();
}

bool put(const std::optional<int>& number, int& target) {
  if (number) target = *number;
  return number.has_value();
}
bool put(const std::optional<int>& number, std::optional<int>& target) {
  target = number;
  return number.has_value();
}

bool read_part(std::string_view name, std::string_view value, Rule& rule) {
  if (name == "INTERVAL") return put(number_between(value, 1, most_interval), rule.interval);
  if (name == "COUNT") return put(number_between(value, 1, most_count), rule.count);
  if (name == "UNTIL") return read_until(value, rule);
  if (name == "BYDAY") return read_days(value, rule);
  if (name == "BYMONTHDAY") return read_month_days(value, rule);
  if (name != "WKST") return false;
  const auto day = weekday_from(value);
  if (day) rule.week_start = *day;
  return day.has_value();
}

bool read_frequency(std::string_view text, Rule& rule) {
  for (std::size_t i = 0; i < std::size(frequency_codes); ++i) {
    if (text.size() != frequency_codes[i].size() + 5 || text.substr(5) != frequency_codes[i]) continue;
    rule.frequency = static_cast<Frequency>(i);
    return text.starts_with("FREQ=");
  }
  return false;
}

/// What each part allows alone may not fit together.
bool fits(const Rule& rule) {
  const bool nth = std::any_of(rule.by_day.begin(), rule.by_day.end(), [](const Weekday& day) { return day.nth != 0; });
  if (rule.count && rule.until) return false;
  if (rule.frequency != Frequency::monthly && nth) return false;
  return rule.frequency != Frequency::weekly || rule.by_month_day.empty();
}

// ---- expanding ----

c::year_month month_of(Day day) {
  const c::year_month_day date(day);
  return date.year() / date.month();
}
Day first_day(c::year_month month) { return Day(month / 1); }
int length(c::year_month month) {
  return static_cast<int>(static_cast<unsigned>(c::year_month_day_last(month / c::last).day()));
}

bool is_nth(const Weekday& wanted, int day_of_month, int days) {
  if (wanted.nth == 0) return true;
  if (wanted.nth > 0) return (day_of_month - 1) / 7 + 1 == wanted.nth;
  return (days - day_of_month) / 7 + 1 == -wanted.nth;
}

bool day_fits(const Rule& rule, Day day) {
  const c::year_month_day date(day);
  const int number = static_cast<int>(static_cast<unsigned>(date.day())), days = length(month_of(day));
  const c::weekday weekday(day);
  const auto wanted_weekday = [&](const Weekday& one) { return one.day == weekday && is_nth(one, number, days); };
  const auto wanted_number = [&](int one) { return one == number || one == number - days - 1; };
  const bool by_day = rule.by_day.empty() || std::any_of(rule.by_day.begin(), rule.by_day.end(), wanted_weekday);
  return by_day &&
         (rule.by_month_day.empty() || std::any_of(rule.by_month_day.begin(), rule.by_month_day.end(), wanted_number));
}

/// The rule with what DTSTART says by itself: the weekday, or the day of the month.
Rule completed(Rule rule, Day start) {
  if (!rule.by_day.empty() || !rule.by_month_day.empty()) return rule;
  if (rule.frequency == Frequency::weekly) rule.by_day = {{0, c::weekday(start)}};
  if (rule.frequency == Frequency::monthly)
    rule.by_month_day = {static_cast<int>(static_cast<unsigned>(c::year_month_day(start).day()))};
  return rule;
}

/// First day of the n-th period (day, week, month) of the rule.
Day period_start(const Rule& rule, Day start, int n) {
  const int step = n * rule.interval;
  switch (rule.frequency) {
    case Frequency::daily: return start + c::days(step);
    case Frequency::weekly: return start - (c::weekday(start) - rule.week_start) + c::days(7 * step);
    case Frequency::monthly: break;
  }
  return first_day(month_of(start) + c::months(step));
}

Day period_end(const Rule& rule, Day first) {
  switch (rule.frequency) {
    case Frequency::daily: return first + c::days(1);
    case Frequency::weekly: return first + c::days(7);
    case Frequency::monthly: break;
  }
  return first_day(month_of(first) + c::months(1));
}

std::string basic(Day day) {
  std::string text = iso(day);
  std::erase(text, '-');
  return text;
}

std::string two(long long number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string until_text(const LocalTime& until, bool utc) {
  if (until.time == end_of_day && !utc) return basic(until.day);
  const c::hh_mm_ss time(until.time);
  return basic(until.day) + "T" + two(time.hours().count()) + two(time.minutes().count()) +
         two(time.seconds().count()) + (utc ? "Z" : "");
}

}  // namespace

Result<Rule> parse_rule(std::string_view text) {
  Rule rule;
  if (text.size() > 600) return not_understood(tr("zu lang"));
  std::string_view rest = text;
  const std::string_view frequency = take(rest, ';');
  if (!read_frequency(frequency, rule)) return not_understood(frequency.substr(0, 40));
  std::vector<std::string_view> seen;
  while (!rest.empty()) {
    const std::string_view part = take(rest, ';');
    std::string_view value = part;
    const std::string_view name = take(value, '=');
    const bool twice = std::find(seen.begin(), seen.end(), name) != seen.end();
    if (twice || !read_part(name, value, rule)) return not_understood(part.substr(0, 40));
    seen.push_back(name);
  }
  if (!fits(rule)) return not_understood(text.substr(0, 80));
  return rule;
}

std::string to_text(const Rule& rule) {
  std::string out = "FREQ=" + std::string(frequency_codes[static_cast<std::size_t>(rule.frequency)]);
  if (rule.interval != 1) out += ";INTERVAL=" + std::to_string(rule.interval);
  if (rule.count) out += ";COUNT=" + std::to_string(*rule.count);
  if (rule.until) out += ";UNTIL=" + until_text(*rule.until, rule.until_is_utc);
  std::string separator = ";BYDAY=";
  for (const Weekday& day : rule.by_day) {
    out += separator + (day.nth == 0 ? "" : std::to_string(day.nth));
    out += weekday_codes[day.day.c_encoding()];
    separator = ",";
  }
  separator = ";BYMONTHDAY=";
  for (const int day : rule.by_month_day) {
    out += separator + std::to_string(day);
    separator = ",";
  }
  if (rule.week_start != c::Monday) out += ";WKST=" + std::string(weekday_codes[rule.week_start.c_encoding()]);
  return out;
}

std::vector<LocalTime> expand(const Rule& given, const LocalTime& start, const Window& window) {
  const Rule rule = completed(given, start.day);
  const LocalTime last = rule.until ? std::min(*rule.until, window.until) : window.until;
  std::vector<LocalTime> found;
  int counted = 0;
  for (int n = 0;; ++n) {
    const Day first = period_start(rule, start.day, n), end = period_end(rule, first);
    for (Day day = first; day < end; day += c::days(1)) {
      const LocalTime at{day, start.time};
      if (at > last || (rule.count && counted >= *rule.count) || found.size() >= window.most) return found;
      if (at < start || !day_fits(rule, day)) continue;
      ++counted;
      if (at >= window.from) found.push_back(at);
    }
  }
}

}  // namespace kim::ical
