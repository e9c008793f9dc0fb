// Overview, and the forms of consent, release and disclosure. Withdrawal and prints have files of their own.
#include "domain/consent/consent_pages.h"

#include "base/i18n.h"
#include "domain/consent/consent_parts.h"
#include "platform/html/decisions.h"

namespace kim::consent {
namespace {

using access::Right;
using namespace html;

std::string home_of(Context& ctx, SubjectId person) {
  const auto in_case = store::case_of(ctx.db(), person);
  return in_case ? "/faelle/" + std::to_string(in_case->value()) + "/einwilligung" : consent_href(person);
}

Result<Opened> open_for(Context& ctx, const Ask& ask, Right right) {
  auto permit = TRY(access::permit_subject(ctx, ask.id<SubjectId>(), right));
  auto person = TRY(people::load_person(ctx.db(), permit));
  std::string name = people::full_name(person.value), home = home_of(ctx, permit.subject());
  return Opened{std::move(permit), std::move(person), std::move(name), std::move(home)};
}

http::Response overview_page(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_person(ctx, ask));
  const std::string base = consent_href(opened.permit.subject());
  Page page = page_of(opened, tr("Was ist erlaubt?"), {});
  page.sub = trf("Einwilligung und Schweigepflichtentbindungen von {}", {opened.name});
  page.actions = consent_actions(ctx, opened.permit, base);
  page.content = consent_overview(ctx, opened.permit, base);
  note_opened(ctx, opened, "consent_page");
  return show(ctx, std::move(page));
}

// ---- consent ----

http::Response consent_form(Context& ctx, const Opened& opened, const forms::Input& input) {
  const FormPage form{tr("Einwilligung aufnehmen"),
                      trf("{} hat unterschrieben. Halten Sie fest, was auf dem Blatt steht.", {opened.name}),
                      tr("Die Einwilligung ist noch nicht gespeichert."), "neu", tr("Einwilligung speichern")};
  const std::string print = consent_href(opened.permit.subject(), "druck/einwilligung");
  const Fragment side =
      ui::panel("h-blatt", tr("Noch kein Blatt?"),
                all(p(tr("Drucken Sie die Einwilligung, erklären Sie sie und lassen Sie unterschreiben.")),
                    p(ui::text_link(print + "?sprache=de", tr("Deutsch")), " · ",
                      ui::text_link(print + "?sprache=en", tr("Englisch")))));
  return show_form(ctx, opened, form, input, consent_controls(ctx, input), side);
}

http::Response new_consent_page(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_to_write(ctx, ask));
  Consent consent = new_consent(ctx);
  forms::Input input = forms::input_from(consent_record, &consent);
  note_opened(ctx, opened, "consent_form");
  return consent_form(ctx, opened, input);
}

http::Response post_consent(Context& ctx, const Ask& ask) {
  Consent consent;
  forms::Input input{ask.form, forms::parse(consent_record, ask.form, ctx.today(), &consent, consent_form_fields)};
  const Opened opened = SHOW_OR_FAIL(open_to_write(ctx, ask));
  if (input.errors.empty()) {
    const auto saved = renew_consent(ctx, ask.id<PersonId>(), consent);
    if (saved) return done(ctx, opened.home, trf("Einwilligung von {} gespeichert", {opened.name}));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  return consent_form(ctx, opened, input);
}

// ---- release ----

http::Response release_form(Context& ctx, const Opened& opened, const forms::Input& input) {
  const FormPage form{tr("Entbindung aufnehmen"),
                      trf("Wem darf etwas über {} weitergegeben werden? Eine Stelle je Entbindung.", {opened.name}),
                      tr("Die Entbindung ist noch nicht gespeichert."), "entbindung", tr("Entbindung speichern")};
  return show_form(ctx, opened, form, input, release_controls(ctx, input));
}

/// ?von=: the same recipient and contents again, signed today.
Release release_again(Context& ctx, const Opened& opened, const Ask& ask) {
  Release release;
  const auto from = ask.request.query.integer("von");
  if (auto before = records::one<Release>(ctx.db(), store::release_table(), records::owner(opened.permit), from)) {
    release = before->value;
    release.valid_until.reset();
    release.withdrawn_on.reset();
    release.proof.clear();
  }
  if (const auto recipient = ask.request.query.integer("stelle"); recipient > 0) release.recipient = BodyId(recipient);
  release.given_on = ctx.today();
  return release;
}

http::Response new_release_page(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_to_write(ctx, ask));
  const Release release = release_again(ctx, opened, ask);
  note_opened(ctx, opened, "release_form");
  return release_form(ctx, opened, forms::input_from(release_record, &release));
}

