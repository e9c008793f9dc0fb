// Use cases of tasks: permit inside the transaction, rule, store, audit (by records), and the case's next date.
#include <algorithm>
#include <map>

#include "base/i18n.h"
#include "domain/cases/frame.h"
#include "domain/tasks/passing_on.h"
#include "domain/tasks/task_store.h"

namespace kim::tasks {
namespace {

using access::Permit;
using access::Right;

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  return std::unexpected(
      Error{ErrorCode::invalid, tr("Die Aufgabe ist noch nicht gespeichert."), std::move(errors), {}});
}

/// The owner may stay who it was; a new one must be able to open the case.
Result<void> check_owner(const Context& ctx, db::Tx& tx, const Permit& permit, AccountId owner, AccountId before) {
  if (owner == ctx.actor.account || owner == before || owner == permit.responsible()) return {};
  if (store::is_colleague(*tx, permit, owner)) return {};
  return invalid({{"owner_id", tr("Wählen Sie jemanden aus dem Team dieses Falls.")}});
}

void note_next_due(db::Tx& tx, const Permit& permit) {
  cases::note_next_due(tx, permit.case_id(), store::next_due(*tx, permit));
}

/// Loads, changes by `edit`, stores.
template <class F>
Result<void> edited(Context& ctx, CaseId case_id, TaskId id, F&& edit) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    const auto before = TRY(store::one(*tx, permit, id));
    Task after = before.value;
    TRY(edit(tx, permit, before, after));
    TRY(records::change(ctx, tx, store::tasks(), records::owner(permit), before, after));
    note_next_due(tx, permit);
    return {};
  });
}

Result<void> set_done(Context& ctx, CaseId case_id, TaskId id, std::optional<Day> day) {
  return edited(ctx, case_id, id,
                [&](db::Tx&, const Permit&, const records::Stored<Task>&, Task& task) -> Result<void> {
                  if (!day || !task.done_on) task.done_on = day;
                  return {};
                });
}

}  // namespace

Result<TaskId> add_task(Context& ctx, db::Tx& tx, const Permit& permit, const Task& task) {
  Task added = task;
  if (!added.owner) added.owner = ctx.actor.account;
  added.done_on.reset();
  TRY(check_owner(ctx, tx, permit, added.owner, {}));
  const TaskId id(records::add(ctx, tx, store::tasks(), records::owner(permit), added));
  note_next_due(tx, permit);
  return id;
}

Result<TaskId> create_task(Context& ctx, CaseId case_id, const Task& task) {
  return ctx.transact([&](db::Tx& tx) -> Result<TaskId> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    return add_task(ctx, tx, permit, task);
  });
}

Result<void> change_task(Context& ctx, CaseId case_id, TaskId id, std::int64_t version, const Task& task) {
  const auto edit = [&](db::Tx& tx, const Permit& permit, const records::Stored<Task>& before,
                        Task& after) -> Result<void> {
    if (before.version != version) return failure(ErrorCode::conflict);
    after = task;
    after.done_on = before.value.done_on;
    if (!after.owner) after.owner = before.value.owner;
    return check_owner(ctx, tx, permit, after.owner, before.value.owner);
  };
  return edited(ctx, case_id, id, edit);
}

Result<void> complete_task(Context& ctx, CaseId case_id, TaskId id) { return set_done(ctx, case_id, id, ctx.today()); }

Result<void> undo_complete_task(Context& ctx, CaseId case_id, TaskId id) {
  return set_done(ctx, case_id, id, std::nullopt);
}

void pass_on(Context& ctx, db::Tx& tx, const Permit& permit, AccountId from) {
  for (const auto& task : open_ones(tasks_of(*tx, permit))) {
    const AccountId owner = task.value.owner;
    const bool stays = owner == permit.responsible() || (owner != from && store::is_colleague(*tx, permit, owner));
    if (stays) continue;
    Task after = task.value;
    after.owner = permit.responsible();
    const auto changed = records::change(ctx, tx, store::tasks(), records::owner(permit), task, after);
    CHECK(changed.has_value());
  }
}

std::vector<std::pair<CaseId, Day>> due_cases(Context& ctx, const access::Scope& scope, Day until) {
  std::map<CaseId, Day> days;
  for (const auto& one : store::due(ctx.db(), scope, ctx.actor.account, ctx.now, until)) {
    const Day day = *one.task.value.due_on;
    const auto [known, is_new] = days.emplace(CaseId(one.task.parent), day);
    if (!is_new) known->second = std::min(known->second, day);
  }
  return {days.begin(), days.end()};
}

std::string task_href(CaseId case_id, TaskId id) {
  return cases::case_href(case_id, "aufgaben/" + std::to_string(id.value()));
}

}  // namespace kim::tasks
