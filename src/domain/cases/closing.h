// What a closing form begins with. What it is not: the act (case.h, close_case).
#pragma once

#include "domain/cases/case.h"

namespace kim::cases {

/// Today; language and housing at the end as the person has them now, at the start as they were when the person was
/// entered; after a re-opening the start of the first closing.
[[nodiscard]] Closure suggested_closure(Context& ctx, const access::Permit& permit,
                                        const records::Stored<people::Person>& person);

}  // namespace kim::cases
