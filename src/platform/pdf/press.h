// Drawing a document page by page with cairo; notes the language of each tag in the order they are opened.
// Only for platform/pdf.
#pragma once

#include "platform/pdf/finish.h"
#include "platform/pdf/typeset.h"

namespace kim::pdf {

/// `total`: what the footers name as number of pages.
[[nodiscard]] Drawn draw(const Document& document, PangoContext* context, int total);

}  // namespace kim::pdf
