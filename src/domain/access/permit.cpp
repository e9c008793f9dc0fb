#include "domain/access/permit.h"

#include <algorithm>

#include "base/i18n.h"
#include "domain/access/account_store.h"
#include "domain/access/decide.h"
#include "domain/access/elsewhere.h"
#include "domain/access/handing_over.h"
#include "domain/audit/audit.h"

namespace kim::access {
namespace {

struct SubjectRow {
  TeamId team;
  BodyId controller;
  std::string wrapped;
  bool guarded = false;
};

struct CaseRow {
  SubjectId subject;
  TeamId team;
  BodyId controller;
  std::string path, state;
  AccountId responsible;
  std::string wrapped;
  bool guarded;
  std::int64_t tie;  // as enum Tie
};

CaseState state_from(std::string_view code) {
  if (code == "blocked") return CaseState::blocked;
  return code == "closed" ? CaseState::closed : CaseState::open;
}

std::string_view code_of(Path path) { return path == Path::uma ? "uma" : "regional"; }

std::optional<SubjectRow> subject_row(db::Connection& db, SubjectId id) {
  return db.first("SELECT team_id, controller_id, wrapped_key, guarded FROM access_subject WHERE id = $1", {id},
                  [](const db::Row& row) {
                    return SubjectRow{row.id<TeamId>(0), row.id<BodyId>(1), std::string(row.bytes(2)), row.flag(3)};
                  });
}

std::optional<CaseRow> case_row(db::Connection& db, CaseId id, AccountId actor, Moment now) {
  return db.first(
      "SELECT c.subject_id, c.team_id, c.controller_id, c.path, c.state, c.responsible, s.wrapped_key, s.guarded, "
      "(SELECT max(CASE a.kind WHEN 'responsible' THEN 3 WHEN 'deputy' THEN 2 ELSE 1 END) FROM access_assignment a "
      "WHERE a.case_id = c.id "
      "AND a.account_id = $2 AND a.from_at <= $3 AND (a.until_at IS NULL OR a.until_at > $3)) "
      "FROM access_case c JOIN access_subject s ON s.id = c.subject_id WHERE c.id = $1",
      {id, actor, now}, [](const db::Row& row) {
        return CaseRow{row.id<SubjectId>(0), row.id<TeamId>(1),         row.id<BodyId>(2), row.string(3), row.string(4),
                       row.id<AccountId>(5), std::string(row.bytes(6)), row.flag(7),       row.integer(8)};
      });
}

/// What binds the actor most to a case of the subject.
Tie tie_to_subject(db::Connection& db, SubjectId id, AccountId actor, Moment now) {
  return static_cast<Tie>(
      db.number("SELECT COALESCE(max(CASE a.kind WHEN 'responsible' THEN 3 WHEN 'deputy' THEN 2 ELSE 1 END), 0) "
                "FROM access_case c JOIN access_assignment a ON a.case_id = c.id WHERE c.subject_id = $1 "
                "AND a.account_id = $2 AND a.from_at <= $3 AND (a.until_at IS NULL OR a.until_at > $3)",
                {id, actor, now}));
}

bool only_reads(Right right) { return right == Right::person_read || right == Right::consent_read; }

bool has_blocked_case(db::Connection& db, SubjectId id) {
  return db.number("SELECT count(*) FROM access_case WHERE subject_id = $1 AND state = 'blocked'", {id}) > 0;
}

constexpr std::chrono::hours emergency_lasts{2};

std::unexpected<Error> blocked() {
  return failure(ErrorCode::blocked,
                 tr("Die Einwilligung ist widerrufen oder abgelaufen. Die Inhalte dieses Falls sind gesperrt."));
}

std::unexpected<Error> refused(Right right) { return failure(ErrorCode::refused, tr(info(right).refusal)); }

void start_assignment(Context& ctx, db::Tx& tx, CaseId id, AccountId account, std::string_view kind, Moment from,
                      std::optional<Moment> until) {
  tx->run(
      "INSERT INTO access_assignment (id, case_id, account_id, kind, from_at, until_at) VALUES ($1, $2, $3, $4, $5, "
      "$6)",
      {ctx.new_id(), id, account, kind, from, until});
}

/// A deputy's last day belongs to the time.
Moment end_of(Day last) { return start_of_local_day(last + std::chrono::days(1)); }

void note_grant(Context& ctx, db::Tx& tx, const Permit& permit, std::string_view note) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::granted,
                 .actor = ctx.actor.account,
                 .what = "assignment",
                 .case_id = permit.case_id().value(),
                 .subject_id = permit.person().value(),
                 .note = note,
                 .address = ctx.address});
}

}  // namespace

