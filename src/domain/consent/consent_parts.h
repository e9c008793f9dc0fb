// Shared by the files of this slice only.
#pragma once

#include "base/text.h"
#include "domain/consent/consent.h"

namespace kim::consent {

inline constexpr std::string_view consent_text = "einwilligung";

[[nodiscard]] std::unexpected<Error> invalid(std::vector<FieldError> errors);
/// Error: refused, unless the actor has consent_write and answers for the person.
[[nodiscard]] Result<void> answers_for(Context& ctx, db::Tx& tx, SubjectId person);
/// Permit and responsibility in one. Errors: not_found, refused.
[[nodiscard]] Result<access::SubjectPermit> permit_to_write(Context& ctx, db::Tx& tx, PersonId person);

}  // namespace kim::consent
