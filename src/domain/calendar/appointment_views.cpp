#include "domain/calendar/appointment_views.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/calendar/overlap.h"
#include "domain/cases/frame.h"
#include "platform/html/decisions.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
using h::Fragment;

constexpr std::size_t panel_rows = 4, least_participants = 3;

/// Wrapped, since Context::once is told apart by type.
struct AllRooms {
  RoomNames names;
};

std::string interpreter_text(const Appointment& one) {
  if (one.interpreter.empty() || one.interpreter == "none") return {};
  std::string text = code_label("interpreter_kind", one.interpreter);
  if (!one.interpreter_language.empty()) text += " (" + code_label("language", one.interpreter_language) + ")";
  return text;
}

/// "ich" first, then the colleagues of the case's team by name.
std::vector<forms::Choice> account_choices(Context& ctx, const access::Permit& permit) {
  std::vector<forms::Choice> choices{{std::to_string(ctx.actor.account.value()), tr("ich")}};
  for (const access::AccountRow& account : access::accounts(ctx, permit.team()))
    if (account.value.active && !account.value.integration && account.id != ctx.actor.account)
      choices.push_back({std::to_string(account.id.value()), account.value.name});
  return choices;
}

bool any_filled(const forms::Input& input, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (!input.typed.get(name).empty() || !input.error(name).empty()) return true;
  return false;
}

Fragment two_columns(const Fragment& fields) { return h::div_(h::cls("kim-fields kim-fields--2"), fields); }

/// As many as are filled, and one more; never fewer than three.
std::size_t participants_shown(const forms::Input& input) {
  std::size_t filled = 0;
  for (std::size_t i = 0; i < std::size(participants); ++i)
    if (!input.typed.get(participants[i].field).empty()) filled = i + 1;
  return std::clamp(filled + 1, least_participants, std::size(participants));
}

Fragment more_people(std::size_t shown) {
  if (shown == std::size(participants)) return {};
  ui::ButtonLook look{.weight = ui::Weight::tertiary, .icon = "add"};
  look.name = more_people_name;
  look.value = "1";
  look.novalidate = true;
  return h::div_(ui::submit(tr("Weitere Person"), look));
}

Fragment people_fold(Context& ctx, const access::Permit& permit, const forms::Input& input) {
  forms::Look look;
  look.choices = account_choices(ctx, permit);
  look.radios = look.optional_mark = false;
  const std::size_t shown = participants_shown(input);
  Fragment others;
  bool filled = !input.typed.get("others").empty() || input.typed.has(more_people_name);
  for (std::size_t i = 1; i < shown; ++i) {
    others += forms::control(appointment_record, participants[i].field, input, look);
    filled = filled || any_filled(input, {participants[i].field});
  }
  return ui::fold(
      tr("Wer ist dabei?"),
      h::all(forms::control(appointment_record, "owner_id", input, look), two_columns(others), more_people(shown),
             forms::control(appointment_record, "others", input, {.optional_mark = false})),
      tr("ohne Angabe: Sie selbst"), filled || !input.error("owner_id").empty());
}

Fragment interpreter_fold(const forms::Input& input) {
  const forms::Look plain{.optional_mark = false, .radios = false};
  return ui::fold(
      tr("Sprachmittlung"),
      h::all(two_columns(h::all(forms::control(appointment_record, "interpreter", input, plain),
                                forms::control(appointment_record, "interpreter_language", input, plain))),
             forms::control(appointment_record, "interpreter_service", input, {.optional_mark = false}),
             forms::control(appointment_record, "interpreter_minutes", input,
                            {.optional_mark = false, .short_field = true})),
      tr("freiwillig"),
      any_filled(input, {"interpreter", "interpreter_language", "interpreter_service", "interpreter_minutes"}));
}

