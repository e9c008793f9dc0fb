// Preparing a referral, and the check before it is sent: recipient, what is passed on, the release it rests on.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/organisation/organisation.h"
#include "domain/records/conflict.h"
#include "domain/referrals/referral_gate.h"
#include "domain/referrals/referral_pages.h"
#include "domain/referrals/referral_views.h"
#include "platform/html/decisions.h"

namespace kim::referrals {
namespace {

using access::Permit;
using access::Right;
using namespace html;
using Found = records::Stored<Referral>;

// ---- the form ----

struct Target {
  std::string title, action, back;
  std::int64_t draft_about = 0, version = 0;
};

Target new_target(CaseId id) { return {tr("Verweisen"), list_href(id) + "/neu", list_href(id), id.value(), 0}; }

Target change_target(CaseId id, std::int64_t referral, std::int64_t version) {
  const std::string href = referral_href(id, referral);
  return {tr("Verweisung ändern"), href + "/aendern", href, referral, version};
}

std::string release_word(const cases::Frame& frame, BodyId body) {
  const auto found = std::ranges::find(frame.releases, body, &consent::ReleaseState::recipient);
  if (found == frame.releases.end() || !consent::holds(found->standing)) return tr("keine Entbindung");
  return found->until ? trf("Entbindung bis {}", {german(*found->until)}) : tr("Entbindung liegt vor");
}

bool can_be_chosen(const organisation::Body& body, Day today) {
  return !body.target_type.empty() && organisation::holds_on(body.valid_from, body.valid_until, today);
}

/// Bodies people are referred to, by type, each with the state of its release.
std::vector<forms::Choice> body_choices(Context& ctx, const cases::Frame& frame, BodyId chosen) {
  std::vector<forms::Choice> choices;
  for (const auto& body : organisation::bodies(ctx.db())) {
    if (!can_be_chosen(body.value, ctx.today()) && BodyId(body.id) != chosen) continue;
    choices.push_back({std::to_string(body.id), body.value.name + " (" + release_word(frame, BodyId(body.id)) + ")",
                       body.value.target_type.empty() ? tr("Weitere Stellen")
                                                      : code_label("referral_target", body.value.target_type)});
  }
  std::ranges::sort(choices, {}, [](const forms::Choice& one) { return text::sort_key(one.group + " " + one.label); });
  return choices;
}

Fragment basis_fold(const forms::Input& input) {
  const bool other = input.typed.get("legal_basis") != "consent" || !input.error("basis_note").empty() ||
                     !input.error("legal_basis").empty();
  return ui::fold(tr("Beruht auf einem Gesetz statt auf einer Entbindung"),
                  all(forms::control(referral_record, "legal_basis", input, {.radios = false}),
                      forms::control(referral_record, "basis_note", input)),
                  tr("Ausnahme"), other);
}

Fragment controls(Context& ctx, const cases::Frame& frame, const forms::Input& input) {
  const BodyId chosen(input.typed.integer("recipient_id"));
  return all(forms::control(referral_record, "recipient_id", input, {.choices = body_choices(ctx, frame, chosen)}),
             forms::control(referral_record, "reason", input), forms::control(referral_record, "contents", input),
             forms::control(referral_record, "answer_by", input, {.short_field = true}),
             forms::control(referral_record, "warm", input), basis_fold(input));
}

Fragment form_of(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, const Target& target,
                 const drafts::Found& draft) {
  const drafts::Key key = draft_key(target.draft_about);
  const Fragment children =
      all(forms::error_summary(tr("Die Verweisung ist noch nicht gespeichert."), input.errors),
          when(target.version > 0,
               [&] { return html::input(type("hidden"), name_("version"), value(std::to_string(target.version))); }),
          controls(ctx, opened.frame, input),
          ui::form_actions(ui::submit(tr("Weiter zur Prüfung")), target.back, drafts::form_end(key, draft.resumed)));
  const drafts::Place place{key, trf("Verweisung für {}", {opened.frame.name}), target.action};
  return all(drafts::notice(ctx, draft.offered), drafts::draft_form(ctx, target.action, place, children));
}

http::Response form_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, const Target& target,
                         const drafts::Found& draft = {}) {
  Page page;
  page.title = target.title;
  page.title_detail = target.title + ", " + opened.frame.name;
  page.sub = trf("für {}. Es wird noch nichts gesendet.", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = ui::split(form_of(ctx, opened, input, target, draft),
                           released_panel(opened.permit, opened.frame, BodyId(input.typed.integer("recipient_id")),
                                          input.typed.all("contents")));
  return in_case(ctx, opened, std::move(page), target.title);
}

/// A chosen body brings what is released towards it, so that one only takes away.
Referral start(const Context& ctx, const cases::Frame& frame, BodyId recipient) {
  Referral referral;
  referral.recipient = recipient;
  referral.answer_by = ctx.today() + std::chrono::days(usual_days);
  const auto release = std::ranges::find(frame.releases, recipient, &consent::ReleaseState::recipient);
  if (release != frame.releases.end() && consent::holds(release->standing)) referral.contents = release->contents;
  return referral;
}

forms::Input resumed_or(const drafts::Found& draft, const Referral& otherwise) {
  if (draft.resumed) return {draft.resumed->content, {}};
  return forms::input_from(referral_record, &otherwise);
}

http::Response show_new(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  const CaseId id = opened.permit.case_id();
  const drafts::Found draft = drafts::look(ctx, ask, draft_key(id.value()));
  const Referral empty = start(ctx, opened.frame, BodyId(ask.request.query.integer("stelle")));
  return form_page(ctx, opened, resumed_or(draft, empty), new_target(id), draft);
}

http::Response post_new(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  Referral referral;
  forms::Input input{ask.form, forms::parse(referral_record, ask.form, ctx.today(), &referral)};
  if (input.errors.empty()) {
    const auto saved = prepare(ctx, id, referral);
    if (saved) return http::see_other(referral_href(id, saved->value(), "pruefen"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  return form_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write)), input, new_target(id));
}

// ---- changing what is prepared ----

/// The prepared referral, or an error: what was sent is not changed any more.
Result<Found> prepared(Context& ctx, const cases::OpenCase& opened, const Ask& ask) {
  Found referral = TRY(store::referral(ctx.db(), opened.permit, ask.id<ReferralId>(1)));
  if (referral.value.state == "prepared") return referral;
  return failure(ErrorCode::conflict,
                 tr("Diese Verweisung ist schon gesendet oder zurückgezogen. Sie lässt sich nicht mehr ändern."));
}

http::Response show_change(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  const Found referral = SHOW_OR_FAIL(prepared(ctx, opened, ask));
  const drafts::Found draft = drafts::look(ctx, ask, draft_key(referral.id));
  return form_page(ctx, opened, resumed_or(draft, referral.value),
                   change_target(opened.permit.case_id(), referral.id, referral.version), draft);
}

http::Response conflict_page(Context& ctx, const Ask& ask, const Referral& mine) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  const Found theirs = SHOW_OR_FAIL(prepared(ctx, opened, ask));
  const Target target = change_target(opened.permit.case_id(), theirs.id, theirs.version);
  Page page = records::conflict_page(ctx, tr("Diese Verweisung hat inzwischen jemand anderes geändert"),
                                     store::referrals(), records::owner(opened.permit), theirs,
                                     ask.form.integer("version"), mine, {target.action, target.back});
  return in_case(ctx, opened, std::move(page), tr("Zwei Fassungen"));
}

http::Response post_change(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const auto referral_id = ask.id<ReferralId>(1);
  const auto version = ask.form.integer("version");
  Referral referral;
  forms::Input input{ask.form, forms::parse(referral_record, ask.form, ctx.today(), &referral)};
  if (input.errors.empty()) {
    const auto saved = change_prepared(ctx, id, referral_id, version, referral);
    if (saved) return http::see_other(referral_href(id, referral_id.value(), "pruefen"));
    if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, referral);
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  SHOW_OR_FAIL(prepared(ctx, opened, ask));
  return form_page(ctx, opened, input, change_target(id, referral_id.value(), version));
}

// ---- the check before sending ----

Fragment missing_note(const Permit& permit, const Referral& referral, const Error& error) {
  const bool released = consent::rests_on_release(referral.legal_basis);
  return ui::alert(ui::Tone::warning, tr("So kann die Verweisung noch nicht hinaus"),
                   all(p(error.message), p(tr("Die Verweisung bleibt vorbereitet, bis das geklärt ist.")),
                       when(released, [&] { return release_button(permit, referral.recipient); })));
}

Fragment send_form(Context& ctx, const Permit& permit, const Found& referral) {
  const std::string base = referral_href(permit.case_id(), referral.id);
  return post_form(ctx, base + "/senden",
                   all(html::input(type("hidden"), name_("version"), value(std::to_string(referral.version))),
                       p(cls("kim-meta"), tr("Danach drucken Sie den Brief. Hat die Stelle ein Konto, sieht sie die "
                                             "Verweisung sofort in ihrem Eingang. "
                                             "Die Weitergabe steht im Nachweis.")),
                       ui::form_actions(ui::submit(tr("Verweisung senden"), {.icon = "send"}), base)));
}

std::string recipient_text(const std::optional<records::Stored<organisation::Body>>& body) {
  if (!body) return tr("Stelle ohne Namen");
  return body->value.address.empty() ? body->value.name : body->value.name + "\n" + body->value.address;
}

http::Response check_page(Context& ctx, const cases::OpenCase& opened, const Found& referral, bool changed_meanwhile) {
  const auto body = organisation::find_body(ctx.db(), referral.value.recipient);
  const auto basis = require_basis(ctx.db(), opened.permit.subject().subject(), referral.value, ctx.today());
  auto facts = facts_of(referral.value, recipient_text(body), opened.frame);
  facts.front().value = ui::lines(recipient_text(body));
  Page page;
  page.title = tr("Stimmt alles?");
  page.sub = trf("Verweisung für {}, noch nicht gesendet", {opened.frame.name});
  page.status = changed_meanwhile ? 409 : 200;
  page.content = all(when(changed_meanwhile,
                          [&] {
                            return ui::alert(ui::Tone::warning,
                                             tr("Die Verweisung wurde inzwischen geändert. Sie ist noch nicht "
                                                "gesendet. Prüfen Sie sie noch einmal."),
                                             {}, ui::Announce::alert);
                          }),
                     when(!basis, [&] { return missing_note(opened.permit, referral.value, basis.error()); }),
                     ui::check_list(facts, referral_href(opened.permit.case_id(), referral.id, "aendern")),
                     when(basis.has_value(), [&] { return send_form(ctx, opened.permit, referral); }));
  return in_case(ctx, opened, std::move(page), tr("Prüfung"));
}

http::Response show_check(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  return check_page(ctx, opened, SHOW_OR_FAIL(prepared(ctx, opened, ask)), false);
}

http::Response post_send(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const auto referral_id = ask.id<ReferralId>(1);
  // Without the version that was checked nothing is sent: -1 is never one.
  const auto sent = send(ctx, id, referral_id, ask.form.integer("version", -1));
  if (sent)
    return done(ctx, referral_href(id, referral_id.value()),
                tr("Verweisung gesendet. Jetzt können Sie den Brief drucken."));
  if (sent.error().code != ErrorCode::conflict) return error_page(ctx, ask, sent.error());
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  return check_page(ctx, opened, SHOW_OR_FAIL(prepared(ctx, opened, ask)), true);
}

}  // namespace

void form_routes(Routes& r) {
  r.get("/faelle/{case}/verweisungen/neu", needs(Right::referral_write), show_new, "Verweisung vorbereiten (Formular)");
  r.post("/faelle/{case}/verweisungen/neu", needs(Right::referral_write), post_new, "Verweisung vorbereiten");
  r.get("/faelle/{case}/verweisungen/{referral}/aendern", needs(Right::referral_write), show_change,
        "Vorbereitete Verweisung ändern (Formular)");
  r.post("/faelle/{case}/verweisungen/{referral}/aendern", needs(Right::referral_write), post_change,
         "Vorbereitete Verweisung ändern");
  r.get("/faelle/{case}/verweisungen/{referral}/pruefen", needs(Right::referral_write), show_check,
        "Verweisung vor dem Senden prüfen");
  r.post("/faelle/{case}/verweisungen/{referral}/senden", needs(Right::referral_write), post_send, "Verweisung senden");
}

}  // namespace kim::referrals
