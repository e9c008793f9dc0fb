// Prints of what is signed elsewhere: a version of the Zielvereinbarung, the confirmation of a withdrawal.
#pragma once

#include "domain/access/permit.h"

namespace kim::documents {

/// A signed version as PDF, German beside `language`; leaves an audit entry "printed". Needs case_read, also in a closed case.
/// Errors: as permit_case; not_found (no such version, no text frozen, no such language); conflict (the text does not fit its
/// hash).
[[nodiscard]] Result<std::string> print_agreement(Context& ctx, CaseId id, std::int64_t agreement,
                                                  std::string_view language);

}  // namespace kim::documents
