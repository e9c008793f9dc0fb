// Listening, starting and stopping. With the three headers it includes, the only place that knows Asio and Beast.
// What it is not: the life of one connection (session.h).
//
// One acceptor deals the connections out to one loop per I/O thread in turn: even, and a busy port is noticed (with
// SO_REUSEPORT a second server on the same port would go unnoticed). Handlers run on the workers only.
#include "platform/http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <thread>

#include "base/check.h"
#include "base/i18n.h"
#include "platform/http/session.h"
#include "platform/log/log.h"

namespace kim::http {
namespace {

using namespace std::chrono_literals;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;

constexpr std::chrono::milliseconds usual_tick = 100ms;
constexpr std::chrono::milliseconds stopping_tick = 10ms;
constexpr unsigned turned_away_max = 64;  // get a 503 beyond the connection limit; the rest is closed without a word

std::string plain_address(asio::ip::address address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  return address.to_string();
}

asio::ip::address parse_address(const std::string& text) {
  beast::error_code error;
  auto address = asio::ip::make_address(text, error);
  if (error) throw Fault(trf("„{}“ ist keine IP-Adresse.", {text}));
  return address;
}

std::string bind_sentence(const beast::error_code& error, const ServerSettings& settings) {
  const std::string port = std::to_string(settings.port);
  if (error == asio::error::address_in_use)
    return trf("Der Port {} ist schon belegt. Beenden Sie das andere Programm oder wählen Sie einen anderen Port.",
               {port});
  if (error == asio::error::access_denied)
    return trf("Für den Port {} fehlt die Berechtigung. Wählen Sie einen Port ab 1024.", {port});
  if (error == beast::error_code(EADDRNOTAVAIL, boost::system::system_category()))
    return trf("Die Adresse {} gehört nicht zu diesem Rechner.", {settings.address});
  return trf("Der Server kann an {0}, Port {1}, nicht starten: {2}", {settings.address, port, error.message()});
}

Acceptor bind(asio::io_context& context, const ServerSettings& settings) {
  const asio::ip::tcp::endpoint endpoint(parse_address(settings.address), settings.port);
  Acceptor acceptor(context.get_executor());
  beast::error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) throw Fault(bind_sentence(error, settings));
  return acceptor;
}

/// TLS 1.3 only, with the cipher suites of BSI TR-02102-2.
asio::ssl::context tls_context(const ServerSettings& settings) {
  asio::ssl::context context(asio::ssl::context::tls_server);
  beast::error_code error;
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_3_VERSION);
  SSL_CTX_set_ciphersuites(context.native_handle(), "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256");
  context.use_certificate_chain_file(settings.tls_certificate, error);
  if (error)
    throw Fault(trf("Das TLS-Zertifikat {0} ist nicht lesbar: {1}", {settings.tls_certificate, error.message()}));
  context.use_private_key_file(settings.tls_key, asio::ssl::context::pem, error);
  if (error)
    throw Fault(trf("Der TLS-Schlüssel {0} passt nicht zum Zertifikat oder ist nicht lesbar: {1}",
                    {settings.tls_key, error.message()}));
  return context;
}

std::optional<asio::ssl::context> optional_tls(const ServerSettings& settings) {
  if (settings.tls_certificate.empty() != settings.tls_key.empty())
    throw Fault(tr("Für TLS braucht der Server ein Zertifikat und einen Schlüssel. Eines von beiden fehlt."));
  if (settings.tls_certificate.empty()) return std::nullopt;
  return tls_context(settings);
}

std::vector<std::unique_ptr<Loop>> make_loops(unsigned count) {
  std::vector<std::unique_ptr<Loop>> loops;
  for (unsigned i = 0; i < std::max(count, 1U); ++i) loops.push_back(std::make_unique<Loop>());
  return loops;
}

ServerSettings checked(ServerSettings settings) {
  for (std::string& proxy : settings.trusted_proxies) proxy = plain_address(parse_address(proxy));
  return settings;
}

/// Last resort of a coroutine. Handlers' exceptions never come here (wire.cpp); what does is memory or a bug.
void log_end(const std::exception_ptr& exception) {
  if (!exception) return;
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& error) {
    log::error("connection_failed", {{"cause", error.what()}});
  }
}

/// The parts of a running server, in the order of their life: the workers end first, since their jobs belong to
/// connections, which live in the loops and count in `shared`.
struct Engine {
  Engine(ServerSettings settings, Handler handler, std::function<std::size_t(Method, std::string_view)> limit)
      : shared{checked(std::move(settings)), std::move(handler), std::move(limit)},
        tls(optional_tls(shared.settings)),
        loops(make_loops(shared.settings.io_threads)),
        acceptor(bind(loops.front()->context, shared.settings)),
        port(acceptor.local_endpoint().port()),
        workers(std::max(shared.settings.workers, 1U)) {
    shared.workers = &workers;
  }

  Shared shared;
  std::optional<asio::ssl::context> tls;
  std::vector<std::unique_ptr<Loop>> loops;
  Acceptor acceptor;
  std::uint16_t port;
  std::optional<asio::basic_signal_set<Executor>> signals;  // while running
  Workers workers;
  std::mutex mutex;
  std::condition_variable changed;
  bool stop_requested = false;
  std::size_t running = 0;  // loops
};

