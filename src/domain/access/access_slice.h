// The slice of signing in, accounts and help; see README.md.
#pragma once

#include "domain/access/slice.h"

namespace kim::access {

[[nodiscard]] Slice access_slice();

}  // namespace kim::access
