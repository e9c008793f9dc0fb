// Typed identifiers: a CaseId is never taken for a PersonId.
#pragma once

#include <compare>
#include <cstdint>

namespace kim {

/// 63-bit number made by Ids (platform/ids.h): time-ordered, unique over all tables. 0 = none.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::int64_t value) : value_(value) {}
  [[nodiscard]] constexpr std::int64_t value() const { return value_; }
  [[nodiscard]] constexpr explicit operator bool() const { return value_ != 0; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::int64_t value_ = 0;
};

}  // namespace kim
