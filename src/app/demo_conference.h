// Fallkonferenzen and reminders of the demo world, by the acts a user would do. What it is not: when (demo_story.cpp).
#pragma once

#include <map>
#include <string>

#include "app/demo_data.h"
#include "domain/conference/conference.h"

namespace kim::app::demo {

using Bodies = std::map<std::string, BodyId>;

/// Planned for its day, with its bodies; one whose release does not cover the contents is noted as left out.
[[nodiscard]] Result<conference::ConferenceId> plan_conference(Context& ctx, CaseId id, const Conference& data,
                                                               const Bodies& bodies);
/// It took place today: all came who were asked to; what was agreed lives on as tasks.
[[nodiscard]] Result<void> hold_conference(Context& ctx, CaseId id, conference::ConferenceId conference,
                                           const Conference& data);
/// The body was called; a new link goes out with the letter.
[[nodiscard]] Result<void> ask_again(Context& ctx, CaseId id, ReferralId referral, const std::string& said);

}  // namespace kim::app::demo
