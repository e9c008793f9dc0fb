// One sample of every component on one page. With KIM_SAMPLE_DIR set, the pages are written there for a browser.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "platform/html/decisions.h"
#include "platform/html/markup_test.h"
#include "platform/html/shell.h"
#include "platform/html/tables.h"
#include "platform/html/timeline.h"

namespace kim::ui {
namespace {

namespace h = kim::html;
using std::chrono::November;
using std::chrono::October;

constexpr Day kToday = Day(std::chrono::year(2026) / November / 25);

Fragment words(std::string_view text) { return h::all(text); }

Fragment sample_rows() {
  const std::vector<Row> items = {{due(in_days(kToday - std::chrono::days(4), kToday), Due::late),
                                   row_title("/aufgaben/1", "Zeugnis nachfordern"), words("Parwin Rahimi"),
                                   submit("Erledigt", {.weight = Weight::secondary,
                                                       .icon = "check",
                                                       .hidden = ": Zeugnis nachfordern",
                                                       .small = true,
                                                       .icon_on_phone = true})},
                                  {words("Do, 26.11."), row_title("/aufgaben/2", "Rückruf Wohnungsgesellschaft"),
                                   words("Familie Tesfay"), badge(Tone::danger, "Titel"), true}};
  return section({.id = "h-aufgaben",
                  .title = "Zu erledigen",
                  .count = "2",
                  .link = link("/aufgaben", "Alle Aufgaben"),
                  .lead = "Nach Fälligkeit"},
                 rows(items, RowsLook::lead));
}

Fragment sample_table(const http::Form& query) {
  const Table made{.label = "Meine offenen Fälle",
                   .columns = {{.label = "Person", .sort_key = "name"},
                               {.label = "Kommune", .sort_key = "kommune", .wide_only = true},
                               {.label = "Fällig", .nowrap = true},
                               {.label = "Kontakte", .number = true},
                               {.label = "Hinweis"}},
                   .rows = {{cell_main("/faelle/1", "Al-Khatib, Samir", "KIM-2025-0288"), words("Salzkotten"),
                             due(date(kToday), Due::late), words("14"), badge(Tone::warning, "Ziel stockt")},
                            {cell_main("/faelle/2", "Bajrami, Arta", "KIM-2026-0502"), words("Hövelhof"), date(kToday),
                             words("3"), Fragment{}}},
                   .query = &query,
                   .default_sort = "name"};
  const Filter filter{.fields = {{"phase", "Phase", {{"a", "Erstgespräch"}, {"b", "Begleitung"}}}, {"ort", "Ort"}}};
  return h::all(views("Ansichten", {{"Meine offenen", "/faelle", 1120, true}, {"Anfragen", "/anfragen", 3}}),
                filter_box(filter, query),
                table_head("61 Fälle", "sortiert nach Name", link("?druck=1", "Liste drucken")), table(made),
                paging(query, 261));
}

Fragment sample_path() {
  return path({{StepState::done, words("Anfrage"), words("28.05.2026")},
               {StepState::now, words("Begleitung"), words("Überprüfung am 15.12.2026"), meta("seit 06.07.2026")},
               {StepState::open, words("Abschluss"), words("noch nicht")},
               {StepState::stopped, words("Verweisung"), words("abgelehnt")}});
}

Fragment sample_goals() {
  return goals({{.id = "z1",
                 .words = "Ich will wieder als Hebamme arbeiten.",
                 .badge = badge(Tone::info, "In Arbeit"),
                 .agreed = "Der Antrag auf Anerkennung ist vollständig.",
                 .done = 2,
                 .steps = 5,
                 .meta = words("Anerkennung, bis 31.03.2027"),
                 .href = "/ziele/1",
                 .obstacle = "kein Platz",
                 .obstacle_link = link("/hinweise/neu", "Als Strukturhinweis melden")},
                {.id = "z2",
                 .words = "Eine eigene Wohnung.",
                 .badge = badge(Tone::neutral, "Offen"),
                 .agreed = "",
                 .href = "/ziele/2"}});
}

Fragment sample_timeline() {
  return timeline({{kToday,
                    "talk",
                    words("Beratung im Büro"),
                    "Mi, 25.11. · 50 Minuten",
                    words("Bescheid besprochen"),
                    {words("Miriam Kessler"), words("Dari")}},
                   {kToday - std::chrono::days(2), "lock", words("Anvertraute Notiz"), "Mo, 23.11."},
                   {Day(std::chrono::year(2026) / October / 8), "doc", words("Bescheid"), "Do, 08.10.", {}, {}, true}});
}

Fragment sample_messages() {
  return h::all(
      saved_message("Kontakt mit Parwin Rahimi gespeichert", text_link("/", "Rückgängig machen")),
      alert(Tone::warning, "Die Aufenthaltserlaubnis läuft in 68 Tagen ab", h::p("Bis 31.01.2027")),
      draft_found("heute um 08:14 Uhr", "Falleinschätzung", "/e",
                  submit("Entwurf verwerfen", {.weight = Weight::secondary, .small = true})),
      note("shield", h::p("Nur mit Entbindung.")),
      empty_state("Noch keine Verweisungen", "Hier stehen Verweisungen.", link_button("/neu", "Entbindung aufnehmen")));
}

Fragment sample_decisions() {
  const Confirmation ask{.content = h::p("Nur die Entbindung gegenüber der Kita Sonnenhügel"),
                         .consequences = {"Es geht nichts mehr an die Kita Sonnenhügel."},
                         .button = "Widerruf speichern",
                         .cancel_href = "/"};
  return h::all(h::form(h::cls("kim-form"), h::method("post"), h::action("/widerruf"), confirmation(ask)),
                task_list("t", {{"Ziele auswerten", "/a", Tone::success, "Erledigt"},
                                {"Rückmeldung", "/b", Tone::neutral, "Freiwillig"}}),
                check_list({{"An", words("MBE Caritas")}, {"Antwort bis", date(kToday)}}, "/zurueck"),
                progress_bar("p", "1.240 von 3.100 Kontakten", 1240, 3100));
}

Fragment sample_conflict() {
  const TwoVersions page{.fields = {{"ziel",
                                     "Vereinbartes Ziel",
                                     {"t", "Jonas Wittkamp, heute 10:21 Uhr",
                                      marked_difference("Platz zum 01.03.2027", "Platz zum 01.02.2027")},
                                     {"m", "Ihre Fassung", words("Platz zum 01.02.2027")}}},
                         .merged = {{"Nächster Schritt, von Ihnen", words("Anrufen")}},
                         .hidden = {{"version", "4"}},
                         .discard_href = "/"};
  return h::form(h::cls("kim-conflict kim-form--wide"), h::method("post"), h::action("/ziel"), two_versions(page));
}

Fragment sample_side() {
  return h::all(
      panel("h-phasen", "Wo steht der Fall?", sample_path(), {.link = link("/verlauf", "Verlauf")}),
      panel("h-status", "Aufenthalt",
            facts({{"Rechtskreis", words("SGB II")}, {"Seit", date(PartialDate{2024, 9, 0})}}), {.outline = true}),
      panel("h-stellen", "Stellen",
            rows({{{}, words("MBE Caritas"), words("Frau Lohmann"), state(State::ok, "Entbindung bis 31.08.2027")},
                  {{}, words("Ausländerbehörde"), {}, state(State::none, "keine Weitergabe")}},
                 RowsLook::plain)));
}

Fragment sample_content(const http::Form& query) {
  const Fragment actions = h::all(link_button("/kontakt", "Kontakt erfassen", {.icon = "add"}),
                                  print_button("/druck", "Drucken", {.weight = Weight::secondary}),
                                  more_menu({{"Fall übergeben", "/u"}, {"Fall abschließen", "/a", "", true}}));
  const Fragment head = h::all("Parwin Rahimi ", script_name("پروین رحیمی", "prs", "rtl"));
  return h::all(
      breadcrumb({{"Fälle", "/faelle"}, {"Parwin Rahimi", ""}}), page_head({head, words("35 Jahre · Dari"), actions}),
      sub_nav("Bereiche des Falls", {{"Übersicht", "/faelle/1"}, {"Verlauf", "/faelle/1/verlauf"}}, "/faelle/1"),
      split(h::all(sample_messages(), sample_rows(), section({.id = "h-ziele", .title = "Ziele"}, sample_goals()),
                   section({.id = "h-verlauf", .title = "Verlauf"}, sample_timeline()),
                   section({.id = "h-akt", .title = "Entscheidungen", .plain = true}, sample_decisions()),
                   sample_conflict(), fold("Ort und Anwesende", h::p("Rathaus"), "freiwillig")),
            sample_side()),
      sample_table(query));
}

Shell sample_shell(const http::Form& query) {
  Shell shell;
  shell.frame = {.title = "Muster", .tenant = "Kreis Paderborn", .demo = true};
  shell.account = "Miriam Kessler";
  shell.role = "Case Management · Salzkotten";
  shell.csrf = "geheim";
  shell.session_ends = "2099-01-01T00:00:00Z";
  shell.nav = {{"Mein Tag", "/"}, {"Fälle", "/faelle"}};
  shell.nav_current = "/faelle";
  shell.create = {{"Kontakt erfassen", "/kontakt"}, {"Anfrage aufnehmen", "/anfragen/neu"}};
  shell.above = case_bar({.who = "Parwin Rahimi",
                          .number = "KIM-2026-0417",
                          .items = {{State::ok, text_link("/einwilligung", "Einwilligung bis 31.08.2027")},
                                    {State::none, words("nicht an die Ausländerbehörde"), true}}});
  shell.content = sample_content(query);
  return shell;
}

void offer_to_browser(const std::string& name, const std::string& page) {
  if (const char* folder = std::getenv("KIM_SAMPLE_DIR")) std::ofstream(std::string(folder) + "/" + name) << page;
}

void expect_sound(const std::string& name, const std::string& page) {
  EXPECT_EQ(markup::tag_fault(page), "") << name;
  EXPECT_EQ(markup::id_fault(page), "") << name;
  offer_to_browser(name, page);
}

TEST(Sample, A_page_with_every_component_is_sound) {
  const http::Form query({{"phase", "b"}, {"sortierung", "-name"}, {"seite", "5"}});
  expect_sound("muster.html", page(sample_shell(query)));
}

TEST(Sample, Sign_in_and_error_pages_are_sound) {
  const Frame frame{.title = "Anmelden", .tenant = "Kreis Paderborn", .theme = "dark", .demo = true};
  expect_sound("anmelden.html",
               page(BarePage{frame, sign_in_head("Anmelden", "Kommunales Integrationsmanagement", "Schritt 1 von 2")}));
  for (const ErrorText& text :
       {not_found_text("a-1"), refused_text("Das darf nur die Koordination.", "a-2"), unavailable_text("a-3")})
    expect_sound("fehler-" + std::to_string(text.status) + ".html", page(BarePage{frame, error_text(text), false}));
}

}  // namespace
}  // namespace kim::ui
