// Protected persons (H3): from the moment of saving the area sees neither name nor content, on any way.
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "domain/cases/case_store.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/people/merge.h"
#include "domain/people/people_slice.h"
#include "domain/people/search.h"
#include "platform/db/testing.h"
#include "world/case_world.h"

namespace kim::cases {
namespace {

using test::Who;

bool has(const http::Response& answer, std::string_view text) { return answer.body.find(text) != std::string::npos; }

class Protected : public ::testing::TestWithParam<db::Engine> {
 protected:
  test::TestApp app{GetParam(), {people::people_slice(), consent::consent_slice(), cases_slice()}};
  test::OpenCase rahimi = test::open_case(app, Who::kessler, "Parwin", "Rahimi");
  const std::string person = "/personen/" + std::to_string(rahimi.person.value());

  [[nodiscard]] http::Pairs form(std::string version = "0") const {
    return {{"reason", "violence"},
            {"note", "Keine Post an die Anschrift"},
            {"review_on", "25.05.2027"},
            {"version", std::move(version)}};
  }
  void protect() { ASSERT_EQ(app.post(Who::kessler, person + "/schutz", form()).status, 303); }
  std::int64_t id() { return app.count("SELECT max(id) FROM protection"); }
};
KIM_BOTH_ENGINES(Protected);

TEST_P(Protected, The_team_sees_neither_name_nor_content_from_then_on) {
  ASSERT_EQ(app.get(Who::wittkamp, rahimi.href()).status, 200);
  ASSERT_TRUE(has(app.get(Who::wittkamp, "/faelle?ansicht=team"), "Rahimi, Parwin"));
  protect();
  EXPECT_EQ(app.audit_entries("created").front().what, "protection");
  for (const std::string& address : {rahimi.href(), rahimi.href("verlauf"), rahimi.href("einwilligung"), person,
                                     person + "/bearbeiten", person + "/schutz", person + "/schutz/beenden"})
    EXPECT_EQ(app.get(Who::wittkamp, address).status, 404) << address;
  for (const char* query : {"/suche?q=Rahimi", "/suche?q=24.05.1991", "/suche?q=KIM-2026-0001"})
    EXPECT_FALSE(has(app.get(Who::wittkamp, query), "Rahimi, Parwin")) << query;
  const auto list = app.get(Who::wittkamp, "/faelle?ansicht=team");
  EXPECT_TRUE(has(list, "Geschützte Person"));
  EXPECT_FALSE(has(list, "Rahimi"));
  EXPECT_FALSE(has(list, "href=\"" + rahimi.href() + "\""));
}

TEST_P(Protected, Who_is_responsible_or_stands_in_goes_on_as_before) {
  protect();
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href()), "Geschützte Person")) << "the bar says it";
  EXPECT_TRUE(has(app.get(Who::kessler, "/faelle"), "Rahimi, Parwin"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/suche?q=Rahimi"), "Rahimi"));
  EXPECT_TRUE(has(app.get(Who::kessler, person), "Keine Post an die Anschrift"));
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(add_deputy(ctx, rahimi.id, app.account(Who::wittkamp), app.today() + std::chrono::days(2)).has_value());
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href()).status, 200);
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/suche?q=Rahimi"), "Rahimi"));
  app.advance(std::chrono::days(3));
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href()).status, 404);
}

TEST_P(Protected, The_order_kept_for_the_team_does_not_know_the_name) {
  std::ignore = test::open_case(app, Who::kessler, "Aylin", "Aksoy");
  ASSERT_TRUE(has(app.get(Who::kessler, "/faelle?ansicht=team"), "Rahimi, Parwin")) << "the order is made and kept";
  protect();
  const auto scope = [&](Context& ctx) { return access::scope_for(ctx, access::Right::case_list).value(); };
  for (const Who who : {Who::kessler, Who::wittkamp}) {
    Context ctx = app.context(who);
    std::vector<std::string> names;
    store::each_case(ctx.db(), scope(ctx), ctx.actor.team,
                     [&](const store::OrderRow& row) { names.push_back(row.list_name); });
    EXPECT_EQ(std::ranges::count(names, "Geschützte Person"), 1);
    EXPECT_EQ(std::ranges::count(names, "Aksoy, Aylin"), 1);
  }
}

