// Every route of tasks: who may, what is written, what wrong input says; and what the lists show.
#include <gtest/gtest.h>

#include "domain/access/session.h"
#include "domain/cases/cases_slice.h"
#include "domain/cases/frame.h"
#include "domain/consent/consent_slice.h"
#include "domain/people/people_slice.h"
#include "domain/tasks/task.h"
#include "domain/tasks/tasks_slice.h"
#include "world/case_world.h"

namespace kim::tasks {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

bool has(const http::Response& answer, std::string_view text) { return answer.body.find(text) != std::string::npos; }

class TaskWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {people::people_slice(), consent::consent_slice(), cases::cases_slice(), tasks_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  http::Pairs form(std::string title = "Zeugnis-Übersetzung nachfordern", std::string due = "20.11.2026") {
    return {
        {"title", std::move(title)}, {"kind", "task"}, {"due_on", std::move(due)}, {"owner_id", owner(Who::kessler)}};
  }
  std::string owner(Who who) { return std::to_string(app.account(who).value()); }
  /// Adds a task as Kessler; gives its id.
  TaskId added(const http::Pairs& fields) {
    EXPECT_EQ(app.post(Who::kessler, rahimi.href("aufgaben"), fields).status, 303);
    return TaskId(app.count("SELECT max(id) FROM task"));
  }
  std::string href(TaskId id) { return rahimi.href("aufgaben/" + std::to_string(id.value())); }
  std::vector<DueItem> due_of(Who who) {
    Context ctx = app.context(who);
    std::vector<DueItem> items;
    tasks_slice().due(ctx, access::scope_for(ctx, access::Right::case_list).value(), {{}, ctx.now}, items);
    return items;
  }
};
KIM_BOTH_ENGINES(TaskWeb);

TEST_P(TaskWeb, The_list_of_a_case_needs_sign_in_a_role_and_the_own_team) {
  const std::string list = rahimi.href("aufgaben");
  EXPECT_EQ(app.get(Who::nobody, list).status, 303);
  EXPECT_EQ(app.get(Who::brandt, list).status, 403);
  EXPECT_EQ(app.get(Who::sommer, list).status, 404);
  EXPECT_EQ(app.get(Who::wittkamp, list).status, 200);
  EXPECT_TRUE(has(app.get(Who::kessler, list), "Keine Aufgabe offen"));
}

TEST_P(TaskWeb, A_task_is_added_by_the_team_and_leaves_an_audit_entry) {
  EXPECT_EQ(app.post(Who::nobody, rahimi.href("aufgaben"), form()).status, 303);
  EXPECT_EQ(app.post(Who::albers, rahimi.href("aufgaben"), form()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, rahimi.href("aufgaben"), form()).status, 404);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, rahimi.href("aufgaben"), form()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM task"), 0);
  EXPECT_EQ(app.post(Who::wittkamp, rahimi.href("aufgaben"), form()).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM task"), 1);
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "task");
  EXPECT_EQ(entry.actor, app.account(Who::wittkamp));
  EXPECT_EQ(entry.case_id, rahimi.id.value());
}

TEST_P(TaskWeb, The_title_is_nowhere_to_be_read_in_the_table) {
  added(form("Zeugnis nachfordern"));
  app.database().read()->each("SELECT title FROM task", {}, [](const db::Row& row) {
    EXPECT_EQ(row.bytes(0).find("Zeugnis"), std::string_view::npos);
  });
}

struct Bad {
  const char* field;
  std::string value;
  const char* message;
};

TEST_P(TaskWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const Bad table[] = {
      {"title", "", "Was ist zu tun?"},
      {"title", std::string(201, 'x'), "1 Zeichen zu lang"},
      {"title", "Anruf \xE2\x80\xAE gedreht", "Zeichen"},
      {"title", "Anruf \x01", "Zeichen"},
      {"due_on", "30.02.2027", "30.02.2027"},
      {"due_on", "bald", "bald"},
      {"kind", "nonsense", "Art"},
      {"kind", "appointment", "Art"},
      {"owner_id", "abc", "Wer kümmert sich?"},
      {"owner_id", owner(Who::sommer), "aus dem Team dieses Falls"},
      {"owner_id", "999", "aus dem Team dieses Falls"},
  };
  for (const Bad& row : table) {
    auto fields = form();
    fields.emplace_back("note", "Bitte vormittags anrufen");
    for (auto& [name, value] : fields)
      if (name == row.field) value = row.value;
    const auto answer = app.post(Who::kessler, rahimi.href("aufgaben"), fields);
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, row.message)) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, "Bitte vormittags anrufen")) << "typed text lost: " << row.field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM task"), 0);
}

