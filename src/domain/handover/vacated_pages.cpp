// Cases whose responsible has left: the team sees them, chooses and says who goes on; a report says case by case what
// happened. What it is not: the offer of somebody who is still there (bulk_pages.cpp).
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/handover/handover_pages.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::handover {
namespace {

using access::Right;
using namespace html;
using store::Vacated;

/// The choice of cases, drawn like any list of codes; not stored.
struct Chosen {
  std::vector<std::string> cases;
};
constexpr record::Field chosen_fields[] = {
    record::field<&Chosen::cases>("faelle", N_("Welche Fälle?"), record::codes("handover_item"), must, open,
                                  "Zuständigkeit"),
};
constexpr record::Record chosen_form{"vacated_cases", N_("Auswahl"), chosen_fields};

std::vector<cases::CaseName> names_of(Context& ctx, const std::vector<Vacated>& list) {
  const auto scope = access::scope_for(ctx, Right::case_write);
  if (!scope) return {};
  std::vector<CaseId> ids;
  for (const Vacated& one : list) ids.push_back(one.id);
  return cases::names_of_cases(ctx, *scope, ids);
}

std::string name_of(const std::vector<cases::CaseName>& names, CaseId id) {
  const auto found = std::ranges::find(names, id, &cases::CaseName::id);
  return found == names.end() ? tr("Geschützte Person") : found->list_name;
}

std::vector<forms::Choice> case_choices(Context& ctx, const std::vector<Vacated>& list) {
  const auto names = names_of(ctx, list);
  std::vector<forms::Choice> choices;
  for (const Vacated& one : list)
    choices.push_back(
        {std::to_string(one.id.value()),
         trf("{0} · {1} · bisher {2}", {name_of(names, one.id), one.number, access::account_name(ctx, one.left)})});
  return choices;
}

std::vector<forms::Choice> account_choices(Context& ctx) {
  std::vector<forms::Choice> choices;
  for (const Taker& one : successors(ctx)) choices.push_back({std::to_string(one.id.value()), one.name});
  return choices;
}

http::Response page_of(Context& ctx, std::string title, Fragment content, int status) {
  Page page;
  page.title = std::move(title);
  page.nav = "/faelle";
  page.crumbs = {{tr("Übergaben"), std::string(list_address)}, {tr("Ohne Fachkraft"), ""}};
  page.error = status == 422;
  page.status = status;
  page.content = std::move(content);
  return show(ctx, std::move(page));
}

Fragment taking_part(Context& ctx, const std::vector<Vacated>& list, const forms::Input& input) {
  ui::Confirmation ask;
  ask.content = all(forms::control(chosen_form, "faelle", input, {.choices = case_choices(ctx, list)}),
                    forms::control(successor_record, "account_id", input, {.choices = account_choices(ctx)}));
  ask.consequences = {tr("Die gewählte Fachkraft ist ab sofort zuständig und kann alles ändern."),
                      tr("Offene Aufgaben gehen auf sie über. Vertretungen und offene Angebote der bisherigen "
                         "Fachkraft enden."),
                      tr("Einwilligungen und Entbindungen gelten weiter, weil die verantwortliche Stelle bleibt.")};
  ask.button = tr("Fälle übernehmen");
  ask.cancel_href = std::string(list_address);
  ask.danger = false;
  return post_form(ctx, vacated_address, ui::confirmation(ask));
}

http::Response form_page(Context& ctx, const forms::Input& input) {
  const auto list = store::vacated_in(ctx.db(), ctx.actor.team, ctx.actor.employer);
  if (list.empty())
    return page_of(ctx, tr("Fälle ohne Fachkraft"),
                   ui::empty_state(tr("Jeder Fall hat eine Fachkraft"),
                                   tr("Wird das Konto einer Fachkraft gesperrt, die für Fälle Ihres Teams zuständig "
                                      "ist, stehen diese Fälle hier.")),
                   200);
  const bool wrong = !input.errors.empty();
  return page_of(ctx, tr("Fälle ohne Fachkraft"),
                 ui::stack(all(forms::error_summary(tr("Die Fälle sind noch nicht übernommen."), input.errors),
                               p(tr("Das Konto der Fachkraft, die für diese Fälle zuständig war, ist gesperrt. "
                                    "Übernehmen Sie sie bald.")),
                               taking_part(ctx, list, input))),
                 wrong ? 422 : 200);
}

/// Whoever looks is offered first.
http::Response show_form(Context& ctx, const Ask&) {
  const Successor me{ctx.actor.account};
  return form_page(ctx, forms::input_from(successor_record, &me));
}

/// Those of the page that were ticked: an id from elsewhere is dropped here and would be refused anyway.
std::vector<Vacated> chosen_of(const http::Form& form, std::vector<Vacated> list) {
  const auto ids = form.all("faelle");
  std::erase_if(
      list, [&](const Vacated& one) { return std::ranges::find(ids, std::to_string(one.id.value())) == ids.end(); });
  return list;
}

Fragment report(Context& ctx, const std::vector<Vacated>& chosen, const std::vector<Outcome>& outcomes) {
  const auto names = names_of(ctx, chosen);
  ui::Table table{
      .label = tr("Bericht"),
      .columns = {{.label = tr("Person")}, {.label = tr("Fallnummer"), .nowrap = true}, {.label = tr("Ergebnis")}}};
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    table.rows.push_back({ui::cell_main(cases::case_href(chosen[i].id), name_of(names, chosen[i].id)),
                          all(chosen[i].number),
                          outcomes[i].error.empty() ? ui::state(ui::State::ok, tr("übernommen"))
                                                    : ui::state(ui::State::stop, outcomes[i].error)});
  return all(ui::table(table), p(ui::text_link(list_address, tr("Zu den Übergaben"))));
}

/// Each case all or nothing, in a transaction of its own.
std::vector<Outcome> take_all(Context& ctx, const std::vector<Vacated>& chosen, const Successor& to) {
  std::vector<Outcome> outcomes;
  for (const Vacated& one : chosen) {
    const auto taken = take_vacated(ctx, one.id, to);
    outcomes.push_back({one.id, taken ? std::string() : taken.error().message});
    if (!taken && outcomes.back().error.empty()) outcomes.back().error = tr("Diesen Fall können Sie nicht übernehmen.");
  }
  return outcomes;
}

http::Response post_taking(Context& ctx, const Ask& ask) {
  const auto chosen = chosen_of(ask.form, store::vacated_in(ctx.db(), ctx.actor.team, ctx.actor.employer));
  Successor to;
  forms::Input input{ask.form, forms::parse(successor_record, ask.form, ctx.today(), &to)};
  if (chosen.empty()) input.errors.insert(input.errors.begin(), {"faelle", tr("Wählen Sie mindestens einen Fall.")});
  if (to.account && !is_successor(ctx, to.account)) input.errors.push_back(not_a_successor());
  if (!input.errors.empty()) return form_page(ctx, input);
  const auto outcomes = take_all(ctx, chosen, to);
  const auto taken = std::ranges::count_if(outcomes, [](const Outcome& one) { return one.error.empty(); });
  return page_of(ctx, trf("{0} von {1} Fällen übernommen", {std::to_string(taken), std::to_string(outcomes.size())}),
                 report(ctx, chosen, outcomes), 200);
}

}  // namespace

void vacated_routes(Routes& r) {
  r.get(vacated_address, needs(Right::case_write), show_form, "Fälle ohne Fachkraft");
  r.post(vacated_address, needs(Right::case_write), post_taking, "Fälle ohne Fachkraft übernehmen");
}

}  // namespace kim::handover
