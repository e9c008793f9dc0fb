// Mail in the whole program: the thread that sends, and the command that reads answers.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "app/commands.h"
#include "app/mail_worker.h"
#include "domain/outbox/outbox_store.h"
#include "platform/mail/smtp_server_test.h"
#include "support/database.h"

namespace kim {
namespace {

namespace fs = std::filesystem;

class MailProgram : public ::testing::Test {
 protected:
  MailProgram() {
    settings.data_dir = (fs::path(test::temporary_folder()) / "mail").string();
    settings.key_file = (fs::path(test::temporary_folder()) / "mail-keys" / "master.key").string();
    fs::remove_all(settings.data_dir);
    settings.mail_host = "127.0.0.1";
    settings.mail_from = "kim@kim.example";
  }
  static void put_one(app::Runtime& runtime) {
    Context program = runtime.program();
    outbox::Item item{"invitation", "ott@jobcenter.example", "Subject: Termin\r\n\r\nText\r\n"};
    item.useless_after = program.now + std::chrono::days(1);
    ASSERT_TRUE(program.transact([&](db::Tx& tx) -> Result<std::int64_t> { return outbox::put(program, tx, item); })
                    .has_value());
  }
  static long long sent(app::Runtime& runtime) { return outbox::store::count(*runtime.database().read(), "sent"); }

  app::Settings settings;
};

TEST_F(MailProgram, The_thread_sends_what_waits_and_stops_at_once) {
  mail::SmtpServer server(mail::SmtpServer::Mode::accept);
  settings.mail_port = server.port();
  app::Runtime runtime(settings, app::Create::yes);
  put_one(runtime);
  {
    const app::MailWorker worker(runtime, std::chrono::seconds(3600));
    for (int i = 0; i < 500 && sent(runtime) == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(sent(runtime), 1);
  ASSERT_EQ(server.mails().size(), 1U);
  EXPECT_EQ(server.mails().front().from, "<kim@kim.example>");
}

TEST_F(MailProgram, Without_a_server_nothing_is_tried) {
  settings.mail_host.clear();
  app::Runtime runtime(settings, app::Create::yes);
  EXPECT_TRUE(runtime.services().mail_from.empty());
  EXPECT_FALSE(app::smtp_of(settings).on());
  const app::MailWorker worker(runtime, std::chrono::seconds(3600));
}

TEST_F(MailProgram, The_password_comes_from_its_file) {
  const fs::path file = fs::path(test::temporary_folder()) / "mail-password";
  std::ofstream(file) << "geheim\r\nzweite Zeile\n";
  settings.mail_password_file = file.string();
  EXPECT_EQ(app::smtp_of(settings).password, "geheim");
  settings.mail_password_file += "-fehlt";
  EXPECT_THROW(static_cast<void>(app::smtp_of(settings)), Fault);
}

TEST_F(MailProgram, Answers_are_read_from_a_file_that_stays_as_it_is) {
  {
    const app::Runtime runtime(settings, app::Create::yes);
  }
  const fs::path file = fs::path(test::temporary_folder()) / "antworten.mbox";
  const std::string mbox =
      "From a@b Wed\nSubject: Hallo\n\nText\n\nFrom c@d Wed\nContent-Type: text/calendar\n\n"
      "METHOD:REPLY\nBEGIN:VEVENT\nUID:termin-1@kim\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\n"
      "END:VEVENT\n";
  std::ofstream(file, std::ios::binary) << mbox;
  testing::internal::CaptureStdout();
  EXPECT_EQ(app::mail_read_command(settings, file.string()), 0);
  const std::string said = testing::internal::GetCapturedStdout();
  EXPECT_NE(said.find("Nachricht 1: keine Antwort auf eine Einladung"), std::string::npos) << said;
  EXPECT_NE(said.find("Nachricht 2: Antwort auf keine Einladung von hier"), std::string::npos) << said;
  EXPECT_EQ(said.find("a@b"), std::string::npos) << "no address is printed";
  std::ifstream again(file, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(again), {}), mbox);
  EXPECT_THROW(static_cast<void>(app::mail_read_command(settings, file.string() + "-fehlt")), Fault);
}

}  // namespace
}  // namespace kim
