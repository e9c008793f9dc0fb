// Answers without an account: a secret link for one referral, printed on its letter; and reminders. The link shows what the
// letter shows, nothing more, and dies with the referral, with the consent, on its day, or when it is taken back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/referrals/referral.h"

namespace kim::referrals {

inline constexpr int link_days = 30;  // after the day an answer is asked for, at least from today

struct ReplyLink {
  std::int64_t id = 0;
  Moment created_at{}, until{};
  std::optional<Moment> ended_at, opened_at;
  std::int64_t opened = 0;
};
[[nodiscard]] bool holds(const ReplyLink& link, Moment now);
/// The day with which a link made today ends.
[[nodiscard]] Day link_end(const Referral& referral, Day today);

/// One more time the body was asked.
struct Reminder {
  std::optional<Day> on;
  std::string channel;  // code list "reminder_channel"
  std::string note;
  std::optional<Day> ask_again_on;
};
inline constexpr record::Field reminder_fields[] = {
    record::field<&Reminder::on>("reminded_on", N_("Nachgefragt am"), record::past_day(), must, open, "Nachfassen"),
    record::field<&Reminder::channel>("channel", N_("Auf welchem Weg?"), record::code("reminder_channel"), must, open,
                                      "Nachfassen"),
    record::field<&Reminder::note>("note", N_("Was wurde gesagt?"), record::long_text(500), may, personal,
                                   "Nachfassen"),
    record::field<&Reminder::ask_again_on>("ask_again_on", N_("Wieder nachfragen am"), record::day(), should, open,
                                           "Nachfassen"),
};
inline constexpr record::Record reminder_record{"referral_reminder", N_("Erinnerung"), reminder_fields};

// ---- acts of the case manager (referral_write). Errors: as permit_case, not_found, conflict (nothing is awaited) ----

/// A new link; the one before ends. Its token is returned once and stored as a hash. Errors: also blocked.
[[nodiscard]] Result<std::string> make_link(Context& ctx, CaseId id, ReferralId referral);
/// Twice does no harm.
[[nodiscard]] Result<void> end_link(Context& ctx, CaseId id, ReferralId referral);
/// Notes it; the day to ask again becomes the referral's. Errors: also invalid (fields).
[[nodiscard]] Result<void> remind(Context& ctx, CaseId id, ReferralId referral, const Reminder& reminder);

// ---- acts of whoever holds the link; nobody is signed in ----
// Errors of both: not_found (unknown, ended, over: looks the same), refused (too many wrong links from this address).

[[nodiscard]] Result<Received> open_by_link(Context& ctx, std::string_view token);
/// Errors: also invalid (fields), conflict.
[[nodiscard]] Result<void> answer_by_link(Context& ctx, std::string_view token, const Answer& answer);

}  // namespace kim::referrals
