// The slice api: the description of /api/v1.
#pragma once

#include "domain/access/slice.h"

namespace kim::api {
[[nodiscard]] Slice api_slice();
}
