// Settings of the process: one table with name, default, meaning; from a TOML file, overridden by KIM_* variables.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace kim::app {

struct Settings {
  std::string address = "127.0.0.1";
  int port = 8080;
  std::string data_dir = "/var/lib/kim";
  std::string database = "sqlite";  // "sqlite" or a PostgreSQL conninfo ("host=... dbname=...")
  std::string key_file = "/etc/kim/master.key";
  std::string tls_certificate, tls_key;
  std::vector<std::string> trusted_proxies;
  std::string tenant = "Kreis Paderborn";
  std::string contact;       // mail address of the KIM administration, shown on the help pages
  int upload_mb_max = 25;    // one uploaded file
  int import_days = 14;      // until an uploaded table that nobody confirmed is deleted
  std::string clamd_socket;  // virus scanner; empty = none
  std::string base_url;      // address of KIM as colleagues type it, for links in mail; empty = no links
  std::string mail_host;     // SMTP server; empty = mail is off
  int mail_port = 587;
  std::string mail_user, mail_password_file, mail_from;
  int workers = 16;
  std::string log_level = "info";
  bool demo = false;  // only by `kim demo`; never read from a file
};

/// One line of the settings table, for `kim config`, docs/generated/settings.md and `kim doctor`.
struct SettingInfo {
  std::string_view name;
  std::string_view variable;   // KIM_PORT ...
  std::string_view otherwise;  // default as text
  std::string_view meaning;    // German
  bool secret;
  std::string (*get)(const Settings&);
  bool (*set)(Settings&, std::string_view);  // false: not a value of this setting
};
[[nodiscard]] std::span<const SettingInfo> setting_infos();

/// Value of an environment variable; nullptr if it is not set. Read at start only, before any thread runs.
[[nodiscard]] const char* environment(const std::string& name);

/// Defaults, then the file (if not empty), then the environment. Error: invalid, with file, line and what is expected; an
/// unknown name is an error too.
[[nodiscard]] Result<Settings> load_settings(const std::filesystem::path& file);

}  // namespace kim::app