void start_session(Engine& engine, Loop& loop, Plain socket) {
  beast::error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error || engine.shared.connections >= engine.shared.settings.connections_max + turned_away_max) return;
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  socket.non_blocking(true, error);
  const auto start = [&]<class Stream>(std::unique_ptr<Connection<Stream>> connection) {
    asio::co_spawn(loop.context.get_executor(), session(std::move(connection)), log_end);
  };
  const std::string address = plain_address(peer.address());
  if (engine.tls) {
    start(std::make_unique<Connection<Secure>>(engine.shared, loop, address, std::move(socket), *engine.tls));
  } else {
    start(std::make_unique<Connection<Plain>>(engine.shared, loop, address, std::move(socket)));
  }
}

/// Out of file descriptors or memory: wait, else the loop would spin until somebody closes a connection.
Task<void> rest(Engine& engine, const beast::error_code& cause) {
  log::warning("accept_failed", {{"cause", cause.message()}});
  Timer timer(engine.loops.front()->context.get_executor(), 100ms);
  beast::error_code error;
  co_await timer.async_wait(asio::redirect_error(use_task, error));
}

Task<void> accept_connections(Engine& engine) {
  for (std::size_t turn = 0; !engine.shared.stopping; ++turn) {
    Loop& loop = *engine.loops[turn % engine.loops.size()];
    beast::error_code error;
    Plain socket =
        co_await engine.acceptor.async_accept(loop.context.get_executor(), asio::redirect_error(use_task, error));
    if (!error) {
      start_session(engine, loop, std::move(socket));
    } else if (error != asio::error::operation_aborted && error != asio::error::connection_aborted) {
      co_await rest(engine, error);
    }
  }
}

void close_overdue(Loop& loop) {
  const Time now = std::chrono::steady_clock::now();
  beast::error_code ignored;
  for (Live& each : loop.live)
    if (each.deadline < now) each.socket->close(ignored);  // what it waits for ends with an error
}

/// Ticks as long as the loop is needed: until the server stops and the last connection has ended.
Task<void> watch_deadlines(const Shared& shared, Loop& loop) {
  while (!shared.stopping || !loop.live.empty()) {
    beast::error_code error;
    loop.tick.expires_after(shared.stopping ? stopping_tick : usual_tick);
    co_await loop.tick.async_wait(asio::redirect_error(use_task, error));
    close_overdue(loop);
  }
}

/// On the loop's own thread: closes what waits for a request; the loop then ends with its last connection.
void wind_down(Loop& loop) {
  beast::error_code ignored;  // closed a moment ago by its deadline
  for (Live& each : loop.live)
    if (each.idle) each.socket->cancel(ignored);
  loop.tick.cancel();
}

void request_stop(Engine& engine) {
  if (engine.shared.stopping.exchange(true)) return;
  asio::post(engine.loops.front()->context, [&engine] {
    beast::error_code ignored;
    engine.acceptor.close(ignored);
    engine.signals.reset();
  });
  for (const auto& loop : engine.loops) asio::post(loop->context, [&each = *loop] { wind_down(each); });
  const std::lock_guard lock(engine.mutex);
  engine.stop_requested = true;
  engine.changed.notify_all();
}

void run_loop(Engine& engine, Loop& loop) {
  loop.context.run();
  const std::lock_guard lock(engine.mutex);
  --engine.running;
  engine.changed.notify_all();
}

std::vector<std::jthread> start_loops(Engine& engine) {
  engine.running = engine.loops.size();
  std::vector<std::jthread> threads;
  for (const auto& loop : engine.loops)
    asio::co_spawn(loop->context.get_executor(), watch_deadlines(engine.shared, *loop), log_end);
  for (const auto& loop : engine.loops) threads.emplace_back([&engine, &each = *loop] { run_loop(engine, each); });
  return threads;
}

/// Until stop is requested and all requests are answered, or the time for that is over.
void wait_for_end(Engine& engine) {
  std::unique_lock lock(engine.mutex);
  engine.changed.wait(lock, [&] { return engine.stop_requested; });
  const std::chrono::milliseconds patience(engine.shared.settings.stop_timeout_ms);
  if (engine.changed.wait_for(lock, patience, [&] { return engine.running == 0; })) return;
  log::warning("stop_forced", {{"connections", std::to_string(engine.shared.connections)}});
  for (const auto& loop : engine.loops) loop->context.stop();
  engine.workers.end();
}

}  // namespace

struct Server::State {
  Engine engine;
};

Server::Server(ServerSettings settings, Handler handler,
               std::function<std::size_t(Method, std::string_view path)> body_limit)
    : state_(new State{{std::move(settings), std::move(handler), std::move(body_limit)}}) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return state_->engine.port; }

void Server::run() {
  Engine& engine = state_->engine;
  const Executor executor = engine.loops.front()->context.get_executor();
  if (!engine.shared.stopping) {
    engine.signals.emplace(executor, SIGINT, SIGTERM);
    engine.signals->async_wait([&engine](const beast::error_code& error, int) {
      if (!error) request_stop(engine);  // else: cancelled
    });
  }
  asio::co_spawn(executor, accept_connections(engine), log_end);
  const std::vector<std::jthread> threads = start_loops(engine);
  wait_for_end(engine);
}

void Server::stop() { request_stop(state_->engine); }

}  // namespace kim::http
