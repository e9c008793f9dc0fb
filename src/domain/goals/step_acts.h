// Steps that other slices add inside their own transaction. What it is not: the act of a page (goal.h, add_step).
#pragma once

#include "domain/goals/goal.h"

namespace kim::goals {

/// Needs a permit for case_write. Error: not_found (another case's goal).
[[nodiscard]] Result<StepId> add_step(Context& ctx, db::Tx& tx, const access::Permit& permit, GoalId goal,
                                      const Step& step);

}  // namespace kim::goals
