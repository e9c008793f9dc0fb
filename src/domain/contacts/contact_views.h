// What contacts look like: the form, the panels beside it, entries of the timeline. Inside of contacts only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/cases/frame.h"
#include "domain/contacts/contact.h"
#include "domain/drafts/draft.h"
#include "platform/forms/forms.h"

namespace kim::contacts {

using Contacts = std::vector<records::Stored<Contact>>;

[[nodiscard]] Reader reader_of(const Context& ctx, const access::Permit& permit,
                               const records::Stored<Contact>& contact);
/// "contact:4711": the one new contact of a case that an account may have in the making.
[[nodiscard]] drafts::Key draft_key(CaseId id);
[[nodiscard]] std::string contact_href(CaseId case_id, std::int64_t contact);

// ---- the form ----

/// What was typed, read: the contact, the next step if there is one, and what is wrong.
struct Typed {
  Contact contact;
  std::optional<tasks::Task> next_step;
  std::vector<FieldError> errors;
};
/// Starts from `contact`, so that what the form does not show stays.
[[nodiscard]] Typed read_form(const http::Form& form, Day today, Contact contact);

/// A correction has no next step, and only the author decides about `entrusted`.
struct FormParts {
  bool next_step = true;
  bool entrusted = true;
};
/// Error summary and controls, without the buttons.
[[nodiscard]] html::Fragment controls(const Context& ctx, const forms::Input& input, const FormParts& parts);
/// "Beim letzten Mal" and "Offene Schritte".
[[nodiscard]] html::Fragment side_panels(Context& ctx, const access::Permit& permit, const Contacts& last,
                                         const std::vector<records::Stored<tasks::Task>>& open);

// ---- slice ----
void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries);
/// "Diese Woche" on Mein Tag.
[[nodiscard]] html::Fragment week_panel(Context& ctx);
void page_routes(Routes& routes);
void choose_routes(Routes& routes);
void api_routes(Routes& routes);

}  // namespace kim::contacts
