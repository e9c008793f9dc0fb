// Who may do what: the one table. Printed by `kim docs` as Rollen- und Berechtigungskonzept, tested for every route x role.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kim::access {

enum class Role : std::uint8_t {
  case_management,  // Case Management
  coordination,     // koordinierende Stelle
  administration,   // IT: accounts and settings, no content (law.md DP-15)
  data_protection,  // Datenschutz: logs, registers, blocked cases
  uma_provider,     // IN VIA: as case management, closed area of its own
  authority_post,   // ABH/EBH Baustein 3: only what is addressed to it (DP-20)
  steering_member,  // Lenkungsgruppe: no personal data (DP-46)
  management,       // Geschäftsführung
};
inline constexpr std::size_t role_count = 8;

enum class Right : std::uint8_t {
  own_account,   // profile, password, second factor, sign out
  home,          // Mein Tag
  case_list,     // lists and search inside the own scope
  case_read,     // open a case
  case_write,    // change a case: responsible or deputy
  case_contact,  // note a contact or task in a case of the own team
  case_create,   // open a case file
  case_close,
  person_read,
  person_write,
  person_search,
  inquiry_read,
  inquiry_write,
  short_advice_count,  // tally of anonymous advice
  consent_read,
  consent_write,     // record consent, release, withdrawal
  assessment_write,  // intake, assessment, decision
  goal_write,
  referral_read,
  referral_write,     // send a referral
  referral_answer,    // inbox of an addressed body
  blocked_case_read,  // content of a blocked case (named privacy role)
  emergency_use,      // open a case of another area in an emergency, for two hours (O7)
  organisation_read,
  organisation_write,
  account_manage,
  codelist_write,  // keep the code lists that no rule depends on
  audit_read,
  privacy_registers,  // processing register, rights concept
  settings_read,      // doctor, health details
  open_hours_write,   // rooms and Sprechstunden of the own team
  import_write,       // take in persons, cases, contacts from tables (ADR 0012)
  network_work,       // network contacts without a case (L7)
  mail_manage,        // outbox: state and another try, replies; no contents
  known_answer,       // settle whether a new person is known in another area (H3)
  api_use,            // tokens for /api/v1
};
inline constexpr std::size_t right_count = static_cast<std::size_t>(Right::api_use) + 1;

/// Whether the role has the right at all. Which case, team or body it reaches is decided by Permit and Scope.
[[nodiscard]] bool has(Role role, Right right);

struct RoleInfo {
  Role role;
  std::string_view code;     // as stored: "case_management"
  std::string_view label;    // German
  std::string_view purpose;  // German sentence for the rights concept
};
struct RightInfo {
  Right right;
  std::string_view code;
  std::string_view label;    // German: "Fall öffnen"
  std::string_view refusal;  // German sentence after "Dafür fehlt Ihnen die Berechtigung." who may
};
[[nodiscard]] std::span<const RoleInfo> roles();
[[nodiscard]] std::span<const RightInfo> rights();
[[nodiscard]] const RoleInfo& info(Role role);
[[nodiscard]] const RightInfo& info(Right right);

}  // namespace kim::access
