#include "domain/family/family_store.h"

namespace kim::family::store {
namespace {

const records::Table member_table(household_member_record, "person_id");
const records::Table consent_table(relative_consent_record, "relative_id");

}  // namespace

const records::Table& household_members() { return member_table; }
const records::Table& consents() { return consent_table; }

std::vector<records::Stored<HouseholdMember>> times_of(db::Connection& db, const access::SubjectPermit& permit) {
  return records::children<HouseholdMember>(db, member_table, records::owner(permit));
}

std::optional<records::Stored<HouseholdMember>> current_of(db::Connection& db, const access::SubjectPermit& permit) {
  for (const auto& time : times_of(db, permit))
    if (!time.value.left_on) return time;
  return std::nullopt;
}

std::vector<Member> housemates(db::Connection& db, const access::SubjectPermit& permit, int limit, long long offset) {
  return db.all(
      "SELECT m.person_id, m.joined_on FROM household_member o JOIN household_member m "
      "ON m.household_id = o.household_id AND m.left_on IS NULL AND m.person_id <> o.person_id "
      "WHERE o.person_id = $1 AND o.left_on IS NULL ORDER BY m.joined_on, m.id LIMIT $2 OFFSET $3",
      {permit.subject(), limit, offset},
      [](const db::Row& row) { return Member{row.id<PersonId>(0), row.day(1).value_or(Day{})}; });
}

long long housemate_count(db::Connection& db, const access::SubjectPermit& permit) {
  return db.number(
      "SELECT count(*) FROM household_member o JOIN household_member m "
      "ON m.household_id = o.household_id AND m.left_on IS NULL AND m.person_id <> o.person_id "
      "WHERE o.person_id = $1 AND o.left_on IS NULL",
      {permit.subject()});
}

Consents consents_of(db::Connection& db, const access::SubjectPermit& permit) {
  static const std::string sql = "SELECT " + consent_table.columns("c") +
                                 " FROM relative_consent c JOIN relative r ON r.id = c.relative_id "
                                 "WHERE r.person_id = $1 ORDER BY c.id";
  Consents list;
  db.each(db::Sql::built(sql), {permit.subject()}, [&](const db::Row& row) {
    auto consent = records::read_row<RelativeConsent>(row, consent_table, &permit.key());
    list[consent.parent].push_back(std::move(consent));
  });
  return list;
}

std::vector<Ending> ending_consents(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                    Day since, Day until) {
  // CROSS JOIN and +: SQLite shall go from the consents that end to their cases, not over all cases of the team.
  static const std::string sql =
      "SELECT c.id, r.id, k.valid_until, c.responsible FROM relative_consent k CROSS JOIN relative r CROSS JOIN "
      "access_case c WHERE r.id = k.relative_id AND c.subject_id = r.person_id AND k.withdrawn_on IS NULL AND "
      "k.valid_until >= $2 AND k.valid_until <= $3 AND +c.team_id = $1 AND c.state = 'open' AND r.also_advised = 1 AND "
      "(r.valid_until IS NULL OR r.valid_until > k.valid_until) AND NOT EXISTS (SELECT 1 FROM relative_consent n WHERE "
      "n.relative_id = k.relative_id AND n.id > k.id) AND " +
      access::concerning(4) + "ORDER BY k.valid_until, k.id LIMIT 200";
  std::vector<Ending> list;
  for (const TeamId team : scope.teams())
    db.each(db::Sql::built(sql), {team, since, until, whose.mine, whose.now}, [&](const db::Row& row) {
      list.push_back({row.id<CaseId>(0), row.integer(1), row.day(2).value_or(Day{}), row.id<AccountId>(3)});
    });
  return list;
}

}  // namespace kim::family::store
