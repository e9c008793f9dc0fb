// The slice privacy: audit trail pages and registers.
#pragma once

#include "domain/access/slice.h"

namespace kim::privacy {
[[nodiscard]] Slice privacy_slice();
}
