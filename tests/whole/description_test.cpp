// The five ideas hold for the whole program: descriptions fit the tables, code lists exist, registers are complete.
#include <gtest/gtest.h>

#include <set>

#include "app/slices.h"
#include "base/codes.h"
#include "platform/assets.h"
#include "support/database.h"

namespace kim {
namespace {

class Descriptions : public test::Engines {
 protected:
  std::set<std::string> columns_of(std::string_view table) {
    std::set<std::string> names;
    auto db = database().read();
    const auto collect = [&](const db::Row& row) { names.insert(row.string(0)); };
    if (GetParam() == db::Engine::sqlite)
      db->each("SELECT name FROM pragma_table_info($1)", {table}, collect);
    else
      db->each("SELECT CAST(column_name AS text) FROM information_schema.columns WHERE table_name = $1", {table},
               collect);
    return names;
  }
};
KIM_BOTH_ENGINES(Descriptions);

/// Written by stores beside the described columns: life data, owner, and what serves a query but says nothing about a person.
const std::set<std::string> undescribed{
    "id", "version", "created_at", "created_by", "changed_at", "changed_by", "case_id", "person_id", "subject_id",
    "goal_id", "relative_id", "map_id", "post_id", "assessment_id", "agreement_id", "team_id", "referral_id",
    "conference_id", "account_id", "open_hour_id", "appointment_id", "address_token",
    // who called a pair of persons different, and who took it back
    "lower_id", "higher_id", "dismissed_at", "dismissed_by", "reopened_at", "reopened_by",
    // copies that the case list sorts and filters by (ADR 0007)
    "list_version", "list_team_id", "next_due_on", "consent_until"};
/// What a form asks for without being stored as a row of its own.
const std::set<std::string_view> without_table{"merge_request",      "referral_answer",  "family_connection",
                                               "household_split",    "handover_decline", "handover_successor",
                                               "conference_minutes", "hint_answer",      "agreement_signing"};
/// Kept by access with columns of its own (credentials), which are never shown.
const std::set<std::string_view> kept_by_access{"account"};

TEST_P(Descriptions, Every_described_field_has_its_column_and_every_column_its_description) {
  std::size_t compared = 0;
  for (const Slice& slice : app::slices())
    for (const record::Record* record : slice.records) {
      if (without_table.contains(record->name)) continue;
      const auto columns = columns_of(record->name);
      EXPECT_FALSE(columns.empty()) << "no table " << record->name;
      for (const record::Field& field : record->fields)
        EXPECT_TRUE(columns.contains(std::string(field.name))) << record->name << "." << field.name << " has no column";
      if (kept_by_access.contains(record->name)) continue;
      for (const std::string& column : columns)
        EXPECT_TRUE(undescribed.contains(column) || record->find(column) != nullptr)
            << record->name << "." << column << " is not described";
      ++compared;
    }
  EXPECT_GE(compared, 20U);
}

TEST(Fields, Each_has_a_label_a_purpose_and_an_existing_code_list) {
  assets::install_texts();
  std::set<std::string> names;
  for (const Slice& slice : app::slices()) {
    EXPECT_FALSE(slice.purpose.empty()) << slice.name;
    for (const record::Record* record : slice.records) {
      EXPECT_TRUE(names.insert(std::string(record->name)).second) << "two records named " << record->name;
      for (const record::Field& field : record->fields) {
        EXPECT_FALSE(field.label.empty()) << record->name << "." << field.name;
        EXPECT_FALSE(field.purpose.empty()) << record->name << "." << field.name;
        if (!field.list.empty()) {
          EXPECT_NO_THROW((void)code_list(field.list)) << record->name << "." << field.name;
        }
        const bool free_text = field.kind == record::Kind::long_text || field.kind == record::Kind::email ||
                               field.kind == record::Kind::phone;
        EXPECT_FALSE(free_text && field.privacy == record::Privacy::category)
            << record->name << "." << field.name << ": free text is never a readable category";
      }
    }
  }
}

}  // namespace
}  // namespace kim
