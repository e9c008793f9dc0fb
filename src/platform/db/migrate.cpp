// The migrator. Every write transaction is alone on its database (ADR 0003), so no lock of its own is needed: whether a
// file is still missing is asked again inside the transaction that applies it.
#include "platform/db/migrate.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "platform/assets.h"
#include "platform/db/engine.h"
#include "platform/ids.h"

namespace kim::db {
namespace {

constexpr std::string_view folder = "db/migrations/";

/// "db/migrations/0001_audit.sql" -> 1, "0001_audit"
Migration from_file(const assets::File& file) {
  std::string_view name = file.path.substr(folder.size());
  CHECK(name.ends_with(".sql"));
  name.remove_suffix(4);
  int number = 0;
  std::from_chars(name.data(), name.data() + name.size(), number);
  CHECK(number > 0);
  return {number, name, file.bytes};
}

std::vector<Migration> embedded() {
  std::vector<Migration> result;
  for (const assets::File& file : assets::files())
    if (file.path.starts_with(folder)) result.push_back(from_file(file));
  return result;
}

struct Applied {
  int number;
  std::string name;
  std::string sql;
};

Engine engine_of(Connection& connection) { return dynamic_cast<EngineConnection&>(connection).engine(); }

/// Whether the migrator ever ran here: an empty database has no table to ask.
bool has_register(Connection& connection) {
  if (engine_of(connection) == Engine::sqlite)
    return connection.number("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'") >
           0;
  return connection.number(
             "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'") >
         0;
}

std::vector<Applied> applied(Connection& connection) {
  if (!has_register(connection)) return {};
  return connection.all("SELECT number, name, sql FROM schema_migration ORDER BY number", {}, [](const Row& row) {
    return Applied{static_cast<int>(row.integer(0)), row.string(1), row.string(2)};
  });
}

/// The whole text is kept instead of a checksum: it also tells what was changed.
void require_same(std::span<const Applied> done, std::span<const Migration> wanted) {
  for (const Applied& old : done) {
    const auto found = std::ranges::find(wanted, old.number, &Migration::number);
    if (found == wanted.end())
      throw Fault(fmt::format("the database is newer than this program: it has migration {}", old.name));
    if (found->sql != old.sql) throw Fault(fmt::format("migration {} was changed after it was applied", old.name));
  }
}

bool contains(std::span<const Applied> done, int number) {
  return std::ranges::find(done, number, &Applied::number) != done.end();
}

void create_register(Tx& tx) {
  if (has_register(*tx)) return;
  tx->script(
      for_engine("CREATE TABLE schema_migration (number {int} PRIMARY KEY, name text NOT NULL, sql text NOT NULL,"
                 " applied_at {int} NOT NULL) {strict}",
                 engine_of(*tx)));
}

/// Whether it was missing. Runs as long as it takes: PostgreSQL's limit for a statement is lifted.
Result<bool> apply(Tx& tx, const Migration& migration, std::span<const Migration> wanted) {
  tx.technical("migration");
  create_register(tx);
  const std::vector<Applied> done = applied(*tx);
  require_same(done, wanted);
  if (contains(done, migration.number)) return false;
  if (engine_of(*tx) == Engine::postgres) tx->script("SET LOCAL statement_timeout = 0");
  tx->script(for_engine(migration.sql, engine_of(*tx)));
  tx->run("INSERT INTO schema_migration (number, name, sql, applied_at) VALUES ($1, $2, $3, $4)",
          {migration.number, migration.name, migration.sql, system_now()});
  return true;
}

}  // namespace

std::span<const Migration> migrations() {
  static const std::vector<Migration> list = embedded();
  return list;
}

std::vector<std::string> migrate(Database& database) { return migrate(database, migrations()); }

std::vector<std::string> migrate(Database& database, std::span<const Migration> wanted) {
  CHECK(std::ranges::is_sorted(wanted, std::ranges::less_equal{}, &Migration::number));  // ascending, none twice
  const std::vector<Applied> done = applied(*database.read());
  require_same(done, wanted);
  std::vector<std::string> result;
  for (const Migration& migration : wanted) {
    if (contains(done, migration.number)) continue;
    if (database.transact([&](Tx& tx) { return apply(tx, migration, wanted); }).value())
      result.emplace_back(migration.name);
  }
  return result;
}

int schema_version(Connection& connection) {
  if (!has_register(connection)) return 0;
  return static_cast<int>(connection.number("SELECT max(number) FROM schema_migration"));
}

std::string for_engine(std::string_view sql, Engine engine) {
  struct Word {
    std::string_view name, sqlite, postgres;
  };
  static constexpr Word words[] = {{"{int}", "INTEGER", "bigint"},
                                   {"{bytes}", "BLOB", "bytea"},
                                   {"{strict}", "STRICT", ""},
                                   {"{rowless}", "STRICT, WITHOUT ROWID", ""}};
  std::string result(sql);
  for (const Word& word : words) {
    const std::string_view with = engine == Engine::sqlite ? word.sqlite : word.postgres;
    for (std::size_t at = result.find(word.name); at != std::string::npos;
         at = result.find(word.name, at + with.size()))
      result.replace(at, word.name.size(), with);
  }
  return result;
}

}  // namespace kim::db
