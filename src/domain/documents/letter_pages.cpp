// Schreiben of a case: the list, the form for a new one, the PDF.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/cases/frame.h"
#include "domain/documents/documents_pages.h"
#include "domain/documents/documents_store.h"
#include "domain/documents/letter_texts.h"
#include "domain/organisation/organisation.h"
#include "domain/referrals/referral_store.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"

namespace kim::documents {
namespace {

using access::Right;
using namespace html;
using Found = records::Stored<Letter>;

constexpr std::string_view tab = "schreiben";

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb = {}) {
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, std::move(crumb));
}

std::string pdf_href(CaseId id, std::int64_t letter) {
  return cases::case_href(id, tab) + "/" + std::to_string(letter) + "/pdf";
}

// ---- the list ----

ui::Row row_of(Context& ctx, CaseId id, const Found& letter) {
  const Letter& value = letter.value;
  ui::Row row;
  row.title = ui::row_title(pdf_href(id, letter.id), code_label("letter", value.text));
  Fragment meta =
      all(ui::date(letter.value.made_on.value_or(ctx.today())), " · ", code_label("letter_language", value.language));
  if (value.on) meta += all(" · ", trf("Gespräch am {}", {german(*value.on)}));
  row.meta = std::move(meta);
  row.end = ui::badge(ui::Tone::info, "PDF");
  return row;
}

Fragment list_of(Context& ctx, CaseId id, const std::vector<Found>& letters) {
  std::vector<ui::Row> rows;
  for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) rows.push_back(row_of(ctx, id, *letter));
  return ui::rows(rows);
}

Fragment new_button(const cases::OpenCase& opened) {
  return opened.permit.may_contact() ? ui::link_button(cases::case_href(opened.permit.case_id(), tab) + "/neu",
                                                       tr("Schreiben erstellen"), {.icon = "add"})
                                     : Fragment();
}

http::Response show_letters(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const auto letters = store::letters_of(ctx.db(), opened.permit);
  Page page;
  page.title = tr("Schreiben");
  page.sub = tr("Briefe und Formulare als PDF, auf Deutsch und in der Sprache der Person.");
  page.actions = letters.empty() ? Fragment() : new_button(opened);
  page.content = letters.empty()
                     ? ui::empty_state(tr("Noch keine Schreiben"),
                                       tr("Eine Einladung, Einwilligung oder ein Informationsblatt erstellen Sie "
                                          "hier in wenigen Schritten, zum Drucken oder Mitgeben."),
                                       new_button(opened))
                     : list_of(ctx, opened.permit.case_id(), letters);
  return in_case(ctx, opened, std::move(page));
}

// ---- the form ----

std::vector<forms::Choice> referral_choices(Context& ctx, const access::Permit& permit) {
  std::vector<forms::Choice> choices;
  for (const auto& one : referrals::store::referrals_of(ctx.db(), permit))
    if (referrals::content_is_open(one.value.state))
      choices.push_back({std::to_string(one.id), organisation::body_name(ctx.db(), one.value.recipient) +
                                                     (one.value.sent_on ? ", " + german(*one.value.sent_on) : "")});
  return choices;
}

Fragment form_of(Context& ctx, const cases::OpenCase& opened, const forms::Input& input) {
  const std::string base = cases::case_href(opened.permit.case_id(), tab);
  return post_form(
      ctx, base + "/neu",
      all(forms::error_summary(tr("Das Schreiben ist noch nicht erstellt."), input.errors),
          ui::note("info",
                   all(tr("Ob der Text fachlich geprüft ist und wer ihn übersetzt hat, steht auf dem Ausdruck."))),
          forms::control(letter_record, "text", input), forms::control(letter_record, "language", input),
          forms::control(letter_record, "invited_on", input, {.short_field = true}),
          forms::control(letter_record, "time", input, {.short_field = true}),
          forms::control(letter_record, "place", input), forms::control(letter_record, "note", input),
          forms::control(letter_record, "referral_id", input, {.choices = referral_choices(ctx, opened.permit)}),
          ui::form_actions(ui::submit(tr("Schreiben erstellen")), base)));
}

http::Response form_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input) {
  Page page;
  page.title = tr("Schreiben erstellen");
  page.sub = trf("für {}", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = form_of(ctx, opened, input);
  return in_case(ctx, opened, std::move(page), tr("Schreiben erstellen"));
}

http::Response show_new(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  Letter letter;
  letter.text = ask.request.query.get("text");
  letter.language = opened.frame.person.value.letter_language;
  if (code_list("letter_language").find(letter.language) == nullptr) letter.language = "de";
  return form_page(ctx, opened, forms::input_from(letter_record, &letter));
}

http::Response post_new(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  Letter letter;
  forms::Input input{ask.form, forms::parse(letter_record, ask.form, ctx.today(), &letter)};
  if (input.errors.empty()) {
    const auto made = make_letter(ctx, id, letter);
    if (made) return done(ctx, cases::case_href(id, tab), tr("Das Schreiben ist erstellt. Öffnen Sie es zum Drucken."));
    if (made.error().fields.empty()) return error_page(ctx, ask, made.error());
    input.errors = made.error().fields;
  }
  return form_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact)), input);
}

http::Response show_pdf(Context& ctx, const Ask& ask) {
  std::string bytes = SHOW_OR_FAIL(print_letter(ctx, ask.id<CaseId>(), ask.id<LetterId>(1)));
  return pdf_response(std::move(bytes), "schreiben-" + std::to_string(ask.number(1)));
}

}  // namespace

http::Response pdf_response(std::string bytes, const std::string& name) {
  http::Response response{200, {}, std::move(bytes)};
  response.with("Content-Type", "application/pdf");
  response.with("Content-Disposition", "inline; filename=\"" + name + ".pdf\"");
  return response;
}

Fragment letters_panel(Context& ctx, const access::Permit& permit) {
  auto letters = store::letters_of(ctx.db(), permit);
  if (letters.size() > 3) letters.erase(letters.begin(), letters.end() - 3);
  const std::string base = cases::case_href(permit.case_id(), tab);
  if (letters.empty() && !permit.may_contact()) return {};
  const Fragment create =
      permit.may_contact() ? p(ui::text_link(base + "/neu", tr("Schreiben erstellen"))) : Fragment();
  return ui::panel("h-schreiben", tr("Schreiben"),
                   all(letters.empty() ? Fragment() : list_of(ctx, permit.case_id(), letters), create));
}

void letter_routes(Routes& r) {
  r.get("/faelle/{case}/schreiben", needs(Right::case_read), show_letters, "Schreiben eines Falls");
  r.get("/faelle/{case}/schreiben/neu", needs(Right::case_contact), show_new, "Schreiben erstellen (Formular)");
  r.post("/faelle/{case}/schreiben/neu", needs(Right::case_contact), post_new, "Schreiben erstellen");
  r.get("/faelle/{case}/schreiben/{letter}/pdf", needs(Right::case_read), show_pdf, "Ein Schreiben als PDF");
}

}  // namespace kim::documents
