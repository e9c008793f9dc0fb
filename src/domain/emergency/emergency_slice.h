#pragma once

#include "domain/access/slice.h"

namespace kim::emergency {

[[nodiscard]] Slice emergency_slice();

}  // namespace kim::emergency
