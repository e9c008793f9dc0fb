// Descriptor of the slice: Mein Tag.
#pragma once

#include "domain/access/slice.h"

namespace kim::home {

[[nodiscard]] Slice home_slice();

}  // namespace kim::home
