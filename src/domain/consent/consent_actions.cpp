// Consents, releases and disclosures: permit, rule, store, audit. Withdrawal is in withdrawal_actions.cpp.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/slice.h"
#include "domain/consent/consent_parts.h"
#include "domain/consent/consent_store.h"
#include "domain/consent/consent_texts.h"
#include "domain/organisation/organisation.h"
#include "domain/people/person.h"
#include "platform/forms/forms.h"

namespace kim::consent {
namespace {

using access::Right;
using access::SubjectPermit;

void fill(Consent& consent, const SubjectPermit& person) {
  if (consent.text_id.empty()) consent.text_id = consent_text;
  if (!consent.controller) consent.controller = person.controller();
  if (!consent.valid_until && consent.given_on) consent.valid_until = usual_end(*consent.given_on);
  consent.withdrawn.clear();
  consent.withdrawn_on.reset();
}

void check_text(db::Connection& db, const Consent& consent, std::vector<FieldError>& errors) {
  const std::string controller = organisation::body_name(db, consent.controller);
  const Text* text = find_text(consent.text_id, consent.text_version, consent.text_language, controller);
  if (text == nullptr)
    errors.push_back({"text_version", tr("Diesen Text gibt es in dieser Fassung und Sprache nicht.")});
  else if (consent.given_on && *consent.given_on < text->valid_from)
    errors.push_back({"text_version", trf("Diese Fassung gilt erst seit dem {}.", {german(text->valid_from)})});
}

/// Latest withdrawal of everything, or of one of the purposes: an older signature does not count any more.
std::optional<Day> withdrawn_since(const store::Withdrawals& withdrawals, const std::vector<std::string>& purposes) {
  std::optional<Day> latest;
  for (const auto& one : withdrawals) {
    const bool all = one.value.scope == "all" || one.value.purpose == case_file;
    const bool same = has(purposes, one.value.purpose);
    if ((all || same) && (!latest || *one.value.on > *latest)) latest = one.value.on;
  }
  return latest;
}

void check_signed_after(std::optional<Day> given_on, std::optional<Day> withdrawn, std::vector<FieldError>& errors) {
  if (!given_on || !withdrawn || *given_on >= *withdrawn) return;
  errors.push_back(
      {"given_on", trf("Diese Unterschrift ist älter als der Widerruf vom {}. Lassen Sie neu unterschreiben.",
                       {german(*withdrawn)})});
}

void tell_slices(Context& ctx, db::Tx& tx, SubjectId person) {
  for (const Slice& slice : ctx.services.slices)
    if (slice.on_person_changed != nullptr) slice.on_person_changed(ctx, tx, person);
}

std::vector<FieldError> check_release(Context& ctx, db::Tx& tx, const SubjectPermit& person, const Release& release) {
  auto errors = forms::validate(release_record, &release, ctx.today());
  if (!errors.empty()) return errors;
  errors = check(release, ctx.today());
  if (!organisation::find_body(*tx, release.recipient))
    errors.push_back({"recipient_id", tr("Diese Stelle gibt es nicht. Wählen Sie eine andere.")});
  std::optional<Day> withdrawn = withdrawn_since(store::withdrawals(*tx, person), {});
  for (const auto& one : store::releases(*tx, person))
    if (one.value.recipient == release.recipient && one.value.withdrawn_on)
      withdrawn = std::max(withdrawn, one.value.withdrawn_on);
  check_signed_after(release.given_on, withdrawn, errors);
  return errors;
}

Result<void> check_basis(db::Tx& tx, const SubjectPermit& person, Disclosure& disclosure) {
  if (!rests_on_release(disclosure.legal_basis)) return {};
  TRY(require_consent(*tx, person.subject(), case_file, *disclosure.on));
  const ReleaseState release =
      TRY(require_release(*tx, person.subject(), disclosure.recipient, disclosure.contents, *disclosure.on));
  disclosure.release = release.id;
  return {};
}

void note_disclosed(Context& ctx, db::Tx& tx, const SubjectPermit& person, std::int64_t id,
                    const Disclosure& disclosure) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::disclosed,
                 .actor = ctx.actor.account,
                 .what = disclosure_record.name,
                 .record_id = id,
                 .subject_id = person.subject().value(),
                 .note = disclosure.legal_basis,
                 .address = ctx.address});
}

