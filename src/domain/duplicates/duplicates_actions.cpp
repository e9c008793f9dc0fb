// Comparing, listing, dismissing. What it is not: SQL or pages.
#include <algorithm>

#include <fmt/format.h>

#include "base/i18n.h"
#include "domain/audit/audit.h"
#include "domain/duplicates/duplicates_store.h"
#include "platform/forms/forms.h"

namespace kim::duplicates {
namespace {

using access::Right;

constexpr std::size_t kOpenedAtOnce = 64;

access::Whose viewer(const Context& ctx) { return {ctx.actor.account, ctx.now}; }

void note(Context& ctx, db::Tx& tx, audit::Act act, std::string_view text, SubjectId subject = {}) {
  audit::append(tx, ctx.now,
                {.act = act,
                 .actor = ctx.actor.account,
                 .what = "duplicate",
                 .subject_id = subject.value(),
                 .purpose = "duplicates",
                 .note = text,
                 .address = ctx.address});
}

void note_listed(Context& ctx, std::size_t rows) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    note(ctx, tx, audit::Act::listed, fmt::format("rows={}", rows));
    return {};
  });
  CHECK(written.has_value());
}

const people::Compared* find(const std::vector<people::Compared>& list, PersonId id) {
  const auto found = std::ranges::find(list, id, &people::Compared::id);
  return found == list.end() ? nullptr : &*found;
}

std::vector<people::Compared> opened(Context& ctx, const access::Scope& scope, const std::vector<PersonId>& ids) {
  std::vector<people::Compared> list;
  for (std::size_t from = 0; from < ids.size(); from += kOpenedAtOnce) {
    const auto end = ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), from + kOpenedAtOnce));
    std::ranges::move(people::to_compare(ctx, scope, {ids.begin() + static_cast<std::ptrdiff_t>(from), end}),
                      std::back_inserter(list));
  }
  return list;
}

void note_both(Context& ctx, db::Tx& tx, const Pair& pair, std::string_view text) {
  for (const PersonId person : {pair.lower, pair.higher})
    note(ctx, tx, audit::Act::changed, text, SubjectId(person.value()));
}

std::vector<store::FoundPair> pairs_of(Context& ctx, const access::Scope& scope, const store::Waiting& waiting) {
  std::vector<PersonId> ids = waiting.fresh;
  ids.insert(ids.end(), waiting.changed.begin(), waiting.changed.end());
  std::vector<store::FoundPair> found;
  for (const people::Compared& one : opened(ctx, scope, ids)) {
    if (one.blocked) continue;
    for (const people::Lookalike& like : people::lookalikes(ctx, scope, one.id, one.person))
      found.push_back({pair_of(one.id, like.other.id), like.likeness.points});
  }
  return found;
}

}  // namespace

Pair pair_of(PersonId a, PersonId b) { return {std::min(a, b), std::max(a, b)}; }

Proposals proposals(Context& ctx, const access::Scope& scope, int page) {
  Proposals result;
  result.count = store::count_open_pairs(ctx.db(), scope, viewer(ctx));
  const auto pairs = store::open_pairs(ctx.db(), scope, viewer(ctx), page * pairs_per_page, pairs_per_page);
  std::vector<PersonId> ids;
  for (const Pair& pair : pairs) ids.insert(ids.end(), {pair.lower, pair.higher});
  const auto persons = opened(ctx, scope, ids);
  for (const Pair& pair : pairs) {
    const auto *one = find(persons, pair.lower), *other = find(persons, pair.higher);
    if (one == nullptr || other == nullptr || one->blocked || other->blocked) continue;
    auto likeness = people::likeness_of(one->person, other->person);
    if (likeness.grade != people::Grade::apart) result.shown.push_back({*one, *other, std::move(likeness)});
  }
  note_listed(ctx, result.shown.size());
  return result;
}

Progress progress(Context& ctx, const access::Scope& scope) {
  Progress now;
  for (const TeamId team : scope.teams()) now.waiting += store::count_waiting(ctx.db(), team, viewer(ctx));
  return now;
}

Result<Checked> check_next(Context& ctx) {
  const access::Scope scope = TRY(access::scope_for(ctx, Right::person_write));
  if (scope.teams().empty()) return Checked{};
  const TeamId team = scope.teams().front();
  const store::Waiting waiting = store::waiting(ctx.db(), team, viewer(ctx), checked_at_once);
  const auto found = pairs_of(ctx, scope, waiting);
  const Checked checked{static_cast<int>(waiting.fresh.size() + waiting.changed.size()),
                        static_cast<int>(found.size())};
  return ctx.transact([&](db::Tx& tx) -> Result<Checked> {
    for (const store::FoundPair& pair : found) store::keep_pair(tx, team, pair, ctx.now);
    store::set_checked(tx, team, waiting);
    note(ctx, tx, audit::Act::searched, fmt::format("compared={} pairs={}", checked.persons, checked.pairs));
    return checked;
  });
}

Result<void> dismiss(Context& ctx, PersonId a, PersonId b, const Dismissal& dismissal) {
  if (a == b) return failure(ErrorCode::not_found);
  if (auto errors = forms::validate(dismissal_record, &dismissal, ctx.today()); !errors.empty())
    return std::unexpected(Error{ErrorCode::invalid, tr("Bitte prüfen Sie Ihre Angaben."), std::move(errors), {}});
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Pair pair = pair_of(a, b);
    const auto lower = TRY(access::permit_person(ctx, tx, pair.lower, Right::person_write));
    const auto higher = TRY(access::permit_person(ctx, tx, pair.higher, Right::person_write));
    if (store::is_dismissed(*tx, pair))
      return failure(ErrorCode::conflict, tr("Das hat schon jemand entschieden: Es sind verschiedene Personen."));
    const std::int64_t id = ctx.new_id();
    store::add_dismissal(tx, id, pair, store::seal_reason(lower, higher, id, dismissal.reason), ctx.now,
                         ctx.actor.account);
    note_both(ctx, tx, pair, "different_persons");
    return {};
  });
}

Result<void> reopen(Context& ctx, PersonId a, PersonId b) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Pair pair = pair_of(a, b);
    for (const PersonId person : {pair.lower, pair.higher}) {
      TRY(access::permit_person(ctx, tx, person, Right::person_write));
      store::add_due(tx, person);
    }
    if (!store::end_dismissal(tx, pair, ctx.now, ctx.actor.account)) return failure(ErrorCode::not_found);
    note_both(ctx, tx, pair, "reopened");
    return {};
  });
}

DismissedPairs dismissed_pairs(Context& ctx, const access::Scope& scope, int page) {
  DismissedPairs result;
  result.count = store::count_dismissed(ctx.db(), scope, viewer(ctx));
  auto pairs = store::dismissed(ctx.db(), scope, viewer(ctx), page * pairs_per_page, pairs_per_page);
  std::vector<PersonId> ids;
  for (const auto& one : pairs) ids.insert(ids.end(), {one.pair.lower, one.pair.higher});
  const auto persons = opened(ctx, scope, ids);
  for (auto& pair : pairs) {
    const auto *one = find(persons, pair.pair.lower), *other = find(persons, pair.pair.higher);
    if (one != nullptr && other != nullptr)
      result.shown.push_back({*one, *other, std::move(pair.reason), pair.at, pair.by});
  }
  note_listed(ctx, result.shown.size());
  return result;
}

}  // namespace kim::duplicates
