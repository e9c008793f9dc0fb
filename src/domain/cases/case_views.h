// Parts of the case pages: head, side panels, history. Everything is loaded before; nothing here asks the database.
// What it is not: what other slices show on the case page (Slice::case_panels).
#pragma once

#include <string>
#include <vector>

#include "domain/access/slice.h"
#include "domain/cases/frame.h"
#include "platform/html/timeline.h"

namespace kim::cases {

/// "Parwin Rahimi" and, if there is one, the name in the person's own script.
[[nodiscard]] html::Fragment name_heading(const people::Person& person);
/// Buttons of the case page: next act first, the rest in the menu.
[[nodiscard]] html::Fragment case_actions(const access::Permit& permit);
[[nodiscard]] html::Fragment path_panel(const Frame& frame, const std::vector<PhaseMark>& marks);
/// Bodies with the state of their release.
[[nodiscard]] html::Fragment bodies_panel(const access::Permit& permit, const Frame& frame);
/// Who is responsible now, who stands in.
[[nodiscard]] html::Fragment responsible_panel(const access::Permit& permit,
                                               const std::vector<access::Assignment>& history, Moment now);

/// The whole history of a case, newest first: what all slices and the case itself have to tell.
[[nodiscard]] std::vector<TimelineEntry> timeline_of(Context& ctx, const access::Permit& permit,
                                                     const std::vector<access::Assignment>& history);
[[nodiscard]] html::Fragment timeline_view(std::span<const TimelineEntry> entries);

/// Marks of all slices for the path.
[[nodiscard]] std::vector<PhaseMark> marks_of(Context& ctx, const access::Permit& permit, const Case& file);

}  // namespace kim::cases
