// Hilfe, Datenschutz, Barrierefreiheit, and whether the program lives. Texts only; nothing is stored.
#include <initializer_list>

#include "base/i18n.h"
#include "domain/access/access_pages.h"

namespace kim::access {
namespace h = kim::html;
namespace {

using html::Fragment;

Fragment chapter(std::string_view id, std::string_view title, std::initializer_list<std::string> paragraphs) {
  Fragment text;
  for (const std::string& paragraph : paragraphs) text += h::p(h::cls("kim-text"), paragraph);
  return ui::section({.id = std::string(id), .title = std::string(title)}, text);
}

Fragment contact_line(const Context& ctx) {
  if (ctx.services.contact.empty())
    return h::p(h::cls("kim-text"),
                trf("Sie erreichen die KIM-Administration über die Telefonzentrale: {}.", {ctx.services.tenant}));
  return h::p(h::cls("kim-text"), tr("Sie erreichen die KIM-Administration unter"), " ",
              ui::text_link("mailto:" + ctx.services.contact, ctx.services.contact), ".");
}

Page page_of(std::string title, std::string sub, Fragment content) {
  Page page;
  page.title = std::move(title);
  page.sub = std::move(sub);
  page.content = std::move(content);
  return page;
}

// ---- help ----

Fragment work_chapters() {
  return h::all(
      chapter("ablauf", tr("Vom ersten Kontakt zum Abschluss"),
              {tr("Am Anfang steht die Anfrage. Sie enthält nur den Namen und einen Weg, die Person zu erreichen, und "
                  "verschwindet "
                  "nach 30 Tagen von selbst, wenn keine Einwilligung folgt."),
               tr("Mit der Einwilligung wird aus der Anfrage ein Fall. Danach folgen Erstgespräch, Falleinschätzung, "
                  "Entscheidung, "
                  "Ziele, Verweisungen und der Abschluss. Die Fallseite zeigt, was als Nächstes ansteht.")}),
      chapter(
          "einwilligung", tr("Was ist erlaubt?"),
          {tr("Die Leiste oben auf jeder Fallseite zeigt, welche Einwilligung gilt und mit wem Sie sprechen dürfen. "
              "Ohne Schweigepflichtentbindung geht nichts an eine andere Stelle."),
           tr("Widerruft eine Person, sind die Inhalte sofort gesperrt. KIM nennt Ihnen die Stellen, die schon etwas "
              "erhalten haben.")}),
      chapter("entwuerfe", tr("Es geht nichts verloren"),
              {tr("Was Sie in ein Formular schreiben, sichert KIM beim Schreiben als Entwurf. Er bleibt auch nach dem "
                  "Abmelden "
                  "erhalten. Sie finden ihn auf der Seite selbst und unter Mein Tag."),
               tr("Haben zwei Menschen dasselbe geändert, zeigt KIM beide Fassungen, und Sie wählen aus.")}));
}

Fragment tool_chapters() {
  return h::all(
      chapter("finden", tr("Jemanden finden"),
              {tr("Geben Sie oben einen Namen, ein Geburtsdatum oder eine Fallnummer ein. Andere Schreibweisen findet "
                  "KIM mit: "
                  "Öztürk auch als Oeztuerk und Ozturk.")}),
      chapter("tastatur", tr("Mit der Tastatur"),
              {tr("Die Taste / führt zur Suche, Esc schließt Menüs. Mit Tab erreichen Sie alles in der Reihenfolge, in "
                  "der es "
                  "auf der Seite steht.")}),
      chapter("passwort", tr("Passwort oder zweiter Faktor vergessen"),
              {tr("Die KIM-Administration setzt Ihr Passwort und den zweiten Faktor zurück. Sie prüft vorher, dass Sie "
                  "es sind, und gibt "
                  "Ihnen ein Passwort, das Sie beim ersten Anmelden ändern."),
               tr("Haben Sie nur Ihr Handy nicht dabei, melden Sie sich mit einem Wiederherstellungscode an.")}));
}

http::Response show_help(Context& ctx, const Ask&) {
  const Fragment contact =
      ui::section({.id = "kontakt", .title = tr("Wer hilft weiter?")},
                  h::all(contact_line(ctx),
                         h::p(h::cls("kim-text"), ui::text_link("/hilfe/datenschutz", tr("Fragen zum Datenschutz")))));
  return show_open(ctx, page_of(tr("Hilfe"), tr("Die wichtigsten Fragen zu KIM, kurz beantwortet"),
                                h::all(work_chapters(), tool_chapters(), contact)));
}

http::Response show_privacy_help(Context& ctx, const Ask&) {
  const Fragment content = h::all(
      chapter("menschen", tr("Daten der begleiteten Menschen"),
              {tr("KIM speichert nur, wozu eine Person eingewilligt hat. Namen, Adressen, Notizen und Einschätzungen "
                  "sind verschlüsselt, "
                  "mit einem eigenen Schlüssel je Person. Wird er vernichtet, sind die Daten auch in alten Sicherungen "
                  "nicht mehr lesbar."),
               tr("Zugang hat nur das zuständige Team. Administration, Lenkungsgruppe und Geschäftsführung sehen keine "
                  "Fallinhalte. "
                  "Ausländer- und Einbürgerungsbehörde sehen nur, was an sie gerichtet ist.")}),
      chapter("protokoll", tr("Was KIM über Ihre Arbeit festhält"),
              {tr("KIM protokolliert, wer wann welchen Fall geöffnet und was geändert hat. Das Protokoll dient dem "
                  "Schutz der Menschen und "
                  "wird nur vom Datenschutz eingesehen, nicht zur Kontrolle von Leistung."),
               tr("Es wird ein Cookie gesetzt, das nur der Anmeldung dient. Es gibt keine Auswertung von Besuchen und "
                  "keine Dienste Dritter.")}),
      chapter("gesperrt", tr("Ein Fall ist gesperrt"),
              {tr("Dann ist die Einwilligung widerrufen oder abgelaufen. Willigt die Person neu ein, nehmen Sie das "
                  "auf der Seite "
                  "„Einwilligung“ des Falls auf. Sonst prüft der Datenschutz die Löschung.")}),
      ui::section(
          {.id = "kontakt", .title = tr("Datenschutz erreichen")},
          h::all(h::p(h::cls("kim-text"),
                      trf("Die oder der Datenschutzbeauftragte: {}. Auskunft, Berichtigung und Löschung kann jede "
                          "betroffene Person dort verlangen.",
                          {ctx.services.tenant})),
                 contact_line(ctx))));
  return show_open(ctx, page_of(tr("Datenschutz in KIM"),
                                tr("Was gespeichert wird, wer es sieht, und wer Fragen beantwortet"), content));
}

// ---- accessibility ----

http::Response show_report_barrier(Context& ctx, const Ask&) {
  const Fragment content =
      h::all(chapter("was", tr("Was wir von Ihnen brauchen"),
                     {tr("Schreiben Sie, auf welcher Seite Sie nicht weiterkommen, was Sie tun wollten und womit Sie "
                         "arbeiten, zum Beispiel "
                         "mit einem Screenreader, mit Vergrößerung oder nur mit der Tastatur."),
                      tr("Schreiben Sie keine Namen oder Angaben von begleiteten Menschen in die Nachricht.")}),
             ui::section({.id = "kontakt", .title = tr("Wohin")}, contact_line(ctx)));
  return show_open(
      ctx, page_of(tr("Barriere melden"), tr("Etwas in KIM lässt sich nicht bedienen oder nicht lesen"), content));
}

http::Response show_accessibility(Context& ctx, const Ask&) {
  const Fragment content = h::all(
      chapter(
          "stand", tr("Stand"),
          {trf("Diese Erklärung gilt für KIM: {}. Maßstab sind § 10 BGG NRW, die BITVNRW und die WCAG 2.2, Stufe AA.",
               {ctx.services.tenant}),
           tr("Jede Seite wird bei jeder Änderung des Programms mit Werkzeugen auf diese Regeln geprüft, hell und "
              "dunkel, in schmaler und "
              "breiter Darstellung. Eine Prüfung durch Menschen mit Screenreadern steht noch aus.")}),
      chapter("grenzen", tr("Was noch nicht geht"),
              {tr("Uns ist derzeit keine Seite bekannt, die sich nicht bedienen lässt. Fällt Ihnen etwas auf, melden "
                  "Sie es uns.")}),
      ui::section({.id = "melden", .title = tr("Barriere melden")},
                  h::all(h::p(h::cls("kim-text"), ui::text_link("/barriere-melden", tr("So melden Sie eine Barriere"))),
                         contact_line(ctx),
                         h::p(h::cls("kim-text"),
                              tr("Hilft die Antwort nicht, können Sie sich an die Ombudsstelle für barrierefreie "
                                 "Informationstechnik des Landes Nordrhein-Westfalen wenden.")))));
  return show_open(ctx, page_of(tr("Erklärung zur Barrierefreiheit"), {}, content));
}

// ---- whether the program lives ----

/// A lost database is a Fault, which the dispatch answers with 503.
http::Response show_health(Context& ctx, const Ask&) {
  const auto one = ctx.db().number("SELECT 1");
  CHECK(one == 1);
  return http::json_response(R"({"status":"ok"})");
}

}  // namespace

void help_routes(Routes& routes) {
  routes.get("/hilfe", open_to_all("Hilfe, auch wenn die Anmeldung nicht gelingt"), show_help, "Hilfe");
  routes.get("/hilfe/datenschutz", open_to_all("Datenschutzhinweise sind öffentlich"), show_privacy_help,
             "Datenschutz in KIM");
  routes.get("/barriere-melden", open_to_all("von jeder Seite erreichbar (BITVNRW § 5)"), show_report_barrier,
             "Barriere melden");
  routes.get("/barrierefreiheit", open_to_all("von jeder Seite erreichbar (BITVNRW § 4)"), show_accessibility,
             "Erklärung zur Barrierefreiheit");
  routes.get("/healthz", open_to_all("Überwachung; antwortet ohne Daten"), show_health, "Lebenszeichen mit Datenbank");
}

}  // namespace kim::access