/// The only maker of permits and scopes.
class Gate {
 public:
  static Result<SubjectPermit> subject(Context& ctx, SubjectId id, const SubjectRow& row, Right right) {
    auto key = ctx.services.keyring.subject_key(id.value(), row.wrapped);
    if (!key) return failure(ErrorCode::not_found);  // erased
    SubjectPermit permit(id, row.team, row.controller, right, std::move(*key));
    permit.guarded_ = row.guarded;
    return permit;
  }

  static Result<Permit> for_case(Context& ctx, CaseId id, const CaseRow& row, const CaseFacts& facts, Right right) {
    Permit permit(id, TRY(subject(ctx, row.subject, {row.team, row.controller, row.wrapped, row.guarded}, right)));
    permit.state_ = facts.state;
    permit.path_ = row.path == "uma" ? Path::uma : Path::regional;
    permit.responsible_ = row.responsible;
    const Role role = ctx.actor.role;
    permit.may_write_ = decide(role, Right::case_write, facts, Closed::refuse) == Answer::granted;
    permit.may_contact_ = decide(role, Right::case_contact, facts, Closed::refuse) == Answer::granted;
    permit.responsible_or_deputy_ = facts.tie >= Tie::deputy;
    permit.in_emergency_ = !facts.same_team && facts.tie == Tie::emergency;
    return permit;
  }

  static Scope scope(Context& ctx) {
    std::vector<TeamId> teams;
    if (ctx.actor.team) teams.push_back(ctx.actor.team);
    Scope scope(std::move(teams), ctx.services.keyring);
    for (const TeamId team : scope.teams_) add_guarded(ctx, team, scope);
    return scope;
  }

  static Scope elsewhere(Context& ctx) {
    Scope scope(ctx.db().all("SELECT id FROM access_team WHERE id <> $1 ORDER BY id", {ctx.actor.team},
                             [](const db::Row& row) { return row.id<TeamId>(0); }),
                ctx.services.keyring);
    ctx.db().each("SELECT id FROM access_subject WHERE guarded = 1", {},
                  [&](const db::Row& row) { scope.guarded_.emplace(row.integer(0), true); });
    return scope;
  }

 private:
  static void add_guarded(Context& ctx, TeamId team, Scope& scope) {
    ctx.db().each(
        "SELECT s.id, CAST(CASE WHEN EXISTS (SELECT 1 FROM access_case c JOIN access_assignment a ON a.case_id = c.id "
        "WHERE c.subject_id = s.id AND a.account_id = $2 AND a.from_at <= $3 AND (a.until_at IS NULL OR "
        "a.until_at > $3)) THEN 1 ELSE 0 END AS bigint) FROM access_subject s WHERE s.team_id = $1 AND s.guarded = 1",
        {team, ctx.actor.account, ctx.now},
        [&](const db::Row& row) { scope.guarded_.emplace(row.integer(0), !row.flag(1)); });
  }
};

bool Scope::includes(TeamId team) const { return std::find(teams_.begin(), teams_.end(), team) != teams_.end(); }

bool Scope::hides(SubjectId subject) const {
  const auto found = guarded_.find(subject.value());
  return found != guarded_.end() && found->second;
}

std::optional<crypto::Key> Scope::key(SubjectId subject, std::string_view wrapped) const {
  if (hides(subject)) return std::nullopt;
  return keyring_->subject_key(subject.value(), wrapped);
}

