// The slice goals: Zielvereinbarung with goals and steps.
#pragma once

#include "domain/access/slice.h"

namespace kim::goals {
[[nodiscard]] Slice goals_slice();
}
