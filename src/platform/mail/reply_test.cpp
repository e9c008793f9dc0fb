// Answers to invitations as mail programs send them, and everything that is none.
#include "platform/mail/reply.h"

#include <gtest/gtest.h>

#include "platform/mail/message.h"

namespace kim::mail {
namespace {

std::string calendar(std::string_view attendee = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ott@jobcenter.example",
                     std::string_view method = "REPLY") {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:" + std::string(method) +
         "\r\nBEGIN:VEVENT\r\nUID:termin-4711@kim\r\nSEQUENCE:2\r\n" + std::string(attendee) +
         "\r\nDTSTAMP:20261125T080000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}
std::string single(const std::string& body) {
  return "From: ott@jobcenter.example\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n" + body;
}

TEST(MailReply, Is_read_from_a_single_part_and_from_nested_parts) {
  const std::string nested =
      "Subject: Zugesagt: KIM-Termin\nContent-Type: multipart/mixed; boundary=\"a b\"\n\nvorab\n--a b\n"
      "Content-Type: multipart/alternative; charset=utf-8; Boundary=in\n\n--in\nContent-Type: text/plain\n\nIch "
      "komme.\n"
      "--in\nContent-Type: TEXT/CALENDAR; method=REPLY\nContent-Transfer-Encoding: BASE64\n\n" +
      base64_lines(calendar()) + "--in--\n--a b--\n";
  const std::string printable =
      "Content-Type: text/calendar\nContent-Transfer-Encoding: quoted-printable\n\n" + quoted_printable(calendar());
  for (const std::string& message : {single(calendar()), nested, printable}) {
    const auto read = read_message(message);
    ASSERT_TRUE(read.reply.has_value()) << message;
    EXPECT_EQ(read.reply->uid, "termin-4711@kim");
    EXPECT_EQ(read.reply->attendee, "ott@jobcenter.example");
    EXPECT_EQ(read.reply->state, Participation::accepted);
    EXPECT_EQ(read.reply->sequence, 2);
  }
}

TEST(MailReply, The_attendees_line_is_read_in_every_shape) {
  struct {
    const char* line;
    std::optional<Participation> state;
  } const table[] = {
      {"ATTENDEE;PARTSTAT=ACCEPTED:mailto:ott@jobcenter.example", Participation::accepted},
      {"attendee;partstat=declined:MAILTO:Ott@Jobcenter.example", Participation::declined},
      {"ATTENDEE;CN=\"Ott: Karin; Jobcenter\";PARTSTAT=TENTATIVE;RSVP=TRUE:mailto:ott@jobcenter.example",
       Participation::tentative},
      {"ATTENDEE;CN=Ott;PART\r\n STAT=ACCEPTED:mailto:ott@job\r\n center.example", Participation::accepted},
      {"ATTENDEE;PARTSTAT=NEEDS-ACTION:ott@jobcenter.example", Participation::needs_action},
      {"ATTENDEE;PARTSTAT=DELEGATED:mailto:ott@jobcenter.example", std::nullopt},
      {"ATTENDEE:mailto:ott@jobcenter.example", std::nullopt},
      {"ATTENDEE;PARTSTAT=ACCEPTED:mailto:kein Postfach", std::nullopt},
      {"ATTENDEE;PARTSTAT=ACCEPTED:https://x.example", std::nullopt},
      {"X-NOTHING:1", std::nullopt},
  };
  for (const auto& row : table) {
    const auto read = read_message(single(calendar(row.line)));
    ASSERT_EQ(read.reply.has_value(), row.state.has_value()) << row.line;
    if (!row.state) {
      EXPECT_EQ(read.why, NoReply::incomplete) << row.line;
      continue;
    }
    EXPECT_EQ(read.reply->state, *row.state) << row.line;
    EXPECT_EQ(read.reply->attendee, "ott@jobcenter.example") << row.line;
  }
}

TEST(MailReply, What_is_no_answer_says_why) {
  struct {
    std::string message;
    NoReply why;
  } const table[] = {
      {"", NoReply::no_calendar},
      {"Subject: Hallo\n\nText", NoReply::no_calendar},
      {"Content-Type: multipart/mixed\n\nohne Grenze", NoReply::no_calendar},
      {"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nText\n--x--",
       NoReply::no_calendar},
      {single(calendar("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example", "REQUEST")), NoReply::other_method},
      {single("kein Kalender"), NoReply::other_method},
      {single("METHOD:REPLY\nBEGIN:VEVENT\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\nEND:VEVENT"),
       NoReply::incomplete},
      {single(calendar() + calendar()), NoReply::incomplete},
      {single("METHOD:REPLY\nBEGIN:VEVENT\nUID:" + std::string(300, 'x') +
              "\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\nEND:VEVENT"),
       NoReply::incomplete},
  };
  for (const auto& row : table) {
    const auto read = read_message(row.message);
    EXPECT_FALSE(read.reply.has_value()) << row.message;
    EXPECT_EQ(read.why, row.why) << row.message;
  }
}

TEST(MailReply, Deep_nesting_ends) {
  std::string message = single(calendar());
  for (int i = 0; i < 50; ++i)
    message = "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n" +
              message + "\n--b" + std::to_string(i) + "--\n";
  EXPECT_FALSE(read_message(message).reply.has_value());
}

TEST(MailReply, An_mbox_is_taken_apart_at_its_from_lines) {
  EXPECT_TRUE(messages_of("").empty());
  EXPECT_EQ(messages_of("Subject: a\n\nText\nFrom hier an nicht mehr\n").size(), 1U);
  const std::string mbox = "From a@b Wed Nov 25 08:00:00 2026\nSubject: eins\n\nText\n\nFrom c@d Wed\n" +
                           single(calendar()) + "\n\nFrom e@f Wed\r\nSubject: drei\r\n\r\n";
  const auto messages = messages_of(mbox);
  ASSERT_EQ(messages.size(), 3U);
  EXPECT_TRUE(messages[0].starts_with("Subject: eins"));
  EXPECT_TRUE(read_message(messages[1]).reply.has_value());
  EXPECT_TRUE(messages[2].starts_with("Subject: drei"));
}

}  // namespace
}  // namespace kim::mail
