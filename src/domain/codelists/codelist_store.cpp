#include "domain/codelists/codelist_store.h"

namespace kim::codelists::store {

const records::Table& entries() {
  static const records::Table table(entry_record, "");
  return table;
}

std::optional<records::Stored<Entry>> entry(db::Connection& db, std::string_view list, std::string_view code) {
  static const std::string sql = "SELECT " + entries().columns() + " FROM code_entry WHERE list = $1 AND code = $2";
  return db.first(db::Sql::built(sql), {list, code},
                  [](const db::Row& row) { return records::read_row<Entry>(row, entries(), nullptr); });
}

std::vector<Entry> all(db::Connection& db) {
  static const std::string sql = "SELECT " + entries().columns() + " FROM code_entry ORDER BY id";
  return db.all(db::Sql::built(sql), {},
                [](const db::Row& row) { return records::read_row<Entry>(row, entries(), nullptr).value; });
}

}  // namespace kim::codelists::store
