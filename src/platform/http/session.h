// One connection from its first byte to its last: read, check, hand to a worker, answer, again. Included by server.cpp
// alone. What it is not: listening, starting and stopping (server.cpp).
//
// Coroutines are free functions whose arguments outlive them; g++ 12 miscompiles coroutine lambdas with captures and
// temporaries beside a co_await, so each co_await stands in a statement of its own.
#pragma once

#include <algorithm>
#include <array>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string_view>
#include <utility>

#include "platform/http/intake.h"

namespace kim::http {

inline std::chrono::milliseconds request_time(const ServerSettings& settings) {
  return std::chrono::milliseconds(settings.request_timeout_ms);
}

/// A large body over a slow line needs more than the usual time.
inline std::chrono::milliseconds extra_time(const ServerSettings& settings, std::uint64_t bytes) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(bytes) * 1000 / settings.slowest_bytes_per_second);
}

/// TLS handshake; false if it failed.
template <class Stream>
Task<bool> open_stream(Connection<Stream>& connection) {
  beast::error_code error;
  if constexpr (std::is_same_v<Stream, Secure>) {
    connection.expires_after(request_time(connection.shared.settings));
    connection.idle = true;
    co_await connection.stream.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(use_task, error));
    connection.idle = false;
  }
  co_return !error;
}

/// Reads some bytes into the buffer.
template <class Stream>
Task<void> read_some(Connection<Stream>& connection, beast::error_code& error) {
  const auto space = connection.buffer.prepare(read_bytes);
  const std::size_t count = co_await connection.stream.async_read_some(space, asio::redirect_error(use_task, error));
  connection.buffer.commit(count);
}

/// True when the first bytes of the next request are there; false if the client closed, was idle too long, or we stop.
template <class Stream>
Task<bool> next_request(Connection<Stream>& connection, bool first) {
  const ServerSettings& settings = connection.shared.settings;
  beast::error_code error;
  if (connection.buffer.size() == 0 && !connection.shared.stopping) {
    connection.expires_after(std::chrono::milliseconds(first ? settings.request_timeout_ms : settings.idle_timeout_ms));
    connection.idle = true;
    co_await read_some(connection, error);
    connection.idle = false;
  }
  co_return !error && connection.buffer.size() != 0 && !connection.shared.stopping;
}

/// Parses what is there and reads more until the header (eager: the whole message) is complete.
template <class Stream>
Task<beast::error_code> parse(Connection<Stream>& connection, Parser& parser, bool eager) {
  beast::error_code error;
  parser.eager(eager);
  for (;;) {
    connection.buffer.consume(parser.put(connection.buffer.data(), error));
    if (error && error != beast::http::error::need_more) co_return error;
    if (eager ? parser.is_done() : parser.is_header_done()) co_return beast::error_code();
    if (connection.buffer.size() > connection.shared.settings.header_bytes_max + read_bytes)
      co_return beast::http::error::header_limit;  // an endless chunk extension
    error = {};
    co_await read_some(connection, error);
    if (error) co_return error;
  }
}

/// A client that asks first (curl does for large bodies) gets the go-ahead once the header is accepted.
template <class Stream>
Task<void> tell_to_continue(Connection<Stream>& connection, const Parser& parser, beast::error_code& error) {
  static constexpr std::string_view go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";
  const auto& message = parser.get();
  const bool asked = message.version() == 11 && message.count(beast::http::field::expect) != 0;
  if (!asked || connection.buffer.size() != 0) co_return;
  co_await asio::async_write(connection.stream, asio::buffer(go_ahead), asio::redirect_error(use_task, error));
}

/// Reads one request within the deadline of the whole request: no trickle of bytes can extend it.
template <class Stream>
Task<void> receive(Connection<Stream>& connection, Incoming& in) {
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(connection.shared.settings.header_bytes_max));
  parser.body_limit(boost::none);  // set by take_header for the route
  connection.expires_after(request_time(connection.shared.settings));
  beast::error_code error = co_await parse(connection, parser, false);
  if (!error) take_header(connection, parser, in);
  if (!error && in.refusal == 0 && !parser.is_done()) {
    connection.deadline += extra_time(connection.shared.settings, parser.content_length().value_or(0));
    co_await tell_to_continue(connection, parser, error);
    if (!error) error = co_await parse(connection, parser, true);
    in.request.body = std::move(parser.get().body());
  }
  if (error) in.refusal = refusal_for(error);
  in.lost = error && in.refusal == 0;
  if (in.refusal != 0) in.to.keep_alive = false;  // the rest of the request is still on the line
}

