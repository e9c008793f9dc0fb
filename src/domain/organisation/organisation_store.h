// All SQL of the organisation. What it is not: rules (organisation.cpp) or a door for other slices (organisation.h).
#pragma once

#include "domain/organisation/organisation.h"

namespace kim::organisation::store {

[[nodiscard]] const records::Table& body_table();
[[nodiscard]] const records::Table& team_table();
[[nodiscard]] const records::Table& municipality_table();
[[nodiscard]] const records::Table& district_table();
[[nodiscard]] const records::Table& post_table();
[[nodiscard]] const records::Table& occupancy_table();

[[nodiscard]] std::vector<records::Stored<Occupancy>> occupancies_of(db::Connection& db, PostId post);
[[nodiscard]] std::int64_t body_count(db::Connection& db);
/// Whether another municipality has this key.
[[nodiscard]] bool ags_taken(db::Connection& db, std::string_view ags, MunicipalityId but);

}  // namespace kim::organisation::store
