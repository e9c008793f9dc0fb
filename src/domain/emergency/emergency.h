// Emergency access (O7): a case manager opens a case of another area for two hours, with a reason; data protection checks
// each of them, and who is responsible for the case is told. What it is not: a way around a withdrawn consent.
#pragma once

#include <string>

#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::emergency {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Emergency {
  std::string reason;
  std::optional<Day> seen_on;     // kept
  std::string result;             // code list "emergency_result"; empty = not checked yet
  std::string remark;             // of the check
  std::optional<Day> checked_on;  // kept
};
inline constexpr record::Field emergency_fields[] = {
    record::field<&Emergency::reason>("reason", N_("Welcher Notfall liegt vor?"), record::long_text(600), must,
                                      personal, "Nachweis des Notfallzugriffs",
                                      N_("Was ist geschehen, wer hat angerufen, was wird gebraucht?")),
    record::field<&Emergency::seen_on>("seen_on", N_("Zur Kenntnis genommen am"), record::day(), kept, open,
                                       "Nachweis des Notfallzugriffs"),
    record::field<&Emergency::result>("result", N_("Ergebnis der Prüfung"), record::code("emergency_result"), must,
                                      open, "Nachweis des Notfallzugriffs"),
    record::field<&Emergency::remark>("remark", N_("Bemerkung zur Prüfung"), record::long_text(600), may, personal,
                                      "Nachweis des Notfallzugriffs"),
    record::field<&Emergency::checked_on>("checked_on", N_("Geprüft am"), record::day(), kept, open,
                                          "Nachweis des Notfallzugriffs"),
};
inline constexpr record::Record emergency_record{"emergency_access", N_("Notfallzugriff"), emergency_fields};

/// What somebody says to open a case: two facts that only who was told of the case knows, and the reason.
struct Call {
  std::string number;       // KIM-2026-0417; with its year
  std::string family_name;  // in any of its spellings
  std::string reason;
};
inline constexpr record::Field call_fields[] = {
    record::field<&Call::number>("number", N_("Fallnummer"), record::text(20), must, open, "Notfallzugriff",
                                 N_("Mit Jahr, zum Beispiel KIM-2026-0417")),
    record::field<&Call::family_name>("family_name", N_("Familienname der Person"), record::text(80), must, personal,
                                      "Notfallzugriff"),
    record::field<&Call::reason>("reason", N_("Welcher Notfall liegt vor?"), record::long_text(600), must, personal,
                                 "Notfallzugriff", N_("Was ist geschehen, wer hat angerufen, was wird gebraucht?")),
};
inline constexpr record::Record call_form{"emergency_call", N_("Notfallzugriff"), call_fields};

inline constexpr std::size_t reason_least = 20;  // letters; less says nothing to who checks
inline constexpr int attempts_most = 5;          // wrong ones within an hour

/// Whether the reason says enough. The sentence for the field, or empty.
[[nodiscard]] std::string reason_error(const std::string& reason);

// ---- acts ----
/// Opens the case for two hours (emergency_use). A call that fits no case is counted and noted in the trail.
/// Errors: invalid (fields; also where the consent was withdrawn, which is not told), refused (five wrong calls within an
/// hour), conflict (the actor may open the case anyway).
[[nodiscard]] Result<CaseId> open_case(Context& ctx, const Call& call);
/// Who is responsible took note. Errors: not_found.
[[nodiscard]] Result<void> note_seen(Context& ctx, std::int64_t id);
/// Result of the check (audit_read). Errors: invalid, conflict, not_found.
[[nodiscard]] Result<void> check(Context& ctx, std::int64_t id, std::int64_t version, const Emergency& checked);

}  // namespace kim::emergency
