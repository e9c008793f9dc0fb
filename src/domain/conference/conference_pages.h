// Routes of the conference slice, one function per file of pages, and what they share.
#pragma once

#include <string>
#include <unordered_map>

#include "domain/access/page.h"
#include "domain/cases/frame.h"
#include "domain/conference/conference_store.h"
#include "platform/forms/forms.h"

namespace kim::conference {

void case_routes(Routes& routes);     // conference_pages.cpp: list, plan, change, cancel
void conduct_routes(Routes& routes);  // conduct_pages.cpp: one conference, its bodies, minutes, agreements
void print_routes(Routes& routes);    // print_pages.cpp
void api_routes(Routes& routes);      // conference_api.cpp

inline constexpr std::string_view tab = "konferenzen";

/// "/faelle/4711/konferenzen" and below.
[[nodiscard]] std::string list_href(CaseId id);
[[nodiscard]] std::string href_of(CaseId id, std::int64_t conference, std::string_view act = {});
[[nodiscard]] html::Fragment state_badge(std::string_view state);
/// The page inside its case.
[[nodiscard]] http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb = {});

/// Names of all bodies, by id; one query.
using BodyNames = std::unordered_map<std::int64_t, std::string>;
[[nodiscard]] BodyNames body_names(db::Connection& db);
[[nodiscard]] std::string name_of(const BodyNames& names, BodyId id);

}  // namespace kim::conference
