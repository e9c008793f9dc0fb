// Sending to a server on loopback that accepts, is busy, refuses, hangs up, says nothing or is not there.
#include "platform/mail/smtp.h"

#include <gtest/gtest.h>

#include "platform/mail/smtp_server_test.h"

namespace kim::mail {
namespace {

using Mode = SmtpServer::Mode;

Smtp settings(int port) {
  Smtp smtp;
  smtp.host = "127.0.0.1";
  smtp.port = port;
  smtp.from = "kim@example.org";
  smtp.connect_timeout = std::chrono::seconds(2);
  smtp.timeout = std::chrono::seconds(2);
  return smtp;
}
const std::string message = "Subject: Termin\r\n\r\nText\r\n.\r\n..zwei Punkte\r\nEnde\r\n";

TEST(SmtpSending, A_message_arrives_as_it_was_given) {
  SmtpServer server(Mode::accept);
  const Outcome outcome = send(settings(server.port()), "ott@jobcenter.example", message);
  EXPECT_EQ(outcome.sent, Sent::yes) << outcome.reason;
  EXPECT_TRUE(outcome.reason.empty());
  const auto mails = server.mails();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails.front().from, "<kim@example.org>");
  EXPECT_EQ(mails.front().to, "<ott@jobcenter.example>");
  EXPECT_EQ(mails.front().data, message);
}

TEST(SmtpSending, What_goes_wrong_says_whether_another_try_helps) {
  struct {
    Mode mode;
    Sent sent;
    const char* reason;
    int code;
  } const table[] = {
      {Mode::busy, Sent::later, "busy", 451},
      {Mode::refuse, Sent::never, "refused", 550},
      {Mode::drop, Sent::later, "connection", 0},
      {Mode::silent, Sent::later, "timeout", 0},
  };
  for (const auto& row : table) {
    SmtpServer server(row.mode);
    const Outcome outcome = send(settings(server.port()), "ott@jobcenter.example", message);
    EXPECT_EQ(outcome.sent, row.sent) << row.reason;
    EXPECT_EQ(outcome.reason, row.reason);
    EXPECT_EQ(outcome.code, row.code) << row.reason;
    EXPECT_TRUE(server.mails().empty());
  }
}

TEST(SmtpSending, A_server_that_is_not_there_is_tried_again_later) {
  int port = 0;
  {
    const SmtpServer gone(Mode::accept);
    port = gone.port();
  }
  const Outcome outcome = send(settings(port), "ott@jobcenter.example", message);
  EXPECT_EQ(outcome.sent, Sent::later);
  EXPECT_EQ(outcome.reason, "connection");
  EXPECT_EQ(try_connection(settings(port)).reason, "connection");
}

TEST(SmtpSending, A_connection_is_tried_without_sending_anything) {
  SmtpServer server(Mode::accept);
  EXPECT_EQ(try_connection(settings(server.port())).sent, Sent::yes);
  EXPECT_TRUE(server.mails().empty());
}

TEST(SmtpSending, Without_tls_nothing_leaves_this_machine) {
  for (const char* host : {"localhost", "127.0.0.1", "127.1.2.3", "::1"}) EXPECT_TRUE(is_loopback(host)) << host;
  for (const char* host : {"mail.example.org", "127.evil.example", "10.0.0.1", "", "128.0.0.1", "localhost.example"})
    EXPECT_FALSE(is_loopback(host)) << host;
}

TEST(SmtpSending, A_server_elsewhere_that_offers_no_tls_gets_no_message) {
  SmtpServer server(Mode::accept);
  Smtp smtp = settings(server.port());
  smtp.host = "0.0.0.0";  // reaches this machine, but is no loopback address
  const Outcome outcome = send(smtp, "ott@jobcenter.example", message);
  EXPECT_EQ(outcome.sent, Sent::later);
  EXPECT_EQ(outcome.reason, "tls");
  EXPECT_TRUE(server.mails().empty());
}

}  // namespace
}  // namespace kim::mail
