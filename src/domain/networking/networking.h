// Network contacts (L7): work with partners that belongs to no case, recorded and counted per month and kind.
// What it is not: a contact of a case (contacts), or a person's Netzwerkkarte (family). No personal data of clients.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "domain/access/context.h"
#include "domain/records/records.h"

namespace kim::networking {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct NetworkContact {
  std::optional<Day> on;
  std::string kind;   // code list "network_contact_kind"
  std::string topic;  // code list "field_of_action"
  std::optional<std::int64_t> minutes;
  std::string others;  // partners that are in no register
  std::string outcome;
  std::string note;
  std::string partners;  // kept: ids of bodies, " 201 204 "
  TeamId team;           // kept: whose count it is; none for coordinating bodies
};
inline constexpr std::string_view no_clients = N_("Keine Namen und keine Angaben zu Ratsuchenden.");
inline constexpr record::Field network_contact_fields[] = {
    record::field<&NetworkContact::on>("held_on", N_("Tag"), record::past_day(), must, open, "Zählung"),
    record::field<&NetworkContact::kind>("kind", N_("Art"), record::code("network_contact_kind"), must, open,
                                         "Zählung"),
    record::field<&NetworkContact::topic>("topic", N_("Thema"), record::code("field_of_action"), should, open,
                                          "Zählung"),
    record::field<&NetworkContact::minutes>("minutes", N_("Minuten"), record::number(1, 1440), should, open, "Zählung"),
    record::field<&NetworkContact::others>("others", N_("Weitere Beteiligte"), record::text(300), may, open,
                                           "Netzwerkarbeit",
                                           N_("Stellen und Gruppen, die nicht im Verzeichnis stehen. Keine Namen von "
                                              "Ratsuchenden.")),
    record::field<&NetworkContact::outcome>("outcome", N_("Ergebnis"), record::long_text(600), should, open,
                                            "Netzwerkarbeit", no_clients),
    record::field<&NetworkContact::note>("note", N_("Notiz"), record::long_text(1000), may, open, "Netzwerkarbeit",
                                         no_clients),
    record::field<&NetworkContact::partners>("partners", N_("Beteiligte Stellen"), record::text(300), kept, open,
                                             "Netzwerkarbeit"),
    record::field<&NetworkContact::team>("team_id", N_("Team"), record::reference(), kept, open, "Zählung"),
};
inline constexpr record::Record network_contact_record{"network_contact", N_("Netzwerkkontakt"),
                                                       network_contact_fields};

using Stored = records::Stored<NetworkContact>;
using Bodies = std::vector<BodyId>;

// ---- rules, pure ----

inline constexpr std::size_t partners_most = 10;

[[nodiscard]] std::string joined(const Bodies& bodies);         // " 201 204 "; empty for none
[[nodiscard]] Bodies bodies_of(const NetworkContact& contact);  // in the order they were chosen
/// Somebody took part; no body twice, at most partners_most. Errors at "others" and "partner".
[[nodiscard]] std::vector<FieldError> check(const NetworkContact& contact);

// ---- acts: network_work ----

/// Errors: refused, invalid (rules; a body that does not exist).
[[nodiscard]] Result<std::int64_t> note_contact(Context& ctx, NetworkContact contact, const Bodies& bodies);
/// By whoever noted it. Errors: not_found (another team's), refused (a colleague's), conflict, invalid.
[[nodiscard]] Result<void> correct_contact(Context& ctx, std::int64_t id, std::int64_t version, NetworkContact contact,
                                           const Bodies& bodies);
/// By whoever noted it, for good. Errors as above.
[[nodiscard]] Result<void> remove_contact(Context& ctx, std::int64_t id, std::int64_t version);

// ---- for other slices ----

/// How many contacts an account noted since `from`, and how many minutes they took.
struct Sum {
  long long count = 0, minutes = 0;
};
[[nodiscard]] Sum sum_since(db::Connection& db, AccountId author, Day from);

}  // namespace kim::networking
