// Cases whose responsible has left: the team takes them, nobody has to offer them.
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/handing_over.h"
#include "domain/cases/area.h"
#include "domain/handover/handover_store.h"
#include "domain/tasks/passing_on.h"

namespace kim::handover {
namespace {

using access::Permit;
using access::Right;

/// Nobody could answer for them any more.
Result<void> end_offers(Context& ctx, db::Tx& tx, const Permit& permit) {
  for (const store::Found& found : store::handovers_of(*tx, permit)) {
    if (found.value.state != "proposed") continue;
    Handover after = found.value;
    after.state = "withdrawn";
    after.decided_on = ctx.today();
    TRY(records::change(ctx, tx, store::handovers(), records::owner(permit), found, after));
  }
  return {};
}

}  // namespace

std::vector<Taker> successors(Context& ctx) {
  auto list = takers(ctx);
  std::erase_if(list,
                [&](const Taker& one) { return one.team != ctx.actor.team || one.employer != ctx.actor.employer; });
  return list;
}

bool is_successor(Context& ctx, AccountId id) {
  const auto list = successors(ctx);
  return std::ranges::find(list, id, &Taker::id) != list.end();
}

FieldError not_a_successor() {
  return {"account_id", tr("Wählen Sie eine Fachkraft aus Ihrem Team und von Ihrem Träger.")};
}

Result<void> take_vacated(Context& ctx, CaseId id, const Successor& successor) {
  if (!is_successor(ctx, successor.account)) {
    const FieldError wrong = not_a_successor();
    return std::unexpected(Error{ErrorCode::invalid, wrong.message, {wrong}, {}});
  }
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const access::Transfer moved = TRY(access::take_vacated_case(ctx, tx, id));
    const Permit mine = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    TRY(end_offers(ctx, tx, mine));
    if (successor.account != ctx.actor.account) TRY(access::hand_over(ctx, tx, mine, successor.account));
    const Permit now = TRY(access::permit_case(ctx, tx, id, Right::case_read));
    cases::change_area(ctx, tx, now);
    tasks::pass_on(ctx, tx, now, moved.from);
    return {};
  });
}

}  // namespace kim::handover
