// Use cases of deputies: somebody is away, a colleague of the team stands in for all open cases, and it ends by itself.
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/handing_over.h"
#include "domain/cases/case.h"
#include "domain/handover/handover_store.h"
#include "platform/forms/forms.h"

namespace kim::handover {
namespace {

using access::Right;
using Found = records::Stored<Absence>;

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  std::string message = errors.front().message;
  return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
}

bool overlaps(const Absence& a, const Absence& b) { return !b.ended_on && *a.from <= *b.until && *b.from <= *a.until; }

Result<void> check_all(Context& ctx, const Absence& absence) {
  auto errors = forms::validate(absence_record, &absence, ctx.today());
  if (errors.empty()) errors = check(absence, ctx.actor.account, ctx.today());
  const auto list = cases::colleagues(ctx);
  if (errors.empty() && std::ranges::find(list, absence.deputy, &cases::Colleague::id) == list.end())
    errors.push_back({"deputy_id", tr("Wählen Sie eine Fachkraft Ihres Teams.")});
  if (errors.empty()) return {};
  return invalid(std::move(errors));
}

Result<void> check_free(db::Tx& tx, AccountId account, const Absence& wanted) {
  for (const Found& other : store::absences_of(*tx, account))
    if (overlaps(wanted, other.value))
      return invalid({{"from_on", trf("In dieser Zeit gibt es schon eine Vertretung, vom {0} bis zum {1}.",
                                      {german(*other.value.from), german(*other.value.until)})}});
  return {};
}

}  // namespace

Result<AbsenceId> set_absence(Context& ctx, const Absence& wanted) {
  TRY(check_all(ctx, wanted));
  return ctx.transact([&](db::Tx& tx) -> Result<AbsenceId> {
    TRY(check_free(tx, ctx.actor.account, wanted));
    const auto ids = store::own_cases(*tx, ctx.actor.account);
    for (const CaseId id : ids) {
      const auto permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
      TRY(access::plan_deputy(ctx, tx, permit, wanted.deputy, *wanted.from, *wanted.until));
    }
    Absence absence = wanted;
    absence.cases = static_cast<std::int64_t>(ids.size());
    absence.ended_on.reset();
    return AbsenceId(records::add(ctx, tx, store::absences(), records::nobody(ctx.actor.account.value()), absence));
  });
}

Result<void> end_absence(Context& ctx, AbsenceId id) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Found before = TRY(store::absence(*tx, ctx.actor.account, id));
    if (before.value.ended_on || *before.value.until < ctx.today())
      return failure(ErrorCode::conflict, tr("Diese Vertretung ist schon zu Ende."));
    for (const CaseId case_id : store::own_cases(*tx, ctx.actor.account)) {
      const auto permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_write));
      access::end_deputy(ctx, tx, permit, before.value.deputy, *before.value.until);
    }
    Absence after = before.value;
    after.ended_on = ctx.today();
    return records::change(ctx, tx, store::absences(), records::nobody(ctx.actor.account.value()), before, after);
  });
}

}  // namespace kim::handover
