#include "domain/people/people_views.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/people/people_panels.h"

namespace kim::people {
namespace {

using namespace html;

std::string expiry_title(Day until, Day today) {
  const auto left = static_cast<long long>((until - today).count());
  const std::string on = " (" + german(until) + ")";
  if (left == 0) return tr("Der Aufenthaltsstatus läuft heute ab") + on;
  if (left > 0)
    return trn("Der Aufenthaltsstatus läuft in {} Tag ab", "Der Aufenthaltsstatus läuft in {} Tagen ab", left) + on;
  return trn("Der Aufenthaltsstatus ist seit {} Tag abgelaufen", "Der Aufenthaltsstatus ist seit {} Tagen abgelaufen",
             -left) +
         on;
}

std::string expiry_advice(Day until, Day today) {
  if (until < today)
    return tr("Klären Sie mit der Person, ob die Verlängerung beantragt ist, und tragen Sie den neuen Status ein.");
  const Day apply_by = until - std::chrono::days(status_apply_days);
  if (apply_by < today) return tr("Die Verlängerung sollte jetzt beantragt sein.");
  return trf("Die Verlängerung sollte bis {} beantragt sein.", {german(apply_by)});
}

}  // namespace

std::string dotted(const std::vector<std::string>& parts) {
  std::vector<std::string> given;
  for (const std::string& part : parts)
    if (!part.empty()) given.push_back(part);
  return text::join(given, " · ");
}

Fragment expiry_alert_of(PersonId id, const StatusHistory& history, Day today) {
  const auto* line = watched_status(history);
  if (line == nullptr) return {};
  const Expiry expiry = expiry_on(line->value.valid_until, today);
  if (expiry == Expiry::none) return {};
  const Day until = *line->value.valid_until;
  return ui::alert(
      expiry == Expiry::late ? ui::Tone::danger : ui::Tone::warning, expiry_title(until, today),
      p(expiry_advice(until, today), " ", a(href(person_href(id, "aufenthalt/neu")), tr("Neuen Status eintragen"))));
}

Fragment until_text(std::optional<Day> until, Day today) {
  if (!until) return {};
  const Fragment text = all(*until < today ? tr("abgelaufen am") : tr("gültig bis"), " ", ui::date(*until));
  switch (expiry_on(until, today)) {
    case Expiry::none: return text;
    case Expiry::soon: return ui::due(text, ui::Due::soon);
    case Expiry::late: return ui::due(text, ui::Due::late);
  }
  report_bug("unknown expiry");
}

Fragment span_text(std::optional<Day> from, std::optional<Day> until) {
  if (from && until) return all(ui::date(*from), " ", tr("bis"), " ", ui::date(*until));
  if (from) return all(tr("seit"), " ", ui::date(*from));
  if (until) return all(tr("bis"), " ", ui::date(*until));
  return {};
}

std::string age_text(const std::optional<PartialDate>& birth, Day today) {
  const auto age = birth ? age_on(*birth, today) : std::nullopt;
  return age ? trn("{} Jahr", "{} Jahre", *age) : std::string();
}

std::string relative_line(const Relative& relative, Day today) {
  std::string line = relative.relation.empty() ? "" : code_label("relation", relative.relation);
  if (const std::string age = age_text(relative.birth, today); !age.empty()) line += (line.empty() ? "" : ", ") + age;
  const std::string until = relative.valid_until ? trf("bis {}", {german(*relative.valid_until)}) : std::string();
  return dotted({line, until, relative.lives_with ? tr("lebt im selben Haushalt") : "",
                 relative.also_advised ? tr("mitberaten") : ""});
}

std::string person_line(const Person& person, std::string_view place, Day today) {
  std::vector<std::string> spoken;
  for (const std::string& language : person.languages) spoken.push_back(code_label("language", language));
  if (!person.german_level.empty())
    spoken.push_back(trf("Deutsch {}", {code_label("language_level", person.german_level)}));
  return dotted({age_text(person.birth, today), text::join(spoken, ", "), std::string(place)});
}

std::string person_href(PersonId id, std::string_view path) {
  std::string href = "/personen/" + std::to_string(id.value());
  if (!path.empty()) href.append("/").append(path);
  return href;
}

}  // namespace kim::people
