#include "domain/tasks/task_store.h"

#include <string>

#include "base/check.h"

namespace kim::tasks::store {
namespace {

/// Columns of a listed task: the record, then whose key opens it.
const std::string& columns() {
  static const std::string text = "SELECT " + tasks().columns("t") + ", c.subject_id, s.wrapped_key FROM ";
  return text;
}

constexpr std::string_view with_case =
    " JOIN access_case c ON c.id = t.case_id JOIN access_subject s ON s.id = c.subject_id";
constexpr std::string_view by_day = " ORDER BY CASE WHEN t.due_on IS NULL THEN 1 ELSE 0 END, t.due_on, t.id";

std::string select(std::string_view from, std::string_view where) {
  return columns() + std::string(from) + std::string(where);
}

void read_into(std::vector<Listed>& list, const access::Scope& scope, const db::Row& row, bool deputy) {
  const int after = row.columns() - 2;
  const auto key = scope.key(row.id<SubjectId>(after), row.bytes(after + 1));
  if (key) list.push_back({records::read_row<Task>(row, tasks(), &*key), deputy});
}

// $1 the actor, $2 the team, $3 now. What a protection hides is not counted either, as Scope::hides has it.
constexpr std::string_view seen =
    " c.state = 'open' AND c.team_id = $2 AND s.wrapped_key IS NOT NULL AND (s.guarded = 0 OR EXISTS (SELECT 1 FROM "
    "access_case k JOIN "
    "access_assignment a ON a.case_id = k.id WHERE k.subject_id = s.id AND a.account_id = $1 AND a.from_at <= $3 AND "
    "(a.until_at IS NULL OR a.until_at > $3)))";

std::string where(View view) {
  switch (view) {
    case View::mine: return " WHERE t.owner_id = $1 AND t.done_on IS NULL AND" + std::string(seen);
    case View::team: return " WHERE t.done_on IS NULL AND" + std::string(seen);
    case View::done: return " WHERE t.owner_id = $1 AND t.done_on IS NOT NULL AND" + std::string(seen);
  }
  report_bug("unknown view of tasks");
}

std::string page_text(View view) {
  const std::string order = view == View::done ? " ORDER BY t.done_on DESC, t.id DESC" : std::string(by_day);
  return select("task t" + std::string(with_case), where(view) + order + " LIMIT $4 OFFSET $5");
}

std::string_view page_sql(View view) {
  static const std::string texts[] = {page_text(View::mine), page_text(View::team), page_text(View::done)};
  return texts[static_cast<std::size_t>(view)];
}

std::string_view count_sql(View view) {
  static const std::string from = "SELECT count(*) FROM task t" + std::string(with_case);
  static const std::string texts[] = {from + where(View::mine), from + where(View::team), from + where(View::done)};
  return texts[static_cast<std::size_t>(view)];
}

/// A scope has one team at most; without one there is nothing to list.
TeamId team_of(const access::Scope& scope) { return scope.teams().empty() ? TeamId() : scope.teams().front(); }

std::string own_due_text() {
  return select(
      "task t" + std::string(with_case),
      " WHERE t.owner_id = $1 AND t.done_on IS NULL AND t.due_on <= $2 AND c.state = 'open' AND c.team_id = $3"
      " ORDER BY t.due_on, t.id LIMIT 200");
}

std::string deputy_due_text() {
  return select("access_assignment a JOIN task t ON t.case_id = a.case_id" + std::string(with_case),
                " WHERE a.account_id = $1 AND a.kind = 'deputy' AND a.from_at <= $3 AND a.until_at > $3 "
                "AND t.owner_id = c.responsible AND t.owner_id <> $1 AND t.done_on IS NULL AND t.due_on <= $2 "
                "AND c.state = 'open'" +
                    std::string(by_day) + " LIMIT 200");
}

}  // namespace

const records::Table& tasks() {
  static const records::Table table(task_record, "case_id");
  return table;
}

Result<records::Stored<Task>> one(db::Connection& db, const access::Permit& permit, TaskId id) {
  return records::one<Task>(db, tasks(), records::owner(permit), id.value());
}

std::optional<Day> next_due(db::Connection& db, const access::Permit& permit) {
  return db
      .first("SELECT min(due_on) FROM task WHERE case_id = $1 AND done_on IS NULL", {permit.case_id()},
             [](const db::Row& row) { return row.day(0); })
      .value_or(std::nullopt);
}

bool is_colleague(db::Connection& db, const access::Permit& permit, AccountId account) {
  return db.number("SELECT count(*) FROM account WHERE id = $1 AND team_id = $2 AND active = 1",
                   {account, permit.team()}) > 0;
}

long long count(db::Connection& db, const access::Scope& scope, const access::Whose& viewer, View view) {
  return db.number(db::Sql::built(count_sql(view)), {viewer.mine, team_of(scope), viewer.now});
}

std::vector<Listed> list(db::Connection& db, const access::Scope& scope, const access::Whose& viewer, View view,
                         const Page& page) {
  std::vector<Listed> found;
  db.each(db::Sql::built(page_sql(view)), {viewer.mine, team_of(scope), viewer.now, page.limit, page.offset},
          [&](const db::Row& row) { read_into(found, scope, row, false); });
  return found;
}

std::vector<Listed> due(db::Connection& db, const access::Scope& scope, AccountId actor, Moment now, Day until) {
  static const std::string own = own_due_text(), deputy = deputy_due_text();
  std::vector<Listed> found;
  db.each(db::Sql::built(own), {actor, until, team_of(scope)},
          [&](const db::Row& row) { read_into(found, scope, row, false); });
  db.each(db::Sql::built(deputy), {actor, until, now}, [&](const db::Row& row) { read_into(found, scope, row, true); });
  return found;
}

}  // namespace kim::tasks::store

namespace kim::tasks {

std::vector<records::Stored<Task>> tasks_of(db::Connection& db, const access::Permit& permit) {
  return records::children<Task>(db, store::tasks(), records::owner(permit));
}

}  // namespace kim::tasks
