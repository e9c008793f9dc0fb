// "Wo steht der Fall?": the marks of all slices and the phase, put in the order of the way. Pure.
#pragma once

#include <string>
#include <vector>

#include "domain/access/slice.h"
#include "domain/cases/case.h"
#include "platform/html/timeline.h"

namespace kim::cases {

/// What the case itself knows: inquiry, decision, closing. Other slices add theirs (Slice::phases).
[[nodiscard]] std::vector<PhaseMark> own_marks(const Case& file);
/// One step per stage of the way. Of several marks for a stage the first with a day counts. The stage of the present phase
/// is the current one unless it is done; a stage that a decision rules out is left away.
[[nodiscard]] std::vector<ui::Step> path_steps(const Case& file, const std::vector<PhaseMark>& marks);

}  // namespace kim::cases
