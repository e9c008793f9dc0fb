// Use cases of the outbox: each try and each change in a transaction of its own, with its audit entry.
#include "base/i18n.h"
#include "domain/audit/audit.h"
#include "domain/outbox/outbox_store.h"
#include "platform/mail/message.h"

namespace kim::outbox {
namespace {

constexpr int batch = 50;

crypto::Key key_of(const Context& ctx) { return ctx.services.keyring.tenant_key("outgoing mail"); }

void note(Context& ctx, db::Tx& tx, audit::Act act, std::int64_t id, std::string_view purpose = {}) {
  audit::append(tx, ctx.now,
                {.act = act,
                 .actor = ctx.actor.account,
                 .what = outgoing_mail_record.name,
                 .record_id = id,
                 .purpose = purpose,
                 .address = ctx.address});
}

void record_try(Context& program, const store::Due& one, const mail::Outcome& outcome, const Fate& fate) {
  const auto written = program.transact([&](db::Tx& tx) -> Result<void> {
    store::set_fate(tx, one.id, fate, outcome.reason, program.now);
    note(program, tx, outcome.sent == mail::Sent::yes ? audit::Act::disclosed : audit::Act::changed, one.id, "smtp");
    return {};
  });
  CHECK(written.has_value());
}

void erase_one(Context& ctx, db::Tx& tx, std::int64_t id) {
  store::erase(tx, id);
  note(ctx, tx, audit::Act::removed, id);
}

}  // namespace

std::int64_t put(Context& ctx, db::Tx& tx, const Item& item) {
  CHECK(mail::is_address(item.recipient));
  const std::int64_t id = ctx.new_id();
  store::add(tx, key_of(ctx), id, item, ctx.now, ctx.actor.account);
  note(ctx, tx, audit::Act::created, id);
  return id;
}

std::size_t take_back(Context& ctx, db::Tx& tx, std::int64_t about) {
  const auto ids = store::waiting_about(*tx, about);
  for (const std::int64_t id : ids) {
    store::set_fate(tx, id, {"given_up"}, "taken_back", ctx.now);
    erase_one(ctx, tx, id);
  }
  return ids.size();
}

bool was_sent(db::Connection& db, std::int64_t about) { return store::has_sent_about(db, about); }

Round send_due(Context& program, const Sender& sender) {
  program.now = program.services.clock();
  Round round;
  for (const store::Due& one : store::due(program.db(), key_of(program), program.now, batch)) {
    const mail::Outcome outcome = program.now > one.useless_after ? mail::Outcome{mail::Sent::later, "too_late", 0}
                                                                  : sender(one.recipient, one.content);
    program.now = program.services.clock();
    const Fate fate = fate_of(outcome.sent, one.attempts + 1, program.now, one.useless_after);
    record_try(program, one, outcome, fate);
    ++(fate.state == "sent" ? round.sent : fate.state == "waiting" ? round.waiting : round.failed);
    if (outcome.reason != "too_late" && stops_batch(outcome)) break;
  }
  return round;
}

std::size_t erase_old(Context& program) {
  const auto ids = store::failed_before(program.db(), program.services.clock() - failed_kept);
  if (ids.empty()) return 0;
  const auto done = program.transact([&](db::Tx& tx) -> Result<void> {
    for (const std::int64_t id : ids) erase_one(program, tx, id);
    return {};
  });
  CHECK(done.has_value());
  return ids.size();
}

Result<void> try_again(Context& ctx, std::int64_t id) {
  using access::Right;
  if (!ctx.actor.may(Right::mail_manage))
    return failure(ErrorCode::refused, tr(access::info(Right::mail_manage).refusal));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    if (!store::set_due(tx, id, ctx.now)) return failure(ErrorCode::not_found);
    note(ctx, tx, audit::Act::changed, id, "smtp");
    return {};
  });
}

}  // namespace kim::outbox
