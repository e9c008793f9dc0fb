// Sprechstunden: recurring hours at a place, public holidays and single days taken out; and the desk that counts who came.
// No personal data. What it is not: the advice itself (inquiries counts it) or an appointment of a case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/appointment.h"
#include "domain/inquiries/inquiry.h"

namespace kim::calendar {

struct OpenHour {
  std::string title = "Offene Sprechstunde";
  std::optional<Day> first_on;
  std::string from, until;
  std::string repeat = "weekly";  // code list "repeat_kind"
  std::optional<Day> ends_on;
  RoomId room;
  std::string place;
  std::string note;
  TeamId team;  // kept: whose hour it is
};
inline constexpr record::Field open_hour_fields[] = {
    record::field<&OpenHour::title>("title", N_("Bezeichnung"), record::text(120), must, open, "Sprechstunden"),
    record::field<&OpenHour::first_on>("first_on", N_("Erster Tag"), record::day(), must, open, "Sprechstunden",
                                       N_("Aus ihm folgt der Wochentag.")),
    record::field<&OpenHour::from>("from_time", N_("Von"), record::text(9), must, open, "Sprechstunden",
                                   N_("Zum Beispiel 09:30")),
    record::field<&OpenHour::until>("until_time", N_("Bis"), record::text(9), must, open, "Sprechstunden"),
    record::field<&OpenHour::repeat>("repeat", N_("Wiederholen"), record::code("repeat_kind"), must, open,
                                     "Sprechstunden"),
    record::field<&OpenHour::ends_on>("ends_on", N_("Letzter Tag"), record::day(), may, open, "Sprechstunden"),
    record::field<&OpenHour::room>("room_id", N_("Eigener Raum"), record::reference(), may, open, "Sprechstunden"),
    record::field<&OpenHour::place>("place", N_("Anderer Ort"), record::text(160), may, open, "Sprechstunden",
                                    N_("Zum Beispiel: Unterkunft Am Bahnhof")),
    record::field<&OpenHour::note>("note", N_("Hinweis"), record::text(300), may, open, "Sprechstunden",
                                   N_("Zum Beispiel: mit Sprachmittlung Farsi")),
    record::field<&OpenHour::team>("team_id", N_("Team"), record::reference(), kept, open, "Sprechstunden"),
};
inline constexpr record::Record open_hour_record{"open_hour", N_("Sprechstunde"), open_hour_fields};

/// A day on which it does not take place.
struct DayOff {
  std::optional<Day> on;
  std::string reason;
};
inline constexpr record::Field day_off_fields[] = {
    record::field<&DayOff::on>("off_on", N_("Fällt aus am"), record::day(), must, open, "Sprechstunden"),
    record::field<&DayOff::reason>("reason", N_("Grund"), record::text(160), may, open, "Sprechstunden"),
};
inline constexpr record::Record day_off_record{"open_hour_exception", N_("Ausfall der Sprechstunde"), day_off_fields};

/// One visitor, counted: who it was is nowhere.
struct WalkIn {
  std::optional<Day> on;            // kept
  std::string outcome = "waiting";  // kept; code list "walk_in_outcome"
  std::optional<Moment> served_at;  // kept: when waiting ended
  TeamId team;                      // kept
};
inline constexpr record::Field walk_in_fields[] = {
    record::field<&WalkIn::on>("came_on", N_("Tag"), record::past_day(), kept, open, "Zählung"),
    record::field<&WalkIn::outcome>("outcome", N_("Ausgang"), record::code("walk_in_outcome"), kept, open, "Zählung"),
    record::field<&WalkIn::served_at>("served_at", N_("Wartete bis"), record::moment(), kept, open, "Zählung"),
    record::field<&WalkIn::team>("team_id", N_("Team"), record::reference(), kept, open, "Zählung"),
};
inline constexpr record::Record walk_in_record{"walk_in", N_("Besuch in der Sprechstunde"), walk_in_fields};

// ---- rules, pure ----

[[nodiscard]] OpenHour tidy(OpenHour hour);
[[nodiscard]] std::vector<FieldError> check(const OpenHour& hour, Day today);

/// One day of an open hour.
struct Occurrence {
  Day day{};
  std::string off;  // why it does not take place: a holiday's name or the reason given; empty = it does
};
/// The days between `from` and `until` (both included), those taken out marked.
[[nodiscard]] std::vector<Occurrence> days_of(const OpenHour& hour, const std::vector<records::Stored<DayOff>>& off,
                                              Day from, Day until);
/// "Jede Woche, Dienstag, 09:00 bis 12:00 Uhr"
[[nodiscard]] std::string rhythm(const OpenHour& hour);

// ---- acts ----

/// Rooms and open hours: open_hours_write. Errors: refused, invalid; of changes also not_found, conflict.
[[nodiscard]] Result<RoomId> add_room(Context& ctx, const Room& room);
[[nodiscard]] Result<void> change_room(Context& ctx, RoomId id, std::int64_t version, const Room& room);
/// For the actor's team.
[[nodiscard]] Result<OpenHourId> add_open_hour(Context& ctx, const OpenHour& hour);
[[nodiscard]] Result<void> change_open_hour(Context& ctx, OpenHourId id, std::int64_t version, const OpenHour& hour);
/// Error also: invalid if the hour does not take place on that day anyway.
[[nodiscard]] Result<void> take_day_off(Context& ctx, OpenHourId id, const DayOff& day);
/// The hour takes place on that day after all.
[[nodiscard]] Result<void> put_day_back(Context& ctx, OpenHourId id, std::int64_t day_off);

/// Desk: short_advice_count. Somebody came and waits.
[[nodiscard]] Result<WalkInId> note_visitor(Context& ctx);
/// Sets how a visit of today ended, or "waiting" again. Error: not_found (not today, not the own team), invalid.
[[nodiscard]] Result<void> set_outcome(Context& ctx, WalkInId id, std::string_view outcome);
/// Counts a short advice, and the visit it belongs to: the waiting one of `id`, or a new one that did not wait.
[[nodiscard]] Result<void> note_advice(Context& ctx, WalkInId id, const inquiries::ShortAdvice& advice);

}  // namespace kim::calendar
