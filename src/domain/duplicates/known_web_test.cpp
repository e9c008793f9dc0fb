// "Bekannt an anderer Stelle" (H3) over the routes and on both engines: what is said, to whom, and what never is.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/duplicates/duplicates_slice.h"
#include "domain/duplicates/known.h"
#include "domain/people/people_slice.h"
#include "platform/db/testing.h"
#include "world/case_world.h"

namespace kim::duplicates {
namespace {

using test::Who;

constexpr std::string_view signal_text = "Diese Person ist im Kreis vielleicht schon bekannt";

bool has(const http::Response& answer, std::string_view part) { return answer.body.find(part) != std::string::npos; }

/// Parwin Rahimi, 24.05.1991, is on file with Sommer in area 2; Kessler of area 1 is about to enter her.
class KnownElsewhere : public ::testing::TestWithParam<db::Engine> {
 protected:
  KnownElsewhere()
      : app(GetParam(), {people::people_slice(), consent::consent_slice(), cases::cases_slice(), duplicates_slice()}),
        theirs(test::open_case(app, Who::sommer, "Parwin", "Rahimi")) {}

  static http::Pairs opening(http::Pairs changed = {}) {
    http::Form form({{"family_name", "Rahimi"},
                     {"given_names", "Parwin"},
                     {"birth", "24.05.1991"},
                     {"letter_language", "prs"},
                     {"purposes", "case_file"},
                     {"text_version", "2026-01"},
                     {"text_language", "de"},
                     {"given_on", "heute"},
                     {"channel", "paper"},
                     {"given_by", "self"}});
    for (auto& [name, value] : changed) form.set(name, value);
    return form.pairs();
  }
  http::Response enter(http::Pairs changed = {}, Who who = Who::kessler) {
    return app.post(who, "/faelle/neu", opening(std::move(changed)));
  }
  std::int64_t cases() { return app.count("SELECT count(*) FROM access_case"); }
  std::int64_t ask() {
    EXPECT_EQ(enter({{"anderswo", "fragen"}}).status, 303);
    return app.count("SELECT max(id) FROM known_question");
  }
  std::string question(std::int64_t id, std::string_view act = {}) {
    return "/klaerungen/" + std::to_string(id) + std::string(act);
  }
  /// The case Kessler opened.
  std::string own_case() { return "/faelle/" + std::to_string(app.count("SELECT max(id) FROM access_case")); }
  http::Pairs reply(std::string answer, std::string version = "1") {
    return {{"version", std::move(version)}, {"answer", std::move(answer)}};
  }
  /// Whatever belongs to the other file.
  void expect_no_content(const http::Response& answer) {
    for (const std::string& part : {std::string("KIM-2026-0001"), std::to_string(theirs.person.value()),
                                    std::to_string(theirs.id.value()), std::string("Sommer"), std::string("Region 2")})
      EXPECT_FALSE(has(answer, part)) << part;
  }

  test::TestApp app;
  test::OpenCase theirs;
};
KIM_BOTH_ENGINES(KnownElsewhere);

TEST_P(KnownElsewhere, Is_said_before_saving_and_without_content) {
  const auto answer = enter();
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer, signal_text));
  EXPECT_TRUE(has(answer, "Anlegen und klären lassen"));
  EXPECT_TRUE(has(answer, "value=\"Parwin\"")) << "what was typed stays";
  expect_no_content(answer);
  EXPECT_EQ(cases(), 1) << "nothing is saved yet";
  EXPECT_EQ(app.count("SELECT count(*) FROM known_question"), 0);
}

TEST_P(KnownElsewhere, Is_the_same_page_for_one_file_and_for_several) {
  const auto strip = [](std::string html) {
    for (const char* name : {"csrf", "token"}) {
      const std::string value = test::input_value(html, name);
      for (auto at = html.find(value); !value.empty() && at != std::string::npos; at = html.find(value))
        html.erase(at, value.size());
    }
    return html;
  };
  const std::string one = strip(enter().body);
  std::ignore = test::open_case(app, Who::lange, "Parwin", "Rahimi");
  std::ignore = test::open_case(app, Who::sommer, "Parwin", "Rahimi");
  EXPECT_EQ(strip(enter().body), one) << "no count";
}

