// Use cases of hints from a goal: permit inside the transaction, rule, hint, way to it, one transaction.
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/cases/frame.h"
#include "domain/goals/goal_hint.h"
#include "domain/goals/goal_store.h"

namespace kim::goals {
namespace {

using access::Permit;
using access::Right;

/// By what the person and the relatives are known: what may not stand in the hint.
hints::Known known_in(db::Connection& db, const Permit& permit, const people::Person& person,
                      const std::string& case_number) {
  hints::Known known;
  known.names = {person.given_names, person.family_name, person.document_name, person.original_script};
  for (const std::string& alias : text::split(person.aliases, '\n')) known.names.push_back(alias);
  known.numbers = {case_number};
  if (!person.phone.empty()) known.numbers.push_back(person.phone);
  if (person.birth) known.births.push_back(*person.birth);
  for (const auto& relative : people::relatives(db, permit.subject())) {
    known.names.push_back(relative.value.name);
    if (relative.value.birth) known.births.push_back(*relative.value.birth);
  }
  return known;
}

/// Whether the goal's last hint still waits for an answer.
bool is_waiting(db::Connection& db, const Permit& permit, GoalId goal) {
  return std::ranges::any_of(store::hints_of(db, permit, goal),
                             [](const hints::Stored& hint) { return !hints::is_closed(hint.value); });
}

}  // namespace

bool can_hint(const Goal& goal) {
  return (goal.state == "stalled" || goal.state == "not_reached") && hints::is_structural(goal.obstacle);
}

Result<hints::Hint> hint_draft(Context& ctx, CaseId id, GoalId goal_id) {
  const Permit permit = TRY(access::permit_case(ctx, id, Right::goal_write));
  const auto frame = TRY(cases::load_frame(ctx, permit));
  const Goal goal = TRY(store::goal(ctx.db(), permit, goal_id)).value;
  hints::Hint hint;
  hint.obstacle = goal.obstacle;
  hint.field = goal.field;
  hint.municipality = frame.person.value.municipality;
  const auto known = known_in(ctx.db(), permit, frame.person.value, frame.data.value.number);
  if (hints::personal_in(goal.obstacle_note, known, ctx.today()).empty()) hint.text = goal.obstacle_note;
  return hint;
}

Result<std::int64_t> give_hint(Context& ctx, CaseId id, GoalId goal_id, const hints::Hint& hint) {
  std::string number;
  {
    const Permit permit = TRY(access::permit_case(ctx, id, Right::goal_write));
    number = TRY(cases::load_frame(ctx, permit)).data.value.number;
  }
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::goal_write));
    const Goal goal = TRY(store::goal(*tx, permit, goal_id)).value;
    if (!can_hint(goal))
      return failure(ErrorCode::conflict,
                     tr("Ein Hinweis kommt aus einem Ziel, das stockt oder nicht erreicht wurde und "
                        "seinen Hinderungsgrund nennt."));
    if (is_waiting(*tx, permit, goal_id))
      return failure(ErrorCode::conflict, tr("Zu diesem Ziel gibt es schon einen Hinweis. Er wartet auf Antwort."));
    const auto person = TRY(people::load_person(*tx, permit.subject()));
    const auto given = TRY(hints::raise(ctx, tx, hint, known_in(*tx, permit, person.value, number)));
    records::add(ctx, tx, store::goal_hints(), records::owner(permit, goal_id.value()),
                 GoalHint{std::to_string(given)});
    return given;
  });
}

}  // namespace kim::goals