TEST_P(Protected, Only_who_answers_for_the_person_protects_and_ends_it) {
  EXPECT_EQ(app.get(Who::nobody, person + "/schutz").status, 303);
  EXPECT_EQ(app.get(Who::albers, person + "/schutz").status, 403);
  EXPECT_EQ(app.post(Who::wittkamp, person + "/schutz", form()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, person + "/schutz", form()).status, 404);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, person + "/schutz", form()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM protection"), 0);
  protect();
  EXPECT_EQ(app.post(Who::kessler, person + "/schutz", form()).status, 409) << "protected already";
  EXPECT_EQ(app.post(Who::wittkamp, person + "/schutz/beenden", {}).status, 404);
  EXPECT_EQ(app.get(Who::kessler, person + "/schutz/beenden").status, 200);
  EXPECT_EQ(app.post(Who::kessler, person + "/schutz/beenden", {}).status, 303);
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href()).status, 200);
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/faelle?ansicht=team"), "Rahimi, Parwin"));
  EXPECT_EQ(app.post(Who::kessler, person + "/schutz/beenden", {}).status, 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM protection WHERE ended_on IS NOT NULL"), 1);
}

TEST_P(Protected, A_file_is_not_merged_into_one_the_team_can_read) {
  const auto open = test::open_case(app, Who::kessler, "Parwin Maria", "Rahimi");
  protect();
  const auto merge = [&] {
    Context ctx = app.context(Who::kessler);
    const auto version = [&](PersonId id) {
      return people::load_person(ctx.db(), access::permit_person(ctx, id, access::Right::person_read).value())
          .value()
          .version;
    };
    return people::merge_persons(ctx, {open.person, rahimi.person, version(open.person), version(rahimi.person), {}});
  };
  const auto refused = merge();
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::invalid);
  EXPECT_EQ(app.post(Who::kessler, "/personen/" + std::to_string(open.person.value()) + "/schutz", form()).status, 303);
  EXPECT_TRUE(merge().has_value());
}

// ---- merged files are one person ----

/// Two protected files of Parwin Rahimi, merged; the absorbed one was on file under another name.
class ProtectedTwice : public Protected {
 protected:
  test::OpenCase other = test::open_case(app, Who::kessler, "Pari", "Karimi");
  const std::string other_person = "/personen/" + std::to_string(other.person.value());

  std::int64_t version(PersonId id) {
    Context ctx = app.context(Who::kessler);
    return people::load_person(ctx.db(), access::permit_person(ctx, id, access::Right::person_read).value())
        .value()
        .version;
  }
  std::int64_t merge() {
    Context ctx = app.context(Who::kessler);
    const auto merged =
        people::merge_persons(ctx, {rahimi.person, other.person, version(rahimi.person), version(other.person), {}});
    EXPECT_TRUE(merged.has_value());
    return merged.value_or(0);
  }
  void protect_both() {
    protect();
    ASSERT_EQ(app.post(Who::kessler, other_person + "/schutz", form()).status, 303);
  }
  http::Response end(const std::string& of, Who who = Who::kessler) {
    return app.post(who, of + "/schutz/beenden", {});
  }
  bool team_sees(const std::string& page) { return app.get(Who::wittkamp, page).status == 200; }
  std::int64_t guarded() { return app.count("SELECT count(*) FROM access_subject WHERE guarded = 1"); }
};
KIM_BOTH_ENGINES(ProtectedTwice);

TEST_P(ProtectedTwice, Protecting_one_file_protects_the_other) {
  merge();
  protect();
  EXPECT_EQ(guarded(), 2);
  EXPECT_EQ(app.count("SELECT count(*) FROM protection WHERE ended_on IS NULL"), 2) << "each with its reason";
  EXPECT_FALSE(team_sees(person));
  EXPECT_FALSE(team_sees(other_person));
  EXPECT_FALSE(has(app.get(Who::wittkamp, "/suche?q=Karimi"), "Karimi, Pari"));
}

TEST_P(ProtectedTwice, The_protection_ends_for_both_whichever_it_is_ended_at) {
  for (const std::string& at : {person, other_person}) {
    if (guarded() == 0) protect_both();
    if (app.count("SELECT count(*) FROM person_merge") == 0) merge();
    EXPECT_EQ(end(at).status, 303) << at;
    EXPECT_EQ(guarded(), 0) << at;
    EXPECT_EQ(app.count("SELECT count(*) FROM protection WHERE ended_on IS NULL"), 0) << at;
    EXPECT_TRUE(team_sees(person) && team_sees(other_person)) << at;
    protect();
    EXPECT_EQ(guarded(), 2);
  }
}

TEST_P(ProtectedTwice, It_does_not_end_while_somebody_else_answers_for_one_of_them) {
  protect_both();
  merge();
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(hand_over(ctx, other.id, app.account(Who::wittkamp)).has_value());
  const auto refused = end(person);
  EXPECT_EQ(refused.status, 403);
  EXPECT_TRUE(has(refused, "eine zweite Akte"));
  EXPECT_EQ(guarded(), 2) << "neither stands in the open with the other's name";
  EXPECT_FALSE(team_sees(person));
}

