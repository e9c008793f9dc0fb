// The lists, one list with its codes, adding and changing a code.
#include "domain/codelists/codelist_pages.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/codelists/codelist_store.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::codelists {
namespace {

using access::Right;
using namespace html;
using records::Stored;

constexpr std::string_view changed_fields[] = {"label_de", "label_en", "external", "position", "valid_until"};

// ---- the lists ----

ui::Row list_row(const CodeList& list, Day today) {
  const auto offered = static_cast<long long>(list.valid_on(today).size());
  ui::Row row;
  row.title = ui::row_title(list_href("liste", list.name()), list.title());
  row.meta = all(trn("{} Wert wird angeboten", "{} Werte werden angeboten", offered));
  return row;
}

http::Response get_lists(Context& ctx, const Ask&) {
  std::vector<ui::Row> rows;
  for (const CodeList* list : all_code_lists())
    if (list->kept_by_users()) rows.push_back(list_row(*list, ctx.today()));
  Page page;
  page.title = tr("Codelisten");
  page.nav = home;
  page.sub =
      tr("Auswahlwerte der Formulare, die Sie pflegen können. Alle anderen Listen gehören zum Programm, weil Regeln an "
         "ihnen hängen.");
  page.content = ui::rows(rows);
  return show(ctx, std::move(page));
}

// ---- one list ----

Fragment state_of(const Code& code, Day today) {
  if (code.valid_from && today < *code.valid_from)
    return ui::badge(ui::Tone::info, trf("ab {}", {german(*code.valid_from)}));
  if (!code.valid_until) return ui::badge(ui::Tone::success, tr("wird angeboten"));
  if (*code.valid_until < today) return ui::badge(ui::Tone::neutral, trf("beendet am {}", {german(*code.valid_until)}));
  return ui::badge(ui::Tone::info, trf("bis {}", {german(*code.valid_until)}));
}

ui::Table table_of(const CodeList& list, std::span<const Code> codes, Day today) {
  ui::Table table{.label = list.title(),
                  .columns = {{.label = tr("Bezeichnung")},
                              {.label = tr("Englisch"), .wide_only = true},
                              {.label = tr("Code"), .wide_only = true, .nowrap = true},
                              {.label = tr("Landesdatenbank"), .wide_only = true},
                              {.label = tr("Stand")}}};
  for (const Code& code : codes)
    table.rows.push_back({ui::cell_main(list_href("wert", list.name(), code.code), code.label_de), all(code.label_en),
                          all(code.code), all(code.external), state_of(code, today)});
  return table;
}

http::Response get_list(Context& ctx, const Ask& ask) {
  const CodeList* list = SHOW_OR_FAIL(asked_list(ask));
  const auto total = static_cast<long long>(list->codes().size());
  const auto first = static_cast<std::size_t>((ui::page_of(ask.request.query, total) - 1) * ui::kPerPage);
  const auto codes = list->codes().subspan(first, std::min<std::size_t>(ui::kPerPage, list->codes().size() - first));
  Page page;
  page.title = list->title();
  page.nav = home;
  page.crumbs = {{tr("Codelisten"), std::string(home)}, {list->title(), {}}};
  page.sub = trf("Quelle: {}", {list->source()});
  page.actions =
      all(ui::link_button(list_href("neu", list->name()), tr("Wert hinzufügen"), {.icon = "add"}),
          ui::link_button(list_href("import", list->name()), tr("Liste einlesen"), {.weight = ui::Weight::secondary}));
  page.content = all(ui::note("info", all(tr("Werte werden beendet, nie gelöscht: Frühere Einträge bleiben lesbar."))),
                     ui::table_head(trn("{} Wert", "{} Werte", total), tr("in der Reihenfolge der Formulare")),
                     ui::table(table_of(*list, codes, ctx.today())), ui::paging(ask.request.query, total));
  return show(ctx, std::move(page));
}

// ---- forms ----

/// A group by what is in it: "Sozialamt, Ausländerbehörde ...".
std::string group_label(const CodeList& list, std::string_view group) {
  constexpr std::size_t named = 2;
  std::vector<std::string> labels;
  for (const Code& code : list.codes())
    if (code.group == group) labels.push_back(code_label(list.name(), code.code));
  const bool more = labels.size() > named;
  if (more) labels.resize(named);
  return text::join(labels, ", ") + (more ? " ..." : "");
}

std::vector<forms::Choice> groups_of(const CodeList& list) {
  std::vector<forms::Choice> choices;
  for (const Code& code : list.codes()) {
    const bool known = std::ranges::any_of(choices, [&](const forms::Choice& one) { return one.value == code.group; });
    if (!code.group.empty() && !known) choices.push_back({code.group, group_label(list, code.group)});
  }
  return choices;
}

Fragment hidden_input(std::string_view name, std::string_view text) {
  return html::input(type("hidden"), name_(name), value(text));
}

/// The coarse level is chosen once; most lists have none.
Fragment group_control(const CodeList& list, const forms::Input& input) {
  const auto choices = groups_of(list);
  if (choices.empty()) return {};
  constexpr record::Field choice = record::field<&Entry::group>(
      "code_group", N_("Gehört zu"), record::code("field_of_action_coarse"), must, open, "Codelisten");
  return forms::control(choice, input, {.choices = choices});
}

http::Response form_page(Context& ctx, const CodeList& list, Page page, const forms::Input& input,
                         const Fragment& controls, std::string_view action) {
  page.nav = home;
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = div_(
      cls("kim-form--narrow kim-stack"), forms::error_summary(tr("Der Wert ist noch nicht gespeichert."), input.errors),
      post_form(ctx, action,
                all(hidden_input("liste", list.name()), controls,
                    ui::form_actions(ui::submit(tr("Wert speichern")), list_href("liste", list.name()))),
                "kim-form"));
  return show(ctx, std::move(page));
}

Fragment word_controls(const forms::Input& input) {
  return all(forms::control(entry_record, "label_de", input), forms::control(entry_record, "label_en", input),
             forms::control(entry_record, "external", input),
             forms::control(entry_record, "position", input, {.short_field = true}));
}

http::Response new_page(Context& ctx, const CodeList& list, const forms::Input& input) {
  Page page;
  page.title = trf("Wert hinzufügen: {}", {list.title()});
  page.crumbs = crumbs_below(list, tr("Wert hinzufügen"));
  return form_page(ctx, list, std::move(page), input, all(group_control(list, input), word_controls(input)),
                   "/codelisten/neu");
}

http::Response get_new(Context& ctx, const Ask& ask) {
  const CodeList* list = SHOW_OR_FAIL(asked_list(ask));
  return new_page(ctx, *list, {});
}

http::Response post_new(Context& ctx, const Ask& ask) {
  const CodeList* list = SHOW_OR_FAIL(asked_list(ask));
  Entry entry;
  forms::Input input{ask.form, forms::parse(entry_record, ask.form, ctx.today(), &entry, changed_fields)};
  entry.group = ask.form.get("code_group");
  if (!input.errors.empty()) return new_page(ctx, *list, input);
  const auto added = add(ctx, list->name(), entry);
  if (added)
    return done(ctx, list_href("liste", list->name()), trf("„{}“ wird ab sofort angeboten.", {entry.label_de}));
  if (added.error().fields.empty()) return error_page(ctx, ask, added.error());
  input.errors = added.error().fields;
  return new_page(ctx, *list, input);
}

http::Response change_page(Context& ctx, const CodeList& list, const Stored<Entry>& entry, const forms::Input& input) {
  Page page;
  page.title = trf("Wert ändern: {}", {entry.value.label_de});
  page.crumbs = crumbs_below(list, entry.value.label_de);
  page.sub = trf("Code {}. Er bleibt, auch wenn sich die Bezeichnung ändert.", {entry.value.code});
  const Fragment history = when(entry.version > 0, [&] {
    return ui::fold(tr("Änderungen"), records::history_view(ctx, store::entries(), records::nobody(), entry.id));
  });
  return form_page(
      ctx, list, std::move(page), input,
      all(hidden_input("code", entry.value.code), hidden_input("version", std::to_string(entry.version)),
          word_controls(input), forms::control(entry_record, "valid_until", input, {.short_field = true}), history),
      "/codelisten/wert");
}

http::Response get_change(Context& ctx, const Ask& ask) {
  const CodeList* list = SHOW_OR_FAIL(asked_list(ask));
  const auto entry = SHOW_OR_FAIL(find(ctx, list->name(), ask.request.query.get("code")));
  return change_page(ctx, *list, entry, forms::input_from(entry_record, &entry.value));
}

http::Response conflict_page(Context& ctx, const CodeList& list, const Stored<Entry>& theirs, std::int64_t version,
                             const Entry& mine) {
  const std::string action = list_href("wert", list.name(), mine.code);
  Page page =
      records::conflict_page(ctx, tr("Diesen Wert hat inzwischen jemand anderes geändert"), store::entries(),
                             records::nobody(), theirs, version, mine, {action, list_href("liste", list.name())});
  page.nav = home;
  return show(ctx, std::move(page));
}

/// From the form or, after a conflict, from the address.
std::string asked_code(const Ask& ask) {
  const std::string typed(ask.form.get("code"));
  return typed.empty() ? std::string(ask.request.query.get("code")) : typed;
}

http::Response post_change(Context& ctx, const Ask& ask) {
  const CodeList* list = SHOW_OR_FAIL(asked_list(ask));
  const std::string code = asked_code(ask);
  const auto before = SHOW_OR_FAIL(find(ctx, list->name(), code));
  Entry entry = before.value;
  forms::Input input{ask.form, forms::parse(entry_record, ask.form, ctx.today(), &entry, changed_fields)};
  const std::int64_t version = ask.form.integer("version");
  if (!input.errors.empty()) return change_page(ctx, *list, before, input);
  const auto saved = change(ctx, list->name(), code, version, entry);
  if (saved) return done(ctx, list_href("liste", list->name()), trf("„{}“ ist gespeichert.", {entry.label_de}));
  if (saved.error().code == ErrorCode::conflict)
    return conflict_page(ctx, *list, SHOW_OR_FAIL(find(ctx, list->name(), code)), version, entry);
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  input.errors = saved.error().fields;
  return change_page(ctx, *list, before, input);
}

}  // namespace

