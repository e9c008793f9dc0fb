// Own rooms: the list with its form, and changing one.
#include "base/i18n.h"
#include "domain/calendar/appointment_views.h"
#include "domain/calendar/open_hours.h"
#include "domain/records/conflict.h"
#include "platform/html/decisions.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

constexpr std::string_view here = "/kalender/raeume";

std::string href_of(std::int64_t id) { return std::string(here) + "/" + std::to_string(id); }

Page placed(Page page, std::string crumb) {
  page.nav = "/kalender";
  page.crumbs = {{tr("Kalender"), "/kalender"}, {tr("Räume"), crumb.empty() ? std::string() : std::string(here)}};
  if (!crumb.empty()) page.crumbs.push_back({std::move(crumb), {}});
  return page;
}

Page page_of(std::string title, std::string crumb = {}) {
  Page page;
  page.title = std::move(title);
  return placed(std::move(page), std::move(crumb));
}

Fragment controls_of(const forms::Input& input) {
  return h::all(forms::error_summary(tr("Der Raum ist noch nicht gespeichert."), input.errors),
                forms::control(room_record, "name", input), forms::control(room_record, "address", input),
                forms::control(room_record, "valid_until", input, {.short_field = true}));
}

http::Response list_page(Context& ctx, const forms::Input& input) {
  std::vector<ui::Row> rows;
  for (const auto& room : store::all_rooms(ctx.db())) {
    ui::Row row;
    row.title = ui::row_title(href_of(room.id), room.value.name);
    row.meta = h::all(room.value.address);
    if (room.value.valid_until && *room.value.valid_until < ctx.today())
      row.end = ui::badge(ui::Tone::neutral, tr("nicht mehr in Gebrauch"));
    rows.push_back(std::move(row));
  }
  Page page = page_of(tr("Räume"));
  page.sub = tr("Eigene Räume für Termine und Sprechstunden.");
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const Fragment form =
      ui::section({.id = "neu", .title = tr("Raum hinzufügen")},
                  post_form(ctx, here, h::all(controls_of(input), ui::form_actions(ui::submit(tr("Raum speichern"))))));
  page.content =
      h::all(rows.empty() ? h::p(h::cls("kim-meta"), tr("Noch ist kein Raum eingetragen.")) : ui::rows(rows), form);
  return show(ctx, std::move(page));
}

http::Response show_list(Context& ctx, const Ask&) { return list_page(ctx, {}); }

http::Response post_new(Context& ctx, const Ask& ask) {
  Room room;
  const forms::Input input{ask.form, forms::parse(room_record, ask.form, ctx.today(), &room)};
  if (!input.errors.empty()) return list_page(ctx, input);
  SHOW_OR_FAIL(add_room(ctx, room));
  return done(ctx, std::string(here), tr("Raum gespeichert"));
}

http::Response form_page(Context& ctx, const forms::Input& input, std::int64_t id, std::int64_t version) {
  Page page = page_of(tr("Raum ändern"), tr("Ändern"));
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = post_form(ctx, href_of(id),
                           h::all(h::input(h::type("hidden"), h::name_("version"), h::value(std::to_string(version))),
                                  controls_of(input), ui::form_actions(ui::submit(tr("Raum speichern")), here)));
  return show(ctx, std::move(page));
}

http::Response show_one(Context& ctx, const Ask& ask) {
  const auto room = SHOW_OR_FAIL(store::room(ctx.db(), ask.id<RoomId>()));
  return form_page(ctx, forms::input_from(room_record, &room.value), room.id, room.version);
}

http::Response conflict_page(Context& ctx, const Ask& ask, const Room& mine) {
  const auto theirs = SHOW_OR_FAIL(store::room(ctx.db(), ask.id<RoomId>()));
  Page page = records::conflict_page(ctx, tr("Diesen Raum hat inzwischen jemand anderes geändert"), store::rooms(),
                                     records::nobody(), theirs, ask.form.integer("version"), mine,
                                     {href_of(theirs.id), std::string(here)});
  return show(ctx, placed(std::move(page), tr("Zwei Fassungen")));
}

http::Response post_change(Context& ctx, const Ask& ask) {
  Room room;
  const forms::Input input{ask.form, forms::parse(room_record, ask.form, ctx.today(), &room)};
  const std::int64_t version = ask.form.integer("version");
  if (!input.errors.empty()) {
    SHOW_OR_FAIL(store::room(ctx.db(), ask.id<RoomId>()));
    return form_page(ctx, input, ask.number(0), version);
  }
  const auto saved = change_room(ctx, ask.id<RoomId>(), version, room);
  if (saved) return done(ctx, std::string(here), tr("Raum gespeichert"));
  return saved.error().code == ErrorCode::conflict ? conflict_page(ctx, ask, room)
                                                   : error_page(ctx, ask, saved.error());
}

}  // namespace

void room_routes(Routes& r) {
  constexpr Right write = Right::open_hours_write;
  r.get(here, needs(write), show_list, "Eigene Räume");
  r.post(here, needs(write), post_new, "Raum hinzufügen");
  r.get("/kalender/raeume/{room}", needs(write), show_one, "Raum ändern (Formular)");
  r.post("/kalender/raeume/{room}", needs(write), post_change, "Raum ändern");
}

}  // namespace kim::calendar
