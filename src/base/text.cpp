// Text rules on UTF-8 bytes; ICU only for normalization and collation.
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include <unicode/bytestream.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "base/check.h"

namespace kim::text {
namespace {

/// One decoded code point; `size` 0 = not well-formed here.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;
};

bool continues(std::string_view bytes, std::size_t at) {
  return at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0U) == 0x80U;
}

/// Length by lead byte; 0 for a byte that cannot lead (C0, C1 and F5.. would be overlong or out of range).
std::size_t sequence_size(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

CodePoint decode(std::string_view bytes, std::size_t at) {
  static constexpr std::array<unsigned, 5> lead_mask{0, 0x7F, 0x1F, 0x0F, 0x07};
  static constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(bytes[at]);
  const std::size_t size = sequence_size(lead);
  char32_t value = lead & lead_mask[size];
  for (std::size_t i = 1; i < size; ++i) {
    if (!continues(bytes, at + i)) return {};
    value = value << 6U | (static_cast<unsigned char>(bytes[at + i]) & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least[size] || surrogate || value > 0x10FFFF) return {};
  return {value, size};
}

bool is_forbidden(char32_t c) {
  if (c < 0x20) return c != '\n' && c != '\t' && c != '\r';  // browsers send line ends as \r\n
  if (c >= 0x7F && c <= 0x9F) return true;
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string unix_line_ends(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      result += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      result += '\n';
    }
  }
  return result;
}

std::string to_nfc(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  if (U_SUCCESS(status)) nfc->normalizeUTF8(0, text, sink, nullptr, status);
  if (U_FAILURE(status)) throw Fault(std::string("ICU normalization: ") + u_errorName(status));
  return result;
}

/// Blanks of Unicode that get pasted along with text: no-break spaces and the byte order mark.
constexpr std::array<std::string_view, 3> kWideBlanks{"\u00a0", "\u202f", "\ufeff"};
constexpr std::string_view kBlanks = " \t\n\r\v\f";

std::size_t blank_at_begin(std::string_view text) {
  if (text.empty()) return 0;
  if (kBlanks.find(text.front()) != std::string_view::npos) return 1;
  for (const std::string_view blank : kWideBlanks)
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

std::size_t blank_at_end(std::string_view text) {
  if (text.empty()) return 0;
  if (kBlanks.find(text.back()) != std::string_view::npos) return 1;
  for (const std::string_view blank : kWideBlanks)
    if (text.ends_with(blank)) return blank.size();
  return 0;
}

std::unique_ptr<icu::Collator> make_collator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("de@collation=phonebook"), status));
  if (U_FAILURE(status)) throw Fault(std::string("ICU collation: ") + u_errorName(status));
  return made;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t size = decode(bytes, at).size;
    if (size == 0) return false;
    at += size;
  }
  return true;
}

std::size_t length(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string from_encoding(std::string_view bytes, Encoding encoding) {
  constexpr std::array names{"windows-1252", "UTF-16LE", "UTF-16BE"};
  const char* name = names[static_cast<std::size_t>(encoding)];
  std::string out;
  icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), name).toUTF8String(out);
  return out;
}

bool has_forbidden_characters(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = decode(utf8, at);
    if (point.size == 0 || is_forbidden(point.value)) return true;
    at += point.size;
  }
  return false;
}

std::string clean(std::string_view utf8) {
  std::string result = unix_line_ends(trim(utf8));
  return is_ascii(result) ? result : to_nfc(result);
}

std::string_view trim(std::string_view text) {
  while (const std::size_t size = blank_at_begin(text)) text.remove_prefix(size);
  while (const std::size_t size = blank_at_end(text)) text.remove_suffix(size);
  return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  for (std::size_t at = 0;;) {
    const std::size_t stop = text.find(separator, at);
    parts.emplace_back(text.substr(at, stop - at));
    if (stop == std::string_view::npos) return parts;
    at = stop + 1;
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (&part != parts.data()) result += separator;
    result += part;
  }
  return result;
}

std::string folded(std::string_view utf8) {
  std::string result;
  icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())))
      .foldCase()
      .toUTF8String(result);
  return result;
}

std::string sort_key(std::string_view utf8) {
  thread_local const std::unique_ptr<icu::Collator> collator = make_collator();
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::array<std::uint8_t, 256> buffer{};
  const auto room = static_cast<std::int32_t>(buffer.size());
  const std::int32_t size = collator->getSortKey(wide, buffer.data(), room);
  std::string key(static_cast<std::size_t>(size), '\0');
  if (size <= room) {
    std::copy_n(buffer.data(), size, key.data());
  } else {
    collator->getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()), size);
  }
  if (!key.empty()) key.pop_back();  // ICU ends each key with a NUL
  return key;
}

std::string german_number(long long value) {
  std::string digits = std::to_string(value);
  const std::ptrdiff_t first = value < 0 ? 1 : 0;
  for (std::ptrdiff_t at = std::ssize(digits) - 3; at > first; at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, '.');
  return digits;
}

}  // namespace kim::text
