// What appointments look like: rows, the form, the section on the case page, state buttons. Inside of calendar only.
#pragma once

#include <map>
#include <string>

#include "domain/access/page.h"
#include "domain/calendar/appointment_store.h"
#include "platform/forms/forms.h"
#include "platform/html/components.h"

namespace kim::calendar {

/// Names of all rooms by id, read once for all parts of a page.
using RoomNames = std::map<std::int64_t, std::string>;
[[nodiscard]] const RoomNames& room_names(Context& ctx);
/// Rooms in use today, for a choice; `kept` stays a choice even if it is no longer in use.
[[nodiscard]] std::vector<forms::Choice> room_choices(Context& ctx, RoomId kept = {});

/// Of a case, read once for all parts of a page.
[[nodiscard]] const Appointments& appointments_once(Context& ctx, const access::Permit& permit);

/// "Im Büro · Rathaus, Raum 107 · Miriam Kessler · Sprachmittlung: Farsi"
[[nodiscard]] std::string meta_text(Context& ctx, const Appointment& appointment);
/// Nothing for what is planned.
[[nodiscard]] html::Fragment state_badge(const Appointment& appointment);
[[nodiscard]] html::Fragment rows(Context& ctx, const access::Permit& permit, const Appointments& list);
/// "Kam" and "Nicht erschienen", or "Doch geplant"; afterwards the page `back` is shown.
[[nodiscard]] html::Fragment state_buttons(Context& ctx, CaseId case_id, const records::Stored<Appointment>& one,
                                           std::string_view back);
/// Cancelling with its reason; for an appointment of a series also the later ones.
[[nodiscard]] html::Fragment cancel_form(Context& ctx, CaseId case_id, const records::Stored<Appointment>& one,
                                         const forms::Input& input);
/// Controls of an appointment with their error summary. `series` adds the repetition.
/// Name of the button that only asks for one more participant.
inline constexpr std::string_view more_people_name = "weitere_person";
enum class WithSeries : std::uint8_t { no, yes };
[[nodiscard]] html::Fragment controls(Context& ctx, const access::Permit& permit, const forms::Input& input,
                                      WithSeries series);
/// "Termine" on the case page: the next ones.
[[nodiscard]] html::Fragment case_panel(Context& ctx, const access::Permit& permit);

/// Who is invited by mail and what they answered, on the page of an appointment.
[[nodiscard]] html::Fragment invitation_panel(Context& ctx, const access::Permit& permit,
                                              const records::Stored<Appointment>& appointment);

// ---- routes ----
void invitation_routes(Routes& routes);
void appointment_routes(Routes& routes);
void calendar_routes(Routes& routes);
void open_hour_routes(Routes& routes);
void room_routes(Routes& routes);
void desk_routes(Routes& routes);
void feed_routes(Routes& routes);
void api_routes(Routes& routes);

}  // namespace kim::calendar
