// Text as people enter it: UTF-8, cleaned once at the edge. What it is not: HTML escaping (platform/html).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kim::text {

/// Well-formed UTF-8 (no overlongs, surrogates or code points over U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view bytes);
/// What office programs write besides UTF-8. Bytes that mean nothing there become U+FFFD.
enum class Encoding : std::uint8_t { windows_1252, utf16_le, utf16_be };
[[nodiscard]] std::string from_encoding(std::string_view bytes, Encoding encoding);
/// Number of code points; the unit of every length limit.
[[nodiscard]] std::size_t length(std::string_view utf8);
/// Control characters other than line ends and tab, or bidirectional controls (U+202A-E, U+2066-9, U+200E/F, U+061C), or
/// bytes that are not UTF-8: refused in input, since they can make a page show something else than is stored.
[[nodiscard]] bool has_forbidden_characters(std::string_view utf8);
/// Trimmed, line ends as \n, NFC. Expects well-formed UTF-8.
[[nodiscard]] std::string clean(std::string_view utf8);
[[nodiscard]] std::string_view trim(std::string_view text);
/// Without the difference of upper and lower case, in any script (Unicode case folding).
[[nodiscard]] std::string folded(std::string_view utf8);
/// Nothing for an empty text; otherwise one part more than there are separators.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// ICU collation key, German phonebook order; for sorting in memory only (a key on disk would be a name in disguise).
[[nodiscard]] std::string sort_key(std::string_view utf8);
/// 1120 -> "1.120" (point from 1.000 on).
[[nodiscard]] std::string german_number(long long value);

/// Lets maps with string keys be searched by string_view.
struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace kim::text
