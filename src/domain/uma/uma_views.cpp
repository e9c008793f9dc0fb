// The clock of the first six months, on the page of the path and on the case page.
#include "base/i18n.h"
#include "domain/uma/uma_pages.h"
#include "platform/html/components.h"

namespace kim::uma {
namespace {

using html::Fragment;

Fragment talk_due(Day day, Day today) {
  const ui::Due level = day < today                          ? ui::Due::late
                        : day < today + std::chrono::days(7) ? ui::Due::soon
                                                             : ui::Due::plain;
  return html::all(ui::date(day), " (", ui::due(ui::in_days(day, today), level), ")");
}

std::string progress_text(const Clock& clock) {
  const std::string week = std::to_string(clock.week), weeks = std::to_string(clock.weeks);
  switch (clock.state) {
    case ClockState::planned: return tr("Die Uhr beginnt am ersten Arbeitstag.");
    case ClockState::over: return tr("Sechs Monate sind um.");
    case ClockState::stopped: return trf("Beendet in Woche {0} von {1}", {week, weeks});
    case ClockState::running:
    case ClockState::handed_back: break;
  }
  return trf("Woche {0} von {1}", {week, weeks});
}

}  // namespace

Fragment clock_badge(const Clock& clock) {
  switch (clock.state) {
    case ClockState::planned: return ui::badge(ui::Tone::neutral, tr("geplant"));
    case ClockState::running: return ui::badge(ui::Tone::info, tr("läuft"));
    case ClockState::over: return ui::badge(ui::Tone::success, tr("sechs Monate um"));
    case ClockState::stopped: return ui::badge(ui::Tone::warning, tr("vorher beendet"));
    case ClockState::handed_back: break;
  }
  return ui::badge(ui::Tone::neutral, tr("Begleitung beendet"));
}

Fragment clock_view(const Clock& clock, Day today, std::string_view id) {
  std::vector<ui::Fact> facts{{tr("Erster Arbeitstag"), ui::date(clock.start)},
                              {tr("Sechs Monate sind um am"), ui::date(clock.end)}};
  if (clock.next_talk) facts.push_back({tr("Nächstes Gespräch bis"), talk_due(*clock.next_talk, today)});
  return html::all(
      html::p(clock_badge(clock)),
      html::div_(html::cls("kim-section__lead"), ui::progress_bar(id, progress_text(clock), clock.week, clock.weeks)),
      ui::facts(facts));
}

}  // namespace kim::uma
