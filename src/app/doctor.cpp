// `kim doctor`: says in plain words what is misconfigured and what to do about it. Changes nothing, shows no content.
#include <sys/stat.h>
#include <cstdio>
#include <filesystem>

#include "app/commands.h"
#include "app/mail_worker.h"
#include "app/runtime.h"
#include "domain/access/account.h"
#include "domain/access/session.h"
#include "domain/access/tenant.h"
#include "domain/audit/audit.h"
#include "domain/organisation/organisation.h"
#include "domain/outbox/outbox.h"
#include "platform/assets.h"
#include "platform/db/migrate.h"

namespace kim::app {
namespace {

namespace fs = std::filesystem;

/// Collects findings; `worry` must be mended, `hint` should be looked at.
class Report {
 public:
  void good(const std::string& text) { std::printf("  gut      %s\n", text.c_str()); }
  void hint(const std::string& text) { std::printf("  Hinweis  %s\n", text.c_str()); }
  void worry(const std::string& text) {
    std::printf("  PROBLEM  %s\n", text.c_str());
    ++worries_;
  }
  [[nodiscard]] int exit_code() const { return worries_ == 0 ? 0 : exit_findings; }
  void conclude() const {
    if (worries_ == 0)
      std::printf("Alles Nötige ist in Ordnung.\n");
    else
      std::printf("%d Probleme. Bitte beheben Sie sie, bevor echte Daten eingegeben werden.\n", worries_);
  }

