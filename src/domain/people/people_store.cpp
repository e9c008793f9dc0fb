#include "domain/people/people_store.h"

namespace kim::people {
namespace {

const records::Table persons(person_record, "");
const records::Table relative_lines(relative_record, "person_id");
const records::Table status_lines(residence_status_record, "person_id");
const records::Table area_lines(legal_area_record, "person_id");
const records::Table protections(protection_record, "person_id");

/// Family and given names in the columns `first` and the next; nothing else is opened.
Person opened_names(const db::Row& row, int first, const crypto::Key& key, std::int64_t id) {
  Person person;
  person.family_name = records::open_field(row, first, key, person_record, "family_name", id);
  person.given_names = records::open_field(row, first + 1, key, person_record, "given_names", id);
  return person;
}

std::string names_text() {
  std::string text =
      "SELECT p.id, p.family_name, p.given_names, s.wrapped_key, s.team_id FROM person p "
      "JOIN access_subject s ON s.id = p.id WHERE p.id IN ($1";
  for (std::size_t n = 2; n <= names_at_once; ++n) text += ", $" + std::to_string(n);
  return text + ")";
}

}  // namespace

const records::Table& person_table() { return persons; }
const records::Table& relative_table() { return relative_lines; }
const records::Table& residence_status_table() { return status_lines; }
const records::Table& legal_area_table() { return area_lines; }
const records::Table& protection_table() { return protections; }

records::Owner person_owner(const access::SubjectPermit& permit) {
  records::Owner owner = records::owner(permit);
  owner.parent = 0;
  return owner;
}

std::vector<std::pair<PersonId, ListedName>> stored_names(db::Connection& db, const access::Scope& scope,
                                                          std::span<const PersonId> ids) {
  static const std::string text = names_text();
  CHECK(ids.size() <= names_at_once);
  std::vector<db::Param> params(ids.begin(), ids.end());
  params.resize(names_at_once, db::Param(nullptr));
  std::vector<std::pair<PersonId, ListedName>> names;
  db.each(db::Sql::built(text), std::span<const db::Param>(params), [&](const db::Row& row) {
    const auto id = row.id<PersonId>(0);
    if (!scope.includes(row.id<TeamId>(4))) return;
    const auto key = scope.key(SubjectId(id.value()), row.bytes(3));
    if (!key) return;
    const Person person = opened_names(row, 1, *key, id.value());
    names.emplace_back(id, ListedName{list_name(person), full_name(person)});
  });
  return names;
}

namespace {

std::vector<EndingStatus> ending_in_team(db::Connection& db, const access::Scope& scope, TeamId team,
                                         const access::Whose& whose, Day until) {
  static const std::string sql =
      "SELECT p.id, p.family_name, p.given_names, s.wrapped_key, r.valid_until, c.responsible FROM access_case c "
      "JOIN residence_status r ON r.person_id = c.subject_id JOIN person p ON p.id = c.subject_id "
      "JOIN access_subject s ON s.id = c.subject_id "
      "WHERE c.team_id = $1 AND c.state = 'open' AND r.valid_until <= $2 AND s.wrapped_key IS NOT NULL "
      "AND NOT EXISTS (SELECT 1 FROM residence_status n WHERE n.person_id = r.person_id "
      "AND (COALESCE(n.valid_from, '') > COALESCE(r.valid_from, '') "
      "OR (COALESCE(n.valid_from, '') = COALESCE(r.valid_from, '') AND n.id > r.id))) AND " +
      access::concerning(3) + "ORDER BY r.valid_until, p.id, c.id LIMIT 200";
  std::vector<EndingStatus> list;
  db.each(db::Sql::built(sql), {team, until, whose.mine.value(), whose.now}, [&](const db::Row& row) {
    const auto id = row.id<PersonId>(0);
    const auto key = scope.key(SubjectId(id.value()), row.bytes(3));
    if (!key) return;
    list.push_back({id, row.id<AccountId>(5), full_name(opened_names(row, 1, *key, id.value())), row.day(4).value()});
  });
  return list;
}

}  // namespace

std::vector<EndingStatus> ending_statuses(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                          Day until) {
  std::vector<EndingStatus> list;
  // An account has one team today; the few of a wider scope are asked one after the other.
  for (const TeamId team : scope.teams()) {
    auto more = ending_in_team(db, scope, team, whose, until);
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return list;
}

std::vector<ReviewDue> protection_reviews(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                          Day until) {
  static const std::string sql =
      "SELECT p.id, p.family_name, p.given_names, s.wrapped_key, r.review_on, c.responsible FROM protection r "
      "CROSS JOIN access_case c CROSS JOIN person p CROSS JOIN access_subject s WHERE c.subject_id = r.person_id AND "
      "p.id = r.person_id AND s.id = r.person_id AND c.team_id = $1 AND c.state = 'open' AND r.ended_on IS NULL AND "
      "r.review_on <= $2 AND s.wrapped_key IS NOT NULL AND " +
      access::concerning(3) + "ORDER BY r.review_on, r.id LIMIT 200";
  std::vector<ReviewDue> list;
  for (const TeamId team : scope.teams())
    db.each(db::Sql::built(sql), {team, until, whose.mine.value(), whose.now}, [&](const db::Row& row) {
      const auto id = row.id<PersonId>(0);
      if (const auto key = scope.key(SubjectId(id.value()), row.bytes(3)))
        list.push_back({id, row.id<AccountId>(5), full_name(opened_names(row, 1, *key, id.value())), *row.day(4)});
    });
  return list;
}

}  // namespace kim::people
