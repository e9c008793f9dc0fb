// Rules of the organisation as tables: volumes on a Stichtag, occupancies that must not overlap, words.
#include "domain/organisation/organisation.h"

#include <gtest/gtest.h>

namespace kim::organisation {
namespace {

std::optional<Day> day(std::string_view iso) { return iso.empty() ? std::nullopt : day_from_iso(iso); }

records::Stored<Post> post(std::int64_t id, std::string block, std::int64_t percent, std::int64_t employer,
                           std::string_view from = {}, std::string_view until = {}) {
  records::Stored<Post> stored;
  stored.id = id;
  stored.value.title = "Stelle " + std::to_string(id);
  stored.value.building_block = std::move(block);
  stored.value.volume_percent = percent;
  stored.value.employer = BodyId(employer);
  stored.value.valid_from = day(from);
  stored.value.valid_until = day(until);
  return stored;
}

Occupancy filled(std::int64_t percent, std::string_view from, std::string_view until = {}) {
  return {{}, percent, day(from), day(until)};
}

records::Stored<Occupancy> filled_in(std::int64_t post_id, const Occupancy& occupancy) {
  records::Stored<Occupancy> stored;
  stored.parent = post_id;
  stored.value = occupancy;
  return stored;
}

std::string fields_of(const std::vector<FieldError>& errors) {
  std::string names;
  for (const FieldError& error : errors) names += error.field + " ";
  return names;
}

TEST(OrganisationRules, The_first_and_the_last_day_belong_to_the_time) {
  struct Case {
    const char *from, *until, *on;
    bool holds;
  };
  const Case cases[] = {
      {"", "", "2026-11-25", true},
      {"2026-11-25", "", "2026-11-25", true},
      {"2026-11-26", "", "2026-11-25", false},
      {"", "2026-11-25", "2026-11-25", true},
      {"", "2026-11-24", "2026-11-25", false},
      {"2026-01-01", "2026-12-31", "2027-01-01", false},
  };
  for (const Case& c : cases)
    EXPECT_EQ(c.holds, holds_on(day(c.from), day(c.until), *day(c.on))) << c.from << " " << c.until;
}

TEST(OrganisationRules, Volumes_read_as_people_say_them) {
  struct Case {
    std::int64_t percent;
    const char* text;
  };
  const Case cases[] = {{100, "1 Stelle"},    {1250, "12,5 Stellen"}, {50, "0,5 Stellen"}, {25, "0,25 Stellen"},
                        {0, "0 Stellen"},     {1400, "14 Stellen"},   {5, "0,05 Stellen"}, {105, "1,05 Stellen"},
                        {110, "1,1 Stellen"}, {200, "2 Stellen"}};
  for (const Case& c : cases) EXPECT_EQ(c.text, posts_text(c.percent));
}

TEST(OrganisationRules, A_summary_counts_what_holds_on_the_day) {
  const std::vector<records::Stored<Post>> posts = {post(1, "b1", 350, 10), post(2, "b2", 100, 10, "2025-01-01"),
                                                    post(3, "b2", 100, 20, "2025-01-01", "2026-06-30"),
                                                    post(4, "b2", 100, 0)};
  const std::vector<records::Stored<Occupancy>> occupancies = {
      filled_in(1, filled(100, "2024-01-01")), filled_in(1, filled(150, "2024-01-01", "2026-03-31")),
      filled_in(2, filled(50, "2025-02-01")), filled_in(3, filled(100, "2025-01-01", "2026-06-30"))};
  struct Case {
    const char* on;
    Volume total, b2, employer_10, undecided;
  };
  const Case cases[] = {
      {"2024-12-31", {450, 250}, {100, 0}, {350, 250}, {100, 0}},
      {"2025-01-31", {650, 350}, {300, 100}, {450, 250}, {100, 0}},
      {"2026-03-31", {650, 400}, {300, 150}, {450, 300}, {100, 0}},
      {"2026-04-01", {650, 250}, {300, 150}, {450, 150}, {100, 0}},
      {"2026-07-01", {550, 150}, {200, 50}, {450, 150}, {100, 0}},
  };
  for (const Case& c : cases) {
    auto summary = summarise(posts, occupancies, *day(c.on));
    EXPECT_EQ(c.total, summary.total) << c.on;
    EXPECT_EQ(c.b2, summary.by_block["b2"]) << c.on;
    EXPECT_EQ(c.employer_10, summary.by_employer[BodyId(10)]) << c.on;
    EXPECT_EQ(c.undecided, summary.by_employer[BodyId()]) << c.on;
  }
}

TEST(OrganisationRules, An_occupancy_of_a_post_that_has_ended_counts_nowhere) {
  const auto summary = summarise({post(1, "b2", 100, 10, "", "2026-01-31")}, {filled_in(1, filled(100, "2025-01-01"))},
                                 *day("2026-02-01"));
  EXPECT_EQ((Volume{0, 0}), summary.total);
  EXPECT_TRUE(summary.by_post.empty());
}

TEST(OrganisationRules, Nobody_is_placed_where_no_room_is) {
  const Post place = post(1, "b2", 100, 10, "2025-01-01", "2026-12-31").value;
  struct Case {
    const char* what;
    std::vector<Occupancy> others;
    Occupancy wanted;
    const char* wrong;
  };
  const Case cases[] = {
      {"empty post", {}, filled(100, "2025-01-01", "2026-12-31"), ""},
      {"two halves", {filled(50, "2025-01-01", "2026-12-31")}, filled(50, "2025-06-01", "2026-12-31"), ""},
      {"one half too much",
       {filled(50, "2025-01-01", "2026-12-31")},
       filled(60, "2025-06-01", "2026-12-31"),
       "volume_percent "},
      {"successor the day after",
       {filled(100, "2025-01-01", "2025-05-31")},
       filled(100, "2025-06-01", "2026-12-31"),
       ""},
      {"successor on the last day",
       {filled(100, "2025-01-01", "2025-05-31")},
       filled(100, "2025-05-31", "2026-12-31"),
       "volume_percent "},
      {"between two that do not meet",
       {filled(60, "2025-01-01", "2025-03-31"), filled(60, "2025-07-01", "2026-12-31")},
       filled(40, "2025-02-01", "2025-09-30"),
       ""},
      {"over the second of two",
       {filled(40, "2025-01-01", "2025-03-31"), filled(70, "2025-07-01", "2026-12-31")},
       filled(40, "2025-02-01", "2025-09-30"),
       "volume_percent "},
      {"full before, not during",
       {filled(100, "2025-01-01", "2025-03-31")},
       filled(100, "2025-04-01", "2025-09-30"),
       ""},
      {"before the post", {}, filled(100, "2024-12-31", "2025-12-31"), "valid_from "},
      {"after the post", {}, filled(100, "2025-01-01", "2027-01-01"), "valid_until "},
      {"without end in a post that ends", {}, filled(100, "2025-01-01"), "valid_until "},
      {"end before beginning", {}, filled(100, "2025-06-01", "2025-05-31"), "valid_until "},
  };
  for (const Case& c : cases) EXPECT_EQ(c.wrong, fields_of(check_occupancy(place, c.others, c.wanted))) << c.what;
}

TEST(OrganisationRules, A_post_cannot_become_smaller_than_what_is_filled) {
  const std::vector<Occupancy> occupied = {filled(50, "2025-01-01", "2025-12-31"),
                                           filled(50, "2025-07-01", "2026-06-30")};
  struct Case {
    std::int64_t percent;
    const char *from, *until, *wrong;
  };
  const Case cases[] = {
      {100, "2025-01-01", "2026-12-31", ""},
      {99, "2025-01-01", "2026-12-31", "volume_percent "},
      {100, "2025-01-02", "2026-12-31", "valid_until "},
      {100, "2025-01-01", "2026-06-29", "valid_until "},
      {100, "", "", ""},
  };
  for (const Case& c : cases) {
    const Post changed = post(1, "b2", c.percent, 10, c.from, c.until).value;
    EXPECT_EQ(c.wrong, fields_of(check_post(changed, occupied))) << c.percent << " " << c.from << " " << c.until;
  }
}

TEST(OrganisationRules, A_municipality_key_has_eight_digits) {
  struct Case {
    const char *ags, *wrong;
  };
  const Case cases[] = {
      {"05774032", ""}, {"0577403", "ags "}, {"057740321", "ags "}, {"0577403a", "ags "}, {"", "ags "}};
  for (const Case& c : cases) {
    Municipality municipality;
    municipality.ags = c.ags;
    EXPECT_EQ(c.wrong, fields_of(check_municipality(municipality))) << c.ags;
  }
}

}  // namespace
}  // namespace kim::organisation
