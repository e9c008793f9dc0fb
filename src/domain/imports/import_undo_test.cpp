// Property: taking in and taking back leaves every table as it was, but the trail, the imports themselves and counters.
#include <fmt/format.h>

#include <deque>
#include <map>
#include <random>
#include <set>

#include "domain/imports/imports_app_test.h"

namespace kim::imports {
namespace {

using test::Who;
using testing::ImportsApp;

class ImportUndo : public ImportsApp {
 protected:
  /// Every row of every table but those that may grow.
  std::map<std::string, std::vector<std::string>> everything() {
    static const std::set<std::string> grows{"audit_entry",       "audit_head",     "import",
                                             "import_piece",      "import_mapping", "case_counter",
                                             "case_list_version", "session"};
    std::map<std::string, std::vector<std::string>> content;
    auto reader = app.database().read();
    for (const std::string& table : tables_of(*reader))
      if (!grows.contains(table)) content[table] = rows_of(*reader, table);
    return content;
  }

 private:
  std::vector<std::string> tables_of(db::Connection& db) {
    const bool sqlite = GetParam() == db::Engine::sqlite;
    const char* question = sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                                  : "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()";
    return db.all(db::Sql::built(question), {}, [](const db::Row& row) { return row.string(0); });
  }
  std::vector<std::string> rows_of(db::Connection& db, const std::string& table) {
    kept_.push_back("SELECT * FROM " + table);
    auto rows = db.all(db::Sql::built(kept_.back()), {}, [](const db::Row& row) {
      std::string text;
      for (int column = 0; column < row.columns(); ++column) text += cell(row, column) + "|";
      return text;
    });
    // The subject of the import stays with its import: its key opens the file's name.
    if (table == "access_subject") std::erase_if(rows, [&](const std::string& row) { return is_import(row); });
    std::ranges::sort(rows);
    return rows;
  }
  static std::string cell(const db::Row& row, int column) {
    if (row.null(column)) return "-";
    for (const auto read : {+[](const db::Row& r, int c) { return std::to_string(r.integer(c)); },
                            +[](const db::Row& r, int c) { return std::string(r.text(c)); },
                            +[](const db::Row& r, int c) { return std::string(r.bytes(c)); }}) {
      try {
        return read(row, column);
      } catch (const Fault&) {  // another type
      }
    }
    return "?";
  }
  bool is_import(const std::string& row) {
    const auto id = std::stoll(row.substr(0, row.find('|')));
    auto reader = app.database().read();
    return reader->number("SELECT count(*) FROM import WHERE id = $1", {id}) > 0;
  }
  std::deque<std::string> kept_;
};
KIM_BOTH_ENGINES(ImportUndo);

/// Rows as offices have them: some names twice, some fields empty.
std::string random_cases(unsigned seed) {
  std::mt19937 random(seed);
  const std::vector<std::string> names{"Haddad", "Kovalenko", "Özdemir", "Rahimi", "Popescu"},
      given{"Samira", "Mykola", "", "Ece"};
  std::string csv =
      "Nachname;Vorname;Geburtsdatum;Telefon;Staatsangehörigkeit;Az;Einwilligung vom;Nachweis;Fallakte seit\r\n";
  const auto rows = 1 + random() % 12;
  for (unsigned n = 0; n < rows; ++n)
    csv +=
        fmt::format("{};{};{};{};{};{};{:02}.10.2026;Ordner {};{}\r\n", names[random() % names.size()],
                    given[random() % given.size()], random() % 2 ? "" : std::to_string(1950 + random() % 50),
                    random() % 2 ? "" : "05251 4711", random() % 2 ? "Syrien" : "",
                    random() % 2 ? "" : fmt::format("A{}", n), 1 + random() % 28, n, random() % 2 ? "" : "01.11.2026");
  return csv;
}

TEST_P(ImportUndo, Taking_cases_back_leaves_every_table_as_it_was) {
  const auto other = test::open_case(app, Who::kessler);
  for (unsigned seed = 1; seed <= 8; ++seed) {
    const auto before = everything();
    const std::string href = taken_in(random_cases(seed));
    EXPECT_NE(everything(), before) << seed;
    ASSERT_EQ(act(href, "zuruecknehmen").status, 303) << seed;
    finish();
    const auto after = everything();
    for (const auto& [table, rows] : before) EXPECT_EQ(after.at(table), rows) << table << ", seed " << seed;
    Context ctx = app.context(Who::kessler);
    EXPECT_EQ(load(ctx, id_of(href))->value.state, "undone") << seed;
  }
  EXPECT_EQ(app.get(Who::kessler, other.href()).status, 200);
  EXPECT_NE(app.get(Who::kessler, "/faelle").body.find("1 Fall"), std::string::npos);
}

TEST_P(ImportUndo, Taking_contacts_back_leaves_every_table_as_it_was_and_the_last_contact_too) {
  static_cast<void>(taken_in(testing::good_cases));
  Context ctx = app.context(Who::kessler);
  contacts::Contact earlier;
  earlier.form = "phone";
  earlier.on = *day_from_iso("2026-11-02");
  ASSERT_TRUE(contacts::note_contact(ctx, CaseId(app.count("SELECT min(id) FROM case_file")), earlier).has_value());
  const auto before = everything();
  const std::string href = taken_in(
      "Aktenzeichen;Datum;Kontaktform;Notiz\r\nIB-1;20.11.2026;Telefon;eins\r\nIB-1;01.11.2026;Besuch;zwei\r\n"
      "IB-2;20.11.2026;Telefon;drei\r\n",
      "contacts");
  EXPECT_EQ(contacts(), 4);
  ASSERT_EQ(act(href, "zuruecknehmen").status, 303);
  finish();
  const auto after = everything();
  for (const auto& [table, rows] : before) EXPECT_EQ(after.at(table), rows) << table;
}

}  // namespace
}  // namespace kim::imports
