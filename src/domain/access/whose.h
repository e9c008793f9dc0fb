// Whose matters "Mein Tag" is about. What it is not: a right; the scope says which teams may be seen at all.
#pragma once

#include <string>

#include "base/day.h"
#include "domain/ids.h"

namespace kim::access {

/// The matters of one account: of the cases it is responsible for or stands in for at `now`. Without one the whole team's.
struct Whose {
  AccountId mine;
  Moment now;
};

/// SQL condition on access_case `c`, so that a list is cut off after one's own matters and not before they are found.
/// Its two parameters are number `first` (Whose::mine) and the next (Whose::now).
[[nodiscard]] inline std::string concerning(int first) {
  const std::string mine = "$" + std::to_string(first), now = "$" + std::to_string(first + 1);
  return "(" + mine + " = 0 OR c.responsible = " + mine +
         " OR EXISTS (SELECT 1 FROM access_assignment d WHERE d.case_id = c.id AND d.account_id = " + mine +
         " AND d.kind = 'deputy' AND d.from_at <= " + now + " AND d.until_at > " + now + ")) ";
}

}  // namespace kim::access
