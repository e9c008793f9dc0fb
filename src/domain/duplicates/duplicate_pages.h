// Routes of this slice and the parts they share. What it is not: for other slices.
#pragma once

#include <string>

#include "domain/access/slice.h"
#include "domain/duplicates/duplicates.h"
#include "platform/html/html.h"

namespace kim::duplicates {

void list_routes(Routes& routes);
void merge_routes(Routes& routes);
void api_routes(Routes& routes);
void known_routes(Routes& routes);      // known_pages.cpp: Klärungen
void known_api_routes(Routes& routes);  // known_api.cpp

/// On the case's page: what became of the question whether another area knows the person; empty if nobody asked.
[[nodiscard]] html::Fragment question_panel(Context& ctx, const access::Permit& permit);
/// To the coordination: how many questions are open.
[[nodiscard]] html::Fragment questions_home_panel(Context& ctx);
/// To who asked: answers not yet taken note of.
void due_answers(Context& ctx, std::vector<DueItem>& items);

inline constexpr std::string_view list_href = "/personen/dubletten";
/// Compare page with `kept` as the file that stays.
[[nodiscard]] std::string compare_href(PersonId kept, PersonId other);
/// "Rahimi, Parwin, geboren 24.05.1991".
[[nodiscard]] std::string name_and_birth(const people::Person& person);

}  // namespace kim::duplicates
