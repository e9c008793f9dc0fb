// What the pages of a handover share.
#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/handover/handover_pages.h"

namespace kim::handover {

using namespace html;

std::string offer_href(HandoverId id, std::string_view act) {
  std::string href = std::string(list_address) + "/" + std::to_string(id.value());
  if (!act.empty()) href.append("/").append(act);
  return href;
}

Fragment form_controls(Context& ctx, const forms::Input& input) {
  const Names known = names(ctx);
  std::vector<forms::Choice> choices;
  for (const Taker& taker : takers(ctx))
    if (taker.id != ctx.actor.account)
      choices.push_back({std::to_string(taker.id.value()), taker.name, place_of(known, taker.team, taker.employer)});
  return all(forms::control(handover_record, "to_account_id", input, {.choices = choices, .radios = false}),
             forms::control(handover_record, "reason", input, {.radios = false}),
             forms::control(handover_record, "informed_on", input, {.short_field = true}),
             forms::control(handover_record, "told", input), forms::control(handover_record, "note", input));
}

Names names(Context& ctx) {
  return {references(ctx.services, ctx.db(), "team"), references(ctx.services, ctx.db(), "body")};
}

std::string place_of(const Names& names, TeamId team, BodyId employer) {
  const std::string first = label_of(names.teams, team.value());
  const std::string second = label_of(names.bodies, employer.value());
  return first.empty() || second.empty() ? first + second : first + ", " + second;
}

Fragment state_badge(std::string_view state) {
  const ui::Tone tone = state == "accepted"   ? ui::Tone::success
                        : state == "declined" ? ui::Tone::danger
                        : state == "proposed" ? ui::Tone::info
                                              : ui::Tone::neutral;
  return ui::badge(tone, code_label("handover_state", state));
}

std::vector<ui::Fact> handover_facts(Context& ctx, const Handover& handover) {
  const Names known = names(ctx);
  std::vector<std::string> told;
  for (const std::string& item : handover.told) told.push_back(code_label("handover_item", item));
  std::vector<ui::Fact> facts{
      {tr("Bisher zuständig"), all(access::account_name(ctx, handover.from), ", ",
                                   place_of(known, handover.from_team, handover.from_controller))},
      {tr("Soll übernehmen"),
       all(access::account_name(ctx, handover.to), ", ", place_of(known, handover.to_team, handover.to_controller))},
      {tr("Grund"), all(code_label("handover_reason", handover.reason))}};
  if (handover.informed_on) facts.push_back({tr("Mit der Person besprochen am"), ui::date(*handover.informed_on)});
  facts.push_back({tr("Besprochen oder entfällt"), all(text::join(told, ", "))});
  if (!handover.note.empty()) facts.push_back({tr("Hinweise"), ui::lines(handover.note)});
  if (!handover.answer_note.empty()) facts.push_back({tr("Antwort"), ui::lines(handover.answer_note)});
  return facts;
}

}  // namespace kim::handover
