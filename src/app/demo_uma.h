// The UmA paths of the demo world as acts on their days. What it is not: when they are told (demo_story.h).
#pragma once

#include <functional>

#include "app/demo_data.h"
#include "domain/access/context.h"
#include "domain/uma/uma.h"

namespace kim::app::demo {

struct UmaAct {
  int days, minute;  // so many days ago, at this minute of the working day
  std::string what;
  std::function<Result<std::int64_t>(Context&, CaseId)> act;
};
/// In the order of the data; duties and focus areas on the day of the check.
[[nodiscard]] std::vector<UmaAct> uma_acts(const Uma& data);

}  // namespace kim::app::demo
