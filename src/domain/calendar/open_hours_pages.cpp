// Keeping the open hours of the own team: list, form, days on which they do not take place.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/calendar/appointment_views.h"
#include "domain/calendar/open_hours_store.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "platform/html/decisions.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

constexpr std::string_view here = "/kalender/sprechstunden";
constexpr std::chrono::days shown_ahead{120};
constexpr std::size_t shown_most = 8;

std::string href_of(std::int64_t id) { return std::string(here) + "/" + std::to_string(id); }

Page placed(Page page, std::string crumb) {
  page.nav = "/kalender";
  page.crumbs = {{tr("Kalender"), "/kalender"},
                 {tr("Sprechstunden"), crumb.empty() ? std::string() : std::string(here)}};
  if (!crumb.empty()) page.crumbs.push_back({std::move(crumb), {}});
  return page;
}

Page page_of(std::string title, std::string crumb = {}) {
  Page page;
  page.title = std::move(title);
  return placed(std::move(page), std::move(crumb));
}

bool belongs_to_form(const Error& error) { return error.code == ErrorCode::invalid && !error.fields.empty(); }

std::string place_name(Context& ctx, const OpenHour& hour) {
  const auto found = room_names(ctx).find(hour.room.value());
  return found == room_names(ctx).end() ? hour.place : found->second;
}

// ---- the list ----

http::Response show_list(Context& ctx, const Ask&) {
  std::vector<ui::Row> rows;
  for (const auto& hour : store::open_hours_of(ctx.db(), ctx.actor.team)) {
    ui::Row row;
    row.title = ui::row_title(href_of(hour.id), hour.value.title);
    row.meta = h::all(rhythm(hour.value), " · ", place_name(ctx, hour.value));
    if (hour.value.ends_on && *hour.value.ends_on < ctx.today()) row.end = ui::badge(ui::Tone::neutral, tr("beendet"));
    rows.push_back(std::move(row));
  }
  Page page = page_of(tr("Sprechstunden"));
  page.sub = tr("Offene Zeiten Ihres Teams, zu denen Menschen ohne Termin kommen können.");
  const Fragment add = ui::link_button(std::string(here) + "/neu", tr("Sprechstunde anlegen"), {.icon = "add"});
  if (!rows.empty()) page.actions = add;
  page.content = rows.empty() ? ui::empty_state(
                                    tr("Noch keine Sprechstunde"),
                                    tr("Legen Sie Ort, Tag und Uhrzeit einmal fest. KIM wiederholt sie im Kalender und "
                                       "lässt Feiertage aus."),
                                    add)
                              : ui::rows(rows);
  return show(ctx, std::move(page));
}

// ---- the form ----

std::vector<forms::Choice> repeat_choices(Day today) {
  std::vector<forms::Choice> choices;
  for (const Code* code : code_list("repeat_kind").valid_on(today))
    if (code->group == "hours") choices.push_back({code->code, code_label("repeat_kind", code->code)});
  return choices;
}

Fragment two_columns(const Fragment& fields) { return h::div_(h::cls("kim-fields kim-fields--2"), fields); }

Fragment hour_controls(Context& ctx, const forms::Input& input) {
  const auto control = [&](std::string_view name, const forms::Look& look) {
    return forms::control(open_hour_record, name, input, look);
  };
  const forms::Look narrow{.optional_mark = false, .short_field = true};
  const std::string until_hint = tr("Zum Beispiel 12:00");
  const forms::Look room{
      .choices = room_choices(ctx, RoomId(input.typed.integer("room_id"))), .optional_mark = false, .radios = false};
  return h::all(forms::error_summary(tr("Die Sprechstunde ist noch nicht gespeichert."), input.errors),
                control("title", {}),
                two_columns(h::all(control("room_id", room), control("place", {.optional_mark = false}))),
                two_columns(h::all(control("first_on", narrow), control("ends_on", {.short_field = true}))),
                two_columns(h::all(control("from_time", narrow),
                                   control("until_time", {.hint = until_hint, .short_field = true}))),
                control("repeat", {.choices = repeat_choices(ctx.today()), .radios = false}), control("note", {}));
}

