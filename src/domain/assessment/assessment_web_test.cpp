// Falleinschätzung through its routes: list, form, saving, finishing, comparison.
#include "domain/assessment/web_test_kit.h"

namespace kim::assessment {
namespace {

class AssessmentWeb : public CaseTest {
 protected:
  const std::string list = rahimi.href("einschaetzung");

  std::string begun() {
    const auto answer = app.post(Who::kessler, list + "/neu", {{"assessed_on", "heute"}});
    EXPECT_EQ(answer.status, 303) << answer.body;
    return std::string(answer.header("Location"));
  }
  static http::Pairs sheet_form() {
    return {{"version", "1"},
            {"assessed_on", "25.11.2026"},
            {"summary", ""},
            {"housing-version", "0"},
            {"housing-wish", "Zwei Zimmer für fünf Personen"},
            {"housing-wish_scale", "1"},
            {"housing-need", "Größere Wohnung"},
            {"housing-need_scale", "2"},
            {"housing-resources", ""},
            {"housing-urgency", "now"},
            {"work-version", "0"},
            {"work-wish", ""},
            {"work-wish_scale", ""},
            {"tun", "behalten"}};
  }
};
KIM_BOTH_ENGINES(AssessmentWeb);

TEST_P(AssessmentWeb, Reading_needs_sign_in_a_role_and_the_own_team) {
  const std::string sheet = begun();
  for (const std::string& href : {list, sheet}) {
    EXPECT_EQ(app.get(Who::nobody, href).status, 303);
    EXPECT_EQ(app.get(Who::brandt, href).status, 403);
    EXPECT_EQ(app.get(Who::sommer, href).status, 404);
    EXPECT_EQ(app.get(Who::wittkamp, href).status, 200);
    EXPECT_EQ(app.get(Who::kessler, href).status, 200);
  }
  EXPECT_FALSE(has(app.get(Who::wittkamp, sheet), "<textarea")) << "who may not write sees what is noted";
}

TEST_P(AssessmentWeb, Only_who_is_responsible_begins_one) {
  const std::string href = list + "/neu";
  const http::Pairs form{{"assessed_on", "24.11.2026"}};
  EXPECT_EQ(app.get(Who::wittkamp, href).status, 403);
  EXPECT_EQ(app.post(Who::nobody, href, form).status, 303);
  EXPECT_EQ(app.post(Who::albers, href, form).status, 403);
  EXPECT_EQ(app.post(Who::sommer, href, form).status, 404);
  EXPECT_EQ(app.post(Who::wittkamp, href, form).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href, form).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment"), 0);
  EXPECT_EQ(app.get(Who::kessler, href).status, 200);
  EXPECT_EQ(app.post(Who::kessler, href, form).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment WHERE assessed_on = '2026-11-24' AND state = 'open'"), 1);
  expect_created("assessment");
}

TEST_P(AssessmentWeb, One_in_work_is_gone_on_with) {
  const std::string sheet = begun();
  EXPECT_EQ(app.get(Who::kessler, list + "/neu").header("Location"), sheet);
  EXPECT_EQ(app.post(Who::kessler, list + "/neu", {{"assessed_on", "heute"}}).status, 409);
  EXPECT_TRUE(has(app.get(Who::kessler, list), "Einschätzung fortsetzen"));
}

TEST_P(AssessmentWeb, Offers_every_field_of_action_with_both_views_on_the_same_scale) {
  const auto page = app.get(Who::kessler, begun());
  EXPECT_TRUE(has(page, "0 von 24 Handlungsfeldern"));
  EXPECT_TRUE(has(page, "Bedürfnis: So sieht es Frau Rahimi"));
  EXPECT_TRUE(has(page, "name=\"debt-wish_scale\""));
  EXPECT_TRUE(has(page, "name=\"debt-need_scale\""));
  EXPECT_TRUE(has(page, "1 sehr belastet"));
  EXPECT_TRUE(has(page, "nicht besprochen"));
}

TEST_P(AssessmentWeb, Saving_keeps_what_was_typed_and_leaves_the_untouched_out) {
  const std::string sheet = begun();
  EXPECT_EQ(app.post(Who::wittkamp, sheet, sheet_form()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, sheet, sheet_form()).status, 404);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, sheet, sheet_form()).status, 400);
  EXPECT_EQ(app.post(Who::kessler, sheet, sheet_form()).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment_line"), 1);
  expect_created("assessment_line");
  const auto page = app.get(Who::kessler, sheet);
  EXPECT_TRUE(has(page, "1 von 24 Handlungsfeldern"));
  EXPECT_TRUE(has(page, "Zwei Zimmer für fünf Personen"));
  EXPECT_TRUE(has(app.get(Who::wittkamp, rahimi.href()), "Wohnen und Unterbringung")) << "panel of the case page";
}

TEST_P(AssessmentWeb, One_field_is_saved_and_stays_open) {
  const std::string sheet = begun();
  auto form = sheet_form();
  form.back() = {"feld", "housing"};
  const auto answer = app.post(Who::kessler, sheet, form);
  EXPECT_EQ(answer.header("Location"), sheet + "?feld=housing#feld-housing");
  const auto page = app.get(Who::kessler, sheet + "?feld=housing");
  EXPECT_TRUE(has(page, "id=\"feld-housing\" open"));
}

TEST_P(AssessmentWeb, Finishing_leads_to_the_decision_and_closes_the_page) {
  const std::string sheet = begun();
  auto form = with(sheet_form(), "tun", "abschliessen");
  const auto answer = app.post(Who::kessler, sheet, form);
  EXPECT_EQ(answer.header("Location"), rahimi.href("entscheidung"));
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment WHERE state = 'done'"), 1);
  EXPECT_EQ(phase(), "decision");
  EXPECT_EQ(app.post(Who::kessler, sheet, sheet_form()).status, 409);
  const auto page = app.get(Who::kessler, sheet);
  EXPECT_FALSE(has(page, "<textarea"));
  EXPECT_TRUE(has(page, "„Zwei Zimmer für fünf Personen“"));
  EXPECT_TRUE(has(page, "Nicht besprochen:"));
}

TEST_P(AssessmentWeb, An_empty_one_cannot_be_finished) {
  const auto answer =
      app.post(Who::kessler, begun(),
               {{"version", "1"}, {"assessed_on", "heute"}, {"summary", "Getippt"}, {"tun", "abschliessen"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer, "Halten Sie mindestens ein Handlungsfeld fest."));
  EXPECT_TRUE(has(answer, "Getippt"));
}

TEST_P(AssessmentWeb, Wrong_input_opens_its_fold_and_keeps_what_was_typed) {
  const std::string sheet = begun();
  const struct {
    const char* field;
    std::string value;
    const char* message;
  } table[] = {{"assessed_on", "", "Stand vom"},
               {"assessed_on", "30.02.2026", "30.02.2026"},
               {"assessed_on", "26.11.2026", "in der Zukunft"},
               {"summary", std::string(2001, 'x'), "1 Zeichen zu lang"},
               {"housing-wish", std::string(1001, 'x'), "1 Zeichen zu lang"},
               {"housing-wish_scale", "6", "Wie sieht es die Person selbst?"},
               {"housing-urgency", "soon", "Dringlichkeit"},
               {"housing-resources",
                "a\x03"
                "b",
                "Steuerzeichen"},
               {"housing-wish", "\xE2\x80\xAE rückwärts", "Steuerzeichen"}};
  for (const auto& row : table) {
    const auto answer = app.post(Who::kessler, sheet, with(sheet_form(), row.field, row.value));
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, row.message)) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, "Größere Wohnung")) << "typed text lost: " << row.field;
    if (std::string_view(row.field).starts_with("housing")) {
      EXPECT_TRUE(has(answer, "id=\"feld-housing\" open")) << row.field;
    }
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment_line"), 0);
}

