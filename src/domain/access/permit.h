// Permits: no permit, no data. Only `access` can make one; store functions that read personal data take one.
// A permit carries the subject's key, so without it even the database's rows stay unreadable.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "domain/access/context.h"
#include "domain/ids.h"
#include "platform/crypto/crypto.h"

namespace kim::access {

enum class CaseState : std::uint8_t { open, blocked, closed };
enum class Path : std::uint8_t { regional, uma };

/// For one subject: a person or an inquiry.
class SubjectPermit {
 public:
  [[nodiscard]] SubjectId subject() const { return subject_; }
  [[nodiscard]] TeamId team() const { return team_; }
  [[nodiscard]] BodyId controller() const { return controller_; }
  [[nodiscard]] const crypto::Key& key() const { return key_; }
  [[nodiscard]] Right right() const { return right_; }
  /// A protected person: seen only by who is responsible or stands in, and in an emergency.
  [[nodiscard]] bool is_guarded() const { return guarded_; }

 private:
  friend class Gate;
  SubjectPermit(SubjectId subject, TeamId team, BodyId controller, Right right, crypto::Key key)
      : subject_(subject), team_(team), controller_(controller), right_(right), key_(std::move(key)) {}
  SubjectId subject_;
  TeamId team_;
  BodyId controller_;
  Right right_;
  crypto::Key key_;
  bool guarded_ = false;
};

/// For one case and one right; holds the person's permit.
class Permit {
 public:
  [[nodiscard]] CaseId case_id() const { return case_id_; }
  [[nodiscard]] PersonId person() const { return PersonId(subject_.subject().value()); }
  [[nodiscard]] const SubjectPermit& subject() const { return subject_; }
  [[nodiscard]] const crypto::Key& key() const { return subject_.key(); }
  [[nodiscard]] TeamId team() const { return subject_.team(); }
  [[nodiscard]] BodyId controller() const { return subject_.controller(); }
  [[nodiscard]] CaseState state() const { return state_; }
  [[nodiscard]] Path path() const { return path_; }
  [[nodiscard]] AccountId responsible() const { return responsible_; }
  /// Whether the actor could also change the case (for buttons; the action asks for its own permit).
  [[nodiscard]] bool may_write() const { return may_write_; }
  [[nodiscard]] bool may_contact() const { return may_contact_; }
  /// Only an emergency opened the case to the actor; each reading says so in the trail.
  [[nodiscard]] bool in_emergency() const { return in_emergency_; }
  /// Responsible or deputy: may read notes marked as entrusted, if also the author or the author's deputy.
  [[nodiscard]] bool is_responsible_or_deputy() const { return responsible_or_deputy_; }

 private:
  friend class Gate;
  Permit(CaseId case_id, SubjectPermit subject) : case_id_(case_id), subject_(std::move(subject)) {}
  CaseId case_id_;
  SubjectPermit subject_;
  CaseState state_ = CaseState::open;
  Path path_ = Path::regional;
  AccountId responsible_;
  bool may_write_ = false, may_contact_ = false, responsible_or_deputy_ = false, in_emergency_ = false;
};

/// For lists: the teams whose cases and persons the actor may see. Opens the names of listed subjects.
class Scope {
 public:
  [[nodiscard]] const std::vector<TeamId>& teams() const { return teams_; }
  [[nodiscard]] bool includes(TeamId team) const;
  /// A protected person the actor is not responsible for: neither name nor content is shown, the case only counts.
  [[nodiscard]] bool hides(SubjectId subject) const;
  /// A protected person, hidden or not: what is kept for the whole team (an order by name) must not know the name.
  [[nodiscard]] bool is_guarded(SubjectId subject) const { return guarded_.contains(subject.value()); }
  /// Key of a listed subject from its wrapped key (column access_subject.wrapped_key). nullopt if erased or hidden.
  [[nodiscard]] std::optional<crypto::Key> key(SubjectId subject, std::string_view wrapped) const;

