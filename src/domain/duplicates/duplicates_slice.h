// Descriptor of the list of duplicates and of merging.
#pragma once

#include "domain/access/slice.h"

namespace kim::duplicates {

[[nodiscard]] Slice duplicates_slice();

}  // namespace kim::duplicates
