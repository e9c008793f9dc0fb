// /einlesen/{import}/zuordnen: which sheet, and which column means what.
#include <algorithm>

#include "base/i18n.h"
#include "domain/imports/import_pages.h"
#include "domain/imports/steps.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::imports {
namespace {

using access::Right;
using namespace html;

constexpr std::size_t examples = 3;

/// What the page is made of, read once.
struct View {
  StoredImport import;
  std::vector<tables::Sheet> sheets;
  std::vector<std::string> headings;

  [[nodiscard]] const tables::Sheet& sheet() const {
    return sheets[static_cast<std::size_t>(import.value.sheet.value_or(0))];
  }
};

Result<View> view_of(Context& ctx, ImportId id) {
  View view{TRY(load(ctx, id)), {}, {}};
  if (view.import.value.state != "uploaded" && view.import.value.state != "checked")
    return failure(ErrorCode::not_found);
  view.sheets = TRY(sheets(ctx, id));
  view.headings = reading_of(ctx, view.import.value, view.sheet()).headings;
  return view;
}

/// What was chosen before, for this file or one with the same headings; else what the headings say.
Mapping first_mapping(Context& ctx, const View& view) {
  const Import& import = view.import.value;
  if (!import.mapping.empty()) return decode(import.mapping, view.headings.size());
  const std::int64_t token = ctx.services.keyring.token("import_headings", headings_key(view.headings));
  if (const auto known = store::remembered(ctx.db(), token, import.kind)) return decode(*known, view.headings.size());
  return proposed(import.kind, view.headings);
}

std::string field_name(std::size_t column) { return "spalte_" + std::to_string(column); }

Fragment options_of(std::string_view kind, std::string_view chosen) {
  Fragment options = option(value(""), tr("nicht einlesen"));
  std::string group;
  Fragment of_group;
  const auto close = [&] {
    if (!group.empty()) options += optgroup(html::label_attr(tr(group)), of_group);
    of_group = {};
  };
  for (const Target& target : targets(kind)) {
    if (target.group != group) close();
    group = target.group;
    of_group += option(value(target.name), selected(target.name == chosen), target_label(target),
                       target.must ? " " + tr("(nötig)") : std::string());
  }
  close();
  return options;
}

Fragment samples(const View& view, std::size_t column) {
  std::vector<std::string> seen;
  for (std::size_t n = 1; n < view.sheet().rows.size() && seen.size() < examples; ++n) {
    const auto& cells = view.sheet().rows[n].cells;
    if (column < cells.size() && !cells[column].empty())
      seen.push_back(cells[column].substr(0, cells[column].find('\n')));
  }
  return each(seen, [](const std::string& one) { return div_(cls("kim-meta"), one); });
}

Fragment mapping_table(const View& view, const Mapping& mapping) {
  ui::Table table{.label = tr("Spalten der Datei"),
                  .columns = {{.label = tr("Spalte")}, {.label = tr("Beispiele")}, {.label = tr("Bedeutung in KIM")}}};
  for (std::size_t column = 0; column < view.headings.size(); ++column) {
    const std::string name = column_name(column, view.headings);
    const std::string chosen = column < mapping.size() ? mapping[column] : std::string();
    table.rows.push_back({all(name), samples(view, column),
                          div_(cls("kern-form-input__select-wrapper"),
                               select_(cls("kern-form-input__select"), id(field_name(column)),
                                       name_(field_name(column)), aria_label(trf("Bedeutung der Spalte {}", {name})),
                                       options_of(view.import.value.kind, chosen)))});
  }
  return ui::table(table, "spalten");
}

/// Only if the file has several sheets.
Fragment sheet_choice(Context& ctx, const View& view) {
  if (view.sheets.size() < 2) return {};
  Fragment options;
  for (std::size_t n = 0; n < view.sheets.size(); ++n)
    options += option(value(std::to_string(n)), selected(static_cast<std::int64_t>(n) == view.import.value.sheet),
                      trf("{0} ({1} Zeilen)", {view.sheets[n].name, std::to_string(view.sheets[n].rows.size())}));
  return post_form(
      ctx, import_href(view.import.id, "blatt"),
      all(version_field(view.import),
          div_(cls("kern-form-input"), html::label(cls("kern-label"), for_("sheet"), tr("Welches Tabellenblatt?")),
               div_(cls("kern-form-input__select-wrapper"),
                    select_(cls("kern-form-input__select"), id("sheet"), name_("sheet"), options))),
          ui::actions(ui::submit(tr("Blatt wechseln"), {.weight = ui::Weight::secondary}))));
}

std::vector<FieldError> linked(std::vector<FieldError> errors) {
  for (FieldError& error : errors) error.field = error.field == "mapping" ? field_name(0) : error.field;
  return errors;
}

http::Response mapping_page(Context& ctx, const View& view, const Mapping& mapping, std::vector<FieldError> errors,
                            int status) {
  Page page = page_of(view.import, tr("Spalten zuordnen"), tr("Spalten zuordnen"));
  page.sub = tr("Schritt 2 von 3: Sagen Sie KIM, was in den Spalten steht. Vorschläge stammen aus den Überschriften.");
  page.status = status;
  page.error = status == 422;
  const Fragment note = status == 409
                            ? ui::alert(ui::Tone::warning,
                                        tr("Jemand hat inzwischen etwas geändert. Prüfen Sie Ihre Auswahl und "
                                           "senden Sie sie noch einmal."),
                                        {}, ui::Announce::alert)
                            : Fragment();
  page.content =
      all(sheet_choice(ctx, view), note,
          post_form(ctx, import_href(view.import.id, "zuordnen"),
                    all(forms::error_summary(tr("Die Prüfung hat noch nicht begonnen."), linked(std::move(errors))),
                        version_field(view.import), mapping_table(view, mapping),
                        ui::form_actions(ui::submit(tr("Zeilen prüfen")), import_href(view.import.id))),
                    "kim-form"));
  return show(ctx, std::move(page));
}

http::Response show_mapping(Context& ctx, const Ask& ask) {
  const auto id = ask.id<ImportId>();
  const View view = SHOW_OR_FAIL(view_of(ctx, id));
  const Mapping mapping = first_mapping(ctx, view);
  note_opened(ctx, id, "import_columns");
  return mapping_page(ctx, view, mapping, {}, 200);
}

http::Response post_mapping(Context& ctx, const Ask& ask) {
  const auto id = ask.id<ImportId>();
  const View view = SHOW_OR_FAIL(view_of(ctx, id));
  Mapping chosen(view.headings.size());
  for (std::size_t column = 0; column < chosen.size(); ++column) chosen[column] = ask.form.get(field_name(column));
  const auto begun = check(ctx, id, ask.form.integer("version"), chosen);
  if (begun) return http::see_other(import_href(id.value()));
  const Error& error = begun.error();
  if (error.code == ErrorCode::conflict) return mapping_page(ctx, view, chosen, {}, 409);
  if (error.code != ErrorCode::invalid) return error_page(ctx, ask, error);
  return mapping_page(ctx, view, chosen, error.fields, 422);
}

http::Response post_sheet(Context& ctx, const Ask& ask) {
  const auto id = ask.id<ImportId>();
  const auto chosen = choose_sheet(ctx, id, ask.form.integer("version"), ask.form.integer("sheet", -1));
  if (!chosen) return error_page(ctx, ask, chosen.error());
  return http::see_other(import_href(id.value(), "zuordnen"));
}

}  // namespace

void mapping_routes(Routes& r) {
  r.get("/einlesen/{import}/zuordnen", needs(Right::import_write), show_mapping, "Spalten zuordnen (Formular)");
  r.post("/einlesen/{import}/zuordnen", needs(Right::import_write), post_mapping, "Spalten zuordnen und prüfen");
  r.post("/einlesen/{import}/blatt", needs(Right::import_write), post_sheet, "Tabellenblatt wählen");
}

}  // namespace kim::imports
