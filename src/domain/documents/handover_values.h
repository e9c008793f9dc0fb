// What a letter says of a handover: who accompanies the person from now on, and what becomes of the consent. Only for this
// folder.
#pragma once

#include <optional>

#include "domain/access/context.h"
#include "domain/documents/letter_texts.h"
#include "domain/handover/handover_store.h"

namespace kim::documents {

/// The newest handover of the case that is offered or taken over; what was declined or taken back is none.
[[nodiscard]] std::optional<handover::store::Found> latest_handover(Context& ctx, const access::Permit& permit);
/// Names of both sides, place and day, and the conditions of the lines that hold for this handover (data/letters/README.md).
void put_handover(Context& ctx, const handover::store::Found& handover, Words& words);
/// Why there is no letter, as a sentence.
[[nodiscard]] std::string no_handover();

}  // namespace kim::documents
