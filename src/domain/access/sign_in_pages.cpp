// Anmelden, Code bestätigen, neues Passwort, angemeldet bleiben, abmelden. What it is not: the rules (sign_in.cpp).
#include "base/i18n.h"
#include "domain/access/access_pages.h"
#include "domain/access/account.h"
#include "domain/access/dispatch.h"
#include "platform/html/decisions.h"
#include "platform/html/shell.h"

namespace kim::access {
namespace h = kim::html;
namespace {

using html::Fragment;

http::Response with_session(Context& ctx, http::Response response, std::string_view token) {
  return std::move(response.with("Set-Cookie", cookie(session_cookie_name(ctx.secure), token, ctx.secure)));
}

std::string with_way_on(std::string path, const std::string& way_on) {
  return way_on == "/" ? path : path + "?weiter=" + http::percent_encode(way_on);
}

// ---- password ----

Fragment sign_in_form(const http::Form& typed, const std::vector<FieldError>& errors) {
  return h::form(
      h::cls("kim-form"), h::method("post"), h::action("/anmeldung"), h::novalidate(),
      h::input(h::type("hidden"), h::name_("weiter"), h::value(local_path(typed.get("weiter")))),
      plain_input({.name = "login",
                   .label = tr("Anmeldename"),
                   .autocomplete = "username",
                   .value = std::string(typed.get("login"))},
                  errors),
      plain_input({.name = "password", .label = tr("Passwort"), .type = "password", .autocomplete = "current-password"},
                  errors),
      ui::form_actions(
          h::all(ui::submit(tr("Anmelden")), ui::text_link("/hilfe#passwort", tr("Passwort vergessen?")))));
}

std::string idle_sentence() {
  return trf("Nach {} Minuten ohne Eingabe meldet KIM Sie ab. Was Sie geschrieben haben, bleibt als Entwurf erhalten.",
             {std::to_string(session_idle_limit.count())});
}

http::Response sign_in_page(Context& ctx, const http::Form& typed, const std::vector<FieldError>& errors, int status) {
  Page page;
  page.title = tr("Anmelden");
  page.error = !errors.empty();
  page.status = status;
  page.content =
      h::all(ui::sign_in_head(page.title, trf("Kommunales Integrationsmanagement: {}", {ctx.services.tenant})),
             forms::error_summary(tr("Sie sind noch nicht angemeldet."), errors), sign_in_form(typed, errors),
             h::p(h::cls("kim-meta kim-gap-top"), idle_sentence()));
  return show_bare(ctx, std::move(page), Column::narrow);
}

http::Response show_sign_in(Context& ctx, const Ask& ask) {
  const auto found = found_session(ctx, ask);
  if (found && found->stage == "full") return http::see_other(local_path(ask.request.query.get("weiter")));
  return sign_in_page(ctx, ask.request.query, {}, 200);
}

std::vector<FieldError> missing_in(const http::Form& form) {
  std::vector<FieldError> errors;
  if (form.get("login").empty()) errors.push_back({"login", tr("Geben Sie Ihren Anmeldenamen ein.")});
  if (form.get("password").empty()) errors.push_back({"password", tr("Geben Sie Ihr Passwort ein.")});
  return errors;
}

http::Response post_sign_in(Context& ctx, const Ask& ask) {
  if (const auto errors = missing_in(ask.form); !errors.empty()) return sign_in_page(ctx, ask.form, errors, 422);
  const auto signed_in = sign_in(ctx.services, ask.form.get("login"), ask.form.get("password"), ctx.address);
  if (!signed_in)
    return sign_in_page(ctx, ask.form, errors_of(signed_in.error(), "login"), status_of(signed_in.error()));
  const std::string way_on = local_path(ask.form.get("weiter"));
  const bool to_code = signed_in->second_factor_due;
  return with_session(ctx, http::see_other(to_code ? with_way_on("/anmeldung/code", way_on) : way_on),
                      signed_in->token);
}

// ---- second factor ----

Fragment no_app_help() {
  return h::div_(
      h::cls("kim-gap-top"),
      ui::fold(tr("Kein Zugriff auf die App?"),
               h::p(tr("Geben Sie oben einen Ihrer Wiederherstellungscodes ein. Haben Sie keinen mehr, setzt die "
                       "KIM-Administration den zweiten Faktor zurück. Sie prüft vorher, dass Sie es sind."))));
}

http::Response code_page(Context& ctx, const std::string& way_on, const std::vector<FieldError>& errors, int status) {
  Page page;
  page.title = tr("Anmeldung bestätigen");
  page.error = !errors.empty();
  page.status = status;
  const Fragment fields = h::all(
      h::input(h::type("hidden"), h::name_("weiter"), h::value(way_on)),
      plain_input({.name = "code",
                   .label = tr("Code aus der App"),
                   .hint = tr("Sechs Ziffern. Leerzeichen sind erlaubt."),
                   .autocomplete = "one-time-code",
                   .css = "kim-code"},
                  errors),
      ui::form_actions(h::all(ui::submit(tr("Bestätigen")), ui::submit(tr("Abbrechen"), {.weight = ui::Weight::tertiary,
                                                                                         .formaction = "/abmelden",
                                                                                         .novalidate = true}))));
  page.content = h::all(
      ui::sign_in_head(
          page.title,
          trf("Öffnen Sie Ihre Authenticator-App und geben Sie den Code für „KIM {}“ ein.", {ctx.services.tenant}),
          tr("Schritt 2 von 2")),
      forms::error_summary(tr("Die Anmeldung ist noch nicht bestätigt."), errors),
      post_form(ctx, "/anmeldung/code", fields, "kim-form"), no_app_help());
  return show_bare(ctx, std::move(page), Column::narrow);
}

http::Response show_code(Context& ctx, const Ask& ask) {
  const auto found = found_session(ctx, ask);
  if (!found) return http::see_other("/anmeldung");
  if (found->stage != "password") return http::see_other("/");
  return code_page(ctx, local_path(ask.request.query.get("weiter")), {}, 200);
}

http::Response post_code(Context& ctx, const Ask& ask) {
  const auto found = found_session(ctx, ask);
  if (!found) return http::see_other("/anmeldung");
  if (!own_form(ctx, ask)) return foreign_form(ctx, ask);
  if (found->stage != "password") return http::see_other("/");
  const std::string way_on = local_path(ask.form.get("weiter"));
  const auto signed_in = second_factor(ctx, ask.form.get("code"));
  if (!signed_in) return code_page(ctx, way_on, errors_of(signed_in.error(), "code"), status_of(signed_in.error()));
  return with_session(ctx, http::see_other(way_on), signed_in->token);
}

// ---- new password ----

http::Response password_page(Context& ctx, bool forced, const std::vector<FieldError>& errors) {
  Page page;
  page.title = tr("Neues Passwort wählen");
  page.error = !errors.empty();
  page.status = errors.empty() ? 200 : 422;
  const Fragment fields =
      h::all(plain_input({.name = "old_password",
                          .label = tr("Bisheriges Passwort"),
                          .type = "password",
                          .autocomplete = "current-password"},
                         errors),
             plain_input({.name = "new_password",
                          .label = tr("Neues Passwort"),
                          .hint = tr("Mindestens 12 Zeichen. Gut sind mehrere Wörter, die nicht zusammengehören."),
                          .type = "password",
                          .autocomplete = "new-password"},
                         errors),
             plain_input({.name = "new_password_again",
                          .label = tr("Neues Passwort wiederholen"),
                          .type = "password",
                          .autocomplete = "new-password"},
                         errors),
             ui::form_actions(ui::submit(tr("Passwort ändern")), forced ? "" : "/profil"));
  const std::string why =
      forced ? tr("Ihr erstes Passwort kennt auch die Administration. Wählen Sie jetzt eines, das nur Sie kennen.")
             : tr("Ihre Anmeldungen auf anderen Geräten enden dabei.");
  page.content =
      h::all(ui::sign_in_head(page.title, why), forms::error_summary(tr("Das Passwort ist nicht geändert."), errors),
             post_form(ctx, "/anmeldung/passwort", fields, "kim-form"));
  return show_bare(ctx, std::move(page), Column::narrow);
}

http::Response show_password(Context& ctx, const Ask& ask) {
  const auto found = found_session(ctx, ask);
  if (!found || found->stage != "full") return http::see_other(found ? "/anmeldung/code" : "/anmeldung");
  return password_page(ctx, found->must_change_password, {});
}

http::Response post_password(Context& ctx, const Ask& ask) {
  const auto found = found_session(ctx, ask);
  if (!found || found->stage != "full") return http::see_other(found ? "/anmeldung/code" : "/anmeldung");
  if (!own_form(ctx, ask)) return foreign_form(ctx, ask);
  const bool forced = found->must_change_password;
  if (ask.form.get("new_password") != ask.form.get("new_password_again"))
    return password_page(ctx, forced,
                         {{"new_password_again", tr("Die Wiederholung stimmt nicht mit dem neuen Passwort überein.")}});
  const auto changed = change_own_password(ctx, ask.form.get("old_password"), ask.form.get("new_password"));
  if (!changed) return password_page(ctx, forced, errors_of(changed.error(), "old_password"));
  return done(ctx, forced ? "/" : "/profil", tr("Ihr neues Passwort gilt ab jetzt."));
}

// ---- staying and leaving ----

/// The guard has touched the session already; the script wants to know its new end.
http::Response post_stay(Context& ctx, const Ask& ask) {
  if (ask.request.header("sec-fetch-dest") != "empty") return done(ctx, "/", tr("Sie bleiben angemeldet."));
  http::Response response;
  response.status = 204;
  return response;
}

http::Response signed_out(Context& ctx, std::string message) {
  auto response = done(ctx, "/anmeldung", std::move(message));
  return std::move(response.with("Set-Cookie", cookie(session_cookie_name(ctx.secure), "", ctx.secure, 0)));
}

http::Response post_sign_out(Context& ctx, const Ask& ask) {
  if (!ctx.actor.account) return http::see_other("/anmeldung");
  if (!own_form(ctx, ask)) return foreign_form(ctx, ask);
  sign_out(ctx);
  return signed_out(ctx, tr("Sie sind abgemeldet."));
}

http::Response post_sign_out_everywhere(Context& ctx, const Ask&) {
  sign_out_everywhere(ctx);
  return signed_out(ctx, tr("Sie sind auf allen Geräten abgemeldet."));
}

}  // namespace

void sign_in_routes(Routes& routes) {
  constexpr auto before = open_to_all("Anmeldung");
  constexpr auto half_way = open_to_all("Anmeldung; prüft Stand der Anmeldung und Formular selbst");
  routes.get("/anmeldung", before, show_sign_in, "Anmelden");
  routes.post("/anmeldung", before, post_sign_in, "Anmelden", 8 * 1024);
  routes.get("/anmeldung/code", half_way, show_code, "Anmeldung mit zweitem Faktor bestätigen");
  routes.post("/anmeldung/code", half_way, post_code, "Anmeldung mit zweitem Faktor bestätigen", 8 * 1024);
  routes.get("/anmeldung/passwort", half_way, show_password, "Neues Passwort wählen");
  routes.post("/anmeldung/passwort", half_way, post_password, "Neues Passwort wählen", 8 * 1024);
  routes.post("/anmeldung/verlaengern", needs(Right::own_account), post_stay, "Angemeldet bleiben");
  routes.post("/abmelden", half_way, post_sign_out, "Abmelden");
  routes.post("/abmelden/ueberall", needs(Right::own_account), post_sign_out_everywhere, "Auf allen Geräten abmelden");
}

}  // namespace kim::access
