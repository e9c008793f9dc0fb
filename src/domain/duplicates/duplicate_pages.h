// Routes of this slice and the parts they share. What it is not: for other slices.
#pragma once

#include <string>

#include "domain/access/routes.h"
#include "domain/duplicates/duplicates.h"
#include "platform/html/html.h"

namespace kim::duplicates {

void list_routes(Routes& routes);
void merge_routes(Routes& routes);
void api_routes(Routes& routes);

inline constexpr std::string_view list_href = "/personen/dubletten";
/// Compare page with `kept` as the file that stays.
[[nodiscard]] std::string compare_href(PersonId kept, PersonId other);
/// "Rahimi, Parwin, geboren 24.05.1991".
[[nodiscard]] std::string name_and_birth(const people::Person& person);

}  // namespace kim::duplicates
