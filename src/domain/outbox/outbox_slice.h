// Descriptor of the slice: outgoing mail.
#pragma once

#include "domain/access/slice.h"

namespace kim::outbox {

[[nodiscard]] Slice outbox_slice();

}  // namespace kim::outbox