namespace {

/// The moment a write happens, not the one its request began: while it waited, another write may have ended the tie.
Moment moment_of_write(const Context& ctx) { return std::max(ctx.now, ctx.services.clock()); }

Result<Permit> permit_on(Context& ctx, db::Connection& db, CaseId id, Right right, Closed closed, Moment at) {
  const auto row = case_row(db, id, ctx.actor.account, at);
  if (!row) return failure(ErrorCode::not_found);
  const bool near = row->team == ctx.actor.team && !row->guarded;
  const CaseFacts facts{near, static_cast<Tie>(row->tie), state_from(row->state)};
  switch (decide(ctx.actor.role, right, facts, closed)) {
    case Answer::granted: return Gate::for_case(ctx, id, *row, facts, right);
    case Answer::unseen: return failure(ErrorCode::not_found);
    case Answer::refused: return refused(right);
    case Answer::blocked: return blocked();
  }
  report_bug("decide gave no answer");
}

Result<SubjectPermit> permit_subject_on(Context& ctx, db::Connection& db, SubjectId id, Right right, Moment at) {
  const auto row = subject_row(db, id);
  if (!row) return failure(ErrorCode::not_found);
  const bool near = ctx.actor.team && row->team == ctx.actor.team && !row->guarded;
  const Tie tie = near ? Tie::deputy : tie_to_subject(db, id, ctx.actor.account, at);
  if (tie == Tie::none) return failure(ErrorCode::not_found);
  if (!ctx.actor.may(right) || (tie == Tie::emergency && !only_reads(right))) return refused(right);
  const bool consent_work = right == Right::consent_read || right == Right::consent_write;
  if (!consent_work && has_blocked_case(db, id)) return blocked();
  return Gate::subject(ctx, id, *row, right);
}

}  // namespace

Result<Permit> permit_case(Context& ctx, CaseId id, Right right, Closed closed) {
  return permit_on(ctx, ctx.db(), id, right, closed, ctx.now);
}
Result<Permit> permit_case(Context& ctx, db::Tx& tx, CaseId id, Right right, Closed closed) {
  return permit_on(ctx, *tx, id, right, closed, moment_of_write(ctx));
}
Result<SubjectPermit> permit_subject(Context& ctx, SubjectId id, Right right) {
  return permit_subject_on(ctx, ctx.db(), id, right, ctx.now);
}
Result<SubjectPermit> permit_subject(Context& ctx, db::Tx& tx, SubjectId id, Right right) {
  return permit_subject_on(ctx, *tx, id, right, moment_of_write(ctx));
}

void guard_subject(db::Tx& tx, SubjectId id, bool guarded) {
  tx->run("UPDATE access_subject SET guarded = $2 WHERE id = $1", {id, guarded});
}

bool tied_to(Context& ctx, db::Connection& db, SubjectId id) {
  if (tie_to_subject(db, id, ctx.actor.account, moment_of_write(ctx)) >= Tie::deputy) return true;
  return db.number("SELECT count(*) FROM access_case WHERE subject_id = $1", {id}) == 0;
}

Result<Permit> open_in_emergency(Context& ctx, db::Tx& tx, CaseId id) {
  if (!ctx.actor.may(Right::emergency_use)) return refused(Right::emergency_use);
  const auto row = case_row(*tx, id, ctx.actor.account, ctx.now);
  if (!row) return failure(ErrorCode::not_found);
  if ((row->team == ctx.actor.team && !row->guarded) || row->tie > 0)
    return failure(ErrorCode::conflict, tr("Diesen Fall können Sie auch ohne Notfall öffnen."));
  const CaseFacts facts{false, Tie::emergency, state_from(row->state)};
  if (facts.state == CaseState::blocked) return blocked();
  Permit permit = TRY(Gate::for_case(ctx, id, *row, facts, Right::case_read));
  start_assignment(ctx, tx, id, ctx.actor.account, "emergency", ctx.now, ctx.now + emergency_lasts);
  note_grant(ctx, tx, permit, "emergency");
  return permit;
}

Result<SubjectPermit> permit_emergency_review(Context& ctx, db::Connection& db, SubjectId id) {
  const auto row = subject_row(db, id);
  const bool happened = db.number(
                            "SELECT count(*) FROM access_case c JOIN access_assignment a ON a.case_id = c.id "
                            "WHERE c.subject_id = $1 AND a.kind = 'emergency'",
                            {id}) > 0;
  const bool told =
      ctx.actor.may(Right::audit_read) || tie_to_subject(db, id, ctx.actor.account, ctx.now) >= Tie::deputy;
  if (!row || !happened || !told) return failure(ErrorCode::not_found);
  return Gate::subject(ctx, id, *row, Right::audit_read);
}

