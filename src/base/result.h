// Result: an expected outcome that is not success. What it is not: a carrier of faults (check.h).
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace kim {

/// The closed set of outcomes. One place maps them to HTTP (access/dispatch.cpp).
enum class ErrorCode {
  not_found,    // absent, or not to be known by this actor: both look the same (404)
  refused,      // the act needs a right the actor lacks (403); never tells that a record exists
  invalid,      // input does not fit; `fields` says where (422)
  conflict,     // somebody else changed the record meanwhile (409)
  blocked,      // consent is missing, ended or withdrawn (423)
  too_large,    // over a limit (413)
  bad_request,  // malformed: cannot come from one of our pages (400)
};

/// One sentence for one field, already in the reader's language.
struct FieldError {
  std::string field;
  std::string message;
};

/// Two voices: `message` is shown to the user, `detail` goes to the log only.
struct Error {
  ErrorCode code = ErrorCode::invalid;
  std::string message{};
  std::vector<FieldError> fields{};
  std::string detail{};
};

template <class T>
using Result = std::expected<T, Error>;

/// Short form for the common returns: `return failure(ErrorCode::not_found);`
[[nodiscard]] inline std::unexpected<Error> failure(ErrorCode code, std::string message = {}) {
  return std::unexpected(Error{code, std::move(message), {}, {}});
}

}  // namespace kim

/// Value of `expression`, or return its error from the calling function.
#define TRY(expression)                                                     \
  __extension__({                                                           \
    auto&& kim_result = (expression);                                       \
    if (!kim_result) return std::unexpected(std::move(kim_result).error()); \
    std::move(kim_result).value();                                          \
  })
