#include "app/demo_handover.h"

#include "base/check.h"
#include "base/codes.h"
#include "domain/access/account.h"
#include "domain/handover/handover.h"

namespace kim::app::demo {
namespace {

constexpr std::chrono::days week{6};

void must(const char* what, const std::optional<Error>& error) {
  if (error) raise_fault(std::string("Beispielwelt, ") + what + ": " + error->message);
}

}  // namespace

void offer_case(Context& ctx, CaseId id, AccountId to, const std::vector<std::string>& words) {
  handover::Handover offer;
  offer.to = to;
  offer.reason = words.at(1);
  offer.note = words.at(2);
  offer.informed_on = ctx.today();
  for (const Code& item : code_list("handover_item").codes()) offer.told.push_back(item.code);
  const auto made = handover::propose(ctx, id, offer);
  must("Übergabe", made ? std::nullopt : std::optional(made.error()));
}

void lock_account(Context& ctx, AccountId id) {
  auto row = access::find_account(ctx, id).value();
  row.value.active = false;
  const auto locked = access::change_account(ctx, row.id, row.version, row.value);
  must("Konto", locked ? std::nullopt : std::optional(locked.error()));
}

void enter_absence(Context& ctx, AccountId deputy, int in_days) {
  const Day from = ctx.today() + std::chrono::days(in_days + 1);  // entered yesterday
  const auto made = handover::set_absence(ctx, {deputy, from, from + week, {}, {}});
  must("Vertretung", made ? std::nullopt : std::optional(made.error()));
}

}  // namespace kim::app::demo
