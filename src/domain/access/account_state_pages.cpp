// Konten: lock and release, reset password and second factor, tokens of the API. Each loss is asked before.
#include "base/i18n.h"
#include "domain/access/access_pages.h"
#include "domain/access/account_store.h"
#include "domain/access/account_views.h"
#include "platform/crypto/password.h"
#include "platform/html/decisions.h"

namespace kim::access {
namespace h = kim::html;
namespace {

using html::Fragment;

constexpr std::size_t token_name_most = 60;

Page page_of(std::string title, const AccountRow& row) {
  Page page;
  page.title = std::move(title);
  page.nav = "/konten";
  page.crumbs = {{tr("Konten"), "/konten"}, {row.value.name, account_href(row.id)}, {page.title, ""}};
  return page;
}

http::Response ask_before(Context& ctx, const AccountRow& row, std::string title, std::string_view act,
                          const ui::Confirmation& confirmation) {
  Page page = page_of(std::move(title), row);
  page.content = post_form(ctx, account_href(row.id, act), ui::confirmation(confirmation));
  return show(ctx, std::move(page));
}

// ---- lock and release ----

std::string cases_left(Context& ctx, AccountId id) {
  const long long count = store::open_cases_of(ctx.db(), id);
  if (count == 0) return tr("Das Konto ist für keinen offenen Fall zuständig.");
  return trn("{} offener Fall hat dann keine Fachkraft. Das Team sieht ihn auf „Mein Tag“ und übernimmt ihn.",
             "{} offene Fälle haben dann keine Fachkraft. Das Team sieht sie auf „Mein Tag“ und übernimmt sie.", count);
}

http::Response show_lock(Context& ctx, const Ask& ask) {
  const AccountRow row = SHOW_OR_FAIL(find_account(ctx, ask.id<AccountId>()));
  return ask_before(
      ctx, row, trf("Konto von {} sperren?", {row.value.name}), "sperren",
      {.consequences = {tr("Alle Anmeldungen dieses Kontos enden, auch laufende."),
                        tr("Niemand kann sich damit anmelden, bis Sie es wieder freigeben."), cases_left(ctx, row.id)},
       .button = tr("Konto sperren"),
       .cancel_href = account_href(row.id)});
}

http::Response set_active(Context& ctx, const Ask& ask, bool active, std::string_view sentence) {
  const AccountRow row = SHOW_OR_FAIL(find_account(ctx, ask.id<AccountId>()));
  Account account = row.value;
  account.active = active;
  if (const auto changed = change_account(ctx, row.id, row.version, account); !changed) {
    Error error = changed.error();
    if (!error.fields.empty()) error.message = error.fields.front().message;
    return error_page(ctx, ask, error);
  }
  return done(ctx, account_href(row.id), trf(sentence, {row.value.name}));
}

http::Response post_lock(Context& ctx, const Ask& ask) {
  return set_active(ctx, ask, false, N_("Das Konto von {} ist gesperrt."));
}
http::Response post_release(Context& ctx, const Ask& ask) {
  return set_active(ctx, ask, true, N_("Das Konto von {} ist wieder frei."));
}

// ---- reset ----

http::Response show_reset(Context& ctx, const Ask& ask) {
  const AccountRow row = SHOW_OR_FAIL(find_account(ctx, ask.id<AccountId>()));
  return ask_before(
      ctx, row, trf("Anmeldung von {} zurücksetzen?", {row.value.name}), "zuruecksetzen",
      {.content = h::p(h::cls("kim-text"),
                       tr("Prüfen Sie vorher zu zweit, dass es wirklich diese Person ist, zum Beispiel durch "
                          "einen Rückruf unter der dienstlichen Nummer.")),
       .consequences = {tr("Das bisherige Passwort gilt nicht mehr. KIM zeigt Ihnen einmal ein neues."),
                        tr("Zweiter Faktor und Wiederherstellungscodes gelten nicht mehr und werden neu eingerichtet."),
                        tr("Alle laufenden Anmeldungen enden.")},
       .button = tr("Anmeldung zurücksetzen"),
       .cancel_href = account_href(row.id)});
}

http::Response post_reset(Context& ctx, const Ask& ask) {
  const AccountRow row = SHOW_OR_FAIL(find_account(ctx, ask.id<AccountId>()));
  const std::string password = crypto::new_recovery_code();
  SHOW_OR_FAIL(reset_account(ctx, row.id, password));
  return first_password_page(ctx, tr("Anmeldung zurückgesetzt"), row.value, password);
}

// ---- tokens ----

Fragment token_form(Context& ctx, AccountId id) {
  return post_form(
      ctx, account_href(id, "schluessel"),
      h::all(plain_input(
                 {.name = "name", .label = tr("Wofür ist der Schlüssel?"), .hint = tr("Zum Beispiel: Terminabgleich")},
                 {}),
             ui::form_actions(ui::submit(tr("Schlüssel erstellen"), {.weight = ui::Weight::secondary}))));
}

ui::Row token_row(Context& ctx, AccountId account, const ApiToken& token) {
  ui::Row row;
  row.title = h::span(h::cls("kim-row__title"), token.name);
  row.meta = h::all(tr("erstellt am"), " ", ui::moment(token.created_at));
  if (token.ended_at) {
    row.end = ui::badge(ui::Tone::neutral, tr("beendet"));
    return row;
  }
  row.end = post_form(
      ctx, account_href(account, "schluessel/" + std::to_string(token.id) + "/beenden"),
      ui::submit(tr("Beenden"), {.weight = ui::Weight::secondary, .hidden = ": " + token.name, .small = true}), "");
  return row;
}

http::Response token_page(Context& ctx, const AccountRow& row, const std::string& token) {
  Page page = page_of(tr("Zugriffsschlüssel erstellt"), row);
  page.content = h::all(ui::alert(ui::Tone::warning, tr("Sie sehen den Schlüssel nur jetzt."),
                                  h::p(tr("Übertragen Sie ihn auf sicherem Weg. KIM speichert nur eine Prüfsumme.")),
                                  ui::Announce::status),
                        h::p(h::cls("kim-gap-top"), h::code_(token)),
                        ui::form_actions(ui::link_button(account_href(row.id), tr("Zurück zum Konto"))));
  return show(ctx, std::move(page));
}

http::Response post_token(Context& ctx, const Ask& ask) {
  const AccountRow row = SHOW_OR_FAIL(find_account(ctx, ask.id<AccountId>()));
  const std::string name = text::clean(ask.form.get("name"));
  if (name.empty() || text::length(name) > token_name_most || text::has_forbidden_characters(name))
    return error_page(
        ctx, ask, {ErrorCode::invalid, tr("Geben Sie in höchstens 60 Zeichen an, wofür der Schlüssel ist."), {}, {}});
  return token_page(ctx, row, SHOW_OR_FAIL(create_api_token(ctx, row.id, name)));
}

http::Response post_end_token(Context& ctx, const Ask& ask) {
  const AccountRow row = SHOW_OR_FAIL(find_account(ctx, ask.id<AccountId>()));
  SHOW_OR_FAIL(end_api_token(ctx, row.id, ask.number(1)));
  return done(ctx, account_href(row.id), tr("Der Schlüssel gilt nicht mehr."));
}

}  // namespace

std::string account_href(AccountId id, std::string_view act) {
  return "/konten/" + std::to_string(id.value()) + (act.empty() ? "" : "/") + std::string(act);
}

Fragment state_actions(const AccountRow& row) {
  const ui::ButtonLook look{.weight = ui::Weight::secondary};
  const Fragment lock = row.value.active ? ui::link_button(account_href(row.id, "sperren"), tr("Sperren"), look)
                                         : ui::link_button(account_href(row.id, "freigeben"), tr("Freigeben"), look);
  if (row.value.integration) return lock;
  return h::all(ui::link_button(account_href(row.id, "zuruecksetzen"), tr("Anmeldung zurücksetzen"), look), lock);
}

Fragment when_integration(Context& ctx, const AccountRow& row) {
  if (!row.value.integration) return {};
  std::vector<ui::Row> rows;
  if (const auto tokens = api_tokens(ctx, row.id))
    for (const ApiToken& token : *tokens) rows.push_back(token_row(ctx, row.id, token));
  return ui::section(
      {.id = "schluessel",
       .title = tr("Zugriffsschlüssel"),
       .count = std::to_string(rows.size()),
       .lead = tr("Mit einem Schlüssel ruft das angebundene Programm die Schnittstelle unter /api/v1 auf.")},
      h::all(ui::rows(rows), token_form(ctx, row.id)));
}

http::Response first_password_page(Context& ctx, std::string title, const Account& account,
                                   const std::string& password) {
  Page page;
  page.title = std::move(title);
  page.nav = "/konten";
  page.content = h::all(
      ui::alert(ui::Tone::warning, tr("Sie sehen das Passwort nur jetzt."),
                h::p(tr("Geben Sie es persönlich oder am Telefon weiter, nicht per E-Mail. Bei der ersten Anmeldung "
                        "wird es geändert.")),
                ui::Announce::status),
      h::div_(h::cls("kim-gap-top"), ui::facts({{tr("Name"), h::all(account.name)},
                                                {tr("Anmeldename"), h::all(account.login)},
                                                {tr("Erstes Passwort"), h::code_(h::cls("kim-num"), password)}})),
      ui::form_actions(ui::link_button("/konten", tr("Zurück zu den Konten"))));
  return show(ctx, std::move(page));
}

namespace {

http::Response show_release(Context& ctx, const Ask& ask) {
  const AccountRow row = SHOW_OR_FAIL(find_account(ctx, ask.id<AccountId>()));
  return ask_before(ctx, row, trf("Konto von {} freigeben?", {row.value.name}), "freigeben",
                    {.consequences = {tr("Die Anmeldung gelingt wieder mit dem bisherigen Passwort.")},
                     .button = tr("Konto freigeben"),
                     .cancel_href = account_href(row.id),
                     .danger = false});
}

}  // namespace

void account_state_routes(Routes& routes) {
  constexpr auto guard = needs(Right::account_manage);
  routes.get("/konten/{account}/sperren", guard, show_lock, "Konto sperren: Nachfrage");
  routes.post("/konten/{account}/sperren", guard, post_lock, "Konto sperren");
  routes.get("/konten/{account}/freigeben", guard, show_release, "Konto freigeben: Nachfrage");
  routes.post("/konten/{account}/freigeben", guard, post_release, "Konto freigeben");
  routes.get("/konten/{account}/zuruecksetzen", guard, show_reset, "Anmeldung zurücksetzen: Nachfrage");
  routes.post("/konten/{account}/zuruecksetzen", guard, post_reset, "Anmeldung zurücksetzen");
  routes.post("/konten/{account}/schluessel", guard, post_token, "Zugriffsschlüssel erstellen");
  routes.post("/konten/{account}/schluessel/{token}/beenden", guard, post_end_token, "Zugriffsschlüssel beenden");
}

}  // namespace kim::access
