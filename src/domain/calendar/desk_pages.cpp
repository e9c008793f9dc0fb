// The walk-in desk: who comes to an open hour is noted in seconds, without a name.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/calendar/appointment_views.h"
#include "domain/calendar/open_hours_store.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;
using inquiries::short_advice_record;
using inquiries::ShortAdvice;
using Visits = std::vector<records::Stored<WalkIn>>;

constexpr std::string_view here = "/kalender/sprechstunde";
constexpr std::chrono::days counted_back{13};
constexpr std::string_view advice_fields[] = {"topic", "language", "minutes", "referred"};

std::string visit_href(std::int64_t id, std::string_view act) {
  return std::string(here) + "/" + std::to_string(id) + "/" + std::string(act);
}

/// Visitors are told apart by the order in which they came today.
std::string number_of(const Visits& visits, std::int64_t id) {
  for (std::size_t i = 0; i < visits.size(); ++i)
    if (visits[i].id == id) return trf("Besuch {}", {std::to_string(i + 1)});
  return tr("Besuch");
}

// ---- who waits ----

Fragment outcome_button(Context& ctx, std::int64_t id, std::string_view outcome, std::string_view label,
                        const std::string& who) {
  return post_form(ctx, visit_href(id, "ausgang"),
                   ui::submit(label, {.weight = ui::Weight::secondary,
                                      .hidden = ": " + who,
                                      .name = "outcome",
                                      .value = std::string(outcome),
                                      .small = true}),
                   "");
}

std::string waited(const Context& ctx, const records::Stored<WalkIn>& visit) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(ctx.now - visit.created_at).count();
  return trf("seit {0} Uhr, {1}", {german_time(visit.created_at), trn("{} Minute", "{} Minuten", minutes)});
}

ui::Row waiting_row(Context& ctx, const Visits& visits, const records::Stored<WalkIn>& visit) {
  const std::string who = number_of(visits, visit.id);
  ui::Row row;
  row.title = h::strong(who);
  row.meta = h::all(waited(ctx, visit));
  row.end = ui::actions(h::all(
      ui::link_button(std::string(here) + "?besuch=" + std::to_string(visit.id) + "#beratung", tr("Kurzberatung"),
                      {.weight = ui::Weight::secondary, .hidden = ": " + who, .small = true}),
      outcome_button(ctx, visit.id, "contact", tr("Kontakt im Fall"), who),
      outcome_button(ctx, visit.id, "turned_away", tr("Weggeschickt"), who),
      outcome_button(ctx, visit.id, "left", tr("Gegangen"), who)));
  row.stack = true;
  return row;
}

Fragment waiting_section(Context& ctx, const Visits& visits) {
  std::vector<ui::Row> rows;
  for (const auto& visit : visits)
    if (visit.value.outcome == "waiting") rows.push_back(waiting_row(ctx, visits, visit));
  const Fragment came = post_form(ctx, here, ui::submit(tr("Jemand ist gekommen"), {.icon = "add"}), "kim-top-s");
  const Fragment list = rows.empty() ? h::p(h::cls("kim-meta"), tr("Niemand wartet.")) : ui::rows(rows);
  return ui::section({.id = "h-wartend", .title = tr("Wartend"), .count = std::to_string(rows.size())},
                     h::all(came, list));
}

// ---- short advice ----

Fragment advice_section(Context& ctx, const Visits& visits, std::int64_t visit, const forms::Input& input) {
  const auto control = [&](std::string_view name, const forms::Look& look) {
    return forms::control(short_advice_record, name, input, look);
  };
  const std::string lead = visit > 0 ? trf("Für {}. Ohne Namen.", {number_of(visits, visit)})
                                     : tr("Ohne Namen. Für jemanden, der gleich dran war, zählt KIM den Besuch mit.");
  return ui::section(
      {.id = "beratung", .title = tr("Kurzberatung zählen"), .lead = lead},
      post_form(
          ctx, std::string(here) + "/kurzberatung",
          h::all(
              forms::error_summary(tr("Die Kurzberatung ist noch nicht gezählt."), input.errors),
              h::when(visit > 0,
                      [&] { return h::input(h::type("hidden"), h::name_("besuch"), h::value(std::to_string(visit))); }),
              control("topic", {.label = tr("Worum ging es?"), .radios = false}),
              h::div_(h::cls("kim-fields kim-fields--2"),
                      control("language", {.optional_mark = false, .radios = false}),
                      control("minutes", {.label = tr("Wie viele Minuten?"), .short_field = true})),
              control("referred", {}), ui::form_actions(ui::submit(tr("Kurzberatung zählen")))),
          "kim-form kim-form--narrow kim-top-s"));
}

// ---- today and the days before ----

std::vector<Fragment> count_row(const store::DayCount& day, Day today) {
  const auto cell = [&](const char* outcome) { return h::all(std::to_string(day.of(outcome))); };
  return {day.day == today ? h::all(tr("heute")) : ui::date_short(day.day, today),
          h::all(std::to_string(day.all())),
          cell("waiting"),
          cell("advised"),
          cell("contact"),
          cell("turned_away"),
          cell("left")};
}

