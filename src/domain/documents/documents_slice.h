// Documents: letters as PDF.
#pragma once

#include "domain/access/slice.h"

namespace kim::documents {
[[nodiscard]] Slice documents_slice();
}  // namespace kim::documents
