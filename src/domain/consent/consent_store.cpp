#include "domain/consent/consent_store.h"

#include "base/text.h"

namespace kim::consent::store {

const records::Table& consent_table() {
  static const records::Table table(consent_record, "person_id");
  return table;
}
const records::Table& release_table() {
  static const records::Table table(release_record, "person_id");
  return table;
}
const records::Table& withdrawal_table() {
  static const records::Table table(withdrawal_record, "person_id");
  return table;
}
const records::Table& disclosure_table() {
  static const records::Table table(disclosure_record, "person_id");
  return table;
}

Consents consents(db::Connection& db, const access::SubjectPermit& person) {
  return records::children<Consent>(db, consent_table(), records::owner(person));
}
Releases releases(db::Connection& db, const access::SubjectPermit& person) {
  return records::children<Release>(db, release_table(), records::owner(person));
}
Withdrawals withdrawals(db::Connection& db, const access::SubjectPermit& person) {
  return records::children<Withdrawal>(db, withdrawal_table(), records::owner(person));
}

// Only what was recorded under the present controller: a consent given to another one does not cover it.
std::vector<Line> lines(db::Connection& db, SubjectId person) {
  return db.all(
      "SELECT k.purposes, k.withdrawn_purposes, k.given_on, k.valid_until, k.withdrawn_on FROM consent k JOIN "
      "access_subject s ON s.id = k.person_id WHERE k.person_id = $1 AND k.created_at >= s.controller_since "
      "ORDER BY k.id",
      {person}, [](const db::Row& row) {
        return Line{text::split(row.text(0), ','), text::split(row.text(1), ','), row.day(2), row.day(3), row.day(4)};
      });
}

// The recipient's name is read along: the frame of each case page shows it, and a second query per page would double its
// cost. `body` belongs to organisation, a lower rank.
std::vector<ReleaseState> release_states(db::Connection& db, SubjectId person, Day today) {
  return db.all(
      "SELECT r.id, r.recipient_id, b.name, r.direction, r.contents, r.given_on, r.valid_until, r.withdrawn_on, "
      "CASE WHEN r.created_at < s.controller_since THEN 1 ELSE 0 END FROM release r "
      "JOIN access_subject s ON s.id = r.person_id LEFT JOIN body b ON b.id = r.recipient_id WHERE r.person_id = $1 "
      "ORDER BY r.id",
      {person}, [today](const db::Row& row) {
        const Standing standing = standing_on(row.day(6), row.day(7), today);
        const bool to_another_controller = row.integer(8) == 1;
        return ReleaseState{row.id<ReleaseId>(0),
                            row.id<BodyId>(1),
                            row.string(2),
                            row.string(3),
                            text::split(row.text(4), ','),
                            row.day(5),
                            row.day(6),
                            to_another_controller && holds(standing) ? Standing::ended : standing};
      });
}

std::optional<CaseId> case_of(db::Connection& db, SubjectId person) {
  return db.first(
      "SELECT id FROM access_case WHERE subject_id = $1 ORDER BY CASE state WHEN 'closed' THEN 1 ELSE 0 END, id DESC "
      "LIMIT 1",
      {person}, [](const db::Row& row) { return row.id<CaseId>(0); });
}

std::vector<ErasureCheck> open_erasure_checks(db::Connection& db) {
  return db.all(
      "SELECT w.id, w.person_id, (SELECT max(c.id) FROM access_case c WHERE c.subject_id = w.person_id AND c.state = "
      "'blocked'), "
      "w.withdrawn_on, w.erasure_check_on FROM withdrawal w WHERE w.erasure_check_on IS NOT NULL AND "
      "w.erasure_checked_on IS NULL "
      "ORDER BY w.erasure_check_on, w.id LIMIT 50",
      {}, [](const db::Row& row) {
        return ErasureCheck{row.integer(0), row.id<SubjectId>(1), row.id<CaseId>(2), row.day(3).value_or(Day()),
                            row.day(4).value_or(Day())};
      });
}

void remove_consents(db::Tx& tx, const access::SubjectPermit& person) {
  tx->run("DELETE FROM consent WHERE person_id = $1", {person.subject()});
}

bool finish_erasure_check(db::Tx& tx, std::int64_t withdrawal, Day today, Moment now, AccountId actor) {
  return tx->run(
             "UPDATE withdrawal SET erasure_checked_on = $2, version = version + 1, changed_at = $3, changed_by = $4 "
             "WHERE id = $1 AND erasure_check_on IS NOT NULL AND erasure_checked_on IS NULL",
             {withdrawal, today, now, actor}) == 1;
}

}  // namespace kim::consent::store
