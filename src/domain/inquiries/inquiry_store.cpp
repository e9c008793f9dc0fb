#include "domain/inquiries/inquiry_store.h"

namespace kim::inquiries::store {
namespace {

/// A scope has one team at most; none sees nothing.
TeamId team_of(const access::Scope& scope) { return scope.teams().empty() ? TeamId() : scope.teams().front(); }

const std::string& open_sql() {
  static const std::string sql =
      "SELECT s.wrapped_key, " + inquiry_table().columns("i") +
      " FROM inquiry i JOIN access_subject s ON s.id = i.id WHERE i.state = 'open' AND s.team_id = $1 "
      "ORDER BY i.expires_on, i.id LIMIT $2 OFFSET $3";
  return sql;
}

const std::string& last_advice_sql() {
  static const std::string sql =
      "SELECT " + advice_table().columns() + " FROM short_advice WHERE created_by = $1 ORDER BY id DESC LIMIT 1";
  return sql;
}

}  // namespace

const records::Table& inquiry_table() {
  static const records::Table table(inquiry_record, "");
  return table;
}

const records::Table& advice_table() {
  static const records::Table table(short_advice_record, "");
  return table;
}

records::Owner owner(const access::SubjectPermit& permit) {
  records::Owner owner = records::owner(permit);
  owner.parent = 0;
  return owner;
}

long long count_open(db::Connection& db, const access::Scope& scope) {
  return db.number(
      "SELECT count(*) FROM inquiry i JOIN access_subject s ON s.id = i.id WHERE i.state = 'open' AND s.team_id = $1",
      {team_of(scope)});
}

std::vector<records::Stored<Inquiry>> open_inquiries(db::Connection& db, const access::Scope& scope, int limit,
                                                     long long offset) {
  std::vector<records::Stored<Inquiry>> list;
  db.each(db::Sql::built(open_sql()), {team_of(scope), limit, offset}, [&](const db::Row& row) {
    const auto key = scope.key(row.id<SubjectId>(1), row.bytes(0));
    if (key) list.push_back(records::read_row<Inquiry>(row, inquiry_table(), &*key, 1));
  });
  return list;
}

std::vector<InquiryId> expired(db::Connection& db, Day today, int limit) {
  return db.all("SELECT id FROM inquiry WHERE state = 'open' AND expires_on < $1 ORDER BY expires_on, id LIMIT $2",
                {today, limit}, [](const db::Row& row) { return row.id<InquiryId>(0); });
}

bool empty_out(db::Tx& tx, InquiryId id, std::string_view state, Moment now, AccountId actor) {
  return tx->run(
             "UPDATE inquiry SET state = $2, name = NULL, call_back = NULL, concern = NULL, version = version + 1, "
             "changed_at = $3, changed_by = $4 WHERE id = $1 AND state = 'open'",
             {id, state, now, actor}) == 1;
}

std::vector<Tally> tallies(db::Connection& db, TeamId team, Day from, Day until) {
  return db.all(
      "SELECT advised_on, topic, count(*), CAST(sum(minutes) AS bigint) FROM short_advice "
      "WHERE team_id = $1 AND advised_on >= $2 AND advised_on <= $3 GROUP BY advised_on, topic ORDER BY advised_on, "
      "topic",
      {team, from, until}, [](const db::Row& row) {
        return Tally{row.day(0).value_or(Day()), row.string(1), row.integer(2), row.integer(3)};
      });
}

std::optional<records::Stored<ShortAdvice>> last_advice(db::Connection& db, AccountId account) {
  return db.first(db::Sql::built(last_advice_sql()), {account},
                  [](const db::Row& row) { return records::read_row<ShortAdvice>(row, advice_table(), nullptr); });
}

void remove_advice(db::Tx& tx, std::int64_t id) { tx->run("DELETE FROM short_advice WHERE id = $1", {id}); }

}  // namespace kim::inquiries::store

namespace kim::inquiries {

AdviceSum advice_since(db::Connection& db, AccountId account, Day from) {
  AdviceSum sum;
  db.each(
      "SELECT count(*), CAST(coalesce(sum(minutes), 0) AS bigint) FROM short_advice WHERE created_by = $1 "
      "AND advised_on >= $2",
      {account, from}, [&](const db::Row& row) { sum = {row.integer(0), row.integer(1)}; });
  return sum;
}

}  // namespace kim::inquiries
