// All SQL of reply links and reminders.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/referrals/referral_store.h"
#include "domain/referrals/reply.h"

namespace kim::referrals::store {

void add_link(Context& ctx, db::Tx& tx, ReferralId referral, std::string_view token, Moment until);
/// Ends the running link, if there is one. Returns how many ended.
std::int64_t end_links(db::Tx& tx, ReferralId referral, Moment now);
/// The latest link of the referral.
[[nodiscard]] std::optional<ReplyLink> link_of(db::Connection& db, ReferralId referral);

/// Which referral a token opens now; nullopt if unknown, ended or too old.
struct Linked {
  std::int64_t link;
  ReferralId referral;
  BodyId recipient;
};
[[nodiscard]] std::optional<Linked> linked(db::Connection& db, std::string_view token, Moment now);
void count_opening(db::Tx& tx, std::int64_t link, Moment now);

[[nodiscard]] const records::Table& reminders();
[[nodiscard]] std::vector<records::Stored<Reminder>> reminders_of(db::Connection& db, const access::Permit& permit,
                                                                  ReferralId referral);

}  // namespace kim::referrals::store
