#include "app/demo_imports.h"

#include "base/check.h"
#include "domain/imports/import.h"
#include "domain/imports/plan.h"

namespace kim::app::demo {
namespace {

constexpr std::string_view good_list =
    "Nachname;Vorname;Geburtsdatum;Geschlecht;Wohnort;Muttersprache;Aktenzeichen;Einwilligung vom;Nachweis\r\n"
    "Haidari;Nilofar;14.02.1994;w;Büren;Dari;IB-17/204;{day};Ordner 3, Blatt 17\r\n"
    "Bondarenko;Oksana;1986;w;Salzkotten;Ukrainisch;IB-17/205;{day};Ordner 3, Blatt 18\r\n"
    "Tesfay;Yonas;05.1999;m;Delbrück;Tigrinya;IB-17/206;{day};Ordner 3, Blatt 19\r\n";
constexpr std::string_view bad_list =
    "Nachname;Vorname;Geburtsdatum;Geschlecht;Wohnort;Telefon;Aktenzeichen;Einwilligung vom;Nachweis\r\n"
    "Rahimi;Parwin;24.05.1991;w;Salzkotten;05258 11111;IB-17/198;{day};Ordner 3, Blatt 11\r\n"
    "Petrov;Dimitar;31.02.1990;m;Büren;0170 000003;IB-17/199;{day};Ordner 3, Blatt 12\r\n"
    "Cissé;Mariama;1997;w;Köln;0170 000004;IB-17/200;{day};Ordner 3, Blatt 13\r\n"
    "Yousefi;Arash;12.12.1989;m;Delbrück;0170 000005;IB-17/201;;Ordner 3, Blatt 14\r\n";

template <class T>
T must(Result<T> result) {
  if (!result) raise_fault("Beispielwelt, Einlesen: " + result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// The list with a consent of three weeks ago for {day}.
std::string dated(std::string_view list, Day today) {
  constexpr std::string_view mark = "{day}";
  std::string text(list);
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
    text.replace(at, mark.size(), german(today - std::chrono::days(21)));
  return text;
}

void bring(Context& ctx, std::string_view name, std::string_view list) {
  const ImportId id = must(imports::upload(ctx, "cases", name, dated(list, ctx.today())));
  const auto sheets = must(imports::sheets(ctx, id));
  const auto fields = imports::proposed("cases", sheets.front().rows.front().cells);
  must(imports::check(ctx, id, 1, fields));
  imports::finish(ctx.services, imports::Ending::wait);
}

}  // namespace

void bring_lists(Context& ctx) {
  bring(ctx, "Beratungsliste Oktober.csv", good_list);
  bring(ctx, "Beratungsliste September.csv", bad_list);
}

}  // namespace kim::app::demo
