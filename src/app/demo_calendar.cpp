#include "app/demo_calendar.h"

#include "app/demo_course.h"
#include "domain/calendar/open_hours.h"

namespace kim::app::demo {

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
  must("Termin", calendar::plan(ctx, case_id, appointment));
}

}  // namespace kim::app::demo
