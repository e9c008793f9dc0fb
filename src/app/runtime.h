// Everything that lives as long as the process, opened in the right order. What it is not: the HTTP server (serve.h).
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/settings.h"
#include "domain/access/context.h"
#include "domain/access/dispatch.h"

namespace kim::app {

/// Whether missing data directory and master key may be made (demo, first start) or must be there.
enum class Create : std::uint8_t { yes, no };

class Runtime {
 public:
  /// Opens database, migrates, opens keys, makes the application. Fault with a plain sentence on any failure.
  Runtime(const Settings& settings, Create create);
  Runtime(const Settings& settings, Create create, Clock clock);
  ~Runtime();

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] db::Database& database() { return *database_; }
  [[nodiscard]] const Services& services() const { return *services_; }
  [[nodiscard]] const Application& application() const { return *application_; }
  /// A context of the program itself: no account, for start-up jobs, demo and command line.
  [[nodiscard]] Context program() const { return Context(*services_, {}); }
  /// Replaces the clock (demo: the world is written with past days).
  void set_clock(Clock clock);

 private:
  Settings settings_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<crypto::Keyring> keyring_;
  std::unique_ptr<Ids> ids_;
  std::unique_ptr<Services> services_;
  std::unique_ptr<Application> application_;
};

/// Path of the SQLite file in a data directory.
[[nodiscard]] std::filesystem::path database_file(const Settings& settings);
[[nodiscard]] db::Settings database_settings(const Settings& settings);

}  // namespace kim::app