Result<Scope> scope_for(Context& ctx, Right right) {
  if (!ctx.actor.may(right)) return refused(right);
  return Gate::scope(ctx);
}

Result<Scope> scope_elsewhere(Context& ctx) {
  if (!ctx.actor.may(Right::person_write)) return refused(Right::person_write);
  return Gate::elsewhere(ctx);
}

Result<SubjectPermit> permit_disclosed(Context& ctx, SubjectId id, BodyId body) {
  const auto row = subject_row(ctx.db(), id);
  if (!row || !body || ctx.actor.body != body || !ctx.actor.may(Right::referral_answer))
    return failure(ErrorCode::not_found);
  return Gate::subject(ctx, id, *row, Right::referral_answer);
}

Result<SubjectPermit> permit_linked(Context& ctx, db::Connection& db, SubjectId id) {
  const auto row = subject_row(db, id);
  if (!row || ctx.actor.account) return failure(ErrorCode::not_found);
  return Gate::subject(ctx, id, *row, Right::referral_answer);
}

Result<SubjectPermit> permit_offered(Context& ctx, db::Connection& db, SubjectId id, TeamId team) {
  const auto row = subject_row(db, id);
  if (!row || !team || ctx.actor.team != team || !ctx.actor.may(Right::case_write))
    return failure(ErrorCode::not_found);
  return Gate::subject(ctx, id, *row, Right::case_read);
}

Result<SubjectPermit> create_subject(Context& ctx, db::Tx& tx, SubjectId id, Right right) {
  if (!ctx.actor.may(right)) return refused(right);
  if (!ctx.actor.team || !ctx.actor.employer)
    return failure(
        ErrorCode::refused,
        tr("In Ihrem Konto fehlt das Team oder der Anstellungsträger. Die KIM-Administration trägt beides ein."));
  const SubjectRow row{ctx.actor.team, ctx.actor.employer, ctx.services.keyring.new_subject_key(id.value())};
  tx->run(
      "INSERT INTO access_subject (id, team_id, controller_id, wrapped_key, created_at) VALUES ($1, $2, $3, $4, $5)",
      {id, row.team, row.controller, db::Bytes{row.wrapped}, ctx.now});
  return Gate::subject(ctx, id, row, right);
}

Result<Permit> create_case(Context& ctx, db::Tx& tx, CaseId id, const SubjectPermit& person, Path path) {
  if (!ctx.actor.may(Right::case_create)) return refused(Right::case_create);
  const auto open =
      tx->number("SELECT count(*) FROM access_case WHERE subject_id = $1 AND path = $2 AND state <> 'closed'",
                 {person.subject(), code_of(path)});
  if (open > 0) return failure(ErrorCode::conflict, tr("Für diese Person gibt es schon einen offenen Fall."));
  tx->run(
      "INSERT INTO access_case (id, subject_id, team_id, controller_id, path, state, responsible) "
      "VALUES ($1, $2, $3, $4, $5, 'open', $6)",
      {id, person.subject(), person.team(), person.controller(), code_of(path), ctx.actor.account});
  start_assignment(ctx, tx, id, ctx.actor.account, "responsible", ctx.now, std::nullopt);
  const auto row = case_row(*tx, id, ctx.actor.account, ctx.now);
  CHECK(row.has_value());
  return Gate::for_case(ctx, id, *row, {true, Tie::responsible, CaseState::open}, Right::case_create);
}

std::vector<Assignment> assignments(Context& ctx, CaseId id) {
  auto list = ctx.db().all(
      "SELECT account_id, kind, from_at, until_at FROM access_assignment WHERE case_id = $1 ORDER BY from_at, id", {id},
      [](const db::Row& row) {
        return Assignment{row.id<AccountId>(0), {}, row.string(1), moment_from_micros(row.integer(2)), row.moment(3)};
      });
  for (Assignment& line : list) line.account_name = account_name(ctx, line.account);
  return list;
}

