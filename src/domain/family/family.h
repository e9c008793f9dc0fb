// Family and household (H1): persons on file who live together, with dates; relations between persons on file, noted on
// both sides; the own consent of relatives who are advised along with the person.
// What it is not: the lines about relatives themselves (people), or the file of a relative (cases).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/people/person.h"
#include "domain/records/records.h"

namespace kim::family {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// Somebody's time in a household; a household is all who share its number. One current row a person.
struct HouseholdMember {
  std::int64_t household = 0;
  std::optional<Day> joined_on;
  std::optional<Day> left_on;
};
inline constexpr record::Field household_member_fields[] = {
    record::field<&HouseholdMember::household>("household_id", N_("Haushalt"), record::reference(), kept, category,
                                               "Familie und Haushalt"),
    record::field<&HouseholdMember::joined_on>("joined_on", N_("Im Haushalt seit"), record::day(), kept, category,
                                               "Familie und Haushalt"),
    record::field<&HouseholdMember::left_on>("left_on", N_("Im Haushalt bis"), record::day(), kept, category,
                                             "Familie und Haushalt"),
};
inline constexpr record::Record household_member_record{"household_member", N_("Haushalt"), household_member_fields};

/// What a relative who is advised along has agreed to. The newest row counts.
struct RelativeConsent {
  std::optional<Day> given_on;
  std::string given_by;  // code list "consent_capacity"
  std::string signer;    // who signed, if not the relative
  std::string channel;   // code list "consent_channel"
  std::optional<Day> valid_until;
  std::optional<Day> withdrawn_on;
};
inline constexpr record::Field relative_consent_fields[] = {
    record::field<&RelativeConsent::given_on>("given_on", N_("Unterschrieben am"), record::past_day(), must, open,
                                              "Einwilligung mitberatener Angehöriger"),
    record::field<&RelativeConsent::given_by>("given_by", N_("Wer hat eingewilligt?"), record::code("consent_capacity"),
                                              must, open, "Einwilligung mitberatener Angehöriger"),
    record::field<&RelativeConsent::signer>("signer", N_("Name der vertretenden Person"), record::text(160), may,
                                            personal, "Einwilligung mitberatener Angehöriger",
                                            N_("Nötig, wenn jemand anderes unterschrieben hat")),
    record::field<&RelativeConsent::channel>("channel", N_("Wie liegt die Einwilligung vor?"),
                                             record::code("consent_channel"), must, open,
                                             "Einwilligung mitberatener Angehöriger"),
    record::field<&RelativeConsent::valid_until>("valid_until", N_("Gültig bis"), record::day(), should, open,
                                                 "Befristung"),
    record::field<&RelativeConsent::withdrawn_on>("withdrawn_on", N_("Widerrufen am"), record::past_day(), may, open,
                                                  "Widerruf", N_("Nur, wenn die Einwilligung zurückgenommen wurde")),
};
inline constexpr record::Record relative_consent_record{"relative_consent", N_("Einwilligung einer angehörigen Person"),
                                                        relative_consent_fields};

/// A relation to another person on file; no row of its own: it becomes a line on both sides.
struct Connection {
  PersonId other;
  std::string relation;  // what the other is to the person: code list "relation"
  std::optional<Day> since;
  bool moves_in = false;
  std::optional<Day> moved_on;
};
inline constexpr record::Field connection_fields[] = {
    record::field<&Connection::other>("person_id", N_("Welche Person?"), record::reference(), must, category,
                                      "Familie und Haushalt"),
    record::field<&Connection::relation>("relation", N_("Wie gehört sie dazu?"), record::code("relation"), must,
                                         personal, "Familie und Haushalt"),
    record::field<&Connection::since>("since_on", N_("Seit wann?"), record::past_day(), may, personal,
                                      "Familie und Haushalt"),
    record::field<&Connection::moves_in>("moves_in", N_("Beide leben im selben Haushalt"), record::flag(), may,
                                         category, "Familie und Haushalt"),
    record::field<&Connection::moved_on>("moved_on", N_("Zusammen seit"), record::past_day(), may, category,
                                         "Familie und Haushalt", N_("Leer: seit heute")),
};
inline constexpr record::Record connection_record{"family_connection", N_("Verbindung in der Familie"),
                                                  connection_fields};

/// Who leaves is chosen beside it (several persons), so only the day is described here; no row of its own.
struct Split {
  std::optional<Day> on;
};
inline constexpr record::Field split_fields[] = {
    record::field<&Split::on>("split_on", N_("Ab wann?"), record::past_day(), must, category, "Familie und Haushalt"),
};
inline constexpr record::Record split_record{"household_split", N_("Teilung eines Haushalts"), split_fields};

// ---- rules, pure ----

/// The other side of a relation: child <-> parent, ward <-> guardian; the rest is its own other side.
[[nodiscard]] std::string_view inverse(std::string_view relation);
enum class ConsentStanding : std::uint8_t { none, active, ended, withdrawn };
[[nodiscard]] ConsentStanding standing(const std::vector<records::Stored<RelativeConsent>>& consents, Day today);
/// Under 16 nobody consents alone; who signs for another has a name; an end lies after the beginning.
[[nodiscard]] std::vector<FieldError> check(const RelativeConsent& consent, const std::optional<PartialDate>& birth);
/// Whether the line holds on `day`.
[[nodiscard]] bool holds_on(const people::Relative& line, Day day);

// ---- acts (case_write in the person's case; for every other person touched also person_write) ----

/// Notes the relation on both sides and, if asked, brings the person into the other's household.
/// Errors: as permit_case, invalid (oneself, known already, dates), not_found (a person out of reach).
[[nodiscard]] Result<void> connect(Context& ctx, CaseId id, const Connection& connection);
/// Those named leave their household on that day and form a new one together. Errors: as connect; invalid: nobody named, not
/// in the household of the case's person, a day before somebody moved in.
[[nodiscard]] Result<void> split(Context& ctx, CaseId id, const std::vector<PersonId>& leaving, Day on);
/// Errors: as permit_case, not_found (line), invalid. Withdrawing ends "mitberaten" in the same transaction.
[[nodiscard]] Result<std::int64_t> add_consent(Context& ctx, CaseId id, std::int64_t relative,
                                               const RelativeConsent& consent);
[[nodiscard]] Result<void> change_consent(Context& ctx, CaseId id, std::int64_t relative, std::int64_t row,
                                          std::int64_t version, const RelativeConsent& consent);

}  // namespace kim::family
