// Use cases of goals: permit inside the transaction, rule, store, audit (by records), one transaction each.
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/cases/case.h"
#include "domain/goals/agreement_parties.h"
#include "domain/goals/goal_rules.h"
#include "domain/goals/goal_store.h"
#include "domain/goals/step_acts.h"

namespace kim::goals {
namespace {

using access::Permit;
using access::Right;

Result<Permit> writer(Context& ctx, db::Tx& tx, CaseId id) {
  return access::permit_case(ctx, tx, id, Right::goal_write);
}

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  return std::unexpected(Error{ErrorCode::invalid, tr("Das Ziel ist noch nicht gespeichert."), std::move(errors), {}});
}

Agreement with_text(Agreement agreement, std::string text) {
  agreement.text_hash = text_hash(text);
  agreement.signed_text = std::move(text);
  return agreement;
}

}  // namespace

Parties parties_of(const Context& ctx, const people::Person& person, std::string staff) {
  const i18n::Use german_words(i18n::Language::de);  // the text they stand in is German: "Frau Rahimi"
  return {people::full_name(person), people::addressed_name(person), std::move(staff), ctx.services.tenant};
}

Result<GoalId> set_goal(Context& ctx, CaseId id, const Goal& goal) {
  if (auto errors = check(goal); !errors.empty()) return invalid(std::move(errors));
  return ctx.transact([&](db::Tx& tx) -> Result<GoalId> {
    const Permit permit = TRY(writer(ctx, tx, id));
    return GoalId(records::add(ctx, tx, store::goals(), records::owner(permit), with_outcome(goal, ctx.today())));
  });
}

Result<void> change_goal(Context& ctx, CaseId id, GoalId goal_id, std::int64_t version, const Goal& changed) {
  if (auto errors = check(changed); !errors.empty()) return invalid(std::move(errors));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto before = TRY(store::goal(*tx, permit, goal_id));
    if (before.version != version) return failure(ErrorCode::conflict);
    return records::change(ctx, tx, store::goals(), records::owner(permit), before, with_outcome(changed, ctx.today()));
  });
}

Result<StepId> add_step(Context& ctx, db::Tx& tx, const Permit& permit, GoalId goal_id, const Step& step) {
  TRY(store::goal(*tx, permit, goal_id));
  return StepId(records::add(ctx, tx, store::steps(), records::owner(permit, goal_id.value()), step));
}

Result<StepId> add_step(Context& ctx, CaseId id, GoalId goal_id, const Step& step) {
  return ctx.transact(
      [&](db::Tx& tx) -> Result<StepId> { return add_step(ctx, tx, TRY(writer(ctx, tx, id)), goal_id, step); });
}

Result<void> set_step_done(Context& ctx, CaseId id, GoalId goal_id, StepId step_id, std::optional<Day> done_on) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto before = TRY(store::step(*tx, permit, goal_id, step_id));
    Step after = before.value;
    after.done_on = done_on;
    return records::change(ctx, tx, store::steps(), records::owner(permit, goal_id.value()), before, after);
  });
}

Result<void> complete_step(Context& ctx, CaseId id, GoalId goal_id, StepId step_id) {
  return set_step_done(ctx, id, goal_id, step_id, ctx.today());
}

Result<void> reopen_step(Context& ctx, CaseId id, GoalId goal_id, StepId step_id) {
  return set_step_done(ctx, id, goal_id, step_id, std::nullopt);
}

namespace {

/// `signing`: what was drawn below the text; null if nothing was.
Result<std::int64_t> sign(Context& ctx, CaseId id, const Agreement& agreement, std::string_view shown,
                          const Signing* signing) {
  const AccountId responsible = TRY(access::permit_case(ctx, id, Right::goal_write)).responsible();
  const std::string staff = access::account_name(ctx, responsible);
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto goals = store::goals_of(*tx, permit);
    if (goals.empty())
      return failure(
          ErrorCode::invalid,
          tr("Halten Sie zuerst mindestens ein Ziel fest. Dann kann die Vereinbarung unterschrieben werden."));
    if (agreement.review_on && *agreement.review_on < *agreement.agreed_on)
      return invalid({{"review_on", tr("Die Überprüfung kann nicht vor der Vereinbarung liegen.")}});
    const auto person = TRY(people::load_person(*tx, permit.subject()));
    const Agreement frozen = with_text(
        agreement, agreement_text(parties_of(ctx, person.value, staff), goals, store::steps_of_case(*tx, permit)));
    if (!shown.empty() && shown != frozen.text_hash) return failure(ErrorCode::conflict);
    const auto agreement_id = records::add(ctx, tx, store::agreements(), records::owner(permit), frozen);
    if (signing != nullptr)
      for (const Signature& one : signatures_in(*signing, people::full_name(person.value), ctx.actor.name, frozen))
        records::add(ctx, tx, store::signatures(), records::owner(permit, agreement_id), one);
    TRY(cases::reach(ctx, tx, permit, cases::Milestone::agreement_signed, *agreement.agreed_on));
    return agreement_id;
  });
}

}  // namespace

Result<std::int64_t> sign_agreement(Context& ctx, CaseId id, const Agreement& agreement, std::string_view shown) {
  return sign(ctx, id, agreement, shown, nullptr);
}

Result<std::int64_t> sign_agreement(Context& ctx, CaseId id, const Signing& signing, std::string_view shown) {
  if (auto errors = check(signing); !errors.empty()) return invalid(std::move(errors));
  if (signing.channel == drawn && shown.empty())
    return invalid({{"channel", tr("Auf dem Bildschirm kann nur der Text unterschrieben werden, der gezeigt wurde.")}});
  return sign(ctx, id, agreement_of(signing), shown, &signing);
}

}  // namespace kim::goals
