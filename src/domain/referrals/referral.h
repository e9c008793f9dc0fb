// Verweisung (D1): to a body, with or without an account; check of consent and release, letter, states until an outcome,
// overdue ones are chased. Both sides see the same state. What it is not: the proof of what left the office (consent).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
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
  std::string reason;                   // why, and what is asked; goes to the body word for word
  std::vector<std::string> contents;    // data_category: what is passed on
  std::string legal_basis = "consent";  // code list "legal_basis"
  std::string basis_note;               // why, if it rests on a statute
  bool warm = false;                    // joint talk
  std::optional<Day> answer_by;         // answer asked for, later: when to ask again
  std::string state = "prepared";  // kept: prepared, sent, seen, accepted, waiting, declined, done, no_reply, withdrawn
  std::optional<Day> sent_on;      // kept
  ReleaseId release;               // kept: what it rested on when it was sent
  std::optional<Day> answered_on;  // kept: latest answer
  std::optional<Day> noticed_on;   // kept: when the case manager took note of it
  std::string decline_reason;      // kept
  std::string outcome;             // kept: code list "referral_outcome"
  std::string answer_note;         // kept: what the body said
};
inline constexpr record::Field referral_fields[] = {
    record::field<&Referral::recipient>("recipient_id", N_("An welche Stelle?"), record::reference(), must, open,
                                        "Verweisung"),
    record::field<&Referral::reason>("reason", N_("Worum geht es?"), record::long_text(1500), must, personal,
                                     "Verweisung",
                                     N_("Anlass und Bitte an die Stelle. Der Text geht wörtlich an sie.")),
    record::field<&Referral::contents>("contents", N_("Welche Angaben geben Sie weiter?"),
                                       record::codes("data_category"), must, open, "Verweisung"),
    record::field<&Referral::legal_basis>("legal_basis", N_("Rechtsgrundlage"), record::code("legal_basis"), must, open,
                                          "Nachweis der Weitergabe"),
    record::field<&Referral::basis_note>("basis_note", N_("Begründung der Rechtsgrundlage"), record::text(300), may,
                                         personal, "Nachweis der Weitergabe"),
    record::field<&Referral::warm>("warm", N_("gemeinsames Gespräch vereinbart"), record::flag(), may, open,
                                   "Berichte"),
    record::field<&Referral::answer_by>("answer_by", N_("Antwort erbeten bis"), record::day(), should, open,
                                        "Nachfassen"),
    record::field<&Referral::state>("state", N_("Stand"), record::code("referral_state"), kept, open, "Verweisung"),
    record::field<&Referral::sent_on>("sent_on", N_("Gesendet am"), record::day(), kept, open, "Verweisung"),
    record::field<&Referral::release>("release_id", N_("Entbindung"), record::reference(), kept, open,
                                      "Nachweis der Weitergabe"),
    record::field<&Referral::answered_on>("answered_on", N_("Antwort am"), record::day(), kept, open, "Berichte"),
    record::field<&Referral::noticed_on>("noticed_on", N_("Zur Kenntnis genommen am"), record::day(), kept, open,
                                         "Nachfassen"),
    record::field<&Referral::decline_reason>("decline_reason", N_("Grund der Ablehnung"),
                                             record::code("decline_reason"), kept, open, "Berichte"),
    record::field<&Referral::outcome>("outcome", N_("Ergebnis"), record::code("referral_outcome"), kept, open,
                                      "Berichte"),
    record::field<&Referral::answer_note>("answer_note", N_("Was hat die Stelle gesagt?"), record::long_text(1000),
                                          kept, personal, "Verweisung"),
};
inline constexpr record::Record referral_record{"referral", N_("Verweisung"), referral_fields};

/// What a body says, or what is heard from it. Not stored by itself: `answered` takes it over into the referral.
struct Answer {
  std::string state{};  // code list "referral_state": what it leads to
  std::string decline_reason{};
  std::string outcome{};
  std::string note{};
  std::optional<Day> ask_again_on{};  // only the case manager sets it
};
inline constexpr record::Field answer_fields[] = {
    record::field<&Answer::state>("state", N_("Was hat die Stelle geantwortet?"), record::code("referral_state"), must,
                                  open, "Verweisung"),
    record::field<&Answer::decline_reason>("decline_reason", N_("Grund der Ablehnung"), record::code("decline_reason"),
                                           may, open, "Berichte"),
    record::field<&Answer::outcome>("outcome", N_("Ergebnis"), record::code("referral_outcome"), may, open, "Berichte"),
    record::field<&Answer::note>("note", N_("Was hat die Stelle gesagt?"), record::long_text(1000), may, personal,
                                 "Verweisung"),
    record::field<&Answer::ask_again_on>("ask_again_on", N_("Nachfragen am"), record::day(), may, open, "Nachfassen"),
};
inline constexpr record::Record answer_record{"referral_answer", N_("Antwort auf eine Verweisung"), answer_fields};

