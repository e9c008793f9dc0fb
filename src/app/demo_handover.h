// Handovers and deputies of the demo world, by the acts a user would do. What it is not: the order of events (demo_story.cpp).
#pragma once

#include <string>
#include <vector>

#include "domain/access/context.h"

namespace kim::app::demo {

/// `words`: login of who is asked, handover_reason, what the new side must know. Bug if the act is refused.
void offer_case(Context& ctx, CaseId id, AccountId to, const std::vector<std::string>& words);
/// The account's owner has left; by the administration.
void lock_account(Context& ctx, AccountId id);
/// A week in which `deputy` stands in for the actor, beginning in so many days.
void enter_absence(Context& ctx, AccountId deputy, int in_days);

}  // namespace kim::app::demo
