// What the slice brings.
#pragma once

#include "domain/access/slice.h"

namespace kim::hints {
[[nodiscard]] Slice hints_slice();
}
