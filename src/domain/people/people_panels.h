// Parts of pages that show a person, for this slice's pages and those of a case. Each loads what it shows, with the
// permit the page already has. What it is not: the person's own page (person_page.cpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/access/permit.h"
#include "domain/people/person.h"
#include "domain/people/search.h"
#include "platform/forms/forms.h"
#include "platform/html/html.h"

namespace kim::people {

/// "/personen/4711" and "/personen/4711/<path>".
[[nodiscard]] std::string person_href(PersonId id, std::string_view path = {});
/// "35 Jahre"; empty if the year is unknown.
[[nodiscard]] std::string age_text(const std::optional<PartialDate>& birth, Day today);
/// "35 Jahre · Dari, Deutsch B1": the line below a name. `place` may be empty.
[[nodiscard]] std::string person_line(const Person& person, std::string_view place, Day today);

/// Side panel "Aufenthalt und Leistungen": today's status with its end, today's Rechtskreise, in Germany since.
[[nodiscard]] html::Fragment residence_panel(Context& ctx, const access::SubjectPermit& permit, const Person& person);
/// Both histories, read once for all parts of a page.
struct Residence {
  StatusHistory statuses;
  LegalAreaHistory areas;
};
[[nodiscard]] const Residence& residence_once(Context& ctx, const access::SubjectPermit& permit);
/// Side panel "Familie": who belongs to the person, who is also advised.
[[nodiscard]] html::Fragment family_panel(Context& ctx, const access::SubjectPermit& permit);
/// Warning that the status ends within ten weeks or has ended; empty if there is nothing to warn of.
[[nodiscard]] html::Fragment expiry_alert(Context& ctx, const access::SubjectPermit& permit);

/// Controls of a person's form: what is asked first, the rest folded away. The caller makes the <form> and parses with
/// forms::parse(person_record, ...).
[[nodiscard]] html::Fragment person_controls(Context& ctx, const forms::Input& input);
/// "Vielleicht ist diese Person schon erfasst", with a link to each. Empty if there are none.
[[nodiscard]] html::Fragment duplicates_alert(const std::vector<Hit>& hits);

}  // namespace kim::people
