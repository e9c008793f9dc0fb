// The parts of the pages about consent; cases shows `consent_overview` in its tab. What it is not: routes or rights.
#pragma once

#include <string>

#include "domain/consent/consent_store.h"
#include "domain/people/person.h"
#include "platform/forms/forms.h"
#include "platform/html/html.h"

namespace kim::consent {

/// "/personen/4711/einwilligung" and below it.
[[nodiscard]] std::string consent_href(SubjectId person, std::string_view act = {});

/// What is allowed, to whom, and who has received what. `base_href` is where the acts are: consent_href(person).
[[nodiscard]] html::Fragment consent_overview(Context& ctx, const access::SubjectPermit& permit,
                                              const std::string& base_href);
/// Buttons of the page head: print, record or renew, withdraw. Acts only for those who may.
[[nodiscard]] html::Fragment consent_actions(Context& ctx, const access::SubjectPermit& permit,
                                             const std::string& base_href);

// ---- the consent's form, also for the page that opens a case file ----

/// Fields of the form, for forms::parse.
inline constexpr std::string_view consent_form_fields[] = {
    "purposes", "text_version", "text_language", "given_on",    "valid_until",      "channel",
    "proof",    "given_by",     "guardian_name", "interpreter", "information_given"};
/// Prefilled with today and the newest text; no purpose is ticked.
[[nodiscard]] Consent new_consent(Context& ctx);
[[nodiscard]] html::Fragment consent_controls(Context& ctx, const forms::Input& input);

[[nodiscard]] html::Fragment release_controls(Context& ctx, const forms::Input& input);
[[nodiscard]] html::Fragment disclosure_controls(Context& ctx, const forms::Input& input);

// ---- words ----
/// "Alles", "Angaben zur Gesundheit", "Entbindung gegenüber ...".
[[nodiscard]] std::string withdrawal_words(const Withdrawal& withdrawal, const std::vector<ReleaseState>& releases);

}  // namespace kim::consent
