// Fragments shared by the pages of this slice alone. What it is not: for other slices (people_panels.h).
#pragma once

#include "domain/people/person.h"
#include "platform/html/components.h"

namespace kim::people {

/// Warning from a loaded history.
[[nodiscard]] html::Fragment expiry_alert_of(PersonId id, const StatusHistory& history, Day today);
/// "gültig bis 31.01.2027", coloured by what is left.
[[nodiscard]] html::Fragment until_text(std::optional<Day> until, Day today);
/// "seit 01.03.2026", "01.03.2026 bis 31.12.2026", "bis 31.12.2026"; empty if neither is known.
[[nodiscard]] html::Fragment span_text(std::optional<Day> from, std::optional<Day> until);
/// "Ehe, 38 Jahre · lebt im selben Haushalt · mitberaten".
[[nodiscard]] std::string relative_line(const Relative& relative, Day today);
/// Parts that are not empty, with " · " between.
[[nodiscard]] std::string dotted(const std::vector<std::string>& parts);

}  // namespace kim::people
