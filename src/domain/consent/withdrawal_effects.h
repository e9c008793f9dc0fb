// What a withdrawal means for the person, the same on the page, on paper and in every language. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/consent/consent.h"

namespace kim::consent {

enum class Effect : std::uint8_t {
  file_blocked,     // nobody of casework opens the file any more
  nothing_out,      // nothing goes to other bodies
  purpose_ends,     // nothing more is kept or used for withdrawal.purpose
  nothing_to_body,  // nothing goes to the body of withdrawal.release
  erasure_check,    // until withdrawal.erasure_check_on it is decided what is erased
};
/// In the order in which they are said.
[[nodiscard]] std::vector<Effect> effects_of(const Withdrawal& withdrawal);

}  // namespace kim::consent
