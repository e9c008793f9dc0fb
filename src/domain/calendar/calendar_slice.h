// The slice calendar: appointments, open hours, walk-in desk, subscriptions.
#pragma once

#include "domain/access/slice.h"

namespace kim::calendar {
[[nodiscard]] Slice calendar_slice();
}
