// The demo world's papers of a case: an invitation in the person's language and a document she brought along.
#pragma once

#include <string>

#include "domain/access/context.h"
#include "domain/ids.h"

namespace kim::app::demo {

[[nodiscard]] Result<DocumentId> papers(Context& ctx, CaseId id, const std::string& letter_language);

}  // namespace kim::app::demo
