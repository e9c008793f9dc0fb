// Use cases of a handover: permit or offer inside the transaction, gate, rule, store, audit, one transaction each.
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/access/handing_over.h"
#include "domain/cases/area.h"
#include "domain/drafts/draft_store.h"
#include "domain/handover/handover_store.h"
#include "domain/people/person.h"
#include "domain/tasks/passing_on.h"
#include "domain/tasks/task.h"
#include "platform/forms/forms.h"

namespace kim::handover {
namespace {

using access::Permit;
using access::Right;
using access::SubjectPermit;
using store::Found;
using store::Line;

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  std::string message = errors.front().message;
  return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
}

std::unexpected<Error> answered_meanwhile() {
  return failure(ErrorCode::conflict, tr("Diese Übergabe ist inzwischen beantwortet oder zurückgenommen."));
}

bool does_casework(const access::Account& account) {
  const bool role = std::ranges::any_of(access::roles(), [&](const access::RoleInfo& info) {
    return info.code == account.role && access::has(info.role, Right::case_write);
  });
  return role && account.active && !account.integration && account.team && account.employer;
}

bool has_health(db::Connection& db, SubjectId person, Day today) {
  const auto purposes = consent::state_of(db, person, today).purposes;
  return std::ranges::find(purposes, "health_data") != purposes.end();
}

Result<void> require_release(db::Connection& db, SubjectId person, BodyId to, Day today) {
  TRY(consent::require_consent(db, person, consent::case_file, today));
  TRY(consent::require_release(db, person, to, handed_contents(has_health(db, person, today)), today));
  return {};
}

/// Only what the form asks for; who and where from is what is so now.
Handover filled(const Handover& input, const Taker& to, const Permit& permit) {
  Handover handover;
  handover.to = to.id;
  handover.reason = input.reason;
  handover.told = input.told;
  handover.informed_on = input.informed_on;
  handover.note = input.note;
  handover.to_team = to.team;
  handover.to_controller = to.employer;
  handover.from = permit.responsible();
  handover.from_team = permit.team();
  handover.from_controller = permit.controller();
  return handover;
}

/// What goes to another controller is proven, each time.
Result<ReleaseId> disclose(Context& ctx, db::Tx& tx, const SubjectPermit& person, const Handover& handover,
                           std::vector<std::string> contents) {
  consent::Disclosure disclosure;
  disclosure.recipient = handover.to_controller;
  disclosure.contents = std::move(contents);
  disclosure.legal_basis = "consent";
  disclosure.purpose = "Übergabe der Begleitung";
  disclosure.on = ctx.today();
  TRY(consent::disclose(ctx, tx, person, disclosure));
  return TRY(consent::require_release(*tx, person.subject(), handover.to_controller, disclosure.contents, ctx.today()))
      .id;
}

Result<Taker> taker_of(const std::vector<Taker>& list, AccountId id, const Permit& permit) {
  const auto found = std::ranges::find(list, id, &Taker::id);
  if (found == list.end())
    return invalid(
        {{"to_account_id", tr("Wählen Sie eine Fachkraft, die Fälle begleitet und ein aktives Konto hat.")}});
  if (found->id == permit.responsible())
    return invalid({{"to_account_id", tr("Diese Fachkraft ist schon zuständig.")}});
  return *found;
}

Result<HandoverId> offer(Context& ctx, CaseId id, const Handover& input, const std::vector<Taker>& list) {
  return ctx.transact([&](db::Tx& tx) -> Result<HandoverId> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    auto errors = forms::validate(handover_record, &input, ctx.today());
    if (errors.empty()) errors = check(input);
    if (!errors.empty()) return invalid(std::move(errors));
    Handover handover = filled(input, TRY(taker_of(list, input.to, permit)), permit);
    if (store::has_open(*tx, id))
      return failure(ErrorCode::conflict, tr("Dieser Fall ist schon angeboten. Nehmen Sie das Angebot erst zurück."));
    if (changes_controller(handover)) {
      TRY(require_release(*tx, permit.subject().subject(), handover.to_controller, ctx.today()));
      handover.release = TRY(disclose(ctx, tx, permit.subject(), handover, {"identity"}));
    }
    return HandoverId(records::add(ctx, tx, store::handovers(), records::owner(permit), handover));
  });
}

