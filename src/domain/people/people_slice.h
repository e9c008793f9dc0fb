// The descriptor of persons.
#pragma once

#include "domain/access/slice.h"

namespace kim::people {

[[nodiscard]] Slice people_slice();

}  // namespace kim::people
