// /einlesen/{import}: the report before, the progress during, the result after; and the way back.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/imports/import_pages.h"
#include "domain/imports/steps.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::imports {
namespace {

using access::Right;
using namespace html;

constexpr int findings_per_page = 50;
constexpr std::int64_t many_rows = 2000;  // the one writer is taken for longer than one would notice
constexpr std::string_view refresh_seconds = "2";

std::string rows_words(std::int64_t rows) {
  return rows == 1 ? tr("1 Zeile") : trf("{} Zeilen", {text::german_number(rows)});
}

Fragment facts_of(Context& ctx, const StoredImport& stored) {
  const Import& import = stored.value;
  std::vector<ui::Fact> facts{{tr("Datei"), all(import.file_name)},
                              {tr("Hochgeladen"), ui::moment(stored.created_at)},
                              {tr("Von"), all(access::account_name(ctx, stored.created_by))}};
  if (import.rows) facts.push_back({tr("Zeilen"), all(text::german_number(*import.rows))});
  if (import.keep_until) facts.push_back({tr("Datei wird gelöscht nach"), ui::date(*import.keep_until)});
  return ui::panel("h-datei", tr("Datei"), ui::facts(facts));
}

// ---- while a thread works ----

std::string working_title(const Import& import) {
  if (import.state == "checking") return tr("Zeilen werden geprüft");
  return import.state == "writing" ? tr("Zeilen werden eingelesen") : tr("Einlesen wird zurückgenommen");
}

http::Response progress_page(Context& ctx, const StoredImport& import, const Progress& now) {
  Page page = page_of(import, working_title(import.value));
  page.sub = tr("Sie können diese Seite verlassen; KIM arbeitet weiter.");
  page.content = ui::stack(all(ui::progress_bar("fortschritt",
                                                now.of == 0 ? tr("Die Tabelle wird gelesen.")
                                                            : trf("{0} von {1} Zeilen", {text::german_number(now.done),
                                                                                         text::german_number(now.of)}),
                                                now.done, std::max<std::int64_t>(now.of, 1)),
                               p(tr("Diese Seite aktualisiert sich alle zwei Sekunden.")),
                               ui::actions(ui::link_button(import_href(import.id), tr("Jetzt aktualisieren"),
                                                           {.weight = ui::Weight::secondary}))));
  http::Response response = show(ctx, std::move(page));
  response.with("Refresh", std::string(refresh_seconds));
  return response;
}

http::Response stopped_page(Context& ctx, const StoredImport& import) {
  Page page = page_of(import, tr("Einlesen unterbrochen"));
  page.content = ui::stack(all(
      ui::alert(
          ui::Tone::warning, tr("KIM wurde mitten in diesem Schritt beendet."),
          p(tr("Davon ist nichts geschrieben: Ein Schritt gilt ganz oder gar nicht. Beginnen Sie ihn noch einmal."))),
      one_button(ctx, import, "fortsetzen", tr("Weiter"), {})));
  return show(ctx, std::move(page));
}

// ---- the report ----

Fragment findings_table(const http::Form& query, const std::vector<Finding>& findings) {
  const auto total = static_cast<long long>(findings.size());
  const long long first = (ui::page_of(query, total, findings_per_page) - 1) * findings_per_page;
  ui::Table table{
      .label = tr("Fehler und Hinweise"),
      .columns = {{.label = tr("Wo?"), .nowrap = true}, {.label = tr("Spalte")}, {.label = tr("Was ist damit?")}}};
  for (long long n = first; n < std::min(total, first + findings_per_page); ++n) {
    const Finding& one = findings[static_cast<std::size_t>(n)];
    const bool error = one.level == Level::error;
    table.rows.push_back({all(one.row == 0 ? tr("Ganze Tabelle") : trf("Zeile {}", {std::to_string(one.row)})),
                          all(one.column),
                          ui::state_inline(error ? ui::State::stop : ui::State::warn,
                                           (error ? tr("Fehler: ") : tr("Hinweis: ")) + one.message)});
  }
  return all(ui::table(table, "befunde"), ui::paging(query, total, findings_per_page));
}

Fragment verdict(const Import& import) {
  const std::int64_t errors = import.errors.value_or(0), rows = import.rows.value_or(0);
  if (!import.refused_why.empty())
    return ui::alert(ui::Tone::danger, tr("Es wurde nichts eingelesen."), p(import.refused_why), ui::Announce::alert);
  if (errors > 0)
    return ui::alert(ui::Tone::warning,
                     trf("Noch nichts eingelesen: {} Fehler gefunden.", {text::german_number(errors)}),
                     p(tr("Eine Datei wird ganz eingelesen oder gar nicht. Berichtigen Sie die Zeilen in Ihrem "
                          "Programm und laden Sie "
                          "die Datei neu hoch, oder ändern Sie die Zuordnung der Spalten.")));
  return ui::alert(ui::Tone::success, trf("Geprüft ohne Fehler: {}.", {rows_words(rows)}),
                   p(tr("Noch ist nichts eingelesen. Lesen Sie die Hinweise, bevor Sie bestätigen.")));
}

ui::Confirmation confirmation_of(const StoredImport& stored) {
  const Import& import = stored.value;
  const std::string rows = rows_words(import.rows.value_or(0));
  ui::Confirmation ask;
  ask.consequences_title = tr("Das geschieht nach der Bestätigung");
  if (import.kind == "contacts") {
    ask.consequences = {
        trf("{} werden zu Kontakten der genannten Fälle, mit Ihnen als Verfasserin oder Verfasser.", {rows})};
  } else {
    ask.consequences = {trf("{} werden zu Personen mit Einwilligung und Fallakte. Zuständig sind Sie.", {rows})};
  }
  ask.consequences.push_back(
      tr("Scheitert eine Zeile, wird keine eingelesen. Die hochgeladene Datei wird danach gelöscht."));
  ask.consequences.push_back(
      tr("Zurücknehmen können Sie das Einlesen, solange niemand mit den Einträgen gearbeitet hat."));
  if (import.rows.value_or(0) >= many_rows)
    ask.consequences.push_back(tr("Bei dieser Menge kann das Speichern für andere bis zu einer halben Minute dauern."));
  ask.button = trf("{} einlesen", {rows});
  ask.cancel_href = home;
  ask.danger = false;
  return ask;
}

http::Response report_page(Context& ctx, const Ask& ask, const StoredImport& import) {
  const auto id = ImportId(import.id);
  const auto all_findings = SHOW_OR_FAIL(findings(ctx, id));
  note_opened(ctx, id, "import_report");
  Page page = page_of(import, tr("Prüfbericht"));
  page.sub = tr("Schritt 3 von 3: prüfen und bestätigen");
  const bool ready = import.value.errors.value_or(0) == 0 && import.value.rows.value_or(0) > 0;
  Fragment main = verdict(import.value);
  if (!all_findings.empty()) main += findings_table(ask.request.query, all_findings);
  if (ready)
    main += post_form(ctx, import_href(import.id, "einlesen"),
                      all(version_field(import), ui::confirmation(confirmation_of(import))), "kim-form");
  main +=
      ui::actions(all(ui::link_button(import_href(import.id, "zuordnen"), tr("Zuordnung ändern"),
                                      {.weight = ready ? ui::Weight::secondary : ui::Weight::primary}),
                      one_button(ctx, import, "verwerfen", tr("Datei löschen"), {.weight = ui::Weight::secondary})));
  page.content = ui::split(main, facts_of(ctx, import));
  return show(ctx, std::move(page));
}

// ---- afterwards ----

Fragment result_of(Context& ctx, const StoredImport& import) {
  const std::int64_t rows = import.value.rows.value_or(0);
  if (import.value.state == "undone")
    return ui::alert(ui::Tone::info, trf("Zurückgenommen: {}. Alles ist, wie es vorher war.", {rows_words(rows)}));
  if (import.value.state == "dropped")
    return ui::alert(ui::Tone::info, tr("Die Datei ist gelöscht. Es wurde nichts eingelesen."));
  Fragment part = ui::alert(ui::Tone::success, trf("Eingelesen: {}.", {rows_words(rows)}),
                            p(tr("Die hochgeladene Datei ist gelöscht.")));
  if (!import.value.refused_why.empty())
    part += ui::alert(ui::Tone::danger, tr("Das Einlesen wurde nicht zurückgenommen."), p(import.value.refused_why));
  const auto used = used_rows(ctx, ImportId(import.id));
  if (!used.empty())
    return all(part, ui::alert(ui::Tone::info, tr("Zurücknehmen ist nicht mehr möglich."), p(used_sentence(used))));
  return all(part, ui::actions(all(ui::link_button("/faelle", tr("Zu den Fällen"), {}),
                                   ui::link_button(import_href(import.id, "zuruecknehmen"), tr("Zurücknehmen"),
                                                   {.weight = ui::Weight::secondary}))));
}

http::Response result_page(Context& ctx, const StoredImport& import) {
  Page page = page_of(import, tr("Ergebnis des Einlesens"));
  page.content = ui::split(result_of(ctx, import), facts_of(ctx, import));
  note_opened(ctx, ImportId(import.id), "import_result");
  return show(ctx, std::move(page));
}

http::Response show_import(Context& ctx, const Ask& ask) {
  const auto id = ask.id<ImportId>();
  // Asked before the row is read: a step that ends in between is then seen as finished, not as stopped.
  const auto now = progress(ctx, id);
  const StoredImport import = SHOW_OR_FAIL(load(ctx, id));
  if (is_working(import.value)) return now ? progress_page(ctx, import, *now) : stopped_page(ctx, import);
  if (import.value.state == "uploaded") return http::see_other(import_href(id.value(), "zuordnen"));
  return import.value.state == "checked" ? report_page(ctx, ask, import) : result_page(ctx, import);
}

http::Response show_undo(Context& ctx, const Ask& ask) {
  const auto id = ask.id<ImportId>();
  const StoredImport import = SHOW_OR_FAIL(load(ctx, id));
  if (import.value.state != "done") return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  Page page = page_of(import, tr("Einlesen zurücknehmen"), tr("Zurücknehmen"));
  ui::Confirmation confirmation;
  confirmation.consequences = {
      import.value.kind == "contacts"
          ? trf("Die Kontakte aus {} verschwinden aus ihren Fällen.", {rows_words(import.value.rows.value_or(0))})
          : trf("Die Personen, Einwilligungen und Fallakten aus {} verschwinden.",
                {rows_words(import.value.rows.value_or(0))}),
      tr("Die vergebenen Fallnummern werden nicht noch einmal vergeben."),
      tr("Im Protokoll bleibt stehen, dass es sie gab.")};
  confirmation.button = tr("Einlesen zurücknehmen");
  confirmation.cancel_href = import_href(id.value());
  page.content = post_form(ctx, import_href(id.value(), "zuruecknehmen"),
                           all(version_field(import), ui::confirmation(confirmation)), "kim-form kim-form--narrow");
  return show(ctx, std::move(page));
}

// ---- acts ----

using Act = Result<void> (*)(Context&, ImportId, std::int64_t);

template <Act act>
http::Response post(Context& ctx, const Ask& ask) {
  const auto id = ask.id<ImportId>();
  if (auto begun = act(ctx, id, ask.form.integer("version")); !begun) return error_page(ctx, ask, begun.error());
  return http::see_other(import_href(id.value()));
}

}  // namespace

void step_routes(Routes& r) {
  r.get("/einlesen/{import}", needs(Right::import_write), show_import, "Prüfbericht, Fortschritt oder Ergebnis");
  r.post("/einlesen/{import}/einlesen", needs(Right::import_write), post<take_in>, "Alle Zeilen einlesen");
  r.get("/einlesen/{import}/zuruecknehmen", needs(Right::import_write), show_undo, "Einlesen zurücknehmen (Rückfrage)");
  r.post("/einlesen/{import}/zuruecknehmen", needs(Right::import_write), post<take_back>, "Einlesen zurücknehmen");
  r.post("/einlesen/{import}/verwerfen", needs(Right::import_write), post<drop>, "Hochgeladene Datei löschen");
  r.post("/einlesen/{import}/fortsetzen", needs(Right::import_write), post<recover>,
         "Unterbrochenen Schritt neu beginnen");
}

}  // namespace kim::imports
