// SQL of questions to the coordination. What it is not: who is on the other side (duplicates, known_store.h).
#pragma once

#include "domain/people/elsewhere.h"

namespace kim::people {

[[nodiscard]] const records::Table& known_question_table();

namespace store {

void add_sides(db::Tx& tx, std::int64_t question, const std::vector<PersonId>& persons);
/// Questions the person asks and sides she stands on go, before her row does.
void remove_questions(db::Tx& tx, const access::SubjectPermit& permit);

}  // namespace store
}  // namespace kim::people