std::string list_href(std::string_view act, std::string_view list, std::string_view code) {
  http::Pairs query{{"liste", std::string(list)}};
  if (!code.empty()) query.emplace_back("code", std::string(code));
  return std::string(home) + "/" + std::string(act) + "?" + http::encode_form(query);
}

Result<const CodeList*> asked_list(const Ask& ask) {
  const std::string typed(ask.form.get("liste"));
  const std::string name = typed.empty() ? std::string(ask.request.query.get("liste")) : typed;
  for (const CodeList* list : all_code_lists())
    if (list->name() == name && list->kept_by_users()) return list;
  return failure(ErrorCode::not_found);
}

std::vector<Crumb> crumbs_below(const CodeList& list, std::string own) {
  return {{tr("Codelisten"), std::string(home)}, {list.title(), list_href("liste", list.name())}, {std::move(own), {}}};
}

void page_routes(Routes& routes) {
  constexpr auto writes = needs(Right::codelist_write);
  routes.get(home, writes, get_lists, "Codelisten, die gepflegt werden können");
  routes.get("/codelisten/liste", writes, get_list, "Werte einer Codeliste");
  routes.get("/codelisten/neu", writes, get_new, "Wert einer Codeliste hinzufügen: Formular");
  routes.post("/codelisten/neu", writes, post_new, "Wert einer Codeliste hinzufügen");
  routes.get("/codelisten/wert", writes, get_change, "Wert einer Codeliste ändern oder beenden: Formular");
  routes.post("/codelisten/wert", writes, post_change, "Wert einer Codeliste ändern oder beenden");
}

}  // namespace kim::codelists
