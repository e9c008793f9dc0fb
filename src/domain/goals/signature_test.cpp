// Rules of signing on the screen, without a database.
#include "domain/goals/signature.h"

#include <gtest/gtest.h>

#include "platform/assets.h"

namespace kim::goals {
namespace {

const std::string line = "100,100 300,200 500,60";

TEST(Signing, What_was_drawn_must_fit_how_it_is_signed) {
  const struct {
    const char* what;
    Signing signing;
    std::vector<std::string> fields;
  } table[] = {
      {"paper", {.channel = "paper"}, {}},
      {"not said", {}, {}},
      {"person drew", {.channel = "drawn", .strokes_person = line}, {}},
      {"all drew",
       {.channel = "drawn",
        .strokes_person = line,
        .guardian_name = "Sara Rahimi",
        .strokes_guardian = line,
        .strokes_staff = line},
       {}},
      {"representative alone", {.channel = "drawn", .guardian_name = "Sara Rahimi", .strokes_guardian = line}, {}},
      {"nobody drew", {.channel = "drawn"}, {"strokes_person"}},
      {"only the case manager drew", {.channel = "drawn", .strokes_staff = line}, {"strokes_person"}},
      {"representative without name",
       {.channel = "drawn", .strokes_person = line, .strokes_guardian = line},
       {"guardian_name"}},
      {"drawn and paper", {.channel = "paper", .strokes_person = line}, {"channel"}},
      {"no drawing",
       {.channel = "drawn", .strokes_person = "<svg>", .strokes_staff = "1,1"},
       {"strokes_person", "strokes_staff"}},
  };
  for (const auto& row : table) {
    std::vector<std::string> fields;
    for (const FieldError& error : check(row.signing)) fields.push_back(error.field);
    EXPECT_EQ(fields, row.fields) << row.what;
  }
}

TEST(Signing, Each_drawing_is_kept_with_its_name_and_the_hash_of_the_text) {
  Agreement agreement;
  agreement.text_hash = std::string(64, 'a');
  agreement.agreed_on = day_from_iso("2026-11-25");
  const auto made = signatures_in({.strokes_person = line, .guardian_name = "Sara Rahimi", .strokes_staff = line},
                                  "Parwin Rahimi", "Miriam Kessler", agreement);
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].signer, "person");
  EXPECT_EQ(made[0].name, "Parwin Rahimi");
  EXPECT_EQ(made[1].signer, "staff");
  EXPECT_EQ(made[1].name, "Miriam Kessler");
  for (const Signature& one : made) {
    EXPECT_EQ(one.text_hash, agreement.text_hash);
    EXPECT_EQ(one.signed_on, agreement.agreed_on);
  }
}

}  // namespace
}  // namespace kim::goals
