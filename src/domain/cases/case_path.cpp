#include "domain/cases/case_path.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"

namespace kim::cases {
namespace {

using html::Fragment;
using ui::StepState;

struct Stage {
  std::string_view mark;   // PhaseMark::phase
  std::string_view label;  // German
  Phase phase;             // current while the case is in this phase
  bool has_phase;
};

constexpr Stage stages[] = {
    {"inquiry", N_("Anfrage"), Phase::intake, false},
    {"consent", N_("Einwilligung"), Phase::intake, false},
    {"intake", N_("Erstgespräch"), Phase::intake, true},
    {"assessment", N_("Falleinschätzung"), Phase::assessment, true},
    {"decision", N_("Entscheidung"), Phase::decision, true},
    {"agreement", N_("Zielvereinbarung"), Phase::agreement, true},
    {"accompaniment", N_("Begleitung"), Phase::accompaniment, true},
    {"referral_advice", N_("Verweisberatung"), Phase::referral_advice, true},
    {"closure", N_("Abschluss"), Phase::closed, true},
};

/// Goals are agreed in an accompaniment only; a referral case goes its own way; short advice and no need end the case.
bool on_the_way(const Case& file, const Stage& stage) {
  const bool referral = file.decision == "referral_advice" || file.phase == "referral_advice";
  const bool ends = file.decision == "short_advice" || file.decision == "no_need";
  if (stage.phase == Phase::referral_advice) return referral;
  if (stage.phase == Phase::agreement || stage.phase == Phase::accompaniment) return !referral && !ends;
  return true;
}

const PhaseMark* mark_of(const std::vector<PhaseMark>& marks, std::string_view stage) {
  const PhaseMark* found = nullptr;
  for (const PhaseMark& mark : marks)
    if (mark.phase == stage && (found == nullptr || (!found->done_on && mark.done_on))) found = &mark;
  return found;
}

bool passed(const Case& file, const Stage& stage) {
  return stage.phase == Phase::accompaniment && file.phase == "closed" && file.decision == "case_management";
}

StepState state_of(const Case& file, const Stage& stage, const PhaseMark* mark) {
  if ((mark != nullptr && mark->done_on) || passed(file, stage)) return StepState::done;
  if (stage.has_phase && file.phase == code(stage.phase)) return StepState::now;
  return StepState::open;
}

Fragment title_of(const Case& file, const Stage& stage, const PhaseMark* mark) {
  std::string label = tr(stage.label);
  if (stage.mark == "decision" && !file.decision.empty()) label += ": " + code_label("decision", file.decision);
  return mark == nullptr || mark->href.empty() ? html::all(label) : ui::text_link(mark->href, label);
}

Fragment meta_of(StepState state, const PhaseMark* mark) {
  std::string text = mark != nullptr && mark->done_on ? german(*mark->done_on) : std::string();
  if (mark != nullptr && !mark->note.empty()) text += text.empty() ? mark->note : ", " + mark->note;
  if (text.empty() && state == StepState::open) text = tr("noch nicht");
  return html::all(text);
}

}  // namespace

std::vector<PhaseMark> own_marks(const Case& file) {
  std::vector<PhaseMark> marks;
  if (file.inquired_on)
    marks.push_back({"inquiry", file.inquired_on, code_label("access_route", file.access_route), {}});
  if (file.decided_on) marks.push_back({"decision", file.decided_on, {}, {}});
  if (file.closed_on) marks.push_back({"closure", file.closed_on, {}, {}});
  return marks;
}

std::vector<ui::Step> path_steps(const Case& file, const std::vector<PhaseMark>& marks) {
  std::vector<ui::Step> steps;
  for (const Stage& stage : stages) {
    if (!on_the_way(file, stage)) continue;
    const PhaseMark* mark = mark_of(marks, stage.mark);
    if (stage.mark == "inquiry" && mark == nullptr) continue;  // came without one
    const StepState state = state_of(file, stage, mark);
    steps.push_back({state, title_of(file, stage, mark), meta_of(state, mark), {}});
  }
  return steps;
}

}  // namespace kim::cases
