#include "domain/contacts/contact_store.h"

namespace kim::contacts::store {

const records::Table& contacts() {
  static const records::Table table(contact_record, "case_id");
  return table;
}

Result<records::Stored<Contact>> one(db::Connection& db, const access::Permit& permit, ContactId id) {
  return records::one<Contact>(db, contacts(), records::owner(permit), id.value());
}

std::vector<records::Stored<Contact>> newest(db::Connection& db, const access::Permit& permit, int limit) {
  static const std::string sql =
      "SELECT " + contacts().columns() + " FROM contact WHERE case_id = $1 ORDER BY contact_on DESC, id DESC LIMIT $2";
  std::vector<records::Stored<Contact>> list;
  db.each(db::Sql::built(sql), {permit.case_id(), limit},
          [&](const db::Row& row) { list.push_back(records::read_row<Contact>(row, contacts(), &permit.key())); });
  return list;
}

void remove(db::Tx& tx, const access::Permit& permit, ContactId id) {
  tx->run("DELETE FROM contact WHERE id = $1 AND case_id = $2", {id, permit.case_id()});
}

std::optional<Day> last_day(db::Connection& db, const access::Permit& permit) {
  return db
      .first("SELECT max(contact_on) FROM contact WHERE case_id = $1", {permit.case_id()},
             [](const db::Row& row) { return row.day(0); })
      .value_or(std::nullopt);
}

std::int64_t count_of_author(db::Connection& db, AccountId author, Day from) {
  return db.number("SELECT count(*) FROM contact WHERE created_by = $1 AND contact_on >= $2", {author, from});
}

std::vector<std::pair<Day, std::int64_t>> days_of_author(db::Connection& db, AccountId author, Day from) {
  return db.all(
      "SELECT contact_on, count(*) FROM contact WHERE created_by = $1 AND contact_on >= $2 GROUP BY contact_on "
      "ORDER BY contact_on",
      {author, from}, [](const db::Row& row) { return std::pair(row.day(0).value_or(Day{}), row.integer(1)); });
}

std::vector<std::pair<CaseId, Day>> last_days_of_author(db::Connection& db, AccountId author, Day from) {
  return db.all(
      "SELECT case_id, max(contact_on) FROM contact WHERE created_by = $1 AND contact_on >= $2 GROUP BY case_id",
      {author, from}, [](const db::Row& row) { return std::pair(row.id<CaseId>(0), row.day(1).value_or(Day{})); });
}

}  // namespace kim::contacts::store
