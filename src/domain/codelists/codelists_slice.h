#pragma once

#include "domain/access/slice.h"

namespace kim::codelists {

[[nodiscard]] Slice codelists_slice();

}  // namespace kim::codelists
