// What is stored, on both engines: texts sealed, copies, merging, what is due.
#include "domain/assessment/sheet.h"
#include "domain/assessment/web_test_kit.h"

namespace kim::assessment {
namespace {

class AssessmentStore : public CaseTest {};
KIM_BOTH_ENGINES(AssessmentStore);

TEST_P(AssessmentStore, An_intake_comes_back_as_it_was_noted) {
  Context ctx = app.context(Who::kessler);
  Intake intake;
  intake.on = today();
  intake.danger = record::YesNo::yes;
  intake.danger_note = "Notaufnahme begleitet";
  intake.concern = "Ich will in Ruhe schlafen.";
  intake.indications = {"complex_need", "many_actors"};
  ASSERT_TRUE(hold_intake(ctx, rahimi.id, intake).has_value());
  const auto stored = store::intake_of(ctx.db(), permit(ctx));
  ASSERT_TRUE(stored.has_value());
  EXPECT_TRUE(record::difference(intake_record, &intake, &stored->value).empty());
  const auto danger = store::danger_of(ctx.db(), permit(ctx));
  ASSERT_TRUE(danger.has_value());
  EXPECT_EQ(danger->on, today());
  EXPECT_TRUE(danger->noted);
}

TEST_P(AssessmentStore, A_case_has_one_intake) {
  Context ctx = app.context(Who::kessler);
  Intake intake;
  intake.on = today();
  ASSERT_TRUE(hold_intake(ctx, rahimi.id, intake).has_value());
  EXPECT_EQ(hold_intake(ctx, rahimi.id, intake).error().code, ErrorCode::conflict);
  EXPECT_FALSE(store::danger_of(ctx.db(), permit(ctx)).has_value());
}

TEST_P(AssessmentStore, Texts_are_sealed_and_categories_can_be_counted) {
  const auto id = begin();
  save(id, housing());
  EXPECT_EQ(
      app.count(
          "SELECT count(*) FROM assessment_line WHERE field = 'housing' AND wish_scale = '1' AND urgency = 'now'"),
      1);
  const auto wish = app.database().read()->first("SELECT wish FROM assessment_line", {},
                                                 [](const db::Row& row) { return std::string(row.bytes(0)); });
  EXPECT_EQ(wish->find("zwei Zimmern"), std::string::npos);
}

TEST_P(AssessmentStore, A_copy_takes_the_values_of_the_latest_finished_one_forward) {
  const auto first = finished();
  app.advance(std::chrono::hours(24 * 30));
  const auto second = begin(true);
  Context ctx = app.context(Who::kessler);
  const auto lines = store::lines_of(ctx.db(), permit(ctx), second);
  ASSERT_EQ(lines.size(), 1U);
  const AssessmentLine expected = housing();
  EXPECT_TRUE(record::difference(assessment_line_record, &expected, &lines.front().value).empty());
  EXPECT_EQ(store::lines_of(ctx.db(), permit(ctx), first).size(), 1U) << "the first one keeps its own";
}

TEST_P(AssessmentStore, Without_a_copy_a_new_one_begins_empty) {
  finished();
  const auto second = begin(false);
  Context ctx = app.context(Who::kessler);
  EXPECT_TRUE(store::lines_of(ctx.db(), permit(ctx), second).empty());
}

TEST_P(AssessmentStore, Only_one_is_written_at_a_time) {
  begin();
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(begin_assessment(ctx, rahimi.id, today(), false).error().code, ErrorCode::conflict);
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment"), 1);
}

TEST_P(AssessmentStore, A_finished_one_takes_no_more_changes) {
  const auto id = finished();
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(save_line(ctx, rahimi.id, id, {"work", "x", {}, {}, {}, {}, {}}).error().code, ErrorCode::conflict);
  EXPECT_EQ(finish_assessment(ctx, rahimi.id, id, "").error().code, ErrorCode::conflict);
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment_line"), 1);
}

TEST_P(AssessmentStore, Nothing_noted_is_nothing_to_finish) {
  const auto id = begin();
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(finish_assessment(ctx, rahimi.id, id, "").error().code, ErrorCode::invalid);
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment WHERE state = 'open'"), 1);
  EXPECT_EQ(phase(), "intake");
}

/// The page as it was when its reader opened it, then with one answer changed.
SheetEdit edit_of(Day on, std::int64_t line_version, AssessmentLine line) {
  return {1, {on, {}, "open"}, {{line_version, std::move(line)}}};
}

TEST_P(AssessmentStore, What_two_changed_in_different_answers_is_merged) {
  const auto id = begin();
  save(id, housing());
  AssessmentLine mine = housing(), theirs = housing();
  theirs.need_scale = "3";
  mine.wish = "Wir brauchen ein drittes Zimmer";
  save(id, theirs);
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(save_sheet(ctx, rahimi.id, id, edit_of(today(), 1, mine), After::keep_open).has_value());
  const auto line = store::lines_of(ctx.db(), permit(ctx), id).front();
  EXPECT_EQ(line.value.need_scale, "3");
  EXPECT_EQ(line.value.wish, "Wir brauchen ein drittes Zimmer");
}

TEST_P(AssessmentStore, What_two_changed_in_the_same_answer_is_a_conflict_and_nothing_is_saved) {
  const auto id = begin();
  save(id, housing());
  AssessmentLine mine = housing(), theirs = housing();
  theirs.need_scale = "3";
  mine.need_scale = "4";
  save(id, theirs);
  SheetEdit edit = edit_of(today(), 1, mine);
  edit.lines.insert(edit.lines.begin(), LineEdit{0, {"work", "Ich will arbeiten", {}, {}, {}, {}, {}}});
  Context ctx = app.context(Who::kessler);
  const auto result = save_sheet(ctx, rahimi.id, id, edit, After::keep_open);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, ErrorCode::conflict);
  EXPECT_EQ(result.error().fields.front().field, "housing");
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment_line"), 1) << "all or nothing";
}

TEST_P(AssessmentStore, Two_who_begin_the_same_field_of_action_are_asked) {
  const auto id = begin();
  save(id, housing());
  AssessmentLine mine = housing();
  mine.wish = "Die Heizung geht nicht";
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(save_sheet(ctx, rahimi.id, id, edit_of(today(), 0, mine), After::keep_open).error().code,
            ErrorCode::conflict);
}

TEST_P(AssessmentStore, Ratings_are_read_without_texts) {
  const auto id = begin();
  save(id, housing());
  save(id, {"work", {}, {}, {}, {}, "Bruder hilft", {}});
  Context ctx = app.context(Who::kessler);
  const auto sheets = store::rated_sheets(ctx.db(), permit(ctx));
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_EQ(sheets.front().id, id);
  EXPECT_FALSE(sheets.front().is_done);
  ASSERT_EQ(sheets.front().ratings.size(), 2U);
  EXPECT_EQ(sheets.front().ratings[0].wish_scale, "1");
  EXPECT_TRUE(sheets.front().ratings[1].filled) << "a text alone fills the field";
  save(id, {"work", {}, {}, {}, {}, {}, {}});
  Context later = app.context(Who::kessler);
  EXPECT_FALSE(store::rated_sheets(later.db(), permit(later)).front().ratings[1].filled);
}

TEST_P(AssessmentStore, The_way_of_understanding_is_told_in_order) {
  Context ctx = app.context(Who::kessler);
  Intake intake;
  intake.on = today() - std::chrono::days(3);
  ASSERT_TRUE(hold_intake(ctx, rahimi.id, intake).has_value());
  finished();
  ASSERT_TRUE(decide(ctx, rahimi.id, {"case_management", today(), "Mehrere Bedarfe"}).has_value());
  std::vector<std::string> codes;
  for (const auto& event : store::events_of(ctx.db(), permit(ctx))) codes.push_back(event.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"", "done", "case_management"}));
}

