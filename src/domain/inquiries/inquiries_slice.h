// The slice's descriptor.
#pragma once

#include "domain/access/slice.h"

namespace kim::inquiries {

[[nodiscard]] Slice inquiries_slice();

}  // namespace kim::inquiries
