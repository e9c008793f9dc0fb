// The catalogue of placeholders. A new one needs its value where texts are filled: documents/letter_values.cpp and
// referral_values.cpp for letters, consent/print_pages.cpp for sheets; a test fills each.
#include <map>

#include "base/i18n.h"
#include "base/record.h"
#include "base/text.h"
#include "domain/texts/notation.h"

namespace kim::texts {
namespace {

using record::N_;

struct OfKind {
  std::string_view kind, names;
};
// "!" must be there, "*" stands alone on its line, "^" begins a line that is printed only if it holds. A Verweisung has no {name}: what it may say of the person is released.
constexpr OfKind catalogue[] = {
    {"einwilligung", "person! verantwortlich! datenschutz fachkraft heute zwecke!* gueltig_bis! unterschrift!*"},
    {"entbindung",
     "person! verantwortlich! datenschutz fachkraft heute stelle! richtung!* angaben!* wozu! gueltig_bis! "
     "unterschrift!*"},
    {"information", "person verantwortlich! datenschutz! fachkraft heute"},
    {"nachweis", "person! verantwortlich! datenschutz! fachkraft heute! erlaubt!* entbindungen!* empfaenger!*"},
    {"widerruf",
     "person! verantwortlich! datenschutz! fachkraft heute! widerruf_am! widerruf_was! folgen!* empfaenger!*"},
    {"loeschung", "person! verantwortlich! datenschutz fachkraft heute stelle! angaben! widerruf_am! unterschrift!*"},
    {"einladung",
     "name! person verantwortlich datenschutz fachkraft! telefon! zeichen heute tag! uhrzeit! ort! anmerkung!*"},
    {"zielvereinbarung",
     "person! name verantwortlich datenschutz fachkraft telefon zeichen heute ueberpruefung! ziele!* anmerkung* "
     "unterschrift!*"},
    {"verweisung",
     "wen! anlass! angaben_zur_person!* weitere_angaben!* grundlage! bitte! verantwortlich fachkraft! telefon zeichen "
     "heute anmerkung*"},
    {"uebergabe",
     "name! person verantwortlich datenschutz fachkraft! neue_fachkraft! neue_stelle! neue_verantwortlich! seit! "
     "telefon! "
     "zeichen heute anmerkung!* absender! nur_geplant!^ nur_vollzogen!^ nur_gleich!^ nur_fragen!^ nur_gefragt!^"},
    {"uebergabeprotokoll",
     "person! name verantwortlich datenschutz fachkraft! neue_fachkraft! telefon zeichen heute! ziele* verweisungen* "
     "erlaubt* kasten* anmerkung!* unterschrift!*"},
    {"begleitheft",
     "person! name verantwortlich datenschutz! fachkraft! telefon! zeichen heute ueberpruefung ziele* erlaubt!* "
     "zeilen* "
     "anmerkung*"},
};

constexpr struct {
  std::string_view name, meaning;
} meanings[] = {
    {"person", N_("Name und Geburtsdatum der Person")},
    {"name", N_("Name der Person")},
    {"verantwortlich", N_("Stelle, die für die Daten verantwortlich ist")},
    {"datenschutz", N_("Ansprechstelle für Datenschutz")},
    {"fachkraft", N_("Name der Fachkraft")},
    {"neue_fachkraft", N_("Name der künftigen Fachkraft")},
    {"neue_stelle", N_("Team und Stelle der künftigen Fachkraft")},
    {"neue_verantwortlich", N_("Stelle, die künftig für die Daten verantwortlich ist")},
    {"seit", N_("Tag der Übernahme")},
    {"absender", N_("Wer den Brief schreibt: die bisherige, nach der Übernahme die neue Fachkraft")},
    {"nur_geplant", N_("Am Anfang einer Zeile: nur, solange die Übergabe angeboten ist")},
    {"nur_vollzogen", N_("Am Anfang einer Zeile: nur nach der Übernahme")},
    {"nur_gleich", N_("Am Anfang einer Zeile: nur, wenn die verantwortliche Stelle bleibt")},
    {"nur_fragen", N_("Am Anfang einer Zeile: nur, wenn eine andere Stelle neu um Einwilligung fragt")},
    {"nur_gefragt", N_("Am Anfang einer Zeile: nur, wenn eine andere Stelle die neue Einwilligung hat")},
    {"telefon", N_("Telefon der Stelle")},
    {"zeichen", N_("Nummer der Fallakte")},
    {"heute", N_("Tag, an dem das Schreiben erstellt wurde")},
    {"tag", N_("Tag des Gesprächs")},
    {"uhrzeit", N_("Uhrzeit des Gesprächs")},
    {"ort", N_("Ort des Gesprächs")},
    {"anmerkung", N_("Anmerkung der Fachkraft; entfällt, wenn es keine gibt")},
    {"gueltig_bis", N_("Letzter Tag, an dem die Erlaubnis gilt")},
    {"stelle", N_("Stelle, um die es geht")},
    {"richtung", N_("Wer wem etwas sagen darf")},
    {"angaben", N_("Um welche Angaben es geht")},
    {"wozu", N_("Zweck der Weitergabe")},
    {"widerruf_am", N_("Tag des Widerrufs")},
    {"widerruf_was", N_("Was widerrufen ist")},
    {"folgen", N_("Was nach dem Widerruf geschieht")},
    {"zwecke", N_("Zwecke zum Ankreuzen")},
    {"erlaubt", N_("Was die Person erlaubt hat")},
    {"entbindungen", N_("Mit wem gesprochen werden darf")},
    {"empfaenger", N_("Wer Angaben erhalten hat")},
    {"unterschrift", N_("Linien für Ort, Datum und Unterschrift")},
    {"ziele", N_("Offene Ziele als Tabelle")},
    {"ueberpruefung", N_("Tag der nächsten Überprüfung")},
    {"verweisungen", N_("Laufende Verweisungen")},
    {"kasten", N_("Punkte der Übergabe zum Ankreuzen")},
    {"zeilen", N_("Leere Zeilen zum Schreiben")},
    {"wen", N_("Um wen es geht, soweit der Name freigegeben ist")},
    {"anlass", N_("Anlass der Verweisung")},
    {"angaben_zur_person", N_("Freigegebene Angaben zur Person")},
    {"weitere_angaben", N_("Was sonst freigegeben ist; entfällt, wenn es nichts gibt")},
    {"grundlage", N_("Grundlage der Weitergabe")},
    {"bitte", N_("Bitte um Antwort mit Frist")},
};

std::vector<Placeholder> read(std::string_view names) {
  std::vector<Placeholder> list;
  for (std::string name : text::split(names, ' ')) {
    Placeholder one;
    while (name.find_last_of("!*^") == name.size() - 1) {
      (name.back() == '!' ? one.must : name.back() == '*' ? one.alone : one.first) = true;
      name.pop_back();
    }
    one.name = std::move(name);
    list.push_back(std::move(one));
  }
  return list;
}

std::map<std::string, std::vector<Placeholder>, std::less<>> read_catalogue() {
  std::map<std::string, std::vector<Placeholder>, std::less<>> all;
  for (const OfKind& one : catalogue) all.emplace(one.kind, read(one.names));
  return all;
}

}  // namespace

const std::vector<Placeholder>& placeholders(std::string_view kind) {
  static const auto all = read_catalogue();
  static const std::vector<Placeholder> none;
  const auto found = all.find(kind);
  return found == all.end() ? none : found->second;
}

std::string meaning(std::string_view name) {
  for (const auto& one : meanings)
    if (one.name == name) return tr(one.meaning);
  return std::string(name);
}

}  // namespace kim::texts