TEST_P(KnownElsewhere, Follows_the_rule_and_not_only_the_name) {
  const struct {
    const char *given, *family, *birth;
    bool said;
  } table[] = {{"Parwin", "Rahimi", "24.05.1991", true}, {"Parvin", "Rahimi", "24.05.1991", true},
               {"Parwin", "Rahimi", "1991", true},       {"Parwin", "Rahimi", "25.05.1991", false},
               {"Parwin", "Rahimi", "", false},          {"Parvin", "Rahimi", "1991", false},
               {"Omid", "Rahimi", "24.05.1991", false},  {"Parwin", "Karimi", "24.05.1991", false}};
  for (const auto& row : table) {
    const http::Pairs entered{
        {"given_names", row.given}, {"family_name", row.family}, {"birth", row.birth}, {"trotzdem", "1"}};
    const auto before = app.count("SELECT count(*) FROM access_case");
    const auto answer = enter(entered);
    EXPECT_EQ(has(answer, signal_text), row.said) << row.given << row.family << row.birth;
    EXPECT_EQ(app.count("SELECT count(*) FROM access_case"), before + (row.said ? 0 : 1));
  }
}

TEST_P(KnownElsewhere, A_form_that_cannot_be_saved_asks_nothing) {
  EXPECT_FALSE(has(enter({{"channel", "unknown"}}), signal_text));
  EXPECT_TRUE(app.audit_entries("searched").empty());
}

TEST_P(KnownElsewhere, Is_never_said_of_a_protected_a_withdrawn_or_an_erased_person) {
  const auto said = [&] {
    Context ctx = app.context(Who::kessler);
    people::Person person;
    person.given_names = "Parwin";
    person.family_name = "Rahimi";
    person.birth = partial_from_iso("1991-05-24");
    return people::known_elsewhere(ctx, person)->known();
  };
  const auto set = [&](auto&& act) {
    Context ctx = app.context(Who::sommer);
    ASSERT_TRUE(ctx.transact([&](db::Tx& tx) -> Result<void> {
                     act(tx);
                     tx.witness();
                     return {};
                   })
                    .has_value());
  };
  const SubjectId person(theirs.person.value());
  ASSERT_TRUE(said());
  set([&](db::Tx& tx) { access::guard_subject(tx, person, true); });
  EXPECT_FALSE(said()) << "protected";
  EXPECT_EQ(app.audit_entries("searched").front().note.substr(0, 8), "signal=0");
  set([&](db::Tx& tx) { access::guard_subject(tx, person, false); });
  ASSERT_TRUE(said());
  test::withdraw_everything(app, Who::sommer, theirs.person);
  EXPECT_FALSE(said()) << "withdrawn";
  set([&](db::Tx& tx) { access::unblock_cases(tx, person); });
  ASSERT_TRUE(said());
  set([&](db::Tx& tx) { tx->run("UPDATE access_subject SET wrapped_key = NULL WHERE id = $1", {person}); });
  EXPECT_FALSE(said()) << "erased";
}

TEST_P(KnownElsewhere, Of_a_protected_person_not_even_who_stands_in_for_her_is_told) {
  Context ctx = app.context(Who::sommer);
  ASSERT_TRUE(ctx.transact([&](db::Tx& tx) -> Result<void> {
                   const auto permit = TRY(access::permit_case(ctx, tx, theirs.id, access::Right::case_write));
                   TRY(access::add_deputy(ctx, tx, permit, app.account(Who::kessler), app.today()));
                   access::guard_subject(tx, SubjectId(theirs.person.value()), true);
                   tx.witness();
                   return {};
                 })
                  .has_value());
  EXPECT_EQ(enter().status, 303) << "created as if nobody were known";
}

