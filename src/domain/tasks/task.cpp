// Rules of tasks; pure.
#include "domain/tasks/task.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/i18n.h"
#include "base/text.h"

namespace kim::tasks {
namespace {

/// One or two digits at the front, taken off `rest`.
std::optional<unsigned> take_number(std::string_view& rest) {
  unsigned number = 0;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  const auto digits = static_cast<std::size_t>(end - rest.data());
  if (problem != std::errc() || digits > 2) return std::nullopt;
  rest.remove_prefix(digits);
  return number;
}

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::optional<std::string> time_from(std::string_view typed) {
  std::string_view rest = text::trim(typed);
  if (rest.ends_with("Uhr")) rest = text::trim(rest.substr(0, rest.size() - 3));
  const auto hour = take_number(rest);
  if (!hour || *hour > 23) return std::nullopt;
  if (rest.empty()) return two_digits(*hour) + ":00";
  if (rest.front() != ':' && rest.front() != '.') return std::nullopt;
  rest.remove_prefix(1);
  const bool two = rest.size() == 2;
  const auto minute = take_number(rest);
  if (!two || !minute || !rest.empty() || *minute > 59) return std::nullopt;
  return two_digits(*hour) + ":" + two_digits(*minute);
}

Task tidy(Task task) {
  if (auto time = time_from(task.time)) task.time = std::move(*time);
  return task;
}

std::vector<FieldError> check(const Task& task) {
  std::vector<FieldError> errors;
  const bool appointment = task.kind == "appointment";
  if (!task.due_on && appointment) errors.push_back({"due_on", tr("Geben Sie an, an welchem Tag der Termin ist.")});
  if (!task.due_on && !appointment && !task.time.empty())
    errors.push_back({"due_on", tr("Geben Sie zur Uhrzeit auch den Tag an.")});
  if (task.time.empty() && appointment)
    errors.push_back({"at_time", tr("Geben Sie an, um wie viel Uhr der Termin ist.")});
  if (!task.time.empty() && !time_from(task.time))
    errors.push_back(
        {"at_time", trf("„{}“ ist keine Uhrzeit. Schreiben Sie sie zum Beispiel so: 09:30.", {task.time})});
  return errors;
}

Urgency urgency(const Task& task, Day today) {
  if (!task.due_on || task.done_on) return Urgency::none;
  if (*task.due_on < today) return Urgency::overdue;
  return *task.due_on == today ? Urgency::today : Urgency::later;
}

bool sooner(const Task& a, const Task& b) {
  const auto key = [](const Task& task) {
    return std::tuple(!task.due_on.has_value(), task.due_on.value_or(Day{}), std::string_view(task.time));
  };
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
