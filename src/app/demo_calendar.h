// The demo world's appointments and open hours.
#pragma once

#include "app/demo_data.h"
#include "domain/access/context.h"

namespace kim::app::demo {

/// A room and the open hours there from the first fitting weekday after `from` on.
RoomId add_open_hours(Context& ctx, const OpenHours& data, Day from);
/// The n-th visitor of an open hour: the first two still wait, the others ended in turn as contact or went again.
void note_visit(Context& ctx, int visitor);
/// A task with a time, as appointment: in `room` if nothing else is said.
void plan_appointment(Context& ctx, CaseId case_id, const Task& data, Day on, RoomId room);

}  // namespace kim::app::demo
