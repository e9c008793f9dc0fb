// Verweisung (D1): to a body, with or without an account; check of consent and release, letter, states until an outcome,
// overdue ones are chased. Both sides see the same state.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::referrals {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Referral {
  BodyId recipient;
  std::string reason;                       // why, and what is asked
  std::vector<std::string> contents;        // data_category: what is passed on
  std::string legal_basis = "consent";      // code list "legal_basis"
  std::string basis_note;                   // why, if not by consent
  bool warm = false;                        // joint talk
  std::optional<Day> answer_by;
  std::string state = "draft";              // kept: draft, sent, seen, accepted, declined, waiting, done, no_answer, recalled
  std::optional<Day> sent_on;               // kept
  std::string decline_reason;               // kept: code list
  std::string outcome;                      // kept: what came of it
};
inline constexpr record::Field referral_fields[] = {
    record::field<&Referral::recipient>("recipient_id", N_("An welche Stelle?"), record::reference(), must, open, "Verweisung"),
    record::field<&Referral::reason>("reason", N_("Worum geht es?"), record::long_text(1500), must, personal, "Verweisung", N_("Anlass und Bitte an die Stelle")),
    record::field<&Referral::contents>("contents", N_("Welche Angaben geben Sie weiter?"), record::codes("data_category"), must, open, "Verweisung"),
    record::field<&Referral::legal_basis>("legal_basis", N_("Rechtsgrundlage"), record::code("legal_basis"), must, open, "Nachweis der Weitergabe"),
    record::field<&Referral::basis_note>("basis_note", N_("Begründung der Rechtsgrundlage"), record::text(400), may, personal, "Nachweis der Weitergabe"),
    record::field<&Referral::warm>("warm", N_("gemeinsames Gespräch vereinbart"), record::flag(), may, open, "Berichte"),
    record::field<&Referral::answer_by>("answer_by", N_("Antwort erbeten bis"), record::day(), should, open, "Nachfassen"),
    record::field<&Referral::state>("state", N_("Stand"), record::code("referral_state"), kept, open, "Verweisung"),
    record::field<&Referral::sent_on>("sent_on", N_("Gesendet am"), record::day(), kept, open, "Verweisung"),
    record::field<&Referral::decline_reason>("decline_reason", N_("Grund der Ablehnung"), record::code("decline_reason"), kept, open, "Berichte"),
    record::field<&Referral::outcome>("outcome", N_("Ergebnis"), record::long_text(1000), kept, personal, "Verweisung"),
};
inline constexpr record::Record referral_record{"referral", N_("Verweisung"), referral_fields};

/// What can happen to a referral; `next` is pure, its table is the test.
enum class Event : std::uint8_t { send, see, accept, decline, put_on_waiting_list, finish, give_up, recall };
/// The state after the event, or nullopt if the event is not possible in that state.
[[nodiscard]] std::optional<std::string_view> next(std::string_view state, Event event);

// ---- acts (referral_write, or referral_answer for the addressed body) ----
[[nodiscard]] Result<ReferralId> prepare(Context& ctx, CaseId id, const Referral& referral);
/// Gate: consent and release (or a coded basis with its reason); writes the disclosure and the state in one transaction.
[[nodiscard]] Result<void> send(Context& ctx, CaseId id, ReferralId referral);
struct Answer {
  Event event;
  std::string decline_reason;
  std::string outcome;
};
/// The case manager notes what the body said (letter, phone).
[[nodiscard]] Result<void> note_answer(Context& ctx, CaseId id, ReferralId referral, const Answer& answer);

}  // namespace kim::referrals