Fragment repeat_fold(const forms::Input& input) {
  return ui::fold(
      tr("Wiederholen"),
      h::all(forms::control(repeat_record, "repeat", input,
                            {.hint = tr("Feiertage werden ausgelassen. Jeder Termin lässt sich später einzeln ändern."),
                             .optional_mark = false,
                             .radios = false}),
             two_columns(h::all(
                 forms::control(repeat_record, "repeat_count", input, {.optional_mark = false, .short_field = true}),
                 forms::control(repeat_record, "repeat_until", input, {.optional_mark = false, .short_field = true})))),
      tr("für eine Terminreihe"), any_filled(input, {"repeat", "repeat_count", "repeat_until"}));
}

Fragment state_button(Context& ctx, const std::string& href, std::string_view state, std::string_view label,
                      const std::string& subject, std::string_view back) {
  ui::ButtonLook look{.weight = ui::Weight::secondary, .hidden = ": " + subject, .small = true};
  look.name = "state";
  look.value = state;
  if (state == "came") look.icon = "check";
  return post_form(ctx, href + "/stand?weiter=" + http::percent_encode(back), ui::submit(label, look), "");
}

ui::Row row_of(Context& ctx, const access::Permit& permit, const records::Stored<Appointment>& one,
               const std::set<std::int64_t>& overlapping) {
  const Day today = ctx.today();
  ui::Row row;
  row.lead =
      h::all(*one.value.on == today ? ui::due(tr("heute"), ui::Due::plain) : ui::date_short(*one.value.on, today),
             h::br(), one.value.from);
  row.title = ui::row_title(appointment_href(permit.case_id(), one.id), one.value.subject);
  row.meta = h::all(meta_text(ctx, one.value));
  row.end = overlapping.contains(one.id) ? overlap_badge() : state_badge(one.value);
  if (is_planned(one.value) && *one.value.on <= today && permit.may_contact())
    row.end = state_buttons(ctx, permit.case_id(), one, cases::case_href(permit.case_id(), "termine"));
  row.stack = true;
  return row;
}

}  // namespace

const RoomNames& room_names(Context& ctx) {
  return ctx
      .once<AllRooms>(0,
                      [&] {
                        AllRooms rooms;
                        for (const auto& room : store::all_rooms(ctx.db()))
                          rooms.names.emplace(room.id, room.value.name);
                        return rooms;
                      })
      .names;
}

std::vector<forms::Choice> room_choices(Context& ctx, RoomId kept) {
  std::vector<forms::Choice> choices;
  for (const auto& room : store::all_rooms(ctx.db()))
    if (RoomId(room.id) == kept || !room.value.valid_until || *room.value.valid_until >= ctx.today())
      choices.push_back({std::to_string(room.id), room.value.name});
  return choices;
}

std::string place_of(Context& ctx, const Appointment& appointment) {
  if (!appointment.room) return appointment.place;
  const RoomNames& names = room_names(ctx);
  const auto found = names.find(appointment.room.value());
  return found == names.end() ? appointment.place : found->second;
}

const Appointments& appointments_once(Context& ctx, const access::Permit& permit) {
  return ctx.once<Appointments>(permit.case_id().value(), [&] { return appointments_of(ctx.db(), permit); });
}

std::string meta_text(Context& ctx, const Appointment& one) {
  std::vector<std::string> parts{code_label("appointment_kind", one.kind)};
  if (const std::string place = place_of(ctx, one); !place.empty()) parts.push_back(place);
  for (const AccountId account : accounts_of(one)) parts.push_back(access::account_name(ctx, account));
  if (!one.others.empty()) parts.push_back(one.others);
  if (const std::string interpreter = interpreter_text(one); !interpreter.empty()) parts.push_back(interpreter);
  return text::join(parts, " · ");
}

Fragment state_badge(const Appointment& one) {
  if (is_planned(one)) return {};
  const std::string label = code_label("appointment_state", one.state);
  if (one.state == "came") return ui::badge(ui::Tone::success, label);
  return ui::badge(one.state == "no_show" ? ui::Tone::warning : ui::Tone::neutral, label);
}

