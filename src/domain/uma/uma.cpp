#include "base/codes.h"
#include "base/i18n.h"
#include "domain/uma/uma_rules.h"

namespace kim::uma {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::string_view labels[] = {N_("Abstimmungsgespräch"),    N_("Zielgruppe geprüft"), N_("Zuständigkeiten"),
                                       N_("Schwerpunkte"),           N_("Beginn der Arbeit"),  N_("Erste sechs Monate"),
                                       N_("Rückgabe oder Abschluss")};

void need_reason(std::vector<FieldError>& errors, record::YesNo answer, const std::string& reason, const char* field) {
  if (answer == record::YesNo::yes && reason.empty())
    errors.push_back({field, tr("Nennen Sie den Grund. Ein Ja zur Zielgruppe braucht einen Nachweis.")});
}

const records::Stored<Talk>* first_of(const std::vector<records::Stored<Talk>>& talks, std::string_view kind) {
  const records::Stored<Talk>* found = nullptr;
  for (const auto& talk : talks)
    if (talk.value.kind == kind && (found == nullptr || *talk.value.held_on < *found->value.held_on)) found = &talk;
  return found;
}

Day latest_talk_day(const Work& work, const std::vector<records::Stored<Talk>>& talks) {
  Day last = *work.started_on;
  for (const auto& talk : talks)
    if (talk.value.kind == "work" && talk.value.held_on && *talk.value.held_on > last) last = *talk.value.held_on;
  return last;
}

const records::Stored<Work>* newest(const std::vector<records::Stored<Work>>& works) {
  const records::Stored<Work>* found = nullptr;
  for (const auto& work : works)
    if (found == nullptr || *work.value.started_on >= *found->value.started_on) found = &work;
  return found;
}

using Reached = std::pair<bool, std::optional<Day>>;

Reached reached(Stage stage, const Rows& rows, Day today) {
  const auto* work = newest(rows.works);
  switch (stage) {
    case Stage::coordination: {
      const auto* talk = first_of(rows.talks, "coordination");
      return {talk != nullptr, talk == nullptr ? std::nullopt : talk->value.held_on};
    }
    case Stage::target_group:
      if (!rows.check || !belongs(rows.check->value)) return {false, std::nullopt};
      return {true, rows.check->value.checked_on};
    case Stage::duties: return {!rows.duties.empty(), std::nullopt};
    case Stage::focus: return {!rows.focuses.empty(), std::nullopt};
    case Stage::work:
      if (work == nullptr || *work->value.started_on > today) return {false, std::nullopt};
      return {true, work->value.started_on};
    case Stage::six_months: {
      const bool over = work != nullptr && !work->value.stopped_on && *work->value.six_months_on <= today;
      return {over, over ? work->value.six_months_on : std::nullopt};
    }
    case Stage::ending: break;
  }
  return {rows.ending.has_value(), rows.ending ? rows.ending->value.ended_on : std::nullopt};
}

/// Decided, and none of the groups fits.
bool refused(const Rows& rows) { return rows.check && !belongs(rows.check->value); }

ClockState clock_state(const Rows& rows, const Work& work, Day today) {
  if (work.stopped_on) return ClockState::stopped;
  if (rows.ending) return ClockState::handed_back;
  if (*work.started_on > today) return ClockState::planned;
  return *work.six_months_on <= today ? ClockState::over : ClockState::running;
}

}  // namespace

Day six_months_after(Day start) {
  year_month_day day(start);
  day += std::chrono::months(months_of_company);
  if (!day.ok()) day = day.year() / day.month() / std::chrono::last;
  return std::chrono::sys_days(day);
}

std::vector<FieldError> check(const Talk& talk) {
  if (talk.held_on && talk.next_on && *talk.next_on <= *talk.held_on)
    return {{"next_on", tr("Das nächste Gespräch liegt nach diesem.")}};
  return {};
}

std::optional<bool> adult_on(const std::optional<PartialDate>& birth, Day day) {
  if (!birth) return std::nullopt;
  const year_month_day now(day);
  const int years = static_cast<int>(now.year()) - birth->year;
  if (years != 18) return years > 18;
  if (birth->month == 0 || birth->day == 0) return std::nullopt;
  const auto birthday = std::pair(static_cast<unsigned>(birth->month), static_cast<unsigned>(birth->day));
  return std::pair(static_cast<unsigned>(now.month()), static_cast<unsigned>(now.day())) >= birthday;
}

