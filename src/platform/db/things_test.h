// Two small tables that tests of the database layer write to.
#pragma once

#include "platform/db/db.h"
#include "platform/db/migrate.h"

namespace kim::db {

inline void create_tables(Database& database) {
  static_cast<void>(database.transact([&](Tx& tx) -> Result<void> {
    tx.technical("tables of the test");
    tx->script(
        for_engine("CREATE TABLE thing (id {int} PRIMARY KEY, number {int} NOT NULL) {strict};"
                   "CREATE TABLE part (id {int} PRIMARY KEY, thing_id {int} NOT NULL REFERENCES thing (id)"
                   " DEFERRABLE INITIALLY DEFERRED) {strict}",
                   database.engine()));
    return {};
  }));
}

inline void add(Tx& tx, std::int64_t id, std::int64_t number = 0) {
  tx->run("INSERT INTO thing (id, number) VALUES ($1, $2)", {id, number});
}

inline Result<void> insert(Database& database, std::int64_t id) {
  return database.transact([&](Tx& tx) -> Result<void> {
    tx.technical("test");
    add(tx, id);
    return {};
  });
}

}  // namespace kim::db