bool is_offered_to(const Context& ctx, const Line& line) {
  return ctx.actor.may(Right::case_write) && line.to_team == ctx.actor.team &&
         line.to_controller == ctx.actor.employer && line.from != ctx.actor.account;
}

/// Inside the transaction: still open, still to the actor.
Result<Line> open_line(Context& ctx, db::Tx& tx, HandoverId id) {
  auto line = store::line(*tx, id);
  if (!line || !is_offered_to(ctx, *line)) return failure(ErrorCode::not_found);
  if (line->state != "proposed") return answered_meanwhile();
  return std::move(*line);
}

Result<SubjectPermit> permit_for(Context& ctx, db::Tx& tx, const Line& line) {
  return access::permit_offered(ctx, *tx, line.person, line.to_team);
}

Handover answered(Handover handover, std::string_view state, Day today) {
  handover.state = state;
  handover.decided_on = today;
  return handover;
}

/// What hangs on the case and on the old side goes along or ends.
void bring_along(Context& ctx, db::Tx& tx, const Permit& permit, const access::Transfer& moved) {
  cases::change_area(ctx, tx, permit);
  tasks::pass_on(ctx, tx, permit, moved.from);
  if (moved.team_changed) drafts::store::remove_of_others(tx, permit.case_id(), permit.team());
}

Result<void> ask_anew(Context& ctx, db::Tx& tx, const Permit& permit, const std::optional<consent::Consent>& anew) {
  if (!anew)
    return invalid(
        {{"purposes", tr("Der Verantwortliche wechselt. Ohne neue Einwilligung dürfen Sie den Fall nicht führen.")}});
  const auto person = TRY(people::load_person(*tx, permit.subject()));
  TRY(consent::record_consent(ctx, tx, permit.subject(), *anew, person.value.birth));
  TRY(consent::require_consent(*tx, permit.subject().subject(), consent::case_file, ctx.today()));
  return {};
}

void note_opened(Context& ctx, db::Tx& tx, const Line& line) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::opened,
                 .actor = ctx.actor.account,
                 .what = handover_record.name,
                 .record_id = line.id.value(),
                 .case_id = line.case_id.value(),
                 .subject_id = line.person.value(),
                 .purpose = "offer",
                 .address = ctx.address});
}

/// The withdrawal that causes it has been permitted.
template <class Wanted>
void stop_if(Context& ctx, db::Tx& tx, SubjectId person, Wanted&& wanted) {
  const auto permit = access::permit_subject(ctx, tx, person, Right::consent_write);
  CHECK(permit.has_value());
  for (const Found& found : store::open_of(*tx, *permit)) {
    if (!wanted(found.value)) continue;
    const auto changed = records::change(ctx, tx, store::handovers(), store::owner(*permit, CaseId(found.parent)),
                                         found, answered(found.value, "withdrawn", ctx.today()));
    CHECK(changed.has_value());
  }
}

}  // namespace

std::vector<Taker> takers(Context& ctx) {
  std::vector<Taker> list;
  for (const access::AccountRow& row : access::accounts(ctx))
    if (does_casework(row.value)) list.push_back({row.id, row.value.name, row.value.team, row.value.employer});
  return list;
}

Outlook outlook(Context& ctx, const Permit& permit, const Taker& to) {
  Outlook out;
  const SubjectId person = permit.subject().subject();
  out.controller_changes = to.employer != permit.controller();
  out.open_tasks = static_cast<std::int64_t>(tasks::open_ones(tasks::tasks_of(ctx.db(), permit)).size());
  if (to.id == permit.responsible()) out.missing.push_back(tr("Diese Fachkraft ist schon zuständig."));
  if (store::has_open(ctx.db(), permit.case_id())) out.missing.push_back(tr("Dieser Fall ist schon angeboten."));
  if (!out.controller_changes) return out;
  out.consents_anew = consent::state_of(ctx.db(), person, ctx.today()).purposes;
  if (const auto basis = require_release(ctx.db(), person, to.employer, ctx.today()); !basis)
    out.missing.push_back(basis.error().message);
  return out;
}

