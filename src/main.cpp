// Reads the arguments; the commands are in app/commands.h. Texts of --help: German / English.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "base/check.h"

namespace {

using namespace kim::app;

/// Settings for the commands that work on an installation; `data` overrides the data directory and finds a demo's key.
Settings settings_for(const std::string& file, const std::string& data) {
  auto settings = load_settings(file);
  if (!settings) {
    std::fprintf(stderr, "%s\n", settings.error().message.c_str());
    throw CLI::RuntimeError(2);
  }
  if (!data.empty()) {
    settings->data_dir = data;
    if (environment("KIM_KEY_FILE") == nullptr && file.empty()) settings->key_file = data + "/keys/master.key";
  }
  return *settings;
}

struct Arguments {
  std::string config, data;
  NewUser user;
  std::string login, new_key_file;
  std::string mbox;
  DemoOptions demo;
  std::string docs_dir = "docs/generated";
  bool docs_check = false;
  BenchOptions bench;
  int exit_code = 0;
};

void add_operation(CLI::App& app, Arguments& a) {
  const auto common = [&](CLI::App* sub) {
    sub->add_option("--config", a.config, "Einstellungsdatei (TOML) / settings file");
    sub->add_option("--data", a.data, "Datenordner / data directory");
    return sub;
  };
  const auto with_settings = [&a](int (*command)(const Settings&)) {
    return [&a, command] { a.exit_code = command(settings_for(a.config, a.data)); };
  };
  common(app.add_subcommand("serve", "Dienst starten / serve"))->callback(with_settings(serve_command));
  common(app.add_subcommand("migrate", "Schema der Datenbank erneuern / migrate the database"))
      ->callback(with_settings(migrate_command));
  common(app.add_subcommand("doctor", "Prüft den Betrieb und sagt, was zu tun ist / checks the installation"))
      ->callback(with_settings(doctor_command));
  common(app.add_subcommand("config", "Einstellungen zeigen / show settings"))->callback(with_settings(config_command));
  auto* audit = app.add_subcommand("audit", "Protokoll / audit trail");
  audit->require_subcommand(1);
  common(audit->add_subcommand("verify", "Hashkette prüfen / verify the hash chain"))
      ->callback(with_settings(audit_verify_command));
}

void add_accounts(CLI::App& app, Arguments& a) {
  auto* user = app.add_subcommand("user", "Konten / accounts");
  user->require_subcommand(1);
  const auto common = [&](CLI::App* sub) {
    sub->add_option("--config", a.config, "Einstellungsdatei / settings file");
    sub->add_option("--data", a.data, "Datenordner / data directory");
  };
  auto* add = user->add_subcommand("add", "Konto anlegen / create an account");
  common(add);
  add->add_option("--login", a.user.login, "Anmeldename / login")->required();
  add->add_option("--name", a.user.name, "Vor- und Nachname / full name")->required();
  add->add_option("--role", a.user.role, "Rolle / role (kim docs)")->required();
  add->add_option("--team", a.user.team, "Name des Teams / team");
  add->add_option("--employer", a.user.employer, "Anstellungsträger / employer");
  add->callback([&a] { a.exit_code = user_add_command(settings_for(a.config, a.data), a.user); });
  auto* reset =
      user->add_subcommand("reset", "Passwort und zweiten Faktor zurücksetzen / reset password and second factor");
  common(reset);
  reset->add_option("--login", a.login, "Anmeldename / login")->required();
  reset->callback([&a] { a.exit_code = user_reset_command(settings_for(a.config, a.data), a.login); });
  auto* mail = app.add_subcommand("mail", "E-Mail / mail");
  mail->require_subcommand(1);
  auto* read = mail->add_subcommand("read", "Antworten auf Einladungen einlesen / read answers to invitations");
  common(read);
  read->add_option("--mbox", a.mbox, "Postfachdatei (mbox) / mailbox file")->required();
  read->callback([&a] { a.exit_code = mail_read_command(settings_for(a.config, a.data), a.mbox); });
  auto* key = app.add_subcommand("key", "Schlüssel / keys");
  key->require_subcommand(1);
  auto* rotate = key->add_subcommand("rotate", "Hauptschlüssel wechseln / change the master key");
  common(rotate);
  rotate->add_option("--new-key-file", a.new_key_file, "Neue Schlüsseldatei / new key file")->required();
  rotate->callback([&a] { a.exit_code = key_rotate_command(settings_for(a.config, a.data), a.new_key_file); });
}

void add_tools(CLI::App& app, Arguments& a) {
  auto* demo = app.add_subcommand("demo", "Beispielwelt anlegen und zeigen / make and serve a demo world");
  demo->add_option("--data", a.demo.data_dir, "Ordner / directory")->capture_default_str();
  demo->add_option("--port", a.demo.port, "Port")->capture_default_str();
  demo->add_flag("--accounts", a.demo.only_accounts, "Konten der Beispielwelt zeigen / print the demo accounts");
  demo->add_flag("--json", a.demo.json, "Konten als JSON / accounts as JSON");
  demo->add_flag("--create-only", a.demo.only_create, "nur anlegen / only create");
  demo->add_flag("--as-is", a.demo.as_is, "vorhandene Daten zeigen, nichts anlegen / serve what is there");
  demo->callback([&a] { a.exit_code = demo_command(a.demo); });
  auto* docs = app.add_subcommand(
      "docs", "Verzeichnisse schreiben: Routen, Rechte, Datenschutz / write the generated documents");
  docs->add_option("--dir", a.docs_dir, "Ordner / directory")->capture_default_str();
  docs->add_flag("--check", a.docs_check, "nur vergleichen / only compare");
  docs->callback([&a] { a.exit_code = docs_command(a.docs_dir, a.docs_check); });
  auto* bench = app.add_subcommand("bench", "Daten für Messungen anlegen / fill a directory for measuring");
  bench->add_option("--persons", a.bench.persons, "Anzahl Personen / persons")->capture_default_str();
  bench->add_option("--data", a.bench.data_dir, "leerer Ordner / empty directory")->required();
  bench->callback([&a] { a.exit_code = bench_fill_command(a.bench); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("KIM: Kommunales Integrationsmanagement / municipal integration management", "kim");
  app.require_subcommand(1);
  Arguments arguments;
  add_operation(app, arguments);
  add_accounts(app, arguments);
  add_tools(app, arguments);
  try {
    app.parse(argc, argv);
    return arguments.exit_code;
  } catch (const CLI::Error& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const kim::Fault& fault) {
    std::fprintf(stderr, "%s\n", fault.what());
    return exit_failed;
  } catch (const std::exception& bug) {
    std::fprintf(stderr, "Unerwarteter Fehler / unexpected error: %s\n", bug.what());
    return exit_failed;
  }
}
