// /einlesen: what was taken in so far, a new file, and the template of a table.
#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/audit/audit.h"
#include "domain/imports/import_pages.h"
#include "domain/imports/plan.h"
#include "domain/imports/template.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::imports {
namespace {

using access::Right;
using namespace html;

constexpr std::size_t request_bytes_max = 62U * 1024 * 1024;  // the largest setting and the form around it

// ---- the list ----

ui::Tone tone_of(const Import& import) {
  if (import.state == "done") return ui::Tone::success;
  if (is_working(import)) return ui::Tone::info;
  return import.errors.value_or(0) > 0 && import.state == "checked" ? ui::Tone::warning : ui::Tone::neutral;
}

std::string rows_text(const Import& import) {
  return import.rows ? text::german_number(*import.rows) : std::string("–");
}

ui::Table table_of(Context& ctx, const std::vector<StoredImport>& list) {
  ui::Table table{.label = tr("Eingelesene Tabellen"),
                  .columns = {{.label = tr("Datei")},
                              {.label = tr("Zeilen"), .number = true},
                              {.label = tr("Stand")},
                              {.label = tr("Von"), .wide_only = true}}};
  for (const StoredImport& one : list)
    table.rows.push_back(
        {ui::cell_main(import_href(one.id), one.value.file_name,
                       code_label("import_kind", one.value.kind) + " · " + german(local_day(one.created_at))),
         all(rows_text(one.value)), ui::badge(tone_of(one.value), code_label("import_state", one.value.state)),
         all(access::account_name(ctx, one.created_by))});
  return table;
}

void note_listed(Context& ctx, std::size_t rows) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = import_record.name,
                   .purpose = "imports",
                   .note = "rows=" + std::to_string(rows),
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

Fragment new_button() { return ui::link_button("/einlesen/neu", tr("Tabelle einlesen"), {.icon = "add"}); }

http::Response show_list(Context& ctx, const Ask&) {
  drop_expired(ctx);
  const auto imports = list(ctx);
  if (!imports.empty()) note_listed(ctx, imports.size());
  Page page;
  page.title = tr("Tabellen einlesen");
  page.sub = tr("Listen aus Excel oder einem anderen Programm werden zu Fallakten und Kontakten.");
  page.nav = home;
  if (imports.empty()) {
    page.content =
        ui::empty_state(tr("Noch keine Tabelle"),
                        tr("Laden Sie eine Liste hoch. KIM prüft jede Zeile und schreibt nichts, bevor Sie es "
                           "bestätigen."),
                        new_button());
  } else {
    page.actions = new_button();
    page.content = ui::table(table_of(ctx, imports));
  }
  return show(ctx, std::move(page));
}

// ---- a new file ----

Fragment file_control(const Context& ctx, const forms::Input& input) {
  const std::string_view error = input.error("file");
  const bool wrong = !error.empty();
  return div_(cls("kern-form-input", wrong ? " kern-form-input--error" : ""),
              label(cls("kern-label"), for_("file"), tr("Datei")),
              p(cls("kern-hint"), id("file-hint"),
                trf("XLSX oder CSV, höchstens {} MB und 20.000 Zeilen. In der ersten Zeile stehen die Überschriften.",
                    {std::to_string(ctx.services.upload_bytes_max / 1024 / 1024)})),
              html::input(cls("kern-form-input__input", wrong ? " kern-form-input__input--error" : ""), type("file"),
                          id("file"), name_("file"), aria_describedby(wrong ? "file-hint file-error" : "file-hint"),
                          when_attr(wrong, aria_invalid("true")), html::accept(".xlsx,.csv,.txt")),
              when(wrong, [&] {
                return p(cls("kern-error"), id("file-error"), ui::icon("danger"), span(cls("kern-body"), error));
              }));
}

Fragment templates_panel(const Context& ctx) {
  std::vector<ui::Row> rows;
  for (const Code& kind : code_list("import_kind").codes())
    rows.push_back(
        {.title = ui::row_title("/einlesen/muster/" + kind.code + ".csv", code_label("import_kind", kind.code)),
         .meta = all(tr("CSV mit zwei Beispielzeilen"))});
  return all(
      ui::panel("h-muster", tr("Mustervorlagen"), ui::rows(rows, ui::RowsLook::plain)),
      ui::panel(
          "h-regeln", tr("Gut zu wissen"),
          ul(li(tr("Eine Fallakte braucht eine Einwilligung: Datum der Unterschrift und wo das Blatt liegt.")),
             li(tr("Für die eingelesenen Fälle sind Sie zuständig. Übergeben können Sie sie danach.")),
             li(trf("Die Datei liegt verschlüsselt in KIM und wird nach dem Einlesen gelöscht, spätestens nach {} "
                    "Tagen.",
                    {std::to_string(ctx.services.import_days.count())})))));
}

http::Response upload_page(Context& ctx, const forms::Input& input) {
  Page page;
  page.title = tr("Tabelle einlesen");
  page.sub = tr("Schritt 1 von 3: Datei hochladen. Geschrieben wird erst nach Ihrer Bestätigung.");
  page.nav = home;
  page.crumbs = {{tr("Tabellen einlesen"), std::string(home)}, {tr("Neue Datei"), {}}};
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const Fragment form_part =
      form(cls("kim-form kim-form--narrow"), method("post"), action("/einlesen/neu"), enctype("multipart/form-data"),
           html::input(type("hidden"), name_("_csrf"), value(ctx.csrf)),
           forms::error_summary(tr("Die Datei ist noch nicht hochgeladen."), input.errors),
           forms::control(import_record, "kind", input), file_control(ctx, input),
           ui::form_actions(ui::submit(tr("Hochladen und weiter")), home));
  page.content = ui::split(form_part, templates_panel(ctx));
  return show(ctx, std::move(page));
}

http::Response show_upload(Context& ctx, const Ask&) {
  const Import empty;
  return upload_page(ctx, forms::input_from(import_record, &empty));
}

http::Response post_upload(Context& ctx, const Ask& ask) {
  std::string_view name, bytes;
  for (const http::Upload& one : ask.files)
    if (one.field == "file") {
      name = one.name;
      bytes = one.bytes;
    }
  const auto made = upload(ctx, std::string(ask.form.get("kind")), name, bytes);
  if (made) return http::see_other(import_href(made->value(), "zuordnen"));
  if (made.error().fields.empty()) return error_page(ctx, ask, made.error());
  return upload_page(ctx, {ask.form, made.error().fields});
}

http::Response show_template(Context& ctx, const Ask& ask) {
  const std::string kind = ask.path.front().substr(0, ask.path.front().find(".csv"));
  if (code_list("import_kind").find(kind) == nullptr) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  http::Response response{200, {}, template_csv(kind, ctx.today())};
  response.with("Content-Type", "text/csv; charset=utf-8");
  response.with("Content-Disposition", "attachment; filename=\"kim-muster-" + kind + ".csv\"");
  return response;
}

}  // namespace

