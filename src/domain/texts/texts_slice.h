// The descriptor of the slice.
#pragma once

#include "domain/access/slice.h"

namespace kim::texts {

[[nodiscard]] Slice texts_slice();

}  // namespace kim::texts