 private:
  int worries_ = 0;
};

bool inside(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const auto relative = fs::relative(fs::weakly_canonical(file, error), fs::weakly_canonical(folder, error), error);
  return !error && !relative.empty() && *relative.begin() != "..";
}

bool readable_by_others(const fs::path& file) {
  struct stat status{};
  return stat(file.c_str(), &status) == 0 && (status.st_mode & 077) != 0;
}

void check_key(const Settings& settings, Report& report) {
  const fs::path key = settings.key_file;
  if (!fs::exists(key))
    return report.worry("Die Schlüsseldatei " + key.string() + " gibt es nicht. Ohne sie sind die Daten unlesbar.");
  if (readable_by_others(key))
    report.worry("Die Schlüsseldatei ist für andere Konten lesbar. Setzen Sie die Rechte auf 0600.");
  if (settings.database == "sqlite" && inside(key, settings.data_dir))
    report.worry(
        "Der Hauptschlüssel liegt im Datenordner. Wer eine Sicherung stiehlt, hat dann auch den Schlüssel. Legen Sie "
        "ihn an einen anderen Ort (key_file).");
  else
    report.good("Der Hauptschlüssel liegt getrennt von den Daten.");
}

void check_network(const Settings& settings, Report& report) {
  const bool loopback = settings.address == "127.0.0.1" || settings.address == "::1" || settings.address == "localhost";
  if (!settings.tls_certificate.empty()) return report.good("KIM spricht selbst TLS 1.3.");
  if (loopback)
    return report.hint(
        "KIM spricht kein TLS und ist nur auf diesem Rechner erreichbar. Davor gehört ein Proxy mit TLS 1.3.");
  report.worry(
      "KIM ist im Netz ohne TLS erreichbar. Geben Sie ein Zertifikat an (tls_certificate, tls_key) oder binden Sie KIM "
      "an 127.0.0.1.");
}

/// Whether mail can be sent at all; connects, but sends nothing.
void check_mail(const Settings& settings, Report& report) {
  if (settings.mail_host.empty())
    return report.hint("Mailversand ist nicht eingerichtet (mail_host). KIM verschickt keine Einladungen.");
  if (settings.mail_from.empty())
    return report.worry("Für den Mailversand fehlt der Absender (mail_from). Es wird nichts verschickt.");
  if (!settings.mail_password_file.empty() && readable_by_others(settings.mail_password_file))
    report.worry("Die Datei mit dem Mailpasswort ist für andere Konten lesbar. Setzen Sie die Rechte auf 0600.");
  if (!settings.mail_user.empty() && settings.mail_password_file.empty())
    report.worry("mail_user ist gesetzt, mail_password_file nicht.");
  const mail::Outcome outcome = mail::try_connection(smtp_of(settings));
  if (outcome.sent == mail::Sent::yes) return report.good("Der Mailserver ist erreichbar.");
  report.worry("Der Mailserver " + settings.mail_host + " nimmt keine Verbindung an (" + outcome.reason +
               (outcome.code == 0 ? std::string() : ", Antwort " + std::to_string(outcome.code)) +
               "). Nachrichten warten im Postausgang.");
}

void check_outbox(Context& program, Report& report) {
  const outbox::Stuck stuck = outbox::stuck(program.db(), program.now);
  if (stuck.failed > 0)
    report.hint(std::to_string(stuck.failed) + " Nachrichten sind nicht angekommen. Sehen Sie unter Postausgang nach.");
  if (stuck.late > 0)
    report.hint(std::to_string(stuck.late) + " Nachrichten warten seit mehr als einer Stunde auf den Versand.");
}

void check_space(const Settings& settings, Report& report) {
  std::error_code error;
  const auto space = fs::space(settings.database == "sqlite" ? settings.data_dir : "/", error);
  if (error) return report.worry("Der Datenordner " + settings.data_dir + " ist nicht erreichbar.");
  const auto free_mb = space.available / (1024 * 1024);
  if (free_mb < 1024)
    report.worry("Nur noch " + std::to_string(free_mb) + " MB frei. Unter 1.024 MB kann das Speichern bald scheitern.");
  else
    report.good(std::to_string(free_mb / 1024) + " GB Speicher frei.");
}

void check_schema(db::Connection& db, Report& report) {
  const int now = db::schema_version(db);
  const int newest = db::migrations().back().number;
  if (now < newest)
    report.worry("Das Schema der Datenbank ist älter als das Programm. Führen Sie kim migrate aus.");
  else
    report.good("Das Schema der Datenbank ist aktuell.");
}

void check_audit(db::Connection& db, Report& report) {
  const auto result = audit::verify(db);
  if (result.broken_at != 0)
    report.worry("Das Protokoll ist ab Eintrag " + std::to_string(result.broken_at) + " verändert worden.");
  else
    report.good("Das Protokoll ist unverändert (" + std::to_string(result.entries) + " Einträge).");
}

/// Accounts are opened with the keys, so this needs the master key file.
void check_accounts(const Settings& settings, Report& report) {
  Runtime runtime(settings, Create::no);
  Context program = runtime.program();
  int without_factor = 0, administrators = 0, active = 0;
  for (const auto& account : access::accounts(program)) {
    if (!account.value.active || account.value.integration) continue;
    ++active;
    if (!account.has_second_factor) ++without_factor;
    if (account.value.role == "administration") ++administrators;
  }
  if (active == 0) return report.worry("Es gibt noch kein Konto. Legen Sie das erste an: kim user add");
  if (demo_world_in(program))
    report.worry(
        "Dies ist die Beispielwelt mit bekannten Passwörtern. Für echte Daten legen Sie einen neuen Datenordner an.");
  if (without_factor > 0)
    report.hint(std::to_string(without_factor) +
                " Konten haben noch keinen zweiten Faktor; er wird bei der nächsten Anmeldung verlangt.");
  if (administrators == 0) report.hint("Kein aktives Konto hat die Rolle Administration.");
  check_outbox(program, report);
  if (organisation::bodies(program.db()).empty())
    report.hint("Die Organisation ist noch leer. Spielen Sie die Vorlage ein oder legen Sie Stellen an.");
}

void check_all(const Settings& settings, Report& report) {
  check_key(settings, report);
  check_network(settings, report);
  check_mail(settings, report);
  check_space(settings, report);
  {
    const auto database = db::Database::open(database_settings(settings));
    auto lease = database->read();
    check_schema(*lease, report);
    check_audit(*lease, report);
  }
  check_accounts(settings, report);
}

}  // namespace

int doctor_command(const Settings& settings) {
  Report report;
  std::printf("KIM-Prüfung für %s\n", settings.tenant.c_str());
  if (settings.database == "sqlite" && !fs::exists(database_file(settings))) {
    report.worry("In " + settings.data_dir +
                 " gibt es keine Datenbank. Starten Sie kim serve oder prüfen Sie die Einstellung data_dir.");
  } else {
    try {
      check_all(settings, report);
    } catch (const Fault& fault) {
      report.worry(fault.what());
    }
  }
  report.conclude();
  return report.exit_code();
}

}  // namespace kim::app
