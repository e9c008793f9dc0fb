// The five ideas hold for the whole program: descriptions fit the tables, code lists exist, registers are complete.
#include <gtest/gtest.h>

#include <set>

#include "app/slices.h"
#include "base/codes.h"
#include "domain/records/records.h"
#include "platform/assets.h"
#include "support/database.h"

namespace kim {
namespace {

class Descriptions : public test::Engines {};
KIM_BOTH_ENGINES(Descriptions);

/// Every table that a store made, by selecting all its described columns: a missing column fails here with its name.
TEST_P(Descriptions, Every_described_field_has_its_column) {
  (void)app::slices();
  ASSERT_GE(records::all_tables().size(), 15U);
  for (const records::Table* table : records::all_tables())
    EXPECT_NO_THROW(database().read()->each(db::Sql::built(table->one_sql()), {std::int64_t{1}}, [](const db::Row&) {})) << table->record().name;
}

/// Columns that serve a query, not a person: written by stores beside the described ones.
const std::set<std::string> undescribed{"list_version"};

std::set<std::string> columns_of(db::Connection& db, std::string_view table) {
  std::set<std::string> names;
  db.each("SELECT name FROM pragma_table_info($1)", {table}, [&](const db::Row& row) { names.insert(row.string(0)); });
  return names;
}

/// The other way round: a column of a record's table that no description knows would be stored without a purpose.
TEST(Schema, Every_column_of_a_record_is_described) {
  test::TestDatabase database(db::Engine::sqlite);
  auto db = database.database().read();
  const std::set<std::string> life{"id", "version", "created_at", "created_by", "changed_at", "changed_by"};
  for (const records::Table* table : records::all_tables())
    for (const std::string& column : columns_of(*db, table->record().name)) {
      const bool known = life.contains(column) || undescribed.contains(column) || column == table->parent();
      EXPECT_TRUE(known || table->record().find(column) != nullptr) << table->record().name << "." << column;
    }
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
        const bool free_text = field.kind == record::Kind::long_text || field.kind == record::Kind::email || field.kind == record::Kind::phone;
        EXPECT_FALSE(free_text && field.privacy == record::Privacy::category) << record->name << "." << field.name << ": free text is never a readable category";
      }
    }
  }
}

}  // namespace
}  // namespace kim
