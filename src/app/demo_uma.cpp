#include "app/demo_uma.h"

namespace kim::app::demo {
namespace {

using std::chrono::days;

record::YesNo yes_if(const std::string& reason) { return reason.empty() ? record::YesNo::no : record::YesNo::yes; }

uma::Talk talk(const Context& ctx, const Uma::Talk& data) {
  uma::Talk talk{data.kind, ctx.today(), data.participants, data.agreed, {}};
  if (data.next) talk.next_on = ctx.today() + days(data.days + *data.next);
  return talk;
}

uma::TargetCheck check(const Context& ctx, const Uma::Check& data) {
  return {ctx.today(), yes_if(data.adult),        data.adult,        yes_if(data.care),
          data.care,   yes_if(data.independence), data.independence, data.conclusion};
}

uma::Work work(const Context& ctx, const Uma::Work& data) {
  uma::Work work;
  work.kind = data.kind;
  work.employer = data.employer;
  work.started_on = ctx.today();
  work.interval_weeks = data.weeks;
  return work;
}

}  // namespace

std::vector<UmaAct> uma_acts(const Uma& data) {
  std::vector<UmaAct> acts;
  const auto later = [&](int ago, int minute, const char* what, auto make) {
    acts.push_back({ago, minute, what, [make](Context& ctx, CaseId id) { return uma::add(ctx, id, make(ctx)); }});
  };
  const int settled = data.checks.empty() ? 1 : data.checks.front().days;
  for (const auto& one : data.talks) later(one.days, 200, "Gespräch", [&one](Context& ctx) { return talk(ctx, one); });
  for (const auto& one : data.checks)
    later(one.days, 210, "Zielgruppe", [&one](Context& ctx) { return check(ctx, one); });
  for (const auto& one : data.duties)
    later(settled, 220, "Zuständigkeit", [&one](Context&) { return uma::Duty{one.matter, one.owner, one.name, {}}; });
  for (const auto& one : data.focuses)
    later(settled, 230, "Schwerpunkt", [&one](Context&) { return uma::Focus{one.kind, one.aim, one.state, one.note}; });
  for (const auto& one : data.works) later(one.days, 190, "Arbeit", [&one](Context& ctx) { return work(ctx, one); });
  for (const auto& one : data.endings)
    later(one.days, 240, "Ende des UmA-Wegs",
          [&one](Context& ctx) { return uma::Ending{one.kind, ctx.today(), one.receiver, one.reason}; });
  return acts;
}

}  // namespace kim::app::demo
