// Parts of "Mein Tag". What it is not: what is due; the slices say that.
#pragma once

#include <vector>

#include "domain/access/page.h"
#include "domain/home/agenda.h"

namespace kim::home {

/// "Kontakt erfassen" and "Neue Anfrage", for those who may.
[[nodiscard]] html::Fragment day_actions(const Context& ctx);
/// Own matters or the whole team's.
[[nodiscard]] html::Fragment whose_links(bool whole_team);
/// Termine heute, Zu erledigen, Fristen.
[[nodiscard]] html::Fragment day_view(Context& ctx, const Agenda& agenda);
/// Empty if there are none.
[[nodiscard]] html::Fragment answers_panel(const std::vector<DueItem>& answers);
/// What the actor may open, with a sentence each; for roles without cases.
[[nodiscard]] html::Fragment areas_view(const Context& ctx);

}  // namespace kim::home
