#include "domain/hints/hint_store.h"

#include <algorithm>

namespace kim::hints::store {
namespace {

constexpr std::string_view narrowed =
    " FROM hint h WHERE ($1 = '' OR h.state = $1) AND ($2 = '' OR h.obstacle = $2) AND ($3 = '' OR h.field = $3) "
    "AND ($4 = 0 OR h.municipality_id = $4)";

}  // namespace

const records::Table& hints() {
  static const records::Table table(hint_record, "");
  return table;
}

long long count(db::Connection& db, const Question& q) {
  static const std::string sql = "SELECT count(*)" + std::string(narrowed);
  return db.number(db::Sql::built(sql), {q.state, q.obstacle, q.field, q.municipality.value()});
}

std::vector<Stored> list(db::Connection& db, const Question& q, long long offset, int most) {
  static const std::string sql =
      "SELECT " + hints().columns("h") + std::string(narrowed) + " ORDER BY h.id DESC LIMIT $5 OFFSET $6";
  return db.all(db::Sql::built(sql), {q.state, q.obstacle, q.field, q.municipality.value(), most, offset},
                [](const db::Row& row) { return records::read_row<Hint>(row, hints(), nullptr); });
}

Result<Stored> one(db::Connection& db, std::int64_t id) {
  return records::one<Hint>(db, hints(), records::nobody(), id);
}

std::vector<Stored> by_ids(db::Connection& db, const std::vector<std::int64_t>& ids) {
  std::vector<Stored> found;
  for (const std::int64_t id : ids)  // a goal has given one or two
    if (auto hint = one(db, id)) found.push_back(std::move(*hint));
  std::ranges::sort(found, {}, &Stored::id);
  return found;
}

}  // namespace kim::hints::store
