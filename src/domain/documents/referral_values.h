// What the letter to a body says: as much about the person as the Verweisung releases, not more. Only for this folder.
#pragma once

#include "domain/cases/frame.h"
#include "domain/documents/letter.h"
#include "domain/documents/letter_sheet.h"

namespace kim::documents {

/// Puts words, parts and address of the letter's Verweisung into `sheet`. Errors: not_found, conflict (not sent yet, or
/// ended), blocked (its release does not hold any more).
[[nodiscard]] Result<void> put_referral(Context& ctx, const access::Permit& permit, const cases::Frame& frame,
                                        const Letter& letter, Sheet& sheet);

}  // namespace kim::documents
