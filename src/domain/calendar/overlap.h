// Appointments at the same time of the same account, in the same room or with the same interpreter: a warning, never a
// refusal. Says that something is there, not with whom or why, so it may look beyond the own team.
#pragma once

#include <set>
#include <vector>

#include "domain/access/page.h"
#include "domain/calendar/appointment_store.h"

namespace kim::calendar {

/// One overlap: of an account, a room, or an interpreter (then both ids are none).
struct Clash {
  Day day{};
  std::string from, until;
  AccountId account;
  RoomId room;
  std::string interpreter{};
};
using Clashes = std::vector<Clash>;

// ---- rules, pure ----

/// Whether two times of one day overlap; without an end `usual_length` is assumed. Touching is not overlapping.
[[nodiscard]] bool same_time(std::string_view from, std::string_view until, std::string_view other_from,
                             std::string_view other_until);
/// Whether a change leaves alone what can overlap: time, accounts, room, interpreter.
[[nodiscard]] bool takes_the_same(const Appointment& before, const Appointment& after);
/// What of `taken` the appointment would overlap with on these days, itself left out; by day and time.
[[nodiscard]] Clashes clashes_with(const std::vector<store::Taken>& taken, const Appointment& appointment,
                                   const std::vector<Day>& days, AppointmentId own);
/// Ids of those that overlap with another one in the list.
[[nodiscard]] std::set<std::int64_t> overlapping_ids(const std::vector<store::Taken>& taken);

// ---- asking ----

/// Overlaps of an appointment that is to be saved on these days; `own` is its id if it exists. Without an owner the actor's.
[[nodiscard]] Clashes clashes_of(Context& ctx, Appointment appointment, const std::vector<Day>& days,
                                 AppointmentId own);
/// Ids of the planned ones in the list from today on that overlap with anything. One query.
[[nodiscard]] std::set<std::int64_t> overlapping_of(Context& ctx, const Appointments& list);

// ---- views ----

/// Name of the button that saves in spite of an overlap.
inline constexpr std::string_view in_spite_name = "trotzdem";
/// What overlaps, the first five in words; empty if nothing does.
[[nodiscard]] html::Fragment overlap_warning(Context& ctx, const Clashes& clashes);
[[nodiscard]] html::Fragment overlap_badge();

}  // namespace kim::calendar
