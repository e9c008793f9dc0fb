// Asks a clamd over its socket whether bytes hold something harmful (INSTREAM). What it is not: a scanner of its own.
#pragma once

#include <string>
#include <string_view>

namespace kim::files {

enum class Scan : std::uint8_t { clean, found, unreachable };
/// At most 60 s. `socket`: path of the Unix socket. Unreachable also if clamd refuses the size or answers with an error.
[[nodiscard]] Scan scan(const std::string& socket, std::string_view bytes);

}  // namespace kim::files
