// Several cases at once, when somebody leaves: choose, look at what is missing in each, offer; a report says case by case
// what happened.
#include <algorithm>

#include "base/i18n.h"
#include "domain/handover/handover_pages.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::handover {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view address = "/uebergaben/mehrere";
constexpr std::size_t cases_most = 200;

/// The choice of cases, drawn like any list of codes; not stored.
struct Chosen {
  std::vector<std::string> cases;
};
constexpr record::Field chosen_fields[] = {
    record::field<&Chosen::cases>("faelle", N_("Welche Fälle?"), record::codes("handover_item"), must, open,
                                  "Zuständigkeit"),
};
constexpr record::Record chosen_form{"chosen_cases", N_("Auswahl"), chosen_fields};

std::vector<cases::CaseName> own_names(Context& ctx) {
  const auto scope = access::scope_for(ctx, Right::case_write);
  if (!scope) return {};
  auto ids = cases::my_cases(ctx);
  if (ids.size() > cases_most) ids.resize(cases_most);
  auto names = cases::names_of_cases(ctx, *scope, ids);
  std::ranges::sort(names, {}, &cases::CaseName::list_name);
  return names;
}

/// Chosen ones among the actor's own: an id from elsewhere is dropped here and would be refused anyway.
std::vector<cases::CaseName> chosen_of(const http::Form& form, const std::vector<cases::CaseName>& own) {
  std::vector<cases::CaseName> chosen;
  const auto ids = form.all("faelle");
  for (const auto& name : own)
    if (std::ranges::find(ids, std::to_string(name.id.value())) != ids.end()) chosen.push_back(name);
  return chosen;
}

http::Response page_of(Context& ctx, std::string title, Fragment content, int status) {
  Page page;
  page.title = std::move(title);
  page.nav = "/faelle";
  page.crumbs = {{tr("Übergaben"), std::string(list_address)}, {tr("Mehrere Fälle"), ""}};
  page.error = status == 422;
  page.status = status;
  page.content = std::move(content);
  return show(ctx, std::move(page));
}

http::Response form_page(Context& ctx, const forms::Input& input) {
  const auto own = own_names(ctx);
  if (own.empty())
    return page_of(
        ctx, tr("Mehrere Fälle übergeben"),
        ui::empty_state(tr("Keine eigenen Fälle"),
                        tr("Übergeben können Sie Fälle, für die Sie zuständig sind oder die Sie vertreten.")),
        200);
  std::vector<forms::Choice> choices;
  for (const auto& name : own)
    choices.push_back({std::to_string(name.id.value()), name.list_name + " · " + name.number});
  return page_of(
      ctx, tr("Mehrere Fälle übergeben"),
      post_form(ctx, address,
                all(forms::error_summary(tr("Die Fälle sind noch nicht angeboten."), input.errors),
                    forms::control(chosen_form, "faelle", input, {.choices = choices}), form_controls(ctx, input),
                    ui::form_actions(ui::submit(tr("Weiter zur Vorschau")), list_address))),
      input.errors.empty() ? 200 : 422);
}

http::Response show_form(Context& ctx, const Ask&) { return form_page(ctx, {}); }

struct Typed {
  Handover handover;
  forms::Input input;
  std::vector<cases::CaseName> chosen;
};
Typed read(Context& ctx, const http::Form& form) {
  Typed typed;
  typed.input = {form, forms::parse(handover_record, form, ctx.today(), &typed.handover, form_fields)};
  if (typed.input.errors.empty()) typed.input.errors = check(typed.handover);
  typed.chosen = chosen_of(form, own_names(ctx));
  if (typed.chosen.empty())
    typed.input.errors.insert(typed.input.errors.begin(), {"faelle", tr("Wählen Sie mindestens einen Fall.")});
  return typed;
}

/// What was typed, as one field: the same names would stand in the form several times.
constexpr std::string_view typed_name = "eingabe";
Fragment sent_again(const http::Form& form) {
  http::Pairs pairs;
  for (const auto& [name, text] : form.pairs())
    if (!name.starts_with('_')) pairs.emplace_back(name, text);
  return input(type("hidden"), name_(typed_name), value(http::encode_form(pairs)));
}

