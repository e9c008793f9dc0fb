// Brings the demo world to life: every line of data/demo becomes the act a user would have done, on its day, by its account,
// through the same permits, gates and audit entries. What it is not: a shortcut past the rules.
#pragma once

#include "app/demo_data.h"
#include "app/runtime.h"

namespace kim::app::demo {

inline constexpr std::string_view password = "Lindenhof-Fahrrad-27";  // of every demo account; doctor warns

/// Organisation, accounts, then all events in the order of their moments. `progress(done, of)` after each.
/// Bug with the act's name if one is refused: then data and rules do not fit.
void tell(Runtime& runtime, const World& world, const std::function<void(std::size_t done, std::size_t of)>& progress);

}  // namespace kim::app::demo
