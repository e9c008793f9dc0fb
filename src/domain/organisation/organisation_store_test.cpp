// The template and the acts on both engines: what Paderborn's plan of posts says, right, rules, versions, audit.
#include <gtest/gtest.h>

#include "app/test_app.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/organisation/organisation_store.h"
#include "platform/assets.h"

namespace kim::organisation {
namespace {

using test::Who;

class OrganisationStore : public testing::TestWithParam<db::Engine> {
 protected:
  Context program() { return Context(app_.services(), {}); }
  void install() {
    Context ctx = program();
    const auto done = install_template(ctx, assets::bytes("data/templates/paderborn.toml"));
    ASSERT_TRUE(done.has_value()) << done.error().detail;
  }
  db::Lease db() { return app_.database().read(); }
  Summary on(std::string_view iso) {
    auto lease = db();
    return summarise(posts(*lease), occupancies(*lease), *day_from_iso(iso));
  }
  template <class F>
  auto as(Who who, F&& act) {
    Context ctx = app_.context(who);
    return ctx.transact([&](db::Tx& tx) { return act(ctx, tx); });
  }
  BodyId add_kreis() {
    return as(Who::brandt, [](Context& ctx, db::Tx& tx) { return add_body(ctx, tx, kreis()); }).value();
  }
  static Body kreis() {
    Body body;
    body.name = "Kreis Paderborn";
    body.kind = "district";
    body.controller = true;
    return body;
  }
  Post post(BodyId employer) {
    Post post;
    post.title = "Case Management Salzkotten";
    post.building_block = "b2";
    post.volume_percent = 100;
    post.employer = employer;
    post.valid_from = day_from_iso("2025-01-01");
    return post;
  }