TEST_P(TaskWeb, A_task_is_done_and_opened_again) {
  const TaskId id = added(form());
  EXPECT_EQ(app.post(Who::sommer, href(id) + "/erledigt", {}).status, 404);
  EXPECT_EQ(app.post(Who::albers, href(id) + "/erledigt", {}).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href(id) + "/erledigt", {}).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM task WHERE done_on IS NULL"), 1);
  const auto done = app.post(Who::kessler, href(id) + "/erledigt?weiter=/aufgaben", {});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.header("Location"), "/aufgaben");
  EXPECT_EQ(app.count("SELECT count(*) FROM task WHERE done_on = '2026-11-25'"), 1);
  EXPECT_EQ(app.audit_entries("changed").front().actor, app.account(Who::kessler));
  EXPECT_EQ(app.post(Who::kessler, href(id) + "/erledigt", {}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM task WHERE version = 2"), 1) << "doing it twice changes nothing";
  EXPECT_EQ(app.post(Who::kessler, href(id) + "/offen", {}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM task WHERE done_on IS NULL"), 1);
}

TEST_P(TaskWeb, After_doing_it_nobody_is_sent_out_of_the_program) {
  const TaskId id = added(form());
  for (const char* elsewhere : {"https%3A%2F%2Fexample.org", "%2F%2Fexample.org", "%2F%5Cexample.org"})
    EXPECT_EQ(app.post(Who::kessler, href(id) + "/erledigt?weiter=" + elsewhere, {}).header("Location"),
              rahimi.href("aufgaben"));
}

TEST_P(TaskWeb, Who_saves_second_is_asked_and_loses_nothing) {
  const TaskId id = added(form());
  auto first = form("Übersetzung abholen");
  first.emplace_back("version", "1");
  EXPECT_EQ(app.post(Who::wittkamp, href(id), first).status, 303);
  auto second = form("Übersetzung per Post schicken lassen");
  second.emplace_back("version", "1");
  const auto answer = app.post(Who::kessler, href(id), second);
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(has(answer, "abholen"));
  EXPECT_TRUE(has(answer, "schicken"));
  EXPECT_EQ(app.count("SELECT count(*) FROM task WHERE version = 2"), 1);
}

TEST_P(TaskWeb, A_change_keeps_that_the_task_is_done) {
  const TaskId id = added(form());
  EXPECT_EQ(app.post(Who::kessler, href(id) + "/erledigt", {}).status, 303);
  auto changed = form("Übersetzung abgeholt");
  changed.emplace_back("version", "2");
  EXPECT_EQ(app.post(Who::kessler, href(id), changed).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM task WHERE done_on = '2026-11-25' AND version = 3"), 1);
}

TEST_P(TaskWeb, A_task_of_another_case_looks_like_not_found) {
  const TaskId id = added(form());
  const OpenCase other = test::open_case(app, Who::kessler, "Samir", "Haddad");
  const std::string foreign = other.href("aufgaben/" + std::to_string(id.value()));
  EXPECT_EQ(app.get(Who::kessler, href(id)).status, 200);
  EXPECT_EQ(app.get(Who::kessler, foreign).status, 404);
  EXPECT_EQ(app.post(Who::kessler, foreign + "/erledigt", {}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, foreign, form()).status, 404);
}

TEST_P(TaskWeb, The_case_knows_its_next_date) {
  const TaskId soon = added(form("Anrufen", "27.11.2026"));
  added(form("Nachfragen", "04.12.2026"));
  EXPECT_EQ(app.count("SELECT count(*) FROM case_file WHERE next_due_on = '2026-11-27'"), 1);
  EXPECT_EQ(app.post(Who::kessler, href(soon) + "/erledigt", {}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM case_file WHERE next_due_on = '2026-12-04'"), 1);
}

TEST_P(TaskWeb, The_case_page_names_the_next_steps) {
  added(form());
  const auto page = app.get(Who::wittkamp, rahimi.href());
  EXPECT_TRUE(has(page, "Nächste Schritte"));
  EXPECT_TRUE(has(page, "Zeugnis-Übersetzung nachfordern"));
  EXPECT_TRUE(has(page, "5 Tage überfällig"));
}

TEST_P(TaskWeb, The_own_list_shows_what_is_overdue_first) {
  added(form("Später", "04.12.2026"));
  added(form("Überfällig", "20.11.2026"));
  added(form("Irgendwann", ""));
  const auto page = app.get(Who::kessler, "/aufgaben");
  EXPECT_EQ(page.status, 200);
  const auto overdue = page.body.find("Überfällig"), later = page.body.find("Später"),
             some_day = page.body.find("Irgendwann");
  EXPECT_LT(overdue, later);
  EXPECT_LT(later, some_day);
  EXPECT_TRUE(has(page, "Parwin Rahimi"));
  EXPECT_TRUE(has(page, "3 Aufgaben"));
  EXPECT_EQ(app.audit_entries("listed").front().note, "rows=3");
}

TEST_P(TaskWeb, The_lists_hold_own_and_team_and_done_tasks_and_no_others) {
  added(form());
  EXPECT_FALSE(has(app.get(Who::wittkamp, "/aufgaben"), "Zeugnis-Übersetzung"));
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/aufgaben?ansicht=team"), "Zeugnis-Übersetzung"));
  EXPECT_FALSE(has(app.get(Who::sommer, "/aufgaben?ansicht=team"), "Zeugnis-Übersetzung"));
  EXPECT_FALSE(has(app.get(Who::kessler, "/aufgaben?ansicht=erledigt"), "Zeugnis-Übersetzung"));
  EXPECT_EQ(app.post(Who::kessler, href(TaskId(app.count("SELECT max(id) FROM task"))) + "/erledigt", {}).status, 303);
  EXPECT_TRUE(has(app.get(Who::kessler, "/aufgaben?ansicht=erledigt"), "Zeugnis-Übersetzung"));
  EXPECT_FALSE(has(app.get(Who::kessler, "/aufgaben"), "Zeugnis-Übersetzung"));
  EXPECT_EQ(app.get(Who::nobody, "/aufgaben").status, 303);
  EXPECT_EQ(app.get(Who::vogt, "/aufgaben").status, 403);
}

TEST_P(TaskWeb, The_list_goes_on_page_by_page) {
  for (int i = 0; i < 27; ++i) added(form("Aufgabe Nummer " + std::to_string(100 + i), "20.11.2026"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/aufgaben"), "Aufgabe Nummer 124"));
  EXPECT_FALSE(has(app.get(Who::kessler, "/aufgaben"), "Aufgabe Nummer 125"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/aufgaben?seite=2"), "Aufgabe Nummer 126"));
}

TEST_P(TaskWeb, My_day_names_what_is_due_within_three_days) {
  added(form("Überfällig", "20.11.2026"));
  added(form("Heute", "25.11.2026"));
  added(form("Freitag", "27.11.2026"));
  added(form("Nächste Woche", "02.12.2026"));
  const auto items = due_of(Who::kessler);
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].title, "Überfällig");
  EXPECT_EQ(items[0].level, DueItem::Level::late);
  EXPECT_EQ(items[0].meta, "Parwin Rahimi");
  EXPECT_EQ(items[1].level, DueItem::Level::soon);
  EXPECT_EQ(items[2].level, DueItem::Level::plain);
  EXPECT_EQ(items[0].group, "tasks");
  EXPECT_EQ(app.post(Who::kessler, items[0].done_action, {}).header("Location"), "/");
  EXPECT_EQ(due_of(Who::kessler).size(), 2U);
  EXPECT_TRUE(due_of(Who::wittkamp).empty());
}

TEST_P(TaskWeb, Who_stands_in_sees_what_is_due_for_the_colleague) {
  added(form());
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(cases::add_deputy(ctx, rahimi.id, app.account(Who::wittkamp), *day_from_iso("2026-11-30")).has_value());
  const auto items = due_of(Who::wittkamp);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].meta, "Parwin Rahimi · in Vertretung für Miriam Kessler");
  app.advance(std::chrono::days(7));
  EXPECT_TRUE(due_of(Who::wittkamp).empty()) << "the deputy's time is over";
}

TEST_P(TaskWeb, Open_tasks_are_named_at_closing_and_done_ones_in_the_history) {
  const TaskId id = added(form());
  added(form("Nachfragen", ""));
  EXPECT_EQ(app.post(Who::kessler, href(id) + "/erledigt", {}).status, 303);
  Context ctx = app.context(Who::kessler);
  const auto permit = access::permit_case(ctx, rahimi.id, access::Right::case_read);
  ASSERT_TRUE(permit.has_value());
  std::vector<std::string> open;
  tasks_slice().open_items(ctx, *permit, open);
  EXPECT_EQ(open, std::vector<std::string>{"Aufgabe „Nachfragen“"});
  std::vector<TimelineEntry> entries;
  tasks_slice().timeline(ctx, *permit, entries);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].title.str(), "Erledigt: Zeugnis-Übersetzung nachfordern");
  EXPECT_EQ(entries[0].when, "Mi, 25.11.");
  EXPECT_TRUE(entries[0].minor);
}

TEST_P(TaskWeb, After_a_withdrawal_tasks_can_be_neither_read_nor_written) {
  const TaskId id = added(form());
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, rahimi.href("aufgaben")).status, 423);
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("aufgaben"), form()).status, 423);
  EXPECT_EQ(app.post(Who::kessler, href(id) + "/erledigt", {}).status, 423);
  EXPECT_FALSE(has(app.get(Who::kessler, "/aufgaben"), "Zeugnis-Übersetzung"));
  EXPECT_TRUE(due_of(Who::kessler).empty());
  EXPECT_EQ(app.count("SELECT count(*) FROM task WHERE done_on IS NULL"), 1);
}

