// SQL of lists: rows to show, rows that the order in memory is made of.
#include <algorithm>
#include <unordered_map>

#include "base/check.h"
#include "base/i18n.h"
#include "domain/cases/case_store.h"

namespace kim::cases::store {
namespace {

constexpr std::size_t kIdsAtOnce = 50;
constexpr std::size_t kNumbersAtOnce = 8;
constexpr long long kPortion = 10'000;

access::CaseState state_from(std::string_view code) {
  if (code == "blocked") return access::CaseState::blocked;
  return code == "closed" ? access::CaseState::closed : access::CaseState::open;
}

std::string_view code_of(access::CaseState state) {
  switch (state) {
    case access::CaseState::open: return "open";
    case access::CaseState::blocked: return "blocked";
    case access::CaseState::closed: return "closed";
  }
  report_bug("unknown state of a case");
}

/// Names from five columns: person id, team, wrapped key, family name, given names. Nothing else is opened.
people::Person opened_names(const access::Scope& scope, const db::Row& row, int first) {
  people::Person person;
  const std::int64_t id = row.integer(first);
  const auto key =
      scope.includes(row.id<TeamId>(first + 1)) ? scope.key(SubjectId(id), row.bytes(first + 2)) : std::nullopt;
  if (!key) {
    person.family_name = scope.hides(SubjectId(id)) ? tr("Geschützte Person") : tr("Gelöschte Person");
    return person;
  }
  person.family_name = records::open_field(row, first + 3, *key, people::person_record, "family_name", id);
  person.given_names = records::open_field(row, first + 4, *key, people::person_record, "given_names", id);
  return person;
}

#define KIM_NAME_COLUMNS "f.person_id, s.team_id, s.wrapped_key, p.family_name, p.given_names"
#define KIM_LIST_COLUMNS                                                                      \
  KIM_NAME_COLUMNS                                                                            \
  ", f.id, f.number, f.phase, f.municipality_id, c.responsible, c.state, f.last_contact_on, " \
  "f.next_due_on, f.consent_until, f.opened_on, f.closed_on"
// Open and closed cases stand apart in the index by last contact: those closed long ago are not read to find open ones.
#define KIM_CLOSED "CASE WHEN f.closed_on IS NULL THEN 0 ELSE 1 END"
#define KIM_LIST_TABLES                                                                              \
  " FROM case_file f JOIN access_case c ON c.id = f.id JOIN access_subject s ON s.id = f.person_id " \
  "JOIN person p ON p.id = f.person_id "
#define KIM_ORDER_COLUMNS KIM_NAME_COLUMNS ", f.id, c.responsible, f.municipality_id, f.phase, c.state"

ListRow list_row(const access::Scope& scope, const db::Row& row) {
  const people::Person person = opened_names(scope, row, 0);
  return {.id = row.id<CaseId>(5),
          .person = row.id<PersonId>(0),
          .number = row.string(6),
          .list_name = people::list_name(person),
          .full_name = people::full_name(person),
          .phase = row.string(7),
          .municipality = row.id<MunicipalityId>(8),
          .responsible = row.id<AccountId>(9),
          .state = state_from(row.text(10)),
          .last_contact_on = row.day(11),
          .next_due_on = row.day(12),
          .consent_until = row.day(13),
          .opened_on = row.day(14),
          .closed_on = row.day(15),
          .hidden = scope.hides(row.id<SubjectId>(0))};
}

/// The order is kept for all of the area: a protected name has no place in it, its place would tell the first letter.
std::string name_in_order(const access::Scope& scope, const db::Row& row) {
  if (scope.is_guarded(row.id<SubjectId>(0))) return tr("Geschützte Person");
  return people::list_name(opened_names(scope, row, 0));
}

OrderRow order_row(const access::Scope& scope, const db::Row& row) {
  return {row.id<CaseId>(5),       row.id<AccountId>(6),    row.id<MunicipalityId>(7),
          phase_from(row.text(8)), state_from(row.text(9)), name_in_order(scope, row)};
}

/// "$1, ... $50".
std::string ids_at_once() {
  std::string text = "$1";
  for (std::size_t n = 2; n <= kIdsAtOnce; ++n) text += ", $" + std::to_string(n);
  return text;
}

/// "(column) IN ($1, ... $50)" after the columns and tables of a list row.
std::string rows_by(std::string_view column) {
  return "SELECT " KIM_LIST_COLUMNS KIM_LIST_TABLES "WHERE " + std::string(column) + " IN (" + ids_at_once() + ")";
}

template <class IdType>
void each_row_of(db::Connection& db, const std::string& sql, std::span<const IdType> ids,
                 const std::function<void(const db::Row&)>& use) {
  for (std::size_t from = 0; from < ids.size(); from += kIdsAtOnce) {
    const auto portion = ids.subspan(from, std::min(kIdsAtOnce, ids.size() - from));
    std::vector<db::Param> params(portion.begin(), portion.end());
    params.resize(kIdsAtOnce, db::Param(nullptr));
    db.each(db::Sql::built(sql), std::span<const db::Param>(params), use);
  }
}

/// List rows of a query for each team of the scope. $1 team, $2 day, $3 and $4 whose.
std::vector<ListRow> rows_of(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                             const std::string& sql, Day day) {
  std::vector<ListRow> rows;
  for (const TeamId team : scope.teams())
    db.each(db::Sql::built(sql), {team, day, whose.mine.value(), whose.now}, [&](const db::Row& row) {
      if (!scope.hides(row.id<SubjectId>(0))) rows.push_back(list_row(scope, row));
    });
  return rows;
}

}  // namespace

std::vector<ListRow> list_rows(db::Connection& db, const access::Scope& scope, std::span<const CaseId> ids) {
  static const std::string sql = rows_by("f.id");
  std::unordered_map<std::int64_t, std::size_t> place;
  for (std::size_t i = 0; i < ids.size(); ++i) place.emplace(ids[i].value(), i);
  std::vector<ListRow> found(ids.size());
  each_row_of(db, sql, ids, [&](const db::Row& row) {
    if (scope.includes(row.id<TeamId>(1))) found[place.at(row.integer(5))] = list_row(scope, row);
  });
  std::erase_if(found, [](const ListRow& row) { return !row.id; });
  return found;
}

std::vector<ListRow> cases_of_persons(db::Connection& db, const access::Scope& scope,
                                      std::span<const PersonId> persons) {
  static const std::string sql = rows_by("f.person_id");
  std::vector<ListRow> rows;
  each_row_of(db, sql, persons, [&](const db::Row& row) {
    if (scope.includes(row.id<TeamId>(1)) && !scope.hides(row.id<SubjectId>(0))) rows.push_back(list_row(scope, row));
  });
  return rows;
}

ListVersion list_version(db::Connection& db, TeamId team) {
  return db
      .first("SELECT version, moved_at FROM case_list_version WHERE team_id = $1", {team},
             [](const db::Row& row) { return ListVersion{row.integer(0), row.integer(1)}; })
      .value_or(ListVersion{});
}

void each_case(db::Connection& db, const access::Scope& scope, TeamId team,
               const std::function<void(const OrderRow&)>& use) {
  std::int64_t last = 0;
  for (bool more = true; more;) {
    long long count = 0;
    db.each("SELECT " KIM_ORDER_COLUMNS KIM_LIST_TABLES
            "WHERE f.list_team_id = $1 AND f.id > $2 ORDER BY f.id LIMIT $3",
            {team, last, kPortion}, [&](const db::Row& row) {
              use(order_row(scope, row));
              last = row.integer(5);
              ++count;
            });
    more = count == kPortion;
  }
}

std::vector<OrderRow> changed_cases(db::Connection& db, const access::Scope& scope, TeamId team, std::int64_t version) {
  return db.all("SELECT " KIM_ORDER_COLUMNS KIM_LIST_TABLES
                "WHERE f.list_team_id = $1 AND f.list_version > $2 ORDER BY f.id",
                {team, version}, [&](const db::Row& row) { return order_row(scope, row); });
}

namespace {

#define KIM_FILTERED                                                                                           \
  "SELECT f.id FROM case_file f JOIN access_case c ON c.id = f.id WHERE f.list_team_id = $1 AND c.state = $2 " \
  "AND ($3 = 0 OR c.responsible = $3) AND ($4 = 0 OR f.municipality_id = $4) AND ($5 = '' OR f.phase = $5) "   \
  "AND " KIM_CLOSED " = $8 "

}  // namespace

std::vector<CaseId> by_last_contact(db::Connection& db, TeamId team, const ListFilter& filter, bool newest_first,
                                    long long offset, int limit) {
  const auto id = [](const db::Row& row) { return row.id<CaseId>(0); };
  const db::Params params{team,
                          code_of(filter.state),
                          filter.responsible.value(),
                          filter.municipality.value(),
                          filter.phase ? code(*filter.phase) : std::string_view(),
                          limit,
                          offset,
                          filter.state == access::CaseState::closed};
  if (newest_first)
    return db.all(KIM_FILTERED "ORDER BY COALESCE(f.last_contact_on, f.opened_on) DESC, f.id DESC LIMIT $6 OFFSET $7",
                  params, id);
  return db.all(KIM_FILTERED "ORDER BY COALESCE(f.last_contact_on, f.opened_on), f.id LIMIT $6 OFFSET $7", params, id);
}

std::vector<ListRow> quiet_cases(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                 Day since) {
  static const std::string sql =
      "SELECT " KIM_LIST_COLUMNS KIM_LIST_TABLES "WHERE f.list_team_id = $1 AND c.state = 'open' AND " KIM_CLOSED
      " = 0 AND COALESCE(f.last_contact_on, f.opened_on) < $2 AND " +
      access::concerning(3) + "ORDER BY COALESCE(f.last_contact_on, f.opened_on), f.id LIMIT 200";
  return rows_of(db, scope, whose, sql, since);
}

std::vector<ListRow> ending_consents(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                     Day until) {
  static const std::string sql = "SELECT " KIM_LIST_COLUMNS KIM_LIST_TABLES
                                 "WHERE f.list_team_id = $1 AND f.consent_until <= $2 AND c.state = 'open' AND " +
                                 access::concerning(3) + "ORDER BY f.consent_until, f.id LIMIT 200";
  return rows_of(db, scope, whose, sql, until);
}

std::map<std::int64_t, std::string> numbers_of(db::Connection& db, std::span<const CaseId> ids) {
  static const std::string sql = "SELECT id, number FROM case_file WHERE id IN (" + ids_at_once() + ")";
  std::map<std::int64_t, std::string> numbers;
  each_row_of(db, sql, ids, [&](const db::Row& row) { numbers.emplace(row.integer(0), row.string(1)); });
  return numbers;
}

CaseId with_number(db::Connection& db, std::string_view number) {
  return db
      .first("SELECT id FROM case_file WHERE number = $1", {number},
             [](const db::Row& row) { return row.id<CaseId>(0); })
      .value_or(CaseId());
}

std::vector<ListRow> by_number(db::Connection& db, const access::Scope& scope, std::span<const std::string> numbers) {
  CHECK(numbers.size() <= kNumbersAtOnce);
  std::vector<db::Param> params{nullptr};
  params.insert(params.end(), numbers.begin(), numbers.end());
  params.resize(kNumbersAtOnce + 1, db::Param(nullptr));
  std::vector<ListRow> rows;
  for (const TeamId team : scope.teams()) {
    params.front() = team;
    db.each("SELECT " KIM_LIST_COLUMNS KIM_LIST_TABLES
            "WHERE f.list_team_id = $1 AND f.number IN ($2, $3, $4, $5, $6, $7, $8, $9) ORDER BY f.id DESC",
            std::span<const db::Param>(params), [&](const db::Row& row) {
              if (!scope.hides(row.id<SubjectId>(0))) rows.push_back(list_row(scope, row));
            });
  }
  return rows;
}

std::vector<FollowUp> follow_ups(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                 Day until) {
  static const std::string sql =
      "SELECT " KIM_NAME_COLUMNS
      ", f.id, x.follow_up_on, c.responsible FROM closure x CROSS JOIN case_file f "
      "CROSS JOIN access_case c CROSS JOIN access_subject s CROSS JOIN person p WHERE f.id = x.case_id "
      "AND c.id = f.id AND s.id = f.person_id AND p.id = f.person_id AND f.list_team_id = $1 AND c.state = 'closed' "
      "AND x.follow_up_on <= $2 AND x.follow_up_done_on IS NULL AND " +
      access::concerning(3) + "ORDER BY x.follow_up_on, f.id LIMIT 200";
  std::vector<FollowUp> list;
  for (const TeamId team : scope.teams())
    db.each(db::Sql::built(sql), {team, until, whose.mine.value(), whose.now}, [&](const db::Row& row) {
      if (scope.hides(row.id<SubjectId>(0))) return;
      list.push_back({row.id<CaseId>(5), row.id<AccountId>(7), people::full_name(opened_names(scope, row, 0)),
                      row.day(6).value()});
    });
  return list;
}

#undef KIM_NAME_COLUMNS
#undef KIM_LIST_COLUMNS
#undef KIM_LIST_TABLES
#undef KIM_ORDER_COLUMNS
#undef KIM_FILTERED
#undef KIM_CLOSED

}  // namespace kim::cases::store
