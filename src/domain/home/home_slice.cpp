// "/": Mein Tag for those who work with cases, the own areas for everybody else.
#include "domain/home/home_slice.h"

#include <algorithm>
#include <iterator>

#include "base/i18n.h"
#include "base/order.h"
#include "domain/access/page.h"
#include "domain/audit/audit.h"
#include "domain/cases/case.h"
#include "domain/home/agenda.h"
#include "domain/home/home_views.h"
#include "domain/home/week.h"

namespace kim::home {
namespace {

using access::Right;
using html::Fragment;

Viewer viewer_of(Context& ctx, bool whole_team) {
  Viewer viewer{ctx.actor.account, {}, whole_team};
  for (const CaseId one : cases::deputy_cases(ctx)) viewer.deputy_of.insert(one);
  return viewer;
}

std::vector<DueItem> due_items(Context& ctx, const access::Scope& scope, bool whole_team) {
  const access::Whose whose{whole_team ? AccountId() : ctx.actor.account, ctx.now};
  std::vector<DueItem> items;
  for (const Slice& slice : ctx.services.slices)
    if (slice.due != nullptr) slice.due(ctx, scope, whose, items);
  return items;
}

Fragment panels(Context& ctx) {
  Fragment out;
  for (const Slice& slice : ctx.services.slices)
    if (slice.home_panel != nullptr) out += slice.home_panel(ctx);
  return out;
}

/// Names on a list are a read, also on the first page of the day.
void note_listed(Context& ctx, std::size_t rows) {
  if (rows == 0) return;
  const std::string note = "rows=" + std::to_string(rows);
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = "case_file",
                   .purpose = "home",
                   .note = note,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

http::Response show_day(Context& ctx, const access::Scope& scope, bool whole_team) {
  const Viewer viewer = viewer_of(ctx, whole_team);
  const Agenda day = agenda(viewer, due_items(ctx, scope, whole_team));
  const Fragment side = html::all(answers_panel(day.answers), panels(ctx));
  note_listed(ctx, day.appointments.size() + day.tasks.size() + day.deadlines.size() + day.answers.size());
  Page page{
      .title = tr("Mein Tag"), .nav = "/", .sub = german_long(ctx.today()), .actions = day_actions(ctx), .content = {}};
  page.content = ui::split(html::all(whose_links(whole_team), day_view(ctx, day)), side);
  return show(ctx, std::move(page));
}

http::Response show_areas(Context& ctx) {
  Page page{.title = tr("Mein Tag"), .nav = "/", .sub = german_long(ctx.today()), .content = {}};
  page.content = ui::split(areas_view(ctx), panels(ctx));
  return show(ctx, std::move(page));
}

http::Response get_home(Context& ctx, const Ask& ask) {
  const auto scope = access::scope_for(ctx, Right::case_list);
  return scope ? show_day(ctx, *scope, ask.request.query.get("umfang") == "team") : show_areas(ctx);
}

// ---- Meine Woche ----

/// What should have been done before today.
std::vector<DueItem> overdue(const Agenda& day, Day today) {
  std::vector<DueItem> items;
  for (const auto* list : {&day.tasks, &day.deadlines})
    std::ranges::copy_if(*list, std::back_inserter(items), [&](const DueItem& item) { return item.day < today; });
  order_by(items, [](const DueItem& a, const DueItem& b) { return a.day < b.day; });
  return items;
}

http::Response get_week(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::case_list));
  const Day monday = monday_of(ctx.today());
  WeekFigures figures;
  figures.weeks = last_weeks(ctx.today(), contacts::my_days_since(ctx, first_monday(ctx.today())));
  figures.phases = cases::my_open_by_phase(ctx);
  figures.advice = inquiries::advice_since(ctx.db(), ctx.actor.account, monday);
  figures.network = networking::sum_since(ctx.db(), ctx.actor.account, monday);
  figures.overdue = overdue(agenda(viewer_of(ctx, false), due_items(ctx, scope, false)), ctx.today());
  note_listed(ctx, figures.overdue.size());
  Page page{.title = tr("Meine Woche"), .nav = "/", .sub = {}, .content = {}};
  page.crumbs = {{tr("Mein Tag"), "/"}, {tr("Meine Woche"), {}}};
  page.sub = trf("{0} bis {1}", {german(monday), german(monday + std::chrono::days(6))});
  page.content = week_view(ctx, figures);
  return show(ctx, std::move(page));
}

void home_routes(Routes& routes) {
  routes.get("/", needs(Right::home), get_home, "Mein Tag");
  routes.get("/meine-woche", needs(Right::case_list), get_week, "Meine Woche: eigene Fälle, Kontakte, Überfälliges");
}

}  // namespace

Slice home_slice() {
  return {
      .name = "home",
      .purpose = "Mein Tag: was fällig ist, Termine, Fristen, Neues",
      .rank = 8,
      .routes = home_routes,
      .nav = {{record::N_("Mein Tag"), "/", Right::home, 0}},
  };
}

}  // namespace kim::home
