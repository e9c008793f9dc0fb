// Columns and cells of lists of cases, and the words that stand in them. Pure but for `list_words`.
#pragma once

#include <vector>

#include "domain/access/slice.h"
#include "domain/cases/case_store.h"
#include "platform/html/tables.h"

namespace kim::cases {

/// Kommunen and colleagues of the actor's area, for cells and filters. Kept for half a minute: a list page asks for them
/// each time and they hardly ever change.
struct ListWords {
  std::vector<Reference> municipalities, colleagues;
};
[[nodiscard]] ListWords list_words(Context& ctx);

[[nodiscard]] std::vector<ui::Column> list_columns(access::CaseState state, bool with_responsible);
[[nodiscard]] std::vector<html::Fragment> list_cells(const store::ListRow& row, const ListWords& words,
                                                     access::CaseState state, bool with_responsible, Day today);

}  // namespace kim::cases
