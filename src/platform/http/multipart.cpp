#include "platform/http/multipart.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace kim::http {
namespace {

constexpr std::size_t parts_max = 200, head_max = 4096, boundary_max = 70;

bool same_word(std::string_view a, std::string_view lower) {
  return std::ranges::equal(a, lower, [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y; });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The end of a quoted string that begins at `from` (behind the quote): the place of its closing quote.
std::size_t quote_end(std::string_view text, std::size_t from) {
  while (from < text.size() && text[from] != '"') from += text[from] == '\\' ? 2 : 1;
  return std::min(from, text.size());
}

/// Browsers write %22 for a quote and %0D%0A for line ends, other programs a backslash.
std::string unquoted(std::string_view text) {
  std::string out;
  for (std::size_t n = 0; n < text.size(); ++n) {
    if (text.substr(n).starts_with("%22")) {
      out += '"';
      n += 2;
    } else {
      if (text[n] == '\\' && n + 1 < text.size() && (text[n + 1] == '"' || text[n + 1] == '\\')) ++n;
      out += text[n];
    }
  }
  return out;
}

/// Value of `name` in "form-data; name=\"a\"; filename=\"b\""; nullopt if absent.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != std::string_view::npos && at < header.size()) {
    const std::size_t equals = header.find('=', at);
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view key = trimmed(header.substr(at + 1, equals - at - 1));
    const bool quoted = equals + 1 < header.size() && header[equals + 1] == '"';
    const std::size_t begin = equals + (quoted ? 2 : 1);
    const std::size_t end = quoted ? quote_end(header, begin) : std::min(header.find(';', begin), header.size());
    const std::string_view value = header.substr(begin, end - begin);
    if (same_word(key, name)) return quoted ? unquoted(value) : std::string(trimmed(value));
    at = header.find(';', end);
  }
  return std::nullopt;
}

bool clean(std::string_view text) { return text::is_utf8(text) && !text.contains('\0'); }

/// The Content-Disposition among the lines of a part's head.
std::string_view disposition(std::string_view head) {
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && same_word(trimmed(line.substr(0, colon)), "content-disposition"))
      return trimmed(line.substr(colon + 1));
    head = end == std::string_view::npos ? std::string_view() : head.substr(end + 2);
  }
  return {};
}

Result<void> take_part(std::string_view part, Multipart& out, Pairs& fields) {
  const auto head_end = part.starts_with("\r\n") ? 0 : part.find("\r\n\r\n");
  if (head_end > head_max) return failure(ErrorCode::bad_request);
  const std::string_view header = disposition(part.substr(0, head_end));
  const std::string_view content = part.substr(std::min(part.size(), head_end + 4));
  const auto name = parameter(header, "name");
  if (!header.starts_with("form-data") || !name || !clean(*name)) return failure(ErrorCode::bad_request);
  if (auto file = parameter(header, "filename")) {
    if (!clean(*file)) return failure(ErrorCode::bad_request);
    out.files.push_back({*name, std::move(*file), content});
    return {};
  }
  if (!clean(content)) return failure(ErrorCode::bad_request);
  fields.emplace_back(*name, std::string(content));
  return {};
}

}  // namespace

Result<Multipart> parse_multipart(std::string_view content_type, std::string_view body) {
  constexpr std::string_view type = "multipart/form-data";
  const auto boundary = parameter(content_type, "boundary");
  if (!same_word(content_type.substr(0, type.size()), type) || !boundary || boundary->empty() ||
      boundary->size() > boundary_max)
    return failure(ErrorCode::bad_request);
  const std::string mark = "\r\n--" + *boundary;
  if (!body.starts_with(std::string_view(mark).substr(2))) return failure(ErrorCode::bad_request);
  body.remove_prefix(mark.size() - 2);
  Multipart out;
  Pairs fields;
  while (!body.starts_with("--")) {
    const auto end = body.find(mark);
    if (!body.starts_with("\r\n") || end == std::string_view::npos || fields.size() + out.files.size() >= parts_max)
      return failure(ErrorCode::bad_request);
    TRY(take_part(body.substr(2, end < 2 ? 0 : end - 2), out, fields));
    body.remove_prefix(end + mark.size());
  }
  out.form = Form(std::move(fields));
  return out;
}

}  // namespace kim::http
