// Use cases of appointments: permit inside the transaction, rule, store, audit (by records), one transaction each.
#include <algorithm>
#include <map>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/calendar/appointment_store.h"
#include "domain/calendar/invitation.h"
#include "domain/cases/frame.h"

namespace kim::calendar {
namespace {

using access::Permit;
using access::Right;
using records::Stored;

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  return std::unexpected(
      Error{ErrorCode::invalid, tr("Der Termin ist noch nicht gespeichert."), std::move(errors), {}});
}

/// Who takes part may stay who it was; a new one must be able to open the case.
void check_account(const Context& ctx, db::Tx& tx, const Permit& permit, AccountId account, const Appointment& before,
                   std::string_view field, std::vector<FieldError>& errors) {
  if (!account || account == ctx.actor.account || takes_part(before, account) || account == permit.responsible())
    return;
  if (!store::is_colleague(*tx, permit, account))
    errors.push_back({std::string(field), tr("Wählen Sie jemanden aus dem Team dieses Falls.")});
}

Result<void> check_all(const Context& ctx, db::Tx& tx, const Permit& permit, const Appointment& appointment,
                       const Appointment& before) {
  auto errors = check(appointment, ctx.today());
  for (const Participant& one : participants)
    check_account(ctx, tx, permit, appointment.*one.account, before, one.field, errors);
  if (appointment.room && appointment.room != before.room && !store::room(*tx, appointment.room))
    errors.push_back({"room_id", tr("Diesen Raum gibt es nicht mehr. Wählen Sie einen anderen.")});
  if (!errors.empty()) return invalid(std::move(errors));
  return {};
}

Appointment fresh(const Context& ctx, const Appointment& from) {
  Appointment appointment = tidy(from);
  if (!appointment.owner) appointment.owner = ctx.actor.account;
  appointment.state = "planned";
  appointment.cancel_reason.clear();
  appointment.series = {};
  return appointment;
}

Result<void> check_state(const Context& ctx, const Appointment& appointment, std::string_view state,
                         std::string_view reason) {
  if (code_list("appointment_state").find(state) == nullptr)
    return invalid({{"state", tr("Diesen Stand gibt es nicht.")}});
  if (state == "cancelled" && code_list("appointment_cancel").find(reason) == nullptr)
    return invalid({{"cancel_reason", tr("Geben Sie den Grund der Absage an.")}});
  if ((state == "came" || state == "no_show") && *appointment.on > ctx.today())
    return invalid({{"state", tr("Dieser Termin liegt noch vor Ihnen.")}});
  return {};
}

Result<void> write_state(Context& ctx, db::Tx& tx, const Permit& permit, const Stored<Appointment>& before,
                         std::string_view state, std::string_view reason) {
  Appointment after = before.value;
  after.state = state;
  after.cancel_reason = state == "cancelled" ? reason : std::string_view();
  TRY(records::change(ctx, tx, store::appointments(), records::owner(permit), before, after));
  return renew_invitations(ctx, tx, permit, before);
}

std::string joined(const std::vector<Day>& days) {
  std::vector<std::string> parts;
  for (const Day day : days) parts.push_back(iso(day));
  return text::join(parts, ",");
}

}  // namespace

Result<AppointmentId> plan(Context& ctx, CaseId case_id, const Appointment& given) {
  const Appointment appointment = fresh(ctx, given);
  return ctx.transact([&](db::Tx& tx) -> Result<AppointmentId> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    TRY(check_all(ctx, tx, permit, appointment, {}));
    return AppointmentId(records::add(ctx, tx, store::appointments(), records::owner(permit), appointment));
  });
}

Result<Planned> plan_series(Context& ctx, CaseId case_id, const Appointment& given, const ical::Rule& rule) {
  Appointment appointment = fresh(ctx, given);
  if (auto errors = check(appointment, ctx.today()); !errors.empty()) return invalid(std::move(errors));
  const SeriesDays days = TRY(days_of_series(rule, *appointment.on, appointment.from));
  return ctx.transact([&](db::Tx& tx) -> Result<Planned> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    TRY(check_all(ctx, tx, permit, appointment, {}));
    const Series series{ical::to_text(rule), joined(days.left_out)};
    const SeriesId id(records::add(ctx, tx, store::series(), records::owner(permit), series));
    Planned planned{{}, days.left_out};
    for (const Day day : days.days) {
      Appointment one = appointment;
      one.on = day;
      one.series = id;
      planned.ids.emplace_back(records::add(ctx, tx, store::appointments(), records::owner(permit), one));
    }
    return planned;
  });
}

Result<void> change(Context& ctx, CaseId case_id, AppointmentId id, std::int64_t version, const Appointment& given) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    const auto before = TRY(store::one(*tx, permit, id));
    if (before.version != version) return failure(ErrorCode::conflict);
    Appointment after = tidy(given);
    after.state = before.value.state;
    after.cancel_reason = before.value.cancel_reason;
    after.series = before.value.series;
    if (!after.owner) after.owner = before.value.owner;
    TRY(check_all(ctx, tx, permit, after, before.value));
    TRY(records::change(ctx, tx, store::appointments(), records::owner(permit), before, after));
    return renew_invitations(ctx, tx, permit, before);
  });
}

Result<void> set_state(Context& ctx, CaseId case_id, AppointmentId id, std::string_view state,
                       std::string_view reason) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    const auto before = TRY(store::one(*tx, permit, id));
    TRY(check_state(ctx, before.value, state, reason));
    return write_state(ctx, tx, permit, before, state, reason);
  });
}

Result<std::size_t> cancel_from(Context& ctx, CaseId case_id, AppointmentId id, std::string_view reason) {
  return ctx.transact([&](db::Tx& tx) -> Result<std::size_t> {
    const Permit permit = TRY(access::permit_case(ctx, tx, case_id, Right::case_contact));
    const auto first = TRY(store::one(*tx, permit, id));
    TRY(check_state(ctx, first.value, "cancelled", reason));
    const auto rest = first.value.series ? store::rest_of_series(*tx, permit, first.value.series, *first.value.on)
                                         : Appointments{first};
    for (const auto& one : rest) TRY(write_state(ctx, tx, permit, one, "cancelled", reason));
    return rest.size();
  });
}

std::vector<std::pair<CaseId, Day>> due_cases(Context& ctx, const access::Scope& scope, Day until) {
  std::map<CaseId, Day> days;
  for (const auto& one : store::between(ctx.db(), scope, {ctx.today(), until, ctx.actor.account, true}))
    days.emplace(CaseId(one.parent), *one.value.on);  // the first is the earliest
  return {days.begin(), days.end()};
}

std::optional<Stored<Appointment>> mine_today(Context& ctx, const Permit& permit) {
  for (auto& one : appointments_of(ctx.db(), permit))
    if (is_planned(one.value) && one.value.on == ctx.today() && takes_part(one.value, ctx.actor.account))
      return std::move(one);
  return std::nullopt;
}

std::string appointment_href(CaseId case_id, std::int64_t id) {
  return cases::case_href(case_id, "termine/" + std::to_string(id));
}

}  // namespace kim::calendar
