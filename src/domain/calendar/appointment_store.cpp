#include "domain/calendar/appointment_store.h"

#include <string>

namespace kim::calendar::store {
namespace {

/// Columns of a listed appointment: the record, then whose key opens it.
std::string listed(std::string_view where) {
  return "SELECT " + appointments().columns("t") +
         ", c.subject_id, s.wrapped_key FROM appointment t JOIN access_case c ON c.id = t.case_id "
         "JOIN access_subject s ON s.id = c.subject_id WHERE t.on_day >= $1 AND t.on_day <= $2 AND c.team_id = $3 "
         "AND c.state = 'open'" +
         std::string(where) + " ORDER BY t.on_day, t.from_time, t.id LIMIT $4";
}

/// A scope has one team at most; without one there is nothing to list.
TeamId team_of(const access::Scope& scope) { return scope.teams().empty() ? TeamId() : scope.teams().front(); }

}  // namespace

const records::Table& appointments() {
  static const records::Table table(appointment_record, "case_id");
  return table;
}
const records::Table& series() {
  static const records::Table table(series_record, "case_id");
  return table;
}
const records::Table& rooms() {
  static const records::Table table(room_record, "");
  return table;
}

Result<records::Stored<Appointment>> one(db::Connection& db, const access::Permit& permit, AppointmentId id) {
  return records::one<Appointment>(db, appointments(), records::owner(permit), id.value());
}

bool is_colleague(db::Connection& db, const access::Permit& permit, AccountId account) {
  return db.number("SELECT count(*) FROM account WHERE id = $1 AND team_id = $2 AND active = 1",
                   {account, permit.team()}) > 0;
}

std::string taking_part(int parameter) {
  std::string list;
  for (const Participant& one : participants) list += (list.empty() ? "t." : ", t.") + std::string(one.field);
  return "$" + std::to_string(parameter) + " IN (" + list + ")";
}

Appointments between(db::Connection& db, const access::Scope& scope, const Question& question) {
  static constexpr std::string_view planned = " AND t.state = 'planned'";
  static const std::string own = " AND " + taking_part(5);
  static const std::string texts[2][2] = {{listed(""), listed(planned)},
                                          {listed(own), listed(own + std::string(planned))}};
  const db::Sql sql = db::Sql::built(texts[question.account ? 1 : 0][question.planned_only ? 1 : 0]);
  Appointments list;
  const auto use = [&](const db::Row& row) {
    const int after = row.columns() - 2;
    const auto key = scope.key(row.id<SubjectId>(after), row.bytes(after + 1));
    if (key) list.push_back(records::read_row<Appointment>(row, appointments(), &*key));
  };
  if (question.account)
    db.each(sql, {question.from, question.until, team_of(scope), question.most, question.account}, use);
  else
    db.each(sql, {question.from, question.until, team_of(scope), question.most}, use);
  return list;
}

std::vector<Taken> taken(db::Connection& db, Day from, Day until) {
  return db.all(
      "SELECT t.id, t.on_day, t.from_time, t.until_time, t.room_id, t.owner_id, t.second_id, t.third_id, t.fourth_id, "
      "t.fifth_id, t.sixth_id, t.seventh_id, t.eighth_id FROM appointment t JOIN access_case c ON c.id = t.case_id "
      "WHERE t.on_day >= $1 AND t.on_day <= $2 AND t.state = 'planned' AND c.state = 'open' "
      "ORDER BY t.on_day, t.from_time, t.id",
      {from, until}, [](const db::Row& row) {
        Taken one{row.integer(0), row.day(1).value_or(Day{}), row.string(2), row.string(3), row.id<RoomId>(4), {}};
        for (int column = 5; column < row.columns(); ++column)
          if (const auto account = row.id<AccountId>(column)) one.accounts.push_back(account);
        return one;
      });
}

Appointments rest_of_series(db::Connection& db, const access::Permit& permit, SeriesId id, Day day) {
  static const std::string sql = "SELECT " + appointments().columns("t") +
                                 " FROM appointment t WHERE t.series_id = $1 AND t.case_id = $2 AND t.on_day >= $3 "
                                 "AND t.state = 'planned' ORDER BY t.on_day, t.id";
  Appointments list;
  db.each(db::Sql::built(sql), {id, permit.case_id(), day}, [&](const db::Row& row) {
    list.push_back(records::read_row<Appointment>(row, appointments(), &permit.key()));
  });
  return list;
}

std::vector<records::Stored<Room>> all_rooms(db::Connection& db) {
  static const std::string sql = "SELECT " + rooms().columns() + " FROM room ORDER BY name, id";
  std::vector<records::Stored<Room>> list;
  db.each(db::Sql::built(sql), {},
          [&](const db::Row& row) { list.push_back(records::read_row<Room>(row, rooms(), nullptr)); });
  return list;
}

Result<records::Stored<Room>> room(db::Connection& db, RoomId id) {
  return records::one<Room>(db, rooms(), records::nobody(), id.value());
}

}  // namespace kim::calendar::store

namespace kim::calendar {

Appointments appointments_of(db::Connection& db, const access::Permit& permit) {
  static const std::string sql = "SELECT " + store::appointments().columns("t") +
                                 " FROM appointment t WHERE t.case_id = $1 ORDER BY t.on_day, t.from_time, t.id";
  Appointments list;
  db.each(db::Sql::built(sql), {permit.case_id()}, [&](const db::Row& row) {
    list.push_back(records::read_row<Appointment>(row, store::appointments(), &permit.key()));
  });
  return list;
}

}  // namespace kim::calendar
