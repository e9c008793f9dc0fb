// Profil: who one is to KIM, how it looks, password, second factor, running sign-ins.
#include "base/i18n.h"
#include "domain/access/access_pages.h"
#include "domain/access/account.h"
#include "platform/html/decisions.h"

namespace kim::access {
namespace h = kim::html;
namespace {

using html::Fragment;

std::string or_none(const std::string& text) { return text.empty() ? tr("keines") : text; }

Fragment who_section(const Context& ctx) {
  const auto& role = info(ctx.actor.role);
  return ui::section({.id = "konto", .title = tr("Ihr Konto"), .lead = tr(role.purpose)},
                     ui::facts({{tr("Name"), h::all(ctx.actor.name)},
                                {tr("Anmeldename"), h::all(ctx.actor.login)},
                                {tr("Rolle"), h::all(tr(role.label))},
                                {tr("Team"), h::all(or_none(ctx.actor.team_name))}},
                               ui::FactsLook::two));
}

Fragment look_section(Context& ctx) {
  const std::string language(i18n::tag());
  const Fragment fields =
      h::all(radio_group("theme", tr("Helligkeit"),
                         {{"", tr("Wie mein Gerät")}, {"light", tr("Hell")}, {"dark", tr("Dunkel")}}, ctx.theme,
                         ForScript::theme),
             radio_group("language", tr("Sprache der Seiten"), {{"de", "Deutsch"}, {"en", "English"}}, language),
             ui::form_actions(ui::submit(tr("Darstellung speichern"), {.weight = ui::Weight::secondary})));
  return ui::section({.id = "darstellung", .title = tr("Darstellung")}, post_form(ctx, "/profil/darstellung", fields));
}

Fragment second_factor_facts(const SecondFactorState& state) {
  if (!state.set_up) return ui::state(ui::State::warn, tr("Nicht eingerichtet"));
  return h::all(ui::state(ui::State::ok, tr("Eingerichtet")),
                ui::meta(trn("Noch {} Wiederherstellungscode", "Noch {} Wiederherstellungscodes",
                             static_cast<long long>(state.recovery_codes))));
}

Fragment proof_section(Context& ctx) {
  const SecondFactorState state = second_factor_state(ctx);
  const std::string second = state.set_up ? tr("Zweiten Faktor neu einrichten") : tr("Zweiten Faktor einrichten");
  return ui::section(
      {.id = "anmeldung", .title = tr("Anmeldung")},
      h::all(ui::rows(
          {{.title = h::span(h::cls("kim-row__title"), tr("Passwort")),
            .meta = h::all(tr("Sie müssen es nicht regelmäßig ändern, nur wenn jemand es kennen könnte.")),
            .end = ui::link_button("/anmeldung/passwort", tr("Passwort ändern"),
                                   {.weight = ui::Weight::secondary, .small = true}),
            .stack = true},
           {.title = h::all(h::span(h::cls("kim-row__title"), tr("Zweiter Faktor")), second_factor_facts(state)),
            .meta = state.recovery_codes < 3 && state.set_up
                        ? h::all(tr("Neue Codes erhalten Sie, wenn Sie den zweiten Faktor neu einrichten."))
                        : Fragment(),
            .end =
                ui::link_button("/anmeldung/zweiter-faktor", second, {.weight = ui::Weight::secondary, .small = true}),
            .stack = true}})));
}

/// The page stands in a slice above; here is only the way to it.
Fragment calendar_section(const Context& ctx) {
  if (!ctx.actor.may(Right::case_list)) return {};
  return ui::section({.id = "kalender", .title = tr("Kalender auf Telefon und Rechner")},
                     h::p(tr("Ihr Kalenderprogramm kann Ihre Termine anzeigen, ohne Namen und Anlass."), " ",
                          ui::text_link("/kalender/abo", tr("Kalender abonnieren"))));
}

ui::Row session_row(const SessionRow& session) {
  ui::Row row;
  row.title = h::span(h::cls("kim-row__title"), tr("Angemeldet seit"), " ", ui::moment(session.created_at));
  row.meta = h::all(tr("Zuletzt benutzt"), " ", ui::moment(session.seen_at));
  if (session.current) row.end = ui::badge(ui::Tone::info, tr("Dieses Gerät"));
  return row;
}

Fragment sessions_section(Context& ctx) {
  std::vector<ui::Row> rows;
  for (const SessionRow& session : sessions(ctx)) rows.push_back(session_row(session));
  const Fragment leave = ui::submit(tr("Auf allen Geräten abmelden"), {.weight = ui::Weight::secondary});
  return ui::section({.id = "geraete", .title = tr("Wo Sie angemeldet sind"), .count = std::to_string(rows.size())},
                     h::all(ui::rows(rows), post_form(ctx, "/abmelden/ueberall", ui::form_actions(leave))));
}

http::Response show_profile(Context& ctx, const Ask&) {
  Page page;
  page.title = tr("Profil und Darstellung");
  page.content =
      h::all(who_section(ctx), look_section(ctx), proof_section(ctx), calendar_section(ctx), sessions_section(ctx));
  return show(ctx, std::move(page));
}

http::Response post_look(Context& ctx, const Ask& ask) {
  const std::string_view theme = ask.form.get("theme");
  if (!theme.empty() && theme != "light" && theme != "dark")
    return error_page(ctx, ask, {ErrorCode::bad_request, tr("Diese Helligkeit gibt es nicht."), {}, {}});
  SHOW_OR_FAIL(set_language(ctx, ask.form.get("language")));
  set_theme(ctx, theme);
  const i18n::Use language(ask.form.get("language") == "en" ? i18n::Language::en : i18n::Language::de);
  return done(ctx, "/profil", tr("Die Darstellung ist gespeichert."));
}

}  // namespace

void profile_routes(Routes& routes) {
  routes.get("/profil", needs(Right::own_account), show_profile, "Eigenes Profil");
  routes.post("/profil/darstellung", needs(Right::own_account), post_look, "Helligkeit und Sprache speichern");
}

}  // namespace kim::access
