// The slice's descriptor.
#pragma once

#include "domain/access/slice.h"

namespace kim::imports {

[[nodiscard]] Slice imports_slice();

}  // namespace kim::imports