void block_cases(db::Tx& tx, SubjectId person) {
  tx->run("UPDATE access_case SET state = 'blocked' WHERE subject_id = $1 AND state = 'open'", {person});
}

void unblock_cases(db::Tx& tx, SubjectId person) {
  tx->run("UPDATE access_case SET state = 'open' WHERE subject_id = $1 AND state = 'blocked'", {person});
}

void close_case(db::Tx& tx, CaseId id) {
  tx->run("UPDATE access_case SET state = 'closed' WHERE id = $1 AND state = 'open'", {id});
}

void reopen_case(db::Tx& tx, CaseId id) {
  tx->run("UPDATE access_case SET state = 'open' WHERE id = $1 AND state = 'closed'", {id});
}

void name_team(db::Tx& tx, TeamId id, std::string_view name) {
  tx->run("INSERT INTO access_team (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
          {id, name});
}

namespace {

/// Search words of a person can be found only while the names can be read: without its key they would stay for ever, and
/// with them what the person is called (people::forget_search_words).
bool is_still_indexed(db::Connection& db, SubjectId id) {
  return db.number(
             "SELECT count(*) FROM person p WHERE p.id = $1 AND EXISTS (SELECT 1 FROM person_token t "
             "WHERE t.person_id = $1)",
             {id}) > 0;
}

}  // namespace

void destroy_key(db::Tx& tx, SubjectId id) {
  CHECK(!is_still_indexed(*tx, id));
  tx->run("UPDATE access_subject SET wrapped_key = NULL WHERE id = $1", {id});
}

namespace {

/// Only somebody who does casework and can sign in takes over: else the case would have nobody.
Result<void> check_successor(db::Tx& tx, AccountId to) {
  const auto account = store::account(*tx, to);
  const bool fits =
      account && account->active && !account->integration &&
      (account->role == info(Role::case_management).code || account->role == info(Role::uma_provider).code);
  if (fits) return {};
  return failure(ErrorCode::invalid, tr("Wählen Sie eine Fachkraft, die Fälle begleitet und ein aktives Konto hat."));
}

}  // namespace

Result<void> hand_over(Context& ctx, db::Tx& tx, const Permit& permit, AccountId to) {
  TRY(check_successor(tx, to));
  if (to == permit.responsible()) return failure(ErrorCode::invalid, tr("Diese Fachkraft ist schon zuständig."));
  tx->run("UPDATE access_assignment SET until_at = $2 WHERE case_id = $1 AND kind = 'responsible' AND until_at IS NULL",
          {permit.case_id(), ctx.now});
  start_assignment(ctx, tx, permit.case_id(), to, "responsible", ctx.now, std::nullopt);
  tx->run("UPDATE access_case SET responsible = $2 WHERE id = $1", {permit.case_id(), to});
  note_grant(ctx, tx, permit, "responsible");
  return {};
}

Result<void> add_deputy(Context& ctx, db::Tx& tx, const Permit& permit, AccountId deputy, Day until) {
  return plan_deputy(ctx, tx, permit, deputy, ctx.today(), until);
}

Result<void> plan_deputy(Context& ctx, db::Tx& tx, const Permit& permit, AccountId deputy, Day from, Day until) {
  TRY(check_successor(tx, deputy));
  if (deputy == permit.responsible()) return failure(ErrorCode::invalid, tr("Diese Fachkraft ist schon zuständig."));
  if (until < std::max(ctx.today(), from))
    return failure(ErrorCode::invalid, tr("Das Ende der Vertretung liegt in der Vergangenheit."));
  const Moment begins = std::max(ctx.now, start_of_local_day(from));
  start_assignment(ctx, tx, permit.case_id(), deputy, "deputy", begins, end_of(until));
  note_grant(ctx, tx, permit, "deputy");
  return {};
}

void end_deputy(Context& ctx, db::Tx& tx, const Permit& permit, AccountId deputy, Day until) {
  const auto ended = tx->run(
      "UPDATE access_assignment SET until_at = CASE WHEN from_at > $4 THEN from_at ELSE $4 END WHERE case_id = $1 AND "
      "account_id = $2 AND kind = 'deputy' AND until_at = $3 AND until_at > $4",
      {permit.case_id(), deputy, end_of(until), ctx.now});
  if (ended > 0) note_grant(ctx, tx, permit, "deputy_ended");
}

