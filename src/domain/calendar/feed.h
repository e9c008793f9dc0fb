// A calendar to subscribe to: a secret address per account gives its appointments to other calendar programs.
//
// Whoever knows the address reads when and in which own room something is, never with whom or why: every appointment is called
// "Termin KIM". The secret is stored as a hash and can be ended at any time.
// What it is not: a way to change anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/access/context.h"
#include "platform/ical/calendar.h"

namespace kim::calendar {

struct Feed {
  std::int64_t id = 0;
  AccountId account;
  Moment created_at{};
  std::optional<Day> read_on;
};
/// The actor's address, if there is one: only when it was made and last used, the secret is not known any more.
[[nodiscard]] std::optional<Feed> own_feed(Context& ctx);
/// Makes a new secret and ends the one before. Needs case_list. Error: refused.
[[nodiscard]] Result<std::string> create_feed(Context& ctx);
/// Ends the actor's address at once. Error: not_found (there is none).
[[nodiscard]] Result<void> end_feed(Context& ctx);
/// What the secret opens: appointments and open hours from a month ago to a year ahead. The first reading of a day leaves an
/// audit entry. Error: not_found (wrong or ended secret, inactive account).
[[nodiscard]] Result<ical::Calendar> read_feed(Context& ctx, std::string_view secret);
/// "/kalender/abo/<secret>/kim.ics"
[[nodiscard]] std::string feed_path(std::string_view secret);

}  // namespace kim::calendar
