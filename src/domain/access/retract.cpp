#include "domain/access/retract.h"

namespace kim::access {

void retract_case(db::Tx& tx, const Permit& permit) {
  tx->run("DELETE FROM access_assignment WHERE case_id = $1", {permit.case_id()});
  tx->run("DELETE FROM access_case WHERE id = $1", {permit.case_id()});
}

void retract_subject(db::Tx& tx, const SubjectPermit& permit) {
  tx->run("DELETE FROM access_subject WHERE id = $1", {permit.subject()});
}

}  // namespace kim::access
