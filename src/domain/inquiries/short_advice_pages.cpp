// Kurzberatung: counted in seconds on one page, with this month's figures of the own team. No person is stored.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/inquiries/inquiry_pages.h"
#include "domain/inquiries/inquiry_views.h"
#include "platform/html/decisions.h"

namespace kim::inquiries {
namespace {

using access::Right;
using namespace html;
using std::chrono::year_month;

constexpr std::string_view here = "/kurzberatung";

year_month month_of(Day day) {
  const std::chrono::year_month_day date(day);
  return date.year() / date.month();
}
Day first_of(year_month month) { return Day(month / 1); }
Day last_of(year_month month) { return Day(month / std::chrono::last); }
std::string month_text(year_month month) { return iso(first_of(month)).substr(0, 7); }

/// ?monat=2026-10; this month if absent, nonsense or to come.
year_month chosen_month(const http::Form& query, Day today) {
  const auto day = day_from_iso(std::string(query.get("monat")) + "-01");
  return day && *day <= today ? month_of(*day) : month_of(today);
}

std::string month_title(year_month month) {
  return month_name(static_cast<unsigned>(month.month())) + " " + std::to_string(static_cast<int>(month.year()));
}

Fragment figures(Context& ctx, year_month month) {
  const auto tallies = store::tallies(ctx.db(), ctx.actor.team, first_of(month), last_of(month));
  long long total = 0;
  for (const auto& tally : tallies) total += tally.count;
  const std::string before = std::string(here) + "?monat=" + month_text(month - std::chrono::months(1));
  return ui::section({.id = "h-zahlen",
                      .title = month_title(month),
                      .count = std::to_string(total),
                      .link = ui::link(before, tr("Vormonat")),
                      .lead = tr("Kurzberatungen Ihres Teams")},
                     tally_view(tallies));
}

/// The last count of today can be taken back by whoever made it.
Fragment undo(Context& ctx) {
  const auto last = store::last_advice(ctx.db(), ctx.actor.account);
  if (!last || local_day(last->created_at) != ctx.today()) return {};
  const std::string what = code_label("field_of_action", last->value.topic);
  return ui::panel("h-zuletzt", tr("Zuletzt gezählt"),
                   all(p(what), ui::meta(ui::clock_time(last->created_at)),
                       post_form(ctx, std::string(here) + "/" + std::to_string(last->id) + "/zurueck",
                                 ui::submit(tr("Rückgängig machen"),
                                            {.weight = ui::Weight::secondary, .hidden = ": " + what, .small = true}),
                                 "kim-top-s")));
}

http::Response page_with(Context& ctx, const http::Form& query, const forms::Input& input) {
  Page page;
  page.title = tr("Kurzberatung zählen");
  page.nav = "/anfragen";
  page.crumbs = {{tr("Anfragen"), "/anfragen"}, {tr("Kurzberatung"), {}}};
  page.sub = tr("Ohne Namen. Es zählt nur, dass und wozu beraten wurde.");
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const Fragment form = div_(
      cls("kim-form--narrow kim-stack"),
      forms::error_summary(tr("Die Kurzberatung ist noch nicht gezählt."), input.errors),
      post_form(ctx, here, all(advice_controls(ctx, input), ui::form_actions(ui::submit(tr("Kurzberatung zählen")))),
                "kim-form"));
  page.content = ui::split(all(form, figures(ctx, chosen_month(query, ctx.today()))), undo(ctx));
  return show(ctx, std::move(page));
}

http::Response get_page(Context& ctx, const Ask& ask) {
  ShortAdvice advice;
  advice.on = ctx.today();
  return page_with(ctx, ask.request.query, forms::input_from(short_advice_record, &advice));
}

http::Response post_count(Context& ctx, const Ask& ask) {
  ShortAdvice advice;
  forms::Input input{ask.form, forms::parse(short_advice_record, ask.form, ctx.today(), &advice)};
  if (!input.errors.empty()) return page_with(ctx, ask.request.query, input);
  const auto counted = count_advice(ctx, advice);
  if (counted)
    return done(ctx, std::string(here), trf("Kurzberatung gezählt: {}", {code_label("field_of_action", advice.topic)}));
  if (counted.error().fields.empty()) return error_page(ctx, ask, counted.error());
  input.errors = counted.error().fields;
  return page_with(ctx, ask.request.query, input);
}

http::Response post_undo(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(undo_advice(ctx, ask.number(0)));
  return done(ctx, std::string(here), tr("Die letzte Zählung ist zurückgenommen"));
}

}  // namespace

void short_advice_routes(Routes& r) {
  r.get(here, needs(Right::short_advice_count), get_page, "Kurzberatung zählen, Zahlen des Monats");
  r.post(here, needs(Right::short_advice_count), post_count, "Kurzberatung zählen");
  r.post("/kurzberatung/{advice}/zurueck", needs(Right::short_advice_count), post_undo, "Letzte Zählung zurücknehmen");
}

}  // namespace kim::inquiries
