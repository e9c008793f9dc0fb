#include "domain/organisation/organisation_slice.h"

#include "domain/organisation/organisation.h"
#include "domain/organisation/organisation_pages.h"

namespace kim::organisation {
namespace {

void routes(Routes& list) {
  overview_routes(list);
  post_routes(list);
  body_routes(list);
  division_routes(list);
  api_routes(list);
}

template <class T>
std::vector<Reference> named(const std::vector<records::Stored<T>>& list) {
  std::vector<Reference> result;
  for (const auto& one : list) result.push_back({one.id, one.value.name});
  return result;
}

/// Bodies that can employ and be responsible (DP-01).
std::vector<Reference> employers(db::Connection& db) {
  std::vector<Reference> result;
  for (const auto& body : bodies(db))
    if (body.value.controller) result.push_back({body.id, body.value.name});
  return result;
}

std::vector<Reference> what_a_reference_can_point_to(db::Connection& db, std::string_view record) {
  if (record == "body") return named(bodies(db));
  if (record == "employer" || record == "supervision") return employers(db);
  if (record == "team") return named(teams(db));
  if (record == "municipality") return named(municipalities(db));
  if (record == "district") return named(districts(db));
  return {};
}

}  // namespace

Slice organisation_slice() {
  return {
      .name = "organisation",
      .purpose = N_("Stellen, Kommunen, Teams und Planstellen, mit Datum"),
      .rank = 3,
      .routes = routes,
      .records = {&body_record, &team_record, &municipality_record, &district_record, &post_record, &occupancy_record},
      .nav = {{N_("Organisation"), "/organisation", access::Right::organisation_read, 70}},
      .references = what_a_reference_can_point_to,
  };
}

}  // namespace kim::organisation
