// Persons: identity as entered, as in the document, in original script; languages; household; dated histories of
// residence status and Rechtskreis (features H1, B5). What it is not: search (search.h) or cases.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/people/name_keys.h"
#include "domain/records/records.h"

namespace kim::people {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Person {
  std::string given_names;
  std::string family_name;
  std::string document_name;  // as in the document, never overwritten by a normal form
  std::string original_script;
  std::string aliases;  // one a line
  std::optional<PartialDate> birth;
  std::string gender;
  std::vector<std::string> nationalities;
  MunicipalityId municipality;
  std::string street;
  std::string phone;
  std::string email;
  std::vector<std::string> languages;  // spoken
  std::string letter_language;         // for letters
  record::YesNo interpreter = record::YesNo::unknown;
  std::string german_level;
  std::optional<PartialDate> in_germany_since;
  std::optional<PartialDate> in_district_since;
  std::string household_type;
  std::string housing_type;
  std::optional<std::int64_t> birth_year;  // kept: derived from birth, for reports
};

inline constexpr record::Field person_fields[] = {
    record::field<&Person::family_name>("family_name", N_("Familienname"), record::text(120), must, personal,
                                        "Identität der begleiteten Person",
                                        N_("So, wie die Person sich nennt. „Unbekannt“ ist möglich.")),
    record::field<&Person::given_names>("given_names", N_("Vornamen"), record::text(120), should, personal,
                                        "Identität der begleiteten Person"),
    record::field<&Person::document_name>("document_name", N_("Name laut Dokument"), record::text(200), may, personal,
                                          "Schreibweise gegenüber Behörden"),
    record::field<&Person::original_script>("original_script", N_("Name in eigener Schrift"), record::text(200), may,
                                            personal, "Ansprache und Wiederfinden"),
    record::field<&Person::aliases>("aliases", N_("Andere Schreibweisen"), record::long_text(400), may, personal,
                                    "Wiederfinden", N_("Eine Schreibweise je Zeile")),
    record::field<&Person::birth>("birth", N_("Geburtsdatum"), record::partial_date(), should, personal,
                                  "Identität und Altersgrenzen", N_("Tag unbekannt: 05.1991 oder 1991")),
    record::field<&Person::gender>("gender", N_("Geschlecht"), record::code("gender"), may, category, "Berichte"),
    record::field<&Person::nationalities>("nationalities", N_("Staatsangehörigkeit"), record::codes("nationality", 4),
                                          may, category, "Berichte und Rechtsfragen"),
    record::field<&Person::municipality>("municipality_id", N_("Kommune"), record::reference(), should, category,
                                         "Zuständigkeit und Berichte"),
    record::field<&Person::street>("street", N_("Straße und Hausnummer"), record::text(160), may, personal,
                                   "Erreichen der Person"),
    record::field<&Person::phone>("phone", N_("Telefon"), record::phone(), should, personal, "Erreichen der Person"),
    record::field<&Person::email>("email", N_("E-Mail"), record::email(), may, personal, "Erreichen der Person"),
    record::field<&Person::languages>("languages", N_("Gesprochene Sprachen"), record::codes("language", 10), should,
                                      category, "Sprachmittlung und Berichte"),
    record::field<&Person::letter_language>("letter_language", N_("Sprache für Briefe"), record::language(), may,
                                            category, "Verständliche Schreiben"),
    record::field<&Person::interpreter>("interpreter", N_("Sprachmittlung nötig"), record::yes_no(), may, category,
                                        "Planung der Sprachmittlung"),
    record::field<&Person::german_level>("german_level", N_("Sprachniveau Deutsch"), record::code("language_level"),
                                         should, category, "Förderung und Berichte"),
    record::field<&Person::in_germany_since>("in_germany_since", N_("In Deutschland seit"), record::partial_date(), may,
                                             category, "Aufenthaltsdauer"),
    record::field<&Person::in_district_since>("in_district_since", N_("Im Kreis seit"), record::partial_date(), may,
                                              category, "Aufenthaltsdauer"),
    record::field<&Person::household_type>("household_type", N_("Haushalt"), record::code("household_type"), may,
                                           category, "Berichte"),
    record::field<&Person::housing_type>("housing_type", N_("Wohnform"), record::code("housing_type"), may, category,
                                         "Berichte"),
    record::field<&Person::birth_year>("birth_year", N_("Geburtsjahr"), record::number(1900, 2100), kept, category,
                                       "Altersgruppen in Berichten"),
};
inline constexpr record::Record person_record{"person", N_("Person"), person_fields};

/// Somebody of the household or family who has no file of their own (mitberaten or only named).
struct Relative {
  std::string name;
  std::string relation;  // code list "relation"
  std::optional<PartialDate> birth;
  bool also_advised = false;         // mitberaten: counted apart
  PersonId person;                   // if the relative is a person on file
  std::optional<Day> valid_from{};   // a marriage, a guardianship: since when
  std::optional<Day> valid_until{};  // and until when
  bool lives_with = false;           // in the same household; persons on file have times in it (slice family)
};
inline constexpr record::Field relative_fields[] = {
    record::field<&Relative::name>("name", N_("Name"), record::text(160), must, personal, "Familie und Haushalt"),
    record::field<&Relative::relation>("relation", N_("Beziehung"), record::code("relation"), should, personal,
                                       "Familie und Haushalt"),
    record::field<&Relative::birth>("birth", N_("Geburtsdatum"), record::partial_date(), may, personal,
                                    "Kita, Schule, Altersgrenzen"),
    record::field<&Relative::valid_from>("valid_from", N_("Besteht seit"), record::day(), may, category,
                                         "Familie und Haushalt",
                                         N_("Zum Beispiel Tag der Heirat, Beginn der Vormundschaft")),
    record::field<&Relative::valid_until>("valid_until", N_("Bestand bis"), record::day(), may, category,
                                          "Familie und Haushalt"),
    record::field<&Relative::lives_with>("lives_with", N_("lebt im selben Haushalt"), record::flag(), may, category,
                                         "Familie und Haushalt"),
    record::field<&Relative::also_advised>("also_advised", N_("wird mitberaten"), record::flag(), may, category,
                                           "Zählung mitberatener Angehöriger"),
    record::field<&Relative::person>("relative_id", N_("Person in KIM"), record::reference(), kept, category,
                                     "Familie und Haushalt"),
};
inline constexpr record::Record relative_record{"relative", N_("Angehörige Person"), relative_fields};

/// One line of the residence status history (B5).
struct ResidenceStatus {
  std::string status;  // code list "residence_status"
  std::optional<Day> valid_from;
  std::optional<Day> valid_until;
  std::string note;
};
inline constexpr record::Field residence_status_fields[] = {
    record::field<&ResidenceStatus::status>("status", N_("Aufenthaltsstatus"), record::code("residence_status"), must,
                                            category, "Rechtsfragen, Fristen und Berichte"),
    record::field<&ResidenceStatus::valid_from>("valid_from", N_("Gültig von"), record::day(), should, category,
                                                "Anrechnung von Zeiten"),
    record::field<&ResidenceStatus::valid_until>("valid_until", N_("Gültig bis"), record::day(), should, category,
                                                 "Warnung vor Ablauf"),
    record::field<&ResidenceStatus::note>("note", N_("Anmerkung"), record::text(300), may, personal,
                                          "Nebenbestimmungen"),
};
inline constexpr record::Record residence_status_record{"residence_status", N_("Aufenthaltsstatus"),
                                                        residence_status_fields};

/// A protected person (H3): seen only by who is responsible or stands in; the area knows that there is a case, no name.
struct Protection {
  std::string reason;  // code list "protection_reason"
  std::string note;
  std::optional<Day> begun_on;   // kept
  std::optional<Day> review_on;  // looked at again; it goes on until it is ended
  std::optional<Day> ended_on;   // kept
};
inline constexpr record::Field protection_fields[] = {
    record::field<&Protection::reason>("reason", N_("Warum braucht die Person Schutz?"),
                                       record::code("protection_reason"), must, special, "Schutz der Person"),
    record::field<&Protection::review_on>(
        "review_on", N_("Wann prüfen Sie das wieder?"), record::day(), must, open, "Schutz der Person",
        N_("Höchstens in zwölf Monaten. Bis Sie den Schutz beenden, gilt er weiter.")),
    record::field<&Protection::note>("note", N_("Was ist zu beachten?"), record::long_text(600), may, special,
                                     "Schutz der Person",
                                     N_("Zum Beispiel: keine Post an die Anschrift, nur diese Telefonnummer")),
    record::field<&Protection::begun_on>("begun_on", N_("Geschützt seit"), record::day(), kept, open,
                                         "Schutz der Person"),
    record::field<&Protection::ended_on>("ended_on", N_("Schutz beendet am"), record::day(), kept, open,
                                         "Schutz der Person"),
};
inline constexpr record::Record protection_record{"protection", N_("Schutz der Person"), protection_fields};

/// One line of the Rechtskreis history (B5); a change with its date is an event of its own.
struct LegalArea {
  std::string area;  // code list "legal_area"
  std::optional<Day> valid_from;
  std::optional<Day> valid_until;
};
inline constexpr record::Field legal_area_fields[] = {
    record::field<&LegalArea::area>("area", N_("Rechtskreis"), record::code("legal_area"), must, category,
                                    "Zuständigkeit und Berichte"),
    record::field<&LegalArea::valid_from>("valid_from", N_("Seit"), record::day(), should, category,
                                          "Wechsel zwischen Rechtskreisen"),
    record::field<&LegalArea::valid_until>("valid_until", N_("Bis"), record::day(), may, category,
                                           "Wechsel zwischen Rechtskreisen"),
};
inline constexpr record::Record legal_area_record{"legal_area", N_("Rechtskreis"), legal_area_fields};

/// "Parwin Rahimi"; "Rahimi, Parwin" in lists.
[[nodiscard]] std::string full_name(const Person& person);
[[nodiscard]] std::string list_name(const Person& person);
/// "Frau Rahimi", "Herr Rahimi" by gender, else the full name.
[[nodiscard]] std::string addressed_name(const Person& person);
/// All writings of the name and the birth date, for search keys.
[[nodiscard]] Name searched_name(const Person& person);
/// Letters that are written from right to left (Arabic, Hebrew ...), for names in original script.
[[nodiscard]] bool is_right_to_left(std::string_view text);

// ---- rules ----

inline constexpr int review_lead_days = 14;   // before the day on which a protection is looked at again
inline constexpr int status_lead_days = 70;   // ten weeks: time to apply for an extension
inline constexpr int status_apply_days = 56;  // eight weeks: the application should be made by then
inline constexpr int status_late_days = 7;

enum class Expiry : std::uint8_t { none, soon, late };
/// Late: within seven days, or past. Soon: within ten weeks.
[[nodiscard]] Expiry expiry_on(std::optional<Day> valid_until, Day today);

using StatusHistory = std::vector<records::Stored<ResidenceStatus>>;
using LegalAreaHistory = std::vector<records::Stored<LegalArea>>;

/// The line that began last and not after `day`; null if there is none. A person has one status at a time.
[[nodiscard]] const records::Stored<ResidenceStatus>* status_on(const StatusHistory& history, Day day);
/// The line whose end has to be watched: the newest one, even if it only begins later.
[[nodiscard]] const records::Stored<ResidenceStatus>* watched_status(const StatusHistory& history);
/// Whether the line holds on `day`.
[[nodiscard]] bool holds_on(const LegalArea& area, Day day);
/// Newest first: by beginning, then by entry.
void sort_newest_first(StatusHistory& history);
void sort_newest_first(LegalAreaHistory& history);

/// Rules beyond the single field: an end is not before its beginning. Empty if all is well.
[[nodiscard]] std::vector<FieldError> check(const ResidenceStatus& status);
[[nodiscard]] std::vector<FieldError> check(const LegalArea& area);
[[nodiscard]] std::vector<FieldError> check(const Relative& relative);

// ---- acts ----

/// Adds a person under a new subject with key and search tokens, inside `tx`. Needs person_write.
/// Errors: invalid (fields), refused. Returns the permit to go on with (consent, case).
[[nodiscard]] Result<access::SubjectPermit> add_person(Context& ctx, db::Tx& tx, Person person);
/// Errors: not_found, refused, blocked, invalid (fields), conflict. Rewrites the search tokens in the same transaction.
[[nodiscard]] Result<void> change_person(Context& ctx, PersonId id, std::int64_t version, Person person);

/// Each in a transaction of its own; needs person_write. Errors as change_person.
[[nodiscard]] Result<std::int64_t> add_relative(Context& ctx, PersonId person, const Relative& relative);
[[nodiscard]] Result<void> change_relative(Context& ctx, PersonId person, std::int64_t id, std::int64_t version,
                                           const Relative& relative);
/// An open status before it ends on the day before.
[[nodiscard]] Result<std::int64_t> add_residence_status(Context& ctx, PersonId person, const ResidenceStatus& status);
[[nodiscard]] Result<void> change_residence_status(Context& ctx, PersonId person, std::int64_t id, std::int64_t version,
                                                   const ResidenceStatus& status);
/// `replaces`: id of the line that ends on the day before; 0 = none, since areas hold beside each other.
[[nodiscard]] Result<std::int64_t> add_legal_area(Context& ctx, PersonId person, const LegalArea& area,
                                                  std::int64_t replaces = 0);
[[nodiscard]] Result<void> change_legal_area(Context& ctx, PersonId person, std::int64_t id, std::int64_t version,
                                             const LegalArea& area);

/// Protects a person with all merged files: the area alone opens nothing, lists show no name, the search finds nothing.
/// Needs person_write and that the actor is responsible or stands in. Errors: also invalid (fields), conflict (protected).
[[nodiscard]] Result<std::int64_t> protect(Context& ctx, PersonId person, const Protection& protection);
/// The review day was kept: what has changed. Errors: not_found, conflict, invalid, refused.
[[nodiscard]] Result<void> review_protection(Context& ctx, PersonId person, std::int64_t id, std::int64_t version,
                                             const Protection& protection);
/// The area sees the person again, in all merged files or none. Errors: not_found (none, or ended), refused.
[[nodiscard]] Result<void> end_protection(Context& ctx, PersonId person, std::int64_t id);
/// The one that holds; none.
[[nodiscard]] std::optional<records::Stored<Protection>> protection_of(db::Connection& db,
                                                                       const access::SubjectPermit& permit);
/// Rules beyond the single field: the review lies ahead, at most twelve months.
[[nodiscard]] std::vector<FieldError> check(const Protection& protection, Day today);

/// Takes back a person that came in by an import and that nobody has worked on since: search words, row, subject and key, and
/// what other slices hold of it (Slice::on_person_retracted). Case and consent are taken back before. Needs person_write.
/// Fault if something else hangs on the person: the transaction rolls back.
[[nodiscard]] Result<void> retract_person(Context& ctx, db::Tx& tx, PersonId id);

/// Takes a person out of the index. For erasure, inside its transaction and before the key is destroyed: without the
/// key the tokens are not known. Errors: not_found.
[[nodiscard]] Result<void> forget_search_words(Context& ctx, db::Tx& tx, const access::SubjectPermit& permit);

// ---- reads for other slices ----

[[nodiscard]] Result<records::Stored<Person>> load_person(db::Connection& db, const access::SubjectPermit& permit);

struct ListedName {
  std::string list_name, full_name;
};
/// Names of listed persons the scope may see; missing or erased ones are absent. One query per 64 ids.
[[nodiscard]] std::vector<std::pair<PersonId, ListedName>> names_of(Context& ctx, const access::Scope& scope,
                                                                    const std::vector<PersonId>& ids);

[[nodiscard]] std::vector<records::Stored<Relative>> relatives(db::Connection& db, const access::SubjectPermit& permit);
/// Newest first.
[[nodiscard]] StatusHistory residence_history(db::Connection& db, const access::SubjectPermit& permit);
[[nodiscard]] LegalAreaHistory legal_area_history(db::Connection& db, const access::SubjectPermit& permit);

}  // namespace kim::people
