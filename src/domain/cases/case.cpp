#include "domain/cases/case.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace kim::cases {
namespace {

// In the order of the way; the labels are those of the code list "case_phase".
constexpr std::array phase_table{
    PhaseInfo{Phase::intake, "intake", N_("Erstgespräch")},
    PhaseInfo{Phase::assessment, "assessment", N_("Falleinschätzung")},
    PhaseInfo{Phase::decision, "decision", N_("Entscheidung")},
    PhaseInfo{Phase::agreement, "agreement", N_("Zielvereinbarung")},
    PhaseInfo{Phase::accompaniment, "accompaniment", N_("Begleitung")},
    PhaseInfo{Phase::referral_advice, "referral_advice", N_("Verweisberatung")},
    PhaseInfo{Phase::closed, "closed", N_("Abgeschlossen")},
};

/// The later of the two on the common way up to the decision; what was decided stands.
Phase at_least(Phase now, Phase wanted) { return std::max(now, wanted); }

Phase after_case_management(Phase now) {
  return now == Phase::referral_advice ? Phase::agreement : at_least(now, Phase::agreement);
}

Phase back_to_accompaniment(Phase now) {
  return now == Phase::referral_advice || now == Phase::agreement ? Phase::accompaniment : now;
}

}  // namespace

std::span<const PhaseInfo> phases() { return phase_table; }

std::string_view code(Phase phase) { return phase_table.at(static_cast<std::size_t>(phase)).code; }

Phase phase_from(std::string_view code) {
  const auto* found = std::ranges::find(phase_table, code, &PhaseInfo::code);
  CHECK(found != phase_table.end());
  return found->phase;
}

Phase next(Phase now, Milestone milestone) {
  if (now == Phase::closed) return milestone == Milestone::reopened ? Phase::accompaniment : Phase::closed;
  switch (milestone) {
    case Milestone::intake_done: return at_least(now, Phase::assessment);
    case Milestone::assessment_done: return at_least(now, Phase::decision);
    case Milestone::decided_case_management: return after_case_management(now);
    case Milestone::decided_referral_advice: return Phase::referral_advice;
    case Milestone::decided_other: return at_least(now, Phase::decision);
    case Milestone::agreement_signed: return Phase::accompaniment;
    case Milestone::back_to_accompaniment: return back_to_accompaniment(now);
    case Milestone::closed: return Phase::closed;
    case Milestone::reopened: return now;
  }
  report_bug("unknown milestone");
}

std::string case_number(int year, std::int64_t number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return "KIM-" + std::to_string(year) + "-" + digits;
}

}  // namespace kim::cases
