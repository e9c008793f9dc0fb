#include "domain/organisation/organisation_store.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace kim::organisation {
namespace store {
namespace {

template <class T>
std::vector<records::Stored<T>> everything(db::Connection& db, const records::Table& table, const std::string& sql) {
  std::vector<records::Stored<T>> list;
  db.each(db::Sql::built(sql), {},
          [&](const db::Row& row) { list.push_back(records::read_row<T>(row, table, nullptr)); });
  return list;
}

std::string select(const records::Table& table) {
  return "SELECT " + table.columns() + " FROM " + std::string(table.record().name) + " ORDER BY id";
}

/// The database's own order differs by engine and knows no umlauts.
template <class T>
std::vector<records::Stored<T>> by_name(std::vector<records::Stored<T>> list) {
  std::vector<std::pair<std::string, std::size_t>> order;  // equal names stay in the order of their ids
  for (std::size_t i = 0; i < list.size(); ++i) order.emplace_back(text::sort_key(list[i].value.name), i);
  std::sort(order.begin(), order.end());
  std::vector<records::Stored<T>> sorted;
  for (const auto& [key, i] : order) sorted.push_back(std::move(list[i]));
  return sorted;
}

}  // namespace

const records::Table& body_table() {
  static const records::Table table(body_record, "");
  return table;
}
const records::Table& team_table() {
  static const records::Table table(team_record, "");
  return table;
}
const records::Table& municipality_table() {
  static const records::Table table(municipality_record, "");
  return table;
}
const records::Table& district_table() {
  static const records::Table table(district_record, "");
  return table;
}
const records::Table& post_table() {
  static const records::Table table(post_record, "");
  return table;
}
const records::Table& occupancy_table() {
  static const records::Table table(occupancy_record, "post_id");
  return table;
}

std::vector<records::Stored<Occupancy>> occupancies_of(db::Connection& db, PostId post) {
  return records::children<Occupancy>(db, occupancy_table(), records::nobody(post.value()));
}

std::int64_t body_count(db::Connection& db) { return db.number("SELECT count(*) FROM body"); }

bool ags_taken(db::Connection& db, std::string_view ags, MunicipalityId but) {
  return db.number("SELECT count(*) FROM municipality WHERE ags = $1 AND id <> $2", {ags, but.value()}) > 0;
}

}  // namespace store

std::vector<records::Stored<Body>> bodies(db::Connection& db) {
  static const std::string sql = store::select(store::body_table());
  return store::by_name(store::everything<Body>(db, store::body_table(), sql));
}

std::vector<records::Stored<Team>> teams(db::Connection& db) {
  static const std::string sql = store::select(store::team_table());
  return store::by_name(store::everything<Team>(db, store::team_table(), sql));
}

std::vector<records::Stored<Municipality>> municipalities(db::Connection& db) {
  static const std::string sql = store::select(store::municipality_table());
  return store::by_name(store::everything<Municipality>(db, store::municipality_table(), sql));
}

std::vector<records::Stored<District>> districts(db::Connection& db) {
  static const std::string sql = store::select(store::district_table());
  return store::by_name(store::everything<District>(db, store::district_table(), sql));
}

std::vector<records::Stored<Post>> posts(db::Connection& db) {
  static const std::string sql = store::select(store::post_table());
  auto list = store::everything<Post>(db, store::post_table(), sql);
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.value.building_block, text::sort_key(a.value.title), a.id) <
           std::tuple(b.value.building_block, text::sort_key(b.value.title), b.id);
  });
  return list;
}

std::vector<records::Stored<Occupancy>> occupancies(db::Connection& db) {
  static const std::string sql = store::select(store::occupancy_table());
  return store::everything<Occupancy>(db, store::occupancy_table(), sql);
}

std::optional<records::Stored<Body>> find_body(db::Connection& db, BodyId id) {
  auto found = records::one<Body>(db, store::body_table(), records::nobody(), id.value());
  if (!found) return std::nullopt;
  return std::move(*found);
}

std::string body_name(db::Connection& db, BodyId id) {
  return db.first("SELECT name FROM body WHERE id = $1", {id}, [](const db::Row& row) { return row.string(0); })
      .value_or("");
}

std::string municipality_name(db::Connection& db, MunicipalityId id) {
  return db.first("SELECT name FROM municipality WHERE id = $1", {id}, [](const db::Row& row) { return row.string(0); })
      .value_or("");
}

}  // namespace kim::organisation
