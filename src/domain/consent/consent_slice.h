// The slice's descriptor.
#pragma once

#include "domain/access/slice.h"

namespace kim::consent {

[[nodiscard]] Slice consent_slice();

}  // namespace kim::consent