TEST_P(KnownElsewhere, Of_persons_the_actor_may_see_they_are_candidates_as_before) {
  std::ignore = test::open_case(app, Who::wittkamp, "Parwin", "Rahimi");
  const auto both = enter();
  EXPECT_TRUE(has(both, "Vielleicht ist diese Person schon erfasst"));
  EXPECT_TRUE(has(both, signal_text));
  // Sommer sees her own file as a candidate; that of area 1 is what she is told of.
  EXPECT_TRUE(has(enter({}, Who::sommer), std::to_string(theirs.person.value())));
  // A deputy of the other area may open it: no riddle.
  Context ctx = app.context(Who::sommer);
  ASSERT_TRUE(ctx.transact([&](db::Tx& tx) -> Result<void> {
                   const auto permit = TRY(access::permit_case(ctx, tx, theirs.id, access::Right::case_write));
                   return access::add_deputy(ctx, tx, permit, app.account(Who::kessler), app.today());
                 })
                  .has_value());
  const auto deputy = enter();
  EXPECT_FALSE(has(deputy, signal_text));
  EXPECT_TRUE(has(deputy, "/personen/" + std::to_string(theirs.person.value())));
}

TEST_P(KnownElsewhere, Each_question_is_in_the_trail_and_each_signal_with_the_person) {
  enter();
  const auto told = app.audit_entries("searched");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told.at(0).note, "signalled");
  EXPECT_EQ(told.at(0).subject_id, theirs.person.value());
  EXPECT_EQ(told.at(1).note.substr(0, 15), "signal=1 words=");
  EXPECT_EQ(told.at(1).subject_id, 0);
  for (const auto& entry : told) {
    EXPECT_EQ(entry.purpose, "known_elsewhere");
    EXPECT_EQ(entry.actor, app.account(Who::kessler));
  }
  enter({{"given_names", "Zahra"}});
  EXPECT_EQ(app.audit_entries("searched").front().note.substr(0, 15), "signal=0 words=") << "a miss is noted as well";
}

TEST_P(KnownElsewhere, Can_be_left_unasked) {
  EXPECT_EQ(enter({{"anderswo", "nein"}}).status, 303);
  EXPECT_EQ(cases(), 2);
  EXPECT_EQ(app.count("SELECT count(*) FROM known_question"), 0);
  EXPECT_FALSE(has(app.get(Who::kessler, own_case()), "An anderer Stelle bekannt?"));
}

