// Escaping and addresses. Everything else of the builder is in the header.
#include "platform/html/html.h"

namespace kim::html {
namespace {

constexpr std::string_view entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return "&#39;";
  }
}

/// True for the five characters that mean something in HTML. A table, since every character of every page comes by.
constexpr std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> table{};
  for (const char c : {'&', '<', '>', '"', '\''}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool has_scheme(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"})
    if (text.starts_with(scheme)) return true;
  return false;
}

/// "/x" but not "//host" or "/\host", which browsers take as another host.
bool is_local(std::string_view text) {
  if (text.starts_with('#') || text.starts_with('?')) return true;
  return text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/\\");
}

/// Browsers drop tabs and line breaks inside an address, so that "/\t/host" would become "//host".
bool has_control(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
  return false;
}

}  // namespace

void escape(std::string& out, std::string_view text) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!kSpecial[static_cast<unsigned char>(text[i])]) continue;
    out.append(text, start, i - start).append(entity(text[i]));
    start = i + 1;
  }
  out.append(text, start, text.size() - start);
}

Url::Url(std::string_view text) : text_((is_local(text) || has_scheme(text)) && !has_control(text) ? text : "#") {}

}  // namespace kim::html