/// The form as it was looked at in the preview.
http::Form typed_form(const http::Form& form) {
  if (!form.has(typed_name)) return form;
  return http::parse_form(form.get(typed_name)).value_or(http::Form());
}

std::vector<Fragment> preview_row(Context& ctx, const cases::CaseName& name, const Taker& taker) {
  const auto permit = access::permit_case(ctx, name.id, Right::case_write);
  if (!permit) return {all(name.list_name), all(name.number), all("–"), all(permit.error().message)};
  const Outlook out = outlook(ctx, *permit, taker);
  Fragment state;
  for (const std::string& line : out.missing) state = all(state, ui::state(ui::State::stop, line));
  if (out.missing.empty())
    state = out.controller_changes ? ui::state(ui::State::warn, tr("geht, Einwilligung neu einholen"))
                                   : ui::state(ui::State::ok, tr("kann angeboten werden"));
  return {ui::cell_main(cases::case_href(name.id), name.list_name), all(name.number),
          all(std::to_string(out.open_tasks)), state};
}

http::Response post_preview(Context& ctx, const Ask& ask) {
  Typed typed = read(ctx, ask.form);
  const auto list = takers(ctx);
  const auto taker = std::ranges::find(list, typed.handover.to, &Taker::id);
  if (typed.input.errors.empty() && taker == list.end())
    typed.input.errors.push_back({"to_account_id", tr("Wählen Sie eine Fachkraft, die Fälle begleitet.")});
  if (!typed.input.errors.empty()) return form_page(ctx, typed.input);
  ui::Table table{.label = tr("Vorschau"),
                  .columns = {{.label = tr("Person")},
                              {.label = tr("Fallnummer"), .nowrap = true},
                              {.label = tr("Offene Aufgaben"), .number = true},
                              {.label = tr("Was geschieht")}}};
  for (const auto& name : typed.chosen) table.rows.push_back(preview_row(ctx, name, *taker));
  const auto count = static_cast<long long>(typed.chosen.size());
  return page_of(
      ctx, trf("Vorschau: Übergabe an {}", {taker->name}),
      post_form(ctx, std::string(address) + "/anbieten",
                all(sent_again(ask.form), ui::table(table),
                    p(cls("kim-meta"), tr("Jeder Fall wird ganz angeboten oder gar nicht. Wo etwas fehlt, "
                                          "bleibt alles, wie es ist.")),
                    ui::form_actions(ui::submit(trn("{} Fall anbieten", "{} Fälle anbieten", count)), address)),
                "kim-form"),
      200);
}

http::Response post_offer(Context& ctx, const Ask& ask) {
  const Typed typed = read(ctx, typed_form(ask.form));
  if (!typed.input.errors.empty()) return form_page(ctx, typed.input);
  std::vector<CaseId> ids;
  for (const auto& name : typed.chosen) ids.push_back(name.id);
  const auto outcomes = propose_many(ctx, ids, typed.handover);
  const auto offered = std::ranges::count_if(outcomes, [](const Outcome& one) { return one.error.empty(); });
  ui::Table table{
      .label = tr("Bericht"),
      .columns = {{.label = tr("Person")}, {.label = tr("Fallnummer"), .nowrap = true}, {.label = tr("Ergebnis")}}};
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto& name = typed.chosen[i];
    table.rows.push_back({ui::cell_main(cases::case_href(name.id, "uebergabe"), name.list_name), all(name.number),
                          outcomes[i].error.empty() ? ui::state(ui::State::ok, tr("angeboten"))
                                                    : ui::state(ui::State::stop, outcomes[i].error)});
  }
  return page_of(ctx, trf("{0} von {1} Fällen angeboten", {std::to_string(offered), std::to_string(outcomes.size())}),
                 all(ui::table(table), p(ui::text_link(list_address, tr("Zu den Übergaben")))), 200);
}

}  // namespace

void bulk_routes(Routes& r) {
  r.get(address, needs(Right::case_write), show_form, "Mehrere Fälle übergeben: Auswahl");
  r.post(address, needs(Right::case_write), post_preview, "Mehrere Fälle übergeben: Vorschau");
  r.post("/uebergaben/mehrere/anbieten", needs(Right::case_write), post_offer, "Mehrere Fälle anbieten");
}

}  // namespace kim::handover
