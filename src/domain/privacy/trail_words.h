// The words of the audit trail as a reader without the source understands them. Pure.
#pragma once

#include <string>
#include <string_view>

#include "domain/access/slice.h"

namespace kim::privacy {

/// What an entry is about: the label of a record, or of what is none ("session"). The word itself if nobody knows it.
[[nodiscard]] std::string thing_word(const std::vector<Slice>& slices, std::string_view what);
/// Why something was opened: a page of the case, a list, the API.
[[nodiscard]] std::string occasion_word(const std::vector<Slice>& slices, std::string_view purpose);
/// "rows=6 view=meine" becomes "Einträge: 6, Ansicht: meine"; single words become their labels. Hidden search words go away.
[[nodiscard]] std::string note_words(std::string_view note);

}  // namespace kim::privacy