Fragment counts_section(Context& ctx) {
  const auto days = store::counts(ctx.db(), ctx.actor.team, ctx.today() - counted_back, ctx.today());
  if (days.empty()) return {};
  ui::Table table;
  table.label = tr("Besuche nach Tag und Ausgang");
  table.columns = {{.label = tr("Tag")}, {.label = tr("Gekommen"), .number = true}};
  for (const char* outcome : {"waiting", "advised", "contact", "turned_away", "left"})
    table.columns.push_back({.label = code_label("walk_in_outcome", outcome), .number = true});
  for (const store::DayCount& day : days) table.rows.push_back(count_row(day, ctx.today()));
  return ui::section({.id = "h-zahlen", .title = tr("Die letzten zwei Wochen"), .lead = tr("Besuche bei Ihrem Team")},
                     ui::table(table, "zahlen"));
}

/// A visit of today that ended can be taken back: it waits again.
Fragment ended_panel(Context& ctx, const Visits& visits) {
  std::vector<ui::Row> rows;
  for (auto visit = visits.rbegin(); visit != visits.rend() && rows.size() < 5; ++visit) {
    if (visit->value.outcome == "waiting") continue;
    ui::Row row;
    row.title = h::all(number_of(visits, visit->id), ": ", code_label("walk_in_outcome", visit->value.outcome));
    if (visit->value.outcome != "advised")
      row.end = outcome_button(ctx, visit->id, "waiting", tr("Wartet doch"), number_of(visits, visit->id));
    row.stack = true;
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return {};
  return ui::panel("h-zuletzt", tr("Zuletzt"), ui::rows(rows, ui::RowsLook::plain));
}

Fragment hours_panel(Context& ctx) {
  std::vector<Fragment> lines;
  const auto off = store::days_off_of(ctx.db(), ctx.actor.team);
  for (const auto& hour : store::open_hours_of(ctx.db(), ctx.actor.team)) {
    std::vector<records::Stored<DayOff>> own;
    for (const auto& one : off)
      if (one.parent == hour.id) own.push_back(one);
    for (const Occurrence& one : days_of(hour.value, own, ctx.today(), ctx.today()))
      lines.push_back(h::li(times_of(hour.value.from, hour.value.until), " ", tr("Uhr"), ", ", hour.value.title,
                            one.off.empty() ? Fragment() : h::all(" (", trf("Entfällt: {}", {one.off}), ")")));
  }
  const Fragment content = lines.empty() ? h::p(h::cls("kim-meta"), tr("Heute ist keine Sprechstunde eingetragen."))
                                         : h::ul(h::cls("kim-list"), lines);
  return ui::panel("h-heute", tr("Sprechstunden heute"), content);
}

http::Response desk_page(Context& ctx, std::int64_t visit, const forms::Input& input) {
  const Visits visits = store::walk_ins_of(ctx.db(), ctx.actor.team, ctx.today());
  Page page;
  page.title = tr("Sprechstunde");
  page.nav = "/kalender";
  page.crumbs = {{tr("Kalender"), "/kalender"}, {tr("Sprechstunde"), {}}};
  page.sub = german_long(ctx.today());
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content =
      ui::split(h::all(waiting_section(ctx, visits), advice_section(ctx, visits, visit, input), counts_section(ctx)),
                h::all(hours_panel(ctx), ended_panel(ctx, visits)));
  return show(ctx, std::move(page));
}

/// The visit asked for, if it is one of today that waits.
std::int64_t waiting_visit(Context& ctx, std::int64_t id) {
  const auto visit = store::walk_in(ctx.db(), ctx.actor.team, ctx.today(), WalkInId(id));
  return visit && visit->value.outcome == "waiting" ? id : 0;
}

http::Response show_desk(Context& ctx, const Ask& ask) {
  const ShortAdvice empty;
  return desk_page(ctx, waiting_visit(ctx, ask.request.query.integer("besuch")),
                   forms::input_from(short_advice_record, &empty));
}

http::Response post_visitor(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(note_visitor(ctx));
  return done(ctx, std::string(here), tr("Gezählt: Jemand wartet"));
}

http::Response post_advice(Context& ctx, const Ask& ask) {
  ShortAdvice advice;
  advice.on = ctx.today();
  const std::int64_t visit = ask.form.integer("besuch");
  forms::Input input{ask.form, forms::parse(short_advice_record, ask.form, ctx.today(), &advice, advice_fields)};
  if (input.errors.empty()) {
    auto saved = note_advice(ctx, WalkInId(visit), advice);
    if (saved)
      return done(ctx, std::string(here),
                  trf("Kurzberatung gezählt: {}", {code_label("field_of_action", advice.topic)}));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  return desk_page(ctx, waiting_visit(ctx, visit), input);
}

http::Response post_outcome(Context& ctx, const Ask& ask) {
  const std::string outcome(ask.form.get("outcome"));
  SHOW_OR_FAIL(set_outcome(ctx, ask.id<WalkInId>(), outcome));
  if (outcome == "contact")
    return done(ctx, "/kontakte/neu", tr("Gezählt. Wählen Sie den Fall, zu dem der Kontakt gehört."));
  return done(ctx, std::string(here), trf("Notiert: {}", {code_label("walk_in_outcome", outcome)}));
}

}  // namespace

void desk_routes(Routes& r) {
  r.get(here, needs(Right::short_advice_count), show_desk, "Sprechstunde: wer wartet, Kurzberatung, Zahlen");
  r.post(here, needs(Right::short_advice_count), post_visitor, "Besuch zählen, der wartet");
  r.post("/kalender/sprechstunde/kurzberatung", needs(Right::short_advice_count), post_advice,
         "Kurzberatung in der Sprechstunde zählen");
  r.post("/kalender/sprechstunde/{visit}/ausgang", needs(Right::short_advice_count), post_outcome,
         "Ausgang eines Besuchs notieren");
}

}  // namespace kim::calendar
