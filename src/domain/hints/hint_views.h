// How a hint looks wherever it is shown: its state, its answer.
#pragma once

#include "domain/hints/hint.h"
#include "platform/html/html.h"

namespace kim::hints {

[[nodiscard]] html::Fragment state_badge(const Hint& hint);
/// Text, state and answer, for who gave it.
[[nodiscard]] html::Fragment given_view(const Hint& hint);

}  // namespace kim::hints
