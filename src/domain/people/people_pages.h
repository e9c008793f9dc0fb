// Routes of this slice, one function a file. What it is not: for use outside this folder.
#pragma once

#include "domain/access/page.h"
#include "domain/people/person.h"
#include "platform/forms/forms.h"

namespace kim::people {

void person_routes(Routes& r);      // person_page.cpp: the person and the form
void line_routes(Routes& r);        // line_pages.cpp: relatives, residence status, Rechtskreis
void protection_routes(Routes& r);  // protection_pages.cpp
void search_routes(Routes& r);      // search_page.cpp
void api_routes(Routes& r);         // people_api.cpp

/// A person opened for a page.
struct OpenPerson {
  access::SubjectPermit permit;
  records::Stored<Person> person;

  [[nodiscard]] PersonId id() const { return PersonId(person.id); }
};
/// By the first placeholder of the address. Errors: not_found, refused, blocked.
[[nodiscard]] Result<OpenPerson> open_person(Context& ctx, const Ask& ask, access::Right right);

/// Whether and why the person is protected, with the way to change it; empty where there is nothing to say.
[[nodiscard]] html::Fragment protection_panel(Context& ctx, const OpenPerson& opened);

/// A form page below a person: crumbs, "Fehler:" and 422 if there are errors. `what` begins the summary's title.
struct FormPage {
  std::string title;
  std::string what;    // "Die Angaben sind noch nicht gespeichert."
  std::string action;  // where the form posts to
  std::string button;  // "Angaben speichern"
  html::Fragment controls;
  html::Fragment above{};    // between title and form
  std::int64_t version = 0;  // 0: a new record
};
[[nodiscard]] http::Response show_form(Context& ctx, const OpenPerson& opened, const forms::Input& input,
                                       FormPage form);

}  // namespace kim::people
