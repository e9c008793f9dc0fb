// Persons of the demo world who may be known elsewhere: the question to the coordination and its answer. What it is not: the
// order of events (demo_story.cpp).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/demo_course.h"
#include "app/demo_data.h"
#include "domain/access/context.h"

namespace kim::app::demo {

struct KnownAct {
  int days, minute;
  std::string by, what;
  std::function<void(Context&)> act;
};
/// Asked when the file was opened; answered two days ago, if the demo data say by whom and what. Bug if an act is refused.
[[nodiscard]] std::vector<KnownAct> known_acts(const Person& person, const std::shared_ptr<Course>& course);

}  // namespace kim::app::demo
