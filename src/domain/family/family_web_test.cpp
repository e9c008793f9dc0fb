// Every route of families: who may, what is written on which side, who is shown to whom, and 500 in one household.
#include <gtest/gtest.h>

#include <set>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/family/family_slice.h"
#include "domain/family/family_store.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::family {
namespace {

using http::Pairs;
using test::OpenCase;
using test::TestApp;
using test::Who;

class FamilyWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {people::people_slice(), consent::consent_slice(), cases::cases_slice(), family_slice()}};
  OpenCase parwin = test::open_case(app, Who::kessler);
  OpenCase farid = test::open_case(app, Who::kessler, "Farid", "Rahimi");

  Pairs connection(const OpenCase& other, std::string relation = "spouse", std::string moved_on = "01.03.2026") {
    return {{"person_id", std::to_string(other.person.value())},
            {"relation", std::move(relation)},
            {"since_on", "01.02.2012"},
            {"moves_in", "yes"},
            {"moved_on", std::move(moved_on)},
            {"q", "Rahimi"}};
  }
  int connect_as(Who who, const OpenCase& from, const Pairs& form) {
    return app.post(who, from.href("familie/verbinden"), form).status;
  }
  /// A relative without a file; the id of the line.
  std::int64_t relative(std::string name, bool advised, std::string birth = "2014") {
    Context ctx = app.context(Who::kessler);
    people::Relative line{std::move(name), "child", partial_from_iso(birth), advised, {}};
    return people::add_relative(ctx, parwin.person, line).value();
  }
  std::string page(Who who = Who::kessler) { return app.get(who, parwin.href("familie")).body; }
  std::string consent_href(std::int64_t line, const std::string& end = "neu") {
    return parwin.href("familie/" + std::to_string(line) + "/einwilligung/" + end);
  }
};
KIM_BOTH_ENGINES(FamilyWeb);

const Pairs good_consent{{"given_on", "20.11.2026"},
                         {"given_by", "guardian"},
                         {"signer", "Parwin Rahimi"},
                         {"channel", "paper"},
                         {"valid_until", "20.11.2027"}};

Pairs with(Pairs form, std::string_view name, std::string value) {
  for (auto& [field, old] : form)
    if (field == name) {
      old = std::move(value);
      return form;
    }
  form.emplace_back(std::string(name), std::move(value));
  return form;
}

TEST_P(FamilyWeb, The_page_needs_sign_in_a_role_and_the_own_area_and_is_on_record) {
  const std::string href = parwin.href("familie");
  EXPECT_EQ(app.get(Who::nobody, href).status, 303);
  EXPECT_EQ(app.get(Who::brandt, href).status, 403);
  EXPECT_EQ(app.get(Who::sommer, href).status, 404);
  EXPECT_EQ(app.get(Who::kessler, href).status, 200);
  const auto entry = app.audit_entries("opened").front();
  EXPECT_EQ(entry.case_id, parwin.id.value());
  EXPECT_EQ(entry.purpose, "familie");
}

TEST_P(FamilyWeb, An_empty_family_says_so) {
  EXPECT_NE(page().find("Lebt allein, soweit bekannt."), std::string::npos);
  EXPECT_NE(page().find("Noch niemand erfasst."), std::string::npos);
}

TEST_P(FamilyWeb, Only_who_is_responsible_connects) {
  const Pairs form = connection(farid);
  EXPECT_EQ(connect_as(Who::nobody, parwin, form), 303);
  EXPECT_EQ(connect_as(Who::albers, parwin, form), 403);
  EXPECT_EQ(connect_as(Who::sommer, parwin, form), 404);
  EXPECT_EQ(connect_as(Who::wittkamp, parwin, form), 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, parwin.href("familie/verbinden"), form).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM relative"), 0);
  EXPECT_EQ(connect_as(Who::kessler, parwin, form), 303);
}

