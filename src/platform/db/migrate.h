// Numbered SQL files, embedded in the program (db/migrations/NNNN_name.sql), one list for both engines.
// Words replaced per engine: {int} -> INTEGER | bigint, {bytes} -> BLOB | bytea, {strict} -> STRICT | (nothing),
// {rowless} -> STRICT, WITHOUT ROWID | (nothing). Days are text (ISO), moments {int}, yes/no {int} 0/1.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"

namespace kim::db {

struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;
};

/// The embedded list, ascending.
[[nodiscard]] std::span<const Migration> migrations();
/// Applies what is missing, each in one transaction, under a lock (two nodes may start at once). Returns the names
/// applied. Fault if an applied file was changed afterwards (its text is kept) or the database is newer than the program.
std::vector<std::string> migrate(Database& database);
/// The same with a list of one's own, ascending; for tests.
std::vector<std::string> migrate(Database& database, std::span<const Migration> wanted);
/// Number of the last applied migration; 0 for an empty database.
[[nodiscard]] int schema_version(Connection& connection);
/// One file's text for an engine; for docs and tests.
[[nodiscard]] std::string for_engine(std::string_view sql, Engine engine);

}  // namespace kim::db
