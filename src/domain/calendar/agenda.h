// What stands in the calendar on which day: appointments and open hours together, ready to be shown. Inside of calendar only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/access/page.h"
#include "domain/calendar/appointment.h"

namespace kim::calendar {

struct Entry {
  Day day{};
  std::string from, until;
  std::string title;  // who it is with, or what the open hour is called
  std::string meta;
  std::string href;
  html::Fragment badge{};
  bool open_hour = false;
  bool off = false;  // cancelled, or a day off
};
/// Both days included, by day and time. `whole_team`: else only appointments the actor takes part in. Four queries.
struct Span {
  Day from, until;
  bool whole_team = false;
};
[[nodiscard]] std::vector<Entry> entries(Context& ctx, const access::Scope& scope, const Span& span);

/// Which part of the calendar is asked for: "/kalender?ansicht=woche&tag=2026-11-25&umfang=team".
enum class View : std::uint8_t { day, week, list };
struct Asked {
  View view = View::week;
  Day day{};
  bool whole_team = false;
};
/// Nonsense becomes this week, own appointments. Days more than ten years from `today` are nonsense.
[[nodiscard]] Asked asked_for(const http::Form& query, Day today);
/// The days shown.
[[nodiscard]] Span span_of(const Asked& asked);
/// The same view so many steps (days, weeks, four weeks) later or earlier.
[[nodiscard]] Asked moved(Asked asked, int steps);
[[nodiscard]] std::string href_of(const Asked& asked);
/// "Woche vom 23.11. bis 29.11.2026"
[[nodiscard]] std::string title_of(const Asked& asked);
[[nodiscard]] Day monday_of(Day day);

[[nodiscard]] html::Fragment week_view(const Context& ctx, const Asked& asked, const std::vector<Entry>& list);
/// Days with their entries below each other; days without are left out unless only one is shown.
[[nodiscard]] html::Fragment list_view(const Context& ctx, const Asked& asked, const std::vector<Entry>& list);

}  // namespace kim::calendar
