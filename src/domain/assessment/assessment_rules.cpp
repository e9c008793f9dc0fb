#include "domain/assessment/assessment_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/check.h"
#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"

namespace kim::assessment {
namespace {

constexpr std::string_view fields_list = "field_of_action";
constexpr int months_between = 6;

/// 1 to 5; 0 = not discussed.
int step(std::string_view scale) { return scale.size() == 1 && scale >= "1" && scale <= "5" ? scale.front() - '0' : 0; }

int urgency_rank(std::string_view urgency) {
  constexpr std::array<std::string_view, 3> order{"now", "weeks", "can_wait"};
  return static_cast<int>(std::ranges::find(order, urgency) - order.begin());
}

/// The heavier of both views; what was not discussed counts as the lightest.
int burden(const Rating& rating) {
  const int wish = step(rating.wish_scale), need = step(rating.need_scale);
  return std::min(wish == 0 ? 6 : wish, need == 0 ? 6 : need);
}

std::ptrdiff_t list_place(std::string_view field) {
  const auto codes = code_list(fields_list).codes();
  return std::ranges::find(codes, field, &Code::code) - codes.begin();
}

bool has_scale(const Rating& rating) { return step(rating.wish_scale) > 0 || step(rating.need_scale) > 0; }

const Rating* find(const std::vector<Rating>& ratings, std::string_view field) {
  const auto found = std::ranges::find(ratings, field, &Rating::field);
  return found == ratings.end() ? nullptr : &*found;
}

Rating rating_or_none(const std::vector<Rating>& ratings, const std::string& field) {
  const Rating* found = find(ratings, field);
  return found == nullptr ? Rating{field, {}, {}, {}, false} : *found;
}

constexpr std::array next_act_table{
    NextAct{"short_advice", N_("Die Beratung ist damit geleistet. Als Nächstes schließen Sie den Fall ab."),
            "abschluss"},
    NextAct{"referral_advice",
            N_("Als Nächstes bringen Sie die Person mit der zuständigen Stelle zusammen: eine Verweisung."),
            "verweisungen"},
    NextAct{"case_management",
            N_("Als Nächstes vereinbaren Sie gemeinsam Ziele. Mit der Unterschrift beginnt die Begleitung."), "ziele"},
    NextAct{"no_need", N_("Es ist nichts weiter zu tun. Als Nächstes schließen Sie den Fall ab."), "abschluss"},
};

}  // namespace

std::vector<FieldError> check(const Intake& intake) {
  if (intake.danger != record::YesNo::yes || !intake.danger_note.empty()) return {};
  return {{"danger_note", tr("Halten Sie fest, was Sie sofort getan haben. Bei akuter Gefahr ist das nötig.")}};
}

bool other_management_likely(const Intake& intake) {
  if (intake.other_case_management == record::YesNo::yes) return true;
  const Code* area = code_list("legal_area").find(intake.livelihood);
  return area != nullptr && has_flag(*area, "fallmanagement");
}

bool is_filled(const AssessmentLine& line) {
  return !(line.wish.empty() && line.wish_scale.empty() && line.need.empty() && line.need_scale.empty() &&
           line.resources.empty() && line.urgency.empty());
}

Rating rating_of(const AssessmentLine& line) {
  return {line.field, line.wish_scale, line.need_scale, line.urgency, is_filled(line)};
}

std::vector<Rating> most_urgent(std::vector<Rating> ratings, std::size_t most) {
  std::erase_if(ratings, [](const Rating& rating) { return !rating.filled; });
  std::ranges::sort(ratings, {}, [](const Rating& one) {
    return std::tuple(urgency_rank(one.urgency), burden(one), list_place(one.field));
  });
  if (ratings.size() > most) ratings.resize(most);
  return ratings;
}

int filled_count(const std::vector<Rating>& ratings) {
  return static_cast<int>(std::ranges::count_if(ratings, &Rating::filled));
}

Change compare(std::string_view before, std::string_view after) {
  const int from = step(before), to = step(after);
  if (from == 0 || to == 0) return {};
  if (from == to) return {Change::Direction::unchanged, 0};
  return {to > from ? Change::Direction::better : Change::Direction::worse, std::abs(to - from)};
}

std::string words(const Change& change) {
  switch (change.direction) {
    case Change::Direction::better: return trf("{} besser", {std::to_string(change.steps)});
    case Change::Direction::worse: return trf("{} schlechter", {std::to_string(change.steps)});
    case Change::Direction::unchanged: return tr("gleich");
    case Change::Direction::unknown: break;
  }
  return {};
}

std::vector<Compared> compare(const std::vector<Rating>& before, const std::vector<Rating>& after) {
  std::vector<Compared> list;
  for (const Code& code : code_list(fields_list).codes()) {
    Compared one{code.code, rating_or_none(before, code.code), rating_or_none(after, code.code)};
    if (has_scale(one.before) || has_scale(one.after)) list.push_back(std::move(one));
  }
  return list;
}

std::vector<Course> courses(const std::vector<std::vector<Rating>>& days) {
  std::vector<Course> list;
  for (const Code& code : code_list(fields_list).codes()) {
    Course course{code.code, {}};
    for (const auto& ratings : days) course.ratings.push_back(rating_or_none(ratings, code.code));
    if (std::ranges::any_of(course.ratings, has_scale)) list.push_back(std::move(course));
  }
  return list;
}

Balance balance(const std::vector<Compared>& fields, std::string Rating::* view) {
  Balance sum;
  for (const Compared& one : fields) switch (compare(one.before.*view, one.after.*view).direction) {
      case Change::Direction::better: ++sum.better; break;
      case Change::Direction::worse: ++sum.worse; break;
      case Change::Direction::unchanged: ++sum.unchanged; break;
      case Change::Direction::unknown: break;
    }
  return sum;
}

std::string words(const Balance& balance) {
  std::vector<std::string> parts;
  const auto add = [&](int count, std::string_view sentence) {
    if (count > 0) parts.push_back(trf(sentence, {std::to_string(count)}));
  };
  add(balance.better, N_("{} besser"));
  add(balance.unchanged, N_("{} gleich"));
  add(balance.worse, N_("{} schlechter"));
  return text::join(parts, ", ");
}

Change over_all(const Course& course, std::string Rating::* view) {
  const auto rated = [&](const Rating& rating) { return !(rating.*view).empty(); };
  const auto first = std::ranges::find_if(course.ratings, rated);
  if (first == course.ratings.end()) return {};
  const auto last = std::find_if(course.ratings.rbegin(), course.ratings.rend(), rated);
  if (&*last == &*first) return {};
  return compare((*first).*view, (*last).*view);
}

std::vector<std::string> fields_shown(Day today, const std::vector<Rating>& ratings) {
  const CodeList& list = code_list(fields_list);
  const auto valid = list.valid_on(today);
  std::vector<std::string> fields;
  for (const Code& code : list.codes()) {
    const Rating* rating = find(ratings, code.code);
    const bool in_use = std::ranges::find(valid, &code) != valid.end();
    if (in_use || (rating != nullptr && rating->filled)) fields.push_back(code.code);
  }
  return fields;
}

std::size_t fields_in_use(Day today) { return code_list(fields_list).valid_on(today).size(); }

bool comes_first(std::string_view field) {
  const Code* code = code_list(fields_list).find(field);
  return code != nullptr && has_flag(*code, "zuerst");
}

Day reassess_on(Day last) {
  const std::chrono::year_month_day date(last);
  const auto month = date.year() / date.month() + std::chrono::months(months_between);
  const auto end = (month / std::chrono::last).day();
  return Day(month / std::min(date.day(), end));
}

namespace {

std::string spoken_for(const std::string& criterion) {
  const Code* code = code_list("participation_criterion").find(criterion);
  return code == nullptr || code->group.empty() ? "case_management" : code->group;
}

std::string labels_of(const std::vector<std::string>& criteria) {
  std::vector<std::string> labels;
  for (const std::string& one : criteria) labels.push_back(code_label("participation_criterion", one));
  return text::join(labels, "; ");
}

}  // namespace

Advice advice_of(const std::vector<std::string>& criteria) {
  std::map<std::string, std::size_t> votes;
  for (const std::string& one : criteria) ++votes[spoken_for(one)];
  const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
  Advice advice;
  const bool clear =
      most != votes.end() && std::ranges::count(votes, most->second, [](const auto& vote) { return vote.second; }) == 1;
  if (clear) advice.decision = most->first;
  for (const std::string& one : criteria)
    (clear && spoken_for(one) == advice.decision ? advice.reasons : advice.others).push_back(one);
  return advice;
}

std::string words(const Advice& advice) {
  const std::size_t all = advice.reasons.size() + advice.others.size();
  if (all == 0) return {};
  if (advice.decision.empty()) return trf("Die Kriterien sprechen für Verschiedenes: {}.", {labels_of(advice.others)});
  std::string text =
      trf("{0} von {1} Kriterien sprechen für {2}.",
          {std::to_string(advice.reasons.size()), std::to_string(all), code_label("decision", advice.decision)});
  if (!advice.others.empty()) text += " " + trf("Anders: {}.", {labels_of(advice.others)});
  return text;
}

std::vector<FieldError> check(const Decision& decision, bool assessed) {
  if (decision.decision != "case_management" || assessed) return {};
  return {{"decision", tr("Für Case Management braucht es eine abgeschlossene Falleinschätzung.")}};
}

cases::Milestone milestone_of(std::string_view decision) {
  if (decision == "case_management") return cases::Milestone::decided_case_management;
  if (decision == "referral_advice") return cases::Milestone::decided_referral_advice;
  return cases::Milestone::decided_other;
}

std::span<const NextAct> next_acts() { return next_act_table; }

const NextAct& next_act(std::string_view decision) {
  const auto* found = std::ranges::find(next_act_table, decision, &NextAct::decision);
  CHECK(found != next_act_table.end());
  return *found;
}

}  // namespace kim::assessment
