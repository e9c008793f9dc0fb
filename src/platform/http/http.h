// Requests and responses as plain values. No Boost type here; Beast lives in server.cpp alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace kim::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, other };
[[nodiscard]] std::string_view to_string(Method method);

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Decoded name-value pairs of a query or a form, in order; names may repeat (check boxes).
class Form {
 public:
  Form() = default;
  explicit Form(Pairs pairs) : pairs_(std::move(pairs)) {}
  /// First value, or empty.
  [[nodiscard]] std::string_view get(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t otherwise = 0) const;
  void set(std::string name, std::string value);
  [[nodiscard]] const Pairs& pairs() const { return pairs_; }

 private:
  Pairs pairs_;
};

/// application/x-www-form-urlencoded. bad_request on a broken escape, invalid UTF-8, NUL or more than 1,000 pairs.
[[nodiscard]] Result<Form> parse_form(std::string_view encoded);
[[nodiscard]] std::string encode_form(const Pairs& pairs);
[[nodiscard]] Result<std::string> percent_decode(std::string_view text, bool plus_is_space);
[[nodiscard]] std::string percent_encode(std::string_view text);

struct Request {
  Method method = Method::get;
  std::string path;    // decoded, always begins with '/', no "..", no NUL
  std::string target;  // as sent, for the log
  Form query;
  Pairs headers;  // names in lower case
  std::string body;
  std::string client;  // address; from X-Forwarded-For only behind a trusted proxy
  bool secure = false;

  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;
  /// Value of a cookie; empty if absent or sent twice with different values.
  [[nodiscard]] std::string_view cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  Pairs headers;
  std::string body;

  [[nodiscard]] std::string_view header(std::string_view name) const;
  Response& with(std::string name, std::string value);
};
[[nodiscard]] Response html_response(std::string body, int status = 200);
[[nodiscard]] Response see_other(std::string location);  // 303 after a post
[[nodiscard]] Response text_response(std::string body, int status = 200);
[[nodiscard]] Response json_response(std::string body, int status = 200);
[[nodiscard]] Response problem_response(int status, std::string_view code, std::string_view title,
                                        const std::vector<FieldError>& fields = {});  // RFC 9457

/// Path pattern "/faelle/{case}/ziele/{goal}"; placeholders match one segment.
class Pattern {
 public:
  explicit Pattern(std::string_view text);
  /// Values of the placeholders in order, or nullopt.
  [[nodiscard]] std::optional<std::vector<std::string>> match(std::string_view path) const;
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::vector<std::string> segments_;
};

using Handler = std::function<Response(Request&)>;

}  // namespace kim::http
