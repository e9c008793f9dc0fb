#include "domain/texts/text_store.h"

namespace kim::texts::store {
namespace {

template <class T>
std::vector<records::Stored<T>> rows(db::Connection& db, const std::string& sql, const records::Table& table) {
  return db.all(db::Sql::built(sql), {}, [&](const db::Row& row) { return records::read_row<T>(row, table, nullptr); });
}

}  // namespace

const records::Table& wordings() {
  static const records::Table table(wording_record, "");
  return table;
}
const records::Table& choices() {
  static const records::Table table(choice_record, "");
  return table;
}
const records::Table& reviews() {
  static const records::Table table(review_record, "");
  return table;
}

Decisions decisions(db::Connection& db) {
  static const std::string of_wordings = "SELECT " + wordings().columns() + " FROM text_wording ORDER BY id";
  static const std::string of_choices = "SELECT " + choices().columns() + " FROM text_choice ORDER BY id";
  static const std::string of_reviews = "SELECT " + reviews().columns() + " FROM text_review ORDER BY id";
  return {rows<Wording>(db, of_wordings, wordings()), rows<Choice>(db, of_choices, choices()),
          rows<Review>(db, of_reviews, reviews())};
}

}  // namespace kim::texts::store
