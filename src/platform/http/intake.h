// What is taken as a request: framing, method, target, limits. Plain functions without I/O, for session.h alone.
#pragma once

#include <string>
#include <type_traits>
#include <utility>

#include "platform/http/connection.h"
#include "platform/http/proxy.h"
#include "platform/http/target.h"
#include "platform/http/wire.h"

namespace kim::http {

/// A request as it came in, or why it was not taken.
struct Incoming {
  Request request;
  AnswerTo to;
  int refusal = 0;    // status of the answer, if the request is not for a handler
  bool lost = false;  // the client is gone or too slow: no answer
};

inline Method method_of(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get: return Method::get;
    case beast::http::verb::head: return Method::head;
    case beast::http::verb::post: return Method::post;
    case beast::http::verb::put: return Method::put;
    case beast::http::verb::patch: return Method::patch;
    case beast::http::verb::delete_: return Method::del;
    default: return Method::other;
  }
}

/// Closes two holes of Beast 1.81: HTTP/1.1 needs exactly one Host, and a Transfer-Encoding other than a single
/// "chunked", or beside a Content-Length, can make a proxy and us see different requests (RFC 9112 6.1, 6.3).
inline bool framing_ok(const Parser::value_type& message) {
  using beast::http::field;
  const auto encodings = message.count(field::transfer_encoding);
  if (message.version() == 11 && message.count(field::host) != 1) return false;
  if (encodings == 0) return true;
  return encodings == 1 && message.version() == 11 && message.count(field::content_length) == 0 &&
         beast::iequals(message[field::transfer_encoding], "chunked");
}

inline void copy_headers(const Parser::value_type& message, Request& request) {
  for (const auto& field : message) {
    std::string name(field.name_string());
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    request.headers.emplace_back(std::move(name), std::string(field.value()));
  }
}

/// 0, or the status that refuses a request whose method or expectation is not ours.
inline int refusal_of(const Parser::value_type& message, Method method) {
  if (!framing_ok(message)) return 400;
  if (message.method() == beast::http::verb::unknown) return 501;
  if (method == Method::other) return 405;
  const auto expect = message[beast::http::field::expect];
  return expect.empty() || message.version() == 10 || beast::iequals(expect, "100-continue") ? 0 : 417;
}

inline std::size_t body_limit(const Shared& shared, const Request& request) {
  return shared.body_limit ? shared.body_limit(request.method, request.path) : shared.settings.body_bytes_max;
}

/// Fills `in` from a complete header and sets the body limit of its route. The header fields are copied now: fields
/// that follow a chunked body (trailers) must not become part of the request.
template <class Stream>
void take_header(const Connection<Stream>& connection, Parser& parser, Incoming& in) {
  const Shared& shared = connection.shared;
  const auto& message = parser.get();
  in.to.http_1_0 = message.version() == 10;
  in.request.method = in.to.method = method_of(message.method());
  in.request.target = std::string(message.target());
  in.refusal = refusal_of(message, in.request.method);
  if (in.refusal != 0) return;
  Result<Target> target = parse_target(in.request.target);
  if (!target) {
    in.refusal = 400;
    return;
  }
  in.request.path = std::move(target->path);
  in.request.query = std::move(target->query);
  copy_headers(message, in.request);
  identify_client(in.request, connection.peer, std::is_same_v<Stream, Secure>, shared.settings.trusted_proxies);
  const std::size_t limit = body_limit(shared, in.request);
  if (parser.content_length().value_or(0) > limit) in.refusal = 413;
  parser.body_limit(limit);
  in.to.keep_alive = parser.keep_alive() && !shared.stopping;
}

/// The status that answers a failed read or parse, or 0 if the client is gone or too slow to be answered.
inline int refusal_for(const beast::error_code& error) {
  using Http = beast::http::error;
  static const auto& category = beast::error_code(Http::bad_method).category();
  if (error.category() != category || error == Http::end_of_stream || error == Http::partial_message) return 0;
  if (error == Http::header_limit) return 431;
  if (error == Http::body_limit) return 413;
  return 400;
}

}  // namespace kim::http
