// The path motif: phases of a case, its history, goals on the way. What it is not: what a phase or entry means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/html/components.h"

namespace kim::ui {

enum class StepState : std::uint8_t { open, now, done, stopped };
struct Step {
  StepState state = StepState::open;
  Fragment title;
  Fragment meta{};  // when, who
  Fragment note{};
};
/// "Wo steht der Fall?". `wide`: full column, meta at the end of the line.
[[nodiscard]] Fragment path(const std::vector<Step>& steps, bool wide = false);

struct Entry {
  Day on;            // for the month headings
  std::string icon;  // "talk", "visit", "phone", "send", "lock", "doc", "target", "flag" ...
  Fragment title;
  std::string when;  // "Di, 17.11., 09:00 Uhr · 50 Minuten"
  Fragment text{};
  std::vector<Fragment> meta{};
  bool minor = false;
};
/// Newest first as given; a heading (h3) whenever the month changes.
[[nodiscard]] Fragment timeline(const std::vector<Entry>& entries);
/// "November 2026" in the current language.
[[nodiscard]] std::string month_and_year(Day day);

struct Goal {
  std::string id;     // unique on the page
  std::string words;  // the person's own words; quotation marks are added
  Fragment badge;
  std::string agreed;       // what was agreed
  int done = 0, steps = 0;  // no bar if there are no steps
  Fragment meta{};          // field of action, until when
  std::string href{};
  std::string obstacle{};
  Fragment obstacle_link{};
};
[[nodiscard]] Fragment goals(const std::vector<Goal>& items);

}  // namespace kim::ui
