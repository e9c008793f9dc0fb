// All SQL of invitations beyond their records: matching an answer, which comes without a permit.
#pragma once

#include "domain/calendar/invitation.h"

namespace kim::calendar::store {

void set_address(db::Tx& tx, std::int64_t invitation, std::int64_t token);
[[nodiscard]] bool is_invited(db::Connection& db, std::int64_t appointment, std::int64_t token);
void remove_invitation(db::Tx& tx, std::int64_t id);

/// Who an answer may be from: an invitation to an appointment of an open case.
struct Addressee {
  std::int64_t id = 0, sequence = 0;
  CaseId case_id;
  SubjectId subject;
  std::string state;
};
[[nodiscard]] std::optional<Addressee> addressee(db::Connection& db, std::int64_t appointment, std::int64_t token);
void set_answer(db::Tx& tx, std::int64_t invitation, std::string_view state, Moment now);
/// An invitation to an appointment of one of the person's cases.
struct About {
  std::int64_t invitation = 0;
  AppointmentId appointment;
  CaseId case_id;
};
[[nodiscard]] std::vector<About> invitations_about(db::Connection& db, SubjectId person);

}  // namespace kim::calendar::store
