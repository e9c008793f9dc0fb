#include "domain/consent/consent.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/consent/consent_parts.h"
#include "domain/consent/withdrawal_effects.h"

namespace kim::consent {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;

/// The same day of a later month; the last one if that month is shorter.
Day later(Day day, months count) {
  const year_month_day moved = year_month_day(day) + count;
  return moved.ok() ? Day(moved) : Day(moved.year() / moved.month() / std::chrono::last);
}

Day birthday(const PartialDate& birth, int age) {
  const auto date = std::chrono::year(birth.year + age) / std::chrono::month(std::max(1U, birth.month)) /
                    std::chrono::day(std::max(1U, birth.day));
  return date.ok() ? Day(date) : Day(date.year() / std::chrono::March / 1);  // 29 February
}

void check_end(std::optional<Day> given_on, std::optional<Day> until, Day today, std::vector<FieldError>& errors) {
  if (!given_on || !until) return;
  if (*until < *given_on) {
    errors.push_back({"valid_until", tr("Das Ende liegt vor der Unterschrift.")});
  } else if (*until < today) {
    errors.push_back({"valid_until", trf("Der {} ist schon vorbei. Lassen Sie neu unterschreiben.", {german(*until)})});
  } else if (*until > later(*given_on, months(most_months))) {
    errors.push_back({"valid_until", trf("Länger als zwei Jahre geht nicht. Spätestens am {} fragen Sie wieder.",
                                         {german(later(*given_on, months(most_months)))})});
  }
}

void check_signer(const Consent& consent, const std::optional<PartialDate>& birth, std::vector<FieldError>& errors) {
  const bool alone = consent.given_by == "self";
  const auto age = birth && consent.given_on ? age_on(*birth, *consent.given_on) : std::nullopt;
  if (alone && age && *age < own_consent_age)
    errors.push_back({"given_by", tr("Unter 16 Jahren willigen die Sorgeberechtigten oder die Vormundschaft ein.")});
  if (!alone && !consent.given_by.empty() && consent.guardian_name.empty())
    errors.push_back({"guardian_name", tr("Geben Sie an, wer für die Person unterschrieben hat.")});
}

bool later_than(const PurposeState& now, std::optional<Day> until) {
  return until && (!now.until || *until > *now.until);
}

}  // namespace

Standing standing_on(std::optional<Day> until, std::optional<Day> withdrawn_on, Day today) {
  if (withdrawn_on) return Standing::withdrawn;
  if (!until || *until < today) return Standing::ended;
  return *until - today <= days(ending_days) ? Standing::ending : Standing::active;
}

Day usual_end(Day given_on) { return later(given_on, months(default_months)); }

Line line_of(const Consent& consent) {
  return {consent.purposes, consent.withdrawn, consent.given_on, consent.valid_until, consent.withdrawn_on};
}

PurposeState purpose_state(const std::vector<Line>& lines, std::string_view purpose, Day today) {
  PurposeState state;
  for (const Line& line : lines) {
    if (!has(line.purposes, purpose) || (line.from && *line.from > today)) continue;
    const std::optional<Day> withdrawn = has(line.withdrawn, purpose) ? line.withdrawn_on : std::nullopt;
    const Standing standing = standing_on(line.until, withdrawn, today);
    const bool counts =
        holds(standing) ? !holds(state.standing) || later_than(state, line.until) : !holds(state.standing);
    if (counts) state = {standing, line.until, withdrawn};
  }
  return state;
}

State state_from(const std::vector<Line>& lines, Day today) {
  const PurposeState file = purpose_state(lines, case_file, today);
  State state{file.standing, file.until, file.withdrawn_on, {}};
  for (const Code& code : code_list("consent_purpose").codes())
    if (holds(purpose_state(lines, code.code, today).standing)) state.purposes.push_back(code.code);
  return state;
}

std::vector<FieldError> check(const Consent& consent, const std::optional<PartialDate>& birth, Day today) {
  std::vector<FieldError> errors;
  check_end(consent.given_on, consent.valid_until, today, errors);
  check_signer(consent, birth, errors);
  return errors;
}

std::vector<FieldError> check(const Release& release, Day today) {
  std::vector<FieldError> errors;
  check_end(release.given_on, release.valid_until, today, errors);
  return errors;
}

std::vector<FieldError> check(const Withdrawal& withdrawal) {
  std::vector<FieldError> errors;
  if (withdrawal.scope == "purpose" && withdrawal.purpose.empty())
    errors.push_back({"purpose", tr("Wählen Sie, welcher Zweck widerrufen wird.")});
  if (withdrawal.scope == "release" && !withdrawal.release)
    errors.push_back({"release_id", tr("Wählen Sie, welche Entbindung widerrufen wird.")});
  return errors;
}

std::vector<FieldError> check(const Disclosure& disclosure) {
  std::vector<FieldError> errors;
  if (disclosure.release && !rests_on_release(disclosure.legal_basis))
    errors.push_back({"release_id", tr("Eine gesetzliche Weitergabe beruht nicht auf einer Entbindung.")});
  return errors;
}

bool rests_on_release(std::string_view legal_basis) {
  const Code* code = code_list("legal_basis").find(legal_basis);
  return code != nullptr && has_flag(*code, "entbindung");
}

std::vector<std::string> not_covered(const std::vector<std::string>& wanted, const std::vector<std::string>& allowed) {
  std::vector<std::string> missing;
  for (const std::string& one : wanted)
    if (!has(allowed, one)) missing.push_back(one);
  return missing;
}

std::string code_words(std::string_view list, const std::vector<std::string>& codes) {
  std::vector<std::string> words;
  for (const std::string& code : codes) words.push_back(code_label(list, code));
  return text::join(words, ", ");
}

std::optional<OwnName> own_name_due(const Consent& consent, const std::optional<PartialDate>& birth, Day today) {
  const bool by_other = consent.given_by == "guardian" || consent.given_by == "vormund";
  if (!by_other || !birth || birth->year == 0 || !consent.given_on) return std::nullopt;
  std::optional<OwnName> due;
  for (const int age : {15, 16, 18}) {
    const Day day = birthday(*birth, age);
    if (day > *consent.given_on && day <= today + days(ending_days)) due = OwnName{age, day};
  }
  return due;
}

std::vector<Effect> effects_of(const Withdrawal& withdrawal) {
  std::vector<Effect> effects;
  if (withdrawal.scope == "all" || withdrawal.purpose == case_file)
    effects = {Effect::file_blocked, Effect::nothing_out};
  else
    effects = {withdrawal.scope == "purpose" ? Effect::purpose_ends : Effect::nothing_to_body};
  if (withdrawal.erasure_check_on) effects.push_back(Effect::erasure_check);
  return effects;
}

}  // namespace kim::consent
