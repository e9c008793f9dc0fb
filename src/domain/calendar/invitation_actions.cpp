// Use cases of invitations: permit inside the transaction, rule, store, a message into the outbox, audit.
#include "base/i18n.h"
#include "domain/calendar/appointment_store.h"
#include "domain/calendar/invitation_store.h"
#include "domain/outbox/outbox.h"
#include "platform/mail/message.h"

namespace kim::calendar {
namespace {

using access::Permit;
using access::Right;
using records::Stored;

std::unexpected<Error> wrong(std::string message) {
  return std::unexpected(
      Error{ErrorCode::invalid, tr("Die Einladung ist noch nicht verschickt."), {{"email", std::move(message)}}, {}});
}

std::int64_t token_of(const Context& ctx, std::string_view address) {
  return ctx.services.keyring.token("invitation", mail::folded_address(address));
}

Moment end_of(const Appointment& one) { return span_of(*one.on, one.from, one.until).second; }

/// Only an own room is named: another place may be a home.
std::string room_of(db::Connection& db, const Appointment& one) {
  if (!one.room) return {};
  const auto room = store::room(db, one.room);
  if (!room) return {};
  return room->value.address.empty() ? room->value.name : room->value.name + ", " + room->value.address;
}

std::string link_of(const Context& ctx, const Permit& permit, std::int64_t appointment, AccountId account) {
  if (!account || ctx.services.base_url.empty()) return {};
  return ctx.services.base_url + appointment_href(permit.case_id(), appointment);
}

void write_letter(Context& ctx, db::Tx& tx, const Permit& permit, const Stored<Appointment>& appointment,
                  const Stored<Invitation>& invitation, ical::Method method, std::int64_t sequence) {
  outbox::take_back(ctx, tx, invitation.id);
  if (ctx.services.mail_from.empty()) return;
  Letter letter{method, invitation.value.email, room_of(*tx, appointment.value), {}, {}, {}, {}, 0, 0, {}};
  letter.link = link_of(ctx, permit, appointment.id, invitation.value.account);
  letter.from = ctx.services.mail_from;
  letter.tenant = ctx.services.tenant;
  letter.id = std::to_string(ctx.new_id());
  letter.appointment = appointment.id;
  letter.sequence = sequence;
  letter.now = ctx.now;
  outbox::Item item{method == ical::Method::request ? "invitation" : "cancellation", invitation.value.email, {}};
  item.content = letter_text(letter, appointment.value);
  item.about = invitation.id;
  item.useless_after = end_of(appointment.value);
  outbox::put(ctx, tx, item);
}

Result<void> check_guest(Context& ctx, db::Tx& tx, const Permit& permit, const Stored<Appointment>& appointment,
                         const Guest& guest) {
  if (ctx.services.mail_from.empty()) return wrong(tr("Der Mailversand ist nicht eingerichtet."));
  if (!mail::is_address(guest.email)) return wrong(tr("Das ist keine E-Mail-Adresse, an die KIM schreiben kann."));
  if (!is_planned(appointment.value) || end_of(appointment.value) < ctx.now)
    return wrong(tr("Eingeladen wird nur zu Terminen, die noch bevorstehen."));
  if (store::is_invited(*tx, appointment.id, token_of(ctx, guest.email)))
    return wrong(tr("Diese Adresse ist schon eingeladen."));
  if (store::invitations_of(*tx, permit, appointment.id).size() >= invitations_most)
    return wrong(trf("Mehr als {} Einladungen sind nicht möglich.", {std::to_string(invitations_most)}));
  return {};
}

Result<Stored<Invitation>> invitation_of(db::Tx& tx, const Permit& permit, AppointmentId appointment, std::int64_t id) {
  TRY(store::one(*tx, permit, appointment));
  return records::one<Invitation>(*tx, store::invitations(), records::owner(permit, appointment.value()), id);
}

std::int64_t invite_one(Context& ctx, db::Tx& tx, const Permit& permit, const Stored<Appointment>& appointment,
                        const Guest& guest) {
  Stored<Invitation> stored;
  stored.value = {guest.email, guest.name, guest.account, "needs_action", std::nullopt, appointment.version};
  stored.id = records::add(ctx, tx, store::invitations(), records::owner(permit, appointment.id), stored.value);
  store::set_address(tx, stored.id, token_of(ctx, guest.email));
  write_letter(ctx, tx, permit, appointment, stored, ical::Method::request, appointment.version);
  return stored.id;
}

std::string_view state_of(mail::Participation state) {
  switch (state) {
    case mail::Participation::accepted: return "accepted";
    case mail::Participation::declined: return "declined";
    case mail::Participation::tentative: return "tentative";
    case mail::Participation::needs_action: break;
  }
  return "needs_action";
}

}  // namespace

Result<std::vector<std::int64_t>> invite(Context& ctx, CaseId case_id, AppointmentId id,
                                         const std::vector<Guest>& guests) {
  return ctx.transact([&](db::Tx& tx) -> Result<std::vector<std::int64_t>> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    const auto appointment = TRY(store::one(*tx, permit, id));
    std::vector<std::int64_t> ids;
    for (const Guest& guest : guests) {
      TRY(check_guest(ctx, tx, permit, appointment, guest));
      ids.push_back(invite_one(ctx, tx, permit, appointment, guest));
    }
    return ids;
  });
}

