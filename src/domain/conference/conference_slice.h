// The slice conference: Fallkonferenzen of a case.
#pragma once

#include "domain/access/slice.h"

namespace kim::conference {
[[nodiscard]] Slice conference_slice();
}
