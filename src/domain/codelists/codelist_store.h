// SQL of code entries.
#pragma once

#include <vector>

#include "domain/codelists/codelist.h"

namespace kim::codelists::store {

[[nodiscard]] const records::Table& entries();
[[nodiscard]] std::optional<records::Stored<Entry>> entry(db::Connection& db, std::string_view list,
                                                          std::string_view code);
/// All entries of all lists, in the order they were made.
[[nodiscard]] std::vector<Entry> all(db::Connection& db);

}  // namespace kim::codelists::store
