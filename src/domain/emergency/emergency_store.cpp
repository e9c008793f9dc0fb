#include "domain/emergency/emergency_store.h"

namespace kim::emergency::store {
namespace {

#define KIM_LINE                                                                                                    \
  "SELECT e.id, e.case_id, c.subject_id, f.number, e.created_by, c.responsible, e.created_at, e.result, e.seen_on " \
  "FROM emergency_access e JOIN access_case c ON c.id = e.case_id JOIN case_file f ON f.id = e.case_id "

Line line_from(const db::Row& row) {
  return {.id = row.integer(0),
          .case_id = row.id<CaseId>(1),
          .person = row.id<SubjectId>(2),
          .case_number = row.string(3),
          .by = row.id<AccountId>(4),
          .responsible = row.id<AccountId>(5),
          .at = moment_from_micros(row.integer(6)),
          .result = row.string(7),
          .seen_on = row.day(8)};
}

}  // namespace

const records::Table& accesses() {
  static const records::Table table(emergency_record, "case_id");
  return table;
}

std::optional<CaseId> case_numbered(db::Connection& db, std::string_view number) {
  return db.first("SELECT id FROM case_file WHERE number = $1", {number},
                  [](const db::Row& row) { return row.id<CaseId>(0); });
}

void note_attempt(Context& ctx, db::Tx& tx) {
  tx->run("INSERT INTO emergency_attempt (id, account_id, at) VALUES ($1, $2, $3)",
          {ctx.new_id(), ctx.actor.account, ctx.now});
}

std::int64_t attempts_since(db::Connection& db, AccountId account, Moment since) {
  return db.number("SELECT count(*) FROM emergency_attempt WHERE account_id = $1 AND at > $2", {account, since});
}

std::vector<Line> lines(db::Connection& db, int limit, int offset) {
  return db.all(KIM_LINE "ORDER BY CASE WHEN e.result IS NULL THEN 0 ELSE 1 END, e.id DESC LIMIT $1 OFFSET $2",
                {limit, offset}, line_from);
}

long long count(db::Connection& db, bool unchecked_only) {
  return db.number("SELECT count(*) FROM emergency_access WHERE $1 = 0 OR result IS NULL", {unchecked_only});
}

std::optional<Line> line(db::Connection& db, std::int64_t id) {
  return db.first(KIM_LINE "WHERE e.id = $1", {id}, line_from);
}

std::vector<Line> unseen(db::Connection& db, AccountId responsible) {
  return db.all(KIM_LINE "WHERE c.responsible = $1 AND e.seen_on IS NULL ORDER BY e.id LIMIT 50", {responsible},
                line_from);
}

std::vector<Running> running(db::Connection& db, AccountId account, Moment now) {
  return db.all(
      "SELECT a.case_id, f.number, a.until_at FROM access_assignment a JOIN case_file f ON f.id = a.case_id "
      "WHERE a.account_id = $1 AND a.kind = 'emergency' AND a.until_at > $2 ORDER BY a.until_at",
      {account, now},
      [](const db::Row& row) { return Running{row.id<CaseId>(0), row.string(1), moment_from_micros(row.integer(2))}; });
}

Result<records::Stored<Emergency>> one(db::Connection& db, const access::SubjectPermit& permit, std::int64_t id) {
  records::Owner owner = records::owner(permit);
  owner.parent = 0;  // the row hangs below the case, the key is the person's
  return records::one<Emergency>(db, accesses(), owner, id);
}

#undef KIM_LINE

}  // namespace kim::emergency::store
