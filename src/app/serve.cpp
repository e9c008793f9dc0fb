#include "app/serve.h"

#include <cstdio>
#include <thread>

#include "app/mail_worker.h"
#include "domain/imports/import.h"
#include "platform/http/server.h"
#include "platform/log/log.h"

namespace kim::app {
namespace {

http::ServerSettings server_settings(const Settings& settings) {
  http::ServerSettings server;
  server.address = settings.address;
  server.port = static_cast<std::uint16_t>(settings.port);
  server.workers = static_cast<unsigned>(settings.workers);
  server.io_threads = std::max(1U, std::thread::hardware_concurrency());
  server.tls_certificate = settings.tls_certificate;
  server.tls_key = settings.tls_key;
  server.trusted_proxies = settings.trusted_proxies;
  return server;
}

log::Level level_from(std::string_view name) {
  if (name == "debug") return log::Level::debug;
  if (name == "warning") return log::Level::warning;
  return name == "error" ? log::Level::error : log::Level::info;
}

}  // namespace

int serve(Runtime& runtime, const std::string& greeting) {
  log::set_level(level_from(runtime.settings().log_level));
  const Application& application = runtime.application();
  http::Server server(
      server_settings(runtime.settings()), [&](http::Request& request) { return application.handle(request); },
      [&](http::Method method, std::string_view path) { return application.body_limit(method, path); });
  const MailWorker mail(runtime);
  const bool tls = !runtime.settings().tls_certificate.empty();
  std::printf("%s%s://%s:%u\n", greeting.c_str(), tls ? "https" : "http", runtime.settings().address.c_str(),
              server.port());
  std::fflush(stdout);
  server.run();
  imports::finish(runtime.services(), imports::Ending::cancel);
  return 0;
}

}  // namespace kim::app
