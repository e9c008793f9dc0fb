#include "domain/home/agenda.h"
#include "base/order.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace kim::home {

CaseId case_of(std::string_view href) {
  constexpr std::string_view prefix = "/faelle/";
  if (!href.starts_with(prefix)) return {};
  const std::string_view rest = href.substr(prefix.size());
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), id);
  const bool whole = end == rest.data() + rest.size() || *end == '/' || *end == '?';
  return error == std::errc() && whole ? CaseId(id) : CaseId();
}

bool concerns(const Viewer& viewer, const DueItem& item) {
  if (viewer.whole_team || !item.responsible || item.responsible == viewer.account) return true;
  return viewer.deputy_of.contains(case_of(item.href));
}

Agenda agenda(const Viewer& viewer, std::vector<DueItem> items) {
  std::erase_if(items, [&](const DueItem& item) { return !concerns(viewer, item); });
  order_by(items, [](const DueItem& a, const DueItem& b) {
    return std::tuple(a.day, b.level, std::string_view(a.group == "appointments" ? a.badge : a.title)) <
           std::tuple(b.day, a.level, std::string_view(b.group == "appointments" ? b.badge : b.title));
  });
  Agenda sorted;
  for (DueItem& item : items) {
    auto& section = item.group == "appointments" ? sorted.appointments
                    : item.group == "answers"    ? sorted.answers
                    : item.group == "deadlines"  ? sorted.deadlines
                                                 : sorted.tasks;
    section.push_back(std::move(item));
  }
  return sorted;
}

}  // namespace kim::home
