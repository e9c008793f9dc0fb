// Rules of the UmA path, without a database.
#include <gtest/gtest.h>

#include "domain/uma/uma_rules.h"
#include "platform/assets.h"

namespace kim::uma {
namespace {

using record::YesNo;

Day day(const char* text) { return *day_from_iso(text); }
const Day today = day("2026-11-25");

template <class T>
records::Stored<T> stored(T value, std::int64_t id = 1) {
  records::Stored<T> row;
  row.id = id;
  row.value = std::move(value);
  return row;
}

Talk talk(const char* kind, const char* held_on) {
  return {kind, day(held_on), "Frau Brand, UmA-Hilfe", "Übergang", {}};
}

Work work(const char* started_on, std::int64_t weeks = 4) {
  Work work;
  work.started_on = day(started_on);
  work.interval_weeks = weeks;
  return with_days(work, {});
}

class UmaRules : public ::testing::Test {
 protected:
  UmaRules() { assets::install_texts(); }
};

TEST_F(UmaRules, Six_months_are_calendar_months) {
  const struct {
    const char* start;
    const char* end;
  } table[] = {{"2026-08-15", "2027-02-15"}, {"2026-08-31", "2027-02-28"}, {"2027-08-31", "2028-02-29"},
               {"2026-12-31", "2027-06-30"}, {"2026-02-28", "2026-08-28"}, {"2026-07-01", "2027-01-01"}};
  for (const auto& row : table) EXPECT_EQ(iso(six_months_after(day(row.start))), row.end) << row.start;
}

TEST_F(UmaRules, The_next_talk_follows_the_last_one_about_work) {
  const Work fresh = work("2026-10-01");
  EXPECT_EQ(iso(*fresh.next_talk_on), "2026-10-29");
  const std::vector<records::Stored<Talk>> talks{stored(talk("work", "2026-10-20")),
                                                 stored(talk("coordination", "2026-11-20"))};
  EXPECT_EQ(iso(*with_days(fresh, talks).next_talk_on), "2026-11-17");
}

TEST_F(UmaRules, A_talk_before_the_start_does_not_count) {
  EXPECT_EQ(iso(*with_days(work("2026-10-01"), {stored(talk("work", "2026-09-20"))}).next_talk_on), "2026-10-29");
}

TEST_F(UmaRules, No_talk_is_due_after_the_six_months_or_once_work_stopped) {
  EXPECT_FALSE(with_days(work("2026-06-01"), {stored(talk("work", "2026-11-20"))}).next_talk_on.has_value());
  Work stopped = work("2026-10-01");
  stopped.stopped_on = day("2026-10-10");
  EXPECT_FALSE(with_days(stopped, {}).next_talk_on.has_value());
}

struct TargetCase {
  YesNo adult, care, independence;
  const char* adult_reason;
  const char* other_reason;
  const char* conclusion;
  const char* wrong;  // field, "" = accepted
};

TEST_F(UmaRules, Each_yes_needs_its_reason_and_three_nos_a_conclusion) {
  const TargetCase table[] = {
      {YesNo::yes, YesNo::no, YesNo::no, "laut Ausweis", "", "", ""},
      {YesNo::yes, YesNo::no, YesNo::no, "", "", "", "adult_reason"},
      {YesNo::unknown, YesNo::yes, YesNo::no, "", "", "", "care_reason"},
      {YesNo::unknown, YesNo::yes, YesNo::no, "", "seit August", "", ""},
      {YesNo::no, YesNo::no, YesNo::no, "", "", "", "conclusion"},
      {YesNo::unknown, YesNo::unknown, YesNo::unknown, "", "", "", "conclusion"},
      {YesNo::no, YesNo::no, YesNo::no, "", "", "Das Jugendamt bleibt zuständig.", ""},
  };
  for (const auto& row : table) {
    const TargetCheck target{today, row.adult,     row.adult_reason, row.care, row.other_reason, row.independence,
                             "",    row.conclusion};
    const auto errors = check(target, {});
    EXPECT_EQ(errors.empty() ? "" : errors.front().field, row.wrong);
  }
}

TEST_F(UmaRules, The_answer_about_age_agrees_with_the_birth_date) {
  const struct {
    PartialDate birth;
    YesNo adult;
    bool accepted;
  } table[] = {
      {{2008, 11, 25}, YesNo::yes, true},   {{2008, 11, 26}, YesNo::yes, false}, {{2008, 11, 25}, YesNo::no, false},
      {{2008, 0, 0}, YesNo::yes, true},     {{2009, 0, 0}, YesNo::yes, false},   {{2007, 0, 0}, YesNo::no, false},
      {{2009, 0, 0}, YesNo::unknown, true},
  };
  for (const auto& row : table) {
    const TargetCheck target{today, row.adult, "Ausweis", YesNo::yes, "seit August", YesNo::no, "", ""};
    EXPECT_EQ(check(target, row.birth).empty(), row.accepted) << iso(row.birth);
  }
}

struct BadRow {
  std::vector<FieldError> errors;
  const char* field;
};

TEST_F(UmaRules, Rows_that_contradict_themselves_are_named_at_their_field) {
  Talk backwards = talk("coordination", "2026-11-20");
  backwards.next_on = day("2026-11-20");
  Work early = work("2026-10-01"), late = work("2026-01-01"), silent = work("2026-10-01"), far = work("2028-01-01");
  early.stopped_on = day("2026-09-30");
  early.stop_reason = silent.stop_reason;
  late.stopped_on = day("2026-07-01");
  late.stop_reason = "Vertrag endete";
  silent.stopped_on = day("2026-10-09");
  const BadRow table[] = {{check(backwards), "next_on"},
                          {check(Duty{"Wohnung suchen", "other", "", {}}), "owner_name"},
                          {check(Focus{"work", "Arbeit", "ended", ""}), "note"},
                          {check(early, today), "stopped_on"},
                          {check(late, today), "stopped_on"},
                          {check(silent, today), "stop_reason"},
                          {check(far, today), "started_on"},
                          {check(Ending{"handback", today, "", "Alles gut"}), "receiver"},
                          {check(Ending{"other_body", today, "", "Alles gut"}), "receiver"}};
  for (const auto& row : table) {
    ASSERT_FALSE(row.errors.empty()) << row.field;
    EXPECT_EQ(row.errors.front().field, row.field);
  }
  EXPECT_TRUE(check(Ending{"closure", today, "", "Alles gut"}).empty());
}

// ---- the path ----

std::string states(const Rows& rows) {
  std::string text;
  for (const StageMark& mark : path(rows, today)) text += "ond-"[static_cast<std::size_t>(mark.state)];
  return text;
}

TEST_F(UmaRules, The_path_moves_on_with_what_is_stored) {
  Rows rows;
  EXPECT_EQ(states(rows), "noooooo");
  rows.talks.push_back(stored(talk("coordination", "2026-10-01")));
  EXPECT_EQ(states(rows), "dnooooo");
  rows.check = stored(TargetCheck{today, YesNo::yes, "Ausweis", {}, {}, {}, {}, {}});
  EXPECT_EQ(states(rows), "ddnoooo");
  rows.duties.push_back(stored(Duty{"Wohnung", "kim", "", {}}));
  rows.focuses.push_back(stored(Focus{"work", "Arbeit finden", "running", ""}));
  EXPECT_EQ(states(rows), "ddddnoo");
  rows.works.push_back(stored(work("2026-10-01")));
  EXPECT_EQ(states(rows), "dddddno");
  rows.works.front().value = work("2026-05-01");
  EXPECT_EQ(states(rows), "ddddddn");
  rows.ending = stored(Ending{"closure", today, "", "Alles gut"});
  EXPECT_EQ(states(rows), "ddddddd");
}

TEST_F(UmaRules, Who_belongs_to_no_group_has_only_the_ending_left) {
  Rows rows;
  rows.talks.push_back(stored(talk("coordination", "2026-10-01")));
  rows.check = stored(TargetCheck{today, YesNo::no, {}, YesNo::no, {}, YesNo::no, {}, "Jugendamt"});
  EXPECT_EQ(states(rows), "d-oooon");
}

TEST_F(UmaRules, Work_that_only_begins_later_is_not_begun) {
  Rows rows;
  rows.works.push_back(stored(work("2026-12-01")));
  EXPECT_EQ(path(rows, today)[4].state, StageState::open);
  EXPECT_EQ(clock(rows, today)->state, ClockState::planned);
  EXPECT_EQ(clock(rows, today)->week, 0);
}

// ---- the clock ----

TEST_F(UmaRules, The_clock_counts_weeks_and_stands_still_when_work_stops) {
  Rows rows;
  EXPECT_FALSE(clock(rows, today).has_value());
  rows.works.push_back(stored(work("2026-10-01")));
  auto now = *clock(rows, today);
  EXPECT_EQ(now.state, ClockState::running);
  EXPECT_EQ(now.week, 8);
  EXPECT_EQ(now.weeks, 26);
  EXPECT_EQ(iso(*now.next_talk), "2026-10-29");
  rows.works.front().value.stopped_on = day("2026-10-15");
  now = *clock(rows, today);
  EXPECT_EQ(now.state, ClockState::stopped);
  EXPECT_EQ(now.week, 3);
  EXPECT_FALSE(now.next_talk.has_value());
}

TEST_F(UmaRules, A_new_start_of_work_sets_the_clock_anew) {
  Rows rows;
  Work lost = work("2026-06-01");
  lost.stopped_on = day("2026-08-01");
  rows.works = {stored(lost, 1), stored(work("2026-11-02"), 2)};
  const auto now = *clock(rows, today);
  EXPECT_EQ(now.work, 2);
  EXPECT_EQ(now.state, ClockState::running);
  EXPECT_EQ(iso(now.end), "2027-05-02");
}

TEST_F(UmaRules, On_the_last_day_the_six_months_are_over) {
  Rows rows;
  rows.works.push_back(stored(work("2026-05-25")));
  EXPECT_EQ(clock(rows, today)->state, ClockState::over);
  EXPECT_EQ(clock(rows, today - std::chrono::days(1))->state, ClockState::running);
}

}  // namespace
}  // namespace kim::uma
