// What an addressed body sees of a referral, the same in its inbox and through a reply link.
#pragma once

#include "domain/people/person.h"
#include "domain/referrals/referral.h"
#include "platform/html/html.h"

namespace kim::referrals {

/// The question, and of the person what was released.
[[nodiscard]] html::Fragment question_part(const Referral& referral, const people::Person& person);
/// State, sender, days, and what it rests on.
[[nodiscard]] html::Fragment side_part(Context& ctx, const Received& received);

}  // namespace kim::referrals
