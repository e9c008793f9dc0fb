// All SQL of inquiries and short advice. What it is not: a check of rights; what returns a name takes a Permit or Scope.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/inquiries/inquiry.h"

namespace kim::inquiries::store {

[[nodiscard]] const records::Table& inquiry_table();
[[nodiscard]] const records::Table& advice_table();
/// The inquiry is its own subject: no other row owns it.
[[nodiscard]] records::Owner owner(const access::SubjectPermit& permit);

[[nodiscard]] long long count_open(db::Connection& db, const access::Scope& scope);
/// Open inquiries of the scope, the one that is erased first on top.
[[nodiscard]] std::vector<records::Stored<Inquiry>> open_inquiries(db::Connection& db, const access::Scope& scope,
                                                                   int limit, long long offset);
/// Open inquiries that were to be erased before `today`; at most `limit`.
[[nodiscard]] std::vector<InquiryId> expired(db::Connection& db, Day today, int limit);
/// Empties what was personal and sets the state. False if the inquiry is not open.
[[nodiscard]] bool empty_out(db::Tx& tx, InquiryId id, std::string_view state, Moment now, AccountId actor);

/// What was counted on one day for one topic.
struct Tally {
  Day on;
  std::string topic;
  long long count = 0, minutes = 0;
};
[[nodiscard]] std::vector<Tally> tallies(db::Connection& db, TeamId team, Day from, Day until);
/// The account's newest count.
[[nodiscard]] std::optional<records::Stored<ShortAdvice>> last_advice(db::Connection& db, AccountId account);
void remove_advice(db::Tx& tx, std::int64_t id);

}  // namespace kim::inquiries::store
