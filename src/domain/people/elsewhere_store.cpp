#include "domain/people/elsewhere_store.h"

namespace kim::people {

const records::Table& known_question_table() {
  static const records::Table table(known_question_record, "person_id");
  return table;
}

std::vector<records::Stored<KnownQuestion>> questions_of(db::Connection& db, const access::SubjectPermit& permit) {
  return records::children<KnownQuestion>(db, known_question_table(), records::owner(permit));
}

namespace store {

void add_sides(db::Tx& tx, std::int64_t question, const std::vector<PersonId>& persons) {
  for (const PersonId person : persons)
    tx->run("INSERT INTO known_side (question_id, person_id) VALUES ($1, $2)", {question, person});
}

void remove_questions(db::Tx& tx, const access::SubjectPermit& permit) {
  tx->run(
      "DELETE FROM known_side WHERE person_id = $1 OR question_id IN (SELECT id FROM known_question WHERE person_id = "
      "$1)",
      {permit.subject()});
  tx->run("DELETE FROM known_question WHERE person_id = $1", {permit.subject()});
}

}  // namespace store
}  // namespace kim::people
