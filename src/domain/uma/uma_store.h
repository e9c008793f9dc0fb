// All SQL of the UmA path. Every read needs the case's permit, lists a scope.
#pragma once

#include <vector>

#include "domain/access/whose.h"
#include "domain/uma/uma_rules.h"

namespace kim::uma::store {

/// Table of one of the six kinds of rows.
template <class T>
[[nodiscard]] const records::Table& table();
/// All rows of a kind, oldest first.
template <class T>
[[nodiscard]] std::vector<records::Stored<T>> rows_of(db::Connection& db, const access::Permit& permit) {
  return records::children<T>(db, table<T>(), records::owner(permit));
}
/// One row of this case; a foreign id is not found.
template <class T>
[[nodiscard]] Result<records::Stored<T>> row(db::Connection& db, const access::Permit& permit, std::int64_t id) {
  return records::one<T>(db, table<T>(), records::owner(permit), id);
}
/// Everything of one case, one query a kind.
[[nodiscard]] Rows load(db::Connection& db, const access::Permit& permit);

/// What is due in open UmA cases of the given teams until `until`, at most 200 a kind. No personal text.
struct Due {
  enum class What : std::uint8_t { coordination, work_talk, six_months };
  What what;
  CaseId case_id;
  Day day;
  AccountId responsible;
};
[[nodiscard]] std::vector<Due> due_until(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                         Day talks_until, Day ends_until);

}  // namespace kim::uma::store
