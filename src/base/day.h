// Days and moments. Days are days (no time zone); moments are UTC, shown in Europe/Berlin.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace kim {

using Day = std::chrono::sys_days;
using Moment = std::chrono::sys_time<std::chrono::microseconds>;

/// A date whose day or month may be unknown: 1991, 05.1991 or 24.05.1991. month/day 0 = unknown.
struct PartialDate {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  friend auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

// ---- ISO text: as stored, in JSON and in <time datetime> ----
[[nodiscard]] std::string iso(Day day);                  // 2026-11-24
[[nodiscard]] std::string iso(const PartialDate& date);  // 1991, 1991-05 or 1991-05-24
[[nodiscard]] std::string iso(Moment moment);            // 2026-11-24T08:09:10Z
[[nodiscard]] std::optional<Day> day_from_iso(std::string_view text);
[[nodiscard]] std::optional<PartialDate> partial_from_iso(std::string_view text);
[[nodiscard]] std::optional<Moment> moment_from_iso(std::string_view text);  // seconds, or all six digits of a fraction

// ---- German text: as shown (docs/ui.md 11) ----
[[nodiscard]] std::string german(Day day);                   // 24.11.2026
[[nodiscard]] std::string german(const PartialDate& date);   // 1991, 05.1991 or 24.05.1991
[[nodiscard]] std::string german_long(Day day);              // Dienstag, 24. November 2026
[[nodiscard]] std::string german_short(Day day, Day today);  // Do, 26.11. in this year, else 26.11.2025
[[nodiscard]] std::string german_time(Moment moment);        // 09:47 (Europe/Berlin)
[[nodiscard]] std::string german(Moment moment);             // 24.11.2026, 09:47 Uhr
[[nodiscard]] std::string month_name(unsigned month);        // 1 -> Januar

/// Reads what people type: 24.11.2026, 24.11., 24.11.26, 2026-11-24, heute, gestern, morgen, Mo..So (the
/// nearest such day not after `today`). Without a year: the nearest such day to `today`. Years of two digits reach 20
/// years ahead. Error: invalid with a sentence that names the mistake, for example
/// "Der 31.11.2026 ist kein gültiges Datum. Der November hat 30 Tage."
[[nodiscard]] Result<Day> parse_day(std::string_view typed, Day today);
/// As parse_day, and also 11.1991 or 1991. Years of two digits never lie ahead (24.05.30 is 1930).
[[nodiscard]] Result<PartialDate> parse_partial_date(std::string_view typed, Day today);

/// The local day (Europe/Berlin) of a moment.
[[nodiscard]] Day local_day(Moment moment);
/// The moment at which a local day begins (Europe/Berlin).
[[nodiscard]] Moment start_of_local_day(Day day);
/// The moment of a local time of day (Europe/Berlin). A time that the clock skips in spring is the moment of the change, one
/// that comes twice in autumn is the first.
[[nodiscard]] Moment local_moment(Day day, std::chrono::seconds time);
/// What people type for a time of day: "9", "9:30", "09.30", "9 Uhr" -> "09:30"; nullopt if it is none.
[[nodiscard]] std::optional<std::string> parse_time(std::string_view typed);
/// "09:30" -> nine and a half hours; nullopt if it is not exactly so written.
[[nodiscard]] std::optional<std::chrono::minutes> minutes_from(std::string_view time);
/// Full years from `birth` to `on`; unknown month or day count as the first. Empty if the year is unknown
/// or the birth lies after `on`.
[[nodiscard]] std::optional<int> age_on(const PartialDate& birth, Day on);

/// Microseconds since 1970, as stored.
[[nodiscard]] inline std::int64_t micros(Moment moment) { return moment.time_since_epoch().count(); }
[[nodiscard]] inline Moment moment_from_micros(std::int64_t value) { return Moment(std::chrono::microseconds(value)); }

}  // namespace kim
