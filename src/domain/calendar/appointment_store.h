// All SQL of appointments and rooms. One case needs its permit; lists need a scope, which opens the subjects.
#pragma once

#include <optional>
#include <vector>

#include "domain/calendar/appointment.h"

namespace kim::calendar::store {

[[nodiscard]] const records::Table& appointments();
[[nodiscard]] const records::Table& series();
[[nodiscard]] const records::Table& rooms();

[[nodiscard]] Result<records::Stored<Appointment>> one(db::Connection& db, const access::Permit& permit,
                                                       AppointmentId id);
/// Whether the account may take part in this case's appointments: active, of its team.
[[nodiscard]] bool is_colleague(db::Connection& db, const access::Permit& permit, AccountId account);

/// Appointments of the open cases in scope between two days (both included), by day and time; at most `most`. With an
/// account only those it takes part in. Erased persons' are absent.
struct Question {
  Day from, until;
  AccountId account{};
  bool planned_only = false;
  int most = 500;
};
/// SQL: whether the account of parameter number `parameter` takes part in appointment `t`.
[[nodiscard]] std::string taking_part(int parameter);
[[nodiscard]] Appointments between(db::Connection& db, const access::Scope& scope, const Question& question);

/// Who and which room is taken when: planned appointments of all open cases of all teams between two days, without a word
/// about whom and why. For warnings only.
struct Taken {
  std::int64_t id = 0;
  Day day{};
  std::string from, until;
  RoomId room;
  std::vector<AccountId> accounts;
};
[[nodiscard]] std::vector<Taken> taken(db::Connection& db, Day from, Day until);

/// The planned ones of a series from `day` on.
[[nodiscard]] Appointments rest_of_series(db::Connection& db, const access::Permit& permit, SeriesId id, Day day);

/// All rooms, by name in the order of their making; no personal data.
[[nodiscard]] std::vector<records::Stored<Room>> all_rooms(db::Connection& db);
[[nodiscard]] Result<records::Stored<Room>> room(db::Connection& db, RoomId id);

}  // namespace kim::calendar::store
