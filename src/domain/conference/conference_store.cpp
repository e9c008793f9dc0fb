#include "domain/conference/conference_store.h"

namespace kim::conference::store {

const records::Table& conferences() {
  static const records::Table table(conference_record, "case_id");
  return table;
}

const records::Table& parts() {
  static const records::Table table(part_record, "conference_id");
  return table;
}

const records::Table& agreements() {
  static const records::Table table(agreement_record, "conference_id");
  return table;
}

std::vector<Found> conferences_of(db::Connection& db, const access::Permit& permit) {
  return records::children<Conference>(db, conferences(), records::owner(permit));
}

Result<Found> conference(db::Connection& db, const access::Permit& permit, ConferenceId id) {
  return records::one<Conference>(db, conferences(), records::owner(permit), id.value());
}

std::vector<records::Stored<Part>> parts_of(db::Connection& db, const access::Permit& permit, ConferenceId id) {
  return records::children<Part>(db, parts(), records::owner(permit, id.value()));
}

std::vector<records::Stored<Agreement>> agreements_of(db::Connection& db, const access::Permit& permit,
                                                      ConferenceId id) {
  return records::children<Agreement>(db, agreements(), records::owner(permit, id.value()));
}

std::vector<Found> planned_of(db::Connection& db, const access::SubjectPermit& person) {
  static const std::string sql = "SELECT " + conferences().columns("k") +
                                 " FROM conference k JOIN access_case c ON c.id = k.case_id WHERE c.subject_id = $1 "
                                 "AND k.state = 'planned' ORDER BY k.id";
  return db.all(db::Sql::built(sql), {person.subject()},
                [&](const db::Row& row) { return records::read_row<Conference>(row, conferences(), &person.key()); });
}

std::vector<records::Stored<Part>> parts_of(db::Connection& db, const access::SubjectPermit& person,
                                            const Found& conference) {
  return records::children<Part>(db, parts(), owner(person, conference.parent, conference.id));
}

records::Owner owner(const access::SubjectPermit& person, std::int64_t case_id, std::int64_t parent) {
  return {&person.key(), case_id, person.subject().value(), parent};
}

std::vector<Line> planned(db::Connection& db, const access::Scope& scope, const access::Whose& whose, Day until) {
  static const std::string sql =
      "SELECT k.id, k.case_id, c.responsible, k.planned_on FROM conference k CROSS JOIN access_case c WHERE "
      "c.id = k.case_id AND c.state = 'open' AND c.team_id = $1 AND k.state = 'planned' AND k.planned_on <= $2 AND " +
      access::concerning(3) + "ORDER BY k.planned_on, k.id LIMIT 200";
  std::vector<Line> list;
  for (const TeamId team : scope.teams())
    db.each(db::Sql::built(sql), {team, until, whose.mine.value(), whose.now}, [&](const db::Row& row) {
      list.push_back({row.id<ConferenceId>(0), row.id<CaseId>(1), row.id<AccountId>(2), *row.day(3)});
    });
  return list;
}

}  // namespace kim::conference::store
