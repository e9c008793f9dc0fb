// Transfer encodings of RFC 2045.
#include <array>

#include "platform/mail/message.h"

namespace kim::mail {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t line_octets = 76;
constexpr std::string_view hex_digits = "0123456789ABCDEF";

unsigned octet(char one) { return static_cast<unsigned char>(one); }

int hex_value(char one) {
  if (one >= '0' && one <= '9') return one - '0';
  if (one >= 'A' && one <= 'F') return one - 'A' + 10;
  return one >= 'a' && one <= 'f' ? one - 'a' + 10 : -1;
}

/// As it stands in a line of quoted-printable text; a blank at the end of a line is written as an escape.
std::string piece_of(char one, bool at_line_end) {
  const unsigned value = octet(one);
  const bool plain = value > 0x20 && value < 0x7F && one != '=';
  const bool blank = one == ' ' && !at_line_end;
  if (plain || blank) return {one};
  return {'=', hex_digits[value >> 4U], hex_digits[value & 0xFU]};
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const unsigned group =
        octet(bytes[i]) << 16U | (left > 1 ? octet(bytes[i + 1]) << 8U : 0U) | (left > 2 ? octet(bytes[i + 2]) : 0U);
    out += alphabet[group >> 18U];
    out += alphabet[group >> 12U & 63U];
    out += left > 1 ? alphabet[group >> 6U & 63U] : '=';
    out += left > 2 ? alphabet[group & 63U] : '=';
  }
  return out;
}

std::string base64_lines(std::string_view bytes) {
  const std::string text = base64(bytes);
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += line_octets) (out += text.substr(i, line_octets)) += "\r\n";
  return out;
}

std::string from_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0, count = 0;
  for (const char one : text) {
    if (one == '=') break;
    const auto at = alphabet.find(one);
    if (at == std::string_view::npos) continue;
    bits = (bits << 6U | static_cast<unsigned>(at)) & 0xFFFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFFU);
  }
  return out;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') continue;
    if (text[i] == '\n') {
      out += "\r\n";
      width = 0;
      continue;
    }
    const std::string piece = piece_of(text[i], i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r');
    if (width + piece.size() > line_octets - 1) {
      out += "=\r\n";
      width = 0;
    }
    out += piece;
    width += piece.size();
  }
  return out + "\r\n";
}

std::string from_quoted_printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
      continue;
    }
    const std::string_view rest = text.substr(i + 1);
    if (rest.starts_with("\r\n") || rest.starts_with('\n')) {
      i += rest.front() == '\r' ? 2 : 1;  // soft line break
    } else if (rest.size() >= 2 && hex_value(rest[0]) >= 0 && hex_value(rest[1]) >= 0) {
      out += static_cast<char>(hex_value(rest[0]) * 16 + hex_value(rest[1]));
      i += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

}  // namespace kim::mail
