// The slice of bodies, Kommunen, teams and posts; see README.md.
#pragma once

#include "domain/access/slice.h"

namespace kim::organisation {

[[nodiscard]] Slice organisation_slice();

}  // namespace kim::organisation
