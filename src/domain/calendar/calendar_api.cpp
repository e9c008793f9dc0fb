// JSON routes of the calendar; the same acts as the pages.
#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/calendar/appointment_views.h"
#include "domain/calendar/open_hours_store.h"
#include "domain/calendar/overlap.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::calendar {
namespace {

using access::Right;
using http::Method;

http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto appointments = appointments_of(ctx.db(), permit);
  records::opened(ctx, "appointment", 0, records::owner(permit), "api");
  return records::json_of(appointment_record, appointments);
}

http::Response create(Context& ctx, const Ask& ask) {
  Appointment appointment;
  SHOW_OR_FAIL(json::read(appointment_record, ask.request.body, ctx.today(), &appointment));
  return records::created(SHOW_OR_FAIL(plan(ctx, ask.id<CaseId>(), appointment)).value());
}

http::Response create_series(Context& ctx, const Ask& ask) {
  Appointment appointment;
  SHOW_OR_FAIL(json::read(appointment_record, ask.request.body, ctx.today(), &appointment));
  const ical::Rule rule = SHOW_OR_FAIL(ical::parse_rule(ask.request.query.get("rule")));
  const Planned planned = SHOW_OR_FAIL(plan_series(ctx, ask.id<CaseId>(), appointment, rule));
  json::Writer json;
  json.begin_object();
  json.key("ids");
  json.begin_array();
  for (const AppointmentId id : planned.ids) json.text(std::to_string(id.value()));
  json.end_array();
  json.key("left_out");
  json.begin_array();
  for (const Day day : planned.left_out) json.text(iso(day));
  json.end_array();
  json.end_object();
  return http::json_response(json.take(), 201);
}

void write_clash(json::Writer& json, const Clash& clash) {
  json.begin_object();
  json.key("what");
  json.text(clash.account ? "account" : clash.room ? "room" : "interpreter");
  json.key("on_day");
  json.text(iso(clash.day));
  json.key("from_time");
  json.text(clash.from);
  json.key("until_time");
  json.text(clash.until);
  json.id_field(clash.account ? "account_id" : "room_id", clash.account ? clash.account.value() : clash.room.value());
  json.end_object();
}

http::Response list_overlaps(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_contact));
  Appointment appointment;
  SHOW_OR_FAIL(json::read(appointment_record, ask.request.body, ctx.today(), &appointment));
  json::Writer json;
  json.begin_array();
  for (const Clash& clash : clashes_of(ctx, tidy(appointment), {*appointment.on}, {})) write_clash(json, clash);
  json.end_array();
  return http::json_response(json.take());
}

http::Response change_one(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_contact));
  const auto id = ask.id<AppointmentId>(1);
  Appointment appointment = SHOW_OR_FAIL(store::one(ctx.db(), permit, id)).value;
  SHOW_OR_FAIL(json::read(appointment_record, ask.request.body, ctx.today(), &appointment));
  SHOW_OR_FAIL(change(ctx, ask.id<CaseId>(), id, ask.request.query.integer("version"), appointment));
  return {204, {}, {}};
}

http::Response change_state(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(set_state(ctx, ask.id<CaseId>(), ask.id<AppointmentId>(1), ask.request.query.get("state"),
                         ask.request.query.get("reason")));
  return {204, {}, {}};
}

http::Response list_hours(Context& ctx, const Ask&) {
  return records::json_of(open_hour_record, store::open_hours_of(ctx.db(), ctx.actor.team));
}

http::Response create_hour(Context& ctx, const Ask& ask) {
  OpenHour hour;
  SHOW_OR_FAIL(json::read(open_hour_record, ask.request.body, ctx.today(), &hour));
  return records::created(SHOW_OR_FAIL(add_open_hour(ctx, hour)).value());
}

http::Response create_day_off(Context& ctx, const Ask& ask) {
  DayOff day;
  SHOW_OR_FAIL(json::read(day_off_record, ask.request.body, ctx.today(), &day));
  SHOW_OR_FAIL(take_day_off(ctx, ask.id<OpenHourId>(), day));
  return {204, {}, {}};
}

http::Response list_rooms(Context& ctx, const Ask&) {
  return records::json_of(room_record, store::all_rooms(ctx.db()));
}

http::Response create_room(Context& ctx, const Ask& ask) {
  Room room;
  SHOW_OR_FAIL(json::read(room_record, ask.request.body, ctx.today(), &room));
  return records::created(SHOW_OR_FAIL(add_room(ctx, room)).value());
}

http::Response create_visit(Context& ctx, const Ask& ask) {
  return records::created(SHOW_OR_FAIL(note_visitor(ctx)).value());
}

http::Response end_visit(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(set_outcome(ctx, ask.id<WalkInId>(), ask.request.query.get("outcome")));
  return {204, {}, {}};
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/appointments", needs(Right::case_read), list, "Appointments of a case", {},
        "appointment");
  r.api(Method::post, "/api/v1/cases/{case}/appointments", needs(Right::case_contact), create, "Plan an appointment",
        "appointment");
  r.api(Method::post, "/api/v1/cases/{case}/appointment-series", needs(Right::case_contact), create_series,
        "Plan a series; ?rule= is an RRULE (DAILY, WEEKLY, MONTHLY) with COUNT or UNTIL, holidays are left out",
        "appointment");
  r.api(Method::post, "/api/v1/cases/{case}/appointment-overlaps", needs(Right::case_contact), list_overlaps,
        "What the appointment would overlap with (account, room, interpreter); plans nothing", "appointment");
  r.api(Method::put, "/api/v1/cases/{case}/appointments/{appointment}", needs(Right::case_contact), change_one,
        "Change an appointment; ?version= is the version it was read in", "appointment");
  r.api(Method::post, "/api/v1/cases/{case}/appointments/{appointment}/state", needs(Right::case_contact), change_state,
        "Set the state; ?state= planned, came, no_show or cancelled with ?reason=");
  r.api(Method::get, "/api/v1/open-hours", needs(Right::open_hours_write), list_hours, "Open hours of the own team", {},
        "open_hour");
  r.api(Method::post, "/api/v1/open-hours", needs(Right::open_hours_write), create_hour, "Add an open hour",
        "open_hour");
  r.api(Method::post, "/api/v1/open-hours/{hour}/days-off", needs(Right::open_hours_write), create_day_off,
        "An open hour does not take place on a day", "open_hour_exception");
  r.api(Method::get, "/api/v1/rooms", needs(Right::open_hours_write), list_rooms, "Own rooms", {}, "room");
  r.api(Method::post, "/api/v1/rooms", needs(Right::open_hours_write), create_room, "Add a room", "room");
  r.api(Method::post, "/api/v1/walk-ins", needs(Right::short_advice_count), create_visit,
        "Count a visitor who waits, without a name");
  r.api(Method::post, "/api/v1/walk-ins/{visit}/outcome", needs(Right::short_advice_count), end_visit,
        "How a visit of today ended; ?outcome= advised, contact, turned_away, left or waiting");
}

}  // namespace kim::calendar
