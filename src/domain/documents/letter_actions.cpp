// Acts on letters: permit, rule, store, audit, one transaction.
#include "base/i18n.h"
#include "domain/cases/frame.h"
#include "domain/documents/documents_store.h"
#include "domain/documents/handover_values.h"
#include "domain/documents/letter_texts.h"
#include "domain/documents/letter_values.h"
#include "domain/documents/printed.h"
#include "domain/organisation/organisation.h"
#include "domain/referrals/referral_store.h"

namespace kim::documents {
namespace {

using access::Permit;
using access::Right;

Result<void> check_all(Context& ctx, db::Tx& tx, const Permit& permit, const Letter& letter) {
  auto errors = check(letter, ctx.today());
  if (letter.referral && !referrals::store::referral(*tx, permit, letter.referral))
    errors.push_back({"referral_id", tr("Diese Verweisung gibt es in diesem Fall nicht.")});
  if (letter.text == "uebergabe" && !latest_handover(ctx, permit)) errors.push_back({"text", no_handover()});
  if (errors.empty()) return {};
  return std::unexpected(Error{ErrorCode::invalid, tr("Bitte prüfen Sie die Angaben."), std::move(errors), {}});
}

/// Keeps which wording the letter has: a later version does not change what was handed out.
void freeze(Context& ctx, db::Tx& tx, const Permit& permit, Letter& letter) {
  const std::string controller = organisation::body_name(*tx, permit.controller());
  if (const LetterText* text = find_letter(letter.text, "de", controller, ctx.today()))
    letter.version = text->text.version;
  if (letter.language == "de") return;
  if (const LetterText* other = find_letter(letter.text, letter.language, controller, ctx.today()))
    letter.translation = other->text.version;
}

}  // namespace

Result<LetterId> make_letter(Context& ctx, CaseId id, Letter letter) {
  letter.made_on = ctx.today();
  return ctx.transact([&](db::Tx& tx) -> Result<LetterId> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_contact));
    TRY(check_all(ctx, tx, permit, letter));
    freeze(ctx, tx, permit, letter);
    return LetterId(records::add(ctx, tx, store::letters(), records::owner(permit), letter));
  });
}

Result<std::string> print_letter(Context& ctx, CaseId id, LetterId letter) {
  const Permit permit = TRY(access::permit_case(ctx, id, Right::case_read));
  const auto stored = TRY(store::letter(ctx.db(), permit, letter));
  const cases::Frame frame = TRY(cases::load_frame(ctx, permit));
  const Sheet sheet = TRY(sheet_for(ctx, permit, frame, stored));
  const std::string note = stored.value.text + " " + stored.value.version + " " + stored.value.language;
  note_printed(ctx, {.what = letter_record.name,
                     .id = stored.id,
                     .case_id = permit.case_id(),
                     .person = permit.subject().subject(),
                     .note = note});
  return pdf::write(compose(sheet));
}

}  // namespace kim::documents
