// Mail messages: headers that cannot be broken, encodings that give back what went in, the shape of an invitation.
#include "platform/mail/message.h"

#include <gtest/gtest.h>

#include "base/check.h"
#include "platform/mail/reply.h"

namespace kim::mail {
namespace {

Message example() {
  Message message;
  message.from_name = "KIM Kreis Paderborn";
  message.from = "kim@example.org";
  message.to = "ott@jobcenter.example";
  message.subject = "KIM-Termin am 27.11.2026, 09:30 Uhr";
  message.text = "Guten Tag,\n\nOrt: Bürgerhaus\n";
  message.message_id = "4711.1@example.org";
  message.date = Moment(std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) + std::chrono::hours(8));
  return message;
}

/// Every line ends with CRLF, has at most 78 octets, and is ASCII.
void expect_well_formed(const std::string& text) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find("\r\n", from);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - from, 78U) << text.substr(from, end - from);
    for (std::size_t i = from; i < end; ++i)
      EXPECT_TRUE(text[i] >= 0x20 && text[i] < 0x7F) << static_cast<int>(text[i]);
    from = end + 2;
  }
}

TEST(MailAddress, Only_one_plain_address_is_an_address) {
  struct {
    std::string text;
    bool good;
  } const table[] = {
      {"ott@jobcenter.example", true},
      {"a.b+c@x.example", true},
      {"Ott@Jobcenter.Example", true},
      {"", false},
      {"ott", false},
      {"@x.example", false},
      {"ott@", false},
      {"ott@@x.example", false},
      {"ott @x.example", false},
      {"ott@x.example, b@x.example", false},
      {"ott@x.example\r\nBcc: b@x.example", false},
      {"\"o tt\"@x.example", false},
      {"<ott@x.example>", false},
      {"ött@x.example", false},
      {".ott@x.example", false},
      {"o..tt@x.example", false},
      {"ott@x..example", false},
      {"ott@-x.example", false},
      {std::string(65, 'a') + "@x.example", false},
      {"a@" + std::string(254, 'x'), false},
  };
  for (const auto& row : table) EXPECT_EQ(is_address(row.text), row.good) << row.text;
  EXPECT_EQ(folded_address("Ott@Jobcenter.Example"), "ott@jobcenter.example");
}

TEST(MailHeader, Plain_text_stays_and_other_text_becomes_encoded_words) {
  EXPECT_EQ(header_line("Subject", "KIM appointment"), "Subject: KIM appointment\r\n");
  EXPECT_EQ(header_line("Subject", "Über"), "Subject: =?UTF-8?B?w5xiZXI=?=\r\n");
  EXPECT_EQ(header_line("Subject", "a =?x?= b").find("=?x?="), std::string::npos);
  expect_well_formed(
      header_line("Subject", "eins zwei drei vier Ort: " + std::string(55, 'x') + " Zeit: " + std::string(40, 'y')));
}

TEST(MailHeader, No_value_breaks_out_of_its_header) {
  for (const std::string& value :
       {std::string("Termin\r\nBcc: x@y.example"), std::string("Termin\n\nText"), std::string("Ü\r\nBcc: x"),
        std::string(400, 'x'), std::string("Wort ") + std::string(200, 'x'), std::string(300, ' ')}) {
    const std::string line = header_line("Subject", value);
    EXPECT_EQ(line.find("\r\nBcc"), std::string::npos);
    EXPECT_TRUE(line.ends_with("\r\n"));
    for (std::size_t at = line.find("\r\n"); at + 2 < line.size(); at = line.find("\r\n", at + 1))
      EXPECT_EQ(line[at + 2], ' ') << line;
  }
}

TEST(MailHeader, A_date_is_written_as_rfc_5322_says) {
  EXPECT_EQ(date_text(example().date), "Wed, 25 Nov 2026 08:00:00 +0000");
}

TEST(MailEncoding, Base64_and_quoted_printable_give_back_what_went_in) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (std::size_t length : {0U, 1U, 2U, 3U, 57U, 58U, 256U})
    EXPECT_EQ(from_base64(base64_lines(all.substr(0, length))), all.substr(0, length)) << length;
  for (const char* text : {"", "a", "ä = ö\n", "blank at the end \nnext", "tab\t", "=", "=3D"}) {
    const std::string back = from_quoted_printable(quoted_printable(text));
    std::string lines;
    for (const char one : back)
      if (one != '\r') lines += one;
    EXPECT_EQ(lines, std::string(text) + "\n") << text;
  }
  EXPECT_EQ(from_quoted_printable("a=\r\nb=\nc=zz=4"), "abc=zz=4");
  EXPECT_EQ(from_base64("QQ==trailing"), "A");
  EXPECT_EQ(from_base64("Q!Q\r\n=="), "A");
}

TEST(MailMessage, A_plain_message_is_well_formed) {
  const std::string text = to_text(example());
  expect_well_formed(text);
  for (const char* part : {"From: \"KIM Kreis Paderborn\"\r\n <kim@example.org>\r\n", "To: <ott@jobcenter.example>\r\n",
                           "Message-ID: <4711.1@example.org>\r\n", "MIME-Version: 1.0\r\n", "B=C3=BCrgerhaus",
                           "Auto-Submitted: auto-generated\r\n", "Content-Type: text/plain; charset=utf-8\r\n"})
    EXPECT_NE(text.find(part), std::string::npos) << part;
  EXPECT_EQ(text.find("multipart"), std::string::npos);
}

TEST(MailMessage, An_invitation_has_text_and_calendar_as_alternatives) {
  Message message = example();
  message.from_name = "KIM Bünde";
  message.subject =
      std::string("Ein sehr langer Betreff mit Umlauten äöü und noch viel mehr Wörtern, als in eine Zeile passen");
  message.calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
  message.method = "REQUEST";
  const std::string text = to_text(message);
  expect_well_formed(text);
  EXPECT_NE(text.find("Content-Type: multipart/alternative;\r\n boundary=\"kim-47111exampleorg-=_\"\r\n"),
            std::string::npos);
  EXPECT_NE(text.find("Content-Type: text/calendar; charset=utf-8;\r\n method=REQUEST\r\n"), std::string::npos);
  EXPECT_LT(text.find("text/plain"), text.find("text/calendar"));
  EXPECT_EQ(calendar_part(text), message.calendar) << "our own reader finds what was put in";
}

TEST(MailMessage, Another_address_than_one_plain_one_is_a_bug) {
  Message message = example();
  message.to = "ott@x.example\r\nBcc: b@x.example";
  EXPECT_THROW(static_cast<void>(to_text(message)), Bug);
}

}  // namespace
}  // namespace kim::mail
