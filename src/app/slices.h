// THE list of slices: the product's table of contents.
#pragma once

#include <vector>

#include "domain/access/slice.h"

namespace kim::app {

/// All slices in rank order.
[[nodiscard]] const std::vector<Slice>& slices();

}  // namespace kim::app
