// Use cases of hints: right, rule, store, audit (by records), one transaction each.
#include "base/i18n.h"
#include "domain/hints/hint_store.h"
#include "platform/forms/forms.h"

namespace kim::hints {
namespace {

using access::Right;

std::unexpected<Error> invalid(std::string message, std::vector<FieldError> errors) {
  return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
}

/// The hint as it stands in that version, for who answers hints.
Result<Stored> to_answer(Context& ctx, db::Tx& tx, std::int64_t id, std::int64_t version) {
  if (!ctx.actor.may(Right::organisation_write))
    return failure(ErrorCode::refused, tr(access::info(Right::organisation_write).refusal));
  Stored hint = TRY(store::one(*tx, id));
  if (hint.version != version || is_closed(hint.value)) return failure(ErrorCode::conflict);
  return hint;
}

}  // namespace

Result<std::int64_t> raise(Context& ctx, db::Tx& tx, Hint hint, const Known& who) {
  auto errors = forms::validate(hint_record, &hint, ctx.today());
  if (errors.empty()) errors = check(hint, who, ctx.today());
  if (!errors.empty()) return invalid(tr("Der Hinweis ist noch nicht gespeichert."), std::move(errors));
  hint.state = "open";
  hint.answer.clear();
  hint.raised_on = ctx.today();
  return records::add(ctx, tx, store::hints(), records::nobody(), hint);
}

Result<void> take_up(Context& ctx, std::int64_t id, std::int64_t version) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Stored before = TRY(to_answer(ctx, tx, id, version));
    if (before.value.state != "open") return failure(ErrorCode::conflict);
    Hint after = before.value;
    after.state = "taken_up";
    after.taken_up_on = ctx.today();
    return records::change(ctx, tx, store::hints(), records::nobody(), before, after);
  });
}

Result<void> close(Context& ctx, std::int64_t id, std::int64_t version, const Answer& answer) {
  auto errors = forms::validate(answer_record, &answer, ctx.today());
  if (std::string message = refusal(personal_in(answer.answer, {}, ctx.today())); errors.empty() && !message.empty())
    errors.push_back({"answer", std::move(message)});
  if (!errors.empty()) return invalid(tr("Die Antwort ist noch nicht gespeichert."), std::move(errors));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Stored before = TRY(to_answer(ctx, tx, id, version));
    Hint after = before.value;
    after.state = "closed";
    after.answer = answer.answer;
    after.closed_on = ctx.today();
    return records::change(ctx, tx, store::hints(), records::nobody(), before, after);
  });
}

}  // namespace kim::hints
