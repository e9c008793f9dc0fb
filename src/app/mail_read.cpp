// `kim mail read`: answers to invitations from a mailbox file. Prints no address and no contents.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "app/commands.h"
#include "app/runtime.h"
#include "domain/calendar/invitation.h"

namespace kim::app {
namespace {

constexpr std::uintmax_t mbox_bytes_max = 64U * 1024 * 1024;

std::string bytes_of(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) raise_fault("Die Datei " + path + " ist nicht lesbar.");
  if (size > mbox_bytes_max) raise_fault("Die Datei " + path + " ist größer als 64 MB. Teilen Sie das Postfach auf.");
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

int mail_read_command(const Settings& settings, const std::string& mbox) {
  const std::string bytes = bytes_of(mbox);
  Runtime runtime(settings, Create::no);
  Context program = runtime.program();
  std::size_t number = 0, taken = 0;
  for (const auto& report : calendar::read_replies(program, bytes)) {
    if (report.answered == calendar::Answered::taken) ++taken;
    std::printf("Nachricht %zu: %s\n", ++number, calendar::sentence_of(report.answered).c_str());
  }
  std::printf("Nachrichten gelesen: %zu, Antworten übernommen: %zu. Die Datei ist unverändert.\n", number, taken);
  return 0;
}

}  // namespace kim::app
