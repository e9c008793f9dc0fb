// `kim demo`: makes the demo world once, then serves it.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/commands.h"
#include "app/demo_story.h"
#include "app/serve.h"
#include "base/codes.h"
#include "domain/access/account.h"
#include "domain/inquiries/inquiry.h"
#include "domain/organisation/organisation.h"
#include "platform/assets.h"
#include "platform/json/json.h"

namespace kim::app {
namespace {

namespace fs = std::filesystem;

Settings demo_settings(const DemoOptions& options) {
  Settings settings;
  settings.data_dir = options.data_dir;
  settings.key_file = (fs::path(options.data_dir) / "keys" / "master.key").string();
  settings.port = options.port;
  settings.log_level = "warning";
  settings.demo = true;
  settings.mail_from = "kim@example.org";  // invitations are written into the outbox; without a server nothing is sent
  if (const char* database = environment("KIM_DATABASE")) settings.database = database;
  if (const char* host = environment("KIM_MAIL_HOST")) settings.mail_host = host;
  if (const char* port = environment("KIM_MAIL_PORT")) settings.mail_port = std::atoi(port);
  return settings;
}

void show_progress(std::size_t finished, std::size_t of) {
  if (isatty(STDERR_FILENO) == 0) return;
  std::fprintf(stderr, "\rBeispielwelt: %zu von %zu Vorgängen", finished, of);
  if (finished == of) std::fprintf(stderr, "\n");
}

/// A world that was only half told (killed on the way) is thrown away and told again: only the demo's own file.
void make_world(const Settings& settings) {
  const fs::path marker = fs::path(settings.data_dir) / "demo-world-complete";
  if (fs::exists(marker)) return;
  if (settings.database == "sqlite")
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(database_file(settings).string() + suffix);
  {
    Runtime runtime(settings, Create::yes);
    demo::tell(runtime, demo::load_world(), show_progress);
  }
  std::FILE* file = std::fopen(marker.c_str(), "w");
  if (file == nullptr) raise_fault("Der Ordner " + settings.data_dir + " ist nicht beschreibbar.");
  std::fclose(file);
}

int print_accounts(bool as_json) {
  assets::install_texts();
  demo::World world = demo::load_world();
  std::erase_if(world.accounts, [](const demo::Account& account) { return account.left > 0; });  // cannot sign in
  if (!as_json) {
    std::printf("%-14s %-24s %s\n", "Anmeldename", "Passwort", "Rolle");
    for (const auto& account : world.accounts)
      std::printf("%-14s %-24.*s %s (%s)\n", account.login.c_str(), static_cast<int>(demo::password.size()),
                  demo::password.data(), code_label("role", account.role).c_str(), account.name.c_str());
    return 0;
  }
  json::Writer json;
  json.begin_array();
  for (const auto& account : world.accounts) {
    json.begin_object();
    json.field("role", account.role);
    json.field("login", account.login);
    json.field("password", demo::password);
    json.field("name", account.name);
    json.field("team", account.team);
    json.end_object();
  }
  json.end_array();
  std::printf("%s\n", json.take().c_str());
  return 0;
}

}  // namespace

bool demo_world_in(Context& program) {
  for (const auto& account : access::accounts(program))
    if (account.value.login == "kessler" && account.value.name == "Miriam Kessler") return true;
  return false;
}

int demo_command(const DemoOptions& options) {
  if (options.only_accounts) return print_accounts(options.json);
  const Settings settings = demo_settings(options);
  if (!options.as_is) make_world(settings);
  if (options.only_create) return 0;
  Runtime runtime(settings, Create::yes);
  Context program = runtime.program();
  inquiries::erase_expired(program);
  print_accounts(false);
  return serve(runtime, "\nBeispielwelt mit erfundenen Personen: ");
}

}  // namespace kim::app
