// Verlauf of a case with its filters, and who opened or changed it.
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/cases/case_pages.h"
#include "domain/cases/case_views.h"
#include "platform/html/tables.h"

namespace kim::cases {

using access::Right;
using html::Fragment;

namespace {

constexpr long long kEntriesAtOnce = 30;
constexpr int kLinesAtOnce = 50;

struct KindInfo {
  std::string_view kind, label;
};
constexpr KindInfo kinds[] = {
    {"contact", N_("Kontakte")},     {"assessment", N_("Einschätzungen")},
    {"goal", N_("Ziele")},           {"referral", N_("Verweisungen")},
    {"appointment", N_("Termine")},  {"task", N_("Aufgaben")},
    {"consent", N_("Einwilligung")}, {"case", N_("Fallakte")},
};

Fragment chips(const std::string& href, const std::vector<TimelineEntry>& entries, std::string_view current) {
  std::vector<ui::View> views{{tr("Alles"), href, static_cast<long long>(entries.size()), current.empty()}};
  for (const KindInfo& info : kinds) {
    const auto count = std::ranges::count(entries, info.kind, &TimelineEntry::kind);
    if (count > 0)
      views.push_back({tr(info.label), href + "?art=" + std::string(info.kind), count, current == info.kind});
  }
  return ui::views(tr("Verlauf filtern"), views);
}

std::string_view known_kind(std::string_view asked) {
  const auto* found = std::ranges::find(kinds, asked, &KindInfo::kind);
  return found == std::end(kinds) ? std::string_view() : found->kind;
}

/// How many entries to show: one portion more each time "ältere Einträge" is followed.
std::size_t shown_count(const http::Form& query, std::size_t all) {
  const auto wanted = std::clamp<std::int64_t>(query.integer("anzahl", kEntriesAtOnce), kEntriesAtOnce, 10'000);
  return std::min(static_cast<std::size_t>(wanted), all);
}

Fragment older_link(const http::Form& query, std::size_t shown, std::size_t all) {
  if (shown == all) return {};
  const auto next = static_cast<long long>(shown) + kEntriesAtOnce;
  return html::p(html::cls("kim-section__lead"),
                 ui::text_link(ui::query_with(query, "anzahl", std::to_string(next)),
                               trn("{} älteren Eintrag anzeigen", "{} ältere Einträge anzeigen",
                                   static_cast<long long>(all - shown))));
}

Fragment history_view(const OpenCase& page, std::vector<TimelineEntry> entries, const http::Form& query) {
  const std::string_view kind = known_kind(query.get("art"));
  const Fragment top = chips(case_href(page.permit.case_id(), "verlauf"), entries, kind);
  if (!kind.empty()) std::erase_if(entries, [&](const TimelineEntry& one) { return one.kind != kind; });
  if (entries.empty())
    return html::all(top, ui::empty_state(tr("Noch keine Einträge"),
                                          tr("Jeder Kontakt, jede Einschätzung und jede Verweisung erscheint hier.")));
  const std::size_t shown = shown_count(query, entries.size());
  return html::all(top, html::h2(html::cls("kim-hidden"), tr("Einträge")),
                   timeline_view(std::span(entries).first(shown)), older_link(query, shown, entries.size()));
}

http::Response get_history(Context& ctx, const Ask& ask) {
  const OpenCase page = OPEN_OR_SAY(Right::case_read);
  auto entries = timeline_of(ctx, page.permit, access::assignments(ctx, page.permit.case_id()));
  Page out{.title = tr("Verlauf"), .content = history_view(page, std::move(entries), ask.request.query)};
  if (page.permit.may_contact())
    out.actions =
        ui::link_button(case_href(page.permit.case_id(), "kontakte/neu"), tr("Kontakt erfassen"), {.icon = "add"});
  return show_in_case(ctx, page.permit, page.frame, std::move(out), "verlauf");
}

// ---- who opened it ----

/// German label of a record by its name; the name itself for what is no record ("assignment").
std::string label_of_record(const Context& ctx, std::string_view what) {
  if (what == "assignment") return tr("Zuständigkeit");
  for (const Slice& slice : ctx.services.slices)
    for (const record::Record* record : slice.records)
      if (record->name == what) return tr(record->label);
  return std::string(what);
}

/// Which page it was: the label of the tab, if the purpose is one.
std::string label_of_purpose(const Context& ctx, std::string_view purpose) {
  if (purpose == "overview") return tr("Übersicht");
  for (const Slice& slice : ctx.services.slices)
    for (const CaseTab& tab : slice.case_tabs)
      if (!tab.path.empty() && tab.path == purpose) return tr(tab.label);
  return {};
}

std::vector<Fragment> log_cells(Context& ctx, const audit::Stored& line) {
  return {html::all(access::account_name(ctx, line.actor)), ui::moment(line.at),
          html::all(audit::label_of_code(line.act)), html::all(label_of_record(ctx, line.what)),
          html::all(label_of_purpose(ctx, line.purpose))};
}

Fragment log_view(Context& ctx, const std::vector<audit::Stored>& lines, const http::Form& query) {
  ui::Table table{.label = tr("Zugriffe auf diesen Fall"),
                  .columns = {{.label = tr("Wer")},
                              {.label = tr("Wann"), .nowrap = true},
                              {.label = tr("Was")},
                              {.label = tr("Angabe")},
                              {.label = tr("Seite"), .wide_only = true}}};
  for (const audit::Stored& line : lines) table.rows.push_back(log_cells(ctx, line));
  const bool more = lines.size() == kLinesAtOnce;
  return html::all(ui::table(table), html::when(more, [&] {
                     return html::p(ui::text_link(ui::query_with(query, "vor", std::to_string(lines.back().sequence)),
                                                  tr("Ältere Einträge")));
                   }));
}

http::Response get_log(Context& ctx, const Ask& ask) {
  const OpenCase page = OPEN_OR_SAY(Right::case_read);
  audit::Filter filter;
  filter.case_id = page.permit.case_id().value();
  filter.before_sequence = ask.request.query.integer("vor");
  filter.limit = kLinesAtOnce;
  ctx.read_anew();
  const auto lines = audit::find(ctx.db(), filter);
  Page out{.title = tr("Wer hat diesen Fall geöffnet?"), .content = log_view(ctx, lines, ask.request.query)};
  out.sub = tr("Jedes Lesen und Ändern steht hier, neueste zuerst. Niemand kann einen Eintrag löschen.");
  return show_in_case(ctx, page.permit, page.frame, std::move(out), "", tr("Protokoll"));
}

}  // namespace

void history_routes(Routes& routes) {
  routes.get("/faelle/{case}/verlauf", needs(Right::case_read), get_history, "Fall: Verlauf");
  routes.get("/faelle/{case}/protokoll", needs(Right::case_read), get_log, "Fall: wer ihn geöffnet oder geändert hat");
}

}  // namespace kim::cases
