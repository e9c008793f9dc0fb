// Pages of a case: its referrals, one referral with its history, the body's answer, taking it back.
#include "domain/referrals/referral_pages.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/organisation/organisation.h"
#include "domain/records/history_view.h"
#include "domain/referrals/referral_views.h"
#include "platform/html/decisions.h"

namespace kim::referrals {

using access::Permit;
using access::Right;
using namespace html;
using Found = records::Stored<Referral>;

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb) {
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, std::move(crumb));
}

namespace {

// ---- the list ----

bool any_release_holds(const cases::Frame& frame) {
  return std::ranges::any_of(frame.releases, [](const auto& release) { return consent::holds(release.standing); });
}

Fragment new_button(const Permit& permit, ui::Weight weight) {
  return ui::link_button(list_href(permit.case_id()) + "/neu", tr("Verweisen"), {.weight = weight, .icon = "add"});
}

Fragment no_referrals(const cases::OpenCase& opened) {
  Fragment buttons;
  if (opened.permit.may_write()) {
    const bool released = any_release_holds(opened.frame);
    if (!released) buttons += release_button(opened.permit, {});
    buttons += new_button(opened.permit, released ? ui::Weight::primary : ui::Weight::tertiary);
  }
  return ui::empty_state(tr("Noch keine Verweisungen"),
                         trf("Mit einer Verweisung bringen Sie {} mit einer anderen Stelle zusammen und sehen, was "
                             "daraus wird. Vorher braucht es "
                             "eine Schweigepflichtentbindung.",
                             {opened.frame.addressed}),
                         buttons);
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_read));
  auto referrals = store::referrals_of(ctx.db(), opened.permit);
  Page page;
  page.title = trf("Verweisungen von {}", {opened.frame.name});
  if (opened.permit.may_write() && !referrals.empty()) page.actions = new_button(opened.permit, ui::Weight::primary);
  page.content = referrals.empty()
                     ? no_referrals(opened)
                     : case_rows(ctx, opened.permit.case_id(), std::move(referrals), static_cast<std::size_t>(-1));
  return in_case(ctx, opened, std::move(page));
}

// ---- one referral ----

Fragment one_actions(const Permit& permit, const Found& referral) {
  const auto href = [&](std::string_view act) { return referral_href(permit.case_id(), referral.id, act); };
  const std::string& state = referral.value.state;
  Fragment buttons;
  if (permit.may_write() && state == "prepared")
    buttons += ui::link_button(href("pruefen"), tr("Prüfen und senden"), {.icon = "send"});
  if (permit.may_write() && !possible_answers(state, Side::case_management).empty())
    buttons += ui::link_button(href("antwort"), tr("Antwort eintragen"));
  if (permit.may_write() && is_running(state))
    buttons += ui::link_button(href("erinnerung"), tr("Nachfragen"), {.weight = ui::Weight::secondary});
  if (is_running(state))
    buttons += ui::link_button(href("brief"), tr("Brief drucken"), {.weight = ui::Weight::secondary, .icon = "print"});
  if (permit.may_write() && next(state, Event::recall))
    buttons += ui::link_button(href("zurueckziehen"), state == "prepared" ? tr("Verwerfen") : tr("Zurückziehen"),
                               {.weight = ui::Weight::tertiary});
  return buttons;
}

Fragment unnoticed_note(Context& ctx, const Permit& permit, const Found& referral, const std::string& body) {
  if (!referral.value.answered_on || referral.value.noticed_on) return {};
  Fragment text = p(ui::lines(referral.value.answer_note));
  if (permit.may_write())
    text += post_form(ctx, referral_href(permit.case_id(), referral.id, "gelesen"),
                      ui::submit(tr("Zur Kenntnis genommen"), {.weight = ui::Weight::secondary, .icon = "check"}), "");
  return ui::alert(ui::Tone::info, trf("{0} hat am {1} geantwortet", {body, german(*referral.value.answered_on)}),
                   text);
}

Fragment state_panel(Context& ctx, const Found& referral) {
  static constexpr std::string_view shown[] = {"sent_on", "answered_on", "decline_reason", "outcome", "answer_note"};
  return ui::panel(
      "h-stand", tr("Stand"),
      all(state_badge(referral.value.state),
          p(cls("kim-meta kim-top-s"), awaited(referral.value.state, referral.value.answer_by, ctx.today())),
          forms::facts(referral_record, &referral.value, shown)));
}

Fragment history_panel(Context& ctx, const Permit& permit, const Found& referral) {
  return ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                   records::history_view(ctx, store::referrals(), records::owner(permit), referral.id));
}

http::Response show_one(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_read));
  const Found referral = SHOW_OR_FAIL(store::referral(ctx.db(), opened.permit, ask.id<ReferralId>(1)));
  const std::string body = organisation::body_name(ctx.db(), referral.value.recipient);
  Page page;
  page.title = trf("Verweisung an {}", {body});
  page.title_detail = page.title + ", " + opened.frame.name;
  page.actions = one_actions(opened.permit, referral);
  page.content = ui::split(all(unnoticed_note(ctx, opened.permit, referral, body),
                               ui::section({.id = "h-inhalt", .title = tr("Was wurde übergeben?")},
                                           ui::facts(facts_of(referral.value, body, opened.frame)))),
                           all(state_panel(ctx, referral), chasing_panels(ctx, opened.permit, referral),
                               history_panel(ctx, opened.permit, referral)));
  return in_case(ctx, opened, std::move(page), body);
}

http::Response post_noticed(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  if (auto saved = notice(ctx, id, ask.id<ReferralId>(1)); !saved) return error_page(ctx, ask, saved.error());
  const bool from_start = ask.request.query.get("von") == "tag";
  return done(ctx, from_start ? "/" : referral_href(id, ask.number(1)), tr("Antwort zur Kenntnis genommen"));
}

