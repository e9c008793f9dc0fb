// What tasks look like: rows, the form, the section on the case page. Inside of tasks only.
#pragma once

#include <string>
#include <vector>

#include "domain/access/page.h"
#include "domain/tasks/task.h"
#include "platform/forms/forms.h"
#include "platform/html/components.h"

namespace kim::tasks {

/// Of a case, read once for all parts of a page.
[[nodiscard]] const std::vector<records::Stored<Task>>& tasks_once(Context& ctx, const access::Permit& permit);

using Tasks = std::vector<records::Stored<Task>>;

/// "4 Tage überfällig", "heute", "bis 27.11.2026"; nothing without a day.
[[nodiscard]] html::Fragment due_text(const Task& task, Day today);
/// "Wiedervorlage · Miriam Kessler · bis 20.11.2026": `day` leaves the day out where it stands in front.
enum class Say : std::uint8_t { day, no_day };
[[nodiscard]] std::string meta_text(Context& ctx, const Task& task, Say say);
/// Small button "Erledigt" or "Wieder öffnen"; afterwards the page `back` is shown.
[[nodiscard]] html::Fragment toggle(Context& ctx, CaseId case_id, const records::Stored<Task>& task,
                                    std::string_view back);
/// Post address of "Erledigt", which leads back to `back`.
[[nodiscard]] std::string done_action(CaseId case_id, TaskId id, std::string_view back);
[[nodiscard]] html::Fragment open_rows(Context& ctx, const access::Permit& permit, const Tasks& tasks,
                                       std::string_view back);
[[nodiscard]] html::Fragment done_rows(Context& ctx, const access::Permit& permit, const Tasks& tasks,
                                       std::string_view back);

/// Controls of a task with their error summary; who else could take care of it is asked here (one query).
[[nodiscard]] html::Fragment controls(Context& ctx, const access::Permit& permit, const forms::Input& input);
/// "Nächste Schritte" on the case page.
[[nodiscard]] html::Fragment case_panel(Context& ctx, const access::Permit& permit);

// ---- routes ----
void page_routes(Routes& routes);
void list_routes(Routes& routes);
void api_routes(Routes& routes);

}  // namespace kim::tasks
