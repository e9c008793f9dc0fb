// Rules of families and of the Netzwerkkarte, without a database.
#include <gtest/gtest.h>

#include <cmath>

#include "domain/family/family.h"
#include "domain/family/network.h"
#include "platform/assets.h"

namespace kim::family {
namespace {

Day day(const char* text) { return *day_from_iso(text); }
const Day today = day("2026-11-25");

TEST(Relation, Has_its_other_side) {
  const struct {
    const char* one;
    const char* other;
  } table[] = {{"child", "parent"},       {"parent", "child"},    {"grandchild", "grandparent"},
               {"ward", "guardian"},      {"guardian", "ward"},   {"spouse", "spouse"},
               {"sibling", "sibling"},    {"partner", "partner"}, {"other_relative", "other_relative"},
               {"household", "household"}};
  for (const auto& row : table) {
    EXPECT_EQ(inverse(row.one), row.other);
    EXPECT_EQ(inverse(inverse(row.one)), row.one);
  }
}

RelativeConsent consent(const char* given_on, const char* given_by, const char* signer = "") {
  RelativeConsent consent;
  consent.given_on = day(given_on);
  consent.given_by = given_by;
  consent.signer = signer;
  consent.channel = "paper";
  return consent;
}

struct ConsentCase {
  PartialDate birth;
  const char* given_by;
  const char* signer;
  const char* wrong;  // field, "" = accepted
};

TEST(RelativeConsent, Under_sixteen_somebody_signs_for_them) {
  assets::install_texts();
  const ConsentCase table[] = {
      {{2010, 11, 25}, "self", "", ""},          {{2010, 11, 26}, "self", "", "given_by"},
      {{2014, 0, 0}, "self", "", "given_by"},    {{2014, 0, 0}, "guardian", "Parwin Rahimi", ""},
      {{2014, 0, 0}, "guardian", "", "signer"},  {{1988, 0, 0}, "self", "", ""},
      {{1988, 0, 0}, "custodian", "", "signer"},
  };
  for (const auto& row : table) {
    const auto errors = check(consent("2026-11-25", row.given_by, row.signer), row.birth);
    EXPECT_EQ(errors.empty() ? "" : errors.front().field, row.wrong) << iso(row.birth) << " " << row.given_by;
  }
  EXPECT_TRUE(check(consent("2026-11-25", "self"), std::nullopt).empty());
}

TEST(RelativeConsent, Its_days_are_in_order) {
  assets::install_texts();
  RelativeConsent ends = consent("2026-11-25", "self"), back = ends;
  ends.valid_until = day("2026-11-24");
  back.withdrawn_on = day("2026-11-24");
  EXPECT_EQ(check(ends, {}).front().field, "valid_until");
  EXPECT_EQ(check(back, {}).front().field, "withdrawn_on");
}

TEST(RelativeConsent, The_newest_one_counts) {
  const auto stored = [](RelativeConsent value) {
    records::Stored<RelativeConsent> row;
    row.value = std::move(value);
    return row;
  };
  RelativeConsent ended = consent("2025-01-01", "self"), withdrawn = ended, active = ended;
  ended.valid_until = day("2026-11-24");
  active.valid_until = today;
  withdrawn.withdrawn_on = day("2026-01-01");
  EXPECT_EQ(standing({}, today), ConsentStanding::none);
  EXPECT_EQ(standing({stored(ended)}, today), ConsentStanding::ended);
  EXPECT_EQ(standing({stored(ended), stored(active)}, today), ConsentStanding::active);
  EXPECT_EQ(standing({stored(active), stored(withdrawn)}, today), ConsentStanding::withdrawn);
}

TEST(Relative, Belongs_to_the_family_between_its_days) {
  people::Relative line;
  EXPECT_TRUE(holds_on(line, today));
  line.valid_from = day("2026-11-26");
  EXPECT_FALSE(holds_on(line, today));
  line.valid_from = line.valid_until = today;
  EXPECT_TRUE(holds_on(line, today));
  line.valid_until = day("2026-11-24");
  EXPECT_FALSE(holds_on(line, today));
}

// ---- Netzwerkkarte ----

records::Stored<NetworkNode> node(std::int64_t id, const char* name, const char* closeness,
                                  const char* sector = "family", std::int64_t origin = 0) {
  records::Stored<NetworkNode> row;
  row.id = id;
  row.value.name = name;
  row.value.closeness = closeness;
  row.value.sector = sector;
  row.value.origin = origin;
  return row;
}

double distance(Spot spot) { return std::hypot(spot.x - 200, spot.y - 200); }

TEST(Network, Nearer_ones_stand_nearer_and_sectors_have_their_quarter) {
  const Nodes nodes{node(1, "a", "near"),
                    node(2, "b", "middle"),
                    node(3, "c", "far"),
                    node(4, "d", "near", "friends"),
                    node(5, "e", "near", "work_school"),
                    node(6, "f", "near", "professional")};
  const auto places = spots(nodes);
  EXPECT_LT(distance(places[0]), distance(places[1]));
  EXPECT_LT(distance(places[1]), distance(places[2]));
  EXPECT_TRUE(places[0].x < 200 && places[0].y < 200) << "family: top left";
  EXPECT_TRUE(places[3].x > 200 && places[3].y < 200) << "friends: top right";
  EXPECT_TRUE(places[4].x > 200 && places[4].y > 200) << "work: bottom right";
  EXPECT_TRUE(places[5].x < 200 && places[5].y > 200) << "bodies: bottom left";
}

TEST(Network, No_two_entries_stand_on_the_same_spot) {
  Nodes nodes;
  for (int i = 0; i < nodes_drawn_max; ++i) nodes.push_back(node(i + 1, "x", "near"));
  const auto places = spots(nodes);
  for (std::size_t i = 1; i < places.size(); ++i)
    EXPECT_GT(std::hypot(places[i].x - places[i - 1].x, places[i].y - places[i - 1].y), 1.0);
}

TEST(Network, Versions_are_compared_by_where_entries_come_from) {
  assets::install_texts();
  auto calmer = node(13, "Chef", "middle", "work_school", 3);
  calmer.value.quality = "mixed";
  const Nodes before{node(1, "Farid", "near"), node(2, "Nachbarin", "far"), node(3, "Chef", "middle", "work_school"),
                     node(4, "Kreis", "far")};
  const Nodes after{node(11, "Farid", "middle", "family", 1), node(12, "Frau Kuhl", "near", "friends", 2), calmer,
                    node(15, "Kurs", "near")};
  const auto lines = compare(before, after);
  ASSERT_EQ(lines.size(), 5U);
  const Difference::Kind expected[] = {Difference::Kind::farther, Difference::Kind::nearer,
                                       Difference::Kind::other_quality, Difference::Kind::came, Difference::Kind::went};
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(lines[i].kind, expected[i]) << lines[i].name;
  EXPECT_EQ(lines[1].name, "Frau Kuhl") << "the newer name";
  EXPECT_TRUE(lines[3].before.empty());
  EXPECT_TRUE(lines[4].after.empty());
}

TEST(Network, What_was_taken_off_is_not_on_the_card) {
  auto gone = node(1, "Kreis", "far");
  gone.value.removed_on = today;
  EXPECT_EQ(on_card({gone, node(2, "Farid", "near")}).size(), 1U);
}

}  // namespace
}  // namespace kim::family
