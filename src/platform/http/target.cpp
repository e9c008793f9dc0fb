// The request target. It refuses instead of repairing: a path that needs normalising comes from no page of ours.
#include "platform/http/target.h"

#include <algorithm>

namespace kim::http {
namespace {

/// RFC 9112 3.2.2: a server must accept the absolute form, too. The authority is of no use to us.
std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    target.remove_prefix(scheme.size());
    const auto path = target.find_first_of("/?");
    return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
  }
  return target;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// Of the path as sent: an encoded slash or backslash would change the segments after the routes were chosen.
bool hides_separator(std::string_view raw) {
  for (auto at = raw.find('%'); at != std::string_view::npos; at = raw.find('%', at + 1)) {
    const std::string_view escape = raw.substr(at + 1, 2);
    if (escape == "2f" || escape == "2F" || escape == "5c" || escape == "5C") return true;
  }
  return false;
}

bool segments_ok(std::string_view path) {
  for (std::size_t start = 1; start < path.size();) {
    const auto end = std::min(path.find('/', start), path.size());
    const std::string_view segment = path.substr(start, end - start);
    if (segment.empty() || segment == "." || segment == "..") return false;
    start = end + 1;
  }
  return true;
}

Result<std::string> parse_path(std::string_view raw) {
  if (!raw.starts_with('/') || hides_separator(raw)) return failure(ErrorCode::bad_request);
  std::string path = TRY(percent_decode(raw, false));
  const bool unsafe = std::ranges::any_of(path, is_control) || path.contains('\\') || !segments_ok(path);
  if (unsafe) return failure(ErrorCode::bad_request);
  return path;
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
  target = without_authority(target);
  target = target.substr(0, target.find('#'));  // no browser sends a fragment; it is not part of the resource
  const auto mark = target.find('?');
  Target result;
  result.path = TRY(parse_path(mark == 0 ? std::string_view("/") : target.substr(0, mark)));
  if (mark != std::string_view::npos) result.query = TRY(parse_form(target.substr(mark + 1)));
  return result;
}

}  // namespace kim::http
