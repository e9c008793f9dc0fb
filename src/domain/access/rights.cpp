#include "domain/access/rights.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/check.h"

namespace kim::access {
namespace {

constexpr std::string_view N_(std::string_view text) { return text; }

constexpr RoleInfo role_table[] = {
    {Role::case_management, "case_management", N_("Case Management"),
     N_("Begleitet Menschen in der eigenen Region. Liest Fälle des eigenen Teams, ändert nur, wofür sie oder er "
        "zuständig ist.")},
    {Role::coordination, "coordination", N_("Koordinierende Stelle"),
     N_("Bündelt, was die Fallarbeit zeigt, und pflegt die Organisation. Sieht keine Fallinhalte.")},
    {Role::administration, "administration", N_("Administration"),
     N_("Verwaltet Konten und Einstellungen. Sieht keine Fallinhalte (§ 203 StGB).")},
    {Role::data_protection, "data_protection", N_("Datenschutz"),
     N_("Prüft Protokoll und Verzeichnisse. Öffnet gesperrte Fälle für die Löschprüfung.")},
    {Role::uma_provider, "uma_provider", N_("UmA-Träger"),
     N_("Begleitet junge Geflüchtete im eigenen, abgeschlossenen Bereich.")},
    {Role::authority_post, "authority_post", N_("Stelle in ABH oder EBH"),
     N_("Sieht nur Verweisungen, die an die eigene Behörde gerichtet sind.")},
    {Role::steering_member, "steering_member", N_("Mitglied der Lenkungsgruppe"),
     N_("Sieht Organisation und zusammengefasste Zahlen, keine Personen.")},
    {Role::management, "management", N_("Geschäftsführung"),
     N_("Sieht Organisation, Stellen und zusammengefasste Zahlen, keine Personen.")},
};
static_assert(std::size(role_table) == role_count);

using enum Role;
using Roles = std::uint32_t;
constexpr Roles of(std::initializer_list<Role> list) {
  Roles bits = 0;
  for (const Role role : list) bits |= 1U << static_cast<unsigned>(role);
  return bits;
}
constexpr Roles everybody = (1U << role_count) - 1;
constexpr Roles casework = of({case_management, uma_provider});

struct Line {
  RightInfo info;
  Roles roles;
};

constexpr std::string_view only_casework = N_("Das dürfen nur Fachkräfte im Case Management und beim UmA-Träger.");
constexpr std::string_view only_responsible = N_("Das darf nur, wer für den Fall zuständig ist oder vertritt.");

constexpr Line right_table[] = {
    {{Right::own_account, "own_account", N_("Eigenes Konto führen"), ""}, everybody},
    {{Right::home, "home", N_("Mein Tag öffnen"), ""}, everybody},
    {{Right::case_list, "case_list", N_("Fälle im eigenen Bereich auflisten"), only_casework}, casework},
    {{Right::case_read, "case_read", N_("Fall öffnen"), only_casework}, casework},
    {{Right::case_write, "case_write", N_("Fall ändern"), only_responsible}, casework},
    {{Right::case_contact, "case_contact", N_("Kontakt und Aufgabe erfassen"), only_casework}, casework},
    {{Right::case_create, "case_create", N_("Fallakte anlegen"), only_casework}, casework},
    {{Right::case_close, "case_close", N_("Fall abschließen und wieder öffnen"), only_responsible}, casework},
    {{Right::person_read, "person_read", N_("Person ansehen"), only_casework}, casework},
    {{Right::person_write, "person_write", N_("Person anlegen und ändern"), only_casework}, casework},
    {{Right::person_search, "person_search", N_("Personen suchen"), only_casework}, casework},
    {{Right::inquiry_read, "inquiry_read", N_("Anfragen ansehen"), only_casework}, casework},
    {{Right::inquiry_write, "inquiry_write", N_("Anfrage aufnehmen"), only_casework}, casework},
    {{Right::short_advice_count, "short_advice_count", N_("Kurzberatung zählen"), only_casework}, casework},
    {{Right::consent_read, "consent_read", N_("Einwilligungen ansehen"), only_casework}, casework},
    {{Right::consent_write, "consent_write", N_("Einwilligung, Entbindung und Widerruf aufnehmen"), only_responsible},
     casework},
    {{Right::assessment_write, "assessment_write", N_("Erstgespräch, Einschätzung und Entscheidung schreiben"),
      only_responsible},
     casework},
    {{Right::goal_write, "goal_write", N_("Ziele und Schritte schreiben"), only_responsible}, casework},
    {{Right::referral_read, "referral_read", N_("Verweisungen ansehen"), only_casework}, casework},
    {{Right::referral_write, "referral_write", N_("Verweisen"), only_responsible}, casework},
    {{Right::referral_answer, "referral_answer", N_("Eingegangene Verweisungen beantworten"),
      N_("Das dürfen nur die Stellen, an die eine Verweisung gerichtet ist.")},
     of({authority_post})},
    {{Right::blocked_case_read, "blocked_case_read", N_("Gesperrten Fall öffnen"), N_("Das darf nur der Datenschutz.")},
     of({data_protection})},
    {{Right::emergency_use, "emergency_use", N_("Fall eines anderen Teams im Notfall öffnen"), only_casework},
     casework},
    {{Right::organisation_read, "organisation_read", N_("Organisation und Stellen ansehen"), ""}, everybody},
    {{Right::organisation_write, "organisation_write",
      N_("Organisation und Stellen pflegen, Strukturhinweise beantworten"),
      N_("Das dürfen nur die koordinierenden Stellen und die Geschäftsführung.")},
     of({coordination, management})},
    {{Right::account_manage, "account_manage", N_("Konten verwalten"), N_("Das darf nur die Administration.")},
     of({administration})},
    {{Right::codelist_write, "codelist_write", N_("Codelisten und Texte pflegen"),
      N_("Das dürfen nur Administration und koordinierende Stellen.")},
     of({administration, coordination})},
    {{Right::audit_read, "audit_read", N_("Protokoll ansehen und prüfen"), N_("Das darf nur der Datenschutz.")},
     of({data_protection})},
    {{Right::privacy_registers, "privacy_registers", N_("Verzeichnisse zum Datenschutz ansehen"),
      N_("Das dürfen nur Datenschutz, Administration und koordinierende Stellen.")},
     of({data_protection, administration, coordination})},
    {{Right::settings_read, "settings_read", N_("Zustand des Programms ansehen"),
      N_("Das dürfen nur Administration und Datenschutz.")},
     of({administration, data_protection})},
    {{Right::open_hours_write, "open_hours_write", N_("Sprechstunden und Räume pflegen"), only_casework}, casework},
    {{Right::import_write, "import_write", N_("Daten aus Tabellen einlesen"), only_casework}, casework},
    {{Right::network_work, "network_work", N_("Netzwerkarbeit erfassen und zählen"),
      N_("Das dürfen nur Fachkräfte im Case Management, beim UmA-Träger und koordinierende Stellen.")},
     of({case_management, uma_provider, coordination})},
    {{Right::mail_manage, "mail_manage", N_("Postausgang betreuen"), N_("Das darf nur die Administration.")},
     of({administration})},
    {{Right::known_answer, "known_answer", N_("Klären, ob eine Person anderswo bekannt ist"),
      N_("Das dürfen nur die koordinierenden Stellen.")},
     of({coordination})},
    {{Right::api_use, "api_use", N_("Schnittstelle nutzen"), N_("Das dürfen nur Konten für Anbindungen.")},
     of({case_management, uma_provider, authority_post, administration})},
};
static_assert(std::size(right_table) == right_count);

constexpr auto right_infos = [] {
  std::array<RightInfo, right_count> list{};
  for (std::size_t i = 0; i < right_count; ++i) list[i] = right_table[i].info;
  return list;
}();

constexpr bool in_order() {
  for (std::size_t i = 0; i < right_count; ++i)
    if (static_cast<std::size_t>(right_table[i].info.right) != i) return false;
  for (std::size_t i = 0; i < role_count; ++i)
    if (static_cast<std::size_t>(role_table[i].role) != i) return false;
  return true;
}
static_assert(in_order(), "tables are indexed by their enum");

}  // namespace

bool has(Role role, Right right) {
  return (right_table[static_cast<std::size_t>(right)].roles >> static_cast<unsigned>(role) & 1U) != 0;
}

std::span<const RoleInfo> roles() { return role_table; }
std::span<const RightInfo> rights() { return right_infos; }
const RoleInfo& info(Role role) { return role_table[static_cast<std::size_t>(role)]; }
const RightInfo& info(Right right) { return right_infos[static_cast<std::size_t>(right)]; }

}  // namespace kim::access
