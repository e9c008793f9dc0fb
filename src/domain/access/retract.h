// Taking back what an import made by mistake, so that access looks as before it (ADR 0012). Only for persons and cases nobody
// has worked on since; the caller (slices, told by imports) has taken away its own rows before.
// What it is not: erasure (permit.h, destroy_key), which keeps the row as proof.
#pragma once

#include "domain/access/permit.h"

namespace kim::access {

/// The case with its line of responsibility.
void retract_case(db::Tx& tx, const Permit& permit);
/// The subject with its key: nothing that names it can be read any more.
void retract_subject(db::Tx& tx, const SubjectPermit& permit);

}  // namespace kim::access
