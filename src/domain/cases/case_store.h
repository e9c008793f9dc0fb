// All SQL of cases: the file, its number, its closings, the list rows. What it is not: the order of the list by name,
// which is kept in memory (case_order.h).
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "domain/access/whose.h"
#include "domain/cases/case.h"

namespace kim::cases {

[[nodiscard]] const records::Table& case_table();
[[nodiscard]] const records::Table& closure_table();
/// Owner of the case's own row, which hangs below the person.
[[nodiscard]] records::Owner case_owner(const access::Permit& permit);

namespace store {

/// The next number of the year, inside the transaction that uses it: a number is never lost.
[[nodiscard]] std::string take_number(db::Tx& tx, int year);
/// Enters a new case into its area's list, with the end of its consent.
void enter_list(db::Tx& tx, CaseId id, TeamId team, std::optional<Day> consent_until);
/// The case moves to the list of another area; the orders of both in memory are built anew.
void move_list(db::Tx& tx, CaseId id, TeamId to, std::optional<Day> consent_until);
/// Something of the case changed that the list orders or filters by.
void list_changed(db::Tx& tx, CaseId id);
/// The same for every case of a person; also takes over the person's Kommune and the end of the consent.
void list_changed_of(db::Tx& tx, SubjectId person);
void set_consent_until(db::Tx& tx, SubjectId person, std::optional<Day> until);
void set_last_contact(db::Tx& tx, CaseId id, Day day);
void set_next_due(db::Tx& tx, CaseId id, std::optional<Day> day);

/// Whether the person has a case on the same path that is not closed.
[[nodiscard]] bool has_other_open_case(db::Connection& db, const access::Permit& permit);
[[nodiscard]] std::optional<CaseId> open_case(db::Connection& db, PersonId person);
[[nodiscard]] std::vector<MyCase> open_cases_of_account(db::Connection& db, AccountId account, Moment now);
[[nodiscard]] std::int64_t open_count_of_account(db::Connection& db, AccountId account);
[[nodiscard]] std::vector<CaseId> deputy_cases_of_account(db::Connection& db, AccountId account, Moment now);

// ---- lists ----
struct ListRow {
  CaseId id;
  PersonId person;
  std::string number, list_name, full_name, phase;
  MunicipalityId municipality;
  AccountId responsible;
  access::CaseState state{};
  std::optional<Day> last_contact_on, next_due_on, consent_until, opened_on, closed_on;
  bool hidden = false;  // a protected person the reader does not answer for: no name, no way in
};
/// Rows of the scope's areas in the order of `ids`; ids of other areas are left out. One query per 50.
[[nodiscard]] std::vector<ListRow> list_rows(db::Connection& db, const access::Scope& scope,
                                             std::span<const CaseId> ids);

/// What the order in memory knows of a case.
struct OrderRow {
  CaseId id;
  AccountId responsible;
  MunicipalityId municipality;
  Phase phase{};
  access::CaseState state{};
  std::string list_name;
};
/// Present version of an area's list, and the one at which a case last came from or went to another area.
struct ListVersion {
  std::int64_t now = 0, moved_at = 0;
};
[[nodiscard]] ListVersion list_version(db::Connection& db, TeamId team);
/// All cases of an area, by id; in portions, so that no statement runs long.
void each_case(db::Connection& db, const access::Scope& scope, TeamId team,
               const std::function<void(const OrderRow&)>& use);
/// Cases of an area that changed after `version`, by id.
[[nodiscard]] std::vector<OrderRow> changed_cases(db::Connection& db, const access::Scope& scope, TeamId team,
                                                  std::int64_t version);

/// What a list is narrowed to; none = not narrowed. Also the key of a kept result.
struct ListFilter {
  access::CaseState state = access::CaseState::open;
  AccountId responsible{};
  MunicipalityId municipality{};
  std::optional<Phase> phase{};
  friend auto operator<=>(const ListFilter&, const ListFilter&) = default;
};
/// Ids by last contact, longest ago first (or last), a case without contact counts from its opening.
[[nodiscard]] std::vector<CaseId> by_last_contact(db::Connection& db, TeamId team, const ListFilter& filter,
                                                  bool newest_first, long long offset, int limit);

// ---- "Mein Tag" ----
/// Open cases without contact since `since` (or, without any contact, opened before), longest ago first; at most 200.
[[nodiscard]] std::vector<ListRow> quiet_cases(db::Connection& db, const access::Scope& scope,
                                               const access::Whose& whose, Day since);
/// Open cases whose consent ends by `until` or has ended, soonest first; at most 200.
[[nodiscard]] std::vector<ListRow> ending_consents(db::Connection& db, const access::Scope& scope,
                                                   const access::Whose& whose, Day until);
/// Agreed contacts after a closing that are due until `until`, soonest first; at most 200.
struct FollowUp {
  CaseId id;
  AccountId responsible;
  std::string full_name;
  Day on;
};
[[nodiscard]] std::vector<FollowUp> follow_ups(db::Connection& db, const access::Scope& scope,
                                               const access::Whose& whose, Day until);
/// Numbers of cases by id, for the audit trail: a number names nobody. Ids that are no case are left out.
[[nodiscard]] std::map<std::int64_t, std::string> numbers_of(db::Connection& db, std::span<const CaseId> ids);
/// The case with exactly this number, whoever may see it; for the audit trail. None: no case has it.
[[nodiscard]] CaseId with_number(db::Connection& db, std::string_view number);
/// Cases with one of the numbers, newest first; at most 8 numbers.
[[nodiscard]] std::vector<ListRow> by_number(db::Connection& db, const access::Scope& scope,
                                             std::span<const std::string> numbers);
/// The cases of persons, closed ones too.
[[nodiscard]] std::vector<ListRow> cases_of_persons(db::Connection& db, const access::Scope& scope,
                                                    std::span<const PersonId> persons);

}  // namespace store
}  // namespace kim::cases
