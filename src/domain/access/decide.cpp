#include "domain/access/decide.h"

namespace kim::access {
namespace {

/// Acts that need responsibility, not only the same team.
bool needs_tie(Right right) {
  switch (right) {
    case Right::case_write:
    case Right::case_close:
    case Right::consent_write:
    case Right::assessment_write:
    case Right::goal_write:
    case Right::referral_write: return true;
    default: return false;
  }
}

bool changes_case(Right right) { return needs_tie(right) || right == Right::case_contact; }

/// Consent is looked at and renewed while a case is blocked: else nobody could record that the person agrees again.
bool works_when_blocked(Right right) { return right == Right::consent_read || right == Right::consent_write; }

}  // namespace

Answer decide(Role role, Right right, const CaseFacts& facts, Closed closed) {
  const bool privacy_office = right == Right::blocked_case_read && has(role, right);
  if (privacy_office) return facts.state == CaseState::blocked ? Answer::granted : Answer::unseen;
  if (!facts.same_team && facts.tie == Tie::none) return Answer::unseen;
  if (!has(role, right)) return Answer::refused;
  if (facts.state == CaseState::blocked && !works_when_blocked(right)) return Answer::blocked;
  if (facts.state == CaseState::closed && changes_case(right) && closed == Closed::refuse) return Answer::refused;
  if (needs_tie(right) && facts.tie < Tie::deputy) return Answer::refused;
  return Answer::granted;
}

}  // namespace kim::access