// ---- the body's answer, noted by the case manager ----

struct AnswerForm {
  forms::Input input;
  std::int64_t version = 0;
  int status = 200;
  std::string meanwhile;  // what somebody else did, if that is why the form comes back
};

http::Response answer_page(Context& ctx, const Ask& ask, const AnswerForm& form) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  const Found referral = SHOW_OR_FAIL(store::referral(ctx.db(), opened.permit, ask.id<ReferralId>(1)));
  const std::string back = referral_href(opened.permit.case_id(), referral.id);
  const std::string body = organisation::body_name(ctx.db(), referral.value.recipient);
  Page page;
  page.title = tr("Antwort eintragen");
  page.sub = trf("{0}, bisher: {1}", {body, code_label("referral_state", referral.value.state)});
  page.status = form.status;
  page.error = form.status != 200;
  page.content =
      post_form(ctx, back + "/antwort",
                all(when(!form.meanwhile.empty(),
                         [&] { return ui::alert(ui::Tone::warning, form.meanwhile, {}, ui::Announce::alert); }),
                    forms::error_summary(tr("Die Antwort ist noch nicht gespeichert."), form.input.errors),
                    input(type("hidden"), name_("version"),
                          value(std::to_string(form.version == 0 ? referral.version : form.version))),
                    answer_controls(form.input, referral.value.state, Side::case_management),
                    ui::form_actions(ui::submit(tr("Antwort speichern")), back)));
  return in_case(ctx, opened, std::move(page), tr("Antwort"));
}

http::Response show_answer(Context& ctx, const Ask& ask) { return answer_page(ctx, ask, {}); }

http::Response post_answer(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const auto referral_id = ask.id<ReferralId>(1);
  Answer answer;
  AnswerForm form{
      {ask.form, forms::parse(answer_record, ask.form, ctx.today(), &answer)}, ask.form.integer("version"), 422, {}};
  if (!form.input.errors.empty()) return answer_page(ctx, ask, form);
  const auto saved = note_answer(ctx, id, referral_id, answer, form.version);
  if (saved) return done(ctx, referral_href(id, referral_id.value()), tr("Antwort gespeichert"));
  if (saved.error().code == ErrorCode::conflict)
    return answer_page(
        ctx, ask,
        {form.input, 0, 409,
         tr("Der Stand hat sich inzwischen geändert. Nichts ist verloren. Prüfen Sie Ihre Antwort noch einmal.")});
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  form.input.errors = saved.error().fields;
  return answer_page(ctx, ask, form);
}

// ---- taking it back ----

std::vector<std::string> consequences_of(const Referral& referral, const std::string& body) {
  if (referral.state == "prepared")
    return {tr("Die Verweisung wird nicht gesendet."), tr("Sie bleibt als zurückgezogen in der Liste.")};
  return {trf("{} sieht nur noch, dass die Verweisung zurückgezogen ist.", {body}),
          tr("Was schon im Brief stand, ist damit nicht zurückgeholt. Sprechen Sie mit der Stelle."),
          tr("Die Weitergabe bleibt im Nachweis stehen.")};
}

http::Response show_recall(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  const Found referral = SHOW_OR_FAIL(store::referral(ctx.db(), opened.permit, ask.id<ReferralId>(1)));
  const std::string body = organisation::body_name(ctx.db(), referral.value.recipient);
  const std::string back = referral_href(opened.permit.case_id(), referral.id);
  const bool unsent = referral.value.state == "prepared";
  Page page;
  page.title = unsent ? tr("Verweisung verwerfen?") : tr("Verweisung zurückziehen?");
  page.sub = trf("an {0}, für {1}", {body, opened.frame.name});
  ui::Confirmation question;
  question.consequences = consequences_of(referral.value, body);
  question.button = unsent ? tr("Verweisung verwerfen") : tr("Verweisung zurückziehen");
  question.cancel_href = back;
  page.content = post_form(ctx, back + "/zurueckziehen", ui::confirmation(question));
  return in_case(ctx, opened, std::move(page), tr("Zurückziehen"));
}

http::Response post_recall(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  if (auto saved = recall(ctx, id, ask.id<ReferralId>(1)); !saved) return error_page(ctx, ask, saved.error());
  return done(ctx, list_href(id), tr("Verweisung zurückgezogen"));
}

}  // namespace

void case_routes(Routes& r) {
  r.get("/faelle/{case}/verweisungen", needs(Right::referral_read), show_list, "Verweisungen eines Falls");
  r.get("/faelle/{case}/verweisungen/{referral}", needs(Right::referral_read), show_one,
        "Eine Verweisung mit ihrem Verlauf");
  r.post("/faelle/{case}/verweisungen/{referral}/gelesen", needs(Right::referral_write), post_noticed,
         "Antwort zur Kenntnis nehmen");
  r.get("/faelle/{case}/verweisungen/{referral}/antwort", needs(Right::referral_write), show_answer,
        "Antwort einer Stelle eintragen (Formular)");
  r.post("/faelle/{case}/verweisungen/{referral}/antwort", needs(Right::referral_write), post_answer,
         "Antwort einer Stelle eintragen");
  r.get("/faelle/{case}/verweisungen/{referral}/zurueckziehen", needs(Right::referral_write), show_recall,
        "Verweisung zurückziehen (Rückfrage)");
  r.post("/faelle/{case}/verweisungen/{referral}/zurueckziehen", needs(Right::referral_write), post_recall,
         "Verweisung zurückziehen");
}

}  // namespace kim::referrals
