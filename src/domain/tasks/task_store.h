// All SQL of tasks. Tasks of one case need its permit; lists need a scope, which opens the titles.
#pragma once

#include <optional>
#include <vector>

#include "domain/access/whose.h"
#include "domain/tasks/task.h"

namespace kim::tasks::store {

[[nodiscard]] const records::Table& tasks();

[[nodiscard]] Result<records::Stored<Task>> one(db::Connection& db, const access::Permit& permit, TaskId id);
/// Earliest day of the open tasks of a case.
[[nodiscard]] std::optional<Day> next_due(db::Connection& db, const access::Permit& permit);
/// Whether the account may take care of tasks in this case: active, of its team.
[[nodiscard]] bool is_colleague(db::Connection& db, const access::Permit& permit, AccountId account);

/// A task in a list over several cases; `parent` of the task is the case.
struct Listed {
  records::Stored<Task> task;
  bool deputy = false;  // it is there because the actor stands in for its owner
};
/// Which tasks of open cases: the actor's own open ones, those of the actor's team, the actor's own done ones.
enum class View : std::uint8_t { mine, team, done };
struct Page {
  long long offset = 0;
  int limit = 25;
};
// Tasks of erased persons, and of protected ones hidden from the viewer, are neither listed nor counted.
[[nodiscard]] long long count(db::Connection& db, const access::Scope& scope, const access::Whose& viewer, View view);
/// Overdue first, without a day last; the done ones newest first.
[[nodiscard]] std::vector<Listed> list(db::Connection& db, const access::Scope& scope, const access::Whose& viewer,
                                       View view, const Page& page);
/// The actor's open tasks that are due until `until`, and those of the people the actor stands in for; at most 200 each.
[[nodiscard]] std::vector<Listed> due(db::Connection& db, const access::Scope& scope, AccountId actor, Moment now,
                                      Day until);

}  // namespace kim::tasks::store
