#include "domain/cases/case_store.h"

#include <algorithm>
#include <unordered_map>

#include "base/check.h"

namespace kim::cases {
namespace {

const records::Table case_files(case_record, "person_id");
const records::Table closings(closure_record, "case_id");

}  // namespace

const records::Table& case_table() { return case_files; }
const records::Table& closure_table() { return closings; }

records::Owner case_owner(const access::Permit& permit) { return records::owner(permit, permit.person().value()); }

Result<records::Stored<Case>> load_case(db::Connection& db, const access::Permit& permit) {
  return records::one<Case>(db, case_files, case_owner(permit), permit.case_id().value());
}

std::vector<records::Stored<Closure>> closures_of(db::Connection& db, const access::Permit& permit) {
  return records::children<Closure>(db, closings, records::owner(permit));
}

namespace store {

std::string take_number(db::Tx& tx, int year) {
  if (tx->run("UPDATE case_counter SET last = last + 1 WHERE year = $1", {year}) == 0)
    tx->run("INSERT INTO case_counter (year, last) VALUES ($1, 1)", {year});
  return case_number(year, tx->number("SELECT last FROM case_counter WHERE year = $1", {year}));
}

void enter_list(db::Tx& tx, CaseId id, TeamId team, std::optional<Day> consent_until) {
  tx->run("INSERT INTO case_list_version (team_id, version) VALUES ($1, 0) ON CONFLICT (team_id) DO NOTHING", {team});
  tx->run("UPDATE case_file SET list_team_id = $2, consent_until = $3 WHERE id = $1", {id, team, consent_until});
  list_changed(tx, id);
}

void move_list(db::Tx& tx, CaseId id, TeamId to, std::optional<Day> consent_until) {
  tx->run("INSERT INTO case_list_version (team_id, version) VALUES ($1, 0) ON CONFLICT (team_id) DO NOTHING", {to});
  tx->run(
      "UPDATE case_list_version SET version = version + 1, moved_at = version + 1 WHERE (team_id = $2 OR "
      "team_id = (SELECT list_team_id FROM case_file WHERE id = $1)) AND "
      "$2 <> (SELECT list_team_id FROM case_file WHERE id = $1)",
      {id, to});
  enter_list(tx, id, to, consent_until);
}

void list_changed(db::Tx& tx, CaseId id) {
  tx->run(
      "UPDATE case_list_version SET version = version + 1 "
      "WHERE team_id = (SELECT list_team_id FROM case_file WHERE id = $1)",
      {id});
  tx->run(
      "UPDATE case_file SET list_version = "
      "(SELECT v.version FROM case_list_version v WHERE v.team_id = case_file.list_team_id) WHERE id = $1",
      {id});
}

void list_changed_of(db::Tx& tx, SubjectId person) {
  tx->run(
      "UPDATE case_list_version SET version = version + 1 "
      "WHERE team_id IN (SELECT list_team_id FROM case_file WHERE person_id = $1)",
      {person});
  tx->run(
      "UPDATE case_file SET list_version = "
      "(SELECT v.version FROM case_list_version v WHERE v.team_id = case_file.list_team_id), "
      "municipality_id = CASE WHEN closed_on IS NULL "
      "THEN (SELECT p.municipality_id FROM person p WHERE p.id = case_file.person_id) ELSE municipality_id END "
      "WHERE person_id = $1",
      {person});
}

void set_consent_until(db::Tx& tx, SubjectId person, std::optional<Day> until) {
  tx->run("UPDATE case_file SET consent_until = $2 WHERE person_id = $1", {person, until});
}

void set_last_contact(db::Tx& tx, CaseId id, Day day) {
  tx->run(
      "UPDATE case_file SET last_contact_on = $2 WHERE id = $1 AND (last_contact_on IS NULL OR last_contact_on < $2)",
      {id, day});
}

void replace_last_contact(db::Tx& tx, CaseId id, std::optional<Day> day) {
  tx->run("UPDATE case_file SET last_contact_on = $2 WHERE id = $1", {id, day});
}

void remove_case(db::Tx& tx, CaseId id) {
  tx->run(
      "UPDATE case_list_version SET version = version + 1, moved_at = version + 1 "
      "WHERE team_id = (SELECT list_team_id FROM case_file WHERE id = $1)",
      {id});
  tx->run("DELETE FROM case_file WHERE id = $1", {id});
}

void set_next_due(db::Tx& tx, CaseId id, std::optional<Day> day) {
  tx->run("UPDATE case_file SET next_due_on = $2 WHERE id = $1", {id, day});
}

bool has_other_open_case(db::Connection& db, const access::Permit& permit) {
  return db.number(
             "SELECT count(*) FROM access_case a JOIN access_case b ON b.subject_id = a.subject_id AND b.path = a.path "
             "WHERE a.id = $1 AND b.id <> a.id AND b.state <> 'closed'",
             {permit.case_id()}) > 0;
}

std::optional<CaseId> open_case(db::Connection& db, PersonId person) {
  return db.first("SELECT id FROM access_case WHERE subject_id = $1 AND state <> 'closed' ORDER BY id DESC", {person},
                  [](const db::Row& row) { return row.id<CaseId>(0); });
}

std::vector<MyCase> open_cases_of_account(db::Connection& db, AccountId account, Moment now) {
  return db.all(
      "SELECT id, subject_id, 0 FROM access_case WHERE responsible = $1 AND state = 'open' UNION ALL "
      "SELECT c.id, c.subject_id, 1 FROM access_assignment a JOIN access_case c ON c.id = a.case_id "
      "WHERE a.account_id = $1 AND a.kind = 'deputy' AND a.from_at <= $2 AND a.until_at > $2 "
      "AND c.state = 'open' AND c.responsible <> $1",
      {account, now}, [](const db::Row& row) { return MyCase{row.id<CaseId>(0), row.id<PersonId>(1), row.flag(2)}; });
}

std::int64_t open_count_of_account(db::Connection& db, AccountId account) {
  return db.number("SELECT count(*) FROM access_case WHERE responsible = $1 AND state = 'open'", {account});
}

std::vector<PhaseCount> open_by_phase_of_account(db::Connection& db, AccountId account) {
  return db.all(
      "SELECT f.phase, count(*) FROM access_case c JOIN case_file f ON f.id = c.id WHERE c.responsible = $1 "
      "AND c.state = 'open' GROUP BY f.phase",
      {account}, [](const db::Row& row) { return PhaseCount{row.string(0), row.integer(1)}; });
}

std::vector<CaseId> deputy_cases_of_account(db::Connection& db, AccountId account, Moment now) {
  return db.all(
      "SELECT c.id FROM access_assignment a JOIN access_case c ON c.id = a.case_id WHERE a.account_id = $1 "
      "AND a.kind = 'deputy' AND a.from_at <= $2 AND a.until_at > $2 AND c.state = 'open' AND c.responsible <> $1",
      {account, now}, [](const db::Row& row) { return row.id<CaseId>(0); });
}

}  // namespace store
}  // namespace kim::cases
