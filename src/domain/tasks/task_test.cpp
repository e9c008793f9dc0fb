// Rules of tasks as tables.
#include "domain/tasks/task.h"

#include <gtest/gtest.h>

namespace kim::tasks {
namespace {

const Day today = *day_from_iso("2026-11-25");

Task made(std::string kind, std::optional<Day> due_on, std::optional<Day> done_on = {}) {
  Task task;
  task.title = "Beratung";
  task.kind = std::move(kind);
  task.due_on = due_on;
  task.done_on = done_on;
  return task;
}

Task titled(std::string title, Task task) {
  task.title = std::move(title);
  return task;
}

Day in(int days) { return today + std::chrono::days(days); }

TEST(TaskUrgency, Follows_the_day_and_ends_when_it_is_done) {
  const std::pair<std::optional<Day>, Urgency> table[] = {
      {std::nullopt, Urgency::none}, {in(-1), Urgency::overdue}, {in(0), Urgency::today}, {in(1), Urgency::later}};
  for (const auto& [day, urgent] : table) {
    EXPECT_EQ(urgency(made("task", day), today), urgent);
    EXPECT_EQ(urgency(made("task", day, today), today), Urgency::none);
  }
}

TEST(TaskOrder, Is_by_day_and_puts_what_has_no_day_last) {
  std::vector<records::Stored<Task>> tasks(4);
  tasks[0].value = titled("irgendwann", made("task", {}));
  tasks[1].value = titled("heute", made("task", today));
  tasks[2].value = titled("überfällig", made("task", in(-3)));
  tasks[3].value = titled("fertig", made("task", in(-9), today));
  std::vector<std::string> titles;
  for (const auto& task : open_ones(tasks)) titles.push_back(task.value.title);
  EXPECT_EQ(titles, (std::vector<std::string>{"überfällig", "heute", "irgendwann"}));
}

}  // namespace
}  // namespace kim::tasks
