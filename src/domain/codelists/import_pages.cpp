// Taking over an official list: paste its lines, look at what would change, confirm. All lines or none.
#include "base/i18n.h"
#include "domain/codelists/codelist.h"
#include "domain/codelists/codelist_pages.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::codelists {
namespace {

using access::Right;
using namespace html;

constexpr std::size_t kBytesMost = 256 * 1024;

/// The form; not stored as it is.
struct Import {
  std::string urn, version, lines;
};
constexpr record::Field import_fields[] = {
    record::field<&Import::urn>("urn", N_("Kennung der Liste (URN)"), record::text(160), must, open, "Codelisten",
                                N_("Steht im Kopf der amtlichen Liste und beginnt mit urn:")),
    record::field<&Import::version>("list_version", N_("Version der Liste"), record::text(40), must, open,
                                    "Codelisten"),
    record::field<&Import::lines>(
        "lines", N_("Zeilen der Liste"), record::long_text(200'000), must, open, "Codelisten",
        N_("Je Zeile: Code;Bezeichnung;Bezeichnung auf Englisch. Auch aus einer Tabelle kopiert.")),
};
constexpr record::Record import_form{"code_import", N_("Liste einlesen"), import_fields};

Page page_for(const CodeList& list, const forms::Input& input) {
  Page page;
  page.title = trf("Liste einlesen: {}", {list.title()});
  page.nav = home;
  page.crumbs = crumbs_below(list, tr("Einlesen"));
  page.sub = tr("Neue Codes kommen hinzu, bekannte bekommen die Bezeichnung der Liste. Beendet wird nichts.");
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  return page;
}

Fragment list_input(const CodeList& list) { return html::input(type("hidden"), name_("liste"), value(list.name())); }

http::Response import_page(Context& ctx, const CodeList& list, const forms::Input& input) {
  Page page = page_for(list, input);
  page.content = div_(cls("kim-form--narrow kim-stack"),
                      forms::error_summary(tr("Die Liste ist noch nicht eingelesen."), input.errors),
                      post_form(ctx, "/codelisten/import",
                                all(list_input(list), forms::control(import_form, "urn", input),
                                    forms::control(import_form, "list_version", input, {.short_field = true}),
                                    forms::control(import_form, "lines", input, {.text_rows = 12}),
                                    ui::form_actions(ui::submit(tr("Prüfen")), list_href("liste", list.name()))),
                                "kim-form"));
  return show(ctx, std::move(page));
}

Fragment kept(const Import& import) {
  const auto hidden_input = [](std::string_view name, std::string_view text) {
    return html::input(type("hidden"), name_(name), value(text));
  };
  return all(hidden_input("urn", import.urn), hidden_input("list_version", import.version),
             hidden_input("lines", import.lines), hidden_input("bestaetigt", "1"));
}

http::Response preview_page(Context& ctx, const CodeList& list, const Import& import, const Imported& report) {
  Page page = page_for(list, {});
  ui::Confirmation ask;
  ask.content = all(list_input(list), kept(import));
  ask.consequences_title = tr("Das wird eingelesen");
  ask.consequences = {
      trn("{} neuer Wert", "{} neue Werte", report.added),
      trn("{} Wert bekommt eine andere Bezeichnung", "{} Werte bekommen eine andere Bezeichnung", report.renamed),
      trn("{} Wert bleibt, wie er ist", "{} Werte bleiben, wie sie sind", report.same)};
  ask.button = tr("Liste einlesen");
  ask.cancel_href = list_href("liste", list.name());
  ask.danger = false;
  page.content = post_form(ctx, "/codelisten/import", ui::confirmation(ask));
  return show(ctx, std::move(page));
}

std::string joined(const std::vector<std::string>& errors) {
  constexpr std::size_t shown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(errors.size(), shown); ++i) text += (i == 0 ? "" : " ") + errors[i];
  if (errors.size() > shown) text += " " + trf("Und {} weitere.", {std::to_string(errors.size() - shown)});
  return text;
}

http::Response get_import(Context& ctx, const Ask& ask) {
  const CodeList* list = SHOW_OR_FAIL(asked_list(ask));
  return import_page(ctx, *list, {});
}

http::Response post_import(Context& ctx, const Ask& ask) {
  const CodeList* list = SHOW_OR_FAIL(asked_list(ask));
  Import form;
  forms::Input input{ask.form, forms::parse(import_form, ask.form, ctx.today(), &form)};
  if (!input.errors.empty()) return import_page(ctx, *list, input);
  const Reading reading = read_lines(form.lines);
  if (!reading.errors.empty()) {
    input.errors = {{"lines", joined(reading.errors)}};
    return import_page(ctx, *list, input);
  }
  if (ask.form.get("bestaetigt").empty()) return preview_page(ctx, *list, form, preview(list->name(), reading.lines));
  const Imported report = SHOW_OR_FAIL(import(ctx, list->name(), reading.lines, form.urn + " " + form.version));
  return done(
      ctx, list_href("liste", list->name()),
      trf("Eingelesen: {0} neu, {1} umbenannt.", {std::to_string(report.added), std::to_string(report.renamed)}));
}

}  // namespace

void import_routes(Routes& routes) {
  constexpr auto writes = needs(Right::codelist_write);
  routes.get("/codelisten/import", writes, get_import, "Amtliche Liste einlesen: Formular");
  routes.post("/codelisten/import", writes, post_import, "Amtliche Liste prüfen und einlesen", kBytesMost);
}

}  // namespace kim::codelists