  test::TestApp app_{GetParam(), {organisation_slice()}};
};
KIM_BOTH_ENGINES(OrganisationStore);

TEST_P(OrganisationStore, The_template_has_ten_municipalities_and_bad_wuennenberg_has_no_case_management) {
  install();
  auto lease = db();
  const auto all = municipalities(*lease);
  ASSERT_EQ(10U, all.size());
  std::vector<std::string> without;
  for (const auto& one : all) {
    EXPECT_TRUE(one.value.ags.starts_with("05774")) << one.value.name;
    if (!one.value.team) without.push_back(one.value.name);
  }
  EXPECT_EQ(std::vector<std::string>{"Bad Wünnenberg"}, without);
  EXPECT_EQ("Altenbeken", all.front().value.name);  // by name
  EXPECT_EQ(5U, teams(*lease).size());
  EXPECT_EQ(4U, districts(*lease).size());
}

TEST_P(OrganisationStore, One_of_fourteen_posts_of_case_management_is_open) {
  install();
  auto summary = on("2026-11-25");
  EXPECT_EQ((Volume{1400, 1300}), summary.by_block["b2"]);
  EXPECT_EQ((Volume{500, 500}), summary.by_block["b1"]);
  EXPECT_EQ((Volume{400, 350}), summary.by_block["b3"]);
  EXPECT_EQ((Volume{100, 0}), summary.by_employer[BodyId()]);
  EXPECT_EQ((Volume{100, 100}), on("2024-12-31").total);  // only the UmA post existed
}

TEST_P(OrganisationStore, Case_managers_have_their_fachaufsicht_at_the_kreis) {
  install();
  auto lease = db();
  for (const auto& one : posts(*lease)) {
    if (one.value.building_block != "b2") continue;
    EXPECT_EQ("Kreis Paderborn", body_name(*lease, one.value.supervision)) << one.value.title;
  }
}

TEST_P(OrganisationStore, The_template_names_the_areas_for_access_and_offers_places_to_refer_to) {
  install();
  EXPECT_EQ(5, app_.count("SELECT count(*) FROM team t JOIN access_team a ON a.id = t.id AND a.name = t.name"));
  EXPECT_GE(app_.count("SELECT count(*) FROM body WHERE target_type IS NOT NULL"), 25);
}

TEST_P(OrganisationStore, The_template_is_installed_once) {
  install();
  Context ctx = program();
  const auto again = install_template(ctx, assets::bytes("data/templates/paderborn.toml"));
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(ErrorCode::conflict, again.error().code);
}

TEST_P(OrganisationStore, A_template_that_does_not_fit_says_where_and_leaves_nothing) {
  struct Case {
    const char *what, *toml, *detail;
  };
  const Case cases[] = {
      {"no TOML", "body = [", "line 1"},
      {"a list is missing", "body = []\n", "missing list team"},
      {"unknown key",
       "body = [{key='a', name='A', kind='district'}]\nteam = [{key='t', name='T', kind='region', employer='b'}]",
       "team, line 2: employer: b"},
      {"no such day", "body = [{key='a', name='A', kind='district', valid_from='2026-02-30'}]",
       "body, line 1: valid_from"},
      {"no such code", "body = [{key='a', name='A', kind='castle'}]", "body, line 1: kind"},
  };
  for (const Case& c : cases) {
    Context ctx = program();
    const auto result = install_template(ctx, c.toml);
    ASSERT_FALSE(result.has_value()) << c.what;
    EXPECT_NE(std::string::npos, result.error().detail.find(c.detail)) << c.what << ": " << result.error().detail;
    EXPECT_EQ(0, app_.count("SELECT count(*) FROM body")) << c.what;
  }
}

TEST_P(OrganisationStore, Only_coordination_and_management_change_the_organisation) {
  struct Case {
    Who who;
    bool may;
  };
  const Case cases[] = {{Who::kessler, false}, {Who::lange, false},  {Who::brandt, true}, {Who::albers, false},
                        {Who::peters, false},  {Who::yildiz, false}, {Who::vogt, false},  {Who::reuter, true}};
  for (const Case& c : cases) {
    const auto added = as(c.who, [](Context& ctx, db::Tx& tx) { return add_body(ctx, tx, kreis()); });
    EXPECT_EQ(c.may, added.has_value()) << static_cast<int>(c.who);
    EXPECT_TRUE(added || added.error().code == ErrorCode::refused) << static_cast<int>(c.who);
  }
  EXPECT_EQ(2, app_.count("SELECT count(*) FROM body"));
}

TEST_P(OrganisationStore, A_change_counts_the_version_and_keeps_who_changed_what) {
  const BodyId id = add_kreis();
  Context ctx = app_.context(Who::reuter);
  Body after = kreis();
  after.phone = "0221 4710 100";
  ASSERT_TRUE(change_body(ctx, id, 1, after).has_value());
  EXPECT_EQ(2, find_body(*db(), id)->version);
  const auto history = records::history(*db(), store::body_table(), records::nobody(), id.value());
  ASSERT_EQ(2U, history.size());
  EXPECT_EQ(app_.account(Who::reuter), history[0].actor);
  ASSERT_EQ(1U, history[0].changes.size());
  EXPECT_EQ("phone", history[0].changes[0].field->name);
  EXPECT_EQ("", history[0].changes[0].before);
  EXPECT_EQ("0221 4710 100", history[0].changes[0].after);
  EXPECT_EQ(app_.account(Who::brandt), history[1].actor);
}

TEST_P(OrganisationStore, A_stale_version_changes_nothing) {
  const BodyId id = add_kreis();
  Context ctx = app_.context(Who::reuter);
  Body after = kreis();
  after.name = "Kreis";
  ASSERT_TRUE(change_body(ctx, id, 1, after).has_value());
  after.name = "Kreisverwaltung";
  const auto late = change_body(ctx, id, 1, after);
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(ErrorCode::conflict, late.error().code);
  EXPECT_EQ("Kreis", body_name(*db(), id));
}

TEST_P(OrganisationStore, A_post_points_only_to_what_exists) {
  const BodyId kreis_id = add_kreis();
  Post wrong = post(BodyId(4711));
  wrong.team = TeamId(4712);
  wrong.place = MunicipalityId(4713);
  const auto refused = as(Who::brandt, [&](Context& ctx, db::Tx& tx) { return add_post(ctx, tx, wrong); });
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(3U, refused.error().fields.size());
  EXPECT_TRUE(as(Who::brandt, [&](Context& ctx, db::Tx& tx) { return add_post(ctx, tx, post(kreis_id)); }).has_value());
}

TEST_P(OrganisationStore, Two_people_do_not_fill_the_same_half) {
  const BodyId kreis_id = add_kreis();
  const PostId id =
      as(Who::brandt, [&](Context& ctx, db::Tx& tx) { return add_post(ctx, tx, post(kreis_id)); }).value();
  const auto fill = [&](std::int64_t percent, std::string_view from) {
    return as(Who::brandt, [&](Context& ctx, db::Tx& tx) {
      return add_occupancy(ctx, tx, id, {app_.account(Who::kessler), percent, day_from_iso(from), {}});
    });
  };
  const auto first = fill(50, "2025-01-01");
  ASSERT_TRUE(first.has_value());
  ASSERT_TRUE(fill(50, "2026-01-01").has_value());
  const auto third = fill(10, "2026-02-01");
  ASSERT_FALSE(third.has_value());
  EXPECT_EQ("volume_percent", third.error().fields.at(0).field);
  EXPECT_EQ((Volume{100, 100}), on("2026-11-25").total);

  // The first one leaves on 31.10.2026; from then on half is free.
  Context ctx = app_.context(Who::brandt);
  ASSERT_TRUE(change_occupancy(ctx, *first, 1,
                               {app_.account(Who::kessler), 50, day_from_iso("2025-01-01"), day_from_iso("2026-10-31")})
                  .has_value());
  EXPECT_EQ((Volume{100, 50}), on("2026-11-25").total);
  EXPECT_TRUE(fill(50, "2026-11-01").has_value());
}

TEST_P(OrganisationStore, A_team_that_gets_a_new_name_has_it_for_access_too) {
  Team team;
  team.name = "Region 5";
  const TeamId id = as(Who::brandt, [&](Context& ctx, db::Tx& tx) { return add_team(ctx, tx, team); }).value();
  Context ctx = app_.context(Who::brandt);
  team.name = "Region Süd";
  ASSERT_TRUE(change_team(ctx, id, 1, team).has_value());
  EXPECT_EQ(1, app_.count("SELECT count(*) FROM access_team WHERE name = 'Region Süd'"));
}

TEST_P(OrganisationStore, Two_municipalities_do_not_share_a_key) {
  Municipality one;
  one.name = "Salzkotten";
  one.ags = "05774036";
  ASSERT_TRUE(as(Who::brandt, [&](Context& ctx, db::Tx& tx) { return add_municipality(ctx, tx, one); }).has_value());
  one.name = "Noch einmal";
  const auto second = as(Who::brandt, [&](Context& ctx, db::Tx& tx) { return add_municipality(ctx, tx, one); });
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ("ags", second.error().fields.at(0).field);
}

}  // namespace
}  // namespace kim::organisation
