#include "domain/imports/template.h"

namespace kim::imports {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";  // tells Excel that it is UTF-8

std::string cases_csv(Day today) {
  const std::string given = german(today - std::chrono::days(30));
  return "Familienname;Vornamen;Geburtsdatum;Geschlecht;Staatsangehörigkeit;Straße;Telefon;Sprachen;Sprachniveau;"
         "Aktenzeichen;Einwilligung vom;Nachweis\r\n"
         "Muster;Amina;24.05.1991;weiblich;Syrien;Beispielweg 1;05251 000001;Arabisch, Deutsch;B1;IB-17/204;" +
         given +
         ";Ordner 3, Blatt 17\r\n"
         "Beispiel;Mykola;1988;männlich;Ukraine;Beispielweg 2;05251 000002;Ukrainisch;A2;IB-17/205;" +
         given + ";Ordner 3, Blatt 18\r\n";
}

std::string contacts_csv(Day today) {
  const std::string day = german(today - std::chrono::days(7));
  return "Aktenzeichen;Datum;Kontaktform;Minuten;Notiz\r\n"
         "IB-17/204;" +
         day +
         ";Im Büro;45;\"Antrag auf Kita-Platz besprochen.\nTermin beim Jugendamt vereinbart.\"\r\n"
         "IB-17/205;" +
         day + ";Telefon;10;Kurs beginnt im Januar.\r\n";
}

}  // namespace

std::string template_csv(std::string_view kind, Day today) {
  return std::string(mark) + (kind == "contacts" ? contacts_csv(today) : cases_csv(today));
}

}  // namespace kim::imports