std::vector<FieldError> check(const TargetCheck& target, std::optional<PartialDate> birth) {
  std::vector<FieldError> errors;
  const auto adult = target.checked_on ? adult_on(birth, *target.checked_on) : std::nullopt;
  if (adult && !*adult && target.adult == record::YesNo::yes)
    errors.push_back({"adult", tr("Laut Geburtsdatum war die Person an diesem Tag noch nicht volljährig.")});
  if (adult && *adult && target.adult == record::YesNo::no)
    errors.push_back({"adult", tr("Laut Geburtsdatum war die Person an diesem Tag volljährig.")});
  need_reason(errors, target.adult, target.adult_reason, "adult_reason");
  need_reason(errors, target.care_ended, target.care_reason, "care_reason");
  need_reason(errors, target.independence, target.independence_reason, "independence_reason");
  if (!belongs(target) && target.conclusion.empty())
    errors.push_back({"conclusion", tr("Keine der drei Gruppen passt. Sagen Sie, was daraus folgt.")});
  return errors;
}

std::vector<FieldError> check(const Duty& duty) {
  if (duty.owner == "other" && duty.owner_name.empty()) return {{"owner_name", tr("Nennen Sie die andere Stelle.")}};
  return {};
}

std::vector<FieldError> check(const Focus& focus) {
  if (focus.state == "ended" && focus.note.empty())
    return {{"note", tr("Sagen Sie, warum der Schwerpunkt endet, ohne erreicht zu sein.")}};
  return {};
}

std::vector<FieldError> check(const Work& work, Day today) {
  std::vector<FieldError> errors;
  if (work.started_on && *work.started_on > today + days(366))
    errors.push_back({"started_on", tr("Der erste Arbeitstag liegt mehr als ein Jahr in der Zukunft.")});
  if (!work.stopped_on) return errors;
  if (work.started_on && *work.stopped_on < *work.started_on)
    errors.push_back({"stopped_on", tr("Die Arbeit kann nicht vor ihrem Beginn enden.")});
  else if (work.started_on && *work.stopped_on >= six_months_after(*work.started_on))
    errors.push_back({"stopped_on", tr("An diesem Tag waren die sechs Monate schon um. Lassen Sie das Feld leer.")});
  if (work.stop_reason.empty()) errors.push_back({"stop_reason", tr("Sagen Sie, warum die Arbeit endete.")});
  return errors;
}

std::vector<FieldError> check(const Ending& ending) {
  const bool taken_over = ending.kind == "handback" || ending.kind == "other_body";
  if (taken_over && ending.receiver.empty()) return {{"receiver", tr("Nennen Sie, wer übernimmt.")}};
  return {};
}

bool belongs(const TargetCheck& target) {
  return target.adult == record::YesNo::yes || target.care_ended == record::YesNo::yes ||
         target.independence == record::YesNo::yes;
}

bool is_open(const Focus& focus) {
  const Code* code = code_list("uma_focus_state").find(focus.state);
  return code == nullptr || code->group == "open";
}

Work with_days(Work work, const std::vector<records::Stored<Talk>>& talks) {
  work.six_months_on = six_months_after(*work.started_on);
  const Day next = latest_talk_day(work, talks) + days(7 * work.interval_weeks.value_or(4));
  work.next_talk_on.reset();
  if (!work.stopped_on && next < *work.six_months_on) work.next_talk_on = next;
  return work;
}

std::vector<StageMark> path(const Rows& rows, Day today) {
  std::vector<StageMark> marks;
  bool now_given = rows.ending.has_value();
  for (const Stage stage : {Stage::coordination, Stage::target_group, Stage::duties, Stage::focus, Stage::work,
                            Stage::six_months, Stage::ending}) {
    const auto [done, on] = reached(stage, rows, today);
    StageState state = done ? StageState::done : StageState::open;
    const bool stops = stage == Stage::target_group && refused(rows);
    if (stops) state = StageState::stopped;
    const bool left_out = refused(rows) && stage > Stage::target_group && stage != Stage::ending;
    if (state == StageState::open && !now_given && !left_out) {
      state = StageState::now;
      now_given = true;
    }
    marks.push_back({stage, state, on});
  }
  return marks;
}

std::string label(Stage stage) { return tr(labels[static_cast<std::size_t>(stage)]); }

std::optional<Clock> clock(const Rows& rows, Day today) {
  const auto* stored = newest(rows.works);
  if (stored == nullptr) return std::nullopt;
  const Work& work = stored->value;
  Clock clock{clock_state(rows, work, today), *work.started_on, *work.six_months_on, 0, 0, {}, stored->id};
  const Day until = std::min(work.stopped_on.value_or(today), clock.end);
  clock.weeks = static_cast<int>(((clock.end - clock.start).count() + 3) / 7);
  if (until >= clock.start) clock.week = std::min(clock.weeks, static_cast<int>((until - clock.start).count() / 7) + 1);
  if (clock.state == ClockState::running) clock.next_talk = work.next_talk_on;
  return clock;
}

}  // namespace kim::uma