http::Response form_page(Context& ctx, const forms::Input& input, const std::string& action, const std::string& back,
                         std::int64_t version) {
  Page page = version > 0 ? page_of(tr("Sprechstunde ändern"), tr("Ändern"))
                          : page_of(tr("Sprechstunde anlegen"), tr("Anlegen"));
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = post_form(
      ctx, action,
      h::all(
          h::when(version > 0,
                  [&] { return h::input(h::type("hidden"), h::name_("version"), h::value(std::to_string(version))); }),
          hour_controls(ctx, input), ui::form_actions(ui::submit(tr("Sprechstunde speichern")), back)));
  return show(ctx, std::move(page));
}

http::Response show_new(Context& ctx, const Ask&) {
  OpenHour start;
  start.title = tr("Offene Sprechstunde");
  return form_page(ctx, forms::input_from(open_hour_record, &start), std::string(here) + "/neu", std::string(here), 0);
}

http::Response post_new(Context& ctx, const Ask& ask) {
  OpenHour hour;
  forms::Input input{ask.form, forms::parse(open_hour_record, ask.form, ctx.today(), &hour)};
  if (input.errors.empty()) {
    auto saved = add_open_hour(ctx, hour);
    if (saved) return done(ctx, href_of(saved->value()), tr("Sprechstunde gespeichert"));
    if (!belongs_to_form(saved.error())) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  return form_page(ctx, input, std::string(here) + "/neu", std::string(here), 0);
}

http::Response show_change(Context& ctx, const Ask& ask) {
  const auto hour = SHOW_OR_FAIL(store::open_hour(ctx.db(), ctx.actor.team, ask.id<OpenHourId>()));
  return form_page(ctx, forms::input_from(open_hour_record, &hour.value), href_of(hour.id) + "/aendern",
                   href_of(hour.id), hour.version);
}

http::Response conflict_page(Context& ctx, const Ask& ask, const OpenHour& given) {
  const auto theirs = SHOW_OR_FAIL(store::open_hour(ctx.db(), ctx.actor.team, ask.id<OpenHourId>()));
  OpenHour mine = tidy(given);
  mine.team = theirs.value.team;
  Page page = records::conflict_page(ctx, tr("Diese Sprechstunde hat inzwischen jemand anderes geändert"),
                                     store::open_hours(), records::nobody(), theirs, ask.form.integer("version"), mine,
                                     {href_of(theirs.id) + "/aendern", href_of(theirs.id)});
  return show(ctx, placed(std::move(page), tr("Zwei Fassungen")));
}

http::Response post_change(Context& ctx, const Ask& ask) {
  const auto id = ask.id<OpenHourId>();
  const std::int64_t version = ask.form.integer("version");
  OpenHour hour;
  forms::Input input{ask.form, forms::parse(open_hour_record, ask.form, ctx.today(), &hour)};
  if (input.errors.empty()) {
    auto saved = change_open_hour(ctx, id, version, hour);
    if (saved) return done(ctx, href_of(id.value()), tr("Sprechstunde gespeichert"));
    if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, hour);
    if (!belongs_to_form(saved.error())) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  SHOW_OR_FAIL(store::open_hour(ctx.db(), ctx.actor.team, id));
  return form_page(ctx, input, href_of(id.value()) + "/aendern", href_of(id.value()), version);
}

// ---- one open hour ----

Fragment put_back_button(Context& ctx, std::int64_t hour, const records::Stored<DayOff>& off) {
  return post_form(ctx, href_of(hour) + "/ausfall/" + std::to_string(off.id) + "/zurueck",
                   ui::submit(tr("Findet doch statt"),
                              {.weight = ui::Weight::secondary, .hidden = ": " + german(*off.value.on), .small = true}),
                   "");
}

Fragment next_days(Context& ctx, const records::Stored<OpenHour>& hour,
                   const std::vector<records::Stored<DayOff>>& off) {
  std::vector<ui::Row> rows;
  for (const Occurrence& one : days_of(hour.value, off, ctx.today(), ctx.today() + shown_ahead)) {
    if (rows.size() >= shown_most) break;
    ui::Row row;
    row.title = h::all(ui::date_long(one.day));
    if (!one.off.empty()) row.meta = h::all(trf("Entfällt: {}", {one.off}));
    for (const auto& day : off)
      if (day.value.on == one.day) row.end = put_back_button(ctx, hour.id, day);
    row.stack = true;
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return h::p(h::cls("kim-meta"), tr("In den nächsten vier Monaten kein Tag."));
  return ui::rows(rows);
}

Fragment day_off_form(Context& ctx, std::int64_t id, const forms::Input& input) {
  return ui::section(
      {.id = "ausfall", .title = tr("Fällt einmal aus?")},
      post_form(ctx, href_of(id) + "/ausfall",
                h::all(forms::error_summary(tr("Der Ausfall ist noch nicht gespeichert."), input.errors),
                       two_columns(h::all(forms::control(day_off_record, "off_on", input, {.short_field = true}),
                                          forms::control(day_off_record, "reason", input))),
                       ui::form_actions(ui::submit(tr("Ausfall speichern"), {.weight = ui::Weight::secondary})))));
}

http::Response one_page(Context& ctx, const records::Stored<OpenHour>& hour, const forms::Input& input) {
  const auto off = records::children<DayOff>(ctx.db(), store::days_off(), records::nobody(hour.id));
  Page page = page_of(hour.value.title, hour.value.title);
  page.sub = place_name(ctx, hour.value);
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.actions =
      ui::link_button(href_of(hour.id) + "/aendern", tr("Sprechstunde ändern"), {.weight = ui::Weight::secondary});
  std::vector<ui::Fact> facts{{tr("Wann"), h::all(rhythm(hour.value))}};
  if (hour.value.ends_on) facts.push_back({tr("Letzter Tag"), ui::date(*hour.value.ends_on)});
  if (!hour.value.note.empty()) facts.push_back({tr("Hinweis"), h::all(hour.value.note)});
  page.content = ui::split(h::all(ui::facts(facts),
                                  ui::section({.id = "h-tage",
                                               .title = tr("Nächste Tage"),
                                               .lead = tr("Feiertage in Nordrhein-Westfalen entfallen von selbst.")},
                                              next_days(ctx, hour, off)),
                                  day_off_form(ctx, hour.id, input)),
                           ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                                     records::history_view(ctx, store::open_hours(), records::nobody(), hour.id)));
  return show(ctx, std::move(page));
}

http::Response show_one(Context& ctx, const Ask& ask) {
  return one_page(ctx, SHOW_OR_FAIL(store::open_hour(ctx.db(), ctx.actor.team, ask.id<OpenHourId>())), {});
}

http::Response post_day_off(Context& ctx, const Ask& ask) {
  const auto id = ask.id<OpenHourId>();
  DayOff day;
  forms::Input input{ask.form, forms::parse(day_off_record, ask.form, ctx.today(), &day)};
  if (input.errors.empty()) {
    auto saved = take_day_off(ctx, id, day);
    if (saved) return done(ctx, href_of(id.value()), trf("Fällt am {} aus", {german(*day.on)}));
    if (!belongs_to_form(saved.error())) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  return one_page(ctx, SHOW_OR_FAIL(store::open_hour(ctx.db(), ctx.actor.team, id)), input);
}

http::Response post_put_back(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(put_day_back(ctx, ask.id<OpenHourId>(), ask.number(1)));
  return done(ctx, href_of(ask.number(0)), tr("Die Sprechstunde findet an diesem Tag statt"));
}

}  // namespace

void open_hour_routes(Routes& r) {
  constexpr Right write = Right::open_hours_write;
  r.get(here, needs(write), show_list, "Sprechstunden des Teams");
  r.get("/kalender/sprechstunden/neu", needs(write), show_new, "Sprechstunde anlegen (Formular)");
  r.post("/kalender/sprechstunden/neu", needs(write), post_new, "Sprechstunde anlegen");
  r.get("/kalender/sprechstunden/{hour}", needs(write), show_one, "Eine Sprechstunde mit ihren nächsten Tagen");
  r.get("/kalender/sprechstunden/{hour}/aendern", needs(write), show_change, "Sprechstunde ändern (Formular)");
  r.post("/kalender/sprechstunden/{hour}/aendern", needs(write), post_change, "Sprechstunde ändern");
  r.post("/kalender/sprechstunden/{hour}/ausfall", needs(write), post_day_off, "Sprechstunde fällt an einem Tag aus");
  r.post("/kalender/sprechstunden/{hour}/ausfall/{day}/zurueck", needs(write), post_put_back,
         "Sprechstunde findet doch statt");
}

}  // namespace kim::calendar
