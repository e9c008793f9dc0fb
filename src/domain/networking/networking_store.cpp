#include "domain/networking/networking_store.h"

#include <array>

namespace kim::networking::store {
namespace {

/// Parameters 1 to 8, see values_of.
constexpr std::string_view narrowed =
    " FROM network_contact n WHERE ($1 = 1 OR n.team_id = $2) AND ($3 = '' OR n.kind = $3) "
    "AND ($4 = '' OR n.topic = $4) AND ($5 = '' OR n.partners LIKE $5) AND ($6 = 0 OR n.created_by = $6) "
    "AND n.held_on >= $7 AND n.held_on <= $8";

struct Order {
  std::string_view name, sql;
};
constexpr Order orders[] = {
    {"-tag", "n.held_on DESC, n.id DESC"},          {"tag", "n.held_on, n.id"},
    {"art", "n.kind, n.held_on DESC, n.id DESC"},   {"-art", "n.kind DESC, n.held_on DESC, n.id DESC"},
    {"minuten", "n.minutes, n.held_on DESC, n.id"}, {"-minuten", "n.minutes DESC, n.held_on DESC, n.id"},
};

std::string_view order_of(std::string_view name) {
  for (const Order& order : orders)
    if (order.name == name) return order.sql;
  return orders[0].sql;
}

std::string pattern_of(BodyId body) { return body ? "% " + std::to_string(body.value()) + " %" : std::string(); }

Stored read(const db::Row& row) { return records::read_row<NetworkContact>(row, contacts(), nullptr); }

}  // namespace

const records::Table& contacts() {
  static const records::Table table(network_contact_record, "");
  return table;
}

long long count(db::Connection& db, const Question& q) {
  static const std::string sql = "SELECT count(*)" + std::string(narrowed);
  return db.number(db::Sql::built(sql), {q.area.everything, q.area.team, q.kind, q.topic, pattern_of(q.body),
                                         q.author.value(), q.from, q.until});
}

std::vector<Stored> list(db::Connection& db, const Question& q, long long offset, int most) {
  const std::string sql = "SELECT " + contacts().columns("n") + std::string(narrowed) + " ORDER BY " +
                          std::string(order_of(q.sort)) + " LIMIT $9 OFFSET $10";
  return db.all(db::Sql::built(sql),
                {q.area.everything, q.area.team, q.kind, q.topic, pattern_of(q.body), q.author.value(), q.from, q.until,
                 most, offset},
                read);
}

Result<Stored> one(db::Connection& db, const Area& area, std::int64_t id) {
  auto found = records::one<NetworkContact>(db, contacts(), records::nobody(), id);
  if (found && !area.everything && found->value.team != area.team) return failure(ErrorCode::not_found);
  return found;
}

void remove(db::Tx& tx, std::int64_t id) { tx->run("DELETE FROM network_contact WHERE id = $1", {id}); }

std::vector<Figure> figures(db::Connection& db, const Area& area, Day from, Day until) {
  return db.all(
      "SELECT substr(held_on, 1, 7), kind, count(*), CAST(coalesce(sum(minutes), 0) AS bigint) FROM network_contact "
      "WHERE ($1 = 1 OR team_id = $2) AND held_on >= $3 AND held_on <= $4 GROUP BY substr(held_on, 1, 7), kind "
      "ORDER BY substr(held_on, 1, 7), kind",
      {area.everything, area.team, from, until},
      [](const db::Row& row) { return Figure{row.string(0), row.string(1), row.integer(2), row.integer(3)}; });
}

}  // namespace kim::networking::store

namespace kim::networking {

Sum sum_since(db::Connection& db, AccountId author, Day from) {
  Sum sum;
  db.each(
      "SELECT count(*), CAST(coalesce(sum(minutes), 0) AS bigint) FROM network_contact WHERE created_by = $1 "
      "AND held_on >= $2",
      {author, from}, [&](const db::Row& row) { sum = {row.integer(0), row.integer(1)}; });
  return sum;
}

}  // namespace kim::networking
