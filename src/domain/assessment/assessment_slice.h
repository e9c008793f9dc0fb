// The slice assessment: Erstgespräch, Falleinschätzung, decision.
#pragma once

#include "domain/access/slice.h"

namespace kim::assessment {
[[nodiscard]] Slice assessment_slice();
}