Result<HandoverId> propose(Context& ctx, CaseId id, const Handover& handover) {
  return offer(ctx, id, handover, takers(ctx));
}

std::vector<Outcome> propose_many(Context& ctx, const std::vector<CaseId>& ids, const Handover& common) {
  const auto list = takers(ctx);
  std::vector<Outcome> outcomes;
  for (const CaseId id : ids) {
    const auto offered = offer(ctx, id, common, list);
    outcomes.push_back({id, offered ? std::string() : offered.error().message});
    if (!offered && outcomes.back().error.empty())
      outcomes.back().error = tr("Diesen Fall können Sie nicht übergeben.");
  }
  return outcomes;
}

Result<void> take_back(Context& ctx, CaseId id, HandoverId handover) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    const Found before = TRY(store::handover(*tx, permit, handover));
    if (before.value.state != "proposed") return answered_meanwhile();
    return records::change(ctx, tx, store::handovers(), records::owner(permit), before,
                           answered(before.value, "withdrawn", ctx.today()));
  });
}

Result<Offer> open_offer(Context& ctx, HandoverId id) {
  return ctx.transact([&](db::Tx& tx) -> Result<Offer> {
    const Line line = TRY(open_line(ctx, tx, id));
    SubjectPermit permit = TRY(permit_for(ctx, tx, line));
    Found handover = TRY(store::handover(*tx, permit, line));
    note_opened(ctx, tx, line);
    return Offer{std::move(handover), std::move(permit), line.case_id, line.number};
  });
}

Result<CaseId> accept(Context& ctx, HandoverId id, const std::optional<consent::Consent>& anew) {
  return ctx.transact([&](db::Tx& tx) -> Result<CaseId> {
    const Line line = TRY(open_line(ctx, tx, id));
    const SubjectPermit offered = TRY(permit_for(ctx, tx, line));
    const Found before = TRY(store::handover(*tx, offered, line));
    if (changes_controller(before.value)) {
      TRY(require_release(*tx, line.person, line.to_controller, ctx.today()));
      const auto contents = handed_contents(has_health(*tx, line.person, ctx.today()));
      TRY(disclose(ctx, tx, offered, before.value, contents));
    }
    const access::Transfer moved = TRY(access::take_over_case(ctx, tx, line.case_id));
    if (moved.from != line.from) return answered_meanwhile();
    const Permit permit = TRY(access::permit_case(ctx, tx, line.case_id, Right::case_write));
    if (moved.controller_changed) TRY(ask_anew(ctx, tx, permit, anew));
    bring_along(ctx, tx, permit, moved);
    TRY(records::change(ctx, tx, store::handovers(), records::owner(permit), before,
                        answered(before.value, "accepted", ctx.today())));
    return line.case_id;
  });
}

Result<void> decline(Context& ctx, HandoverId id, const std::string& note) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Line line = TRY(open_line(ctx, tx, id));
    const SubjectPermit permit = TRY(permit_for(ctx, tx, line));
    const Found before = TRY(store::handover(*tx, permit, line));
    const Decline answer{note};
    if (auto errors = forms::validate(decline_record, &answer, ctx.today()); !errors.empty())
      return invalid(std::move(errors));
    Handover after = answered(before.value, "declined", ctx.today());
    after.answer_note = note;
    return records::change(ctx, tx, store::handovers(), store::owner(permit, line.case_id), before, after);
  });
}

void stop_all(Context& ctx, db::Tx& tx, SubjectId person) {
  stop_if(ctx, tx, person, [](const Handover&) { return true; });
}

void stop_towards(Context& ctx, db::Tx& tx, SubjectId person, BodyId recipient) {
  stop_if(ctx, tx, person, [&](const Handover& handover) {
    return handover.to_controller == recipient && changes_controller(handover);
  });
}

}  // namespace kim::handover
