// The calendar as a week of columns, which a phone shows below each other, and as a list.
#include "base/i18n.h"
#include "domain/calendar/agenda.h"
#include "domain/calendar/holidays.h"
#include "platform/html/components.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
using h::Fragment;

std::vector<Entry> of_day(const std::vector<Entry>& list, Day day) {
  std::vector<Entry> own;
  for (const Entry& entry : list)
    if (entry.day == day) own.push_back(entry);
  return own;
}

bool weekend(Day day) {
  const std::chrono::weekday weekday(day);
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

Fragment week_entry(const Entry& entry) {
  std::string css = "kim-week__item";
  if (entry.open_hour) css += " kim-week__item--hour";
  if (entry.off) css += " kim-week__item--off";
  return h::li(h::cls(css), h::span(h::cls("kim-week__time"), times_of(entry.from, entry.until)),
               h::a(h::cls("kim-row__title"), h::href(entry.href), entry.title),
               h::when(!entry.meta.empty(), [&] { return h::span(h::cls("kim-meta"), entry.meta); }), entry.badge);
}

/// "Mi, 25.11." as link to the day.
Fragment day_head(const Asked& asked, Day day, Day today) {
  const Asked one{View::day, day, asked.whole_team};
  const std::string holiday_name = holiday(day);
  return h::all(h::h2(h::cls("kim-week__head"),
                      h::a(h::href(href_of(one)), h::when_attr(day == today, h::aria_current("date")),
                           ui::date_short(day, today)),
                      h::when(day == today, [&] { return ui::hidden(", " + tr("heute")); })),
                h::when(!holiday_name.empty(), [&] { return h::p(h::cls("kim-meta"), holiday_name); }));
}

Fragment week_day(const Context& ctx, const Asked& asked, Day day, const std::vector<Entry>& own) {
  const bool today = day == ctx.today();
  return h::li(h::cls(today ? "kim-week__day kim-week__day--today" : "kim-week__day"),
               day_head(asked, day, ctx.today()),
               own.empty() ? h::p(h::cls("kim-meta kim-week__none"), tr("Nichts eingetragen"))
                           : h::ul(h::cls("kim-week__list"), h::each(own, week_entry)));
}

ui::Row row_of(const Entry& entry) {
  ui::Row row;
  row.lead = h::strong(times_of(entry.from, entry.until));
  row.title = ui::row_title(entry.href, entry.title);
  row.meta = h::all(entry.meta);
  row.end = entry.badge;
  row.stack = true;
  return row;
}

Fragment list_day(const Asked& asked, Day day, const std::vector<Entry>& own) {
  std::vector<ui::Row> rows;
  for (const Entry& entry : own) rows.push_back(row_of(entry));
  const std::string name = holiday(day);
  const std::string title = asked.view == View::day ? tr("Termine") : german_long(day);
  return ui::section({.id = "h-" + iso(day), .title = title, .lead = name}, ui::rows(rows, ui::RowsLook::lead));
}

Fragment nothing(const Asked& asked) {
  const std::string name = asked.view == View::day ? holiday(asked.day) : std::string();
  return ui::empty_state(
      name.empty() ? tr("Hier ist nichts eingetragen") : name,
      tr("Termine legen Sie im Fall an, Sprechstunden unter „Sprechstunden“. Beide erscheinen dann hier."),
      ui::link_button("/kalender/neu?tag=" + iso(asked.day), tr("Termin vereinbaren")));
}

}  // namespace

Fragment week_view(const Context& ctx, const Asked& asked, const std::vector<Entry>& list) {
  std::vector<Fragment> columns;
  const Span span = span_of(asked);
  for (Day day = span.from; day <= span.until; day += std::chrono::days(1)) {
    const auto own = of_day(list, day);
    if (own.empty() && weekend(day) && day != ctx.today()) continue;  // an empty weekend takes no room
    columns.push_back(week_day(ctx, asked, day, own));
  }
  return h::ol(h::cls("kim-week"), columns);
}

Fragment list_view(const Context&, const Asked& asked, const std::vector<Entry>& list) {
  if (list.empty()) return nothing(asked);
  std::vector<Fragment> sections;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (i == 0 || list[i].day != list[i - 1].day)
      sections.push_back(list_day(asked, list[i].day, of_day(list, list[i].day)));
  return ui::stack(h::all(sections));
}

}  // namespace kim::calendar