TEST_P(FamilyWeb, A_connection_stands_on_both_sides_and_each_is_on_record) {
  ASSERT_EQ(connect_as(Who::kessler, parwin, connection(farid, "ward")), 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM relative"), 2);
  EXPECT_NE(page().find("Farid Rahimi"), std::string::npos);
  EXPECT_NE(page().find("Mündel"), std::string::npos);
  const std::string other = app.get(Who::kessler, farid.href("familie")).body;
  EXPECT_NE(other.find("Parwin Rahimi"), std::string::npos);
  EXPECT_NE(other.find("Vormundschaft"), std::string::npos);
  std::set<std::int64_t> subjects;
  for (const auto& entry : app.audit_entries("created"))
    if (entry.what == "relative" || entry.what == "household_member") subjects.insert(entry.subject_id);
  EXPECT_EQ(subjects, (std::set<std::int64_t>{parwin.person.value(), farid.person.value()}));
}

TEST_P(FamilyWeb, Who_was_only_named_is_joined_and_not_doubled) {
  relative("Farid Rahimi", false);
  ASSERT_EQ(connect_as(Who::kessler, parwin, connection(farid)), 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM relative"), 2);
  EXPECT_EQ(app.count("SELECT count(*) FROM relative WHERE relative_id IS NOT NULL"), 2);
}

TEST_P(FamilyWeb, They_live_together_from_the_day_on) {
  ASSERT_EQ(connect_as(Who::kessler, parwin, connection(farid)), 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM household_member WHERE left_on IS NULL AND joined_on = '2026-03-01'"), 2);
  EXPECT_EQ(app.count("SELECT count(DISTINCT household_id) FROM household_member"), 1);
  EXPECT_NE(page().find("2 Personen"), std::string::npos);
  EXPECT_NE(page().find("01.03.2026"), std::string::npos);
}

struct BadConnection {
  const char* field;
  const char* value;
  const char* message;
};

TEST_P(FamilyWeb, Wrong_connections_get_a_sentence_and_keep_what_was_typed) {
  const std::string self = std::to_string(parwin.person.value());
  const BadConnection table[] = {
      {"person_id", self.c_str(), "dieselbe Person"}, {"person_id", "", "Welche Person"},
      {"relation", "", "Wie gehört sie dazu"},        {"relation", "enemy", "Wie gehört sie dazu"},
      {"since_on", "30.02.2020", "30.02.2020"},       {"moved_on", "26.11.2026", "Zukunft"}};
  for (const auto& row : table) {
    const auto answer =
        app.post(Who::kessler, parwin.href("familie/verbinden"), with(connection(farid), row.field, row.value));
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_NE(answer.body.find(row.message), std::string::npos) << row.field << "=" << row.value;
    EXPECT_NE(answer.body.find("value=\"Rahimi\""), std::string::npos) << "the search is kept";
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM relative"), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM household_member"), 0);
}

TEST_P(FamilyWeb, Nobody_of_another_area_can_be_connected_or_found) {
  const OpenCase stranger = test::open_case(app, Who::sommer, "Sami", "Rahimi");
  EXPECT_EQ(connect_as(Who::kessler, parwin, connection(stranger)), 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM relative"), 0);
  const std::string found = app.get(Who::kessler, parwin.href("familie/verbinden?q=Rahimi")).body;
  EXPECT_NE(found.find("Rahimi, Farid"), std::string::npos);
  EXPECT_EQ(found.find("Sami"), std::string::npos);
}

TEST_P(FamilyWeb, A_member_of_another_area_is_there_but_not_shown) {
  ASSERT_EQ(connect_as(Who::kessler, parwin, connection(farid)), 303);
  const OpenCase stranger = test::open_case(app, Who::sommer, "Sami", "Verborgen");
  const auto household = app.count("SELECT max(household_id) FROM household_member");
  Context ctx = app.context(Who::sommer);
  const auto moved = ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto permit = TRY(access::permit_person(ctx, tx, stranger.person, access::Right::person_write));
    records::add(ctx, tx, store::household_members(), records::owner(permit),
                 HouseholdMember{household, ctx.today(), {}});
    return {};
  });
  ASSERT_TRUE(moved.has_value());
  const std::string body = page();
  EXPECT_NE(body.find("3 Personen"), std::string::npos);
  EXPECT_NE(body.find("weitere Person, kein Einblick"), std::string::npos);
  EXPECT_EQ(body.find("Verborgen"), std::string::npos);
  EXPECT_EQ(body.find(std::to_string(stranger.person.value())), std::string::npos) << "no address either";
  const std::string split = app.get(Who::kessler, parwin.href("familie/teilen")).body;
  EXPECT_EQ(split.find(std::to_string(stranger.person.value())), std::string::npos);
  const auto taken = app.post(Who::kessler, parwin.href("familie/teilen"),
                              {{"split_on", "25.11.2026"}, {"person_id", std::to_string(stranger.person.value())}});
  EXPECT_EQ(taken.status, 404) << "nobody out of reach is moved";
}

// ---- splitting ----

TEST_P(FamilyWeb, A_split_makes_a_new_household_and_keeps_the_old_times) {
  ASSERT_EQ(connect_as(Who::kessler, parwin, connection(farid)), 303);
  const Pairs form{{"split_on", "01.10.2026"}, {"person_id", std::to_string(farid.person.value())}};
  EXPECT_EQ(app.post(Who::wittkamp, parwin.href("familie/teilen"), form).status, 403);
  EXPECT_EQ(app.post(Who::kessler, parwin.href("familie/teilen"), form).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM household_member WHERE left_on = '2026-10-01'"), 1);
  EXPECT_EQ(app.count("SELECT count(DISTINCT household_id) FROM household_member WHERE left_on IS NULL"), 2);
  EXPECT_NE(app.get(Who::kessler, farid.href("familie")).body.find("Früherer Haushalt"), std::string::npos);
  EXPECT_NE(page().find("1 Person"), std::string::npos);
  EXPECT_EQ(connect_as(Who::kessler, farid, connection(parwin, "spouse", "01.11.2026")), 303) << "the way back";
  EXPECT_NE(page().find("2 Personen"), std::string::npos);
}

TEST_P(FamilyWeb, Wrong_splits_are_named_and_change_nothing) {
  ASSERT_EQ(connect_as(Who::kessler, parwin, connection(farid)), 303);
  const OpenCase other = test::open_case(app, Who::kessler, "Layla", "Nasser");
  const std::string id = std::to_string(farid.person.value()), outside = std::to_string(other.person.value());
  const struct {
    Pairs form;
    const char* message;
  } table[] = {{{{"split_on", "01.10.2026"}}, "wer auszieht"},
               {{{"split_on", "28.02.2026"}, {"person_id", id}}, "seit dem 01.03.2026"},
               {{{"split_on", "26.11.2026"}, {"person_id", id}}, "Zukunft"},
               {{{"split_on", "31.09.2026"}, {"person_id", id}}, "31.09.2026"},
               {{{"split_on", ""}, {"person_id", id}}, "Ab wann"},
               {{{"split_on", "01.10.2026"}, {"person_id", outside}}, "Nicht alle gewählten"}};
  for (const auto& row : table) {
    const auto answer = app.post(Who::kessler, parwin.href("familie/teilen"), row.form);
    EXPECT_EQ(answer.status, 422) << row.message;
    EXPECT_NE(answer.body.find(row.message), std::string::npos) << row.message;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM household_member WHERE left_on IS NOT NULL"), 0);
}

TEST_P(FamilyWeb, Five_hundred_in_one_household_come_in_pages) {
  ASSERT_EQ(connect_as(Who::kessler, parwin, connection(farid)), 303);
  const auto household = app.count("SELECT max(household_id) FROM household_member");
  Context ctx = app.context(Who::kessler);
  const auto filled = ctx.transact([&](db::Tx& tx) -> Result<void> {
    for (int i = 0; i < 498; ++i) {
      people::Person person;
      person.given_names = "Kind" + std::to_string(i);
      person.family_name = "Vielhaus";
      const auto permit = TRY(people::add_person(ctx, tx, person));
      records::add(ctx, tx, store::household_members(), records::owner(permit),
                   HouseholdMember{household, ctx.today(), {}});
    }
    return {};
  });
  ASSERT_TRUE(filled.has_value());
  const std::string first = page(), last = app.get(Who::kessler, parwin.href("familie?seite=20")).body;
  EXPECT_NE(first.find("500 Personen"), std::string::npos);
  EXPECT_NE(first.find("Kind20 "), std::string::npos);
  EXPECT_EQ(first.find("Kind400 "), std::string::npos);
  EXPECT_NE(last.find("Kind490 "), std::string::npos);
  EXPECT_LT(first.size(), 60'000U) << "a page stays a page";
}

TEST_P(FamilyWeb, Five_hundred_relatives_come_in_pages_too) {
  for (int i = 0; i < 60; ++i) relative("Kind" + std::to_string(i) + " ", false);
  EXPECT_NE(page().find("Kind24 "), std::string::npos);
  const std::string table = page().substr(page().find("id=\"angehoerige\""));
  EXPECT_EQ(table.find("Kind25 <"), std::string::npos);
  EXPECT_EQ(app.get(Who::kessler, parwin.href("familie?seite=3")).status, 200);
  EXPECT_NE(app.get(Who::kessler, parwin.href("familie?seite=3")).body.find("Kind55 "), std::string::npos);
}

// ---- the picture ----

TEST_P(FamilyWeb, The_picture_says_in_words_what_it_shows) {
  relative("Sahar <Rahimi>", false);
  const std::string body = page();
  EXPECT_NE(body.find("role=\"img\""), std::string::npos);
  EXPECT_NE(body.find("Sahar &lt;Rahimi&gt;: Kind</desc>"), std::string::npos);
  EXPECT_EQ(body.find("<Rahimi>"), std::string::npos);
}

// ---- consents of relatives ----

TEST_P(FamilyWeb, Who_is_advised_along_without_consent_is_named) {
  const auto line = relative("Sahar Rahimi", true);
  EXPECT_NE(page().find("Mitberaten, aber ohne eigene Einwilligung"), std::string::npos);
  EXPECT_NE(app.get(Who::kessler, parwin.href("abschluss")).body.find("eigene Einwilligung fehlt"), std::string::npos);
  EXPECT_EQ(app.post(Who::wittkamp, consent_href(line), good_consent).status, 403);
  EXPECT_EQ(app.post(Who::sommer, consent_href(line), good_consent).status, 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM relative_consent"), 0);
  EXPECT_EQ(app.get(Who::kessler, consent_href(line)).status, 200);
  EXPECT_EQ(app.post(Who::kessler, consent_href(line), good_consent).status, 303);
  EXPECT_EQ(page().find("Mitberaten, aber ohne"), std::string::npos);
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "relative_consent");
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
}

TEST_P(FamilyWeb, A_withdrawal_ends_the_advice_along) {
  const auto line = relative("Sahar Rahimi", true);
  ASSERT_EQ(app.post(Who::kessler, consent_href(line), good_consent).status, 303);
  const auto row = std::to_string(app.count("SELECT id FROM relative_consent"));
  EXPECT_EQ(app.get(Who::kessler, consent_href(line, row)).status, 200);
  const Pairs back = with(with(good_consent, "withdrawn_on", "24.11.2026"), "version", "1");
  EXPECT_EQ(app.post(Who::kessler, consent_href(line, row), back).status, 303);
  EXPECT_EQ(app.count("SELECT also_advised FROM relative"), 0);
  EXPECT_NE(page().find("ist widerrufen"), std::string::npos);
  const auto late =
      app.post(Who::kessler, consent_href(line, row), with(with(good_consent, "signer", "Farid"), "version", "1"));
  EXPECT_EQ(late.status, 409);
  EXPECT_NE(late.body.find("Farid"), std::string::npos);
}

TEST_P(FamilyWeb, An_ending_consent_of_a_relative_is_due_until_a_new_one_is_noted) {
  const auto line = relative("Sahar Rahimi", true);
  const auto titles = [&](Who who) {
    Context ctx = app.context(who);
    std::vector<DueItem> items;
    family_slice().due(ctx, access::scope_for(ctx, access::Right::case_list).value(), {ctx.actor.account, ctx.now},
                       items);
    std::string text;
    for (const DueItem& item : items) text += item.title + "; ";
    return text;
  };
  ASSERT_EQ(app.post(Who::kessler, consent_href(line), with(good_consent, "valid_until", "26.12.2026")).status, 303);
  EXPECT_EQ(titles(Who::kessler), "");
  app.advance(std::chrono::hours(24));
  EXPECT_EQ(titles(Who::kessler), "Einwilligung in der Familie von Parwin Rahimi endet; ");
  EXPECT_EQ(titles(Who::wittkamp), "");  // her team's, not her own
  EXPECT_EQ(titles(Who::sommer), "");
  app.advance(std::chrono::hours(24) * 31);
  EXPECT_EQ(titles(Who::kessler), "Einwilligung in der Familie von Parwin Rahimi ist abgelaufen; ");
  ASSERT_EQ(app.post(Who::kessler, consent_href(line), good_consent).status, 303);
  EXPECT_EQ(titles(Who::kessler), "");
}

TEST_P(FamilyWeb, Wrong_consents_are_named_at_their_field) {
  const auto line = relative("Sahar Rahimi", true);
  const BadConnection table[] = {{"given_on", "", "Unterschrieben am"},
                                 {"given_on", "26.11.2026", "Zukunft"},
                                 {"given_by", "self", "Unter 16"},
                                 {"given_by", "cat", "Wer hat eingewilligt"},
                                 {"signer", "", "wer unterschrieben hat"},
                                 {"channel", "", "Wie liegt die Einwilligung vor"},
                                 {"valid_until", "19.11.2026", "vor der Unterschrift"}};
  for (const auto& row : table) {
    const auto answer = app.post(Who::kessler, consent_href(line), with(good_consent, row.field, row.value));
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_NE(answer.body.find(row.message), std::string::npos) << row.field << "=" << row.value;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM relative_consent"), 0);
}

TEST_P(FamilyWeb, A_relative_of_another_person_looks_like_not_found) {
  const auto line = relative("Sahar Rahimi", true);
  const std::string foreign = farid.href("familie/" + std::to_string(line) + "/einwilligung/neu");
  EXPECT_EQ(app.get(Who::kessler, foreign).status, 404);
  EXPECT_EQ(app.post(Who::kessler, foreign, good_consent).status, 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM relative_consent"), 0);
}

TEST_P(FamilyWeb, After_a_withdrawal_nothing_can_be_read_or_written) {
  const auto line = relative("Sahar Rahimi", true);
  ASSERT_EQ(connect_as(Who::kessler, parwin, connection(farid)), 303);
  test::withdraw_everything(app, Who::kessler, parwin.person);
  EXPECT_EQ(app.get(Who::kessler, parwin.href("familie")).status, 423);
  EXPECT_EQ(app.post(Who::kessler, consent_href(line), good_consent).status, 423);
  EXPECT_EQ(connect_as(Who::kessler, farid, connection(parwin)), 423) << "nor from the other side";
  const std::string other = app.get(Who::kessler, farid.href("familie")).body;
  EXPECT_NE(other.find("2 Personen"), std::string::npos);
}

}  // namespace
}  // namespace kim::family
