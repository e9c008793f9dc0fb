// Percent-encoding and forms. What it is not: multipart (uploads have their own reader) or path rules (target.cpp).
#include <algorithm>
#include <array>

#include "base/text.h"
#include "platform/http/http.h"

namespace kim::http {
namespace {

constexpr std::size_t form_pairs_max = 1'000;

/// 0-15, or -1 if `c` is no hexadecimal digit.
constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

Result<std::pair<std::string, std::string>> parse_pair(std::string_view text) {
  const auto equals = text.find('=');
  const bool has_value = equals != std::string_view::npos;
  std::string name = TRY(percent_decode(text.substr(0, equals), true));
  std::string value = TRY(percent_decode(has_value ? text.substr(equals + 1) : std::string_view(), true));
  return std::pair(std::move(name), std::move(value));
}

void append_encoded(std::string& out, std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
}

}  // namespace

Result<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) return failure(ErrorCode::bad_request);
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (c == '\0') return failure(ErrorCode::bad_request);
    out += c;
  }
  if (!text::is_utf8(out)) return failure(ErrorCode::bad_request);
  return out;
}

std::string percent_encode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_encoded(out, text);
  return out;
}

Result<Form> parse_form(std::string_view encoded) {
  Pairs pairs;
  while (!encoded.empty()) {
    const auto end = std::min(encoded.find('&'), encoded.size());
    const std::string_view pair = encoded.substr(0, end);
    encoded.remove_prefix(std::min(end + 1, encoded.size()));
    if (pair.empty()) continue;
    if (pairs.size() == form_pairs_max) return failure(ErrorCode::bad_request);
    pairs.push_back(TRY(parse_pair(pair)));
  }
  return Form(std::move(pairs));
}

std::string encode_form(const Pairs& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    if (!out.empty()) out += '&';
    append_encoded(out, name);
    out += '=';
    append_encoded(out, value);
  }
  return out;
}

}  // namespace kim::http
