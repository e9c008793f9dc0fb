#include "domain/referrals/referral_views.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/consent/consent_views.h"
#include "domain/organisation/organisation.h"

namespace kim::referrals {
namespace {

using namespace html;
using Found = records::Stored<Referral>;

constexpr std::size_t rows_on_case_page = 4;

ui::Tone tone_of(std::string_view state) {
  if (state == "declined" || state == "no_reply") return ui::Tone::warning;
  if (state == "accepted" || state == "done") return ui::Tone::success;
  return state == "prepared" || state == "withdrawn" ? ui::Tone::neutral : ui::Tone::info;
}

/// 0 awaited, 1 prepared, 2 closed: the order on the pages of a case.
int rank_of(std::string_view state) {
  if (is_running(state)) return 0;
  return state == "prepared" ? 1 : 2;
}

void open_first(std::vector<Found>& list) {
  std::ranges::sort(list, [](const Found& a, const Found& b) {
    return std::pair(rank_of(a.value.state), -a.id) < std::pair(rank_of(b.value.state), -b.id);
  });
}

Fragment row_meta(const Referral& referral, Day today) {
  std::vector<Fragment> parts;
  if (referral.sent_on) parts.push_back(all(tr("gesendet"), " ", ui::date(*referral.sent_on)));
  if (Fragment until = awaited(referral.state, referral.answer_by, today); !until.empty())
    parts.push_back(std::move(until));
  if (!referral.decline_reason.empty()) parts.push_back(all(code_label("decline_reason", referral.decline_reason)));
  if (!referral.outcome.empty()) parts.push_back(all(code_label("referral_outcome", referral.outcome)));
  Fragment line;
  for (const Fragment& part : parts) line += line.empty() ? part : all(" · ", part);
  return line;
}

ui::Row row_of(CaseId case_id, const Found& referral, const BodyNames& names, Day today) {
  ui::Row row;
  row.title = ui::row_title(referral_href(case_id, referral.id), name_of(names, referral.value.recipient));
  row.meta = row_meta(referral.value, today);
  row.end = state_badge(referral.value.state);
  return row;
}

const consent::ReleaseState* release_to(const cases::Frame& frame, BodyId recipient) {
  const auto found = std::ranges::find(frame.releases, recipient, &consent::ReleaseState::recipient);
  return found == frame.releases.end() ? nullptr : &*found;
}

Fragment release_state(const consent::ReleaseState& release) {
  const std::string until = release.until ? german(*release.until) : std::string();
  switch (release.standing) {
    case consent::Standing::active: return ui::state(ui::State::ok, trf("Entbindung bis {}", {until}));
    case consent::Standing::ending: return ui::state(ui::State::warn, trf("Entbindung endet am {}", {until}));
    case consent::Standing::ended: return ui::state(ui::State::stop, trf("Entbindung endete am {}", {until}));
    case consent::Standing::withdrawn: return ui::state(ui::State::stop, tr("Entbindung widerrufen"));
    case consent::Standing::none: break;
  }
  return ui::state(ui::State::none, tr("keine Entbindung"));
}

Fragment contents_list(const std::vector<std::string>& contents) {
  return ul(cls("kim-list"),
            each(contents, [](const std::string& code) { return li(code_label("data_category", code)); }));
}

Fragment one_release(const access::Permit& permit, const cases::Frame& frame, BodyId recipient,
                     const std::vector<std::string>& wanted) {
  const auto* release = release_to(frame, recipient);
  if (release == nullptr)
    return all(ui::state(ui::State::none, tr("Gegenüber dieser Stelle gibt es keine Entbindung."), "lock"),
               release_button(permit, recipient));
  const bool holds = consent::holds(release->standing);
  const auto missing = holds ? consent::not_covered(wanted, release->contents) : wanted;
  return all(
      release_state(*release), when(holds, [&] { return contents_list(release->contents); }),
      when(!missing.empty(),
           [&] { return all(p(cls("kim-strong kim-top-s"), tr("Nicht freigegeben:")), contents_list(missing)); }),
      when(!holds || !missing.empty(), [&] { return release_button(permit, recipient); }));
}

Fragment every_release(const access::Permit& permit, const cases::Frame& frame) {
  if (frame.releases.empty()) return p(cls("kim-meta"), tr("Noch keine Entbindung. Ohne sie geht nichts nach außen."));
  std::vector<ui::Row> rows;
  for (const auto& release : frame.releases) {
    const std::string href = list_href(permit.case_id()) + "/neu?stelle=" + std::to_string(release.recipient.value());
    rows.push_back(
        {.title = ui::row_title(href, release.recipient_name), .end = release_state(release), .stack = true});
  }
  return all(p(cls("kim-meta"), tr("Wählen Sie eine Stelle, um zu sehen, was freigegeben ist.")),
             ui::rows(rows, ui::RowsLook::plain));
}

std::string basis_text(const Referral& referral, const cases::Frame& frame) {
  std::string text = code_label("legal_basis", referral.legal_basis);
  if (!consent::rests_on_release(referral.legal_basis)) return text + ": " + referral.basis_note;
  const auto* release = release_to(frame, referral.recipient);
  if (release != nullptr && consent::holds(release->standing) && release->until)
    text += ", " + trf("gültig bis {}", {german(*release->until)});
  return text;
}

std::vector<forms::Choice> answer_choices(std::string_view state, Side side) {
  std::vector<forms::Choice> choices;
  for (const std::string& code : possible_answers(state, side))
    choices.push_back({code, code_label("referral_state", code)});
  return choices;
}

}  // namespace

std::string list_href(CaseId case_id) { return cases::case_href(case_id, tab); }

std::string referral_href(CaseId case_id, std::int64_t referral, std::string_view act) {
  std::string href = list_href(case_id) + "/" + std::to_string(referral);
  if (!act.empty()) href.append("/").append(act);
  return href;
}

drafts::Key draft_key(std::int64_t about) { return {"referral", about}; }

BodyNames body_names(db::Connection& db) {
  BodyNames names;
  for (const auto& body : organisation::bodies(db))
    names.emplace(body.id, body.value.short_name.empty() ? body.value.name : body.value.short_name);
  return names;
}

std::string name_of(const BodyNames& names, BodyId id) {
  const auto found = names.find(id.value());
  return found == names.end() ? tr("Stelle ohne Namen") : found->second;
}

Fragment state_badge(std::string_view state) { return ui::badge(tone_of(state), code_label("referral_state", state)); }

Fragment awaited(std::string_view state, std::optional<Day> answer_by, Day today) {
  if (!is_running(state) || !answer_by) return {};
  const std::string what = state == "accepted" || state == "waiting" ? tr("nachfragen am") : tr("Antwort erbeten bis");
  const Fragment line = all(what, " ", ui::date(*answer_by));
  if (*answer_by >= today) return line;
  return all(line, ", ", ui::due(ui::in_days(*answer_by, today), ui::Due::late));
}

std::string contents_text(const std::vector<std::string>& contents) {
  std::vector<std::string> words;
  for (const std::string& code : contents) words.push_back(code_label("data_category", code));
  return text::join(words, ", ");
}

Fragment case_rows(Context& ctx, CaseId case_id, std::vector<Found> referrals, std::size_t most) {
  open_first(referrals);
  const BodyNames names = body_names(ctx.db());
  std::vector<ui::Row> rows;
  for (const Found& referral : referrals)
    if (rows.size() < most) rows.push_back(row_of(case_id, referral, names, ctx.today()));
  return ui::rows(rows);
}

Fragment panel(Context& ctx, const access::Permit& permit) {
  auto referrals = store::referrals_of(ctx.db(), permit);
  const std::string href = list_href(permit.case_id());
  if (referrals.empty())
    return ui::section({.id = "h-verweisungen",
                        .title = tr("Verweisungen"),
                        .link = permit.may_write() ? ui::link(href + "/neu", tr("Verweisen")) : Fragment()},
                       p(cls("kim-meta kim-section__lead"), tr("Noch keine Verweisungen.")));
  const auto running = std::ranges::count_if(referrals, [](const Found& one) { return is_running(one.value.state); });
  return ui::section({.id = "h-verweisungen",
                      .title = tr("Verweisungen"),
                      .count = running > 0 ? trf("{} laufend", {std::to_string(running)}) : std::string(),
                      .link = ui::link(href, tr("Alle Verweisungen"))},
                     case_rows(ctx, permit.case_id(), std::move(referrals), rows_on_case_page));
}

Fragment release_button(const access::Permit& permit, BodyId recipient) {
  if (!permit.may_write()) return {};
  std::string href = consent::consent_href(permit.subject().subject(), "entbindung");
  if (recipient) href += "?stelle=" + std::to_string(recipient.value());
  return p(cls("kim-top-s"), ui::link_button(href, tr("Entbindung aufnehmen"), {.weight = ui::Weight::secondary}));
}

Fragment released_panel(const access::Permit& permit, const cases::Frame& frame, BodyId recipient,
                        const std::vector<std::string>& wanted) {
  const Fragment content = recipient ? one_release(permit, frame, recipient, wanted) : every_release(permit, frame);
  return ui::panel("h-freigabe", tr("Was ist freigegeben?"), content);
}

std::vector<ui::Fact> facts_of(const Referral& referral, const std::string& recipient, const cases::Frame& frame) {
  std::vector<ui::Fact> facts{{tr("An"), all(recipient)},
                              {tr("Worum geht es?"), ui::lines(referral.reason)},
                              {tr("Diese Angaben gehen an die Stelle"), all(contents_text(referral.contents))},
                              {tr("Darauf beruht die Weitergabe"), all(basis_text(referral, frame))}};
  if (referral.answer_by) facts.push_back({tr("Antwort erbeten bis"), ui::date(*referral.answer_by)});
  if (referral.warm) facts.push_back({tr("Übergabe"), all(tr("gemeinsames Gespräch vereinbart"))});
  return facts;
}

Fragment answer_controls(const forms::Input& input, std::string_view state, Side side) {
  const bool own = side == Side::body;
  return all(
      forms::control(answer_record, "state", input,
                     {.label = own ? tr("Wie geht es bei Ihnen weiter?") : tr("Was hat die Stelle geantwortet?"),
                      .choices = answer_choices(state, side)}),
      forms::control(answer_record, "decline_reason", input, {.hint = tr("Nur, wenn abgelehnt"), .radios = false}),
      forms::control(answer_record, "outcome", input, {.hint = tr("Nur, wenn erledigt"), .radios = false}),
      forms::control(
          answer_record, "note", input,
          {.label = own ? tr("Was möchten Sie dazu sagen?") : tr("Was hat die Stelle gesagt?"), .text_rows = 3}),
      when(!own, [&] {
        return forms::control(
            answer_record, "ask_again_on", input,
            {.hint = tr("Wenn die Person noch auf einen Platz oder ein Ergebnis wartet"), .short_field = true});
      }));
}

}  // namespace kim::referrals