class TaskApi : public TaskWeb {
 protected:
  std::string token() { return app.integration().token; }
  std::string path(std::string_view more = {}) {
    return "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/tasks" + std::string(more);
  }
  http::Response call(http::Method method, const std::string& target, const std::string& bearer,
                      std::string body = {}) {
    return app.call(method, target, bearer, std::move(body));
  }
};
KIM_BOTH_ENGINES(TaskApi);

TEST_P(TaskApi, Adds_completes_opens_and_lists) {
  const std::string bearer = token();
  EXPECT_EQ(call(http::Method::get, path(), "").status, 401);
  EXPECT_EQ(
      call(http::Method::post, path(), bearer, R"({"title":"Anrufen","kind":"task","due_on":"2026-11-30"})").status,
      201);
  const std::string id = std::to_string(app.count("SELECT max(id) FROM task"));
  EXPECT_EQ(call(http::Method::post, path("/" + id + "/completion"), bearer).status, 204);
  EXPECT_TRUE(has(call(http::Method::get, path(), bearer), "\"done_on\":\"2026-11-25\""));
  EXPECT_EQ(call(http::Method::del, path("/" + id + "/completion"), bearer).status, 204);
  EXPECT_TRUE(has(call(http::Method::get, path(), bearer), "\"title\":\"Anrufen\""));
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "api");
}