namespace {

/// Ends every line of the case that runs or is to come.
void end_assignments(Context& ctx, db::Tx& tx, CaseId id) {
  tx->run(
      "UPDATE access_assignment SET until_at = CASE WHEN from_at > $2 THEN from_at ELSE $2 END WHERE case_id = $1 AND "
      "(until_at IS NULL OR until_at > $2)",
      {id, ctx.now});
}

/// The person follows its case, unless another open case keeps it where it was.
void move_subject(Context& ctx, db::Tx& tx, SubjectId subject, CaseId but, bool controller_changed) {
  const bool held = tx->number(
                        "SELECT count(*) FROM access_case c JOIN access_subject s ON s.id = c.subject_id WHERE "
                        "c.subject_id = $1 AND c.id <> $2 AND c.state <> 'closed' AND c.team_id = s.team_id",
                        {subject, but}) > 0;
  if (held) return;
  tx->run("UPDATE access_subject SET team_id = $2, controller_id = $3 WHERE id = $1",
          {subject, ctx.actor.team, ctx.actor.employer});
  if (controller_changed) tx->run("UPDATE access_subject SET controller_since = $2 WHERE id = $1", {subject, ctx.now});
}

Result<void> check_taker(const Context& ctx, const CaseRow& row) {
  if (!ctx.actor.may(Right::case_write)) return refused(Right::case_write);
  if (!ctx.actor.team || !ctx.actor.employer)
    return failure(
        ErrorCode::refused,
        tr("In Ihrem Konto fehlt das Team oder der Anstellungsträger. Die KIM-Administration trägt beides ein."));
  if (row.responsible == ctx.actor.account)
    return failure(ErrorCode::invalid, tr("Sie sind schon für diesen Fall zuständig."));
  if (row.state == "blocked") return blocked();
  if (row.state == "closed") return failure(ErrorCode::conflict, tr("Dieser Fall ist inzwischen abgeschlossen."));
  return {};
}

}  // namespace

Result<Transfer> take_over_case(Context& ctx, db::Tx& tx, CaseId id) {
  const auto row = case_row(*tx, id, ctx.actor.account, ctx.now);
  if (!row) return failure(ErrorCode::not_found);
  TRY(check_taker(ctx, *row));
  const Path path = ctx.actor.role == Role::uma_provider ? Path::uma : Path::regional;
  const auto others = tx->number(
      "SELECT count(*) FROM access_case WHERE subject_id = $1 AND path = $2 AND state <> 'closed' AND id <> $3",
      {row->subject, code_of(path), id});
  if (others > 0) return failure(ErrorCode::conflict, tr("Für diese Person gibt es schon einen anderen offenen Fall."));
  const Transfer moved{row->responsible, row->team, row->controller, row->team != ctx.actor.team,
                       row->controller != ctx.actor.employer};
  end_assignments(ctx, tx, id);
  start_assignment(ctx, tx, id, ctx.actor.account, "responsible", ctx.now, std::nullopt);
  tx->run("UPDATE access_case SET responsible = $2, team_id = $3, controller_id = $4, path = $5 WHERE id = $1",
          {id, ctx.actor.account, ctx.actor.team, ctx.actor.employer, code_of(path)});
  move_subject(ctx, tx, row->subject, id, moved.controller_changed);
  note_grant(ctx, tx, TRY(permit_case(ctx, tx, id, Right::case_write)), "taken_over");
  return moved;
}

Result<Transfer> take_vacated_case(Context& ctx, db::Tx& tx, CaseId id) {
  const auto row = case_row(*tx, id, ctx.actor.account, ctx.now);
  if (!row || row->team != ctx.actor.team || row->controller != ctx.actor.employer)
    return failure(ErrorCode::not_found);
  if (const auto holder = store::account(*tx, row->responsible); holder && holder->active)
    return failure(ErrorCode::conflict, tr("Für diesen Fall ist inzwischen wieder jemand zuständig."));
  return take_over_case(ctx, tx, id);
}

}  // namespace kim::access
