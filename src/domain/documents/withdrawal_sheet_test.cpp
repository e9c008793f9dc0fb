// The confirmation of a withdrawal: in every language and for each scope it says what was withdrawn and what follows.
#include "domain/documents/withdrawal_sheet.h"

#include <gtest/gtest.h>

#include "base/codes.h"
#include "domain/documents/sheet_text.h"
#include "platform/assets.h"

namespace kim::documents {
namespace {

const Day today = *day_from_iso("2026-11-25");

WithdrawalFacts facts(const std::string& scope) {
  WithdrawalFacts one;
  one.withdrawal.scope = scope;
  one.withdrawal.on = *day_from_iso("2026-11-24");
  if (scope == "purpose") one.withdrawal.purpose = "health_data";
  if (scope == "all") one.withdrawal.erasure_check_on = *day_from_iso("2026-12-24");
  one.person = "Parwin Rahimi, 24.05.1991";
  one.recipient = "Jobcenter Kreis Paderborn";
  if (scope != "purpose")
    one.received = {{"Jobcenter Kreis Paderborn", *day_from_iso("2026-11-02"), {"identity", "education_work"}}};
  one.controller = "Kreis Paderborn";
  one.privacy_contact = "datenschutz@kreis.example";
  one.staff = "Miriam Kessler";
  one.address = {"Kreis Paderborn · Aldegreverstraße 10", {"Parwin Rahimi", "Am Hang 3"}, {"Datum: 25.11.2026"}};
  return one;
}

std::vector<std::string> every_language() {
  assets::install_texts();
  std::vector<std::string> list;
  for (const Code& code : code_list("letter_language").codes()) list.push_back(code.code);
  return list;
}

class WithdrawalSheet : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Every, WithdrawalSheet, ::testing::ValuesIn(every_language()), [](const auto& one) {
  std::string name = one.param;
  std::erase(name, '-');
  return name;
});

TEST_P(WithdrawalSheet, Comes_out_as_it_went_in_and_says_what_was_withdrawn_and_what_follows) {
  const struct {
    const char* scope;
    std::vector<std::string> keys;
  } table[] = {{"all", {"withdrawal.all", "withdrawal.blocked", "withdrawal.nothing_out", "data_category.identity"}},
               {"purpose", {"consent_purpose.health_data", "withdrawal.nobody"}},
               {"release", {"withdrawal.nothing_to_body", "data_category.education_work"}}};
  for (const auto& row : table) {
    const Sheet sheet = withdrawal_sheet(facts(row.scope), GetParam(), today);
    const std::string content = test::text_of_pdf(pdf::write(compose(sheet)), sheet);
    EXPECT_EQ(content, test::text_put_in(sheet)) << row.scope;
    for (const std::string& key : row.keys)
      for (const std::string& language : {std::string("de"), GetParam()})
        EXPECT_NE(content.find(test::squeezed(words(language, key))), std::string::npos) << row.scope << key << content;
    for (const char* part : {"Parwin Rahimi", "24.11.2026", "datenschutz@kreis.example", "Miriam Kessler", "Am Hang 3"})
      EXPECT_NE(content.find(test::squeezed(part)), std::string::npos) << part;
    EXPECT_EQ(content.find("24.12.2026") != std::string::npos, row.scope == std::string("all")) << content;
  }
}

TEST_P(WithdrawalSheet, Is_tagged_names_its_language_and_that_it_is_a_draft) {
  const std::string file = pdf::write(compose(withdrawal_sheet(facts("all"), GetParam(), today)));
  const std::string tree = test::pdf_structure(file);
  EXPECT_TRUE(test::pdf_is_sound(file));
  EXPECT_NE(test::pdf_text(file).find("Entwurf, nicht fachlich geprüft"), std::string::npos);
  for (const char* tag : {"Document", "H1"}) EXPECT_NE(tree.find(tag), std::string::npos) << tree;
  EXPECT_TRUE(GetParam() == "de" || tree.find("/Lang (" + GetParam() + ")") != std::string::npos) << tree;
}

}  // namespace
}  // namespace kim::documents
