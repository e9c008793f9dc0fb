// Use cases of rooms, open hours and the desk: right, rule, store, audit (by records), one transaction each.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/calendar/appointment_store.h"
#include "domain/calendar/open_hours_store.h"
#include "platform/forms/forms.h"

namespace kim::calendar {
namespace {

using access::Right;

Result<void> allowed(const Context& ctx, Right right) {
  if (ctx.actor.may(right)) return {};
  return failure(ErrorCode::refused, tr(access::info(right).refusal));
}

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  return std::unexpected(Error{ErrorCode::invalid, tr("Das ist noch nicht gespeichert."), std::move(errors), {}});
}

Result<void> check_hour(const Context& ctx, db::Tx& tx, const OpenHour& hour, RoomId before) {
  auto errors = check(hour, ctx.today());
  if (hour.room && hour.room != before && !store::room(*tx, hour.room))
    errors.push_back({"room_id", tr("Diesen Raum gibt es nicht mehr. Wählen Sie einen anderen.")});
  if (!errors.empty()) return invalid(std::move(errors));
  return {};
}

}  // namespace

Result<RoomId> add_room(Context& ctx, const Room& room) {
  TRY(allowed(ctx, Right::open_hours_write));
  return ctx.transact([&](db::Tx& tx) -> Result<RoomId> {
    return RoomId(records::add(ctx, tx, store::rooms(), records::nobody(), room));
  });
}

Result<void> change_room(Context& ctx, RoomId id, std::int64_t version, const Room& room) {
  TRY(allowed(ctx, Right::open_hours_write));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto before = TRY(store::room(*tx, id));
    if (before.version != version) return failure(ErrorCode::conflict);
    return records::change(ctx, tx, store::rooms(), records::nobody(), before, room);
  });
}

Result<OpenHourId> add_open_hour(Context& ctx, const OpenHour& given) {
  TRY(allowed(ctx, Right::open_hours_write));
  OpenHour hour = tidy(given);
  hour.team = ctx.actor.team;
  return ctx.transact([&](db::Tx& tx) -> Result<OpenHourId> {
    TRY(check_hour(ctx, tx, hour, {}));
    return OpenHourId(records::add(ctx, tx, store::open_hours(), records::nobody(), hour));
  });
}

Result<void> change_open_hour(Context& ctx, OpenHourId id, std::int64_t version, const OpenHour& given) {
  TRY(allowed(ctx, Right::open_hours_write));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto before = TRY(store::open_hour(*tx, ctx.actor.team, id));
    if (before.version != version) return failure(ErrorCode::conflict);
    OpenHour after = tidy(given);
    after.team = before.value.team;
    TRY(check_hour(ctx, tx, after, before.value.room));
    return records::change(ctx, tx, store::open_hours(), records::nobody(), before, after);
  });
}

Result<void> take_day_off(Context& ctx, OpenHourId id, const DayOff& day) {
  TRY(allowed(ctx, Right::open_hours_write));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto hour = TRY(store::open_hour(*tx, ctx.actor.team, id));
    const auto off = records::children<DayOff>(*tx, store::days_off(), records::nobody(id.value()));
    const auto there = days_of(hour.value, off, *day.on, *day.on);
    if (there.empty() || !there.front().off.empty())
      return invalid({{"off_on", tr("An diesem Tag findet die Sprechstunde ohnehin nicht statt.")}});
    records::add(ctx, tx, store::days_off(), records::nobody(id.value()), day);
    return {};
  });
}

Result<void> put_day_back(Context& ctx, OpenHourId id, std::int64_t day_off) {
  TRY(allowed(ctx, Right::open_hours_write));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    TRY(store::open_hour(*tx, ctx.actor.team, id));
    TRY(records::one<DayOff>(*tx, store::days_off(), records::nobody(id.value()), day_off));
    store::remove_day_off(tx, id, day_off);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::removed,
                   .actor = ctx.actor.account,
                   .what = day_off_record.name,
                   .record_id = day_off,
                   .address = ctx.address});
    return {};
  });
}

// ---- the desk ----

Result<WalkInId> note_visitor(Context& ctx) {
  TRY(allowed(ctx, Right::short_advice_count));
  return ctx.transact([&](db::Tx& tx) -> Result<WalkInId> {
    const WalkIn visit{ctx.today(), "waiting", std::nullopt, ctx.actor.team};
    return WalkInId(records::add(ctx, tx, store::walk_ins(), records::nobody(), visit));
  });
}

namespace {

Result<void> end_visit(Context& ctx, db::Tx& tx, WalkInId id, std::string_view outcome) {
  const auto before = TRY(store::walk_in(*tx, ctx.actor.team, ctx.today(), id));
  WalkIn after = before.value;
  if (after.outcome == outcome) return {};
  after.outcome = outcome;
  after.served_at = outcome == "waiting" ? std::nullopt : std::optional(ctx.now);
  return records::change(ctx, tx, store::walk_ins(), records::nobody(), before, after);
}

}  // namespace

Result<void> set_outcome(Context& ctx, WalkInId id, std::string_view outcome) {
  TRY(allowed(ctx, Right::short_advice_count));
  if (code_list("walk_in_outcome").find(outcome) == nullptr)
    return invalid({{"outcome", tr("Diesen Ausgang gibt es nicht.")}});
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    TRY(end_visit(ctx, tx, id, outcome));
    return {};
  });
}

Result<void> note_advice(Context& ctx, WalkInId id, const inquiries::ShortAdvice& advice) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    TRY(inquiries::count_advice(ctx, tx, advice));
    if (id) return end_visit(ctx, tx, id, "advised");
    const WalkIn visit{ctx.today(), "advised", ctx.now, ctx.actor.team};
    records::add(ctx, tx, store::walk_ins(), records::nobody(), visit);
    return {};
  });
}

}  // namespace kim::calendar
