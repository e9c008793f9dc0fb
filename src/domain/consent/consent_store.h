// All SQL of the slice. What opens personal fields takes a permit; states, days and codes do not need one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/consent/consent.h"

namespace kim::consent::store {

[[nodiscard]] const records::Table& consent_table();
[[nodiscard]] const records::Table& release_table();
[[nodiscard]] const records::Table& withdrawal_table();
[[nodiscard]] const records::Table& disclosure_table();

using Consents = std::vector<records::Stored<Consent>>;
using Releases = std::vector<records::Stored<Release>>;
using Withdrawals = std::vector<records::Stored<Withdrawal>>;
/// Oldest first.
[[nodiscard]] Consents consents(db::Connection& db, const access::SubjectPermit& person);
[[nodiscard]] Releases releases(db::Connection& db, const access::SubjectPermit& person);
[[nodiscard]] Withdrawals withdrawals(db::Connection& db, const access::SubjectPermit& person);

void remove_consents(db::Tx& tx, const access::SubjectPermit& person);
[[nodiscard]] std::vector<Line> lines(db::Connection& db, SubjectId person);
/// All releases of the person, oldest first, with the recipient's name.
[[nodiscard]] std::vector<ReleaseState> release_states(db::Connection& db, SubjectId person, Day today);

/// The person's latest case (the open one, if there is one): where the pages lead back to.
[[nodiscard]] std::optional<CaseId> case_of(db::Connection& db, SubjectId person);

struct ErasureCheck {
  std::int64_t withdrawal;
  SubjectId person;
  CaseId case_id;
  Day withdrawn_on, check_on;
};
/// Not yet decided, the most urgent first; at most 50.
[[nodiscard]] std::vector<ErasureCheck> open_erasure_checks(db::Connection& db);
/// False if it was finished before or does not exist.
[[nodiscard]] bool finish_erasure_check(db::Tx& tx, std::int64_t withdrawal, Day today, Moment now, AccountId actor);

}  // namespace kim::consent::store
