// Parts that both files of account pages show. Inside of access only.
#pragma once

#include <string>

#include "base/codes.h"
#include "domain/access/account.h"
#include "domain/access/page.h"

namespace kim::access {

[[nodiscard]] std::string account_href(AccountId id, std::string_view act = {});
/// Lock or release, reset: links to the pages that ask first.
[[nodiscard]] html::Fragment state_actions(const AccountRow& row);
/// Tokens of an integration account; empty for people.
[[nodiscard]] html::Fragment when_integration(Context& ctx, const AccountRow& row);
/// A password made by KIM, shown once.
[[nodiscard]] http::Response first_password_page(Context& ctx, std::string title, const Account& account,
                                                 const std::string& password);

}  // namespace kim::access
