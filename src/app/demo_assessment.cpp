#include "app/demo_assessment.h"

#include "domain/assessment/assessment.h"

namespace kim::app::demo {

void intake(Context& ctx, const Person& data, const Course& course) {
  assessment::Intake intake;
  intake.on = ctx.today();
  intake.danger = record::YesNo::no;
  intake.concern = data.concern;
  intake.form = "office";
  intake.interpreter = data.level == "b1" ? "person" : "service";
  intake.interpreter_language = data.letters;
  intake.livelihood = data.areas.empty() ? "unknown" : data.areas.back().code;
  intake.other_case_management = record::YesNo::no;
  intake.indications = {"complex_need", "many_actors", "wants_support"};
  must("Erstgespräch", assessment::hold_intake(ctx, course.case_id, intake));
}

void begin_assessment(Context& ctx, const Person& data, Course& course) {
  const auto id = assessment::begin_assessment(ctx, course.case_id, ctx.today(), true);
  must("Falleinschätzung", id);
  course.assessment = *id;
  for (const Need& need : data.needs)
    must("Handlungsfeld", assessment::save_line(ctx, course.case_id, *id,
                                                {need.field,
                                                 need.wish,
                                                 std::to_string(need.wish_scale),
                                                 need.need,
                                                 std::to_string(need.need_scale),
                                                 {},
                                                 need.urgency}));
}

void assess(Context& ctx, const Person& data, Course& course) {
  begin_assessment(ctx, data, course);
  must("Einschätzung abschließen", assessment::finish_assessment(ctx, course.case_id, course.assessment, ""));
}

void assess_again(Context& ctx, const Person& data, const Course& course, const std::vector<Change>& changes) {
  const auto id = assessment::begin_assessment(ctx, course.case_id, ctx.today(), true);
  must("Neue Einschätzung", id);
  for (const Change& change : changes)
    for (const Need& need : data.needs)
      if (need.field == change.field)
        must("Handlungsfeld", assessment::save_line(ctx, course.case_id, *id,
                                                    {need.field,
                                                     need.wish,
                                                     std::to_string(change.wish_scale),
                                                     need.need,
                                                     std::to_string(change.need_scale),
                                                     {},
                                                     need.urgency}));
  must("Einschätzung abschließen", assessment::finish_assessment(ctx, course.case_id, *id, ""));
}

void decide(Context& ctx, const Person& data, const Course& course) {
  assessment::Decision decision;
  const bool referral = data.phase == "referral_advice";
  decision.decision = referral ? "referral_advice" : "case_management";
  decision.on = ctx.today();
  decision.reason = referral ? "Eine andere Stelle hat ein eigenes Fallmanagement und übernimmt."
                             : "Mehrere Bedarfe, viele Stellen beteiligt, die Person wünscht die Begleitung.";
  decision.criteria = referral ? std::vector<std::string>{"other_management", "wants_support"}
                               : std::vector<std::string>{"complex_need", "many_actors", "wants_support"};
  must("Entscheidung", assessment::decide(ctx, course.case_id, decision));
}

}  // namespace kim::app::demo
