// Use cases of contacts: permit inside the transaction, rule, store, audit (by records), one transaction each.
#include "base/i18n.h"
#include "domain/cases/case.h"
#include "domain/contacts/contact_store.h"
#include "domain/contacts/contact_views.h"
#include "domain/drafts/draft.h"

namespace kim::contacts {
namespace {

using access::Permit;
using access::Right;

std::unexpected<Error> not_mine() {
  return failure(ErrorCode::refused,
                 tr("Einen Kontakt berichtigt, wer ihn erfasst hat oder für den Fall zuständig ist."));
}

}  // namespace

Reader reader_of(const Context& ctx, const Permit& permit, const records::Stored<Contact>& contact) {
  return {contact.created_by, permit.responsible(), ctx.actor.account, permit.is_responsible_or_deputy()};
}

Result<ContactId> note_contact(Context& ctx, db::Tx& tx, const Permit& permit, const Contact& contact) {
  const ContactId id(records::add(ctx, tx, store::contacts(), records::owner(permit), contact));
  cases::note_contact(ctx, tx, permit.case_id(), contact.on.value_or(ctx.today()));
  return id;
}

Result<ContactId> note_contact(Context& ctx, CaseId id, const Contact& contact,
                               const std::optional<tasks::Task>& next_step) {
  return ctx.transact([&](db::Tx& tx) -> Result<ContactId> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_contact));
    const ContactId contact_id = TRY(note_contact(ctx, tx, permit, contact));
    if (next_step) TRY(tasks::add_task(ctx, tx, permit, *next_step));
    drafts::discard(ctx, tx, draft_key(id));
    return contact_id;
  });
}

Result<void> retract_contact(Context& ctx, db::Tx& tx, CaseId case_id, ContactId id) {
  const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
  TRY(store::one(*tx, permit, id));
  store::remove(tx, permit, id);
  cases::set_last_contact(tx, case_id, store::last_day(*tx, permit));
  audit::append(tx, ctx.now,
                {.act = audit::Act::removed,
                 .actor = ctx.actor.account,
                 .what = contact_record.name,
                 .record_id = id.value(),
                 .case_id = case_id.value(),
                 .subject_id = permit.person().value(),
                 .note = "import",
                 .address = ctx.address});
  return {};
}

Result<void> correct_contact(Context& ctx, CaseId case_id, ContactId id, std::int64_t version, const Contact& contact) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    const auto before = TRY(store::one(*tx, permit, id));
    const Reader reader = reader_of(ctx, permit, before);
    if (!may_correct(before.value, reader)) return not_mine();
    if (before.version != version) return failure(ErrorCode::conflict);
    Contact after = contact;
    if (reader.author != reader.actor) after.entrusted = before.value.entrusted;
    TRY(records::change(ctx, tx, store::contacts(), records::owner(permit), before, after));
    cases::note_contact(ctx, tx, case_id, after.on.value_or(ctx.today()));
    return {};
  });
}

std::vector<records::Stored<Contact>> contacts_of(Context& ctx, const Permit& permit, int limit) {
  auto list = store::newest(ctx.db(), permit, limit);
  for (auto& contact : list)
    if (!may_read_text(contact.value, reader_of(ctx, permit, contact)))
      contact.value = without_text(std::move(contact.value));
  return list;
}

}  // namespace kim::contacts
