// What "Mein Tag" shows, sorted into its sections. Pure.
#pragma once

#include <set>
#include <vector>

#include "domain/access/slice.h"

namespace kim::home {

struct Agenda {
  std::vector<DueItem> appointments, tasks, deadlines, answers;
};
/// Whose matters are shown.
struct Viewer {
  AccountId account;
  std::set<CaseId> deputy_of;  // open cases the actor stands in for
  bool whole_team = false;
};
/// The case an address leads into ("/faelle/4711/ziele"); none if it is another one.
[[nodiscard]] CaseId case_of(std::string_view href);
/// Mine, of a case I stand in for, or nobody's yet; with `whole_team` everything.
[[nodiscard]] bool concerns(const Viewer& viewer, const DueItem& item);
/// Each section by day, the more urgent first, then by title; appointments by time.
[[nodiscard]] Agenda agenda(const Viewer& viewer, std::vector<DueItem> items);

}  // namespace kim::home