std::string missing_consent(const PurposeState& state, std::string_view purpose) {
  const std::string label = code_label("consent_purpose", purpose);
  switch (state.standing) {
    case Standing::ended:
      return trf("Die Einwilligung „{0}“ ist am {1} abgelaufen. Lassen Sie sie erneuern.",
                 {label, german(*state.until)});
    case Standing::withdrawn:
      return trf("Die Einwilligung „{0}“ ist am {1} widerrufen.", {label, german(*state.withdrawn_on)});
    default: return trf("Für „{}“ liegt keine Einwilligung vor.", {label});
  }
}

std::string missing_release(const std::string& recipient, const std::vector<std::string>& missing) {
  if (missing.empty())
    return trf("Für {} gibt es keine gültige Entbindung. Nehmen Sie eine Entbindung auf.", {recipient});
  return trf("Die Entbindung gegenüber {0} umfasst nicht: {1}.", {recipient, code_words("data_category", missing)});
}

}  // namespace

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  std::string message = errors.front().message;
  return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
}

Result<void> answers_for(Context& ctx, db::Tx& tx, SubjectId person) {
  const Right right = Right::consent_write;
  if (ctx.actor.may(right) && access::tied_to(ctx, *tx, person)) return {};
  return failure(ErrorCode::refused, tr(access::info(right).refusal));
}

Result<SubjectPermit> permit_to_write(Context& ctx, db::Tx& tx, PersonId person) {
  auto permit = TRY(access::permit_person(ctx, tx, person, Right::consent_write));
  TRY(answers_for(ctx, tx, permit.subject()));
  return permit;
}

void retract_consents(Context& ctx, db::Tx& tx, const SubjectPermit& person) {
  store::remove_consents(tx, person);
  audit::append(tx, ctx.now,
                {.act = audit::Act::removed,
                 .actor = ctx.actor.account,
                 .what = consent_record.name,
                 .subject_id = person.subject().value(),
                 .note = "import",
                 .address = ctx.address});
}

State state_of(db::Connection& db, SubjectId person, Day today) { return state_from(store::lines(db, person), today); }

std::vector<ReleaseState> releases_of(db::Connection& db, SubjectId person, Day today) {
  std::vector<ReleaseState> latest;
  for (ReleaseState& release : store::release_states(db, person, today)) {
    const auto same = std::find_if(latest.begin(), latest.end(),
                                   [&](const ReleaseState& one) { return one.recipient == release.recipient; });
    if (same == latest.end())
      latest.push_back(std::move(release));
    else if (!holds(same->standing) || (holds(release.standing) && release.until > same->until))
      *same = std::move(release);
  }
  std::sort(latest.begin(), latest.end(), [](const ReleaseState& a, const ReleaseState& b) {
    return holds(a.standing) != holds(b.standing) ? holds(a.standing) : a.id < b.id;
  });
  return latest;
}

Result<void> require_consent(db::Connection& db, SubjectId person, std::string_view purpose, Day today) {
  const PurposeState state = purpose_state(store::lines(db, person), purpose, today);
  if (holds(state.standing)) return {};
  return failure(ErrorCode::blocked, missing_consent(state, purpose));
}

Result<ReleaseState> require_release(db::Connection& db, SubjectId person, BodyId recipient,
                                     const std::vector<std::string>& contents, Day today) {
  std::vector<std::string> missing;
  for (ReleaseState& release : store::release_states(db, person, today)) {
    if (release.recipient != recipient || !holds(release.standing) || release.from > today) continue;
    missing = not_covered(contents, release.contents);
    if (missing.empty()) return std::move(release);
  }
  return failure(ErrorCode::blocked, missing_release(organisation::body_name(db, recipient), missing));
}

