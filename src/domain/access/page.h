// The page shell filled for the actor: header, search, navigation by right, message, case bar, footer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/access/context.h"
#include "domain/access/slice.h"
#include "platform/html/components.h"
#include "platform/html/html.h"
#include "platform/http/http.h"

namespace kim {

struct Crumb {
  std::string label;
  std::string href;  // empty for the last one
};

struct Page {
  std::string title;           // h1 and, with ` – KIM <tenant>`, the title element
  std::string title_detail{};  // more for the title element only: "Kontakt erfassen, Parwin Rahimi"
  std::string nav{};           // href of the current main navigation item
  std::vector<Crumb> crumbs{};
  html::Fragment heading{};  // h1 content if it needs markup; else `title` is used
  std::string sub{};         // one line beneath
  html::Fragment actions{};  // buttons at the end of the page head
  html::Fragment above{};    // case bar: sits between navigation and main
  html::Fragment tabs{};     // case sub-navigation
  html::Fragment content;
  int status = 200;
  bool error = false;  // title begins "Fehler: "
  bool print_wide = false;
  std::string search_word{};  // kept in the header's search field
};

/// The finished answer. Shows and clears the message left by `done`.
[[nodiscard]] http::Response show(Context& ctx, Page page);
/// A page without navigation, for those who are not (fully) signed in. `narrow`: the column of the sign-in form.
enum class Column : std::uint8_t { narrow, text };
[[nodiscard]] http::Response show_bare(Context& ctx, Page page, Column column);
/// 303 to `location`; the next page shows `message` on top (role="status"). Kept in a sealed cookie, not in the address.
[[nodiscard]] http::Response done(Context& ctx, std::string location, std::string message);
/// A page (or problem+json below /api/) for an error; conflict and invalid are normally handled by the form itself.
[[nodiscard]] http::Response error_page(Context& ctx, const Ask& ask, const Error& error);
/// A page for a fault or bug (503; the caller may set 500): needs no database and no session.
[[nodiscard]] http::Response fault_page(Context& ctx, const Ask& ask, std::string_view sentence);
/// <form method="post"> with the CSRF field. `parts` are the children.
[[nodiscard]] html::Fragment post_form(Context& ctx, std::string_view action, html::Fragment children,
                                       std::string_view css_class = "kim-form kim-form--narrow");

}  // namespace kim

/// In a handler: value of a Result, or return its error page. Needs `ctx` and `ask` in scope.
#define SHOW_OR_FAIL(expression)                                                        \
  __extension__({                                                                       \
    auto&& kim_result = (expression);                                                   \
    if (!kim_result) return ::kim::error_page(ctx, ask, std::move(kim_result).error()); \
    std::move(kim_result).value();                                                      \
  })
