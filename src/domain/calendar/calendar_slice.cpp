#include "domain/calendar/calendar_slice.h"

#include <unordered_map>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/calendar/appointment_views.h"
#include "domain/calendar/invitation.h"
#include "domain/calendar/open_hours_store.h"
#include "domain/cases/frame.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;

constexpr std::chrono::days asked_back{14};  // so long "Mein Tag" asks whether an appointment took place

void routes(Routes& r) {
  appointment_routes(r);
  invitation_routes(r);
  calendar_routes(r);
  feed_routes(r);
  desk_routes(r);
  open_hour_routes(r);
  room_routes(r);
  api_routes(r);
}

// ---- Mein Tag ----

DueItem today_item(Context& ctx, const Appointment& one, const cases::CaseName& name) {
  DueItem item{};
  const std::string place = place_of(ctx, one);
  item.title = name.full_name;
  item.meta = place.empty() ? one.subject : one.subject + " · " + place;
  item.badge = trf("{} Uhr", {one.from});
  item.group = "appointments";
  return item;
}

DueItem question_item(const Appointment& one, const cases::CaseName& name) {
  DueItem item{};
  item.title = trf("Fand der Termin mit {} statt?", {name.full_name});
  item.meta = one.subject;
  item.badge = tr("Termin");
  item.group = "tasks";
  item.level = DueItem::Level::late;
  return item;
}

void add_item(Context& ctx, const records::Stored<Appointment>& one, const cases::CaseName& name,
              std::vector<DueItem>& items) {
  const bool today = *one.value.on == ctx.today();
  DueItem item = today ? today_item(ctx, one.value, name) : question_item(one.value, name);
  item.day = *one.value.on;
  item.href = appointment_href(name.id, one.id);
  item.responsible = today && takes_part(one.value, ctx.actor.account) ? ctx.actor.account : one.value.owner;
  items.push_back(std::move(item));
}

void due(Context& ctx, const access::Scope& scope, const access::Whose&, std::vector<DueItem>& items) {
  const Day today = ctx.today();
  Appointments list = store::between(ctx.db(), scope, {today, today, {}, true});
  for (auto& past : store::between(ctx.db(), scope, {today - asked_back, today - std::chrono::days(1), {}, true, 100}))
    list.push_back(std::move(past));
  if (list.empty()) return;
  std::vector<CaseId> ids;
  for (const auto& one : list) ids.emplace_back(one.parent);
  std::unordered_map<std::int64_t, cases::CaseName> names;
  for (auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), std::move(name));
  for (const auto& one : list)
    if (const auto name = names.find(one.parent); name != names.end()) add_item(ctx, one, name->second, items);
}

// ---- one case ----

TimelineEntry entry_of(Context& ctx, const access::Permit& permit, const records::Stored<Appointment>& one) {
  TimelineEntry entry;
  entry.at = span_of(*one.value.on, one.value.from, one.value.until).first;
  entry.kind = "appointment";
  entry.icon = one.value.kind == "visit" ? "visit" : one.value.kind == "phone" ? "phone" : "clock";
  entry.title = h::all(tr("Termin"), ": ", h::a(h::href(appointment_href(permit.case_id(), one.id)), one.value.subject),
                       " ", state_badge(one.value));
  entry.when =
      german_short(*one.value.on, ctx.today()) + ", " + trf("{} Uhr", {times_of(one.value.from, one.value.until)});
  entry.meta = h::all(meta_text(ctx, one.value));
  entry.minor = true;
  return entry;
}

/// What has been or was cancelled; what is planned stands on the case page.
void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  for (const auto& one : appointments_once(ctx, permit))
    if (!is_planned(one.value) && *one.value.on <= ctx.today()) entries.push_back(entry_of(ctx, permit, one));
}

void open_items(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) {
  for (const auto& one : appointments_of(ctx.db(), permit))
    if (is_planned(one.value) && *one.value.on >= ctx.today())
      items.push_back(trf("Termin „{0}“ am {1}, {2} Uhr", {one.value.subject, german(*one.value.on), one.value.from}));
}

std::vector<Reference> references_of(db::Connection& db, std::string_view record) {
  std::vector<Reference> list;
  if (record != "room") return list;
  for (const auto& room : store::all_rooms(db)) list.push_back({room.id, room.value.name});
  return list;
}

}  // namespace

Slice calendar_slice() {
  using access::Right;
  Slice slice;
  slice.name = "calendar";
  slice.purpose = N_("Termine der Fälle, Sprechstunden mit Zählung der Besuche, Kalender zum Abonnieren");
  slice.rank = 6;
  slice.routes = routes;
  slice.records = {&appointment_record, &series_record,  &room_record,      &open_hour_record,
                   &day_off_record,     &walk_in_record, &invitation_record};
  slice.nav = {{N_("Kalender"), "/kalender", Right::case_list, 28}};
  slice.create = {{N_("Termin vereinbaren"), "/kalender/neu", Right::case_contact, 15}};
  slice.case_panels = {{CasePanel::Column::main, 15, case_panel}};
  slice.case_tabs = {{N_("Termine"), "termine", Right::case_read, 55}};
  slice.due = due;
  slice.timeline = timeline;
  slice.open_items = open_items;
  slice.on_withdrawal = stop_invitations;  // a blocked case hides its appointments from every list and subscription
  slice.references = references_of;
  return slice;
}

}  // namespace kim::calendar
