// Commands of operation: serve, migrate, audit verify, config, user, key. Demo, docs, doctor and bench have files of their own.
#include "app/commands.h"

#include <cstdio>

#include "app/runtime.h"
#include "app/serve.h"
#include "domain/access/account.h"
#include "domain/access/tenant.h"
#include "domain/audit/audit.h"
#include "domain/imports/import.h"
#include "domain/inquiries/inquiry.h"
#include "domain/organisation/organisation.h"
#include "platform/db/migrate.h"

namespace kim::app {
namespace {

/// "abcde-fghij-kmnpq": easy to read out, 75 bits.
std::string first_password() {
  static constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789x";
  std::string password;
  const std::string bytes = crypto::random_bytes(15);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i != 0 && i % 5 == 0) password += '-';
    password += letters[static_cast<unsigned char>(bytes[i]) % letters.size()];
  }
  return password;
}

TeamId team_named(db::Connection& db, const std::string& name) {
  for (const auto& team : organisation::teams(db))
    if (team.value.name == name) return TeamId(team.id);
  return {};
}

BodyId body_named(db::Connection& db, const std::string& name) {
  for (const auto& body : organisation::bodies(db))
    if (body.value.name == name || body.value.short_name == name) return BodyId(body.id);
  return {};
}

int failed(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  for (const FieldError& field : error.fields) std::fprintf(stderr, "  %s\n", field.message.c_str());
  return exit_failed;
}

}  // namespace

int serve_command(const Settings& settings) {
  Runtime runtime(settings, Create::yes);
  Context program = runtime.program();
  inquiries::erase_expired(program);
  imports::drop_expired(program);
  return serve(runtime, "KIM: ");
}

int migrate_command(const Settings& settings) {
  const auto database = db::Database::open(database_settings(settings));
  const auto applied = db::migrate(*database);
  for (const std::string& name : applied) std::printf("%s\n", name.c_str());
  std::printf("%zu Änderungen am Schema ausgeführt.\n", applied.size());
  return 0;
}

int audit_verify_command(const Settings& settings) {
  const auto database = db::Database::open(database_settings(settings));
  const auto result = audit::verify(*database->read());
  if (result.broken_at != 0) {
    std::printf("Das Protokoll ist verändert worden. Erster fehlerhafter Eintrag: %lld\n",
                static_cast<long long>(result.broken_at));
    return exit_findings;
  }
  std::printf("Das Protokoll ist unverändert. %lld Einträge, letzter Prüfwert %s\n",
              static_cast<long long>(result.entries), result.head.c_str());
  return 0;
}

int config_command(const Settings& settings) {
  for (const SettingInfo& info : setting_infos()) {
    const std::string value = info.get(settings);
    const bool hide = info.secret && value != info.otherwise;
    std::printf("%-16.*s = %s\n    %.*s (%.*s)\n", static_cast<int>(info.name.size()), info.name.data(),
                hide ? "(gesetzt)" : value.c_str(), static_cast<int>(info.meaning.size()), info.meaning.data(),
                static_cast<int>(info.variable.size()), info.variable.data());
  }
  return 0;
}

int user_add_command(const Settings& settings, const NewUser& user) {
  Runtime runtime(settings, Create::yes);
  Context program = runtime.program();
  access::Account account;
  account.login = user.login;
  account.name = user.name;
  account.role = user.role;
  account.team = team_named(program.db(), user.team);
  account.employer = body_named(program.db(), user.employer);
  const std::string password = first_password();
  const auto created = access::create_account(program, account, password);
  if (!created) return failed(created.error());
  std::printf("Konto %s angelegt. Erstes Passwort: %s\n", user.login.c_str(), password.c_str());
  return 0;
}

int user_reset_command(const Settings& settings, const std::string& login) {
  Runtime runtime(settings, Create::no);
  Context program = runtime.program();
  for (const auto& row : access::accounts(program)) {
    if (row.value.login != login) continue;
    const std::string password = first_password();
    const auto reset = access::reset_account(program, row.id, password);
    if (!reset) return failed(reset.error());
    std::printf("Neues erstes Passwort für %s: %s\n", login.c_str(), password.c_str());
    return 0;
  }
  std::fprintf(stderr, "Ein Konto mit dem Anmeldenamen %s gibt es nicht.\n", login.c_str());
  return exit_failed;
}

int key_rotate_command(const Settings& settings, const std::string& new_key_file) {
  const crypto::Key old_master = crypto::Keyring::master_key(settings.key_file, false);
  const crypto::Key new_master = crypto::Keyring::master_key(new_key_file, true);
  const auto database = db::Database::open(database_settings(settings));
  access::rotate_master_key(*database, old_master, new_master, system_now());
  std::printf("Der Hauptschlüssel ist gewechselt. Setzen Sie key_file auf %s und starten Sie KIM neu.\n",
              new_key_file.c_str());
  return 0;
}

}  // namespace kim::app
