// Shared by the files of this slice only.
#pragma once

#include <algorithm>

#include "domain/consent/consent.h"

namespace kim::consent {

inline constexpr std::string_view consent_text = "einwilligung";

[[nodiscard]] inline bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}
/// Labels joined by ", ".
[[nodiscard]] std::string code_words(std::string_view list, const std::vector<std::string>& codes);

[[nodiscard]] std::unexpected<Error> invalid(std::vector<FieldError> errors);
/// Error: refused, unless the actor has consent_write and answers for the person.
[[nodiscard]] Result<void> answers_for(Context& ctx, db::Tx& tx, SubjectId person);
/// Permit and responsibility in one. Errors: not_found, refused.
[[nodiscard]] Result<access::SubjectPermit> permit_to_write(Context& ctx, db::Tx& tx, PersonId person);

}  // namespace kim::consent
