#include "app/mail_worker.h"

#include <fstream>

#include "base/check.h"
#include "domain/outbox/outbox.h"
#include "platform/log/log.h"

namespace kim::app {
namespace {

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) raise_fault("Die Datei mit dem Mailpasswort " + path + " ist nicht lesbar.");
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

/// One round; whatever goes wrong is logged without contents.
void send_round(Runtime& runtime, const mail::Smtp& smtp) {
  try {
    Context program = runtime.program();
    const auto round = outbox::send_due(
        program, [&](const std::string& to, const std::string& message) { return mail::send(smtp, to, message); });
    outbox::erase_old(program);
    if (round.sent + round.waiting + round.failed > 0)
      log::info("mail", {{"sent", std::to_string(round.sent)},
                         {"waiting", std::to_string(round.waiting)},
                         {"failed", std::to_string(round.failed)}});
  } catch (const std::exception& error) {
    log::error("mail", {{"error", error.what()}});
  }
}

}  // namespace

mail::Smtp smtp_of(const Settings& settings) {
  mail::Smtp smtp;
  if (settings.mail_from.empty()) return smtp;
  smtp.host = settings.mail_host;
  smtp.port = settings.mail_port;
  smtp.user = settings.mail_user;
  smtp.from = settings.mail_from;
  if (smtp.on() && !settings.mail_password_file.empty()) smtp.password = first_line(settings.mail_password_file);
  return smtp;
}

MailWorker::MailWorker(Runtime& runtime, std::chrono::seconds pause) : runtime_(runtime) {
  const mail::Smtp smtp = smtp_of(runtime.settings());
  if (!smtp.on()) return;
  thread_ = std::jthread([this, smtp, pause](const std::stop_token& stop) { run(stop, smtp, pause); });
}

void MailWorker::run(const std::stop_token& stop, const mail::Smtp& smtp, std::chrono::seconds pause) const {
  while (!stop.stop_requested()) {
    send_round(runtime_, smtp);
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace kim::app
