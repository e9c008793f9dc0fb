// The acts: permit, rule, store, audit; one transaction each. What it is not: pages or SQL.
#include "base/i18n.h"
#include "domain/access/references.h"
#include "domain/inquiries/inquiry.h"
#include "domain/inquiries/inquiry_store.h"
#include "platform/forms/forms.h"

namespace kim::inquiries {
namespace {

using access::Right;

constexpr int erase_at_once = 200;

SubjectId subject(InquiryId id) { return SubjectId(id.value()); }

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  std::string message = errors.front().message;
  return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
}

/// A Kommune that somebody made up would be a line no report can name.
void check_municipality(Context& ctx, db::Tx& tx, MunicipalityId id, std::vector<FieldError>& errors) {
  if (!id || !label_of(references(ctx.services, *tx, "municipality"), id.value()).empty()) return;
  errors.push_back({"municipality_id", tr("Diese Kommune gibt es nicht. Wählen Sie eine andere.")});
}

Result<void> check_all(Context& ctx, db::Tx& tx, const Inquiry& inquiry) {
  auto errors = forms::validate(inquiry_record, &inquiry, ctx.today());
  if (errors.empty()) errors = check(inquiry, ctx.today());
  check_municipality(ctx, tx, inquiry.municipality, errors);
  if (!errors.empty()) return invalid(std::move(errors));
  return {};
}

void note_erased(Context& ctx, db::Tx& tx, InquiryId id, std::string_view state) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::removed,
                 .actor = ctx.actor.account,
                 .what = inquiry_record.name,
                 .record_id = id.value(),
                 .subject_id = id.value(),
                 .note = state,
                 .address = ctx.address});
}

/// False if it was erased before.
bool erase(Context& ctx, db::Tx& tx, InquiryId id, std::string_view state) {
  if (!store::empty_out(tx, id, state, ctx.now, ctx.actor.account)) return false;
  access::destroy_key(tx, subject(id));
  note_erased(ctx, tx, id, state);
  return true;
}

Result<void> erase_permitted(Context& ctx, db::Tx& tx, InquiryId id, std::string_view state) {
  TRY(access::permit_subject(ctx, tx, subject(id), Right::inquiry_write));
  if (!erase(ctx, tx, id, state)) return failure(ErrorCode::not_found);
  return {};
}

Result<std::int64_t> count_inside(Context& ctx, db::Tx& tx, ShortAdvice advice) {
  if (!ctx.actor.may(Right::short_advice_count))
    return failure(ErrorCode::refused, tr(access::info(Right::short_advice_count).refusal));
  auto errors = forms::validate(short_advice_record, &advice, ctx.today());
  check_municipality(ctx, tx, advice.municipality, errors);
  if (!errors.empty()) return invalid(std::move(errors));
  advice.team = ctx.actor.team;
  return records::add(ctx, tx, store::advice_table(), records::nobody(), advice);
}

}  // namespace

Result<InquiryId> receive(Context& ctx, Inquiry inquiry) {
  return ctx.transact([&](db::Tx& tx) -> Result<InquiryId> {
    const InquiryId id(ctx.new_id());
    const auto permit = TRY(access::create_subject(ctx, tx, subject(id), Right::inquiry_write));
    TRY(check_all(ctx, tx, inquiry));
    inquiry.expires_on = expiry_of(*inquiry.received_on);
    inquiry.state = "open";
    records::add_as(ctx, tx, store::inquiry_table(), store::owner(permit), id.value(), inquiry);
    return id;
  });
}

Result<void> change_inquiry(Context& ctx, InquiryId id, std::int64_t version, Inquiry inquiry) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto permit = TRY(access::permit_subject(ctx, tx, subject(id), Right::inquiry_write));
    const auto before = TRY(load_inquiry(*tx, permit));
    TRY(check_all(ctx, tx, inquiry));
    if (before.version != version) return failure(ErrorCode::conflict);
    inquiry.expires_on = expiry_of(*inquiry.received_on);
    inquiry.state = before.value.state;
    return records::change(ctx, tx, store::inquiry_table(), store::owner(permit), before, inquiry);
  });
}

Result<records::Stored<Inquiry>> load_inquiry(db::Connection& db, const access::SubjectPermit& permit) {
  return records::one<Inquiry>(db, store::inquiry_table(), store::owner(permit), permit.subject().value());
}

Result<void> take_over(Context& ctx, db::Tx& tx, InquiryId id) { return erase_permitted(ctx, tx, id, "taken"); }

Result<void> end_inquiry(Context& ctx, InquiryId id) {
  return ctx.transact([&](db::Tx& tx) { return erase_permitted(ctx, tx, id, "ended"); });
}

Result<void> end_with_advice(Context& ctx, InquiryId id, ShortAdvice advice) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    TRY(erase_permitted(ctx, tx, id, "advised"));
    TRY(count_inside(ctx, tx, advice));
    return {};
  });
}

int erase_expired(Context& ctx) {
  int erased = 0;
  for (bool more = true; more;) {
    const auto count = ctx.transact([&](db::Tx& tx) -> Result<std::size_t> {
      const auto due = store::expired(*tx, ctx.today(), erase_at_once);
      for (const InquiryId id : due) CHECK(erase(ctx, tx, id, "expired"));
      return due.size();
    });
    erased += static_cast<int>(count.value());
    more = count.value() == erase_at_once;
  }
  return erased;
}

Result<std::int64_t> count_advice(Context& ctx, ShortAdvice advice) {
  return ctx.transact([&](db::Tx& tx) { return count_inside(ctx, tx, advice); });
}

Result<std::int64_t> count_advice(Context& ctx, db::Tx& tx, ShortAdvice advice) {
  return count_inside(ctx, tx, std::move(advice));
}

Result<void> undo_advice(Context& ctx, std::int64_t id) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto last = store::last_advice(*tx, ctx.actor.account);
    if (!last || last->id != id || local_day(last->created_at) != ctx.today()) return failure(ErrorCode::not_found);
    store::remove_advice(tx, id);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::removed,
                   .actor = ctx.actor.account,
                   .what = short_advice_record.name,
                   .record_id = id,
                   .address = ctx.address});
    return {};
  });
}

}  // namespace kim::inquiries
