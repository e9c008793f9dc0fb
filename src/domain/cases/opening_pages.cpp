// /faelle/neu: a person comes on file. Person and consent on one page, saved in one transaction, so that no file exists
// without consent; people who may be the same are shown before.
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/references.h"
#include "domain/cases/case_pages.h"
#include "domain/cases/case_store.h"
#include "domain/consent/consent_views.h"
#include "domain/inquiries/inquiry.h"
#include "domain/people/people_panels.h"
#include "domain/people/search.h"
#include "platform/html/decisions.h"

namespace kim::cases {

using access::Right;
using html::Fragment;

namespace {

constexpr std::string_view person_names[] = {"family_name", "given_names",     "birth",          "gender",
                                             "phone",       "municipality_id", "letter_language"};

/// What is typed, and what it is checked for.
struct Draft {
  Opening opening;
  forms::Input input;
  std::vector<people::Hit> duplicates;
  people::Elsewhere elsewhere{};
};

/// The inquiry's words as a first guess: the last word of a name is taken for the family name.
people::Person person_from(const inquiries::Inquiry& inquiry) {
  people::Person person;
  const auto cut = inquiry.name.find_last_of(' ');
  person.family_name = cut == std::string::npos ? inquiry.name : inquiry.name.substr(cut + 1);
  if (cut != std::string::npos) person.given_names = text::trim(std::string_view(inquiry.name).substr(0, cut));
  if (inquiry.call_back.find('@') == std::string::npos)
    person.phone = inquiry.call_back;
  else
    person.email = inquiry.call_back;
  person.municipality = inquiry.municipality;
  person.letter_language = inquiry.language;
  return person;
}

/// Error: as permit_subject. An id of 0 is no inquiry.
Result<people::Person> prefill(Context& ctx, InquiryId id) {
  if (!id) return people::Person{};
  const auto permit = TRY(access::permit_subject(ctx, SubjectId(id.value()), Right::inquiry_write));
  return person_from(TRY(inquiries::load_inquiry(ctx.db(), permit)).value);
}

/// Both forms' values under their own names; they share none.
forms::Input joined(const people::Person& person, const consent::Consent& consent) {
  forms::Input input = forms::input_from(people::person_record, &person);
  const forms::Input second = forms::input_from(consent::consent_record, &consent);
  http::Pairs pairs;
  for (const auto& [name, value] : input.typed.pairs())
    if (std::ranges::find(person_names, name) != std::end(person_names)) pairs.emplace_back(name, value);
  for (const auto& pair : second.typed.pairs()) pairs.push_back(pair);
  input.typed = http::Form(std::move(pairs));
  return input;
}

Fragment person_part(Context& ctx, const forms::Input& input) {
  const auto control = [&](std::string_view name, const forms::Look& look = {}) {
    return forms::control(people::person_record, name, input, look);
  };
  return ui::section(
      {.id = "h-person", .title = tr("Person"), .lead = tr("Das Nötigste. Alles Weitere ergänzen Sie später.")},
      html::all(control("family_name"), control("given_names"), control("birth", {.short_field = true}),
                control("gender", {.optional_mark = false}), control("phone", {.short_field = true}),
                control("municipality_id", {.choices = reference_choices(ctx, "municipality"), .radios = false}),
                control("letter_language", {.label = tr("Sprache"), .optional_mark = false, .radios = false})));
}

Fragment duplicates_part(const std::vector<people::Hit>& hits, const http::Form& typed) {
  if (hits.empty()) return {};
  using namespace html;
  return all(people::duplicates_alert(hits),
             ui::tick_box("trotzdem", "1", tr("Es ist eine andere Person. Trotzdem anlegen."), typed.has("trotzdem")));
}

constexpr std::string_view elsewhere_choice = "anderswo";  // "fragen" or "nein"

/// That much and no more: what stands in the other areas is theirs.
Fragment elsewhere_part(const people::Elsewhere& elsewhere) {
  if (!elsewhere.known()) return {};
  using namespace html;
  return div_(
      id(elsewhere_choice), tabindex(-1),
      ui::alert(ui::Tone::warning, tr("Diese Person ist im Kreis vielleicht schon bekannt"),
                all(p(tr("An einer anderen Stelle gibt es vielleicht eine Akte zu ihr. Mehr darf KIM Ihnen nicht "
                         "zeigen.")),
                    p(tr("Die koordinierende Stelle kann das klären: Sie sieht, wer fragt und wer zuständig ist, "
                         "und vermittelt. Namen und Inhalte sieht auch sie nicht.")))));
}

Fragment opening_buttons(const people::Elsewhere& elsewhere) {
  if (!elsewhere.known()) return ui::submit(tr("Fallakte anlegen"));
  const std::string name(elsewhere_choice);
  return html::all(
      ui::submit(tr("Anlegen und klären lassen"), {.name = name, .value = "fragen"}),
      ui::submit(tr("Anlegen, ohne zu fragen"), {.weight = ui::Weight::secondary, .name = name, .value = "nein"}));
}

Fragment instead_panel(InquiryId inquiry) {
  const std::string advice = inquiry ? "/anfragen/" + std::to_string(inquiry.value()) : "/kurzberatung";
  return ui::panel("h-ohne", tr("Ohne Einwilligung"),
                   html::all(html::p(tr("Will die Person nicht einwilligen, entsteht keine Fallakte. Beraten können "
                                        "Sie trotzdem: als Kurzberatung, gezählt und ohne Namen.")),
                             html::p(ui::text_link(
                                 advice, inquiry ? tr("Zur Anfrage und Kurzberatung") : tr("Kurzberatung zählen")))));
}

Fragment form_part(Context& ctx, const Draft& draft) {
  using namespace html;
  const std::string inquiry = draft.opening.inquiry ? std::to_string(draft.opening.inquiry.value()) : std::string();
  const Fragment consent_part = ui::section({.id = "h-einwilligung",
                                             .title = tr("Einwilligung"),
                                             .lead = tr("Jeder Zweck wird einzeln gefragt. Nichts ist vorausgewählt.")},
                                            consent::consent_controls(ctx, draft.input));
  return post_form(
      ctx, "/faelle/neu",
      all(input(type("hidden"), name_("anfrage"), value(inquiry)), person_part(ctx, draft.input), consent_part,
          duplicates_part(draft.duplicates, draft.input.typed), elsewhere_part(draft.elsewhere),
          ui::form_actions(opening_buttons(draft.elsewhere),
                           inquiry.empty() ? std::string("/faelle") : "/anfragen/" + inquiry)));
}

http::Response form_page(Context& ctx, const Draft& draft, int status) {
  Page page{.title = tr("Fallakte anlegen"),
            .nav = "/faelle",
            .crumbs = {{tr("Fälle"), "/faelle"}, {tr("Fallakte anlegen"), {}}},
            .content = {}};
  page.sub = tr("Person und Einwilligung zusammen: Gespeichert wird beides oder nichts.");
  page.error = !draft.input.errors.empty();
  page.status = status;
  page.content = html::all(forms::error_summary(tr("Die Fallakte ist noch nicht angelegt."), draft.input.errors),
                           ui::split(form_part(ctx, draft), instead_panel(draft.opening.inquiry)));
  return show(ctx, std::move(page));
}

http::Response get_opening(Context& ctx, const Ask& ask) {
  Draft draft;
  draft.opening.inquiry = InquiryId(ask.request.query.integer("anfrage"));
  draft.opening.person = SHOW_OR_FAIL(prefill(ctx, draft.opening.inquiry));
  draft.input = joined(draft.opening.person, consent::new_consent(ctx));
  return form_page(ctx, draft, 200);
}

Draft read_draft(Context& ctx, const http::Form& form) {
  Draft draft;
  draft.opening.inquiry = InquiryId(form.integer("anfrage"));
  draft.opening.consent = consent::new_consent(ctx);
  auto errors = forms::parse(people::person_record, form, ctx.today(), &draft.opening.person, person_names);
  auto more =
      forms::parse(consent::consent_record, form, ctx.today(), &draft.opening.consent, consent::consent_form_fields);
  errors.insert(errors.end(), more.begin(), more.end());
  const auto& purposes = draft.opening.consent.purposes;
  if (!purposes.empty() && std::ranges::find(purposes, "case_file") == purposes.end())
    errors.push_back(
        {"purposes", tr("Ohne Einwilligung in die Fallakte entsteht keine. Möglich ist eine Kurzberatung.")});
  if (!draft.opening.person.letter_language.empty())
    draft.opening.person.languages = {draft.opening.person.letter_language};
  draft.input = {form, std::move(errors)};
  return draft;
}

/// Who may be on file already, here or elsewhere; what has to be decided first stands among the draft's errors.
Result<void> look_around(Context& ctx, const http::Form& form, Draft& draft) {
  const access::Scope scope = TRY(access::scope_for(ctx, Right::person_search));
  draft.duplicates = people::possible_duplicates(ctx, scope, draft.opening.person);
  draft.elsewhere = TRY(people::known_elsewhere(ctx, draft.opening.person));
  std::ranges::copy(draft.elsewhere.readable(), std::back_inserter(draft.duplicates));
  if (!draft.duplicates.empty() && !form.has("trotzdem"))
    draft.input.errors.push_back({"trotzdem", tr("Prüfen Sie, ob die Person schon erfasst ist.")});
  if (draft.elsewhere.known() && !form.has(elsewhere_choice))
    draft.input.errors.push_back(
        {std::string(elsewhere_choice),
         tr("Entscheiden Sie, ob die koordinierende Stelle klären soll, wer die Person kennt.")});
  if (form.get(elsewhere_choice) == "fragen") draft.opening.ask = draft.elsewhere;
  return {};
}

std::string opened_message(const Opening& opening) {
  const std::string name = people::full_name(opening.person);
  return opening.ask.known() ? trf("Die Fallakte von {} ist angelegt. Die koordinierende Stelle ist gefragt.", {name})
                             : trf("Die Fallakte von {} ist angelegt", {name});
}

http::Response post_opening(Context& ctx, const Ask& ask) {
  Draft draft = read_draft(ctx, ask.form);
  if (!draft.input.errors.empty()) return form_page(ctx, draft, 422);
  SHOW_OR_FAIL(look_around(ctx, ask.form, draft));
  if (!draft.input.errors.empty()) return form_page(ctx, draft, 422);
  const auto id = open_file(ctx, draft.opening);
  if (id) return done(ctx, case_href(*id), opened_message(draft.opening));
  if (id.error().fields.empty()) return error_page(ctx, ask, id.error());
  draft.input.errors = id.error().fields;
  return form_page(ctx, draft, 422);
}

}  // namespace

void opening_routes(Routes& routes) {
  routes.get("/faelle/neu", needs(Right::case_create), get_opening, "Fallakte anlegen");
  routes.post("/faelle/neu", needs(Right::case_create), post_opening, "Fallakte anlegen");
}

}  // namespace kim::cases
