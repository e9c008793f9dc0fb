// Tasks and Wiedervorlagen (E2), and the deadlines that come from the data. Appointments are tasks with a time for now.
#pragma once

#include <optional>
#include <string>
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
  std::string kind = "task";              // code list "task_kind": task, follow_up, appointment
  std::optional<Day> due_on;
  std::string time;                       // "09:00", appointments
  std::string place;
  AccountId owner;                        // who takes care of it
  std::string note;
  std::optional<Day> done_on;             // kept
};
inline constexpr record::Field task_fields[] = {
    record::field<&Task::title>("title", N_("Was ist zu tun?"), record::text(200), must, personal, "Fallführung"),
    record::field<&Task::kind>("kind", N_("Art"), record::code("task_kind"), must, open, "Fallführung"),
    record::field<&Task::due_on>("due_on", N_("Bis wann?"), record::day(), should, open, "Fristen"),
    record::field<&Task::time>("at_time", N_("Uhrzeit"), record::text(5), may, open, "Termine"),
    record::field<&Task::place>("place", N_("Ort"), record::text(160), may, personal, "Termine"),
    record::field<&Task::owner>("owner_id", N_("Wer kümmert sich?"), record::reference(), should, open, "Zuständigkeit"),
    record::field<&Task::note>("note", N_("Anmerkung"), record::long_text(1000), may, personal, "Fallführung"),
    record::field<&Task::done_on>("done_on", N_("Erledigt am"), record::day(), kept, open, "Fallführung"),
};
inline constexpr record::Record task_record{"task", N_("Aufgabe"), task_fields};

/// Adds a task to a case; needs case_contact. Inside `tx` for other slices.
[[nodiscard]] Result<TaskId> add_task(Context& ctx, db::Tx& tx, const access::Permit& permit, const Task& task);
[[nodiscard]] Result<void> complete_task(Context& ctx, CaseId case_id, TaskId id);
[[nodiscard]] Result<void> undo_complete_task(Context& ctx, CaseId case_id, TaskId id);
[[nodiscard]] std::vector<records::Stored<Task>> tasks_of(db::Connection& db, const access::Permit& permit);

}  // namespace kim::tasks
