// What a connection consists of and what all of them share. Included by server.cpp alone, since it is made of Beast and
// Asio. What it is not: the acts on a connection (intake.h, session.h).
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <memory>
#include <utility>

#include "platform/http/server.h"
#include "platform/http/workers.h"

namespace kim::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Executor = asio::io_context::executor_type;  // the concrete type: any_io_executor costs a fifth of the speed
using Plain = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Secure = beast::ssl_stream<Plain>;
template <class T>
using Task = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> use_task;
using Parser = beast::http::request_parser<beast::http::string_body>;

inline constexpr std::size_t read_bytes = 16UL * 1024;  // largest single read
inline constexpr std::chrono::seconds linger_time{2};

using Time = std::chrono::steady_clock::time_point;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

/// What the loop knows of a connection, to close it when it is too slow or the server stops.
struct Live : boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
  Plain* socket = nullptr;
  Time deadline = Time::max();
  bool idle = false;  // waits for a request; nothing is lost when it is closed
};

/// One thread's event loop and the connections that live on it. Only its own thread touches `live`.
struct Loop {
  boost::intrusive::list<Live, boost::intrusive::constant_time_size<false>> live;  // outlives the context's coroutines
  asio::io_context context{1};
  Timer tick{context.get_executor()};  // looks for passed deadlines: far cheaper than a timer per read and write
};

/// What all connections share. Never changes while serving, but for the two atomics.
struct Shared {
  ServerSettings settings;
  Handler handler;
  std::function<std::size_t(Method, std::string_view)> body_limit;
  std::atomic<bool> stopping{false};
  std::atomic<unsigned> connections{0};
  Workers* workers = nullptr;
};

template <class Stream>
struct Connection : Live {
  template <class... Args>
  Connection(Shared& shared_state, Loop& its_loop, std::string peer_address, Args&&... args)
      : shared(shared_state),
        loop(its_loop),
        peer(std::move(peer_address)),
        stream(std::forward<Args>(args)...),
        turned_away(++shared.connections > shared.settings.connections_max) {
    socket = &beast::get_lowest_layer(stream);
  }
  ~Connection() { --shared.connections; }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// From now on: what the connection does must be done by then, or it is closed.
  void expires_after(std::chrono::milliseconds time) { deadline = std::chrono::steady_clock::now() + time; }

  Shared& shared;
  Loop& loop;
  std::string peer;
  Stream stream;
  beast::flat_buffer buffer;
  bool turned_away;  // one too many: gets a 503
};

}  // namespace kim::http
