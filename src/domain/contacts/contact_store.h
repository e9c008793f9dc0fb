// All SQL of contacts. Reads of one case need its permit. What comes from here is not yet without entrusted text:
// contacts_of() and the pages see to that.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "domain/contacts/contact.h"

namespace kim::contacts::store {

[[nodiscard]] const records::Table& contacts();

[[nodiscard]] Result<records::Stored<Contact>> one(db::Connection& db, const access::Permit& permit, ContactId id);
/// Newest first.
[[nodiscard]] std::vector<records::Stored<Contact>> newest(db::Connection& db, const access::Permit& permit, int limit);

void remove(db::Tx& tx, const access::Permit& permit, ContactId id);
/// Day of the case's latest contact.
[[nodiscard]] std::optional<Day> last_day(db::Connection& db, const access::Permit& permit);

/// Contacts an account noted since `from`.
[[nodiscard]] std::int64_t count_of_author(db::Connection& db, AccountId author, Day from);
/// The same by day.
[[nodiscard]] std::vector<std::pair<Day, std::int64_t>> days_of_author(db::Connection& db, AccountId author, Day from);
/// Last day of contact since `from`, by case, of what an account noted.
[[nodiscard]] std::vector<std::pair<CaseId, Day>> last_days_of_author(db::Connection& db, AccountId author, Day from);

}  // namespace kim::contacts::store
