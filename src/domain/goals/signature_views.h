// What signing on the screen looks like: fields to draw in, and what was drawn.
#pragma once

#include <string>
#include <vector>

#include "domain/goals/signature.h"
#include "domain/records/records.h"
#include "platform/forms/forms.h"
#include "platform/html/html.h"

namespace kim::goals {

/// The part of the form that shows when "drawn" is chosen: a field for the person, one for who represents her, one for the
/// case manager. Without script it says that one signs on paper.
[[nodiscard]] html::Fragment drawing_part(const forms::Input& input, const std::string& person,
                                          const std::string& staff);
/// Each signature drawn, with name and day; empty if none. A signature whose hash is not `text_hash` is marked.
[[nodiscard]] html::Fragment signatures_view(const std::vector<records::Stored<Signature>>& signatures,
                                             std::string_view text_hash);

}  // namespace kim::goals