TEST_P(AssessmentStore, A_new_assessment_is_suggested_after_half_a_year_of_accompaniment) {
  finished();
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(ctx.transact([&](db::Tx& tx) -> Result<void> {
                   const auto writer = TRY(access::permit_case(ctx, tx, rahimi.id, access::Right::goal_write));
                   return cases::reach(ctx, tx, writer, cases::Milestone::agreement_signed, today());
                 })
                  .has_value());
  std::vector<DueItem> items;
  const auto scope = [&](Context& now) { return access::scope_for(now, access::Right::case_list).value(); };
  assessment_slice().due(ctx, scope(ctx), {{}, ctx.now}, items);
  EXPECT_TRUE(items.empty());
  app.advance(std::chrono::hours(24 * 178));
  Context later = app.context(Who::kessler);
  assessment_slice().due(later, scope(later), {{}, later.now}, items);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(iso(items.front().day), "2027-05-25");
  EXPECT_EQ(items.front().badge, "Einschätzung");
  EXPECT_EQ(items.front().responsible, app.account(Who::kessler));
  begin(true);
  items.clear();
  Context latest = app.context(Who::kessler);
  assessment_slice().due(latest, scope(latest), {{}, latest.now}, items);
  EXPECT_TRUE(items.empty()) << "one is already in work";
}

TEST_P(AssessmentStore, Other_teams_are_not_told_what_is_due) {
  Context sommer = app.context(Who::sommer);
  EXPECT_TRUE(store::assessed_until(sommer.db(), access::scope_for(sommer, access::Right::case_list).value(),
                                    {{}, sommer.now}, today())
                  .empty());
}

}  // namespace
}  // namespace kim::assessment
