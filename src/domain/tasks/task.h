// Tasks and Wiedervorlagen (E2), and the deadlines that come from the data. Appointments are tasks with a time for now.
// What it is not: the steps of a goal, which belong to the agreement with the person (goals).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::tasks {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Task {
  std::string title;
  std::string kind = "task";  // code list "task_kind": task, follow_up, appointment ...
  std::optional<Day> due_on;
  std::string time;  // "09:00", appointments
  std::string place;
  AccountId owner;  // who takes care of it
  std::string note;
  std::optional<Day> done_on;  // kept
};
inline constexpr record::Field task_fields[] = {
    record::field<&Task::title>("title", N_("Was ist zu tun?"), record::text(200), must, personal, "Fallführung"),
    record::field<&Task::kind>("kind", N_("Art"), record::code("task_kind"), must, open, "Fallführung"),
    record::field<&Task::due_on>("due_on", N_("Bis wann?"), record::day(), should, open, "Fristen"),
    record::field<&Task::time>("at_time", N_("Uhrzeit"), record::text(8), may, open, "Termine",
                               N_("Zum Beispiel 09:30")),
    record::field<&Task::place>("place", N_("Ort"), record::text(160), may, personal, "Termine"),
    record::field<&Task::owner>("owner_id", N_("Wer kümmert sich?"), record::reference(), should, open,
                                "Zuständigkeit"),
    record::field<&Task::note>("note", N_("Anmerkung"), record::long_text(1000), may, personal, "Fallführung"),
    record::field<&Task::done_on>("done_on", N_("Erledigt am"), record::day(), kept, open, "Fallführung"),
};
inline constexpr record::Record task_record{"task", N_("Aufgabe"), task_fields};

// ---- rules, pure ----

/// "9", "9:30", "09.30", "9 Uhr" -> "09:30"; nullopt if it is no time of a day.
[[nodiscard]] std::optional<std::string> time_from(std::string_view typed);
/// The time as "09:30" (what cannot be read stays), spaces gone. Before `check`.
[[nodiscard]] Task tidy(Task task);
/// A time must be one and needs a day; an appointment needs both.
[[nodiscard]] std::vector<FieldError> check(const Task& task);
enum class Urgency : std::uint8_t { none, later, today, overdue };
[[nodiscard]] Urgency urgency(const Task& task, Day today);
/// Overdue first, then by day and time; what has no day comes last.
[[nodiscard]] bool sooner(const Task& a, const Task& b);
/// The open ones, `sooner` first.
[[nodiscard]] std::vector<records::Stored<Task>> open_ones(std::vector<records::Stored<Task>> tasks);

// ---- acts ----

/// Adds a task to a case, inside `tx`, for other slices too. Needs a permit for case_contact. Without an owner the actor
/// takes care of it. Error: invalid (rules; an owner who is not in the case's team).
[[nodiscard]] Result<TaskId> add_task(Context& ctx, db::Tx& tx, const access::Permit& permit, const Task& task);
/// The same in a transaction of its own. Errors: as permit_case, invalid.
[[nodiscard]] Result<TaskId> create_task(Context& ctx, CaseId case_id, const Task& task);
/// Changes what a form changes; done_on stays. Errors: as permit_case, not_found, conflict, invalid.
[[nodiscard]] Result<void> change_task(Context& ctx, CaseId case_id, TaskId id, std::int64_t version, const Task& task);
/// Done today. Doing it twice changes nothing.
[[nodiscard]] Result<void> complete_task(Context& ctx, CaseId case_id, TaskId id);
[[nodiscard]] Result<void> undo_complete_task(Context& ctx, CaseId case_id, TaskId id);
/// All tasks of a case, done ones too, in the order they were made.
[[nodiscard]] std::vector<records::Stored<Task>> tasks_of(db::Connection& db, const access::Permit& permit);
/// Cases in which the actor has something to do until `until`, each with the earliest day.
[[nodiscard]] std::vector<std::pair<CaseId, Day>> due_cases(Context& ctx, const access::Scope& scope, Day until);
/// "/faelle/4711/aufgaben/9"
[[nodiscard]] std::string task_href(CaseId case_id, TaskId id);

}  // namespace kim::tasks