TEST_P(AssessmentWeb, Who_saves_second_is_asked_and_everything_typed_goes_along) {
  const std::string sheet = begun();
  ASSERT_EQ(app.post(Who::kessler, sheet, sheet_form()).status, 303);
  auto first = with(with(sheet_form(), "housing-version", "1"), "housing-need", "Wohnberechtigungsschein");
  ASSERT_EQ(app.post(Who::kessler, sheet, first).status, 303);
  auto late = with(with(with(sheet_form(), "housing-version", "1"), "housing-need", "Umzug nach Salzkotten"),
                   "work-wish", "Ich will nähen");
  const auto answer = app.post(Who::kessler, sheet, late);
  EXPECT_EQ(answer.status, 409);
  for (const char* text :
       {"Umzug nach Salzkotten", "Wohnberechtigungsschein", "name=\"housing-need\"", "Ich will nähen"})
    EXPECT_TRUE(has(answer, text)) << text;
  EXPECT_EQ(test::input_value(answer.body, "housing-version"), "2");
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment_line WHERE version = 2"), 1);
  auto chosen = with(with(late, "housing-version", "2"), "housing-need", "Umzug nach Salzkotten");
  EXPECT_EQ(app.post(Who::kessler, sheet, chosen).status, 303);
  EXPECT_TRUE(has(app.get(Who::kessler, sheet), "Ich will nähen"));
}

