// Zweiten Faktor einrichten: QR code, first code, recovery codes shown once. What it is not: checking codes at sign-in.
#include "base/i18n.h"
#include "domain/access/access_pages.h"
#include "platform/crypto/password.h"
#include "platform/html/decisions.h"
#include "platform/html/shell.h"

namespace kim::access {
namespace h = kim::html;
namespace {

using html::Fragment;

std::string set_up_context(const Context& ctx) {
  return "second factor set-up:" + std::to_string(ctx.actor.account.value());
}

/// The secret travels through the form sealed, so that it is stored nowhere before it is proven.
std::string sealed_secret(Context& ctx, std::string_view secret) {
  return crypto::hex(ctx.services.keyring.tenant_key("second factor set-up").seal(set_up_context(ctx), secret));
}

std::optional<std::string> opened_secret(Context& ctx, std::string_view sealed) {
  const auto bytes = crypto::from_hex(sealed);
  if (!bytes) return std::nullopt;
  return ctx.services.keyring.tenant_key("second factor set-up").open(set_up_context(ctx), *bytes);
}

/// Black on white in dark mode too: many cameras read nothing else.
Fragment qr_image(const std::string& uri) {
  const auto code = crypto::qr_code(uri);
  const std::string size = std::to_string(code.size);
  return h::svg(h::viewbox("0 0 ", size, " ", size), h::width("220"), h::height("220"), h::role("img"),
                h::aria_label(tr("QR-Code für die Authenticator-App")),
                h::rect(h::width(size), h::height(size), h::fill("#ffffff")),
                h::path(h::d(code.path), h::fill("#000000")));
}

/// ABCD EFGH ...: easier to type.
std::string in_groups(const std::string& letters) {
  std::string text;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i != 0 && i % 4 == 0) text += ' ';
    text += letters[i];
  }
  return text;
}

Fragment steps(Context& ctx, const std::string& secret) {
  const std::string issuer = "KIM " + ctx.services.tenant;
  return h::all(h::p(h::cls("kim-gap-top"),
                     tr("1. Öffnen Sie auf Ihrem Diensthandy eine Authenticator-App und scannen Sie dieses Bild.")),
                h::p(qr_image(crypto::totp_uri(secret, ctx.actor.login, issuer))),
                ui::fold(tr("Das Bild lässt sich nicht scannen?"),
                         h::all(h::p(tr("Geben Sie diesen Schlüssel in der App ein:")),
                                h::p(h::code_(h::cls("kim-num"), in_groups(crypto::base32(secret)))))),
                h::p(h::cls("kim-gap-top"), tr("2. Geben Sie den Code ein, den die App jetzt zeigt.")));
}

Fragment set_up_form(Context& ctx, const std::string& secret, bool replaces, const std::vector<FieldError>& errors) {
  const Fragment password = h::when(replaces, [&] {
    return plain_input(
        {.name = "password", .label = tr("Ihr Passwort"), .type = "password", .autocomplete = "current-password"},
        errors);
  });
  const PlainField code{.name = "code",
                        .label = tr("Code aus der App"),
                        .hint = tr("Sechs Ziffern. Leerzeichen sind erlaubt."),
                        .autocomplete = "one-time-code",
                        .css = "kim-code",
                        .inputmode = "numeric"};
  return post_form(ctx, "/anmeldung/zweiter-faktor",
                   h::all(h::input(h::type("hidden"), h::name_("secret"), h::value(sealed_secret(ctx, secret))),
                          plain_input(code, errors), password,
                          ui::form_actions(ui::submit(tr("Zweiten Faktor einrichten")), replaces ? "/profil" : "")),
                   "kim-form");
}

http::Response set_up_page(Context& ctx, const std::string& secret, const std::vector<FieldError>& errors, int status) {
  const bool replaces = second_factor_state(ctx).set_up;
  Page page;
  page.title = tr("Zweiten Faktor einrichten");
  page.error = !errors.empty();
  page.status = status;
  const std::string why =
      replaces ? tr("Der bisherige zweite Faktor und die bisherigen Wiederherstellungscodes gelten danach nicht mehr.")
               : tr("Zum Passwort kommt ein Code von Ihrem Handy. So kommt niemand an die Daten, der nur Ihr Passwort "
                    "kennt.");
  page.content = h::all(ui::sign_in_head(page.title, why),
                        forms::error_summary(tr("Der zweite Faktor ist noch nicht eingerichtet."), errors),
                        steps(ctx, secret), set_up_form(ctx, secret, replaces, errors));
  return show_bare(ctx, std::move(page), Column::narrow);
}

http::Response recovery_page(Context& ctx, const std::vector<std::string>& codes) {
  Page page;
  page.title = tr("Ihre Wiederherstellungscodes");
  page.content =
      h::all(ui::sign_in_head(page.title, tr("Der zweite Faktor ist eingerichtet. Diese Codes sehen Sie nur jetzt.")),
             h::p(h::cls("kim-gap-top"),
                  tr("Wenn Sie Ihr Handy einmal nicht haben, melden Sie sich mit einem dieser Codes an. Jeder gilt "
                     "einmal. Drucken Sie die Seite und verwahren Sie das Blatt verschlossen.")),
             h::ul(h::cls("kern-list kim-list"),
                   h::each(codes, [](const std::string& code) { return h::li(h::code_(h::cls("kim-num"), code)); })),
             h::div_(h::cls("kim-form__actions kim-noprint"), ui::link_button("/", tr("Weiter zu Mein Tag")),
                     ui::print_button("#inhalt", tr("Codes drucken"), {.weight = ui::Weight::secondary})));
  return show_bare(ctx, std::move(page), Column::narrow);
}

/// Set up only by who is signed in as far as the account allows: a password alone must never replace a second factor.
std::optional<http::Response> way_elsewhere(Context& ctx, const Ask& ask) {
  const auto found = found_session(ctx, ask);
  if (!found) return http::see_other("/anmeldung");
  if (found->stage != "full") return http::see_other("/anmeldung/code");
  if (found->must_change_password) return http::see_other("/anmeldung/passwort");
  return std::nullopt;
}

http::Response show_set_up(Context& ctx, const Ask& ask) {
  if (auto elsewhere = way_elsewhere(ctx, ask)) return std::move(*elsewhere);
  return set_up_page(ctx, crypto::new_totp_secret(), {}, 200);
}

http::Response post_set_up(Context& ctx, const Ask& ask) {
  if (auto elsewhere = way_elsewhere(ctx, ask)) return std::move(*elsewhere);
  const auto secret = opened_secret(ctx, ask.form.get("secret"));
  if (!own_form(ctx, ask) || !secret) return foreign_form(ctx, ask);
  if (second_factor_state(ctx).set_up)
    if (const auto proven = confirm_password(ctx, ask.form.get("password")); !proven)
      return set_up_page(ctx, *secret, errors_of(proven.error(), "password"), status_of(proven.error()));
  const auto codes = enable_second_factor(ctx, *secret, ask.form.get("code"));
  if (!codes) return set_up_page(ctx, *secret, errors_of(codes.error(), "code"), 422);
  return recovery_page(ctx, *codes);
}

}  // namespace

void second_factor_routes(Routes& routes) {
  constexpr auto half_way = open_to_all("Anmeldung; prüft Stand der Anmeldung und Formular selbst");
  routes.get("/anmeldung/zweiter-faktor", half_way, show_set_up, "Zweiten Faktor einrichten");
  routes.post("/anmeldung/zweiter-faktor", half_way, post_set_up, "Zweiten Faktor einrichten", 8 * 1024);
}

}  // namespace kim::access
