#include "domain/calendar/overlap.h"

#include <algorithm>

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/calendar/appointment_views.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
namespace c = std::chrono;

constexpr std::size_t clashes_told = 5;

std::pair<c::minutes, c::minutes> minutes_of(std::string_view from, std::string_view until) {
  const auto begin = minutes_from(from).value_or(c::minutes(0));
  return {begin, minutes_from(until).value_or(begin + usual_length)};
}

bool shares(const store::Taken& a, const store::Taken& b) {
  if (a.room && a.room == b.room) return true;
  return std::ranges::find_first_of(a.accounts, b.accounts) != a.accounts.end();
}

void add_clashes(const store::Taken& one, const Appointment& appointment, Clashes& clashes) {
  for (const AccountId account : accounts_of(appointment))
    if (std::ranges::find(one.accounts, account) != one.accounts.end())
      clashes.push_back({one.day, one.from, one.until, account, {}});
  if (appointment.room && appointment.room == one.room)
    clashes.push_back({one.day, one.from, one.until, {}, appointment.room});
}

/// A service by phone or video has many interpreters; a name on site is one.
bool one_interpreter(const Appointment& one) {
  return !one.interpreter_service.empty() && one.interpreter != "phone" && one.interpreter != "video";
}

/// Names of interpreters can be read in the own team only.
void add_interpreters(Context& ctx, const Appointment& appointment, const std::vector<Day>& days, AppointmentId own,
                      Clashes& clashes) {
  const auto scope = access::scope_for(ctx, access::Right::case_list);
  if (!scope || !one_interpreter(appointment)) return;
  for (const auto& other : store::between(ctx.db(), *scope, {days.front(), days.back(), {}, true}))
    if (other.id != own.value() && other.value.interpreter_service == appointment.interpreter_service &&
        one_interpreter(other.value) && std::ranges::find(days, *other.value.on) != days.end() &&
        same_time(appointment.from, appointment.until, other.value.from, other.value.until))
      clashes.push_back(
          {*other.value.on, other.value.from, other.value.until, {}, {}, appointment.interpreter_service});
}

std::string sentence(Context& ctx, const Clash& clash) {
  const std::string when = trf("{0}, {1} Uhr", {german(clash.day), times_of(clash.from, clash.until)});
  if (clash.account) return trf("{0} hat schon einen Termin: {1}", {access::account_name(ctx, clash.account), when});
  if (!clash.room) return trf("Die Sprachmittlung „{0}“ ist schon eingeplant: {1}", {clash.interpreter, when});
  const auto room = room_names(ctx).find(clash.room.value());
  return trf("Der Raum „{0}“ ist schon belegt: {1}", {room == room_names(ctx).end() ? "" : room->second, when});
}

}  // namespace

bool same_time(std::string_view from, std::string_view until, std::string_view other_from,
               std::string_view other_until) {
  const auto [begin, end] = minutes_of(from, until);
  const auto [other_begin, other_end] = minutes_of(other_from, other_until);
  return begin < other_end && other_begin < end;
}

bool takes_the_same(const Appointment& before, const Appointment& after) {
  return before.on == after.on && before.from == after.from && before.until == after.until &&
         before.room == after.room && before.interpreter_service == after.interpreter_service &&
         accounts_of(before) == accounts_of(after);
}

Clashes clashes_with(const std::vector<store::Taken>& taken, const Appointment& appointment,
                     const std::vector<Day>& days, AppointmentId own) {
  Clashes clashes;
  for (const store::Taken& one : taken)
    if (one.id != own.value() && std::ranges::find(days, one.day) != days.end() &&
        same_time(appointment.from, appointment.until, one.from, one.until))
      add_clashes(one, appointment, clashes);
  return clashes;
}

std::set<std::int64_t> overlapping_ids(const std::vector<store::Taken>& taken) {
  std::set<std::int64_t> ids;
  for (std::size_t i = 0; i < taken.size(); ++i)
    for (std::size_t j = i + 1; j < taken.size() && taken[j].day == taken[i].day; ++j)
      if (shares(taken[i], taken[j]) && same_time(taken[i].from, taken[i].until, taken[j].from, taken[j].until)) {
        ids.insert(taken[i].id);
        ids.insert(taken[j].id);
      }
  return ids;
}

Clashes clashes_of(Context& ctx, Appointment appointment, const std::vector<Day>& days, AppointmentId own) {
  if (days.empty() || !minutes_from(appointment.from)) return {};
  if (!appointment.owner) appointment.owner = ctx.actor.account;
  Clashes clashes = clashes_with(store::taken(ctx.db(), days.front(), days.back()), appointment, days, own);
  add_interpreters(ctx, appointment, days, own, clashes);
  return clashes;
}

std::set<std::int64_t> overlapping_of(Context& ctx, const Appointments& list) {
  Day last = ctx.today() - c::days(1);
  for (const auto& one : list)
    if (is_planned(one.value)) last = std::max(last, *one.value.on);
  if (last < ctx.today()) return {};
  return overlapping_ids(store::taken(ctx.db(), ctx.today(), last));
}

html::Fragment overlap_warning(Context& ctx, const Clashes& clashes) {
  if (clashes.empty()) return {};
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < std::min(clashes.size(), clashes_told); ++i)
    sentences.push_back(sentence(ctx, clashes[i]));
  const auto more = static_cast<long long>(clashes.size() - sentences.size());
  return ui::alert(
      ui::Tone::warning, tr("Zur selben Zeit ist schon etwas eingetragen"),
      h::all(h::ul(h::cls("kim-list"), h::each(sentences, [](const std::string& one) { return h::li(one); })),
             h::when(more > 0, [&] { return h::p(trn("und {} weitere", "und {} weitere", more)); }),
             h::p(tr("Noch ist nichts gespeichert. Ändern Sie die Zeit, oder tragen Sie den Termin "
                     "trotzdem ein."))),
      ui::Announce::alert);
}

html::Fragment overlap_badge() { return ui::badge(ui::Tone::warning, tr("Überschneidung")); }

}  // namespace kim::calendar
