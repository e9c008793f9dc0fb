// Descriptor of the slice: cases, their list and their closing.
#pragma once

#include "domain/access/slice.h"

namespace kim::cases {

[[nodiscard]] Slice cases_slice();

}  // namespace kim::cases
