// Drawing a document page by page with cairo; notes the language of each tag in the order they are opened.
// Only for platform/pdf.
#pragma once

#include <string>
#include <vector>

#include "platform/pdf/typeset.h"

namespace kim::pdf {

/// What cairo wrote, and the language of each structure element in order ("" = that of its parent).
struct Drawn {
  std::string bytes;
  std::vector<std::string> languages;
  int pages = 1;
};
/// `total`: what the footers name as number of pages.
[[nodiscard]] Drawn draw(const Document& document, PangoContext* context, int total);

/// Name of the tag that finish() turns into artifacts: page furniture and rules.
inline constexpr const char* furniture = "NonStruct";

/// Languages, title, scopes, document element, artifacts. Deterministic.
[[nodiscard]] std::string finish(const Document& document, const Drawn& drawn);

}  // namespace kim::pdf
