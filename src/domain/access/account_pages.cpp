// Konten: list, create, change. For the administration, which sees accounts and no content (law.md DP-15). Locking,
// resetting and tokens are in account_state_pages.cpp.
#include "domain/access/account_views.h"

#include "base/i18n.h"
#include "domain/access/access_pages.h"
#include "domain/access/references.h"
#include "platform/crypto/password.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::access {
namespace h = kim::html;
namespace {

using html::Fragment;

constexpr std::string_view form_fields[] = {"name",    "login",       "email",   "role",
                                            "team_id", "employer_id", "body_id", "language"};
constexpr std::string_view new_fields[] = {"name",        "login",   "email",    "role",       "team_id",
                                           "employer_id", "body_id", "language", "integration"};

// ---- list ----

Fragment state_of(const Context& ctx, const AccountRow& row) {
  if (!row.value.active) return ui::badge(ui::Tone::danger, tr("gesperrt"));
  if (row.locked_until && *row.locked_until > ctx.now) return ui::badge(ui::Tone::warning, tr("Fehlversuche"));
  if (row.value.integration) return ui::badge(ui::Tone::neutral, tr("Anbindung"));
  if (!row.has_second_factor && !ctx.services.demo) return ui::badge(ui::Tone::warning, tr("ohne zweiten Faktor"));
  return ui::badge(ui::Tone::success, tr("aktiv"));
}

std::vector<Fragment> table_row(const Context& ctx, const AccountRow& row, const std::vector<Reference>& teams) {
  return {ui::cell_main(account_href(row.id), row.value.name, row.value.login),
          h::all(code_label("role", row.value.role)), h::all(label_of(teams, row.value.team.value())),
          state_of(ctx, row)};
}

ui::Table table_of(Context& ctx, const std::vector<AccountRow>& rows, const http::Form& query) {
  const auto teams = references(ctx.services, ctx.db(), "team");
  ui::Table table;
  table.label = tr("Konten");
  table.columns = {{.label = tr("Name")},
                   {.label = tr("Rolle")},
                   {.label = tr("Team"), .wide_only = true},
                   {.label = tr("Zustand")}};
  const auto first =
      static_cast<std::size_t>((ui::page_of(query, static_cast<long long>(rows.size())) - 1) * ui::kPerPage);
  for (std::size_t i = first; i < rows.size() && i < first + ui::kPerPage; ++i)
    table.rows.push_back(table_row(ctx, rows[i], teams));
  return table;
}

http::Response show_accounts(Context& ctx, const Ask& ask) {
  const auto rows = accounts(ctx);
  const auto count = static_cast<long long>(rows.size());
  Page page;
  page.title = tr("Konten");
  page.nav = "/konten";
  page.sub = tr("Wer sich anmelden kann und in welcher Rolle. Fallinhalte sehen Sie hier nicht.");
  page.actions = ui::link_button("/konten/neu", tr("Konto anlegen"), {.icon = "add"});
  page.content = h::all(ui::table_head(trn("{} Konto", "{} Konten", count), tr("sortiert nach Name")),
                        ui::table(table_of(ctx, rows, ask.request.query)), ui::paging(ask.request.query, count));
  return show(ctx, std::move(page));
}

// ---- form ----

Fragment reference_control(Context& ctx, const forms::Input& input, std::string_view field, std::string_view of) {
  return forms::control(account_record, field, input, {.choices = reference_choices(ctx, of), .radios = false});
}

Fragment form_controls(Context& ctx, const forms::Input& input) {
  return h::all(
      forms::control(account_record, "name", input), forms::control(account_record, "login", input),
      forms::control(account_record, "role", input, {.radios = false}),
      reference_control(ctx, input, "team_id", "team"), reference_control(ctx, input, "employer_id", "employer"),
      ui::fold(tr("Weitere Angaben"),
               h::all(forms::control(account_record, "email", input), reference_control(ctx, input, "body_id", "body"),
                      forms::control(account_record, "language", input)),
               tr("freiwillig"), !input.errors.empty()));
}

/// What an account points to must exist today.
void check_references(Context& ctx, const Account& account, std::vector<FieldError>& errors) {
  const auto check = [&](std::string_view field, std::string_view of, std::int64_t id) {
    if (id != 0 && label_of(references(ctx.services, ctx.db(), of), id).empty())
      errors.push_back({std::string(field), tr("Diese Auswahl gibt es nicht mehr. Wählen Sie eine andere.")});
  };
  check("team_id", "team", account.team.value());
  check("employer_id", "employer", account.employer.value());
  check("body_id", "body", account.body.value());
}

http::Response form_page(Context& ctx, Page page, const forms::Input& input) {
  page.nav = "/konten";
  page.error = !input.errors.empty();
  if (page.error) page.status = 422;
  page.crumbs = {{tr("Konten"), "/konten"}, {page.title, ""}};
  page.content = h::all(forms::error_summary(tr("Das Konto ist noch nicht gespeichert."), input.errors), page.content);
  return show(ctx, std::move(page));
}

// ---- create ----

http::Response new_page(Context& ctx, const forms::Input& input) {
  Page page;
  page.title = tr("Konto anlegen");
  page.content = post_form(
      ctx, "/konten",
      h::all(form_controls(ctx, input),
             forms::control(
                 account_record, "integration", input,
                 {.hint = tr(
                      "Dann meldet sich kein Mensch an, sondern ein anderes Programm mit einem Zugriffsschlüssel.")}),
             ui::form_actions(ui::submit(tr("Konto anlegen")), "/konten")));
  return form_page(ctx, std::move(page), input);
}

http::Response show_new(Context& ctx, const Ask&) {
  const Account fresh;
  return new_page(ctx, forms::input_from(account_record, &fresh));
}

http::Response post_new(Context& ctx, const Ask& ask) {
  Account account;
  forms::Input input{ask.form, forms::parse(account_record, ask.form, ctx.today(), &account, new_fields)};
  if (account.language.empty()) account.language = "de";
  check_references(ctx, account, input.errors);
  if (!input.errors.empty()) return new_page(ctx, input);
  const std::string password = crypto::new_recovery_code();
  const auto id = create_account(ctx, account, password);
  if (!id) {
    input.errors = errors_of(id.error(), "login");
    return new_page(ctx, input);
  }
  if (account.integration) return done(ctx, account_href(*id), trf("Das Konto „{}“ ist angelegt.", {account.name}));
  return first_password_page(ctx, tr("Konto angelegt"), account, password);
}

// ---- change ----

http::Response edit_page(Context& ctx, const AccountRow& row, const forms::Input& input) {
  Page page;
  page.title = row.value.name.empty() ? tr("Konto") : row.value.name;
  page.sub = code_label("role", row.value.role);
  page.actions = state_actions(row);
  page.content = h::all(
      post_form(ctx, account_href(row.id),
                h::all(h::input(h::type("hidden"), h::name_("version"), h::value(std::to_string(row.version))),
                       form_controls(ctx, input), ui::form_actions(ui::submit(tr("Konto speichern")), "/konten"))),
      when_integration(ctx, row));
  return form_page(ctx, std::move(page), input);
}

http::Response show_edit(Context& ctx, const Ask& ask) {
  const AccountRow row = SHOW_OR_FAIL(find_account(ctx, ask.id<AccountId>()));
  return edit_page(ctx, row, forms::input_from(account_record, &row.value));
}

/// Accounts keep no history of values, so every difference is asked.
http::Response conflict_page(Context& ctx, const AccountRow& theirs, const Account& mine) {
  forms::Conflict conflict;
  for (const std::string_view name : form_fields) {
    const record::Field* field = account_record.find(name);
    if (field->get(&mine) != field->get(&theirs.value)) conflict.clashing.push_back(field);
  }
  forms::ConflictLook look;
  look.author = tr("Jemand anderes");
  look.when = tr("inzwischen");
  look.discard_href = account_href(theirs.id);
  look.hidden = {{"version", std::to_string(theirs.version)}};
  look.shown = [&](const record::Field& field, const record::Value& value) {
    const auto* id = std::get_if<std::int64_t>(&value);
    return id == nullptr
               ? record::shown(field, value)
               : label_of(references(ctx.services, ctx.db(), field.name.substr(0, field.name.rfind("_id"))), *id);
  };
  Page page;
  page.title = tr("Dieses Konto hat inzwischen jemand anderes geändert");
  page.status = 409;
  page.nav = "/konten";
  page.content = post_form(
      ctx, account_href(theirs.id),
      forms::conflict_view(account_record, conflict, {&theirs.value, &mine, &theirs.value, &theirs.value}, look));
  return show(ctx, std::move(page));
}

http::Response post_edit(Context& ctx, const Ask& ask) {
  const AccountRow before = SHOW_OR_FAIL(find_account(ctx, ask.id<AccountId>()));
  Account account = before.value;
  forms::Input input{ask.form, forms::parse(account_record, ask.form, ctx.today(), &account, form_fields)};
  if (account.language.empty()) account.language = "de";
  check_references(ctx, account, input.errors);
  if (!input.errors.empty()) return edit_page(ctx, before, input);
  const auto changed = change_account(ctx, before.id, ask.form.integer("version"), account);
  if (changed) return done(ctx, "/konten", trf("Das Konto „{}“ ist gespeichert.", {account.name}));
  if (changed.error().code == ErrorCode::conflict) return conflict_page(ctx, before, account);
  if (changed.error().fields.empty()) return error_page(ctx, ask, changed.error());
  input.errors = changed.error().fields;
  return edit_page(ctx, before, input);
}

}  // namespace

void account_routes(Routes& routes) {
  routes.get("/konten", needs(Right::account_manage), show_accounts, "Konten");
  routes.get("/konten/neu", needs(Right::account_manage), show_new, "Konto anlegen");
  routes.post("/konten", needs(Right::account_manage), post_new, "Konto anlegen");
  routes.get("/konten/{account}", needs(Right::account_manage), show_edit, "Konto ansehen und ändern");
  routes.post("/konten/{account}", needs(Right::account_manage), post_edit, "Konto ändern");
}

}  // namespace kim::access
