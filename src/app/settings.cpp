#include "app/settings.h"

#include <toml++/toml.h>
#include <charconv>
#include <cstdlib>

#include "base/text.h"
#include "platform/mail/message.h"

namespace kim::app {
namespace {

bool to_number(std::string_view text, int least, int most, int& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= least && number <= most;
}

template <std::string Settings::* Member>
std::string get_text(const Settings& s) {
  return s.*Member;
}
template <std::string Settings::* Member>
bool set_text(Settings& s, std::string_view text) {
  s.*Member = text;
  return true;
}
template <int Settings::* Member>
std::string get_number(const Settings& s) {
  return std::to_string(s.*Member);
}
template <int Settings::* Member, int Least, int Most>
bool set_number(Settings& s, std::string_view text) {
  return to_number(text, Least, Most, s.*Member);
}

std::string get_proxies(const Settings& s) { return text::join(s.trusted_proxies, ","); }
bool set_proxies(Settings& s, std::string_view list) {
  s.trusted_proxies = list.empty() ? std::vector<std::string>() : text::split(list, ',');
  return true;
}
bool set_url(Settings& s, std::string_view url) {
  s.base_url = url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
  const bool plain = url.find_first_of(" \r\n\"<>") == std::string_view::npos;
  return url.empty() || (plain && (url.starts_with("https://") || url.starts_with("http://")));
}
bool set_mail_from(Settings& s, std::string_view address) {
  s.mail_from = address;
  return address.empty() || mail::is_address(address);
}
bool set_log_level(Settings& s, std::string_view level) {
  s.log_level = level;
  return level == "debug" || level == "info" || level == "warning" || level == "error";
}

constexpr SettingInfo table[] = {
    {"address", "KIM_ADDRESS", "127.0.0.1", "Adresse, auf der KIM Anfragen annimmt", false,
     get_text<&Settings::address>, set_text<&Settings::address>},
    {"port", "KIM_PORT", "8080", "Port, 1 bis 65535", false, get_number<&Settings::port>,
     set_number<&Settings::port, 0, 65535>},
    {"data_dir", "KIM_DATA_DIR", "/var/lib/kim", "Ordner der Datenbankdatei (SQLite)", false,
     get_text<&Settings::data_dir>, set_text<&Settings::data_dir>},
    {"database", "KIM_DATABASE", "sqlite",
     "„sqlite“ oder die Verbindung zu PostgreSQL, zum Beispiel „host=db dbname=kim sslmode=verify-full“", true,
     get_text<&Settings::database>, set_text<&Settings::database>},
    {"key_file", "KIM_KEY_FILE", "/etc/kim/master.key",
     "Datei mit dem Hauptschlüssel; gehört nicht in den Datenordner und nicht in dieselbe Sicherung", false,
     get_text<&Settings::key_file>, set_text<&Settings::key_file>},
    {"tls_certificate", "KIM_TLS_CERTIFICATE", "",
     "Zertifikat (PEM), wenn KIM selbst TLS 1.3 spricht; sonst übernimmt das ein Proxy", false,
     get_text<&Settings::tls_certificate>, set_text<&Settings::tls_certificate>},
    {"tls_key", "KIM_TLS_KEY", "", "Schlüssel zum Zertifikat (PEM)", false, get_text<&Settings::tls_key>,
     set_text<&Settings::tls_key>},
    {"trusted_proxies", "KIM_TRUSTED_PROXIES", "",
     "Adressen der Proxys, deren X-Forwarded-For gilt, mit Komma getrennt", false, get_proxies, set_proxies},
    {"tenant", "KIM_TENANT", "Kreis Paderborn", "Name des Kreises, steht im Kopf jeder Seite", false,
     get_text<&Settings::tenant>, set_text<&Settings::tenant>},
    {"contact", "KIM_CONTACT", "", "E-Mail-Adresse der KIM-Administration, steht auf den Hilfeseiten", false,
     get_text<&Settings::contact>, set_text<&Settings::contact>},
    {"upload_mb_max", "KIM_UPLOAD_MB_MAX", "25", "Größe einer hochgeladenen Datei in MB, 1 bis 60", false,
     get_number<&Settings::upload_mb_max>, set_number<&Settings::upload_mb_max, 1, 60>},
    {"import_days", "KIM_IMPORT_DAYS", "14",
     "Tage, nach denen eine hochgeladene Tabelle gelöscht wird, die niemand eingelesen hat, 1 bis 90", false,
     get_number<&Settings::import_days>, set_number<&Settings::import_days, 1, 90>},
    {"clamd_socket", "KIM_CLAMD_SOCKET", "",
     "Socket des Virenscanners clamd, zum Beispiel /run/clamav/clamd.ctl; leer: keine Prüfung. Ist er eingetragen und "
     "nicht erreichbar, nimmt KIM keine Dateien an",
     false, get_text<&Settings::clamd_socket>, set_text<&Settings::clamd_socket>},
    {"base_url", "KIM_BASE_URL", "",
     "Adresse, unter der KIM im Browser geöffnet wird, zum Beispiel https://kim.example; für Verweise in E-Mails an "
     "Kolleginnen und Kollegen. Leer: keine Verweise",
     false, get_text<&Settings::base_url>, set_url},
    {"mail_host", "KIM_MAIL_HOST", "",
     "Mailserver (SMTP) für Einladungen zu Terminen; leer: KIM verschickt nichts. Eine sichere Verbindung (TLS) ist "
     "Pflicht, außer der Server läuft auf diesem Rechner",
     false, get_text<&Settings::mail_host>, set_text<&Settings::mail_host>},
    {"mail_port", "KIM_MAIL_PORT", "587", "Port des Mailservers; 465 spricht sofort TLS, jeder andere mit STARTTLS",
     false, get_number<&Settings::mail_port>, set_number<&Settings::mail_port, 1, 65535>},
    {"mail_user", "KIM_MAIL_USER", "", "Anmeldename am Mailserver; leer: ohne Anmeldung", false,
     get_text<&Settings::mail_user>, set_text<&Settings::mail_user>},
    {"mail_password_file", "KIM_MAIL_PASSWORD_FILE", "",
     "Datei mit dem Passwort für den Mailserver, nur für KIM lesbar (0600)", false,
     get_text<&Settings::mail_password_file>, set_text<&Settings::mail_password_file>},
    {"mail_from", "KIM_MAIL_FROM", "", "E-Mail-Adresse, von der KIM schreibt und an die Antworten gehen", false,
     get_text<&Settings::mail_from>, set_mail_from},
    {"workers", "KIM_WORKERS", "16", "Arbeitsfäden für Anfragen, 1 bis 256", false, get_number<&Settings::workers>,
     set_number<&Settings::workers, 1, 256>},
    {"log_level", "KIM_LOG_LEVEL", "info", "debug, info, warning oder error", false, get_text<&Settings::log_level>,
     set_log_level},
};

std::unexpected<Error> wrong(std::string what) { return failure(ErrorCode::invalid, std::move(what)); }

const SettingInfo* find(std::string_view name) {
  for (const SettingInfo& info : table)
    if (info.name == name) return &info;
  return nullptr;
}

/// TOML value as the text that the setting's parser takes; lists are joined by commas.
std::string text_of(const toml::node& node) {
  if (const auto* list = node.as_array()) {
    std::vector<std::string> parts;
    for (const auto& item : *list) parts.push_back(item.value_or(std::string()));
    return text::join(parts, ",");
  }
  if (const auto number = node.value<std::int64_t>(); number && node.is_integer()) return std::to_string(*number);
  return node.value_or(std::string());
}

Result<void> read_file(const std::filesystem::path& file, Settings& settings) {
  toml::table content;
  try {
    content = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    return wrong(file.string() + ", Zeile " + std::to_string(error.source().begin.line) + ": " +
                 std::string(error.description()));
  }
  for (const auto& [name, node] : content) {
    const SettingInfo* info = find(name.str());
    if (info == nullptr)
      return wrong(file.string() + ": Die Einstellung „" + std::string(name.str()) + "“ gibt es nicht.");
    if (!info->set(settings, text_of(node)))
      return wrong(file.string() + ": „" + std::string(name.str()) +
                   "“ hat keinen gültigen Wert. Erwartet: " + std::string(info->meaning) + ".");
  }
  return {};
}

Result<void> read_environment(Settings& settings) {
  for (const SettingInfo& info : table) {
    const char* value = environment(std::string(info.variable));
    if (value != nullptr && !info.set(settings, value))
      return wrong(std::string(info.variable) + " hat keinen gültigen Wert. Erwartet: " + std::string(info.meaning) +
                   ".");
  }
  return {};
}

}  // namespace

std::span<const SettingInfo> setting_infos() { return table; }

const char* environment(const std::string& name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody changes the environment, no thread runs yet
  return std::getenv(name.c_str());
}

Result<Settings> load_settings(const std::filesystem::path& file) {
  Settings settings;
  if (!file.empty()) TRY(read_file(file, settings));
  TRY(read_environment(settings));
  return settings;
}

}  // namespace kim::app
