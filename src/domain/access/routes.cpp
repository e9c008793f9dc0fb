#include "domain/access/routes.h"

#include <charconv>

namespace kim {

std::int64_t Ask::number(std::size_t n) const {
  if (n >= path.size()) return -1;
  std::int64_t value = 0;
  const std::string& text = path[n];
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value > 0 ? value : -1;
}

void Routes::get(std::string_view pattern, Guard guard, Handler handler, std::string_view summary) {
  list_.push_back({http::Method::get, http::Pattern(pattern), guard, handler, summary, 0});
}

void Routes::post(std::string_view pattern, Guard guard, Handler handler, std::string_view summary,
                  std::size_t body_bytes_max) {
  list_.push_back({http::Method::post, http::Pattern(pattern), guard, handler, summary, body_bytes_max});
}

void Routes::upload(std::string_view pattern, Guard guard, Handler handler, std::string_view summary,
                    std::size_t body_bytes_max) {
  post(pattern, guard, handler, summary, body_bytes_max);
  list_.back().takes_files = true;
}

void Routes::api(http::Method method, std::string_view pattern, Guard guard, Handler handler, std::string_view summary,
                 std::string_view takes, std::string_view gives) {
  list_.push_back({method, http::Pattern(pattern), guard, handler, summary, 256 * 1024, takes, gives});
}

}  // namespace kim
