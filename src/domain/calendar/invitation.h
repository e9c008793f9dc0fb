// Invitations to appointments by mail (iTIP, RFC 5546 and 6047) to colleagues and partners, and their answers. A message says
// when and in which own room, never with whom or why; the person who is advised is not invited by mail.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/appointment.h"
#include "platform/ical/calendar.h"
#include "platform/mail/reply.h"

namespace kim::calendar {

struct Invitation {
  std::string email;
  std::string name;                      // kept: body or colleague
  AccountId account;                     // kept
  std::string state = "needs_action";    // kept; code list "invitation_state"
  std::optional<Moment> answered_at;     // kept
  std::optional<std::int64_t> sequence;  // kept
};
inline constexpr record::Field invitation_fields[] = {
    record::field<&Invitation::email>("email", N_("E-Mail-Adresse"), record::email(), must, personal, "Einladung",
                                      N_("Von Kolleginnen, Kollegen und Stellen. Ratsuchende werden nicht per E-Mail "
                                         "eingeladen.")),
    record::field<&Invitation::name>("name", N_("Wer?"), record::text(200), kept, personal, "Einladung"),
    record::field<&Invitation::account>("account_id", N_("Konto"), record::reference(), kept, open, "Einladung"),
    record::field<&Invitation::state>("state", N_("Antwort"), record::code("invitation_state"), kept, open,
                                      "Terminplanung"),
    record::field<&Invitation::answered_at>("answered_at", N_("Beantwortet"), record::moment(), kept, open,
                                            "Terminplanung"),
    record::field<&Invitation::sequence>("sequence", N_("Fassung"), record::number(0, 1'000'000'000), kept, open,
                                         "Zuordnung von Antworten"),
};
inline constexpr record::Record invitation_record{"invitation", N_("Einladung"), invitation_fields};
using Invitations = std::vector<records::Stored<Invitation>>;

// ---- rules, pure ----

inline constexpr std::size_t invitations_most = 30;
[[nodiscard]] std::string uid_of(std::int64_t appointment);                      // "termin-4711@kim"
[[nodiscard]] std::optional<std::int64_t> appointment_of(std::string_view uid);  // nullopt: no UID of ours
/// What changed matters to who was invited: day, time, room, or whether it takes place at all.
[[nodiscard]] bool concerns_guests(const Appointment& before, const Appointment& after);

/// One mail about an appointment, ready for the outbox.
struct Letter {
  ical::Method method = ical::Method::request;
  std::string to, room, link;    // room and link may be empty
  std::string from, tenant, id;  // sender; "Kreis Paderborn"; part of the Message-ID before @
  std::int64_t appointment = 0, sequence = 0;
  Moment now{};
};
[[nodiscard]] std::string letter_text(const Letter& letter, const Appointment& appointment);

// ---- acts: case_contact ----

/// Where an invitation goes.
struct Guest {
  std::string email, name;
  AccountId account;
};
/// Errors: as permit_case; not_found; invalid: no plain address, invited already, too many, the appointment is not planned or
/// over, mail is off.
/// All or nobody; the ids of the invitations.
[[nodiscard]] Result<std::vector<std::int64_t>> invite(Context& ctx, CaseId case_id, AppointmentId id,
                                                       const std::vector<Guest>& guests);
/// Takes the invitation back: a cancellation goes out. Errors: as permit_case, not_found.
[[nodiscard]] Result<void> uninvite(Context& ctx, CaseId case_id, AppointmentId id, std::int64_t invitation);
/// After a change within `tx`: everybody invited gets a new invitation, or the cancellation.
Result<void> renew_invitations(Context& ctx, db::Tx& tx, const access::Permit& permit,
                               const records::Stored<Appointment>& before);
/// Consent withdrawn: what still waits in the outbox about the person's appointments is not sent any more.
void stop_invitations(Context& ctx, db::Tx& tx, SubjectId person);

// ---- answers ----

enum class Answered : std::uint8_t { taken, same, outdated, unknown, no_reply };
/// Notes the answer of whoever was invited. By the program, or an account with mail_manage.
[[nodiscard]] Answered take_reply(Context& ctx, const mail::Reply& reply);
/// Every message of an mbox (or a single message), in its order. Nothing is said about contents.
struct MessageReport {
  Answered answered = Answered::no_reply;
  std::int64_t appointment = 0;  // of taken and same ones
};
[[nodiscard]] std::vector<MessageReport> read_replies(Context& ctx, std::string_view mbox);
/// "Antwort übernommen", in the language of the page.
[[nodiscard]] std::string sentence_of(Answered answered);

namespace store {
[[nodiscard]] const records::Table& invitations();
[[nodiscard]] Invitations invitations_of(db::Connection& db, const access::Permit& permit, std::int64_t appointment);
}  // namespace store

}  // namespace kim::calendar
