// The decision behind every permit, as a pure function of facts; no database. Its table of cases is decide_test.cpp.
#pragma once

#include <cstdint>

#include "domain/access/permit.h"

namespace kim::access {

/// What binds the actor to the case at this moment, weakest first. emergency: looks in for two hours, answers for nothing.
enum class Tie : std::uint8_t { none, emergency, deputy, responsible };

struct CaseFacts {
  bool same_team = false;
  Tie tie = Tie::none;
  CaseState state = CaseState::open;
};

enum class Answer : std::uint8_t {
  granted,
  unseen,   // must look like not found
  refused,  // visible, but not this act
  blocked,  // consent withdrawn or ended
};

/// Whether `role` may use `right` on a case with these facts.
[[nodiscard]] Answer decide(Role role, Right right, const CaseFacts& facts, Closed closed);

}  // namespace kim::access
