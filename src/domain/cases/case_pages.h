// Routes of the cases slice, one function per file of pages. What it is not: a list for other slices.
#pragma once

#include "domain/access/page.h"
#include "domain/access/permit.h"
#include "domain/access/routes.h"
#include "domain/cases/frame.h"

namespace kim::cases {

void list_routes(Routes& routes);         // case_list_pages.cpp
void opening_routes(Routes& routes);      // opening_pages.cpp
void overview_routes(Routes& routes);     // overview_pages.cpp
void history_routes(Routes& routes);      // history_pages.cpp
void responsible_routes(Routes& routes);  // responsible_pages.cpp
void closing_routes(Routes& routes);      // closing_pages.cpp
void api_routes(Routes& routes);          // case_api.cpp

/// The answer for a page of a case that could not be opened: for a blocked case title, reason, whom to ask (423), and the
/// way to the consent; otherwise the usual error page.
[[nodiscard]] http::Response not_opened(Context& ctx, const Ask& ask, const Error& error);

}  // namespace kim::cases

/// In a handler: permit and frame, or the answer that says why not. Needs `ctx` and `ask` in scope.
#define OPEN_OR_SAY(...)                                                            \
  __extension__({                                                                   \
    auto kim_opened = ::kim::cases::open_case(ctx, ask, __VA_ARGS__);               \
    if (!kim_opened) return ::kim::cases::not_opened(ctx, ask, kim_opened.error()); \
    std::move(*kim_opened);                                                         \
  })
