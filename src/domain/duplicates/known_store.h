// SQL of questions as the coordination and the asker see them. What it is not: which files fitted (people).
#pragma once

#include "domain/duplicates/known.h"

namespace kim::duplicates::store {

/// Open ones first, then the newest. Without those whose person is erased or has withdrawn.
[[nodiscard]] std::vector<QuestionLine> question_lines(db::Connection& db, int limit, long long offset);
[[nodiscard]] long long count_questions(db::Connection& db, bool open_only);
[[nodiscard]] std::optional<QuestionLine> question_line(db::Connection& db, std::int64_t id);
[[nodiscard]] Result<records::Stored<people::KnownQuestion>> question(db::Connection& db, const QuestionLine& line);
[[nodiscard]] std::vector<FileSide> asking_side(db::Connection& db, SubjectId person);
[[nodiscard]] std::vector<FileSide> other_sides(db::Connection& db, std::int64_t question);
/// For writing: the question has no encrypted field, its changes belong to the asking person's trail.
[[nodiscard]] records::Owner owner_of(const QuestionLine& line);

/// Answers an account has not taken note of, with the open case of the person they are about.
struct Answered {
  std::int64_t id = 0;
  CaseId case_id;
  std::string case_number;
  Day on;
  std::string answer;
};
[[nodiscard]] std::vector<Answered> unseen_answers(db::Connection& db, AccountId asker);

}  // namespace kim::duplicates::store
