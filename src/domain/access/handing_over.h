// Who else may look or take over: permits for an offered case and for a reply link, taking a case over, deputies for a while.
// What it is not: the everyday permits (permit.h), or the offer itself (slice handover).
#pragma once

#include <optional>

#include "domain/access/permit.h"

namespace kim::access {

/// Permit for the holder of a reply link, who has no account: the caller (referrals) has checked the link's hash, its end and
/// the release. Errors: not_found (also for whoever is signed in as somebody else's account).
[[nodiscard]] Result<SubjectPermit> permit_linked(Context& ctx, db::Connection& db, SubjectId id);
/// Permit for the side a case is offered to, to read the offer: the caller (handover) has found an open offer to `team`.
/// Access checks that the actor works there and may take cases. Errors: not_found.
[[nodiscard]] Result<SubjectPermit> permit_offered(Context& ctx, db::Connection& db, SubjectId id, TeamId team);

/// As add_deputy, from now on or from the beginning of a later day `from`. Errors: invalid.
[[nodiscard]] Result<void> plan_deputy(Context& ctx, db::Tx& tx, const Permit& permit, AccountId deputy, Day from,
                                       Day until);
/// Ends the deputy's lines of the case that end with the day `until`, at once; what has not begun never does.
void end_deputy(Context& ctx, db::Tx& tx, const Permit& permit, AccountId deputy, Day until);

/// What a handover changes about who guards the case.
struct Transfer {
  AccountId from;         // who was responsible
  TeamId old_team;        // whose area it was
  BodyId old_controller;  // Verantwortlicher until now
  bool team_changed = false;
  bool controller_changed = false;
};
/// The actor takes the open case `id` over, into the own team and under the own employer as controller: the old side's
/// lines, deputies too, end now. The person goes along unless another open case keeps it with the old team. The caller
/// (handover) has checked that the case was offered to the actor. Consents and releases given before a change of the
/// controller do not hold for the new one (access_subject.controller_since).
/// Errors: refused, invalid (the actor is responsible already), conflict (another open case of the person on that path),
/// not_found, blocked.
[[nodiscard]] Result<Transfer> take_over_case(Context& ctx, db::Tx& tx, CaseId id);
/// The same for a case of the own team and employer whose responsible account is locked: nobody has to offer it.
/// Errors: as take_over_case; conflict also if the account is active again.
[[nodiscard]] Result<Transfer> take_vacated_case(Context& ctx, db::Tx& tx, CaseId id);

}  // namespace kim::access
