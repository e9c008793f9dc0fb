// "Meine Woche" as a page: figures, a small chart with its table, open cases by phase, what is overdue.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/home/week.h"
#include "platform/html/tables.h"

namespace kim::home {
namespace {

namespace h = kim::html;
using h::Fragment;

// Units of the chart's own grid; one column a week.
constexpr int column = 28, bar_left = 5, bar_width = 18, base = 116, tallest = 92, label_gap = 6, tick_y = 134;
constexpr std::size_t overdue_shown = 25;

std::string number(std::int64_t value) { return std::to_string(value); }

Fragment bar(const Week& week, std::size_t at, std::int64_t most) {
  const auto left = static_cast<std::int64_t>(at) * column;
  const std::int64_t height = week.contacts == 0 ? 0 : std::max<std::int64_t>(2, week.contacts * tallest / most);
  const std::string middle = number(left + column / 2);
  return h::all(
      h::rect(h::cls("kim-chart__after"), h::x(number(left + bar_left)), h::y(number(base - height)),
              h::width(number(bar_width)), h::height(number(height))),
      h::svg_text(h::cls("kim-chart__tick"), h::x(middle), h::y(number(base - height - label_gap)), week.contacts),
      h::svg_text(h::cls("kim-chart__tick"), h::x(middle), h::y(number(tick_y)), week_number(week.monday)));
}

Fragment chart(const std::vector<Week>& weeks) {
  const std::int64_t most = std::max<std::int64_t>(1, std::ranges::max(weeks, {}, &Week::contacts).contacts);
  Fragment bars;
  for (std::size_t i = 0; i < weeks.size(); ++i) bars += bar(weeks[i], i, most);
  return h::figure(h::cls("kim-chart"),
                   h::figcaption(h::cls("kern-heading-small"), h::id("wochen-titel"), tr("Kontakte je Kalenderwoche")),
                   h::svg(h::viewbox("0 0 336 140"), h::role("img"), h::aria_labelledby("wochen-titel wochen-text"),
                          h::desc(h::id("wochen-text"), tr("Die Werte stehen in der Tabelle darunter.")),
                          h::g(h::aria_hidden("true"),
                               h::line(h::cls("kim-chart__axis"), h::x1("0"), h::x2("336"), h::y1(number(base)),
                                       h::y2(number(base))),
                               bars)));
}

Fragment week_table(const std::vector<Week>& weeks) {
  ui::Table table;
  table.label = tr("Kontakte je Kalenderwoche");
  table.stack = false;
  table.columns = {
      {.label = tr("Woche")}, {.label = tr("ab Montag"), .nowrap = true}, {.label = tr("Kontakte"), .number = true}};
  for (auto week = weeks.rbegin(); week != weeks.rend(); ++week)
    table.rows.push_back({h::all(trf("KW {}", {std::to_string(week_number(week->monday))})), ui::date(week->monday),
                          h::all(text::german_number(week->contacts))});
  return ui::table(table, "wochen");
}

Fragment this_week(const WeekFigures& figures) {
  const auto with_minutes = [](long long count, long long minutes) {
    return minutes == 0 ? text::german_number(count)
                        : trf("{0} ({1} Minuten)", {text::german_number(count), text::german_number(minutes)});
  };
  return ui::panel(
      "h-diese-woche", tr("Diese Woche"),
      h::all(ui::facts(
                 {{tr("Kontakte in Fällen"), h::all(text::german_number(figures.weeks.back().contacts))},
                  {tr("Kurzberatungen"),
                   ui::text_link("/kurzberatung", with_minutes(figures.advice.count, figures.advice.minutes))},
                  {tr("Netzwerkkontakte"),
                   ui::text_link("/netzwerk?wer=ich", with_minutes(figures.network.count, figures.network.minutes))}}),
             h::p(ui::text_link("/netzwerk/neu", tr("Netzwerkkontakt erfassen")))));
}

Fragment phases(const std::vector<cases::PhaseCount>& counts) {
  std::int64_t total = 0;
  std::vector<ui::Fact> facts;
  for (const auto& one : counts) {
    total += one.count;
    facts.push_back({code_label("case_phase", one.phase),
                     ui::text_link("/faelle?phase=" + one.phase, text::german_number(one.count))});
  }
  return ui::panel("h-faelle", trn("{} offener Fall", "{} offene Fälle", total),
                   facts.empty() ? h::p(h::cls("kim-meta"), tr("Sie sind für keinen offenen Fall zuständig."))
                                 : ui::facts(facts, ui::FactsLook::two));
}

Fragment overdue(const std::vector<DueItem>& items, Day today) {
  ui::SectionHead head{.id = "h-ueberfaellig", .title = tr("Überfällig")};
  if (items.empty()) return ui::section(head, h::p(h::cls("kim-meta"), tr("Nichts ist überfällig.")));
  head.count = std::to_string(items.size());
  std::vector<ui::Row> rows;
  for (const DueItem& item : items) {
    if (rows.size() == overdue_shown) break;
    rows.push_back({.lead = ui::due(ui::in_days(item.day, today), ui::Due::late),
                    .title = ui::row_title(item.href, item.title),
                    .meta = h::all(item.meta),
                    .end = ui::badge(ui::Tone::danger, item.badge)});
  }
  const auto more = static_cast<long long>(items.size() - rows.size());
  return ui::section(head, h::all(ui::rows(rows, ui::RowsLook::lead), h::when(more > 0, [&] {
                                    return h::p(h::cls("kim-meta"), trn("und {} weitere", "und {} weitere", more));
                                  })));
}

}  // namespace

Fragment week_view(Context& ctx, const WeekFigures& figures) {
  const Fragment course = ui::section({.id = "h-verlauf", .title = tr("Die letzten zwölf Wochen")},
                                      h::all(chart(figures.weeks), week_table(figures.weeks)));
  return ui::split(h::all(overdue(figures.overdue, ctx.today()), course),
                   h::all(this_week(figures), phases(figures.phases)));
}

}  // namespace kim::home
