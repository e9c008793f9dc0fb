// What referrals look like: badge, rows, facts, what is released towards a body, the case page's section.
// What it is not: routes, or the letter (letter.h).
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "domain/cases/frame.h"
#include "domain/drafts/draft.h"
#include "domain/referrals/referral_store.h"
#include "platform/forms/forms.h"

namespace kim::referrals {

inline constexpr std::string_view tab = "verweisungen";

/// "/faelle/4711/verweisungen" and, with an act, below one referral.
[[nodiscard]] std::string list_href(CaseId case_id);
[[nodiscard]] std::string referral_href(CaseId case_id, std::int64_t referral, std::string_view act = {});
/// Draft of the form: about the case (new) or the prepared referral.
[[nodiscard]] drafts::Key draft_key(std::int64_t about);

/// Short names of all bodies, by id; one query.
using BodyNames = std::unordered_map<std::int64_t, std::string>;
[[nodiscard]] BodyNames body_names(db::Connection& db);
[[nodiscard]] std::string name_of(const BodyNames& names, BodyId id);

[[nodiscard]] html::Fragment state_badge(std::string_view state);
/// "Antwort erbeten bis 09.12.2026", late ones marked; empty for what is not awaited.
[[nodiscard]] html::Fragment awaited(std::string_view state, std::optional<Day> answer_by, Day today);
/// "Name und Geburtsdatum, Erreichbarkeit".
[[nodiscard]] std::string contents_text(const std::vector<std::string>& contents);

/// Rows of one case: open ones first, at most `most`.
[[nodiscard]] html::Fragment case_rows(Context& ctx, CaseId case_id, std::vector<records::Stored<Referral>> referrals,
                                       std::size_t most);
/// The case page's section "Verweisungen".
[[nodiscard]] html::Fragment panel(Context& ctx, const access::Permit& permit);

/// Side panel: what is released towards the chosen body, what of `wanted` is missing, and the way to a new release.
/// Without a body: every release there is, each with a link that chooses its body.
[[nodiscard]] html::Fragment released_panel(const access::Permit& permit, const cases::Frame& frame, BodyId recipient,
                                            const std::vector<std::string>& wanted);
/// "Entbindung aufnehmen" towards the body, for those who may.
[[nodiscard]] html::Fragment release_button(const access::Permit& permit, BodyId recipient);

/// Facts of what is passed on, for the check before sending and for the page of a referral.
[[nodiscard]] std::vector<ui::Fact> facts_of(const Referral& referral, const std::string& recipient,
                                             const cases::Frame& frame);

// ---- answers, the same form for both sides ----
/// Controls: what was answered, then what each answer asks for. `side` decides the choices.
[[nodiscard]] html::Fragment answer_controls(const forms::Input& input, std::string_view state, Side side);

}  // namespace kim::referrals
