// What every uploaded file passes before it is kept: the virus scanner, if the settings name one (clamd_socket).
#pragma once

#include <string_view>

#include "base/result.h"
#include "domain/access/context.h"

namespace kim::access {

/// Errors: invalid at the field "file", with what to do: something harmful was found, or the scanner does not answer. Without
/// it nothing is taken in. At most 60 s.
[[nodiscard]] Result<void> scan_upload(const Context& ctx, std::string_view bytes);

}  // namespace kim::access
