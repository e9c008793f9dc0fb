// Texts of error pages and parts of the sign-in column.
#include "base/i18n.h"
#include "platform/html/shell.h"

namespace kim::ui {
namespace h = kim::html;
namespace {

Fragment ways_list(const std::vector<Fragment>& ways) {
  return h::all(h::h2(h::cls("kern-heading-small kim-gap-top"), tr("Das können Sie tun")),
                h::ul(h::cls("kern-list kern-list--bullet kim-list"),
                      h::each(ways, [](const Fragment& way) { return h::li(way); })));
}

Fragment home_way() { return h::all(text_link("/", tr("Zurück zur Startseite")), "."); }

}  // namespace

Fragment error_text(const ErrorText& error) {
  const Fragment reference = h::when(!error.reference.empty(), [&] {
    return h::p(h::cls("kim-meta kim-gap-top"), tr("Kennung für Rückfragen:"), " ",
                h::span(h::cls("kim-num"), error.reference));
  });
  return h::div_(h::cls("kim-message"),
                 h::p(h::cls("kim-message__code"), trf("Fehler {}", {std::to_string(error.status)})),
                 h::h1(h::cls("kern-heading-large"), error.title), h::p(h::cls("kim-text"), error.text),
                 h::when(!error.ways.empty(), [&] { return ways_list(error.ways); }), reference);
}

ErrorText not_found_text(std::string reference) {
  return {
      404,
      tr("Diese Seite gibt es nicht"),
      tr("Vielleicht ist die Adresse unvollständig, oder der Eintrag wurde gelöscht. Es kann auch sein, dass er Ihnen "
         "nicht zugeordnet ist."),
      {h::all(tr("Suchen Sie oben nach dem Namen oder der Fallnummer.")),
       h::all(tr("Fragen Sie die zuständige Kollegin, wenn Ihnen der Link geschickt wurde.")), home_way()},
      std::move(reference)};
}

ErrorText refused_text(const std::string& why, std::string reference) {
  const std::string nothing_changed = tr("Es wurde nichts geändert.");
  return {
      403,
      tr("Dafür fehlt Ihnen die Berechtigung"),
      why.empty() ? nothing_changed : why + " " + nothing_changed,
      {h::all(tr("Brauchen Sie das Recht für Ihre Arbeit, wenden Sie sich an die koordinierende Stelle.")), home_way()},
      std::move(reference)};
}

ErrorText unavailable_text(std::string reference) {
  return {
      503,
      tr("KIM ist gerade gestört"),
      tr("Die Datenbank antwortet nicht. Was Sie zuletzt gesendet haben, ist nicht gespeichert."),
      {h::all(tr("Warten Sie einen Augenblick und laden Sie die Seite neu. Ihr Text wird dann noch einmal gesendet.")),
       h::all(tr("Dauert es länger, rufen Sie die KIM-Administration an."))},
      std::move(reference)};
}

Fragment sign_in_head(std::string_view title, std::string_view sub, std::string_view step) {
  return h::all(h::when(!step.empty(), [&] { return meta(step); }), h::h1(h::cls("kern-heading-large"), title),
                h::when(!sub.empty(), [&] { return h::p(h::cls("kim-pagehead__sub"), sub); }));
}

Fragment or_line() { return h::div_(h::cls("kim-or"), h::span(tr("oder"))); }

}  // namespace kim::ui
