// Writing a new version: the form beside the German text, what is wrong at its field, the preview, two who save at once.
#include <algorithm>

#include "base/i18n.h"
#include "domain/texts/text_pages.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"

namespace kim::texts {
namespace {

using access::Right;
using namespace html;

constexpr int body_rows = 24;
constexpr std::string_view german_fields[] = {"title", "body", "remark"};
constexpr std::string_view all_fields[] = {"title", "body", "translator", "translated_on", "remark"};

std::span<const std::string_view> fields_of(const Key& key) {
  return key.language == "de" ? std::span<const std::string_view>(german_fields) : all_fields;
}

/// What the form begins with: the words in force, or for a language that is new nothing but today.
Wording beginning(const Context& ctx, const Asked& asked) {
  Wording wording;
  if (asked.key.language != "de") wording.translated_on = ctx.today();
  if (asked.own() == nullptr) return wording;
  const documents::LetterText& letter = asked.own()->in_force().letter;
  wording.title = letter.text.title;
  wording.body = written(letter.text.blocks);
  wording.translator = letter.translator;
  return wording;
}

Fragment catalogue(const Asked& asked) {
  Fragment items;
  for (const Placeholder& one : placeholders(asked.key.kind)) {
    std::string how = meaning(one.name);
    if (one.alone) how += " (" + tr("allein auf einer Zeile") + ")";
    items += all(dt(bdi(cls("kim-placeholder"), dir("ltr"), "{" + one.name + "}"),
                    one.must ? all(" ", strong(tr("muss vorkommen"))) : Fragment()),
                 dd(how));
  }
  return dl(cls("kim-placeholders"), items);
}

Fragment notation_help() {
  return ul(li(tr("Überschrift: Die Zeile beginnt mit ## und einem Leerzeichen.")),
            li(tr("Liste: Jede Zeile beginnt mit - und einem Leerzeichen.")),
            li(tr("Jede andere Zeile ist ein Absatz. Leere Zeilen zählen nicht.")),
            li(tr("Platzhalter stehen in geschweiften Klammern. KIM setzt dort die Angaben ein.")));
}

Fragment helps(const Asked& asked) {
  Fragment out = all(ui::panel("h-platzhalter", tr("Platzhalter"), catalogue(asked)),
                     ui::panel("h-schreibweise", tr("So schreiben Sie den Text"), notation_help()));
  if (const Template* german = asked.german())
    out = all(ui::fold(trf("Deutscher Text, Fassung {}", {german->in_force().label()}),
                       text_view(german->in_force().letter), {}, true),
              out);
  return out;
}

Fragment controls(const Asked& asked, const forms::Input& input) {
  const std::string direction = direction_of(asked.key.language);
  const forms::Look look{.text_rows = body_rows, .lang = asked.key.language, .dir = direction};
  Fragment out =
      all(forms::control(wording_record, "title", input, look), forms::control(wording_record, "body", input, look));
  if (asked.key.language != "de")
    out += all(forms::control(wording_record, "translator", input),
               forms::control(wording_record, "translated_on", input, {.short_field = true}));
  return all(out, forms::control(wording_record, "remark", input, {.text_rows = 2}));
}

Fragment before_form(const Asked& asked, const forms::Input& input) {
  Fragment out = forms::error_summary(tr("Der Text ist noch nicht gespeichert."), input.errors);
  const bool known = asked.own() != nullptr;
  if (known && asked.own()->stale() && input.errors.empty())
    out +=
        ui::note("clock", all(tr("Der deutsche Text hat sich geändert. Passt die Übersetzung trotzdem noch, speichern "
                                 "Sie sie unverändert.")));
  if (asked.key.language == "de" && known)
    out +=
        ui::note("info", all(tr("Nach dem Speichern passen die Übersetzungen nicht mehr, bis sie nachgezogen sind.")));
  return out;
}

http::Response form_page(Context& ctx, const Asked& asked, const forms::Input& input, int status,
                         const Fragment& above) {
  Page page;
  page.title = asked.own() == nullptr ? tr("Übersetzung anlegen") : tr("Text ändern");
  page.title_detail = page.title + ": " + name_of(asked.key);
  page.nav = home;
  page.sub = name_of(asked.key);
  page.crumbs = crumbs_to(asked.key, page.title);
  page.error = status != 200;
  page.status = status;
  const std::string base = std::to_string(asked.own() == nullptr ? 0 : asked.own()->base);
  const Fragment buttons =
      all(ui::submit(tr("Text speichern")),
          ui::submit(tr("PDF-Vorschau"),
                     {.weight = ui::Weight::secondary, .name = "vorschau", .value = "1", .novalidate = true}));
  const Fragment form = post_form(
      ctx, href_of(asked.key, "neu"),
      all(hidden_input("version", base), controls(asked, input), ui::form_actions(buttons, href_of(asked.key))),
      "kim-form");
  page.content = all(above, ui::split(all(before_form(asked, input), form), helps(asked)));
  return show(ctx, std::move(page));
}

http::Response get_form(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked(ctx, ask));
  const Wording wording = beginning(ctx, text);
  return form_page(ctx, text, forms::input_from(wording_record, &wording), 200, {});
}

/// Somebody saved in between: what they wrote is shown, what was typed stays and is saved over it on purpose.
http::Response conflict(Context& ctx, const Asked& asked, const forms::Input& input) {
  const Version& theirs = asked.own()->in_force();
  const Fragment above = all(
      ui::alert(
          ui::Tone::warning, tr("Diesen Text hat inzwischen jemand anderes geändert"),
          all(p(trf("Es gilt jetzt: {}. Vergleichen Sie und übernehmen Sie in Ihren Text, was bleiben soll. Speichern "
                    "Sie dann noch einmal.",
                    {version_name(theirs)}))),
          ui::Announce::alert, 2),
      ui::fold(tr("Der Text der anderen"), text_view(theirs.letter), {}, true));
  return form_page(ctx, asked, input, 409, above);
}

http::Response preview_typed(Context& ctx, const Asked& asked, const Wording& wording) {
  documents::LetterText letter;
  letter.status = documents::unreviewed;
  letter.translator = wording.translator;
  letter.translated_on = wording.translated_on;
  letter.text.id = asked.key.kind;
  letter.text.version = tr("noch nicht gespeichert");
  letter.text.language = asked.key.language;
  letter.text.direction = direction_of(asked.key.language);
  letter.text.controller = asked.key.controller;
  letter.text.title = wording.title;
  letter.text.blocks = consent::parse_blocks(wording.body);
  return pdf_of(letter, asked, ctx.today());
}

http::Response post_form_of(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked(ctx, ask));
  Wording wording;
  forms::Input input{ask.form, forms::parse(wording_record, ask.form, ctx.today(), &wording, fields_of(text.key))};
  const bool looks = !ask.form.get("vorschau").empty();
  if (input.errors.empty() && looks) input.errors = check(text.key, wording, nullptr, text.german());
  if (!input.errors.empty()) return form_page(ctx, text, input, 422, {});
  if (looks) return preview_typed(ctx, text, wording);
  const auto saved = save(ctx, text.key, ask.form.integer("version"), wording);
  if (saved) return done(ctx, href_of(text.key), trf("Gespeichert. Ab sofort gilt die Fassung {}.", {*saved}));
  if (saved.error().code == ErrorCode::conflict) return conflict(ctx, SHOW_OR_FAIL(asked(ctx, ask)), input);
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  input.errors = saved.error().fields;
  return form_page(ctx, text, input, 422, {});
}

}  // namespace

void edit_routes(Routes& routes) {
  constexpr auto keeps = needs(Right::codelist_write);
  routes.get("/texte/{kind}/{language}/neu", keeps, get_form, "Neue Fassung eines Textes: Formular");
  routes.post("/texte/{kind}/{language}/neu", keeps, post_form_of, "Neue Fassung eines Textes speichern oder ansehen");
}

}  // namespace kim::texts
