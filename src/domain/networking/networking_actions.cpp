// Use cases of network contacts: right, rule, store, audit (by records), one transaction each.
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/references.h"
#include "domain/networking/networking_pages.h"

namespace kim::networking {
namespace {

using access::Right;

Result<void> allowed(const Context& ctx) {
  if (!ctx.actor.may(Right::network_work))
    return failure(ErrorCode::refused, tr(access::info(Right::network_work).refusal));
  return {};
}

Result<void> check_all(Context& ctx, db::Tx& tx, const NetworkContact& contact) {
  auto errors = forms::validate(network_contact_record, &contact, ctx.today());
  for (auto& error : check(contact)) errors.push_back(std::move(error));
  const auto known = references(ctx.services, *tx, "body");
  const Bodies bodies = bodies_of(contact);
  if (std::ranges::any_of(bodies, [&](BodyId body) { return label_of(known, body.value()).empty(); }))
    errors.push_back({"partner", tr("Wählen Sie eine Stelle aus dem Verzeichnis.")});
  if (errors.empty()) return {};
  return std::unexpected(
      Error{ErrorCode::invalid, tr("Der Netzwerkkontakt ist noch nicht gespeichert."), std::move(errors), {}});
}

/// The contact as it stands, if the actor noted it and nobody changed it since.
Result<Stored> own(Context& ctx, db::Tx& tx, std::int64_t id, std::int64_t version) {
  TRY(allowed(ctx));
  Stored before = TRY(store::one(*tx, area_of(ctx), id));
  if (before.created_by != ctx.actor.account)
    return failure(ErrorCode::refused, tr("Das darf nur, wer den Netzwerkkontakt erfasst hat."));
  if (before.version != version) return failure(ErrorCode::conflict);
  return before;
}

}  // namespace

store::Area area_of(const Context& ctx) { return {ctx.actor.team, !ctx.actor.may(Right::case_list)}; }

Result<std::int64_t> note_contact(Context& ctx, NetworkContact contact, const Bodies& bodies) {
  contact.partners = joined(bodies);
  contact.team = ctx.actor.team;
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    TRY(allowed(ctx));
    TRY(check_all(ctx, tx, contact));
    return records::add(ctx, tx, store::contacts(), records::nobody(), contact);
  });
}

Result<void> correct_contact(Context& ctx, std::int64_t id, std::int64_t version, NetworkContact contact,
                             const Bodies& bodies) {
  contact.partners = joined(bodies);
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Stored before = TRY(own(ctx, tx, id, version));
    contact.team = before.value.team;
    TRY(check_all(ctx, tx, contact));
    return records::change(ctx, tx, store::contacts(), records::nobody(), before, contact);
  });
}

Result<void> remove_contact(Context& ctx, std::int64_t id, std::int64_t version) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    TRY(own(ctx, tx, id, version));
    store::remove(tx, id);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::removed,
                   .actor = ctx.actor.account,
                   .what = network_contact_record.name,
                   .record_id = id,
                   .address = ctx.address});
    return {};
  });
}

}  // namespace kim::networking
