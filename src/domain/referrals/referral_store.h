// All SQL of referrals. Texts need the case's permit, or the person's for an addressed body; lists over cases show no text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/whose.h"
#include "domain/referrals/referral.h"

namespace kim::referrals::store {

[[nodiscard]] const records::Table& referrals();

/// Referrals of the case, oldest first.
[[nodiscard]] std::vector<records::Stored<Referral>> referrals_of(db::Connection& db, const access::Permit& permit);
[[nodiscard]] Result<records::Stored<Referral>> referral(db::Connection& db, const access::Permit& permit,
                                                         ReferralId id);

/// What is known of a referral without a key.
struct Line {
  ReferralId id;
  CaseId case_id;
  BodyId recipient;
  std::string state;
  std::optional<Day> answer_by, sent_on, answered_on;
  AccountId responsible;
};

// ---- lists over cases ----
struct Filter {
  TeamId team;
  AccountId mine;     // whose cases, as responsible or deputy; none = the whole team's
  Moment now;         // for deputies
  std::string state;  // "" = open ones, "alle", or one state
  BodyId recipient;   // none = any
  Day today;
};
[[nodiscard]] long long count(db::Connection& db, const Filter& filter);
/// Overdue ones first, then by the day an answer is asked for.
[[nodiscard]] std::vector<Line> list(db::Connection& db, const Filter& filter, long long offset, int limit);
/// Of open cases in scope: asked for until today and still running. At most 200 an area.
[[nodiscard]] std::vector<Line> overdue(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                        Day today);
/// Of open cases in scope: answered by the body itself and not taken note of yet. At most 200 an area.
[[nodiscard]] std::vector<Line> unnoticed(db::Connection& db, const access::Scope& scope, const access::Whose& whose);

// ---- the addressed body ----
/// Everything that was sent to `body`, open ones first; no texts.
[[nodiscard]] std::vector<Line> received(db::Connection& db, BodyId body, long long offset, int limit);
[[nodiscard]] long long received_count(db::Connection& db, BodyId body);
[[nodiscard]] long long received_open_count(db::Connection& db, BodyId body);
/// Address of one that was sent to `body`; whose it is. Anything else is not found.
struct Addressed {
  Line line;
  SubjectId person;
  bool case_blocked = false;
};
[[nodiscard]] Result<Addressed> addressed(db::Connection& db, BodyId body, ReferralId id);
[[nodiscard]] Result<records::Stored<Referral>> referral(db::Connection& db, const access::SubjectPermit& permit,
                                                         const Addressed& to);
[[nodiscard]] records::Owner owner(const access::SubjectPermit& permit, CaseId case_id);

// ---- withdrawal ----
/// Referrals in any case of the person, with their case as parent.
[[nodiscard]] std::vector<records::Stored<Referral>> referrals_of(db::Connection& db,
                                                                  const access::SubjectPermit& person);

}  // namespace kim::referrals::store
