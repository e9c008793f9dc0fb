// Tasks of a case that changes hands. What it is not: a single task's new owner (task.h, change_task).
#pragma once

#include "domain/access/permit.h"

namespace kim::tasks {

/// After a handover, inside its transaction: open tasks of `from`, and of whoever cannot open the case any more, go to who is
/// responsible now.
void pass_on(Context& ctx, db::Tx& tx, const access::Permit& permit, AccountId from);

}  // namespace kim::tasks