/// The handler's turn: runs on a worker, then resumes the connection on its own loop.
template <class Resume>
class HandlerJob : public Job {
 public:
  HandlerJob(const Shared& shared, Executor home, Incoming& in, Wire& wire, Resume resume)
      : shared_(shared), home_(home), in_(in), wire_(wire), resume_(std::move(resume)) {}
  void run() override {
    wire_ = answer(shared_.handler, in_.request, in_.to, shared_.stopping);
    asio::post(home_, std::move(resume_));
  }

 private:
  const Shared& shared_;
  Executor home_;
  Incoming& in_;
  Wire& wire_;
  Resume resume_;
};

/// Runs the handler on a worker thread; `in` and `wire` live in the waiting coroutine.
template <class Stream>
auto work(Connection<Stream>& connection, Incoming& in, Wire& wire) {
  const auto start = [&connection, &in, &wire]<class Resume>(Resume&& resume) {
    using MyJob = HandlerJob<std::decay_t<Resume>>;
    connection.shared.workers->post(std::make_unique<MyJob>(connection.shared, connection.loop.context.get_executor(),
                                                            in, wire, std::forward<Resume>(resume)));
  };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(start, use_task);
}

/// Sends what the socket takes at once: nearly always everything, and no timer is needed.
template <class Stream>
std::size_t send_at_once(Connection<Stream>& connection, const std::array<asio::const_buffer, 2>& parts,
                         beast::error_code& error) {
  if constexpr (std::is_same_v<Stream, Secure>) return 0;
  const std::size_t sent = connection.socket->write_some(parts, error);
  if (error == asio::error::would_block) error = {};
  return sent;
}

/// Sends an answer; false if the connection is then at its end.
template <class Stream>
Task<bool> send(Connection<Stream>& connection, const Wire& wire) {
  beast::error_code error;
  const std::array<asio::const_buffer, 2> whole{asio::buffer(wire.head), asio::buffer(wire.body)};
  beast::buffers_suffix<std::array<asio::const_buffer, 2>> parts(whole);
  parts.consume(send_at_once(connection, whole, error));
  if (error || beast::buffer_bytes(parts) == 0) co_return !error && wire.keep_alive;
  connection.expires_after(request_time(connection.shared.settings) +
                           extra_time(connection.shared.settings, wire.body.size()));
  co_await asio::async_write(connection.stream, parts, asio::redirect_error(use_task, error));
  co_return !error && wire.keep_alive;
}

/// Closes after a refusal. What the client still sends is read and dropped for a moment: closing at once would reset
/// the connection, and the client would never see why it was refused.
template <class Stream>
Task<void> linger(Connection<Stream>& connection) {
  beast::error_code error;
  connection.expires_after(linger_time);
  if constexpr (std::is_same_v<Stream, Secure>) {
    co_await connection.stream.async_shutdown(asio::redirect_error(use_task, error));
  }
  connection.socket->shutdown(asio::ip::tcp::socket::shutdown_send, error);
  for (error = {}; !error;) {
    connection.buffer.clear();
    const auto space = connection.buffer.prepare(read_bytes);
    co_await connection.socket->async_read_some(space, asio::redirect_error(use_task, error));
  }
}

/// One request and its answer; false if the connection is then at its end.
template <class Stream>
Task<bool> exchange(Connection<Stream>& connection) {
  Incoming in;
  Wire wire;
  co_await receive(connection, in);
  if (in.lost) co_return false;
  if (in.refusal != 0) {
    wire = to_wire(plain_page(in.refusal), in.to);
  } else {
    connection.deadline = Time::max();  // the handler has its own limits
    co_await work(connection, in, wire);
  }
  const bool open = co_await send(connection, wire);
  if (in.refusal != 0) co_await linger(connection);
  co_return open;
}

template <class Stream>
Task<void> turn_away(Connection<Stream>& connection) {
  const Wire wire = to_wire(plain_page(503), {});
  co_await send(connection, wire);
  co_await linger(connection);
}

/// The life of a connection. Owns it, so that it ends with the coroutine, however that ends.
template <class Stream>
Task<void> session(std::unique_ptr<Connection<Stream>> owned) {
  Connection<Stream>& connection = *owned;
  connection.loop.live.push_back(connection);
  bool open = co_await open_stream(connection);
  if (open && connection.turned_away) {
    co_await turn_away(connection);
    co_return;
  }
  for (bool first = true; open; first = false) {
    open = co_await next_request(connection, first);
    if (open) open = co_await exchange(connection);
  }
}

}  // namespace kim::http