TEST_P(TaskApi, Says_what_is_wrong) {
  const std::string bearer = token();
  EXPECT_EQ(call(http::Method::post, path(), bearer, R"({"kind":"task"})").status, 422);
  EXPECT_EQ(call(http::Method::post, path(), bearer, R"({"title":"Beratung","kind":"nonsense"})").status, 422);
  EXPECT_EQ(call(http::Method::post, path(), bearer, R"({"title":"x","done_on":"2026-11-25"})").status, 422);
  EXPECT_EQ(call(http::Method::post, path(), bearer, "[").status, 400);
  EXPECT_EQ(call(http::Method::get, "/api/v1/cases/4711/tasks", bearer).status, 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM task"), 0);
}

// ---- protected persons ----

/// The team's list, the own list of a colleague who owns the task, what is due: before and after.
TEST_P(TaskWeb, Of_a_protected_person_stand_in_no_list_of_the_team) {
  added(form());
  http::Pairs colleague = form("Vorsprache begleiten");
  colleague.back().second = owner(Who::wittkamp);
  added(colleague);
  const OpenCase open = test::open_case(app, Who::kessler, "Aylin", "Aksoy");
  ASSERT_EQ(app.post(Who::kessler, open.href("aufgaben"), form("Kindergeld beantragen")).status, 303);
  const auto seen = [&](Who who, const char* list) {
    const auto page = app.get(who, list);
    return has(page, "Zeugnis-Übersetzung") || has(page, "Vorsprache") || has(page, "Rahimi") ||
           has(page, rahimi.href("aufgaben"));
  };
  const std::pair<Who, const char*> lists[] = {{Who::wittkamp, "/aufgaben?ansicht=team"}, {Who::wittkamp, "/aufgaben"}};
  for (const auto& [who, list] : lists) EXPECT_TRUE(seen(who, list)) << list << " before";
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/aufgaben?ansicht=team"), "3 Aufgaben"));
  EXPECT_FALSE(due_of(Who::wittkamp).empty()) << "before";
  Context ctx = app.context(Who::kessler);
  people::Protection protection;
  protection.reason = "violence";
  protection.review_on = app.today() + std::chrono::days(100);
  ASSERT_TRUE(people::protect(ctx, rahimi.person, protection).has_value());
  for (const auto& [who, list] : lists) EXPECT_FALSE(seen(who, list)) << list;
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/aufgaben?ansicht=team"), "Kindergeld beantragen")) << "the others stay";
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/aufgaben?ansicht=team"), "1 Aufgabe")) << "nor is it counted";
  EXPECT_FALSE(has(app.get(Who::wittkamp, "/aufgaben?ansicht=team"), "3 Aufgaben"));
  for (const DueItem& item : due_of(Who::wittkamp)) EXPECT_EQ(item.title.find("Vorsprache"), std::string::npos);
  EXPECT_TRUE(seen(Who::kessler, "/aufgaben?ansicht=team")) << "who answers for her goes on as before";
}

}  // namespace
}  // namespace kim::tasks
