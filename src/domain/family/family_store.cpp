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
  for (auto& time : times_of(db, permit))
    if (!time.value.left_on) return std::move(time);
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

}  // namespace kim::family::store
