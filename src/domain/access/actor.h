// Who is acting: an account in one role, with the teams it belongs to.
#pragma once

#include <string>
#include <vector>

#include "base/i18n.h"
#include "domain/access/rights.h"
#include "domain/ids.h"

namespace kim::access {

struct Actor {
  AccountId account;
  SessionId session;
  std::string login;
  std::string name;  // "Miriam Kessler"
  Role role = Role::steering_member;
  TeamId team;  // own team; none for roles without an area
  std::string team_name;
  BodyId employer;  // also the controller of what this account writes
  BodyId body;      // body whose referral inbox the account answers (authority posts, addressed bodies)
  i18n::Language language = i18n::Language::de;
  bool integration = false;  // an integration account: API token instead of a session

  [[nodiscard]] bool may(Right right) const { return has(role, right); }
};

}  // namespace kim::access
