// What tasks bring to the program.
#pragma once

#include "domain/access/slice.h"

namespace kim::tasks {

[[nodiscard]] Slice tasks_slice();

}  // namespace kim::tasks
