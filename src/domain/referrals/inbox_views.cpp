#include "domain/referrals/inbox_views.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/organisation/organisation.h"
#include "domain/referrals/letter.h"
#include "domain/referrals/referral_views.h"

namespace kim::referrals {

using namespace html;

Fragment question_part(const Referral& referral, const people::Person& person) {
  const auto labels = enclosed(referral.contents);
  return all(ui::section({.id = "h-anliegen", .title = tr("Worum geht es?")}, ui::lines(referral.reason)),
             ui::section(
                 {.id = "h-person", .title = tr("Zur Person")},
                 all(ui::facts(person_facts(person, referral.contents), ui::FactsLook::two), when(!labels.empty(), [&] {
                       return all(
                           p(cls("kim-meta"), tr("Außerdem freigegeben, auf anderem Weg:")),
                           ul(cls("kim-list"), each(labels, [](const std::string& label) { return li(label); })));
                     }))));
}

Fragment side_part(Context& ctx, const Received& received) {
  const Referral& referral = received.referral.value;
  std::vector<ui::Fact> facts{
      {tr("Von"), all(access::account_name(ctx, received.sender))},
      {tr("Verantwortliche Stelle"), all(organisation::body_name(ctx.db(), received.permit.controller()))}};
  if (referral.sent_on) facts.push_back({tr("Gesendet am"), ui::date(*referral.sent_on)});
  if (referral.answer_by) facts.push_back({tr("Antwort erbeten bis"), ui::date(*referral.answer_by)});
  if (referral.warm) facts.push_back({tr("Übergabe"), all(tr("gemeinsames Gespräch vereinbart"))});
  return all(
      ui::panel("h-stand", tr("Stand"), all(state_badge(referral.state), ui::facts(facts))),
      ui::panel("h-grundlage", tr("Darauf beruht die Weitergabe"), p(code_label("legal_basis", referral.legal_basis))));
}

}  // namespace kim::referrals
