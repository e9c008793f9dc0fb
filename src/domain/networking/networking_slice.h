// Descriptor of the slice: network contacts without a case.
#pragma once

#include "domain/access/slice.h"

namespace kim::networking {

[[nodiscard]] Slice networking_slice();

}  // namespace kim::networking
