// The slice uma: the path of young unaccompanied refugees.
#pragma once

#include "domain/access/slice.h"

namespace kim::uma {
[[nodiscard]] Slice uma_slice();
}