TEST_P(AssessmentWeb, Who_changes_the_summary_second_is_asked) {
  const std::string sheet = begun();
  ASSERT_EQ(app.post(Who::kessler, sheet, with(sheet_form(), "summary", "Erste Fassung")).status, 303);
  const auto answer =
      app.post(Who::kessler, sheet, with(with(sheet_form(), "summary", "Zweite Fassung"), "housing-version", "1"));
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(has(answer, "Erste Fassung"));
  EXPECT_TRUE(has(answer, "Zweite Fassung"));
  EXPECT_EQ(test::input_value(answer.body, "version"), "2");
}

TEST_P(AssessmentWeb, Another_cases_assessment_looks_like_not_found) {
  const std::string sheet = begun();
  const OpenCase haddad = test::open_case(app, Who::kessler, "Rami", "Haddad");
  const std::string foreign = haddad.href("einschaetzung") + sheet.substr(sheet.rfind('/'));
  EXPECT_EQ(app.get(Who::kessler, foreign).status, 404);
  EXPECT_EQ(app.post(Who::kessler, foreign, sheet_form()).status, 404);
  EXPECT_EQ(app.get(Who::kessler, list + "/x").status, 404);
}

TEST_P(AssessmentWeb, A_new_one_takes_over_the_last_and_shows_its_values_as_hints) {
  finished();
  EXPECT_TRUE(has(app.get(Who::kessler, list + "/neu"), "Angaben aus der Einschätzung vom 25.11.2026 übernehmen"));
  app.advance(std::chrono::hours(24 * 200));
  const auto answer = app.post(Who::kessler, list + "/neu", {{"assessed_on", "heute"}, {"uebernehmen", "yes"}});
  const auto page = app.get(Who::kessler, answer.header("Location"));
  EXPECT_TRUE(has(page, "Am 25.11.2026: 1 sehr belastet"));
  EXPECT_TRUE(has(page, "Wir sind zu fünft in zwei Zimmern"));
}

TEST_P(AssessmentWeb, Two_dates_are_compared_in_words) {
  const auto first = finished();
  app.advance(std::chrono::hours(24 * 100));
  const auto second = begin(true);
  AssessmentLine better = housing();
  better.wish_scale = "3";
  save(second, better);
  EXPECT_TRUE(has(app.get(Who::kessler, list), "Vergleichen"));
  const std::string query = "?von=" + std::to_string(first.value()) + "&bis=" + std::to_string(second.value());
  const auto page = app.get(Who::kessler, list + query);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Was hat sich verändert?"));
  EXPECT_TRUE(has(page, "2 besser"));
  EXPECT_TRUE(has(page, "Bedürfnis: von 1 auf 3. Bedarf: von 2 auf 2."));
  EXPECT_EQ(app.get(Who::kessler, list + "?von=1&bis=2").status, 404);
  EXPECT_EQ(app.get(Who::sommer, list + query).status, 404);
}