TEST_P(KnownElsewhere, A_choice_made_where_nobody_is_known_asks_nothing) {
  EXPECT_EQ(enter({{"given_names", "Zahra"}, {"anderswo", "fragen"}}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM known_question"), 0);
}

TEST_P(KnownElsewhere, Is_settled_by_the_coordination_which_sees_both_sides_and_no_name) {
  const auto id = ask();
  EXPECT_EQ(app.audit_entries("created").front().actor, app.account(Who::kessler));
  EXPECT_TRUE(has(app.get(Who::kessler, own_case()), "noch nicht geantwortet"));
  EXPECT_TRUE(has(app.get(Who::brandt, "/klaerungen"), question(id)));
  const auto page = app.get(Who::brandt, question(id));
  EXPECT_EQ(page.status, 200);
  for (const char* part : {"KIM-2026-0001", "KIM-2026-0002", "Kessler", "Sommer"}) EXPECT_TRUE(has(page, part)) << part;
  for (const char* part : {"Rahimi", "Parwin", "1991"}) EXPECT_FALSE(has(page, part)) << part;
  const auto opened = app.audit_entries("opened");
  EXPECT_EQ(opened.at(0).subject_id, theirs.person.value());
  EXPECT_EQ(opened.at(0).purpose, "known_elsewhere");
  EXPECT_EQ(opened.at(0).actor, app.account(Who::brandt));
  EXPECT_EQ(app.post(Who::brandt, question(id, "/antwort"), reply("same")).status, 303);
  const auto changed = app.audit_entries("changed");
  EXPECT_EQ(changed.at(0).subject_id, theirs.person.value());
  EXPECT_EQ(changed.at(0).note, "same");
  EXPECT_EQ(changed.at(1).record_id, id);
  EXPECT_EQ(changed.at(1).actor, app.account(Who::brandt));
}

TEST_P(KnownElsewhere, The_answer_reaches_who_asked_without_content_until_taken_note_of) {
  const auto id = ask();
  const auto due = [&] {
    Context ctx = app.context(Who::kessler);
    std::vector<DueItem> items;
    duplicates_slice().due(ctx, access::scope_for(ctx, access::Right::case_list).value(),
                           {app.account(Who::kessler), ctx.now}, items);
    return items;
  };
  EXPECT_TRUE(due().empty());
  EXPECT_EQ(app.post(Who::kessler, question(id, "/gesehen"), {}).status, 404) << "nothing to see yet";
  ASSERT_EQ(app.post(Who::brandt, question(id, "/antwort"), reply("contact")).status, 303);
  ASSERT_EQ(due().size(), 1U);
  EXPECT_EQ(due().front().title, "Klärung zu KIM-2026-0002: Kontakt vermittelt");
  const auto page = app.get(Who::kessler, own_case());
  EXPECT_TRUE(has(page, "Kontakt vermittelt"));
  EXPECT_TRUE(has(page, question(id, "/gesehen")));
  expect_no_content(page);
  EXPECT_FALSE(has(app.get(Who::wittkamp, own_case()), question(id, "/gesehen"))) << "the button is for who asked";
  EXPECT_EQ(app.post(Who::wittkamp, question(id, "/gesehen"), {}).status, 404) << "who did not ask";
  EXPECT_EQ(app.post(Who::kessler, question(id, "/gesehen"), {}).status, 303);
  EXPECT_TRUE(due().empty());
  ASSERT_EQ(app.post(Who::brandt, question(id, "/antwort"), reply("same", "3")).status, 303);
  EXPECT_EQ(due().size(), 1U) << "a later answer is told anew";
}

TEST_P(KnownElsewhere, Questions_are_for_the_coordination_alone) {
  const auto id = ask();
  for (const std::string& path : {std::string("/klaerungen"), question(id)}) {
    EXPECT_EQ(app.get(Who::nobody, path).status, 303) << path;
    for (const Who who : {Who::kessler, Who::lange, Who::albers, Who::peters, Who::yildiz, Who::vogt, Who::reuter})
      EXPECT_EQ(app.get(who, path).status, 403) << path;
    EXPECT_EQ(app.get(Who::brandt, path).status, 200) << path;
  }
  EXPECT_EQ(app.get(Who::brandt, question(4711)).status, 404);
  EXPECT_EQ(app.post(Who::sommer, question(id, "/antwort"), reply("same")).status, 403);
  EXPECT_EQ(app.post(Who::nobody, question(id, "/antwort"), reply("same")).status, 303);
  EXPECT_EQ(app.post_without_csrf(Who::brandt, question(id, "/antwort"), reply("same")).status, 400);
  EXPECT_EQ(app.post(Who::brandt, question(4711, "/antwort"), reply("same")).status, 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM known_question WHERE answer IS NOT NULL"), 0);
}

TEST_P(KnownElsewhere, A_bad_or_late_answer_is_told_and_kept) {
  const auto id = ask();
  for (const char* answer : {"", "perhaps"}) {
    const auto bad = app.post(Who::brandt, question(id, "/antwort"), reply(answer));
    EXPECT_EQ(bad.status, 422) << answer;
    EXPECT_TRUE(has(bad, "href=\"#answer\"")) << answer;
  }
  ASSERT_EQ(app.post(Who::brandt, question(id, "/antwort"), reply("different")).status, 303);
  const auto stale = app.post(Who::brandt, question(id, "/antwort"), reply("same"));
  EXPECT_EQ(stale.status, 409);
  EXPECT_TRUE(has(stale, "inzwischen jemand anderes beantwortet"));
  EXPECT_TRUE(has(stale, "value=\"same\" checked")) << "what was chosen stays";
}

TEST_P(KnownElsewhere, Who_is_protected_or_withdraws_later_is_no_longer_shown) {
  const auto id = ask();
  Context ctx = app.context(Who::sommer);
  ASSERT_TRUE(ctx.transact([&](db::Tx& tx) -> Result<void> {
                   access::guard_subject(tx, SubjectId(theirs.person.value()), true);
                   tx.witness();
                   return {};
                 })
                  .has_value());
  const auto page = app.get(Who::brandt, question(id));
  EXPECT_FALSE(has(page, "KIM-2026-0001"));
  EXPECT_FALSE(has(page, "Sommer"));
  EXPECT_TRUE(has(page, "KIM-2026-0002"));
  const PersonId own(app.count("SELECT max(person_id) FROM known_question"));
  test::withdraw_everything(app, Who::kessler, own);
  EXPECT_EQ(app.get(Who::brandt, question(id)).status, 404) << "the asking person withdrew";
  EXPECT_EQ(app.post(Who::brandt, question(id, "/antwort"), reply("same")).status, 404);
  EXPECT_FALSE(has(app.get(Who::brandt, "/klaerungen"), question(id)));
}

TEST_P(KnownElsewhere, Says_yes_or_no_over_the_api_and_nothing_else) {
  const auto mine = test::open_case(app, Who::kessler, "Parwin", "Rahimi");
  const std::string token = app.integration().token;
  const std::string path = "/api/v1/persons/" + std::to_string(mine.person.value()) + "/known-elsewhere";
  EXPECT_EQ(app.call(http::Method::get, path, token).body, R"({"known_elsewhere":true,"questions":[]})");
  const auto asked = app.call(http::Method::post, path, token);
  EXPECT_EQ(asked.status, 201) << asked.body;
  EXPECT_EQ(app.call(http::Method::post, path, token).status, 409) << "asked already";
  const auto id = app.count("SELECT max(id) FROM known_question");
  ASSERT_EQ(app.post(Who::brandt, question(id, "/antwort"), reply("same")).status, 303);
  const auto told = app.call(http::Method::get, path, token);
  EXPECT_TRUE(has(told, R"("answer":"same")")) << told.body;
  expect_no_content(told);
  const std::string others = "/api/v1/persons/" + std::to_string(theirs.person.value()) + "/known-elsewhere";
  EXPECT_EQ(app.call(http::Method::get, others, token).status, 404);
  EXPECT_EQ(app.call(http::Method::post, others, token).status, 404);
  EXPECT_EQ(app.call(http::Method::get, path, "").status, 401);
  const auto alone = test::open_case(app, Who::kessler, "Zahra", "Tesfay");
  const std::string nobody = "/api/v1/persons/" + std::to_string(alone.person.value()) + "/known-elsewhere";
  EXPECT_EQ(app.call(http::Method::post, nobody, token).status, 409) << "nobody known";
  test::withdraw_everything(app, Who::kessler, mine.person);
  EXPECT_EQ(app.call(http::Method::get, path, token).status, 423);
}

TEST_P(KnownElsewhere, A_protected_person_is_not_asked_about) {
  const auto mine = test::open_case(app, Who::kessler, "Parwin", "Rahimi");
  Context ctx = app.context(Who::kessler);
  people::Protection protection;
  protection.reason = "violence";
  protection.review_on = app.today() + std::chrono::days(100);
  ASSERT_TRUE(people::protect(ctx, mine.person, protection).has_value());
  EXPECT_EQ(people::ask_about(ctx, mine.person).error().code, ErrorCode::refused);
  EXPECT_EQ(app.count("SELECT count(*) FROM known_question"), 0);
}

}  // namespace
}  // namespace kim::duplicates