Result<ConsentId> record_consent(Context& ctx, db::Tx& tx, const SubjectPermit& person, Consent consent,
                                 const std::optional<PartialDate>& birth) {
  TRY(answers_for(ctx, tx, person.subject()));
  fill(consent, person);
  auto errors = forms::validate(consent_record, &consent, ctx.today());
  if (errors.empty()) {
    errors = check(consent, birth, ctx.today());
    check_text(*tx, consent, errors);
    check_signed_after(consent.given_on, withdrawn_since(store::withdrawals(*tx, person), consent.purposes), errors);
  }
  if (!errors.empty()) return invalid(std::move(errors));
  const ConsentId id(records::add(ctx, tx, store::consent_table(), records::owner(person), consent));
  if (holds(state_of(*tx, person.subject(), ctx.today()).standing)) access::unblock_cases(tx, person.subject());
  tell_slices(ctx, tx, person.subject());
  return id;
}

Result<ConsentId> renew_consent(Context& ctx, PersonId person, const Consent& consent) {
  return ctx.transact([&](db::Tx& tx) -> Result<ConsentId> {
    const auto permit = TRY(permit_to_write(ctx, tx, person));
    const auto data = TRY(people::load_person(*tx, permit));
    return record_consent(ctx, tx, permit, consent, data.value.birth);
  });
}

Result<ReleaseId> record_release(Context& ctx, db::Tx& tx, const SubjectPermit& person, Release release) {
  TRY(answers_for(ctx, tx, person.subject()));
  release.withdrawn_on.reset();
  if (!release.valid_until && release.given_on) release.valid_until = usual_end(*release.given_on);
  if (auto errors = check_release(ctx, tx, person, release); !errors.empty()) return invalid(std::move(errors));
  TRY(require_consent(*tx, person.subject(), case_file, ctx.today()));
  return ReleaseId(records::add(ctx, tx, store::release_table(), records::owner(person), release));
}

Result<ReleaseId> add_release(Context& ctx, PersonId person, const Release& release) {
  return ctx.transact([&](db::Tx& tx) -> Result<ReleaseId> {
    const auto permit = TRY(permit_to_write(ctx, tx, person));
    return record_release(ctx, tx, permit, release);
  });
}

Result<std::int64_t> disclose(Context& ctx, db::Tx& tx, const SubjectPermit& person, Disclosure disclosure) {
  if (!disclosure.on) disclosure.on = ctx.today();
  auto errors = forms::validate(disclosure_record, &disclosure, ctx.today());
  if (errors.empty()) errors = check(disclosure);
  if (disclosure.recipient && !organisation::find_body(*tx, disclosure.recipient))
    errors.push_back({"recipient_id", tr("Diese Stelle gibt es nicht. Wählen Sie eine andere.")});
  if (!errors.empty()) return invalid(std::move(errors));
  TRY(check_basis(tx, person, disclosure));
  const std::int64_t id = records::add(ctx, tx, store::disclosure_table(), records::owner(person), disclosure);
  note_disclosed(ctx, tx, person, id, disclosure);
  return id;
}

Result<std::int64_t> note_disclosure(Context& ctx, PersonId person, const Disclosure& disclosure) {
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const auto permit = TRY(permit_to_write(ctx, tx, person));
    return disclose(ctx, tx, permit, disclosure);
  });
}

std::vector<records::Stored<Disclosure>> disclosures(db::Connection& db, const SubjectPermit& person) {
  auto list = records::children<Disclosure>(db, store::disclosure_table(), records::owner(person));
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
    return a.value.on != b.value.on ? a.value.on > b.value.on : a.id > b.id;
  });
  return list;
}

}  // namespace kim::consent
