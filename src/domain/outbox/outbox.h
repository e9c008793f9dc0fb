// Outgoing mail: written in the transaction of its act, sent later, tried again while the server is away.
// What it is not: what a message says; who writes one never puts a client's name or matter into it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/context.h"
#include "platform/mail/smtp.h"

namespace kim::outbox {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// A row of outgoing_mail; sealed with a key of the tenant, since no person's key is at hand when it is sent.
struct OutgoingMail {
  std::string kind;       // code list "mail_kind"
  std::string state;      // code list "mail_state"
  std::string recipient;  // erased once sent
  std::string content;    // the whole message; erased once sent
  std::optional<std::int64_t> attempts;
  std::optional<Moment> next_at;
  std::string reason;                 // why the last try failed; code list "mail_reason"
  std::optional<std::int64_t> about;  // id of what it is about, to take it back
  std::optional<Moment> useless_after;
};
inline constexpr record::Field outgoing_mail_fields[] = {
    record::field<&OutgoingMail::kind>("kind", N_("Art"), record::code("mail_kind"), kept, open, "Mailversand"),
    record::field<&OutgoingMail::state>("state", N_("Stand"), record::code("mail_state"), kept, open, "Mailversand"),
    record::field<&OutgoingMail::recipient>("recipient", N_("Empfänger"), record::email(), kept, personal,
                                            "Mailversand, bis die Nachricht gesendet ist"),
    record::field<&OutgoingMail::content>("content", N_("Nachricht"), record::long_text(20000), kept, personal,
                                          "Mailversand, bis die Nachricht gesendet ist"),
    record::field<&OutgoingMail::attempts>("attempts", N_("Versuche"), record::number(0, 1000), kept, open,
                                           "Mailversand"),
    record::field<&OutgoingMail::next_at>("next_at", N_("Nächster Versuch"), record::moment(), kept, open,
                                          "Mailversand"),
    record::field<&OutgoingMail::reason>("reason", N_("Warum noch nicht?"), record::code("mail_reason"), kept, open,
                                         "Mailversand"),
    record::field<&OutgoingMail::about>("about", N_("Wozu gehört sie?"), record::number(0, 9'000'000'000'000'000'000),
                                        kept, open, "Rückruf einer wartenden Nachricht"),
    record::field<&OutgoingMail::useless_after>("useless_after", N_("Überholt nach"), record::moment(), kept, open,
                                                "Mailversand"),
};
inline constexpr record::Record outgoing_mail_record{"outgoing_mail", N_("Ausgehende Nachricht"), outgoing_mail_fields};

// ---- rules, pure ----

/// How long to wait after so many failed tries; nullopt: that was the last.
[[nodiscard]] std::optional<std::chrono::minutes> wait_after(std::int64_t attempts);
/// What becomes of a message after a try.
struct Fate {
  std::string state;  // "waiting", "sent", "failed", "given_up"
  std::optional<Moment> next_at{};
};
[[nodiscard]] Fate fate_of(mail::Sent sent, std::int64_t attempts, Moment now, Moment useless_after);
/// Whether the rest of the batch must wait too: the server as a whole does not answer.
[[nodiscard]] bool stops_batch(const mail::Outcome& outcome);

// ---- acts ----

inline constexpr std::chrono::days failed_kept{30};

struct Item {
  std::string kind, recipient, content;  // recipient: one plain address (mail::is_address)
  std::int64_t about = 0;
  Moment useless_after{};
};
/// Puts a message into the outbox, within the act's transaction; the caller has the right to its act.
std::int64_t put(Context& ctx, db::Tx& tx, const Item& item);
/// Takes back what still waits about this id: it must not be sent any more. Returns how many.
std::size_t take_back(Context& ctx, db::Tx& tx, std::int64_t about);

/// Whether a message about this id has left: who was told must be told of the end, too.
[[nodiscard]] bool was_sent(db::Connection& db, std::int64_t about);

using Sender = std::function<mail::Outcome(const std::string& to, const std::string& message)>;
/// What one round did.
struct Round {
  std::size_t sent = 0, waiting = 0, failed = 0;
};
/// Sends what is due, at most 50; ends early if the server does not answer. By the program only.
Round send_due(Context& program, const Sender& sender);
/// Erases recipient and contents of what failed more than failed_kept ago. By the program only. Returns how many.
std::size_t erase_old(Context& program);
/// Another try at once. Needs mail_manage. Errors: refused, not_found (sent, erased or no such message).
[[nodiscard]] Result<void> try_again(Context& ctx, std::int64_t id);

/// Messages that failed or wait since more than an hour: for `kim doctor`.
struct Stuck {
  std::int64_t failed = 0, late = 0;
};
[[nodiscard]] Stuck stuck(db::Connection& db, Moment now);

}  // namespace kim::outbox
