#include "domain/home/home_views.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/order.h"
#include "platform/html/tables.h"

namespace kim::home {
namespace {

using access::Right;
using html::Fragment;

constexpr std::size_t kTasksShown = 12;
constexpr std::size_t kDeadlinesShown = 25;

ui::Due due_level(DueItem::Level level) {
  switch (level) {
    case DueItem::Level::late: return ui::Due::late;
    case DueItem::Level::soon: return ui::Due::soon;
    case DueItem::Level::plain: break;
  }
  return ui::Due::plain;
}

ui::Tone tone(DueItem::Level level) {
  switch (level) {
    case DueItem::Level::late: return ui::Tone::danger;
    case DueItem::Level::soon: return ui::Tone::warning;
    case DueItem::Level::plain: break;
  }
  return ui::Tone::info;
}

/// The day in words while it is near, else the date.
Fragment lead(const DueItem& item, Day today) {
  const bool far = item.day > today + std::chrono::days(1) && item.level == DueItem::Level::plain;
  if (far) return ui::date_short(item.day, today);
  return ui::due(ui::in_days(item.day, today), item.day < today ? ui::Due::late : due_level(item.level));
}

Fragment done_button(Context& ctx, const DueItem& item) {
  if (item.done_action.empty()) return {};
  return post_form(ctx, item.done_action,
                   ui::submit(tr("Erledigt"), {.weight = ui::Weight::secondary,
                                               .icon = "check",
                                               .hidden = ": " + item.title,
                                               .small = true,
                                               .icon_on_phone = true}),
                   "");
}

Fragment contact_button(const DueItem& item) {
  const CaseId id = case_of(item.href);
  if (!id) return {};
  return ui::link_button("/faelle/" + std::to_string(id.value()) + "/kontakte/neu", tr("Kontakt erfassen"),
                         {.weight = ui::Weight::secondary, .hidden = trf(" zu {}", {item.title}), .small = true});
}

ui::Row appointment_row(const DueItem& item) {
  return {.lead = html::strong(html::cls("kim-due"), item.badge),
          .title = ui::row_title(item.href, item.title),
          .meta = html::all(item.meta),
          .end = contact_button(item),
          .stack = true};
}

ui::Row task_row(Context& ctx, const DueItem& item) {
  return {.lead = lead(item, ctx.today()),
          .title = ui::row_title(item.href, item.title),
          .meta = html::all(item.meta),
          .end = done_button(ctx, item)};
}

ui::Row deadline_row(const DueItem& item, Day today) {
  return {.lead = lead(item, today),
          .title = ui::row_title(item.href, item.title),
          .meta = html::all(item.meta),
          .end = ui::badge(tone(item.level), item.badge)};
}

template <class MakeRow>
Fragment rows_of(const std::vector<DueItem>& items, std::size_t most, std::string_view nothing, MakeRow&& make) {
  if (items.empty()) return html::p(html::cls("kim-meta"), nothing);
  std::vector<ui::Row> rows;
  for (std::size_t i = 0; i < std::min(most, items.size()); ++i) rows.push_back(make(items[i]));
  const auto more = static_cast<long long>(items.size() - rows.size());
  return html::all(ui::rows(rows, ui::RowsLook::lead), html::when(more > 0, [&] {
                     return html::p(html::cls("kim-meta"), trn("und {} weitere", "und {} weitere", more));
                   }));
}

std::string count(const std::vector<DueItem>& items) { return std::to_string(items.size()); }

struct Area {
  std::string_view href, sentence;
};
constexpr std::string_view N_(std::string_view text) { return text; }
constexpr Area areas[] = {
    {"/organisation", N_("Wer arbeitet wo, welche Stellen sind besetzt, was ist noch offen.")},
    {"/konten", N_("Wer sich anmelden darf, in welcher Rolle, mit welchem zweiten Faktor.")},
    {"/protokoll", N_("Wer wann was geöffnet oder geändert hat, und ob die Kette der Einträge unversehrt ist.")},
    {"/notfallzugriffe", N_("Wer einen Fall eines anderen Teams im Notfall geöffnet hat und warum.")},
    {"/codelisten", N_("Auswahlwerte der Formulare hinzufügen, umbenennen und beenden.")},
    {"/datenschutz", N_("Verzeichnis der Verarbeitungen, Rollen und Rechte, Zustand des Programms.")},
    {"/postausgang", N_("Einladungen, die verschickt werden oder noch warten; ohne Empfänger und Inhalte.")},
    {"/eingang", N_("Verweisungen, die an Ihre Stelle gerichtet sind, und Ihre Antworten.")},
};

std::string sentence_for(std::string_view href) {
  for (const Area& area : areas)
    if (area.href == href) return tr(area.sentence);
  return {};
}

}  // namespace

Fragment day_actions(const Context& ctx) {
  Fragment out;
  if (ctx.actor.may(Right::case_contact))
    out += ui::link_button("/kontakte/neu", tr("Kontakt erfassen"), {.icon = "add"});
  if (ctx.actor.may(Right::inquiry_write))
    out += ui::link_button("/anfragen/neu", tr("Neue Anfrage"), {.weight = ui::Weight::secondary});
  return out;
}

Fragment whose_links(bool whole_team) {
  return ui::views(tr("Wessen Angelegenheiten"),
                   {{.label = tr("Meine"), .href = "/", .current = !whole_team},
                    {.label = tr("Team anzeigen"), .href = "/?umfang=team", .current = whole_team}});
}

Fragment day_view(Context& ctx, const Agenda& agenda) {
  const Day today = ctx.today();
  return html::all(
      ui::section({.id = "h-termine", .title = tr("Termine heute"), .count = count(agenda.appointments)},
                  rows_of(agenda.appointments, kTasksShown, tr("Heute ist kein Termin eingetragen."), appointment_row)),
      ui::section({.id = "h-aufgaben",
                   .title = tr("Zu erledigen"),
                   .count = count(agenda.tasks),
                   .link = ui::link("/aufgaben", tr("Alle Aufgaben"))},
                  rows_of(agenda.tasks, kTasksShown,
                          tr("Nichts steht an. Neue Aufgaben legen Sie im Fall an oder gleich beim Kontakt."),
                          [&](const DueItem& item) { return task_row(ctx, item); })),
      ui::section(
          {.id = "h-fristen",
           .title = tr("Fristen"),
           .count = count(agenda.deadlines),
           .lead = tr(
               "KIM erkennt diese Fristen aus den Daten der Fälle. Sie verschwinden, wenn der Anlass erledigt ist.")},
          rows_of(agenda.deadlines, kDeadlinesShown, tr("Zurzeit läuft keine Frist ab."),
                  [&](const DueItem& item) { return deadline_row(item, today); })));
}

Fragment answers_panel(const std::vector<DueItem>& answers) {
  if (answers.empty()) return {};
  std::vector<ui::Row> rows;
  for (const DueItem& item : answers)
    rows.push_back({.title = ui::row_title(item.href, item.title),
                    .meta = html::all(item.meta),
                    .end = ui::badge(tone(item.level), item.badge),
                    .stack = true});
  return ui::panel("h-antworten", tr("Neue Antworten"), ui::rows(rows, ui::RowsLook::plain),
                   {.link = ui::link("/verweisungen", tr("Verweisungen"))});
}

Fragment areas_view(const Context& ctx) {
  std::vector<NavItem> items;
  for (const Slice& slice : ctx.services.slices)
    for (const NavItem& item : slice.nav)
      if (ctx.actor.may(item.right) && item.href != "/") items.push_back(item);
  order_by(items, [](const NavItem& a, const NavItem& b) { return a.order < b.order; });
  std::vector<ui::Row> rows;
  for (const NavItem& item : items)
    rows.push_back({.title = ui::row_title(item.href, tr(item.label)), .meta = html::all(sentence_for(item.href))});
  return ui::section(
      {.id = "h-bereiche", .title = tr("Ihre Bereiche"), .lead = tr(access::info(ctx.actor.role).purpose)},
      ui::rows(rows));
}

}  // namespace kim::home
