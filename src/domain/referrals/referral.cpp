#include "domain/referrals/referral.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/consent/consent.h"

namespace kim::referrals {
namespace {

struct Move {
  std::string_view from;
  Event event;
  std::string_view to;
};

/// Declined, done and withdrawn are the end. A late answer may still come after "no reply".
constexpr Move moves[] = {
    {"prepared", Event::send, "sent"},
    {"prepared", Event::recall, "withdrawn"},
    {"sent", Event::see, "seen"},
    {"sent", Event::accept, "accepted"},
    {"sent", Event::decline, "declined"},
    {"sent", Event::put_on_waiting_list, "waiting"},
    {"sent", Event::finish, "done"},
    {"sent", Event::give_up, "no_reply"},
    {"sent", Event::recall, "withdrawn"},
    {"seen", Event::accept, "accepted"},
    {"seen", Event::decline, "declined"},
    {"seen", Event::put_on_waiting_list, "waiting"},
    {"seen", Event::finish, "done"},
    {"seen", Event::give_up, "no_reply"},
    {"seen", Event::recall, "withdrawn"},
    {"accepted", Event::decline, "declined"},
    {"accepted", Event::put_on_waiting_list, "waiting"},
    {"accepted", Event::finish, "done"},
    {"accepted", Event::give_up, "no_reply"},
    {"accepted", Event::recall, "withdrawn"},
    {"waiting", Event::accept, "accepted"},
    {"waiting", Event::decline, "declined"},
    {"waiting", Event::finish, "done"},
    {"waiting", Event::give_up, "no_reply"},
    {"waiting", Event::recall, "withdrawn"},
    {"no_reply", Event::accept, "accepted"},
    {"no_reply", Event::decline, "declined"},
    {"no_reply", Event::put_on_waiting_list, "waiting"},
    {"no_reply", Event::finish, "done"},
};

struct Meaning {
  std::string_view state;
  Event event;
};
constexpr Meaning meanings[] = {
    {"seen", Event::see},         {"accepted", Event::accept}, {"waiting", Event::put_on_waiting_list},
    {"declined", Event::decline}, {"done", Event::finish},     {"no_reply", Event::give_up},
};

bool is_one_of(std::string_view state, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), state) != list.end();
}

bool may_say(std::string_view answer_state, Side side) {
  return side == Side::case_management || !is_one_of(answer_state, {"seen", "no_reply"});
}

}  // namespace

std::optional<std::string_view> next(std::string_view state, Event event) {
  for (const Move& move : moves)
    if (move.from == state && move.event == event) return move.to;
  return std::nullopt;
}

std::optional<Event> event_of(std::string_view answer_state) {
  for (const Meaning& meaning : meanings)
    if (meaning.state == answer_state) return meaning.event;
  return std::nullopt;
}

std::vector<std::string> possible_answers(std::string_view state, Side side) {
  std::vector<std::string> list;
  for (const Meaning& meaning : meanings)
    if (may_say(meaning.state, side) && next(state, meaning.event)) list.emplace_back(meaning.state);
  return list;
}

bool is_running(std::string_view state) { return is_one_of(state, {"sent", "seen", "accepted", "waiting"}); }

bool is_overdue(const Referral& referral, Day today) {
  return is_running(referral.state) && referral.answer_by && *referral.answer_by < today;
}

bool content_is_open(std::string_view state) { return is_running(state) || state == "done"; }

bool stops_on_withdrawal(std::string_view state) { return is_one_of(state, {"prepared", "sent", "seen", "waiting"}); }

std::vector<FieldError> check(const Referral& referral, Day today) {
  std::vector<FieldError> errors;
  if (!consent::rests_on_release(referral.legal_basis) && referral.basis_note.empty())
    errors.push_back({"basis_note", tr("Begründen Sie, warum diese Rechtsgrundlage hier trägt.")});
  if (referral.answer_by && *referral.answer_by < today)
    errors.push_back({"answer_by", trf("Der {} ist schon vorbei.", {german(*referral.answer_by)})});
  return errors;
}

std::vector<FieldError> check(const Answer& answer, std::string_view state, Side side) {
  std::vector<FieldError> errors;
  const auto event = event_of(answer.state);
  if (!event || !may_say(answer.state, side) || !next(state, *event))
    errors.push_back({"state", trf("Aus „{0}“ wird nicht „{1}“. Wählen Sie eine andere Antwort.",
                                   {code_label("referral_state", state), code_label("referral_state", answer.state)})});
  if (answer.state == "declined" && answer.decline_reason.empty())
    errors.push_back({"decline_reason", tr("Wählen Sie, warum die Stelle abgelehnt hat.")});
  if (answer.state == "done" && answer.outcome.empty())
    errors.push_back({"outcome", tr("Wählen Sie, was aus der Verweisung geworden ist.")});
  return errors;
}

Referral answered(Referral referral, const Answer& answer, Side side, Day today) {
  referral.state = answer.state;
  referral.decline_reason = answer.state == "declined" ? answer.decline_reason : std::string();
  referral.outcome = answer.state == "done" ? answer.outcome : std::string();
  if (!answer.note.empty()) referral.answer_note = answer.note;
  if (answer.state == "no_reply" || answer.state == "seen") return referral;  // nobody has answered
  referral.answered_on = today;
  referral.noticed_on = side == Side::case_management ? std::optional(today) : std::nullopt;
  if (side == Side::case_management && answer.ask_again_on) referral.answer_by = answer.ask_again_on;
  return referral;
}

}  // namespace kim::referrals