 private:
  friend class Gate;
  Scope(std::vector<TeamId> teams, const crypto::Keyring& keyring) : teams_(std::move(teams)), keyring_(&keyring) {}
  std::vector<TeamId> teams_;
  std::unordered_map<std::int64_t, bool> guarded_;  // protected persons of the teams; whether hidden from the actor
  const crypto::Keyring* keyring_;
};

// ---- asking (each needs only a read connection) ----

/// Permit for `right` on a case, decided by role, team, assignment, path and state:
/// - case_read, consent_read: own team, or responsible/deputy; a blocked case only with blocked_case_read.
/// - case_write, case_close, consent_write, assessment_write, goal_write, referral_write: responsible or deputy.
/// - case_contact: own team, or responsible/deputy.
/// A closed case can be read, not written (case_write for re-opening is asked with `closed_too`).
/// Errors: not_found (also when it exists elsewhere), refused (visible, but not this act), blocked.
enum class Closed : std::uint8_t { refuse, allow };
[[nodiscard]] Result<Permit> permit_case(Context& ctx, CaseId id, Right right, Closed closed = Closed::refuse);
/// The same inside a write transaction. Actions ask here: a withdrawal that was durable before this job began is seen.
[[nodiscard]] Result<Permit> permit_case(Context& ctx, db::Tx& tx, CaseId id, Right right,
                                         Closed closed = Closed::refuse);
/// Permit on a person or inquiry of an own team (or of a case the actor is assigned to). Errors: not_found, blocked, refused.
[[nodiscard]] Result<SubjectPermit> permit_subject(Context& ctx, SubjectId id, Right right);
[[nodiscard]] Result<SubjectPermit> permit_subject(Context& ctx, db::Tx& tx, SubjectId id, Right right);
[[nodiscard]] inline Result<SubjectPermit> permit_person(Context& ctx, PersonId id, Right right) {
  return permit_subject(ctx, SubjectId(id.value()), right);
}
[[nodiscard]] inline Result<SubjectPermit> permit_person(Context& ctx, db::Tx& tx, PersonId id, Right right) {
  return permit_subject(ctx, tx, SubjectId(id.value()), right);
}
/// Whether the actor answers for the subject: responsible or deputy in one of its cases, or nobody is yet (no case).
/// For acts on a person that need responsibility (consent_write), asked after permit_subject.
[[nodiscard]] bool tied_to(Context& ctx, db::Connection& db, SubjectId id);
/// Opens a case of another area to the actor for two hours (O7): reading and noting contacts, no other change. The caller
/// (emergency) keeps the reason. Errors: not_found, blocked, refused, conflict (the actor may open it anyway).
[[nodiscard]] Result<Permit> open_in_emergency(Context& ctx, db::Tx& tx, CaseId id);
/// For who checks an emergency access or was told of it: to read its reason. Errors: not_found if the subject had none, or
/// the actor neither reads the trail nor is responsible.
[[nodiscard]] Result<SubjectPermit> permit_emergency_review(Context& ctx, db::Connection& db, SubjectId id);
/// Errors: refused if the role lacks `right`.
[[nodiscard]] Result<Scope> scope_for(Context& ctx, Right right);
/// Permit for an addressed body to read one disclosed record (referral): the caller (referrals) has checked address and
/// release; access checks only that the actor answers for `body`. Errors: not_found.
[[nodiscard]] Result<SubjectPermit> permit_disclosed(Context& ctx, SubjectId id, BodyId body);

// ---- telling access what to guard (inside a write transaction) ----

/// A new subject with a fresh key, in the actor's team and under the actor's employer as controller.
/// Returns the permit to write it. Needs `right` (person_write or inquiry_write).
[[nodiscard]] Result<SubjectPermit> create_subject(Context& ctx, db::Tx& tx, SubjectId id, Right right);
/// A new case of `person`; the actor becomes responsible. The caller (cases) has checked consent.
/// Errors: conflict if the person already has an open case on that path.
[[nodiscard]] Result<Permit> create_case(Context& ctx, db::Tx& tx, CaseId id, const SubjectPermit& person, Path path);
/// Moves every case of the person to `blocked` (withdrawal) or back to open (new consent). Closed cases stay closed.
void block_cases(db::Tx& tx, SubjectId person);
void unblock_cases(db::Tx& tx, SubjectId person);
void close_case(db::Tx& tx, CaseId id);
/// Protects a person (H3), or ends it: from now on the own area alone opens nothing. The caller (people) has checked that
/// the actor answers for the person, keeps the reason and tells the slices.
void guard_subject(db::Tx& tx, SubjectId id, bool guarded);
void reopen_case(db::Tx& tx, CaseId id);
/// A new area for cases, or its new name; kept by the organisation slice.
void name_team(db::Tx& tx, TeamId id, std::string_view name);
/// Destroys the subject's key: erasure.
void destroy_key(db::Tx& tx, SubjectId id);

/// One line of the responsibility history. A case has exactly one responsible at each moment; no gap.
struct Assignment {
  AccountId account;
  std::string account_name;
  std::string kind;  // "responsible", "deputy", "emergency"
  Moment from;
  std::optional<Moment> until;
};
[[nodiscard]] std::vector<Assignment> assignments(Context& ctx, CaseId id);
/// Ends the present responsible's line at now and starts the new one's in the same moment; a deputy has an end date.
[[nodiscard]] Result<void> hand_over(Context& ctx, db::Tx& tx, const Permit& permit, AccountId to);
[[nodiscard]] Result<void> add_deputy(Context& ctx, db::Tx& tx, const Permit& permit, AccountId deputy, Day until);

}  // namespace kim::access
