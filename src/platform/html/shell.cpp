// The frame of every page: document head, header band, navigation, footer. Error and sign-in texts are in bare.cpp.
#include "platform/html/shell.h"

#include "base/i18n.h"
#include "platform/http/statics.h"

namespace kim::ui {
namespace h = kim::html;
namespace {

Fragment mark() {
  return h::svg(h::viewbox("0 0 32 32"), h::aria_hidden("true"), h::focusable("false"),
                h::rect(h::width("32"), h::height("32"), h::rx("7"), h::cls("kim-mark__ground")),
                h::g(h::cls("kim-mark__lines"), h::path(h::d("M9.5 7.5v17M9.5 16h5M16.5 14.2l6-6.7M16.5 17.8l6 6.7"))),
                h::circle(h::cx("15.6"), h::cy("16"), h::r("2.75"), h::cls("kim-mark__node")));
}

Fragment brand(const Frame& frame, bool with_home) {
  return h::a(h::cls("kim-brand"), h::href(frame.home), mark(), h::span(h::cls("kim-brand__name"), "KIM"),
              h::span(h::cls("kim-brand__tenant"), frame.tenant), with_home ? hidden(tr("Startseite")) : Fragment{});
}

std::string full_title(const Frame& frame) {
  return (frame.error ? tr("Fehler:") + " " : "") + frame.title + " – KIM " + frame.tenant;
}

Fragment document_head(const Frame& frame) {
  return h::head(h::meta(h::charset("utf-8")),
                 h::meta(h::name_("viewport"), h::content("width=device-width, initial-scale=1")),
                 h::title_(full_title(frame)), h::link_(h::rel("stylesheet"), h::href(http::static_url("kern.css"))),
                 h::link_(h::rel("stylesheet"), h::href(http::static_url("kim.css"))),
                 h::link_(h::rel("icon"), h::href(http::static_url("logo-mark.svg")), h::type("image/svg+xml")),
                 h::script(h::src(http::static_url("kim.js")), h::defer()));
}

Fragment footer(const Frame& frame) {
  const auto item = [](std::string_view href, const std::string& text) { return h::li(h::a(h::href(href), text)); };
  const std::string about =
      frame.demo ? tr("Beispieldaten. Personen, Zahlen und Vorgänge sind erfunden.") : "KIM " + frame.tenant;
  return h::footer(h::cls("kim-footer"),
                   h::div_(h::cls("kim-container kim-footer__bar"), h::p(about),
                           h::ul(item("/hilfe", tr("Hilfe")), item("/barriere-melden", tr("Barriere melden")),
                                 item("/barrierefreiheit", tr("Erklärung zur Barrierefreiheit")),
                                 item("/hilfe/datenschutz", tr("Datenschutz")))));
}

Fragment skip_link() { return h::a(h::cls("kim-skip"), h::href("#inhalt"), tr("Zum Inhalt springen")); }

// ---- header of a signed-in page ----

Fragment search(const Shell& shell) {
  const std::string label = shell.search_label.empty() ? tr("Person oder Fall suchen") : shell.search_label;
  const std::string hint = shell.search_hint.empty() ? tr("Person, Geburtsdatum oder Fallnummer") : shell.search_hint;
  return h::form(h::cls("kim-search"), h::role("search"), h::action("/suche"), h::method("get"),
                 h::label(h::cls("kern-sr-only"), h::for_("suche"), label),
                 h::input(h::cls("kim-search__input"), h::id("suche"), h::name_("q"), h::type("search"),
                          h::placeholder(hint), h::value(shell.search_word), h::autocomplete("off"),
                          h::when_attr(shell.search_key, h::data("key", "/"))),
                 h::button(h::cls("kim-search__button"), h::type("submit"), icon("search", IconSize::medium),
                           h::span(h::cls("kim-search__word"), tr("Suchen"))));
}

Fragment menu_link(const MenuItem& item) {
  return h::li(h::when_attr(item.separated, h::cls("kim-menu__sep")),
               h::a(h::cls("kim-menu__item"), h::href(item.href), h::when_attr(item.current, h::aria_current("page")),
                    item.icon.empty() ? Fragment{} : icon(item.icon), item.label));
}

Fragment sign_out(const Shell& shell) {
  return h::li(h::cls("kim-menu__sep"),
               h::form(h::method("post"), h::action("/abmelden"),
                       h::input(h::type("hidden"), h::name_("_csrf"), h::value(shell.csrf)),
                       h::button(h::cls("kim-menu__item"), h::type("submit"), icon("logout"), tr("Abmelden"))));
}

std::vector<MenuItem> account_items(const Shell& shell) {
  if (!shell.account_menu.empty()) return shell.account_menu;
  return {{tr("Profil und Darstellung"), "/profil", "account-circle", true}, {tr("Hilfe"), "/hilfe", "help"}};
}

Fragment menu(std::string_view summary_class, std::string_view only, std::string_view icon_name, std::string_view label,
              const Fragment& panel) {
  return h::details(h::cls("kim-menu ", only), h::summary(h::cls(summary_class), icon(icon_name), label),
                    h::div_(h::cls("kim-menu__panel"), panel));
}

Fragment create_menu(const Shell& shell) {
  if (shell.create.empty()) return {};
  const auto item = [](const NavLink& link) { return menu_link({link.label, link.href}); };
  return menu("kim-tool kim-tool--framed", "kim-only-wide", "add", tr("Neu"), h::ul(h::each(shell.create, item)));
}

Fragment account_menu(const Shell& shell) {
  return menu("kim-tool", "kim-only-wide", "account-circle", shell.account,
              h::ul(h::li(h::cls("kim-meta kim-menu__role"), shell.role), h::each(account_items(shell), menu_link),
                    sign_out(shell)));
}

/// Below 64rem: navigation, first "Neu" item and account in one menu.
Fragment narrow_menu(const Shell& shell) {
  const auto nav_item = [&](const NavLink& link) {
    return menu_link({link.label, link.href, "", false, link.href == shell.nav_current});
  };
  const Fragment create = h::when(!shell.create.empty(), [&] {
    return menu_link({shell.create.front().label, shell.create.front().href, "add", true});
  });
  const Fragment list =
      h::ul(h::each(shell.nav, nav_item), create, h::each(account_items(shell), menu_link), sign_out(shell));
  return menu("kim-tool", "kim-only-narrow", "dehaze", tr("Menü"), h::nav(h::aria_label(tr("Menü")), list));
}

Fragment header(const Shell& shell) {
  return h::header_(h::cls("kim-header"), h::div_(h::cls("kim-container kim-header__bar"), brand(shell.frame, true),
                                                  h::when(shell.search, [&] { return search(shell); }),
                                                  h::div_(h::cls("kim-header__tools"), create_menu(shell),
                                                          account_menu(shell), narrow_menu(shell))));
}

Fragment wide_nav(const Shell& shell) {
  const auto item = [&](const NavLink& link) {
    return h::li(h::a(h::cls("kim-nav__link"), h::href(link.href),
                      h::when_attr(link.href == shell.nav_current, h::aria_current("page")), link.label));
  };
  return h::nav(h::cls("kim-nav kim-only-wide"), h::aria_label(tr("Hauptbereiche")),
                h::div_(h::cls("kim-container"), h::ul(h::cls("kim-nav__list"), h::each(shell.nav, item))));
}

/// Closed until the script opens it two minutes before the sign-in runs out.
Fragment session_dialog(const Shell& shell) {
  const auto csrf = [&] { return h::input(h::type("hidden"), h::name_("_csrf"), h::value(shell.csrf)); };
  const Fragment stay = submit(tr("Angemeldet bleiben"));
  const Fragment leave = submit(tr("Jetzt abmelden"), {.weight = Weight::secondary, .formaction = "/abmelden"});
  return h::dialog(h::cls("kern-dialog"), h::id("anmeldung-endet"), h::aria_labelledby("anmeldung-endet-titel"),
                   h::div_(h::cls("kern-dialog__header"), h::h2(h::cls("kern-title"), h::id("anmeldung-endet-titel"),
                                                                tr("Sie werden in 2 Minuten abgemeldet"))),
                   h::section(h::cls("kern-dialog__body"),
                              h::p(tr("Ihr Entwurf ist gesichert und wartet nach der nächsten Anmeldung auf Sie."))),
                   h::form(h::cls("kern-dialog__footer"), h::method("post"), h::action("/anmeldung/verlaengern"),
                           csrf(), leave, stay));
}

h::Attribute theme(const Frame& frame) {
  return h::when_attr(!frame.theme.empty(), h::data("kern-theme", frame.theme));
}

/// Sentences the script needs, in the language of the page.
std::string script_texts() {
  return tr("Entwurf um {} Uhr gesichert") + "|" + tr("Noch {} Zeichen") + "|" + tr("{} Zeichen zu lang");
}

std::string document(const Frame& frame, const Fragment& body) {
  return h::all(h::Fragment::trusted("<!DOCTYPE html>\n"),
                h::html_(h::lang(i18n::tag()), theme(frame), document_head(frame), body))
      .str();
}

}  // namespace

std::string page(const Shell& shell) {
  return document(
      shell.frame,
      h::body(h::when_attr(shell.print_wide, h::cls("kim-print-wide")), h::data("texts", script_texts()),
              h::when_attr(!shell.session_ends.empty(), h::data("session-ends", shell.session_ends)), skip_link(),
              header(shell), wide_nav(shell), shell.above,
              h::main_(h::cls("kim-main"), h::id("inhalt"), h::tabindex(-1),
                       h::div_(h::cls("kim-container"), shell.content)),
              footer(shell.frame), h::when(!shell.session_ends.empty(), [&] { return session_dialog(shell); })));
}

std::string page(const BarePage& bare) {
  const Fragment content = bare.narrow ? h::div_(h::cls("kim-signin"), bare.content) : bare.content;
  return document(bare.frame,
                  h::body(skip_link(),
                          h::header_(h::cls("kim-header"),
                                     h::div_(h::cls("kim-container kim-header__bar"), brand(bare.frame, false))),
                          h::main_(h::cls("kim-main", bare.narrow ? " kim-main--bare" : ""), h::id("inhalt"),
                                   h::tabindex(-1), h::div_(h::cls("kim-container"), content)),
                          footer(bare.frame)));
}

}  // namespace kim::ui
