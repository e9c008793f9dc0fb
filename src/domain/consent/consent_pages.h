// The routes of this slice and what its pages share.
#pragma once

#include "domain/access/page.h"
#include "domain/access/routes.h"
#include "domain/consent/consent_views.h"

namespace kim::consent {

void overview_routes(Routes& routes);
void withdrawal_routes(Routes& routes);
void print_routes(Routes& routes);
void api_routes(Routes& routes);

/// Permit and identity of the person a page is about.
struct Opened {
  access::SubjectPermit permit;
  records::Stored<people::Person> person;
  std::string name;
  std::string home;  // where the overview is seen: in the case if there is one
};
/// For pages that only show. Errors: not_found, refused.
[[nodiscard]] Result<Opened> open_person(Context& ctx, const Ask& ask);
/// For pages with a form that writes. Errors: also refused if the actor does not answer for the person.
[[nodiscard]] Result<Opened> open_to_write(Context& ctx, const Ask& ask);
/// Title, crumbs and navigation; `crumb` empty: the overview itself.
[[nodiscard]] Page page_of(const Opened& opened, std::string title, std::string crumb);
/// The read entry; after everything is loaded.
void note_opened(Context& ctx, const Opened& opened, std::string_view purpose);

struct FormPage {
  std::string title, sub, not_saved, act, button;
};
/// A page with one form. Status 422 if the input has errors.
[[nodiscard]] http::Response show_form(Context& ctx, const Opened& opened, const FormPage& form,
                                       const forms::Input& input, const html::Fragment& controls,
                                       const html::Fragment& side = {});

}  // namespace kim::consent
