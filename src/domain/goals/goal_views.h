// What goals look like: cards on the case page, the list, one goal with its steps.
#pragma once

#include <string>
#include <vector>

#include "domain/cases/frame.h"
#include "domain/goals/goal_rules.h"
#include "domain/goals/goal_store.h"
#include "platform/forms/forms.h"

namespace kim::goals {

/// Everything the views of one case need; loaded with one query each.
struct Plan {
  CaseId case_id;
  std::vector<records::Stored<Goal>> goals;
  std::vector<records::Stored<Step>> steps;
  std::vector<records::Stored<Agreement>> agreements;
  [[nodiscard]] std::vector<records::Stored<Step>> steps_of(std::int64_t goal) const;
};
[[nodiscard]] Plan load_plan(db::Connection& db, const access::Permit& permit);
/// The same, read once for all parts of a page.
[[nodiscard]] const Plan& plan_of(Context& ctx, const access::Permit& permit);

[[nodiscard]] std::string goal_href(CaseId case_id, std::int64_t goal);
[[nodiscard]] html::Fragment state_badge(const Goal& goal);
/// Open goals as cards; reached ones as one muted line each.
[[nodiscard]] html::Fragment cards(const Plan& plan);
/// The case page's section "Ziele (3 offen)".
[[nodiscard]] html::Fragment panel(Context& ctx, const access::Permit& permit);
/// Steps of a goal with who, until when, and the button "Erledigt" for those who may.
[[nodiscard]] html::Fragment step_list(Context& ctx, const cases::Frame& frame, const access::Permit& permit,
                                       std::int64_t goal, const std::vector<records::Stored<Step>>& steps);

/// What the goal's page says of its hints: state and answer of each, and the way to give one; empty if there is neither.
[[nodiscard]] html::Fragment hint_panel(Context& ctx, const cases::OpenCase& opened, const records::Stored<Goal>& goal);

}  // namespace kim::goals
