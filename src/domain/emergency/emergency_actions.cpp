// Acts of emergency access: permit inside the transaction, rule, store, audit.
#include "base/i18n.h"
#include "base/text.h"
#include "domain/audit/audit.h"
#include "domain/cases/case.h"
#include "domain/cases/case_number.h"
#include "domain/emergency/emergency_store.h"

namespace kim::emergency {
namespace {

using access::Right;

constexpr int kNameFits = 60;  // beginning of a word, in any spelling: people::score

std::unexpected<Error> invalid(std::string field, std::string sentence) {
  return std::unexpected(Error{ErrorCode::invalid, {}, {{std::move(field), std::move(sentence)}}, {}});
}

/// Says neither whether the number exists nor whether its consent was withdrawn: else both could be tried out without the
/// name.
std::unexpected<Error> no_such_case() {
  return invalid("number", tr("Zu dieser Fallnummer und diesem Namen gibt es keinen Fall, der sich im Notfall öffnen "
                              "lässt. Prüfen Sie beide Angaben."));
}

/// A number without its year could mean several cases.
std::optional<CaseId> find_case(Context& ctx, db::Tx& tx, const std::string& typed) {
  const int year = static_cast<int>(std::chrono::year_month_day(ctx.today()).year());
  const auto numbers = cases::possible_numbers(typed, year);
  return numbers.size() == 1 ? store::case_numbered(*tx, numbers.front()) : std::nullopt;
}

bool name_fits(const people::Person& person, const std::string& typed) {
  return people::score(people::forms_of(people::searched_name(person)), people::parse_query(typed)) >= kNameFits;
}

void note_wrong_call(Context& ctx) {
  const auto noted = ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::note_attempt(ctx, tx);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::refused,
                   .actor = ctx.actor.account,
                   .what = emergency_record.name,
                   .purpose = "emergency",
                   .address = ctx.address});
    return {};
  });
  CHECK(noted.has_value());
}

Result<CaseId> open_in(Context& ctx, db::Tx& tx, const Call& call) {
  const auto id = find_case(ctx, tx, call.number);
  if (!id) return no_such_case();
  auto opened = access::open_in_emergency(ctx, tx, *id);
  if (!opened && opened.error().code == ErrorCode::blocked) return no_such_case();
  const access::Permit permit = TRY(std::move(opened));
  const auto person = TRY(people::load_person(*tx, permit.subject()));
  if (!name_fits(person.value, call.family_name)) return no_such_case();
  Emergency emergency;
  emergency.reason = call.reason;
  records::add(ctx, tx, store::accesses(), records::owner(permit), emergency);
  return *id;
}

}  // namespace

std::string reason_error(const std::string& reason) {
  if (text::length(text::trim(reason)) >= reason_least) return {};
  return tr("Beschreiben Sie den Notfall in einem Satz. Der Datenschutz prüft ihn später daran.");
}

Result<CaseId> open_case(Context& ctx, const Call& call) {
  if (auto error = reason_error(call.reason); !error.empty()) return invalid("reason", std::move(error));
  if (store::attempts_since(ctx.db(), ctx.actor.account, ctx.now - std::chrono::hours(1)) >= attempts_most)
    return failure(
        ErrorCode::refused,
        tr("Fünf Angaben haben zu keinem Fall gepasst. In einer Stunde können Sie es wieder versuchen; rufen "
           "Sie bis dahin die zuständige Fachkraft oder den Datenschutz an."));
  auto opened = ctx.transact([&](db::Tx& tx) { return open_in(ctx, tx, call); });
  if (!opened && opened.error().code == ErrorCode::invalid) note_wrong_call(ctx);
  return opened;
}

Result<void> note_seen(Context& ctx, std::int64_t id) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto line = store::line(*tx, id);
    if (!line || line->responsible != ctx.actor.account) return failure(ErrorCode::not_found);
    const auto permit = TRY(access::permit_emergency_review(ctx, *tx, line->person));
    const auto before = TRY(store::one(*tx, permit, id));
    Emergency after = before.value;
    after.seen_on = ctx.today();
    records::Owner owner = records::owner(permit);
    owner.case_id = line->case_id.value();
    return records::change(ctx, tx, store::accesses(), owner, before, after);
  });
}

Result<void> check(Context& ctx, std::int64_t id, std::int64_t version, const Emergency& checked) {
  if (checked.result.empty()) return invalid("result", tr("Wählen Sie das Ergebnis der Prüfung."));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto line = store::line(*tx, id);
    if (!line || !ctx.actor.may(Right::audit_read)) return failure(ErrorCode::not_found);
    const auto permit = TRY(access::permit_emergency_review(ctx, *tx, line->person));
    const auto before = TRY(store::one(*tx, permit, id));
    if (before.version != version) return failure(ErrorCode::conflict);
    Emergency after = before.value;
    after.result = checked.result;
    after.remark = checked.remark;
    after.checked_on = ctx.today();
    records::Owner owner = records::owner(permit);
    owner.case_id = line->case_id.value();
    return records::change(ctx, tx, store::accesses(), owner, before, after);
  });
}

}  // namespace kim::emergency
