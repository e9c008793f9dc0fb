// "/kalender": day, week and list of the own account and of the team; choosing a case for a new appointment.
#include "base/i18n.h"
#include "base/order.h"
#include "domain/calendar/agenda.h"
#include "domain/calendar/appointment_views.h"
#include "domain/cases/frame.h"
#include "platform/html/tables.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

constexpr std::string_view here = "/kalender";

/// Names on a list are a read.
void note_listed(Context& ctx, std::string_view what, std::string_view purpose, std::size_t rows) {
  const std::string note = "rows=" + std::to_string(rows);
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = what,
                   .purpose = purpose,
                   .note = note,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

Fragment view_links(const Asked& asked) {
  const auto view = [&](View which, std::string label) {
    Asked other = asked;
    other.view = which;
    return ui::View{std::move(label), href_of(other), -1, asked.view == which};
  };
  const auto whose = [&](bool team, std::string label) {
    Asked other = asked;
    other.whole_team = team;
    return ui::View{std::move(label), href_of(other), -1, asked.whole_team == team};
  };
  return h::div_(h::cls("kim-calendar__views"),
                 ui::views(tr("Ansicht"),
                           {view(View::day, tr("Tag")), view(View::week, tr("Woche")), view(View::list, tr("Liste"))}),
                 ui::views(tr("Wessen Termine"), {whose(false, tr("Meine")), whose(true, tr("Team"))}));
}

Fragment step_links(const Asked& asked, Day today) {
  Asked now = asked;
  now.day = today;
  const ui::ButtonLook look{.weight = ui::Weight::secondary, .small = true};
  return h::nav(h::cls("kim-calendar__steps kim-noprint"), h::aria_label(tr("Zeitraum")),
                ui::link_button(href_of(moved(asked, -1)), tr("Früher"), look),
                ui::link_button(href_of(now), tr("Heute"), look),
                ui::link_button(href_of(moved(asked, 1)), tr("Später"), look));
}

Fragment actions_of(const Asked& asked) {
  return h::all(ui::link_button("/kalender/neu?tag=" + iso(asked.day), tr("Termin vereinbaren"), {.icon = "add"}),
                ui::link_button("/kalender/sprechstunde", tr("Sprechstunde"), {.weight = ui::Weight::secondary}),
                ui::more_menu({{tr("Sprechstunden pflegen"), "/kalender/sprechstunden"},
                               {tr("Räume"), "/kalender/raeume"},
                               {tr("Kalender abonnieren"), "/kalender/abo"}}));
}

http::Response show_calendar(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::case_list));
  const Asked asked = asked_for(ask.request.query, ctx.today());
  const auto list = entries(ctx, scope, span_of(asked));
  note_listed(ctx, "appointment", asked.whole_team ? "calendar team" : "calendar", list.size());
  Page page;
  page.title = tr("Kalender");
  page.title_detail = page.title + ", " + title_of(asked);
  page.nav = here;
  page.sub = title_of(asked);
  page.actions = actions_of(asked);
  page.print_wide = asked.view == View::week;
  page.content =
      h::all(h::div_(h::cls("kim-calendar__bar"), view_links(asked), step_links(asked, ctx.today())),
             asked.view == View::week ? week_view(ctx, asked, list) : list_view(ctx, asked, list),
             h::p(h::cls("kim-noprint kim-gap-top"),
                  ui::print_button(href_of(asked), tr("Drucken"), {.weight = ui::Weight::tertiary, .icon = "print"})));
  return show(ctx, std::move(page));
}

// ---- a new appointment: first the case ----

http::Response show_choice(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::case_list));
  auto names = cases::names_of_cases(ctx, scope, cases::my_cases(ctx));
  order_by(names, [](const cases::CaseName& a, const cases::CaseName& b) { return a.list_name < b.list_name; });
  note_listed(ctx, "case_file", "choose_for_appointment", names.size());
  const auto day = day_from_iso(ask.request.query.get("tag"));
  const std::string query = day ? "?tag=" + iso(*day) : std::string();
  std::vector<ui::Row> rows;
  for (const auto& name : names) {
    ui::Row row;
    row.title = ui::row_title(cases::case_href(name.id, "termine/neu") + query, name.full_name);
    row.meta = h::all(name.number);
    rows.push_back(std::move(row));
  }
  Page page;
  page.title = tr("Mit wem ist der Termin?");
  page.nav = here;
  page.crumbs = {{tr("Kalender"), std::string(here)}, {tr("Termin vereinbaren"), {}}};
  page.sub = tr("Ihre offenen Fälle. Für Fälle des Teams öffnen Sie zuerst den Fall.");
  page.content = rows.empty() ? ui::empty_state(tr("Sie sind für keinen offenen Fall zuständig"),
                                                tr("Öffnen Sie den Fall unter „Fälle“ und wählen Sie dort „Termine“."),
                                                ui::link_button("/faelle", tr("Fälle")))
                              : ui::rows(rows);
  return show(ctx, std::move(page));
}

}  // namespace

void calendar_routes(Routes& r) {
  r.get(here, needs(Right::case_list), show_calendar, "Kalender: Tag, Woche, Liste");
  r.get("/kalender/neu", needs(Right::case_contact), show_choice, "Fall für einen neuen Termin wählen");
}

}  // namespace kim::calendar
