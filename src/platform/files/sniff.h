// What a file is, by its content (libmagic), and which kinds are taken in. What it is not: a virus scanner (clamd.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kim::files {

struct Type {
  std::string_view media_type;  // "application/pdf"
  std::string_view extensions;  // " pdf ", " jpg jpeg "
  bool image;                   // may be shown in the page
};
/// The allowed type whose content `bytes` has; nullptr if it is none. From several threads. Fault if libmagic fails.
[[nodiscard]] const Type* sniff(std::string_view bytes);
/// By media type; nullptr if it is not allowed.
[[nodiscard]] const Type* find_type(std::string_view media_type);
/// Whether the ending of `name` belongs to `type` ("Pass.PDF").
[[nodiscard]] bool name_fits(std::string_view name, const Type& type);
/// The name without a path in front: "C:\a\b.pdf" and "../b.pdf" are "b.pdf".
[[nodiscard]] std::string base_name(std::string_view name);

struct Range {
  std::size_t first, last;  // both inclusive
};
enum class Wanted : std::uint8_t { whole, part, impossible };
/// A Range header (RFC 9110, 14.2) of one range for a file of `size` bytes. Several ranges, other units and what cannot be
/// read mean the whole file; a range outside is impossible (416).
[[nodiscard]] Wanted parse_range(std::string_view header, std::size_t size, Range& range);

}  // namespace kim::files
