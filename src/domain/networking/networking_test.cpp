// Rules of network contacts, without a database.
#include "domain/networking/networking.h"

#include <gtest/gtest.h>

namespace kim::networking {
namespace {

TEST(NetworkingRules, Partners_are_kept_in_the_order_of_their_choice) {
  NetworkContact contact;
  contact.partners = joined({BodyId(204), BodyId(201)});
  EXPECT_EQ(contact.partners, " 204 201 ");
  EXPECT_EQ(bodies_of(contact), (Bodies{BodyId(204), BodyId(201)}));
  EXPECT_EQ(joined({}), "");
  EXPECT_TRUE(bodies_of({}).empty());
}

TEST(NetworkingRules, What_is_no_number_is_no_partner) {
  NetworkContact contact;
  contact.partners = " 204 x 9y  201";
  EXPECT_EQ(bodies_of(contact), (Bodies{BodyId(204), BodyId(201)}));
}

TEST(NetworkingRules, Somebody_took_part_and_nobody_twice) {
  struct {
    Bodies bodies;
    const char* others;
    std::size_t errors;
  } const table[] = {
      {{BodyId(1)}, "", 0},           {{}, "Elterncafé", 0}, {{}, "", 1}, {{BodyId(1), BodyId(2), BodyId(1)}, "", 1},
      {Bodies(11, BodyId(1)), "", 2},
  };
  for (const auto& row : table) {
    NetworkContact contact;
    contact.partners = joined(row.bodies);
    contact.others = row.others;
    const auto errors = check(contact);
    EXPECT_EQ(errors.size(), row.errors) << contact.partners << row.others;
    for (const FieldError& error : errors) EXPECT_EQ(error.field, "partner");
  }
}

}  // namespace
}  // namespace kim::networking