TEST_P(AssessmentWeb, All_finished_assessments_are_shown_in_time) {
  EXPECT_TRUE(has(app.get(Who::kessler, list + "/entwicklung"), "Noch keine Entwicklung zu sehen"));
  (void)finished();
  app.advance(std::chrono::hours(24 * 100));
  const auto second = begin(true);
  AssessmentLine better = housing();
  better.wish_scale = "3";
  save(second, better);
  EXPECT_TRUE(has(app.get(Who::kessler, list + "/entwicklung"), "Noch keine Entwicklung zu sehen")) << "in work";
  EXPECT_FALSE(has(app.get(Who::kessler, list), "/entwicklung"));
  finish(second);
  EXPECT_TRUE(has(app.get(Who::kessler, list), "/entwicklung"));
  const auto page = app.get(Who::wittkamp, list + "/entwicklung");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "2 Einschätzungen vom 25.11.2026 bis zum 05.03.2027"));
  EXPECT_TRUE(has(page, "2 besser"));
  EXPECT_EQ(app.audit_entries("opened").front().actor, app.account(Who::wittkamp));
  EXPECT_EQ(app.get(Who::sommer, list + "/entwicklung").status, 404);
  EXPECT_EQ(app.get(Who::albers, list + "/entwicklung").status, 403);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, list + "/entwicklung").status, 423);
}

TEST_P(AssessmentWeb, A_draft_is_offered_again_and_gone_after_saving) {
  const std::string sheet = begun();
  const std::string key = "/entwuerfe/assessment:" + std::to_string(rahimi.id.value());
  auto draft = with(sheet_form(), "housing-wish", "Angefangen");
  draft.emplace_back("_ort", sheet);
  EXPECT_EQ(app.post(Who::kessler, key, draft).status, 204);
  EXPECT_TRUE(has(app.get(Who::kessler, sheet), "Weiterschreiben"));
  EXPECT_TRUE(has(app.get(Who::kessler, sheet + "?entwurf=1"), "Angefangen"));
  EXPECT_EQ(app.post(Who::kessler, sheet, sheet_form()).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM draft"), 0);
}

TEST_P(AssessmentWeb, After_a_withdrawal_nothing_can_be_read_or_written) {
  const std::string sheet = begun();
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, list).status, 423);
  EXPECT_EQ(app.get(Who::kessler, sheet).status, 423);
  EXPECT_EQ(app.post(Who::kessler, sheet, sheet_form()).status, 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM assessment_line"), 0);
}

TEST_P(AssessmentWeb, Its_steps_stand_in_phases_timeline_and_open_items) {
  const auto first = finished();
  const auto second = begin();
  Context ctx = app.context(Who::kessler);
  const Slice slice = assessment_slice();
  std::vector<PhaseMark> marks;
  slice.phases(ctx, permit(ctx), marks);
  ASSERT_EQ(marks.size(), 3U);
  EXPECT_FALSE(marks[0].done_on.has_value());
  EXPECT_EQ(marks[1].done_on, today());
  std::vector<TimelineEntry> entries;
  slice.timeline(ctx, permit(ctx), entries);
  ASSERT_EQ(entries.size(), 1U) << "what is not finished is no event";
  EXPECT_NE(entries.front().title.str().find(std::to_string(first.value())), std::string::npos);
  std::vector<std::string> items;
  slice.open_items(ctx, permit(ctx), items);
  EXPECT_EQ(items, std::vector<std::string>{"Falleinschätzung vom 25.11.2026: noch nicht abgeschlossen"})
      << second.value();
}

TEST_P(AssessmentWeb, Closing_compares_the_first_and_the_last_finished_assessment) {
  const std::string closing = rahimi.href("abschluss");
  EXPECT_TRUE(has(app.get(Who::kessler, closing), "noch keine abgeschlossene Falleinschätzung"));
  finished();
  EXPECT_TRUE(has(app.get(Who::kessler, closing), "erst eine abgeschlossene Falleinschätzung"));
  app.advance(std::chrono::hours(24) * 10);
  const auto second = begin();
  AssessmentLine line = housing();
  line.wish_scale = "4";
  save(second, line);
  EXPECT_TRUE(has(app.get(Who::kessler, closing), "erst eine abgeschlossene")) << "one in work does not count";
  finish(second);
  const auto page = app.get(Who::kessler, closing);
  EXPECT_TRUE(has(page, "1 besser"));
  EXPECT_TRUE(has(page, "1 gleich"));
  EXPECT_FALSE(has(page, "Die letzte Einschätzung ist vom"));
  app.advance(std::chrono::hours(24) * 43);
  EXPECT_TRUE(has(app.get(Who::kessler, closing), "Die letzte Einschätzung ist vom 05.12.2026."));
}

}  // namespace
}  // namespace kim::assessment