void list_routes(Routes& r) {
  r.get("/einlesen", needs(Right::import_write), show_list, "Eingelesene Tabellen");
  r.get("/einlesen/neu", needs(Right::import_write), show_upload, "Tabelle hochladen (Formular)");
  r.upload("/einlesen/neu", needs(Right::import_write), post_upload, "Tabelle hochladen", request_bytes_max);
  r.get("/einlesen/muster/{file}", needs(Right::import_write), show_template, "Mustervorlage als CSV");
}

std::string import_href(std::int64_t id, std::string_view path) {
  std::string href = std::string(home) + "/" + std::to_string(id);
  return path.empty() ? href : href + "/" + std::string(path);
}

Page page_of(const StoredImport& import, std::string title, std::string crumb) {
  Page page;
  page.title = std::move(title);
  page.nav = home;
  page.crumbs = {{tr("Tabellen einlesen"), std::string(home)}};
  if (crumb.empty()) {
    page.crumbs.push_back({page.title, {}});
  } else {
    page.crumbs.push_back({code_label("import_kind", import.value.kind), import_href(import.id)});
    page.crumbs.push_back({std::move(crumb), {}});
  }
  return page;
}

void note_opened(Context& ctx, ImportId id, std::string_view purpose) {
  records::Owner owner;
  owner.subject_id = id.value();
  records::opened(ctx, import_record.name, id.value(), owner, purpose);
}

Fragment version_field(const StoredImport& import) {
  return html::input(type("hidden"), name_("version"), value(std::to_string(import.version)));
}

Fragment one_button(Context& ctx, const StoredImport& import, std::string_view path, std::string_view text,
                    const ui::ButtonLook& look) {
  return post_form(ctx, import_href(import.id, path), all(version_field(import), ui::submit(text, look)), "kim-form");
}

}  // namespace kim::imports
