#include "domain/calendar/holidays.h"

#include <optional>
#include <string_view>

#include "base/i18n.h"
#include "base/record.h"

namespace kim::calendar {
namespace {

using record::N_;

struct Fixed {
  unsigned month, day;
  std::string_view name;
};
constexpr Fixed fixed[] = {
    {1, 1, N_("Neujahr")},        {5, 1, N_("Tag der Arbeit")},         {10, 3, N_("Tag der Deutschen Einheit")},
    {11, 1, N_("Allerheiligen")}, {12, 25, N_("Erster Weihnachtstag")}, {12, 26, N_("Zweiter Weihnachtstag")},
};

struct Movable {
  int after_easter;
  std::string_view name;
};
constexpr Movable movable[] = {
    {-2, N_("Karfreitag")},    {1, N_("Ostermontag")},   {39, N_("Christi Himmelfahrt")},
    {50, N_("Pfingstmontag")}, {60, N_("Fronleichnam")},
};

}  // namespace

Day easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return Day(std::chrono::year(year) / (n / 31) / (n % 31 + 1));
}

std::string holiday(Day day) {
  const std::chrono::year_month_day date(day);
  for (const Fixed& one : fixed)
    if (one.month == static_cast<unsigned>(date.month()) && one.day == static_cast<unsigned>(date.day()))
      return tr(one.name);
  const auto distance = (day - easter(static_cast<int>(date.year()))).count();
  for (const Movable& one : movable)
    if (one.after_easter == distance) return tr(one.name);
  return {};
}

}  // namespace kim::calendar
