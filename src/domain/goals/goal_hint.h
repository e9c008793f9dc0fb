// The structural hint that a stalled goal gives (C2): which one, known to the case alone; its answer comes back here.
// What it is not: the hint itself (slice hints), which knows nothing of the goal.
#pragma once

#include "domain/goals/goal.h"
#include "domain/hints/hint.h"

namespace kim::goals {

struct GoalHint {
  std::string hint;  // its id, sealed: the way goes from the case to the hint only
};
inline constexpr record::Field goal_hint_fields[] = {record::field<&GoalHint::hint>(
    "hint", N_("Strukturhinweis"), record::text(20), kept, personal, "Strukturhinweise")};
inline constexpr record::Record goal_hint_record{"goal_hint", N_("Hinweis aus einem Ziel"), goal_hint_fields};

/// Pure: the goal stalls or was missed, and what hinders is not the person's own.
[[nodiscard]] bool can_hint(const Goal& goal);

/// What the form begins with: obstacle and field of the goal, the person's Kommune, the obstacle's note if nothing in it
/// tells who it is. Needs goal_write. Errors: as permit_case; not_found.
[[nodiscard]] Result<hints::Hint> hint_draft(Context& ctx, CaseId id, GoalId goal);
/// Gives the hint. Needs goal_write. Errors: as permit_case; not_found; invalid (fields: text tells who it is); conflict (the
/// goal does not stall, or its last hint is still waiting for an answer).
[[nodiscard]] Result<std::int64_t> give_hint(Context& ctx, CaseId id, GoalId goal, const hints::Hint& hint);

}  // namespace kim::goals
