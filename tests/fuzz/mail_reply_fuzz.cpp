// Mailbox files and messages from any bytes: they are taken apart in bounded time, what is read as an answer is well formed,
// and our own messages with these bytes as texts break no line and give back the calendar that was put in.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "platform/mail/message.h"
#include "platform/mail/reply.h"

namespace {

using namespace kim;

void check_reading(std::string_view input) {
  const auto messages = mail::messages_of(input);
  CHECK(messages.size() <= mail::messages_most);
  std::size_t total = 0;
  for (const std::string_view message : messages) {
    total += message.size();
    const auto read = mail::read_message(message);
    if (read.reply)
      CHECK(mail::is_address(read.reply->attendee) && !read.reply->uid.empty() && read.reply->sequence >= 0);
  }
  CHECK(total <= input.size());
  static_cast<void>(mail::read_calendar(input));
}

void check_encodings(std::string_view input) {
  CHECK(mail::from_base64(mail::base64_lines(input)) == input);
  static_cast<void>(mail::from_base64(input));
  CHECK(mail::from_quoted_printable(input).size() <= input.size());
}

void check_lines(std::string_view text) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find("\r\n", from);
    CHECK(end != std::string_view::npos && end - from <= 78);
    for (std::size_t i = from; i < end; ++i) CHECK(text[i] >= 0x20 && text[i] < 0x7F);
    from = end + 2;
  }
}

void check_writing(std::string_view input) {
  mail::Message message;
  message.from_name = input;
  message.from = "kim@example.org";
  message.to = "ott@example.org";
  message.subject = input;
  message.text = input;
  message.message_id = "1@example.org";
  message.calendar = input;
  message.method = "REQUEST";
  const std::string text = mail::to_text(message);
  check_lines(text);
  if (!input.empty()) CHECK(mail::calendar_part(text) == input.substr(0, 256U * 1024));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  check_reading(input);
  check_encodings(input);
  check_writing(input);
  return 0;
}
