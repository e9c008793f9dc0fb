// Rules of tasks as tables.
#include "domain/tasks/task.h"

#include <gtest/gtest.h>

namespace kim::tasks {
namespace {

const Day today = *day_from_iso("2026-11-25");

Task made(std::string kind, std::optional<Day> due_on, std::string time = {}, std::optional<Day> done_on = {}) {
  Task task;
  task.title = "Beratung";
  task.kind = std::move(kind);
  task.due_on = due_on;
  task.time = std::move(time);
  task.done_on = done_on;
  return task;
}

Task titled(std::string title, Task task) {
  task.title = std::move(title);
  return task;
}

Day in(int days) { return today + std::chrono::days(days); }

TEST(TaskTime, Is_read_as_people_write_it) {
  const std::pair<const char*, const char*> table[] = {
      {"9", "09:00"},         {"09:30", "09:30"}, {"9:30", "09:30"},  {"9.30", "09:30"},   {"9 Uhr", "09:00"},
      {"14:05 Uhr", "14:05"}, {"0:00", "00:00"},  {"23:59", "23:59"}, {" 8:15 ", "08:15"},
  };
  for (const auto& [typed, time] : table) EXPECT_EQ(time_from(typed), time) << typed;
}

TEST(TaskTime, Refuses_what_is_no_time_of_a_day) {
  for (const char* typed : {"", "24:00", "9:60", "9:5", "9:005", "9:", "neun", "-1", "9:30 vormittags", "123", "9,30"})
    EXPECT_EQ(time_from(typed), std::nullopt) << typed;
}

struct Rule {
  const char* name;
  Task task;
  std::vector<std::string> wrong;  // fields
};

TEST(TaskRules, Say_what_is_missing) {
  const Rule table[] = {
      {"task without a day", made("task", {}), {}},
      {"task with a day", made("task", today), {}},
      {"task with day and time", made("task", today, "09:00"), {}},
      {"time without a day", made("task", {}, "09:00"), {"due_on"}},
      {"no time", made("task", today, "früh"), {"at_time"}},
      {"appointment", made("appointment", today, "09:00"), {}},
      {"appointment without a day", made("appointment", {}, "09:00"), {"due_on"}},
      {"appointment without a time", made("appointment", today), {"at_time"}},
      {"appointment without both", made("appointment", {}), {"due_on", "at_time"}},
  };
  for (const Rule& rule : table) {
    std::vector<std::string> wrong;
    for (const FieldError& error : check(rule.task)) wrong.push_back(error.field);
    EXPECT_EQ(wrong, rule.wrong) << rule.name;
  }
}

TEST(TaskRules, Tidy_writes_the_time_in_one_way_and_keeps_what_it_cannot_read) {
  EXPECT_EQ(tidy(made("task", today, "9 Uhr")).time, "09:00");
  EXPECT_EQ(tidy(made("task", today, "früh")).time, "früh");
}

TEST(TaskUrgency, Follows_the_day_and_ends_when_it_is_done) {
  const std::pair<std::optional<Day>, Urgency> table[] = {
      {std::nullopt, Urgency::none}, {in(-1), Urgency::overdue}, {in(0), Urgency::today}, {in(1), Urgency::later}};
  for (const auto& [day, urgent] : table) {
    EXPECT_EQ(urgency(made("task", day), today), urgent);
    EXPECT_EQ(urgency(made("task", day, {}, today), today), Urgency::none);
  }
}

TEST(TaskOrder, Is_by_day_and_time_and_puts_what_has_no_day_last) {
  std::vector<records::Stored<Task>> tasks(5);
  tasks[0].value = titled("irgendwann", made("task", {}));
  tasks[1].value = titled("nachmittags", made("task", today, "14:00"));
  tasks[2].value = titled("morgens", made("task", today, "09:00"));
  tasks[3].value = titled("überfällig", made("task", in(-3)));
  tasks[4].value = titled("fertig", made("task", in(-9), {}, today));
  std::vector<std::string> titles;
  for (const auto& task : open_ones(tasks)) titles.push_back(task.value.title);
  EXPECT_EQ(titles, (std::vector<std::string>{"überfällig", "morgens", "nachmittags", "irgendwann"}));
}

}  // namespace
}  // namespace kim::tasks
