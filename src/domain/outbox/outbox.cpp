// Rules of the outbox; pure.
#include "domain/outbox/outbox.h"

#include <array>

namespace kim::outbox {
namespace {

using std::chrono::minutes;
constexpr minutes hour{60};
constexpr std::array waits{minutes(1), minutes(5), minutes(15), hour,      2 * hour, 4 * hour,
                           8 * hour,   12 * hour,  24 * hour,   24 * hour, 24 * hour};

}  // namespace

std::optional<minutes> wait_after(std::int64_t attempts) {
  if (attempts < 1 || attempts > static_cast<std::int64_t>(waits.size())) return std::nullopt;
  return waits.at(static_cast<std::size_t>(attempts) - 1);
}

Fate fate_of(mail::Sent sent, std::int64_t attempts, Moment now, Moment useless_after) {
  if (sent == mail::Sent::yes) return {"sent"};
  if (sent == mail::Sent::never) return {"failed"};
  const auto wait = wait_after(attempts);
  if (!wait || now + *wait > useless_after) return {"given_up"};
  return {"waiting", now + *wait};
}

bool stops_batch(const mail::Outcome& outcome) { return outcome.sent == mail::Sent::later && outcome.reason != "busy"; }

}  // namespace kim::outbox
