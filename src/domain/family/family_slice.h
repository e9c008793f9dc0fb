// The slice family: household, relations on both sides, consents of relatives, Netzwerkkarte.
#pragma once

#include "domain/access/slice.h"

namespace kim::family {
[[nodiscard]] Slice family_slice();
}
