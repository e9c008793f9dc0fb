#include "domain/duplicates/known_store.h"

#include "domain/people/elsewhere_store.h"

namespace kim::duplicates::store {
namespace {

// Of access_subject `s`: on file, and not withdrawn.
#define KIM_ALIVE                                                                                                  \
  "s.wrapped_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM access_case b WHERE b.subject_id = s.id AND b.state = " \
  "'blocked') "
#define KIM_QUESTION                                                                              \
  "SELECT q.id, q.person_id, t.name, q.created_by, q.created_at, q.answer FROM known_question q " \
  "JOIN access_subject s ON s.id = q.person_id LEFT JOIN access_team t ON t.id = s.team_id WHERE " KIM_ALIVE
#define KIM_SIDE                                                                                                    \
  "SELECT s.id, t.name, f.number, c.responsible FROM access_subject s LEFT JOIN access_team t ON t.id = s.team_id " \
  "LEFT JOIN access_case c ON c.subject_id = s.id AND c.state = 'open' LEFT JOIN case_file f ON f.id = c.id "       \
  "WHERE s.guarded = 0 AND " KIM_ALIVE

QuestionLine line_from(const db::Row& row) {
  return {row.integer(0), row.id<SubjectId>(1), row.string(2), row.id<AccountId>(3), moment_from_micros(row.integer(4)),
          row.string(5)};
}

FileSide side_from(const db::Row& row) {
  return {row.id<SubjectId>(0), row.string(1), row.string(2), row.id<AccountId>(3)};
}

}  // namespace

std::vector<QuestionLine> question_lines(db::Connection& db, int limit, long long offset) {
  return db.all(KIM_QUESTION "ORDER BY CASE WHEN q.answer IS NULL THEN 0 ELSE 1 END, q.id DESC LIMIT $1 OFFSET $2",
                {limit, offset}, line_from);
}

long long count_questions(db::Connection& db, bool open_only) {
  return db.number("SELECT count(*) FROM known_question q JOIN access_subject s ON s.id = q.person_id WHERE " KIM_ALIVE
                   "AND ($1 = 0 OR q.answer IS NULL)",
                   {open_only});
}

std::optional<QuestionLine> question_line(db::Connection& db, std::int64_t id) {
  return db.first(KIM_QUESTION "AND q.id = $1", {id}, line_from);
}

records::Owner owner_of(const QuestionLine& line) {
  return {.subject_id = line.person.value(), .parent = line.person.value()};
}

Result<records::Stored<people::KnownQuestion>> question(db::Connection& db, const QuestionLine& line) {
  return records::one<people::KnownQuestion>(db, people::known_question_table(), owner_of(line), line.id);
}

std::vector<FileSide> asking_side(db::Connection& db, SubjectId person) {
  return db.all(KIM_SIDE "AND s.id = $1 ORDER BY c.id", {person}, side_from);
}

std::vector<FileSide> other_sides(db::Connection& db, std::int64_t question) {
  return db.all(KIM_SIDE "AND s.id IN (SELECT person_id FROM known_side WHERE question_id = $1) ORDER BY s.id, c.id",
                {question}, side_from);
}

std::vector<Answered> unseen_answers(db::Connection& db, AccountId asker) {
  return db.all(
      "SELECT q.id, c.id, f.number, q.answered_on, q.answer FROM known_question q "
      "JOIN access_subject s ON s.id = q.person_id JOIN access_case c ON c.subject_id = q.person_id AND c.state = "
      "'open' JOIN case_file f ON f.id = c.id WHERE q.created_by = $1 AND q.seen_on IS NULL AND q.answer IS NOT NULL "
      "AND " KIM_ALIVE "ORDER BY q.id LIMIT 50",
      {asker}, [](const db::Row& row) {
        return Answered{row.integer(0), row.id<CaseId>(1), row.string(2), row.day(3).value(), row.string(4)};
      });
}

#undef KIM_ALIVE
#undef KIM_QUESTION
#undef KIM_SIDE

}  // namespace kim::duplicates::store
