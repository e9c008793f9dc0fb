#include "domain/family/family.h"

#include <algorithm>
#include <array>

#include "base/i18n.h"

namespace kim::family {
namespace {

constexpr int consents_alone_at = 16;

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> pairs{
    {{"child", "parent"}, {"grandchild", "grandparent"}, {"ward", "guardian"}}};

/// Surely younger than 16 on that day, as far as the date is known.
bool too_young(const std::optional<PartialDate>& birth, Day day) {
  if (!birth) return false;
  const std::chrono::year_month_day now(day);
  const int years = static_cast<int>(now.year()) - birth->year;
  if (years != consents_alone_at || birth->month == 0 || birth->day == 0) return years < consents_alone_at;
  return std::pair(static_cast<unsigned>(now.month()), static_cast<unsigned>(now.day())) <
         std::pair(birth->month, birth->day);
}

}  // namespace

std::string_view inverse(std::string_view relation) {
  for (const auto& [one, other] : pairs) {
    if (relation == one) return other;
    if (relation == other) return one;
  }
  return relation;
}

ConsentStanding standing(const std::vector<records::Stored<RelativeConsent>>& consents, Day today) {
  if (consents.empty()) return ConsentStanding::none;
  const RelativeConsent& last = consents.back().value;
  if (last.withdrawn_on) return ConsentStanding::withdrawn;
  return last.valid_until && *last.valid_until < today ? ConsentStanding::ended : ConsentStanding::active;
}

std::vector<FieldError> check(const RelativeConsent& consent, const std::optional<PartialDate>& birth) {
  std::vector<FieldError> errors;
  const bool self = consent.given_by == "self";
  if (consent.given_on && self && too_young(birth, *consent.given_on))
    errors.push_back({"given_by", tr("Unter 16 Jahren willigen die Sorgeberechtigten oder der Vormund ein.")});
  if (!self && consent.signer.empty()) errors.push_back({"signer", tr("Nennen Sie, wer unterschrieben hat.")});
  if (consent.given_on && consent.valid_until && *consent.valid_until < *consent.given_on)
    errors.push_back({"valid_until", tr("Das Ende liegt vor der Unterschrift.")});
  if (consent.given_on && consent.withdrawn_on && *consent.withdrawn_on < *consent.given_on)
    errors.push_back({"withdrawn_on", tr("Der Widerruf liegt vor der Unterschrift.")});
  return errors;
}

bool holds_on(const people::Relative& line, Day day) {
  return (!line.valid_from || *line.valid_from <= day) && (!line.valid_until || *line.valid_until >= day);
}

}  // namespace kim::family