// ---- rules (referral.cpp; pure) ----

inline constexpr int usual_days = 14;  // answer asked for within two weeks

/// What can happen to a referral.
enum class Event : std::uint8_t { send, see, accept, decline, put_on_waiting_list, finish, give_up, recall };
/// The state after the event, or nullopt if the event is not possible in that state.
[[nodiscard]] std::optional<std::string_view> next(std::string_view state, Event event);
/// The event that an answer with this state code means; nullopt for states no answer leads to.
[[nodiscard]] std::optional<Event> event_of(std::string_view answer_state);
/// Who gives the answer: a body cannot say "no reply", and "seen" is noted by itself when it opens the referral.
enum class Side : std::uint8_t { case_management, body };
/// States an answer can lead to from here, in the order of the code list.
[[nodiscard]] std::vector<std::string> possible_answers(std::string_view state, Side side);

/// Sent, and an answer or an outcome is still awaited.
[[nodiscard]] bool is_running(std::string_view state);
[[nodiscard]] bool is_overdue(const Referral& referral, Day today);
/// Whether the body may still read what was sent: while it runs and after a good end; not once it declined or it was withdrawn.
[[nodiscard]] bool content_is_open(std::string_view state);
/// Whether a withdrawal of consent or release stops it: whatever the body has not accepted yet.
[[nodiscard]] bool stops_on_withdrawal(std::string_view state);

/// Rules beyond the single field. Empty if all is well.
[[nodiscard]] std::vector<FieldError> check(const Referral& referral, Day today);
[[nodiscard]] std::vector<FieldError> check(const Answer& answer, std::string_view state, Side side);
/// The referral after the answer, which `check` has accepted. What belongs to another answer is taken away.
[[nodiscard]] Referral answered(Referral referral, const Answer& answer, Side side, Day today);

// ---- acts of the case manager (referral_write) ----
// Errors of all: as permit_case; not_found (another case's referral).

/// Also discards the actor's draft. Errors: invalid (fields).
[[nodiscard]] Result<ReferralId> prepare(Context& ctx, CaseId id, const Referral& referral);
/// Only before it is sent. Errors: invalid (fields), conflict.
[[nodiscard]] Result<void> change_prepared(Context& ctx, CaseId id, ReferralId referral, std::int64_t version,
                                           const Referral& changed);
/// Gate: consent, and release or a coded basis with its reason; writes the disclosure and the state in one transaction.
/// `version` is the one that was checked; 0 = whatever it is. Errors: blocked (what is missing), conflict.
[[nodiscard]] Result<void> send(Context& ctx, CaseId id, ReferralId referral, std::int64_t version = 0);
/// The case manager notes what the body said (letter, phone). Errors: invalid (fields), conflict.
[[nodiscard]] Result<void> note_answer(Context& ctx, CaseId id, ReferralId referral, const Answer& answer,
                                       std::int64_t version = 0);
/// Takes note of an answer that the body gave itself. Twice does no harm.
[[nodiscard]] Result<void> notice(Context& ctx, CaseId id, ReferralId referral);
/// Takes it back; one that was not sent yet is thus discarded. Errors: conflict (closed meanwhile).
[[nodiscard]] Result<void> recall(Context& ctx, CaseId id, ReferralId referral);

// ---- acts of the addressed body (referral_answer; inbox_actions.cpp) ----
// Errors of both: not_found (not addressed to the actor's body, or not sent), blocked (consent or release does not hold any more).

/// What one referral shows to its body.
struct Received {
  records::Stored<Referral> referral;
  access::SubjectPermit permit;  // of the person, for what was disclosed
  AccountId sender;              // responsible for the case
  CaseId case_id;
};
/// Opens it: writes the read entry, and "seen" the first time.
[[nodiscard]] Result<Received> open_as_body(Context& ctx, ReferralId referral);
/// Errors: also invalid (fields), conflict.
[[nodiscard]] Result<void> answer_as_body(Context& ctx, ReferralId referral, const Answer& answer);

// ---- what stops when the person takes back what it rests on (inside the withdrawal's transaction) ----
void stop_all(Context& ctx, db::Tx& tx, SubjectId person);
void stop_towards(Context& ctx, db::Tx& tx, SubjectId person, BodyId recipient);

}  // namespace kim::referrals
