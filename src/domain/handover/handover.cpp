#include "domain/handover/handover.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"

namespace kim::handover {

std::vector<std::string> untold(const Handover& handover) {
  std::vector<std::string> open_points;
  for (const Code& item : code_list("handover_item").codes())
    if (std::ranges::find(handover.told, item.code) == handover.told.end()) open_points.push_back(item.code);
  return open_points;
}

std::vector<FieldError> check(const Handover& handover) {
  const auto points = untold(handover);
  if (points.empty()) return {};
  std::string labels;
  for (const std::string& point : points) labels += (labels.empty() ? "" : ", ") + code_label("handover_item", point);
  return {{"told", trf("Noch nicht besprochen: {}. Haken Sie auch ab, was entfällt.", {labels})}};
}

std::vector<FieldError> check(const Absence& absence, AccountId own, Day today) {
  std::vector<FieldError> errors;
  if (absence.deputy && absence.deputy == own)
    errors.push_back({"deputy_id", tr("Wählen Sie jemand anderen als sich selbst.")});
  if (!absence.from || !absence.until) return errors;
  if (*absence.from < today) errors.push_back({"from_on", tr("Die Vertretung kann frühestens heute beginnen.")});
  if (*absence.until < *absence.from)
    errors.push_back({"until_on", tr("Das Ende liegt vor dem Anfang.")});
  else if (*absence.until - *absence.from > std::chrono::days(longest_absence_days))
    errors.push_back(
        {"until_on", tr("Eine Vertretung dauert höchstens drei Monate. Übergeben Sie die Fälle für länger.")});
  return errors;
}

std::vector<std::string> handed_contents(bool health) {
  std::vector<std::string> contents{"identity", "contact", "goals", "course"};
  if (health) contents.emplace_back("health");
  return contents;
}

bool changes_controller(const Handover& handover) { return handover.to_controller != handover.from_controller; }

}  // namespace kim::handover
