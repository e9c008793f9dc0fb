#include "app/runtime.h"

#include <algorithm>
#include <thread>

#include "app/slices.h"
#include "domain/access/tenant.h"
#include "domain/codelists/codelist.h"
#include "domain/texts/text.h"
#include "platform/assets.h"
#include "platform/db/migrate.h"

namespace kim::app {
namespace {

void make_data_dir(const Settings& settings) {
  if (settings.database != "sqlite") return;
  std::error_code error;
  std::filesystem::create_directories(settings.data_dir, error);
  if (error) raise_fault("Der Datenordner " + settings.data_dir + " lässt sich nicht anlegen: " + error.message());
  std::filesystem::permissions(settings.data_dir, std::filesystem::perms::owner_all, error);
}

/// PostgreSQL: one for each worker, since it waits for the answers. SQLite computes them on the worker itself: one for each
/// core is enough, and few connections find more of the file in their memory than many.
unsigned readers_for(const Settings& settings, bool sqlite) {
  const auto workers = static_cast<unsigned>(settings.workers);
  return sqlite ? std::min(workers, std::max(4U, std::thread::hardware_concurrency())) : workers;
}

void install_texts_once() {
  static const bool done = [] {
    assets::install_texts();
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace

std::filesystem::path database_file(const Settings& settings) {
  return std::filesystem::path(settings.data_dir) / "kim.db";
}

db::Settings database_settings(const Settings& settings) {
  db::Settings result;
  const bool sqlite = settings.database == "sqlite";
  result.engine = sqlite ? db::Engine::sqlite : db::Engine::postgres;
  result.location = sqlite ? database_file(settings).string() : settings.database;
  result.readers = readers_for(settings, sqlite);
  return result;
}

Runtime::Runtime(const Settings& settings, Create create) : Runtime(settings, create, system_now) {}

Runtime::Runtime(const Settings& settings, Create create, Clock clock) : settings_(settings) {
  install_texts_once();
  if (create == Create::yes) make_data_dir(settings);
  const crypto::Key master = crypto::Keyring::master_key(settings.key_file, create == Create::yes);
  database_ = db::Database::open(database_settings(settings));
  db::migrate(*database_);
  codelists::install(*database_);
  texts::install(*database_);
  keyring_ = std::make_unique<crypto::Keyring>(access::open_keyring(*database_, master, clock()));
  ids_ = std::make_unique<Ids>(system_now);
  services_ = std::make_unique<Services>(
      Services{*database_, *keyring_, *ids_, std::move(clock), slices(), settings.demo, settings.tenant,
               settings.contact, static_cast<std::size_t>(settings.upload_mb_max) * 1024 * 1024,
               std::chrono::days(settings.import_days), settings.clamd_socket,
               settings.mail_host.empty() && !settings.demo ? std::string() : settings.mail_from, settings.base_url});
  application_ = std::make_unique<Application>(*services_);
}

Runtime::~Runtime() = default;

void Runtime::set_clock(Clock clock) { services_->clock = std::move(clock); }

}  // namespace kim::app
