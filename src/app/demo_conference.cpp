#include "app/demo_conference.h"

#include "domain/conference/conference_store.h"
#include "domain/referrals/reply.h"

namespace kim::app::demo {

using std::chrono::days;

Result<conference::ConferenceId> plan_conference(Context& ctx, CaseId id, const Conference& data,
                                                 const Bodies& bodies) {
  conference::Conference planned;
  planned.on = ctx.today() + days(data.days + data.on);
  planned.time = data.time;
  planned.place = data.place;
  planned.purpose = data.purpose;
  planned.contents = data.contents;
  planned.agenda = data.agenda;
  const auto made = TRY(conference::plan(ctx, id, planned, false));
  for (const std::string& body : data.bodies) {
    conference::Part part;
    part.body = bodies.at(body);
    TRY(conference::add_body(ctx, id, made, part));
  }
  return made;
}

Result<void> hold_conference(Context& ctx, CaseId id, conference::ConferenceId conference, const Conference& data) {
  const auto permit = TRY(access::permit_case(ctx, id, access::Right::case_write));
  std::vector<conference::PartId> came;
  for (const auto& part : conference::store::parts_of(ctx.db(), permit, conference))
    if (part.value.state == "invited") came.emplace_back(part.id);
  TRY(conference::hold(ctx, id, conference, {ctx.today(), data.minutes}, came));
  for (const Step& step : data.agreed) {
    conference::Agreement agreement;
    agreement.what = step.what;
    agreement.who = step.who;
    agreement.owner = ctx.actor.account;
    agreement.until = ctx.today() + days(step.until);
    TRY(conference::agree(ctx, id, conference, agreement));
  }
  return {};
}

Result<void> ask_again(Context& ctx, CaseId id, ReferralId referral, const std::string& said) {
  TRY(referrals::make_link(ctx, id, referral));
  return referrals::remind(ctx, id, referral, {ctx.today(), "phone", said, ctx.today() + days(7)});
}

}  // namespace kim::app::demo
