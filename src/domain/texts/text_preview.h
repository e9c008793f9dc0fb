// A text as PDF with invented values, so that it can be looked at before anybody gets it. What it is not: a letter.
#pragma once

#include "domain/texts/text.h"
#include "platform/pdf/pdf.h"

namespace kim::texts {

/// `text` with invented values; a translation beside `german` if the two fit, else alone. `german` is null for the German text.
[[nodiscard]] pdf::Document preview(const documents::LetterText& text, const documents::LetterText* german, Day today);

}  // namespace kim::texts
