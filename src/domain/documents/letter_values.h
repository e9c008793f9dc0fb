// What is put into a letter: the facts of the case, in the words of each language. Only for this folder.
#pragma once

#include "domain/cases/frame.h"
#include "domain/documents/letter.h"
#include "domain/documents/letter_sheet.h"

namespace kim::documents {

/// The letter of an opened case, ready to be composed. Errors: not_found, conflict, blocked (a Verweisung that may not be
/// printed any more).
[[nodiscard]] Result<Sheet> sheet_for(Context& ctx, const access::Permit& permit, const cases::Frame& frame,
                                      const records::Stored<Letter>& letter);

}  // namespace kim::documents
