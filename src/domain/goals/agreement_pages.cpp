// HTML routes of the agreement: print and versions. Signing: sign_pages.cpp.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/goals/agreement_text.h"
#include "domain/goals/agreement_views.h"
#include "domain/goals/goal_pages.h"
#include "domain/goals/signature_views.h"
#include "platform/html/decisions.h"

namespace kim::goals {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view tab = "ziele";

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb) {
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, std::move(crumb));
}

http::Response show_print(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const Plan plan = load_plan(ctx.db(), opened.permit);
  Page page;
  page.title = tr("Zielvereinbarung");
  page.actions = ui::print_button(cases::case_href(plan.case_id, tab) + "/druck", tr("Drucken"));
  page.content = paper(ctx, opened, current_text(ctx, opened, plan));
  return in_case(ctx, opened, std::move(page), tr("Druckansicht"));
}

// ---- versions ----

struct Other {
  std::string name;
  std::string text;
  bool later = false;  // the other one is the newer of the two
};

std::string other_href(const Plan& plan, std::size_t index, std::string_view other) {
  return version_href(plan.case_id, plan.agreements[index].id) + "?mit=" + std::string(other);
}

/// With which text the version is compared: asked for by id or "heute", otherwise the one before.
std::optional<Other> other_of(Context& ctx, const cases::OpenCase& opened, const Plan& plan, std::size_t index,
                              std::string_view asked) {
  if (asked == "heute") return Other{tr("Stand heute"), current_text(ctx, opened, plan), true};
  for (std::size_t i = 0; i < plan.agreements.size(); ++i) {
    const bool wanted = asked.empty() ? i + 1 == index : i != index && std::to_string(plan.agreements[i].id) == asked;
    if (wanted) return Other{version_name(plan, i), plan.agreements[i].value.signed_text, i > index};
  }
  return std::nullopt;
}

Fragment choices(const Plan& plan, std::size_t index) {
  std::vector<Fragment> links;
  for (std::size_t i = plan.agreements.size(); i-- > 0;)
    if (i != index)
      links.push_back(
          li(ui::text_link(other_href(plan, index, std::to_string(plan.agreements[i].id)), version_name(plan, i))));
  links.push_back(li(ui::text_link(other_href(plan, index, "heute"), tr("Stand heute"))));
  return ui::panel("h-vergleichen-mit", tr("Vergleichen mit"), ul(cls("kim-list"), links));
}

/// The language in which a version is printed beside German.
struct Print {
  std::string language;
};
constexpr record::Field print_fields[] = {record::field<&Print::language>(
    "sprache", N_("Sprache neben Deutsch"), record::code("letter_language"), may, open, "Verständlichkeit")};
constexpr record::Record print_record{"agreement_print", N_("Ausdruck"), print_fields};

/// The language chosen when it was signed, else that of letters to the person.
std::string print_language(const Agreement& agreement, const cases::OpenCase& opened) {
  for (const std::string& one : {agreement.language, opened.frame.person.value.letter_language})
    if (code_list("letter_language").find(one) != nullptr) return one;
  return "de";
}

Fragment print_panel(const cases::OpenCase& opened, const records::Stored<Agreement>& agreement) {
  if (agreement.value.signed_text.empty()) return {};
  const Print print{print_language(agreement.value, opened)};
  const std::string action_href = version_href(opened.permit.case_id(), agreement.id) + "/pdf";
  return ui::panel(
      "h-ausdruck", tr("Zum Drucken"),
      form(cls("kim-form"), action(action_href), method("get"),
           forms::control(print_record, "sprache", forms::input_from(print_record, &print),
                          {.optional_mark = false, .radios = false}),
           ui::submit(tr("Als PDF öffnen"), {.weight = ui::Weight::secondary}),
           p(cls("kim-meta"), tr("Deutsch steht daneben und gilt. Was Sie geschrieben haben, wird nicht übersetzt."))));
}

Fragment seal(const Agreement& agreement) {
  static constexpr std::string_view shown[] = {"agreed_on", "review_on", "channel", "language", "text_hash"};
  const bool intact = is_intact(agreement);
  return ui::panel("h-nachweis", tr("Nachweis"),
                   all(when(!agreement.signed_text.empty(),
                            [&] {
                              return ui::state(
                                  intact ? ui::State::ok : ui::State::stop,
                                  intact ? tr("Der Text ist unverändert") : tr("Der Text passt nicht zur Prüfsumme"));
                            }),
                       div_(cls("kim-top-s"), forms::facts(agreement_record, &agreement, shown))));
}

Fragment version_content(const Plan& plan, std::size_t index, const std::optional<Other>& other,
                         const std::vector<records::Stored<Signature>>& signatures) {
  const Agreement& agreement = plan.agreements[index].value;
  if (agreement.signed_text.empty())
    return ui::empty_state(tr("Kein Text festgehalten"),
                           tr("Zu dieser Unterschrift gibt es nur das Papier. Neue Fassungen halten ihren Text fest."));
  const Fragment text =
      article(cls("kim-sheet"), text_view(agreement.signed_text), signatures_view(signatures, agreement.text_hash));
  if (!other || other->text.empty()) return text;
  const auto& [older, newer] =
      other->later ? std::tie(agreement.signed_text, other->text) : std::tie(other->text, agreement.signed_text);
  return all(text, ui::section({.id = "h-vergleich",
                                .title = other->later ? trf("Was sich seitdem geändert hat ({})", {other->name})
                                                      : trf("Was sich geändert hat gegenüber {}", {other->name})},
                               older == newer ? p(cls("kim-text"), tr("Beide Texte sind gleich."))
                                              : comparison_view(older, newer)));
}

http::Response show_version(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read, access::Closed::allow));
  const Plan plan = load_plan(ctx.db(), opened.permit);
  const auto found = std::ranges::find(plan.agreements, ask.number(1), &records::Stored<Agreement>::id);
  if (found == plan.agreements.end()) return error_page(ctx, ask, Error{ErrorCode::not_found, {}, {}, {}});
  const auto index = static_cast<std::size_t>(found - plan.agreements.begin());
  const auto signatures = store::signatures_of(ctx.db(), opened.permit, found->id);
  Page page;
  page.title = version_name(plan, index);
  page.sub = trf("Zielvereinbarung mit {}", {opened.frame.name});
  page.content = ui::split(
      version_content(plan, index, other_of(ctx, opened, plan, index, ask.request.query.get("mit")), signatures),
      all(seal(found->value), print_panel(opened, *found), choices(plan, index)));
  return in_case(ctx, opened, std::move(page), version_name(plan, index));
}

}  // namespace

void agreement_routes(Routes& r) {
  r.get("/faelle/{case}/ziele/druck", needs(Right::case_read), show_print, "Zielvereinbarung drucken");
  sign_routes(r);
  r.get("/faelle/{case}/ziele/fassungen/{agreement}", needs(Right::case_read), show_version,
        "Eine unterschriebene Fassung der Zielvereinbarung, mit einer anderen verglichen (?mit=ID oder heute)");
}

}  // namespace kim::goals
