#include "domain/calendar/agenda.h"

#include <tuple>
#include <unordered_map>

#include "base/i18n.h"
#include "base/order.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/calendar/appointment_views.h"
#include "domain/calendar/open_hours_store.h"
#include "domain/calendar/overlap.h"
#include "domain/cases/frame.h"

namespace kim::calendar {
namespace {

using std::chrono::days;

constexpr days ten_years{3653};
constexpr int list_days = 28;

using Names = std::unordered_map<std::int64_t, std::string>;

Names names_of(Context& ctx, const access::Scope& scope, const Appointments& list) {
  std::vector<CaseId> ids;
  for (const auto& one : list) ids.emplace_back(one.parent);
  Names names;
  for (auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), std::move(name.full_name));
  return names;
}

Entry entry_of(Context& ctx, const records::Stored<Appointment>& one, const std::string& name, bool whole_team) {
  std::vector<std::string> meta{one.value.subject};
  if (const std::string place = place_of(ctx, one.value); !place.empty()) meta.push_back(place);
  if (whole_team) meta.push_back(access::account_name(ctx, one.value.owner));
  Entry entry;
  entry.day = *one.value.on;
  entry.from = one.value.from;
  entry.until = one.value.until;
  entry.title = name;
  entry.meta = text::join(meta, " · ");
  entry.href = appointment_href(CaseId(one.parent), one.id);
  entry.badge = state_badge(one.value);
  entry.off = one.value.state == "cancelled";
  return entry;
}

void add_appointments(Context& ctx, const access::Scope& scope, const Span& span, std::vector<Entry>& list) {
  const AccountId whose = span.whole_team ? AccountId() : ctx.actor.account;
  const Appointments found = store::between(ctx.db(), scope, {span.from, span.until, whose});
  const Names names = names_of(ctx, scope, found);
  const auto overlapping = overlapping_ids(store::taken(ctx.db(), span.from, span.until));
  for (const auto& one : found)
    if (const auto name = names.find(one.parent); name != names.end()) {
      list.push_back(entry_of(ctx, one, name->second, span.whole_team));
      if (overlapping.contains(one.id)) list.back().badge = overlap_badge();
    }
}

Entry entry_of(Context& ctx, const records::Stored<OpenHour>& hour, const Occurrence& one) {
  const RoomNames& rooms = room_names(ctx);
  const auto room = rooms.find(hour.value.room.value());
  Entry entry;
  entry.day = one.day;
  entry.from = hour.value.from;
  entry.until = hour.value.until;
  entry.title = hour.value.title;
  entry.meta = room == rooms.end() ? hour.value.place : room->second;
  entry.href = "/kalender/sprechstunden/" + std::to_string(hour.id);
  entry.open_hour = true;
  entry.off = !one.off.empty();
  if (entry.off) entry.badge = ui::badge(ui::Tone::neutral, trf("Entfällt: {}", {one.off}));
  return entry;
}

void add_open_hours(Context& ctx, const Span& span, std::vector<Entry>& list) {
  const auto off = store::days_off_of(ctx.db(), ctx.actor.team);
  for (const auto& hour : store::open_hours_of(ctx.db(), ctx.actor.team)) {
    std::vector<records::Stored<DayOff>> own;
    for (const auto& one : off)
      if (one.parent == hour.id) own.push_back(one);
    for (const Occurrence& one : days_of(hour.value, own, span.from, span.until))
      list.push_back(entry_of(ctx, hour, one));
  }
}

std::string_view code_of(View view) { return view == View::day ? "tag" : view == View::list ? "liste" : "woche"; }

}  // namespace

std::vector<Entry> entries(Context& ctx, const access::Scope& scope, const Span& span) {
  std::vector<Entry> list;
  add_appointments(ctx, scope, span, list);
  add_open_hours(ctx, span, list);
  order_by(list, [](const Entry& a, const Entry& b) {
    return std::tuple(a.day, std::string_view(a.from)) < std::tuple(b.day, std::string_view(b.from));
  });
  return list;
}

Asked asked_for(const http::Form& query, Day today) {
  Asked asked{View::week, today, query.get("umfang") == "team"};
  if (query.get("ansicht") == "tag") asked.view = View::day;
  if (query.get("ansicht") == "liste") asked.view = View::list;
  const auto day = day_from_iso(query.get("tag"));
  if (day && *day > today - ten_years && *day < today + ten_years) asked.day = *day;
  return asked;
}

Day monday_of(Day day) { return day - (std::chrono::weekday(day) - std::chrono::Monday); }

Span span_of(const Asked& asked) {
  switch (asked.view) {
    case View::day: return {asked.day, asked.day, asked.whole_team};
    case View::week: return {monday_of(asked.day), monday_of(asked.day) + days(6), asked.whole_team};
    case View::list: break;
  }
  return {asked.day, asked.day + days(list_days - 1), asked.whole_team};
}

Asked moved(Asked asked, int steps) {
  const int step = asked.view == View::day ? 1 : asked.view == View::week ? 7 : list_days;
  asked.day += days(steps * step);
  return asked;
}

std::string href_of(const Asked& asked) {
  return "/kalender?ansicht=" + std::string(code_of(asked.view)) + "&tag=" + iso(asked.day) +
         (asked.whole_team ? "&umfang=team" : "");
}

std::string title_of(const Asked& asked) {
  if (asked.view == View::day) return german_long(asked.day);
  const Span span = span_of(asked);
  const std::string from = german(span.from), until = german(span.until);
  return asked.view == View::week ? trf("Woche vom {0} bis {1}", {from.substr(0, 6), until})
                                  : trf("{0} bis {1}", {from, until});
}

}  // namespace kim::calendar
