// What contacts bring to the program.
#pragma once

#include "domain/access/slice.h"

namespace kim::contacts {

[[nodiscard]] Slice contacts_slice();

}  // namespace kim::contacts
