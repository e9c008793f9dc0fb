// The case page: overview, sheet to print, consent, and the page of a blocked case.
#include <algorithm>

#include "base/i18n.h"
#include "base/order.h"
#include "domain/cases/case_pages.h"
#include "domain/cases/case_store.h"
#include "domain/cases/case_views.h"
#include "domain/consent/consent_views.h"
#include "domain/organisation/organisation.h"
#include "domain/people/people_panels.h"

namespace kim::cases {

using access::Permit;
using access::Right;
using html::Fragment;

namespace {

constexpr std::size_t kEntriesOnOverview = 8;

/// A panel with its place in its column.
struct Placed {
  int order;
  Fragment content;
};

Fragment in_order(std::vector<Placed> panels) {
  order_by(panels, [](const Placed& a, const Placed& b) { return a.order < b.order; });
  Fragment out;
  for (const Placed& panel : panels) out += panel.content;
  return out;
}

void add_panels(Context& ctx, const Permit& permit, CasePanel::Column column, std::vector<Placed>& panels) {
  for (const Slice& slice : ctx.services.slices)
    for (const CasePanel& panel : slice.case_panels)
      if (panel.column == column) panels.push_back({panel.order, panel.make(ctx, permit)});
}

Fragment recent_section(const Permit& permit, const std::vector<TimelineEntry>& entries) {
  const std::size_t shown = std::min(entries.size(), kEntriesOnOverview);
  const std::string href = case_href(permit.case_id(), "verlauf");
  const auto older = static_cast<long long>(entries.size() - shown);
  const Fragment more = html::when(older > 0, [&] {
    return html::p(html::cls("kim-section__lead"),
                   ui::text_link(href, trn("{} älteren Eintrag anzeigen", "{} ältere Einträge anzeigen", older)));
  });
  return ui::section({.id = "h-verlauf", .title = tr("Verlauf"), .link = ui::link(href, tr("Ganzer Verlauf"))},
                     html::all(timeline_view(std::span(entries).first(shown)), more));
}

Fragment closed_note(const Permit& permit, const Case& file) {
  if (permit.state() != access::CaseState::closed) return {};
  const std::string on = file.closed_on ? german(*file.closed_on) : std::string();
  return ui::alert(ui::Tone::info, trf("Dieser Fall ist seit dem {} abgeschlossen", {on}),
                   html::p(tr("Man kann ihn lesen, aber nicht ändern. "),
                           ui::text_link(case_href(permit.case_id(), "abschluss"),
                                         tr("Abschluss ansehen oder Fall wieder öffnen"))));
}

Fragment erasure_note(const Permit& permit) {
  if (permit.state() != access::CaseState::blocked) return {};
  return ui::alert(ui::Tone::warning, tr("Dieser Fall ist gesperrt"),
                   html::p(tr("Sie sehen ihn zur Löschprüfung. Jedes Öffnen steht im Protokoll.")));
}

Fragment main_column(Context& ctx, const OpenCase& page, const std::vector<access::Assignment>& history) {
  std::vector<Placed> panels{{1, erasure_note(page.permit)},
                             {2, closed_note(page.permit, page.frame.data.value)},
                             {3, people::expiry_alert(ctx, page.permit.subject())}};
  add_panels(ctx, page.permit, CasePanel::Column::main, panels);
  panels.push_back({1000, recent_section(page.permit, timeline_of(ctx, page.permit, history))});
  return in_order(std::move(panels));
}

Fragment side_column(Context& ctx, const OpenCase& page, const std::vector<access::Assignment>& history) {
  const access::SubjectPermit& person = page.permit.subject();
  std::vector<Placed> panels{{10, path_panel(page.frame, marks_of(ctx, page.permit, page.frame.data.value))},
                             {20, people::residence_panel(ctx, person, page.frame.person.value)},
                             {30, people::family_panel(ctx, person)},
                             {40, bodies_panel(page.permit, page.frame)},
                             {50, responsible_panel(page.permit, history, ctx.now)}};
  add_panels(ctx, page.permit, CasePanel::Column::side, panels);
  return in_order(std::move(panels));
}

std::string sub_line(Context& ctx, const Frame& frame) {
  const Case& file = frame.data.value;
  std::string line = people::person_line(frame.person.value,
                                         organisation::municipality_name(ctx.db(), file.municipality), ctx.today());
  if (file.opened_on) line += (line.empty() ? "" : " · ") + trf("im Fall seit {}", {german(*file.opened_on)});
  return line;
}

// ---- sheet to print ----

Fragment sheet_head(const OpenCase& page, Day today) {
  return html::div_(html::cls("kim-sheet__head"),
                    html::div_(html::p(html::cls("kim-sheet__kicker"), tr("Fallblatt"), " · ",
                                       page.frame.data.value.number, " · ", trf("Stand {}", {german(today)})),
                               html::p(html::cls("kern-heading-medium"), page.frame.name)));
}

/// What fits on one page: who, where the case stands, goals and what is next; nothing of the notes.
Fragment sheet(Context& ctx, const OpenCase& page) {
  static constexpr std::string_view person_parts[] = {"birth",       "municipality_id", "languages",
                                                      "interpreter", "german_level",    "phone"};
  std::vector<Placed> panels;
  add_panels(ctx, page.permit, CasePanel::Column::main, panels);
  const Fragment side =
      html::all(path_panel(page.frame, marks_of(ctx, page.permit, page.frame.data.value)),
                people::residence_panel(ctx, page.permit.subject(), page.frame.person.value),
                responsible_panel(page.permit, access::assignments(ctx, page.permit.case_id()), ctx.now));
  const Fragment main = html::all(forms::facts(people::person_record, &page.frame.person.value, person_parts),
                                  in_order(std::move(panels)));
  return html::article(html::cls("kim-sheet"), sheet_head(page, ctx.today()),
                       html::div_(html::cls("kim-sheet__cols"), html::div_(main), html::div_(side)));
}

void note_print(Context& ctx, const Permit& permit) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::printed,
                   .actor = ctx.actor.account,
                   .what = case_record.name,
                   .record_id = permit.case_id().value(),
                   .case_id = permit.case_id().value(),
                   .subject_id = permit.person().value(),
                   .purpose = "case_sheet",
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

http::Response show_sheet(Context& ctx, OpenCase page) {
  Page out{.title = trf("Fallblatt {}", {page.frame.name}), .content = sheet(ctx, page)};
  out.actions = ui::print_button(case_href(page.permit.case_id()) + "?druck=1", tr("Drucken"));
  note_print(ctx, page.permit);
  return show_in_case(ctx, page.permit, page.frame, std::move(out), "", tr("Fallblatt"));
}

http::Response show_overview(Context& ctx, OpenCase page, bool buttons) {
  const auto history = access::assignments(ctx, page.permit.case_id());
  Page out{.title = page.frame.name, .content = {}};
  out.heading = name_heading(page.frame.person.value);
  out.sub = sub_line(ctx, page.frame);
  if (buttons) out.actions = case_actions(page.permit);
  const Fragment main = main_column(ctx, page, history);
  out.content = ui::split(main, side_column(ctx, page, history));
  return show_in_case(ctx, page.permit, page.frame, std::move(out), "");
}

http::Response get_overview(Context& ctx, const Ask& ask) {
  OpenCase page = OPEN_OR_SAY(Right::case_read);
  if (ask.request.query.get("druck") == "1") return show_sheet(ctx, std::move(page));
  return show_overview(ctx, std::move(page), true);
}

http::Response get_erasure_check(Context& ctx, const Ask& ask) {
  return show_overview(ctx, OPEN_OR_SAY(Right::blocked_case_read), false);
}

http::Response get_consent(Context& ctx, const Ask& ask) {
  const OpenCase page = OPEN_OR_SAY(Right::consent_read);
  const std::string base = consent::consent_href(page.permit.subject().subject());
  Page out{.title = tr("Einwilligung und Entbindungen"), .content = {}};
  out.actions = consent::consent_actions(ctx, page.permit.subject(), base);
  out.content = consent::consent_overview(ctx, page.permit.subject(), base);
  return show_in_case(ctx, page.permit, page.frame, std::move(out), "einwilligung");
}

// ---- blocked ----

Fragment blocked_ways(Context& ctx, const Permit& permit) {
  const auto body = organisation::find_body(ctx.db(), permit.controller());
  const std::string contact = body ? body->value.privacy_contact : std::string();
  return html::all(
      html::p(tr("Name und Fallnummer bleiben in der Liste, bis über die Löschung entschieden ist. Willigt die Person "
                 "wieder ein, wird der Fall sofort entsperrt.")),
      html::when(!contact.empty(), [&] { return html::p(tr("Fragen zum Datenschutz: "), contact); }),
      ui::actions(html::all(ui::link_button(case_href(permit.case_id(), "einwilligung"), tr("Einwilligung ansehen"),
                                            {.weight = ui::Weight::secondary}),
                            ui::link_button("/faelle", tr("Zu den Fällen"), {.weight = ui::Weight::tertiary}))));
}

}  // namespace

http::Response not_opened(Context& ctx, const Ask& ask, const Error& error) {
  if (error.code != ErrorCode::blocked) return error_page(ctx, ask, error);
  const auto permit = access::permit_case(ctx, ask.id<CaseId>(), Right::consent_read);
  if (!permit) return error_page(ctx, ask, error);
  return show(ctx, {.title = tr("Dieser Fall ist gesperrt"),
                    .nav = "/faelle",
                    .crumbs = {{tr("Fälle"), "/faelle"}, {tr("Gesperrter Fall"), {}}},
                    .content = ui::alert(ui::Tone::warning, error.message, blocked_ways(ctx, *permit)),
                    .status = 423});
}

void overview_routes(Routes& routes) {
  routes.get("/faelle/{case}", needs(Right::case_read), get_overview, "Fall: Übersicht und Fallblatt");
  routes.get("/faelle/{case}/loeschpruefung", needs(Right::blocked_case_read), get_erasure_check,
             "Gesperrter Fall für die Löschprüfung des Datenschutzes");
  routes.get("/faelle/{case}/einwilligung", needs(Right::consent_read), get_consent,
             "Fall: Einwilligung und Entbindungen");
}

}  // namespace kim::cases
