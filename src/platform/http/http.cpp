// Requests and responses as values: lookups and the usual responses. What it is not: the wire (wire.cpp, server.cpp).
#include "platform/http/http.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "base/text.h"

namespace kim::http {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

Response typed_response(std::string_view type, std::string body, int status) {
  Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", type);
  response.body = std::move(body);
  return response;
}

bool is_placeholder(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

boost::json::array json_fields(const std::vector<FieldError>& fields) {
  boost::json::array list;
  for (const FieldError& each : fields)
    list.push_back(boost::json::object{{"field", each.field}, {"message", each.message}});
  return list;
}

}  // namespace

std::string_view to_string(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
    case Method::other: break;
  }
  return "OTHER";
}

std::string_view Form::get(std::string_view name) const {
  const auto found = std::ranges::find(pairs_, name, &Pairs::value_type::first);
  return found == pairs_.end() ? std::string_view() : std::string_view(found->second);
}

bool Form::has(std::string_view name) const {
  return std::ranges::find(pairs_, name, &Pairs::value_type::first) != pairs_.end();
}

std::vector<std::string> Form::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : pairs_)
    if (key == name) values.push_back(value);
  return values;
}

std::int64_t Form::integer(std::string_view name, std::int64_t otherwise) const {
  const std::string_view text = get(name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

void Form::set(std::string name, std::string value) {
  std::erase_if(pairs_, [&](const auto& pair) { return pair.first == name; });
  pairs_.emplace_back(std::move(name), std::move(value));
}

std::string_view Request::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers)
    if (name == lower_case_name) return value;
  return {};
}

std::string_view Request::cookie(std::string_view name) const {
  std::optional<std::string_view> found;
  for (const auto& [header_name, value] : headers) {
    if (header_name != "cookie") continue;
    for (std::string_view rest = value; !rest.empty();) {
      const auto end = std::min(rest.find(';'), rest.size());
      const std::string_view pair = text::trim(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      const std::string_view mine = pair.substr(equals + 1);
      if (found && *found != mine) return {};  // somebody planted a second one (a sibling domain): trust neither
      found = mine;
    }
  }
  return found.value_or(std::string_view());
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_name(key, name)) return value;
  return {};
}

Response& Response::with(std::string name, std::string value) {
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

Response html_response(std::string body, int status) {
  return typed_response("text/html; charset=utf-8", std::move(body), status);
}

Response see_other(std::string location) {
  Response response;
  response.status = 303;
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

Response text_response(std::string body, int status) {
  return typed_response("text/plain; charset=utf-8", std::move(body), status);
}

Response json_response(std::string body, int status) {
  return typed_response("application/json", std::move(body), status);
}

Response problem_response(int status, std::string_view code, std::string_view title,
                          const std::vector<FieldError>& fields) {
  boost::json::object problem{{"type", "about:blank"}, {"title", title}, {"status", status}, {"code", code}};
  if (!fields.empty()) problem["errors"] = json_fields(fields);
  return typed_response("application/problem+json", boost::json::serialize(problem), status);
}

Pattern::Pattern(std::string_view text) : text_(text), segments_(text::split(text, '/')) {}

std::optional<std::vector<std::string>> Pattern::match(std::string_view path) const {
  std::vector<std::string> values;
  std::size_t start = 0;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const bool last = i + 1 == segments_.size();
    const auto slash = path.find('/', start);
    if ((slash == std::string_view::npos) != last) return std::nullopt;
    const std::string_view segment = path.substr(start, last ? slash : slash - start);
    if (is_placeholder(segments_[i])) {
      if (segment.empty()) return std::nullopt;
      values.emplace_back(segment);
    } else if (segment != segments_[i]) {
      return std::nullopt;
    }
    start = last ? path.size() : slash + 1;
  }
  return values;
}

}  // namespace kim::http
