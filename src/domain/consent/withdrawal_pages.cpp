// Withdrawal: one form that says what happens before the button; the confirmation to take along; the erasure check's end.
#include <algorithm>
#include <charconv>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/consent/consent_pages.h"
#include "domain/consent/consent_parts.h"
#include "platform/html/decisions.h"

namespace kim::consent {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view purpose_prefix = "purpose:", release_prefix = "release:";

/// One question instead of three: what is withdrawn. Values "all", "purpose:health_data", "release:4711".
std::vector<forms::Choice> choices(const State& state, const std::vector<ReleaseState>& releases) {
  std::vector<forms::Choice> list{{"all", code_label("withdrawal_scope", "all")}};
  for (const ReleaseState& one : releases)
    if (holds(one.standing))
      list.push_back({std::string(release_prefix) + std::to_string(one.id.value()),
                      trf("Nur die Entbindung gegenüber: {}", {one.recipient_name})});
  for (const std::string& purpose : state.purposes)
    if (purpose != case_file)
      list.push_back({std::string(purpose_prefix) + purpose, trf("Nur: {}", {code_label("consent_purpose", purpose)})});
  return list;
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

void read_choice(std::string_view typed, Withdrawal& withdrawal, std::vector<FieldError>& errors) {
  withdrawal.scope = "all";
  if (typed.starts_with(purpose_prefix)) {
    withdrawal.scope = "purpose";
    withdrawal.purpose = typed.substr(purpose_prefix.size());
  } else if (typed.starts_with(release_prefix)) {
    withdrawal.scope = "release";
    withdrawal.release = ReleaseId(number_in(typed.substr(release_prefix.size())));
  } else if (typed != "all") {
    errors.insert(errors.begin(), {"scope", tr("Wählen Sie, was widerrufen wird.")});
  }
}

bool is_choice(std::string_view field) { return field == "purpose" || field == "release_id"; }

const ReleaseState* chosen_release(const std::vector<ReleaseState>& releases, std::string_view typed) {
  if (!typed.starts_with(release_prefix)) return nullptr;
  const ReleaseId id(number_in(typed.substr(release_prefix.size())));
  const auto found =
      std::find_if(releases.begin(), releases.end(), [&](const ReleaseState& one) { return one.id == id; });
  return found == releases.end() ? nullptr : &*found;
}

std::vector<std::string> consequences(const ReleaseState* release, Day today) {
  if (release != nullptr)
    return {trf("Es geht nichts mehr an {}.", {release->recipient_name}),
            tr("Offene Verweisungen an diese Stelle werden zurückgezogen."),
            tr("Die Person erhält eine Bestätigung zum Mitnehmen.")};
  return {tr("Bei „Alles“: Der Fall ist gesperrt, es geht nichts mehr an andere Stellen, offene Verweisungen werden "
             "zurückgezogen."),
          trf("Die Löschung wird bis zum {} geprüft.", {german(today + std::chrono::days(erasure_check_days))}),
          tr("Bei einem einzelnen Punkt: Nur dieser endet, alles andere gilt weiter."),
          tr("Die Person erhält eine Bestätigung zum Mitnehmen.")};
}

Fragment received_panel(Context& ctx, const Opened& opened, const std::vector<ReleaseState>& releases,
                        const ReleaseState* chosen) {
  std::vector<ui::Row> rows;
  for (const auto& one : disclosures(ctx.db(), opened.permit)) {
    if (chosen != nullptr && one.value.recipient != chosen->recipient) continue;
    const auto name = std::find_if(releases.begin(), releases.end(),
                                   [&](const ReleaseState& r) { return r.recipient == one.value.recipient; });
    rows.push_back({{},
                    all(name == releases.end() ? tr("andere Stelle") : name->recipient_name),
                    all(ui::date(*one.value.on), ": ", code_words("data_category", one.value.contents)),
                    {},
                    false});
  }
  if (rows.empty()) return {};
  return ui::panel("h-erhalten", tr("Diese Angaben sind schon draußen"),
                   all(ui::rows(rows, ui::RowsLook::plain),
                       p(cls("kim-meta kim-top-s"), tr("KIM kann sie dort nicht löschen. Auf Wunsch drucken Sie danach "
                                                       "ein Schreiben, mit dem die Person die Löschung verlangt."))));
}

Fragment all_panel(Day today) {
  return ui::panel("h-alles", tr("Wenn alles widerrufen wird"),
                   p(trf("Der Fall wird gesperrt. Nur der Datenschutz kann ihn noch öffnen. Die Prüfung der Löschung "
                         "muss bis zum {} abgeschlossen sein.",
                         {german(today + std::chrono::days(erasure_check_days))})));
}

http::Response form_page(Context& ctx, const Opened& opened, const forms::Input& input) {
  const Day today = ctx.today();
  const auto releases = store::release_states(ctx.db(), opened.permit.subject(), today);
  const State state = state_of(ctx.db(), opened.permit.subject(), today);
  const ReleaseState* chosen = chosen_release(releases, input.typed.get("scope"));
  ui::Confirmation ask;
  ask.content = all(forms::control(withdrawal_record, "scope", input, {.choices = choices(state, releases)}),
                    forms::control(withdrawal_record, "withdrawn_on", input),
                    forms::control(withdrawal_record, "channel", input, {.optional_mark = false}));
  ask.consequences = consequences(chosen, today);
  ask.button = tr("Widerruf speichern");
  ask.cancel_href = opened.home;
  Page page = page_of(opened, tr("Widerruf aufnehmen"), tr("Widerruf"));
  page.sub = trf("{} muss keinen Grund nennen und hat keinen Nachteil.", {people::addressed_name(opened.person.value)});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const Fragment form =
      post_form(ctx, consent_href(opened.permit.subject(), "widerruf"), ui::confirmation(ask), "kim-form");
  page.content =
      ui::split(div_(cls("kim-form--narrow kim-stack"),
                     forms::error_summary(tr("Der Widerruf ist noch nicht gespeichert."), input.errors), form),
                all(received_panel(ctx, opened, releases, chosen), all_panel(today)));
  return show(ctx, std::move(page));
}

http::Response new_page(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_to_write(ctx, ask));
  Withdrawal withdrawal;
  withdrawal.on = ctx.today();
  forms::Input input = forms::input_from(withdrawal_record, &withdrawal);
  if (const auto release = ask.request.query.integer("entbindung"); release > 0)
    input.typed.set("scope", std::string(release_prefix) + std::to_string(release));
  note_opened(ctx, opened, "withdrawal_form");
  return form_page(ctx, opened, input);
}

http::Response post_withdrawal(Context& ctx, const Ask& ask) {
  static constexpr std::string_view fields[] = {"withdrawn_on", "channel"};
  Withdrawal withdrawal;
  forms::Input input{ask.form, forms::parse(withdrawal_record, ask.form, ctx.today(), &withdrawal, fields)};
  read_choice(ask.form.get("scope"), withdrawal, input.errors);
  if (input.errors.empty()) {
    const auto saved = withdraw(ctx, ask.id<PersonId>(), withdrawal);
    if (saved)
      return done(ctx, consent_href(ask.id<SubjectId>(), "widerruf/" + std::to_string(*saved)),
                  tr("Widerruf gespeichert, er gilt ab sofort"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    for (const FieldError& error : saved.error().fields)
      input.errors.push_back({is_choice(error.field) ? "scope" : error.field, error.message});
  }
  const Opened opened = SHOW_OR_FAIL(open_to_write(ctx, ask));
  return form_page(ctx, opened, input);
}

http::Response post_checked(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(finish_erasure_check(ctx, ask.number(0)));
  return done(ctx, "/", tr("Löschprüfung abgeschlossen"));
}

}  // namespace

void withdrawal_routes(Routes& r) {
  r.get("/personen/{person}/einwilligung/widerruf", needs(Right::consent_write), new_page,
        "Formular eines Widerrufs mit seinen Folgen");
  r.post("/personen/{person}/einwilligung/widerruf", needs(Right::consent_write), post_withdrawal,
         "Widerruf aufnehmen");
  r.post("/loeschpruefungen/{withdrawal}/erledigt", needs(Right::blocked_case_read), post_checked,
         "Löschprüfung nach einem Widerruf abschließen");
}

}  // namespace kim::consent