Result<void> uninvite(Context& ctx, CaseId case_id, AppointmentId id, std::int64_t invitation) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    const auto stored = TRY(invitation_of(tx, permit, id, invitation));
    const auto appointment = TRY(store::one(*tx, permit, id));
    write_letter(ctx, tx, permit, appointment, stored, ical::Method::cancel, *stored.value.sequence + 1);
    store::remove_invitation(tx, invitation);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::removed,
                   .actor = ctx.actor.account,
                   .what = invitation_record.name,
                   .record_id = invitation,
                   .case_id = case_id.value(),
                   .subject_id = permit.subject().subject().value(),
                   .address = ctx.address});
    return {};
  });
}

Result<void> renew_invitations(Context& ctx, db::Tx& tx, const Permit& permit, const Stored<Appointment>& before) {
  const auto after = TRY(store::one(*tx, permit, AppointmentId(before.id)));
  if (!concerns_guests(before.value, after.value) || end_of(after.value) < ctx.now) return {};
  const auto method = after.value.state == "cancelled" ? ical::Method::cancel : ical::Method::request;
  for (const auto& one : store::invitations_of(*tx, permit, before.id)) {
    Invitation asked = one.value;
    asked.sequence = std::max(after.version, *one.value.sequence + 1);
    asked.state = "needs_action";
    asked.answered_at.reset();
    TRY(records::change(ctx, tx, store::invitations(), records::owner(permit, before.id), one, asked));
    write_letter(ctx, tx, permit, after, one, method, *asked.sequence);
  }
  return {};
}

namespace {

/// Who was told of a planned appointment is told that it is off; the message names no person. The withdrawal that causes it
/// has been permitted.
void call_off(Context& ctx, db::Tx& tx, const store::About& about) {
  const auto permit = access::permit_case(ctx, tx, about.case_id, Right::consent_write);
  CHECK(permit.has_value());
  const auto appointment = store::one(*tx, *permit, about.appointment);
  const auto stored = records::one<Invitation>(*tx, store::invitations(),
                                               records::owner(*permit, about.appointment.value()), about.invitation);
  CHECK(appointment.has_value() && stored.has_value());
  if (!is_planned(appointment->value) || end_of(appointment->value) < ctx.now) return;
  Invitation off = stored->value;
  off.sequence = *off.sequence + 1;
  const auto changed =
      records::change(ctx, tx, store::invitations(), records::owner(*permit, about.appointment.value()), *stored, off);
  CHECK(changed.has_value());
  write_letter(ctx, tx, *permit, *appointment, *stored, ical::Method::cancel, *off.sequence);
}

}  // namespace

void stop_invitations(Context& ctx, db::Tx& tx, SubjectId person) {
  for (const store::About& about : store::invitations_about(*tx, person)) {
    outbox::take_back(ctx, tx, about.invitation);
    if (outbox::was_sent(*tx, about.invitation)) call_off(ctx, tx, about);
  }
}

Answered take_reply(Context& ctx, const mail::Reply& reply) {
  const auto appointment = appointment_of(reply.uid);
  if (!appointment) return Answered::unknown;
  const auto answered = ctx.transact([&](db::Tx& tx) -> Result<Answered> {
    const auto found = store::addressee(*tx, *appointment, token_of(ctx, reply.attendee));
    if (!found) return Answered::unknown;
    if (reply.sequence < found->sequence) return Answered::outdated;
    if (found->state == state_of(reply.state)) return Answered::same;
    store::set_answer(tx, found->id, state_of(reply.state), ctx.now);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::changed,
                   .actor = ctx.actor.account,
                   .what = invitation_record.name,
                   .record_id = found->id,
                   .case_id = found->case_id.value(),
                   .subject_id = found->subject.value(),
                   .purpose = "mail_reply",
                   .address = ctx.address});
    return Answered::taken;
  });
  return answered.value();
}

std::vector<MessageReport> read_replies(Context& ctx, std::string_view mbox) {
  std::vector<MessageReport> reports;
  for (const std::string_view message : mail::messages_of(mbox)) {
    MessageReport report;
    if (const auto read = mail::read_message(message); read.reply) {
      report.answered = take_reply(ctx, *read.reply);
      const bool known = report.answered == Answered::taken || report.answered == Answered::same;
      if (known) report.appointment = appointment_of(read.reply->uid).value_or(0);
    }
    reports.push_back(report);
  }
  return reports;
}

std::string sentence_of(Answered answered) {
  switch (answered) {
    case Answered::taken: return tr("Antwort übernommen");
    case Answered::same: return tr("Antwort war schon bekannt");
    case Answered::outdated: return tr("Antwort auf eine ältere Fassung, nicht übernommen");
    case Answered::unknown: return tr("Antwort auf keine Einladung von hier, liegen gelassen");
    case Answered::no_reply: break;
  }
  return tr("keine Antwort auf eine Einladung, liegen gelassen");
}

}  // namespace kim::calendar
