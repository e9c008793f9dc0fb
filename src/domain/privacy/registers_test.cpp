// The registers are complete: nothing that the program can store, do or be asked for is missing from them.
#include "domain/privacy/registers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/access_slice.h"
#include "domain/access/rights.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/inquiries/inquiries_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "domain/privacy/privacy_slice.h"
#include "platform/assets.h"

namespace kim::privacy {
namespace {

class Registers : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { assets::install_texts(); }

  std::vector<Slice> slices{access::access_slice(),   organisation::organisation_slice(),
                            people::people_slice(),   inquiries::inquiries_slice(),
                            consent::consent_slice(), cases::cases_slice(),
                            privacy_slice()};

  static const Register::Part* part_titled(const Register& reg, const std::string& title) {
    const auto found = std::ranges::find(reg.parts, title, &Register::Part::title);
    return found == reg.parts.end() ? nullptr : &*found;
  }
  static std::string title_of(const record::Record& record) {
    return tr(record.label) + " (" + std::string(record.name) + ")";
  }
};

TEST_F(Registers, Every_record_of_every_slice_has_its_part_with_every_field) {
  const Register reg = fields_register(slices);
  std::size_t records = 0;
  for (const Slice& slice : slices)
    for (const record::Record* record : slice.records) {
      ++records;
      const auto* part = part_titled(reg, title_of(*record));
      ASSERT_NE(part, nullptr) << record->name;
      EXPECT_EQ(part->lead, tr(slice.purpose)) << record->name;
      ASSERT_EQ(part->rows.size(), record->fields.size()) << record->name;
      for (std::size_t i = 0; i < record->fields.size(); ++i)
        EXPECT_EQ(part->rows[i].front(), tr(record->fields[i].label)) << record->name;
    }
  EXPECT_EQ(reg.parts.size(), records);
  EXPECT_GT(records, 10U);
}

TEST_F(Registers, Every_field_names_its_purpose_and_its_protection) {
  const Register reg = fields_register(slices);
  for (const auto& part : reg.parts)
    for (const auto& row : part.rows)
      for (const std::string& cell : row) EXPECT_FALSE(cell.empty()) << part.title << ": " << row.front();
}

struct WordRow {
  const char* record;
  const char* field;
  const char* protection;
  const char* need;
};

TEST_F(Registers, What_identifies_a_person_is_named_as_encrypted) {
  const WordRow table[] = {
      {"person", "family_name", "personenbezogen, verschlüsselt", "nötig"},
      {"person", "birth_year", "Merkmal, lesbar für Berichte", "vom Programm"},
      {"consent", "purposes", "kein Personenbezug", "nötig"},
      {"consent", "guardian_name", "personenbezogen, verschlüsselt", "freiwillig"},
      {"release", "valid_until", "kein Personenbezug", "erwünscht"},
  };
  const Register reg = fields_register(slices);
  for (const WordRow& row : table) {
    const record::Record* record = nullptr;
    for (const Slice& slice : slices)
      for (const record::Record* one : slice.records)
        if (one->name == row.record) record = one;
    ASSERT_NE(record, nullptr) << row.record;
    const auto* part = part_titled(reg, title_of(*record));
    const auto at = static_cast<std::size_t>(record->find(row.field) - record->fields.data());
    EXPECT_EQ(part->rows[at][2], row.protection) << row.field;
    EXPECT_EQ(part->rows[at][3], row.need) << row.field;
  }
}

TEST_F(Registers, A_slice_without_records_has_no_part) {
  EXPECT_TRUE(fields_register({privacy_slice()}).parts.empty());
}

TEST_F(Registers, The_rights_concept_says_for_every_role_what_the_table_grants) {
  const Register reg = rights_register();
  ASSERT_EQ(reg.parts.size(), 2U);
  EXPECT_EQ(reg.parts[0].rows.size(), access::roles().size());
  const auto& matrix = reg.parts[1];
  ASSERT_EQ(matrix.rows.size(), access::rights().size());
  for (std::size_t r = 0; r < matrix.rows.size(); ++r)
    for (std::size_t c = 0; c < access::roles().size(); ++c)
      EXPECT_EQ(!matrix.rows[r][c + 1].empty(), access::has(access::roles()[c].role, access::rights()[r].right))
          << access::rights()[r].code << " " << access::roles()[c].code;
}

TEST_F(Registers, Every_route_stands_with_its_right_and_the_roles_that_have_it) {
  Routes routes;
  for (const Slice& slice : slices)
    if (slice.routes != nullptr) slice.routes(routes);
  const Register reg = routes_register(routes.list());
  const auto& rows = reg.parts.front().rows;
  ASSERT_EQ(rows.size(), routes.list().size());
  for (const Route& route : routes.list()) {
    const auto row = std::ranges::find_if(rows, [&](const auto& one) {
      return one[1] == route.pattern.text() && one[0] == http::to_string(route.method);
    });
    ASSERT_NE(row, rows.end()) << route.pattern.text();
    if (route.guard.kind() == Guard::Kind::open) {
      EXPECT_NE((*row)[3].find(tr(route.guard.reason())), std::string::npos) << route.pattern.text();
      EXPECT_EQ((*row)[4], "alle") << route.pattern.text();
      continue;
    }
    EXPECT_EQ((*row)[3], tr(access::info(route.guard.right()).label)) << route.pattern.text();
    for (const access::RoleInfo& role : access::roles())
      EXPECT_EQ((*row)[4].find(tr(role.label)) != std::string::npos, access::has(role.role, route.guard.right()))
          << route.pattern.text() << " " << role.code;
  }
}

TEST_F(Registers, Every_code_list_stands_with_every_value_and_its_source) {
  const Register reg = codes_register();
  ASSERT_EQ(reg.parts.size(), all_code_lists().size());
  for (const CodeList* list : all_code_lists()) {
    const auto* part = part_titled(reg, list->title() + " (" + list->name() + ")");
    ASSERT_NE(part, nullptr) << list->name();
    EXPECT_EQ(part->rows.size(), list->codes().size()) << list->name();
    EXPECT_FALSE(part->lead.empty()) << list->name();
  }
}

TEST_F(Registers, Every_slice_stands_with_its_purpose) {
  const Register reg = slices_register(slices);
  const auto& rows = reg.parts.front().rows;
  ASSERT_EQ(rows.size(), slices.size());
  for (const auto& row : rows) EXPECT_FALSE(row.back().empty()) << row.front();
}

TEST_F(Registers, Markdown_keeps_its_columns_whatever_the_text_says) {
  Register reg{"probe", "Probe", "Zwei Sätze.", {}};
  reg.parts.push_back({"Teil", {}, {"Eins", "Zwei"}, {{"a|b", "c\nd"}}});
  EXPECT_EQ(markdown(reg), "# Probe\n\nZwei Sätze.\n\n## Teil\n\n| Eins | Zwei |\n| --- | --- |\n| a\\|b | c d |\n");
}

TEST_F(Registers, The_registers_can_be_read_in_English) {
  const std::string german_title = rights_register().title;
  const i18n::Use english(i18n::Language::en);
  EXPECT_NE(rights_register().title, german_title);
}

}  // namespace
}  // namespace kim::privacy
