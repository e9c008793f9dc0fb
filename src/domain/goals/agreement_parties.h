// Who stands in the text of an agreement. What it is not: the text itself (agreement_text.h).
#pragma once

#include <string>

#include "domain/goals/agreement_text.h"
#include "domain/people/person.h"

namespace kim::goals {

/// `staff` is the name of who is responsible for the case.
[[nodiscard]] Parties parties_of(const Context& ctx, const people::Person& person, std::string staff);

}  // namespace kim::goals
