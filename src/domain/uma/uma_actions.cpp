// Use cases of the UmA path: permit inside the transaction, rule, store, audit (by records), one transaction each.
#include <algorithm>

#include "base/i18n.h"
#include "domain/people/person.h"
#include "domain/uma/uma_store.h"
#include "platform/forms/forms.h"

namespace kim::uma {
namespace {

using access::Permit;
using Errors = std::vector<FieldError>;

/// A regional case has no such path: it looks like not found.
Result<Permit> writer(Context& ctx, db::Tx& tx, CaseId id) {
  Permit permit = TRY(access::permit_case(ctx, tx, id, access::Right::case_write));
  if (permit.path() != access::Path::uma) return failure(ErrorCode::not_found);
  return permit;
}

std::unexpected<Error> invalid(Errors errors) {
  return std::unexpected(
      Error{ErrorCode::invalid, tr("Die Angaben sind noch nicht gespeichert."), std::move(errors), {}});
}

struct Place {
  Context& ctx;
  db::Tx& tx;
  const Permit& permit;
  std::int64_t row;  // 0: a new one
};

// ---- what each kind checks beyond its own fields ----

Result<Errors> errors_of(const Place&, const Talk& talk) { return check(talk); }
Result<Errors> errors_of(const Place&, const Duty& duty) { return check(duty); }

Result<Errors> errors_of(const Place& place, const TargetCheck& target) {
  const auto person = TRY(people::load_person(*place.tx, place.permit.subject()));
  Errors errors = check(target, person.value.birth);
  if (place.row == 0 && !store::rows_of<TargetCheck>(*place.tx, place.permit).empty())
    errors.push_back({"checked_on", tr("Die Zielgruppe ist schon geprüft. Ändern Sie die Prüfung.")});
  return errors;
}

Result<Errors> errors_of(const Place& place, const Focus& focus) {
  Errors errors = check(focus);
  for (const auto& other : store::rows_of<Focus>(*place.tx, place.permit))
    if (other.id != place.row && other.value.kind == focus.kind)
      errors.push_back({"kind", tr("Diesen Schwerpunkt gibt es schon. Ändern Sie ihn in der Liste.")});
  return errors;
}

Result<Errors> errors_of(const Place& place, const Work& work) {
  Errors errors = check(work, place.ctx.today());
  const auto runs = [&](const records::Stored<Work>& other) {
    return other.id != place.row && !other.value.stopped_on && *other.value.six_months_on > *work.started_on;
  };
  if (!work.stopped_on && std::ranges::any_of(store::rows_of<Work>(*place.tx, place.permit), runs))
    errors.push_back({"started_on", tr("Es läuft schon eine Arbeit. Tragen Sie erst ein, wann sie endete.")});
  return errors;
}

Result<Errors> errors_of(const Place& place, const Ending& ending) {
  Errors errors = check(ending);
  if (place.row == 0 && !store::rows_of<Ending>(*place.tx, place.permit).empty())
    errors.push_back({"ended_on", tr("Das Ende ist schon festgehalten. Ändern Sie es.")});
  return errors;
}

template <class T>
Result<void> allow(const Place& place, const T& value) {
  auto errors = forms::validate(store::table<T>().record(), &value, place.ctx.today());
  if (errors.empty()) errors = TRY(errors_of(place, value));
  if (!errors.empty()) return invalid(std::move(errors));
  return {};
}

// ---- derived days ----

template <class T>
T derived(const Place&, const T& value) {
  return value;
}
Work derived(const Place& place, const Work& work) {
  return with_days(work, store::rows_of<Talk>(*place.tx, place.permit));
}

/// A talk held (or corrected) moves the day of the next one along.
template <class T>
Result<void> follow(const Place&, const T&) {
  return {};
}
Result<void> follow(const Place& place, const Talk&) {
  const auto talks = store::rows_of<Talk>(*place.tx, place.permit);
  for (const auto& work : store::rows_of<Work>(*place.tx, place.permit)) {
    const Work moved = with_days(work.value, talks);
    if (moved.next_talk_on == work.value.next_talk_on) continue;
    TRY(records::change(place.ctx, place.tx, store::table<Work>(), records::owner(place.permit), work, moved));
  }
  return {};
}

}  // namespace

template <class T>
Result<std::int64_t> add(Context& ctx, CaseId id, const T& value) {
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const Place place{ctx, tx, permit, 0};
    TRY(allow(place, value));
    const auto row = records::add(ctx, tx, store::table<T>(), records::owner(permit), derived(place, value));
    TRY(follow(place, value));
    return row;
  });
}

template <class T>
Result<void> change(Context& ctx, CaseId id, std::int64_t row, std::int64_t version, const T& value) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const Place place{ctx, tx, permit, row};
    const auto before = TRY(store::row<T>(*tx, permit, row));
    if (before.version != version) return failure(ErrorCode::conflict);
    TRY(allow(place, value));
    TRY(records::change(ctx, tx, store::table<T>(), records::owner(permit), before, derived(place, value)));
    return follow(place, value);
  });
}

#define KIM_UMA_ACTS(T)                                             \
  template Result<std::int64_t> add<T>(Context&, CaseId, const T&); \
  template Result<void> change<T>(Context&, CaseId, std::int64_t, std::int64_t, const T&)
KIM_UMA_ACTS(Talk);
KIM_UMA_ACTS(TargetCheck);
KIM_UMA_ACTS(Duty);
KIM_UMA_ACTS(Focus);
KIM_UMA_ACTS(Work);
KIM_UMA_ACTS(Ending);
#undef KIM_UMA_ACTS

}  // namespace kim::uma
