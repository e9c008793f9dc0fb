#include "domain/handover/handover_store.h"

namespace kim::handover::store {
namespace {

constexpr std::string_view line_columns =
    "SELECT h.id, h.case_id, c.subject_id, f.number, h.to_account_id, h.from_account_id, h.to_team_id, "
    "h.to_controller_id, h.from_controller_id, h.state, h.decided_on, h.created_at FROM handover h "
    "JOIN access_case c ON c.id = h.case_id JOIN case_file f ON f.id = h.case_id ";

Line line_from(const db::Row& row) {
  return {row.id<HandoverId>(0), row.id<CaseId>(1),    row.id<SubjectId>(2), row.string(3),
          row.id<AccountId>(4),  row.id<AccountId>(5), row.id<TeamId>(6),    row.id<BodyId>(7),
          row.id<BodyId>(8),     row.string(9),        row.day(10),          moment_from_micros(row.integer(11))};
}

std::string lines_where(std::string_view where) { return std::string(line_columns).append(where); }

}  // namespace

const records::Table& handovers() {
  static const records::Table table(handover_record, "case_id");
  return table;
}

const records::Table& absences() {
  static const records::Table table(absence_record, "account_id");
  return table;
}

std::vector<Found> handovers_of(db::Connection& db, const access::Permit& permit) {
  return records::children<Handover>(db, handovers(), records::owner(permit));
}

Result<Found> handover(db::Connection& db, const access::Permit& permit, HandoverId id) {
  return records::one<Handover>(db, handovers(), records::owner(permit), id.value());
}

std::vector<Found> open_of(db::Connection& db, const access::SubjectPermit& person) {
  static const std::string sql = "SELECT " + handovers().columns("h") +
                                 " FROM handover h JOIN access_case c ON c.id = h.case_id WHERE c.subject_id = $1 AND "
                                 "h.state = 'proposed' ORDER BY h.id";
  return db.all(db::Sql::built(sql), {person.subject()},
                [&](const db::Row& row) { return records::read_row<Handover>(row, handovers(), &person.key()); });
}

std::vector<Line> offered_to(db::Connection& db, TeamId team, BodyId employer) {
  static const std::string sql = lines_where(
      "WHERE h.to_team_id = $1 AND h.to_controller_id = $2 AND h.state = 'proposed' AND c.state = 'open' "
      "ORDER BY h.id LIMIT 200");
  return db.all(db::Sql::built(sql), {team, employer}, line_from);
}

std::vector<Line> offered_by(db::Connection& db, AccountId account) {
  static const std::string sql =
      lines_where("WHERE h.from_account_id = $1 AND h.state = 'proposed' ORDER BY h.id LIMIT 200");
  return db.all(db::Sql::built(sql), {account}, line_from);
}

std::vector<Line> answered_of(db::Connection& db, AccountId account, long long offset, int limit) {
  static const std::string sql = lines_where(
      "WHERE (h.from_account_id = $1 OR h.to_account_id = $1) AND h.state <> 'proposed' "
      "ORDER BY h.changed_at DESC, h.id DESC LIMIT $2 OFFSET $3");
  return db.all(db::Sql::built(sql), {account, limit, offset}, line_from);
}

long long answered_count(db::Connection& db, AccountId account) {
  return db.number(
      "SELECT count(*) FROM handover WHERE (from_account_id = $1 OR to_account_id = $1) AND state <> 'proposed'",
      {account});
}

std::optional<Line> line(db::Connection& db, HandoverId id) {
  static const std::string sql = lines_where("WHERE h.id = $1");
  return db.first(db::Sql::built(sql), {id}, line_from);
}

bool has_open(db::Connection& db, CaseId id) {
  return db.number("SELECT count(*) FROM handover WHERE case_id = $1 AND state = 'proposed'", {id}) > 0;
}

records::Owner owner(const access::SubjectPermit& person, CaseId id) {
  return {&person.key(), id.value(), person.subject().value(), id.value()};
}

Result<Found> handover(db::Connection& db, const access::SubjectPermit& person, const Line& line) {
  return records::one<Handover>(db, handovers(), owner(person, line.case_id), line.id.value());
}

std::vector<Vacated> vacated_in(db::Connection& db, TeamId team, BodyId employer) {
  // CROSS JOIN and +: SQLite shall go from the few locked accounts to their cases, not over all cases of the team.
  return db.all(
      "SELECT c.id, c.subject_id, f.number, c.responsible FROM account a CROSS JOIN access_case c CROSS JOIN case_file "
      "f WHERE a.active = 0 AND c.responsible = a.id AND c.state = 'open' AND +c.team_id = $1 AND c.controller_id = $2 "
      "AND f.id = c.id ORDER BY c.responsible, f.number LIMIT 200",
      {team, employer}, [](const db::Row& row) {
        return Vacated{row.id<CaseId>(0), row.id<SubjectId>(1), row.string(2), row.id<AccountId>(3)};
      });
}

std::vector<records::Stored<Absence>> absences_of(db::Connection& db, AccountId account) {
  static const std::string sql =
      "SELECT " + absences().columns() + " FROM absence WHERE account_id = $1 ORDER BY until_on DESC, id DESC LIMIT 20";
  return db.all(db::Sql::built(sql), {account},
                [](const db::Row& row) { return records::read_row<Absence>(row, absences(), nullptr); });
}

Result<records::Stored<Absence>> absence(db::Connection& db, AccountId account, AbsenceId id) {
  return records::one<Absence>(db, absences(), records::nobody(account.value()), id.value());
}

std::vector<records::Stored<Absence>> standing_in(db::Connection& db, AccountId deputy, Day today) {
  static const std::string sql =
      "SELECT " + absences().columns() +
      " FROM absence WHERE deputy_id = $1 AND until_on >= $2 AND ended_on IS NULL ORDER BY from_on, id LIMIT 20";
  return db.all(db::Sql::built(sql), {deputy, today},
                [](const db::Row& row) { return records::read_row<Absence>(row, absences(), nullptr); });
}

std::vector<CaseId> own_cases(db::Connection& db, AccountId account) {
  return db.all("SELECT id FROM access_case WHERE responsible = $1 AND state = 'open' ORDER BY id", {account},
                [](const db::Row& row) { return row.id<CaseId>(0); });
}

}  // namespace kim::handover::store
