#include "domain/calendar/invitation_store.h"

namespace kim::calendar::store {

const records::Table& invitations() {
  static const records::Table table(invitation_record, "appointment_id");
  return table;
}

Invitations invitations_of(db::Connection& db, const access::Permit& permit, std::int64_t appointment) {
  return records::children<Invitation>(db, invitations(), records::owner(permit, appointment));
}

void set_address(db::Tx& tx, std::int64_t invitation, std::int64_t token) {
  tx->run("UPDATE invitation SET address_token = $2 WHERE id = $1", {invitation, token});
}

bool is_invited(db::Connection& db, std::int64_t appointment, std::int64_t token) {
  return db.number("SELECT count(*) FROM invitation WHERE appointment_id = $1 AND address_token = $2",
                   {appointment, token}) > 0;
}

void remove_invitation(db::Tx& tx, std::int64_t id) { tx->run("DELETE FROM invitation WHERE id = $1", {id}); }

std::optional<Addressee> addressee(db::Connection& db, std::int64_t appointment, std::int64_t token) {
  return db.first(
      "SELECT i.id, i.sequence, c.id, c.subject_id, i.state FROM invitation i JOIN appointment t ON t.id = "
      "i.appointment_id JOIN access_case c ON c.id = t.case_id WHERE i.appointment_id = $1 AND i.address_token = $2 "
      "AND c.state = 'open' ORDER BY i.id LIMIT 1",
      {appointment, token}, [](const db::Row& row) {
        return Addressee{row.integer(0), row.integer(1), row.id<CaseId>(2), row.id<SubjectId>(3), row.string(4)};
      });
}

void set_answer(db::Tx& tx, std::int64_t invitation, std::string_view state, Moment now) {
  tx->run(
      "UPDATE invitation SET state = $2, answered_at = $3, version = version + 1, changed_at = $3, changed_by = NULL "
      "WHERE id = $1",
      {invitation, state, now});
}

std::vector<About> invitations_about(db::Connection& db, SubjectId person) {
  return db.all(
      "SELECT i.id, t.id, t.case_id FROM invitation i JOIN appointment t ON t.id = i.appointment_id JOIN access_case c "
      "ON c.id = t.case_id WHERE c.subject_id = $1 ORDER BY i.id",
      {person}, [](const db::Row& row) { return About{row.integer(0), row.id<AppointmentId>(1), row.id<CaseId>(2)}; });
}

}  // namespace kim::calendar::store