TEST_P(ProtectedTwice, Taken_apart_neither_keeps_the_others_name_and_each_ends_alone) {
  protect_both();
  const std::int64_t merged = merge();
  Context ctx = app.context(Who::kessler);
  const auto load = [&](PersonId id) {
    return people::load_person(ctx.db(), access::permit_person(ctx, id, access::Right::person_read).value()).value();
  };
  ASSERT_NE(load(rahimi.person).value.aliases.find("Pari Karimi"), std::string::npos);
  people::Person changed = load(rahimi.person).value;
  changed.aliases += "\nParwin R.";
  ASSERT_TRUE(people::change_person(ctx, rahimi.person, version(rahimi.person), changed).has_value());
  ASSERT_TRUE(people::undo_merge(ctx, rahimi.person, merged).has_value());
  EXPECT_EQ(load(rahimi.person).value.aliases, "Parwin R.") << "what was added since stays, the other's name does not";
  EXPECT_EQ(end(person).status, 303);
  EXPECT_EQ(guarded(), 1);
  EXPECT_TRUE(team_sees(person));
  EXPECT_FALSE(has(app.get(Who::wittkamp, person), "Karimi")) << "nor does the page's history";
  EXPECT_TRUE(has(app.get(Who::kessler, person), "Karimi")) << "who may see both reads it";
  EXPECT_FALSE(has(app.get(Who::wittkamp, "/suche?q=Karimi"), "Rahimi, Parwin"));
  EXPECT_FALSE(team_sees(other_person));
}

TEST_P(Protected, Bad_input_is_told_at_its_field_and_kept) {
  struct Row {
    const char *field, *value, *message;
  };
  const Row table[] = {{"reason", "", "Warum braucht die Person Schutz?"},
                       {"review_on", "", "Wann prüfen Sie das wieder?"},
                       {"review_on", "30.02.2027", "30.02.2027"},
                       {"review_on", "25.11.2026", "nächsten zwölf Monaten"},
                       {"review_on", "25.12.2027", "nächsten zwölf Monaten"}};
  for (const Row& row : table) {
    http::Pairs bad = form();
    for (auto& [name, value] : bad)
      if (name == row.field) value = row.value;
    const auto page = app.post(Who::kessler, person + "/schutz", bad);
    EXPECT_EQ(page.status, 422) << row.value;
    EXPECT_TRUE(has(page, row.message)) << row.value;
    EXPECT_TRUE(has(page, "Keine Post an die Anschrift")) << row.value;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM protection"), 0);
}

TEST_P(Protected, The_review_day_is_due_kept_and_a_stale_version_told) {
  protect();
  app.advance(std::chrono::days(170));
  Context ctx = app.context(Who::kessler);
  std::vector<DueItem> items;
  people::people_slice().due(ctx, access::scope_for(ctx, access::Right::case_list).value(),
                             {app.account(Who::kessler), ctx.now}, items);
  EXPECT_EQ(std::ranges::count(items, "Schutz von Parwin Rahimi prüfen", &DueItem::title), 1);
  http::Pairs later = form("1");
  for (auto& [name, value] : later)
    if (name == "review_on") value = "01.11.2027";
  EXPECT_EQ(app.post(Who::kessler, person + "/schutz", later).status, 303);
  later.back().second = "1";
  for (auto& [name, value] : later)
    if (name == "note") value = "Neue Telefonnummer beachten";
  const auto conflict = app.post(Who::kessler, person + "/schutz", later);
  EXPECT_EQ(conflict.status, 409);
  EXPECT_TRUE(has(conflict, "Neue Telefonnummer beachten"));
}

TEST_P(Protected, The_api_does_the_same) {
  const std::string base = "/api/v1/persons/" + std::to_string(rahimi.person.value()) + "/protections";
  const std::string token = test::leading_integration(app, rahimi);
  const auto made = app.call(http::Method::post, base, token, R"({"reason":"shelter","review_on":"2027-05-25"})");
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_TRUE(has(app.call(http::Method::get, base, token), "\"reason\":\"shelter\""));
  EXPECT_EQ(app.get(Who::kessler, rahimi.href()).status, 404) << "the integration account is responsible now";
  EXPECT_EQ(app.call(http::Method::del, base + "/" + std::to_string(id()), token).status, 204);
  EXPECT_EQ(app.get(Who::kessler, rahimi.href()).status, 200);
}

TEST_P(Protected, Reason_and_note_cannot_be_read_on_disk) {
  protect();
  for (const char* column : {"reason", "note"}) {
    const auto bytes = app.database().read()->first(
        db::Sql::built(column == std::string_view("reason") ? "SELECT reason FROM protection"
                                                            : "SELECT note FROM protection"),
        {}, [](const db::Row& row) { return std::string(row.bytes(0)); });
    EXPECT_EQ(bytes->find("violence"), std::string::npos);
    EXPECT_EQ(bytes->find("Anschrift"), std::string::npos);
  }
}

}  // namespace
}  // namespace kim::cases