http::Response post_release(Context& ctx, const Ask& ask) {
  Release release;
  forms::Input input{ask.form, forms::parse(release_record, ask.form, ctx.today(), &release)};
  const Opened opened = SHOW_OR_FAIL(open_to_write(ctx, ask));
  if (input.errors.empty()) {
    const auto saved = add_release(ctx, ask.id<PersonId>(), release);
    if (saved) return done(ctx, opened.home, tr("Entbindung gespeichert"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  return release_form(ctx, opened, input);
}

// ---- disclosure by hand ----

http::Response disclosure_form(Context& ctx, const Opened& opened, const forms::Input& input) {
  const FormPage form{tr("Weitergabe eintragen"),
                      tr("Jede Weitergabe steht hier, auch ein Anruf oder eine gesetzliche Mitteilung."),
                      tr("Die Weitergabe ist nicht eingetragen."), "weitergabe", tr("Weitergabe eintragen")};
  const Fragment side = ui::panel(
      "h-gesetz", tr("Ohne Entbindung?"),
      p(tr(
          "Nur wenn ein Gesetz es verlangt oder erlaubt. Wählen Sie die Vorschrift und schreiben Sie auf, warum sie in "
          "diesem Fall erfüllt ist. Fragen Sie im Zweifel vorher den Datenschutz.")));
  return show_form(ctx, opened, form, input, disclosure_controls(ctx, input), side);
}

http::Response new_disclosure_page(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_to_write(ctx, ask));
  Disclosure disclosure;
  disclosure.on = ctx.today();
  note_opened(ctx, opened, "disclosure_form");
  return disclosure_form(ctx, opened, forms::input_from(disclosure_record, &disclosure));
}

http::Response post_disclosure(Context& ctx, const Ask& ask) {
  static constexpr std::string_view fields[] = {"recipient_id", "contents", "legal_basis", "purpose", "disclosed_on"};
  Disclosure disclosure;
  forms::Input input{ask.form, forms::parse(disclosure_record, ask.form, ctx.today(), &disclosure, fields)};
  const Opened opened = SHOW_OR_FAIL(open_to_write(ctx, ask));
  if (input.errors.empty()) {
    const auto saved = note_disclosure(ctx, ask.id<PersonId>(), disclosure);
    if (saved) return done(ctx, opened.home, tr("Weitergabe eingetragen"));
    // What is not released is an error of this form: nothing was written, and everything typed stays.
    if (saved.error().code == ErrorCode::blocked)
      input.errors = {{"legal_basis", saved.error().message}};
    else if (saved.error().fields.empty())
      return error_page(ctx, ask, saved.error());
    else
      input.errors = saved.error().fields;
  }
  return disclosure_form(ctx, opened, input);
}

}  // namespace

Result<Opened> open_person(Context& ctx, const Ask& ask) { return open_for(ctx, ask, Right::consent_read); }

Result<Opened> open_to_write(Context& ctx, const Ask& ask) {
  auto opened = TRY(open_for(ctx, ask, Right::consent_write));
  if (!access::tied_to(ctx, ctx.db(), opened.permit.subject()))
    return failure(ErrorCode::refused, tr(access::info(Right::consent_write).refusal));
  return opened;
}

Page page_of(const Opened& opened, std::string title, std::string crumb) {
  Page page;
  page.title_detail = title + ", " + opened.name;
  page.title = std::move(title);
  page.nav = "/faelle";
  const bool in_case = opened.home.starts_with("/faelle/");
  const std::string person = in_case ? opened.home.substr(0, opened.home.rfind('/'))
                                     : "/personen/" + std::to_string(opened.permit.subject().value());
  page.crumbs = {{tr("Fälle"), "/faelle"},
                 {opened.name, person},
                 {tr("Einwilligung"), crumb.empty() ? std::string() : opened.home}};
  if (!crumb.empty()) page.crumbs.push_back({std::move(crumb), {}});
  return page;
}

void note_opened(Context& ctx, const Opened& opened, std::string_view purpose) {
  records::opened(ctx, consent_record.name, 0, records::owner(opened.permit), purpose);
}

http::Response show_form(Context& ctx, const Opened& opened, const FormPage& form, const forms::Input& input,
                         const Fragment& controls, const Fragment& side) {
  Page page = page_of(opened, form.title, form.title);
  page.sub = form.sub;
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const Fragment body = post_form(ctx, consent_href(opened.permit.subject(), form.act),
                                  all(controls, ui::form_actions(ui::submit(form.button), opened.home)), "kim-form");
  const Fragment main =
      div_(cls("kim-form--narrow kim-stack"), forms::error_summary(form.not_saved, input.errors), body);
  page.content = side.empty() ? main : ui::split(main, side);
  return show(ctx, std::move(page));
}

void overview_routes(Routes& r) {
  r.get("/personen/{person}/einwilligung", needs(Right::consent_read), overview_page,
        "Einwilligung, Entbindungen und Weitergaben einer Person");
  r.get("/personen/{person}/einwilligung/neu", needs(Right::consent_write), new_consent_page,
        "Formular einer Einwilligung");
  r.post("/personen/{person}/einwilligung/neu", needs(Right::consent_write), post_consent,
         "Einwilligung aufnehmen oder erneuern");
  r.get("/personen/{person}/einwilligung/entbindung", needs(Right::consent_write), new_release_page,
        "Formular einer Schweigepflichtentbindung");
  r.post("/personen/{person}/einwilligung/entbindung", needs(Right::consent_write), post_release,
         "Schweigepflichtentbindung aufnehmen");
  r.get("/personen/{person}/einwilligung/weitergabe", needs(Right::consent_write), new_disclosure_page,
        "Formular einer Weitergabe");
  r.post("/personen/{person}/einwilligung/weitergabe", needs(Right::consent_write), post_disclosure,
         "Weitergabe eintragen");
}

}  // namespace kim::consent