Fragment rows(Context& ctx, const access::Permit& permit, const Appointments& list) {
  const auto overlapping = overlapping_of(ctx, list);
  std::vector<ui::Row> rows;
  for (const auto& one : list) rows.push_back(row_of(ctx, permit, one, overlapping));
  return ui::rows(rows, ui::RowsLook::lead);
}

Fragment state_buttons(Context& ctx, CaseId case_id, const records::Stored<Appointment>& one, std::string_view back) {
  const std::string href = appointment_href(case_id, one.id);
  const auto button = [&](std::string_view state, std::string_view label) {
    return state_button(ctx, href, state, label, one.value.subject, back);
  };
  if (!is_planned(one.value)) return button("planned", tr("Doch geplant"));
  return ui::actions(h::all(button("came", tr("Fand statt")), button("no_show", tr("Nicht erschienen"))));
}

Fragment cancel_form(Context& ctx, CaseId case_id, const records::Stored<Appointment>& one, const forms::Input& input) {
  const std::string href = appointment_href(case_id, one.id);
  const ui::ButtonLook look{.weight = ui::Weight::secondary};
  ui::ButtonLook series = look;
  series.formaction = href + "/absage-reihe";
  return post_form(
      ctx, href + "/absage",
      h::all(forms::control(appointment_record, "cancel_reason", input, {.radios = false}),
             ui::actions(h::all(
                 ui::submit(tr("Termin absagen"), look),
                 h::when(one.value.series != SeriesId(),
                         [&] { return ui::submit(tr("Diesen und alle späteren der Reihe absagen"), series); })))),
      "kim-form");
}

Fragment controls(Context& ctx, const access::Permit& permit, const forms::Input& input, WithSeries series) {
  forms::Look room;
  room.choices = room_choices(ctx, RoomId(input.typed.integer("room_id")));
  room.radios = room.optional_mark = false;
  const forms::Look time{.optional_mark = false, .short_field = true};
  const std::string optional = tr("freiwillig");
  const forms::Look until{.hint = optional, .optional_mark = false, .short_field = true};
  return h::all(
      forms::error_summary(tr("Der Termin ist noch nicht gespeichert."), input.errors),
      forms::control(appointment_record, "subject", input),
      two_columns(h::all(forms::control(appointment_record, "on_day", input, time),
                         two_columns(h::all(forms::control(appointment_record, "from_time", input, time),
                                            forms::control(appointment_record, "until_time", input, until))))),
      forms::control(appointment_record, "kind", input, {.radios = false}),
      two_columns(h::all(forms::control(appointment_record, "room_id", input, room),
                         forms::control(appointment_record, "place", input, {.optional_mark = false}))),
      h::div_(people_fold(ctx, permit, input), interpreter_fold(input),
              h::when(series == WithSeries::yes, [&] { return repeat_fold(input); }),
              ui::fold(tr("Anmerkung"),
                       forms::control(appointment_record, "note", input, {.optional_mark = false, .text_rows = 3}),
                       tr("freiwillig"), any_filled(input, {"note"}))));
}

Fragment case_panel(Context& ctx, const access::Permit& permit) {
  Appointments next = appointments_once(ctx, permit);
  std::erase_if(next, [&](const auto& one) { return !is_planned(one.value); });
  const std::size_t count = next.size();
  if (count > panel_rows) next.erase(next.begin() + panel_rows, next.end());
  const std::string href = cases::case_href(permit.case_id(), "termine");
  ui::SectionHead head{.id = "h-termine", .title = tr("Termine")};
  if (count > 0) head.count = std::to_string(count);
  head.link = permit.may_contact() ? ui::link(href + "/neu", tr("Termin vereinbaren")) : ui::link(href, tr("Termine"));
  if (next.empty()) return ui::section(head, h::p(h::cls("kim-meta kim-section__lead"), tr("Kein Termin vereinbart.")));
  return ui::section(head, rows(ctx, permit, next));
}

}  // namespace kim::calendar
