// What a referral rests on: the release (or statute) it needs, and whether it holds today. Asked before sending, before the
// letter is printed again and before the body opens it. What it is not: the disclosure itself (consent::disclose).
#pragma once

#include "domain/consent/consent.h"
#include "domain/referrals/referral.h"

namespace kim::referrals {

/// Consent for the case file and, unless a statute allows it, a release that covers the contents. Error: blocked, with the
/// sentence that says what is missing.
[[nodiscard]] Result<void> require_basis(db::Connection& db, SubjectId person, const Referral& referral, Day today);

/// What stands in the person's list of disclosures: the reason given to the body, shortened; for a statute, why it applies.
[[nodiscard]] std::string disclosed_purpose(const Referral& referral);
/// The disclosure that sending makes.
[[nodiscard]] consent::Disclosure disclosure_of(const Referral& referral, Day today);

}  // namespace kim::referrals
