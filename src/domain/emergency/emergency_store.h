// All SQL of emergency accesses.
#pragma once

#include <vector>

#include "domain/emergency/emergency.h"

namespace kim::emergency::store {

[[nodiscard]] const records::Table& accesses();

/// The case with that number in any area; only to open it in an emergency.
[[nodiscard]] std::optional<CaseId> case_numbered(db::Connection& db, std::string_view number);

void note_attempt(Context& ctx, db::Tx& tx);
[[nodiscard]] std::int64_t attempts_since(db::Connection& db, AccountId account, Moment since);

/// One access without its texts, which need a permit.
struct Line {
  std::int64_t id = 0;
  CaseId case_id;
  SubjectId person;
  std::string case_number;
  AccountId by, responsible;
  Moment at{};
  std::string result;
  std::optional<Day> seen_on;
};
/// Newest first, those still to be checked before the others.
[[nodiscard]] std::vector<Line> lines(db::Connection& db, int limit, int offset);
[[nodiscard]] long long count(db::Connection& db, bool unchecked_only);
[[nodiscard]] std::optional<Line> line(db::Connection& db, std::int64_t id);
/// Accesses to cases of this account that it has not taken note of, at most 50.
[[nodiscard]] std::vector<Line> unseen(db::Connection& db, AccountId responsible);
/// Cases open to the account at this moment by emergency, with the end of each.
struct Running {
  CaseId case_id;
  std::string case_number;
  Moment until{};
};
[[nodiscard]] std::vector<Running> running(db::Connection& db, AccountId account, Moment now);

[[nodiscard]] Result<records::Stored<Emergency>> one(db::Connection& db, const access::SubjectPermit& permit,
                                                     std::int64_t id);

}  // namespace kim::emergency::store
