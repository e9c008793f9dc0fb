// Whom the other areas of the Kreis have on file, for one question alone: may a new person be known there (H3)? What it is
// not: a right to see them. Whoever asks learns yes or no; nothing that was opened for comparing leaves the people slice.
#pragma once

#include "domain/access/permit.h"

namespace kim::access {

/// All areas but the actor's own. Protected persons stay closed here even to who is responsible for them: their being on
/// file is no answer to anybody. For people/known.h only. Errors: refused without person_write.
[[nodiscard]] Result<Scope> scope_elsewhere(Context& ctx);

}  // namespace kim::access
