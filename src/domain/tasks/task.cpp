// Rules of tasks; pure.
#include "domain/tasks/task.h"

#include <algorithm>
#include <utility>

namespace kim::tasks {
Urgency urgency(const Task& task, Day today) {
  if (!task.due_on || task.done_on) return Urgency::none;
  if (*task.due_on < today) return Urgency::overdue;
  return *task.due_on == today ? Urgency::today : Urgency::later;
}

bool sooner(const Task& a, const Task& b) {
  const auto key = [](const Task& task) { return std::pair(!task.due_on.has_value(), task.due_on.value_or(Day{})); };
  return key(a) < key(b);
}

std::vector<records::Stored<Task>> open_ones(std::vector<records::Stored<Task>> tasks) {
  std::erase_if(tasks, [](const auto& task) { return task.value.done_on.has_value(); });
  std::sort(tasks.begin(), tasks.end(), [](const auto& a, const auto& b) {
    return sooner(a.value, b.value) || (!sooner(b.value, a.value) && a.id < b.id);
  });
  return tasks;
}

}  // namespace kim::tasks
