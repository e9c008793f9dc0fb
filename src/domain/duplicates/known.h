// Settling whether a new person is known elsewhere (H3): the coordination sees which areas and whose cases are concerned, speaks
// with both sides and says what came of it. Whoever asked learns the answer alone.
// What it is not: the comparing and the asking (people/elsewhere.h). No names and no contents pass through here.
#pragma once

#include <string>
#include <vector>

#include "domain/people/elsewhere.h"

namespace kim::duplicates {

/// A question in the list of the coordination.
struct QuestionLine {
  std::int64_t id = 0;
  SubjectId person;  // the file that asks
  std::string area;
  AccountId by;
  Moment at{};
  std::string answer;  // code list "known_answer"; empty = open
};
/// A file with its open case, as far as the coordination may know it.
struct FileSide {
  SubjectId person;
  std::string area;
  std::string case_number;  // empty: no open case
  AccountId responsible;
};
struct OpenQuestion {
  QuestionLine line;
  std::vector<FileSide> asking, others;  // protected persons, withdrawn consents and erased ones are in neither
  records::Stored<people::KnownQuestion> stored;
};

/// One question with both sides (known_answer). Writes an audit entry with each person concerned. Errors: refused, not_found (also
/// where the asking person's consent is withdrawn).
[[nodiscard]] Result<OpenQuestion> open_question(Context& ctx, std::int64_t id);
/// What the coordination found out (known_answer); a later answer replaces it, and the asker is told anew.
/// Errors: refused, not_found, conflict, invalid (fields).
[[nodiscard]] Result<void> answer_question(Context& ctx, std::int64_t id, std::int64_t version,
                                           const std::string& answer);
/// The asker took note of the answer. Errors: not_found (another's, or open), blocked.
[[nodiscard]] Result<void> note_answer_seen(Context& ctx, std::int64_t id);

}  // namespace kim::duplicates
