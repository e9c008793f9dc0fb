#include "app/demo_calendar.h"

#include "app/demo_course.h"
#include "domain/calendar/invitation.h"
#include "domain/calendar/open_hours.h"
#include "domain/organisation/organisation.h"

namespace kim::app::demo {

namespace {

/// Invites a body of the register; it accepts at once.
void invite_body(Context& ctx, CaseId case_id, AppointmentId id, const std::string& name) {
  for (const auto& body : organisation::bodies(ctx.db())) {
    if (body.value.short_name != name) continue;
    must("Einladung", calendar::invite(ctx, case_id, id, {{body.value.email, body.value.name, {}}}));
    mail::Reply reply{calendar::uid_of(id.value()), body.value.email, mail::Participation::accepted, 1};
    if (calendar::take_reply(ctx, reply) != calendar::Answered::taken)
      raise_fault("Beispielwelt: Antwort auf Einladung");
    return;
  }
  raise_fault("Beispielwelt: Die Stelle „" + name + "“ steht nicht in der Vorlage.");
}

}  // namespace

RoomId add_open_hours(Context& ctx, const OpenHours& data, Day from) {
  const auto room = calendar::add_room(ctx, {data.room, data.address, std::nullopt});
  must("Raum", room);
  calendar::OpenHour hour;
  hour.title = data.title;
  hour.first_on = from + (std::chrono::weekday(static_cast<unsigned>(data.weekday)) - std::chrono::weekday(from));
  hour.from = data.from;
  hour.until = data.until;
  hour.repeat = data.repeat;
  hour.room = *room;
  hour.note = data.note;
  must("Sprechstunde", calendar::add_open_hour(ctx, hour));
  return *room;
}

void note_visit(Context& ctx, int visitor) {
  static constexpr std::string_view outcomes[] = {"contact", "turned_away", "contact", "left"};
  const auto visit = calendar::note_visitor(ctx);
  must("Besuch", visit);
  if (visitor >= 2) must("Besuch", calendar::set_outcome(ctx, *visit, outcomes[(visitor - 2) % 4]));
}

void plan_appointment(Context& ctx, CaseId case_id, const Task& data, Day on, RoomId room) {
  calendar::Appointment appointment;
  appointment.subject = data.title;
  appointment.on = on;
  appointment.from = data.time;
  if (!data.kind.empty()) appointment.kind = data.kind;
  appointment.place = data.place;
  if (data.kind.empty() && data.place.empty()) appointment.room = room;
  if (!data.interpreter.empty()) {
    appointment.interpreter = "service";
    appointment.interpreter_language = data.interpreter;
    appointment.interpreter_service = "Sprachmittlungspool des Kreises";
    appointment.interpreter_minutes = 60;
  }
  const auto planned = calendar::plan(ctx, case_id, appointment);
  must("Termin", planned);
  if (!data.invited.empty() && !ctx.services.mail_from.empty()) invite_body(ctx, case_id, *planned, data.invited);
}

}  // namespace kim::app::demo
