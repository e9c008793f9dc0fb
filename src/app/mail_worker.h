// The thread that sends what waits in the outbox, as long as the server runs; and the mail settings it needs.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/runtime.h"
#include "platform/mail/smtp.h"

namespace kim::app {

/// How mail is sent; off without mail_host or mail_from. Reads the password file; a Fault if it cannot be read.
[[nodiscard]] mail::Smtp smtp_of(const Settings& settings);

class MailWorker {
 public:
  /// Starts the thread unless mail is off. A round every `pause`; errors go into the log, the thread goes on.
  explicit MailWorker(Runtime& runtime, std::chrono::seconds pause = std::chrono::seconds(20));
  /// Waits for the message that is just being sent.
  ~MailWorker() = default;

 private:
  void run(const std::stop_token& stop, const mail::Smtp& smtp, std::chrono::seconds pause) const;
  Runtime& runtime_;
  mutable std::mutex mutex_;
  mutable std::condition_variable_any wake_;
  std::jthread thread_;  // last: stops before the rest goes
};

}  // namespace kim::app
