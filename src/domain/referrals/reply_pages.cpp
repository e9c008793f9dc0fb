// The page behind a reply link: one referral, its answer, in German or English, without an account and without script. Whatever
// is not open any more looks the same: that the link does not hold.
#include "base/i18n.h"
#include "domain/people/person.h"
#include "domain/referrals/inbox_views.h"
#include "domain/referrals/referral_pages.h"
#include "domain/referrals/referral_views.h"
#include "domain/referrals/reply.h"
#include "platform/html/decisions.h"

namespace kim::referrals {
namespace {

using namespace html;

constexpr std::string_view language_name = "sprache";

i18n::Language language_of(const Ask& ask) {
  return ask.request.query.get(language_name) == "en" ? i18n::Language::en : i18n::Language::de;
}

/// "?sprache=en", kept from page to page.
std::string language_query() { return "?" + std::string(language_name) + "=" + std::string(i18n::tag()); }

std::string href_of(std::string_view token) { return "/antwort/" + http::percent_encode(token) + language_query(); }

Fragment other_language(const std::string& path) {
  const bool german = i18n::current() == i18n::Language::de;
  return p(cls("kim-meta"), a(html::href(path + "?sprache=" + (german ? "en" : "de")), lang(german ? "en" : "de"),
                              german ? "English" : "Deutsch"));
}

/// Answers keep no trace of the secret address in the history of other pages.
http::Response sealed(http::Response response) {
  response.with("Referrer-Policy", "no-referrer");
  response.with("X-Robots-Tag", "noindex");
  return response;
}

http::Response over_page(Context& ctx, const Error& error) {
  Page page;
  page.title = tr("Dieser Link gilt nicht mehr");
  page.status = error.code == ErrorCode::refused ? 429 : 404;
  page.content = ui::alert(
      ui::Tone::info,
      error.code == ErrorCode::refused
          ? error.message
          : tr("Die Verweisung ist beendet oder zurückgezogen, oder die Adresse stimmt nicht."),
      p(trf("Wenden Sie sich bei Fragen an das Kommunale Integrationsmanagement, {}.", {ctx.services.tenant})));
  return sealed(show_bare(ctx, std::move(page), Column::text));
}

Fragment answer_form(Context& ctx, const std::string& state, std::string_view token, const forms::Input& input) {
  if (possible_answers(state, Side::body).empty()) return {};
  return ui::section(
      {.id = "h-antwort", .title = tr("Ihre Antwort")},
      post_form(ctx, href_of(token),
                all(forms::error_summary(tr("Die Antwort ist noch nicht gesendet."), input.errors),
                    answer_controls(input, state, Side::body), ui::form_actions(ui::submit(tr("Antwort senden"))))));
}

http::Response reply_page(Context& ctx, const Ask& ask, const forms::Input& input) {
  const std::string& token = ask.path.front();
  const auto received = open_by_link(ctx, token);
  if (!received) return over_page(ctx, received.error());
  const auto person = people::load_person(ctx.db(), received->permit);
  if (!person) return over_page(ctx, person.error());
  Page page;
  page.title = tr("Verweisung an Ihre Stelle");
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = all(other_language("/antwort/" + http::percent_encode(token)),
                     p(tr("Diese Seite zeigt, was in unserem Brief steht, und nimmt Ihre Antwort auf. Sie brauchen "
                          "kein Konto.")),
                     question_part(received->referral.value, person->value),
                     answer_form(ctx, received->referral.value.state, token, input), side_part(ctx, *received));
  return sealed(show_bare(ctx, std::move(page), Column::text));
}

http::Response show_reply(Context& ctx, const Ask& ask) {
  const i18n::Use words(language_of(ask));
  return reply_page(ctx, ask, {});
}

http::Response post_reply(Context& ctx, const Ask& ask) {
  const i18n::Use words(language_of(ask));
  Answer answer;
  forms::Input input{ask.form, forms::parse(answer_record, ask.form, ctx.today(), &answer)};
  if (input.errors.empty()) {
    const auto saved = answer_by_link(ctx, ask.path.front(), answer);
    if (saved) return sealed(http::see_other("/antwort/danke" + language_query()));
    if (saved.error().fields.empty()) return over_page(ctx, saved.error());
    input.errors = saved.error().fields;
  }
  return reply_page(ctx, ask, input);
}

http::Response show_thanks(Context& ctx, const Ask& ask) {
  const i18n::Use words(language_of(ask));
  Page page;
  page.title = tr("Ihre Antwort ist angekommen");
  page.content =
      all(other_language("/antwort/danke"),
          p(tr("Danke. Wir sehen Ihre Antwort sofort. Solange die Verweisung läuft, können Sie über denselben Link "
               "noch einmal antworten, zum Beispiel wenn das Anliegen erledigt ist.")));
  return sealed(show_bare(ctx, std::move(page), Column::text));
}

}  // namespace

void reply_routes(Routes& r) {
  constexpr auto guard =
      open_to_all("Stellen ohne Konto antworten über einen geheimen, befristeten Link aus dem Brief.");
  r.get("/antwort/danke", guard, show_thanks, "Dank für die Antwort einer Stelle ohne Konto");
  r.get("/antwort/{token}", guard, show_reply, "Eine Verweisung für eine Stelle ohne Konto");
  r.post("/antwort/{token}", guard, post_reply, "Antwort einer Stelle ohne Konto", 16 * 1024);
}

}  // namespace kim::referrals
