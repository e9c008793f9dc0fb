// The slice handover: Übergabe of cases, and deputies for a while.
#pragma once

#include "domain/access/slice.h"

namespace kim::handover {
[[nodiscard]] Slice handover_slice();
}
