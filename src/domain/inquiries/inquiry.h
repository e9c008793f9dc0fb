// Inquiries: first contact before any consent (A1), and the tally of anonymous short advice.
// Nothing personal beyond name and a way to call back; an inquiry is erased after 30 days unless a consent follows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::inquiries {

using record::N_;
using enum record::Need;
using enum record::Privacy;

inline constexpr int inquiry_days = 30;

struct Inquiry {
  std::string name;
  std::string call_back;     // phone or e-mail
  bool comes_back = false;   // "kommt persönlich wieder": then call_back may be empty
  std::string concern;       // in a sentence
  std::string access_route;  // Zugangsweg
  std::string language;
  MunicipalityId municipality;
  std::optional<Day> received_on;
  std::optional<Day> expires_on;  // kept: received_on + 30 days
  std::string state = "open";     // kept: open, taken (became a person), advised, ended
};
inline constexpr record::Field inquiry_fields[] = {
    record::field<&Inquiry::name>("name", N_("Name"), record::text(160), must, personal, "Rückruf",
                                  N_("So, wie die Person sich nennt. „Unbekannt“ ist möglich.")),
    record::field<&Inquiry::call_back>("call_back", N_("Telefon oder E-Mail"), record::text(160), may, personal,
                                       "Rückruf"),
    record::field<&Inquiry::comes_back>("comes_back", N_("kommt persönlich wieder"), record::flag(), may, open,
                                        "Rückruf"),
    record::field<&Inquiry::concern>("concern", N_("Anliegen"), record::long_text(600), should, personal,
                                     "Vorbereitung des Erstgesprächs",
                                     N_("Ein bis zwei Sätze. Noch keine Einzelheiten.")),
    record::field<&Inquiry::access_route>("access_route", N_("Zugangsweg"), record::code("access_route"), should,
                                          category, "Berichte"),
    record::field<&Inquiry::language>("language", N_("Sprache"), record::language(), may, category, "Sprachmittlung"),
    record::field<&Inquiry::municipality>("municipality_id", N_("Kommune"), record::reference(), should, category,
                                          "Zuständigkeit"),
    record::field<&Inquiry::received_on>("received_on", N_("Eingang"), record::past_day(), must, open, "Löschfrist"),
    record::field<&Inquiry::expires_on>("expires_on", N_("Wird gelöscht am"), record::day(), kept, open, "Löschfrist"),
    record::field<&Inquiry::state>("state", N_("Stand"), record::code("inquiry_state"), kept, open, "Bearbeitung"),
};
inline constexpr record::Record inquiry_record{"inquiry", N_("Anfrage"), inquiry_fields};

/// Anonymous, counted; no person is stored.
struct ShortAdvice {
  std::optional<Day> on;
  std::string topic;  // field of action
  std::string language;
  std::optional<std::int64_t> minutes;
  std::string access_route;
  MunicipalityId municipality;
  bool referred = false;  // Verweisberatung
  TeamId team;            // kept: whose count it is
};
inline constexpr record::Field short_advice_fields[] = {
    record::field<&ShortAdvice::on>("advised_on", N_("Tag"), record::past_day(), must, open, "Zählung"),
    record::field<&ShortAdvice::topic>("topic", N_("Thema"), record::code("field_of_action"), must, open, "Zählung"),
    record::field<&ShortAdvice::language>("language", N_("Sprache"), record::language(), may, open, "Zählung"),
    record::field<&ShortAdvice::minutes>("minutes", N_("Minuten"), record::number(1, 600), should, open, "Zählung"),
    record::field<&ShortAdvice::access_route>("access_route", N_("Zugangsweg"), record::code("access_route"), may, open,
                                              "Zählung"),
    record::field<&ShortAdvice::municipality>("municipality_id", N_("Kommune"), record::reference(), may, open,
                                              "Zählung"),
    record::field<&ShortAdvice::referred>("referred", N_("an eine andere Stelle verwiesen"), record::flag(), may, open,
                                          "Zählung"),
    record::field<&ShortAdvice::team>("team_id", N_("Team"), record::reference(), kept, open, "Zählung"),
};
inline constexpr record::Record short_advice_record{"short_advice", N_("Kurzberatung"), short_advice_fields};

// ---- rules ----
/// The day after which an inquiry is erased.
[[nodiscard]] inline Day expiry_of(Day received) { return received + std::chrono::days(inquiry_days); }
/// Rules beyond the single field: a way to reach the person, a contact that is not already to be erased. Empty if all is well.
[[nodiscard]] std::vector<FieldError> check(const Inquiry& inquiry, Day today);

// ---- acts; each needs inquiry_write unless told otherwise ----
/// A first contact, in the actor's team. Errors: invalid (fields), refused.
[[nodiscard]] Result<InquiryId> receive(Context& ctx, Inquiry inquiry);
/// Errors: not_found, invalid (fields), conflict (`version` is not the newest).
[[nodiscard]] Result<void> change_inquiry(Context& ctx, InquiryId id, std::int64_t version, Inquiry inquiry);
[[nodiscard]] Result<records::Stored<Inquiry>> load_inquiry(db::Connection& db, const access::SubjectPermit& permit);
/// The inquiry became a person: its key is destroyed, the row stays as a counted, unreadable line.
[[nodiscard]] Result<void> take_over(Context& ctx, db::Tx& tx, InquiryId id);
/// Ended without a case: the same erasure.
[[nodiscard]] Result<void> end_inquiry(Context& ctx, InquiryId id);
/// Short advice was enough: counts it and ends the inquiry, in one transaction. Needs short_advice_count too.
[[nodiscard]] Result<void> end_with_advice(Context& ctx, InquiryId id, ShortAdvice advice);
/// Erases what expired before today (runs at start and every night): destroys keys. Returns how many.
int erase_expired(Context& ctx);

/// Counts one anonymous short advice for the actor's team. Needs short_advice_count. Errors: invalid (fields), refused.
[[nodiscard]] Result<std::int64_t> count_advice(Context& ctx, ShortAdvice advice);
/// The same inside `tx`, for an act that counts more.
[[nodiscard]] Result<std::int64_t> count_advice(Context& ctx, db::Tx& tx, ShortAdvice advice);
/// Takes back the actor's own last count of today. Error: not_found (older, somebody else's, not the last).
[[nodiscard]] Result<void> undo_advice(Context& ctx, std::int64_t id);

/// What one account counted since `from`.
struct AdviceSum {
  std::int64_t count = 0, minutes = 0;
};
[[nodiscard]] AdviceSum advice_since(db::Connection& db, AccountId account, Day from);

}  // namespace kim::inquiries
