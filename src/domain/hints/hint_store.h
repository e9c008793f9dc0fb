// All SQL of hints. Nothing here is personal, so no permit is asked.
#pragma once

#include "domain/hints/hint.h"

namespace kim::hints::store {

[[nodiscard]] const records::Table& hints();

/// What a list asks for; what is empty does not narrow.
struct Question {
  std::string state, obstacle, field;
  MunicipalityId municipality;
};
[[nodiscard]] long long count(db::Connection& db, const Question& question);
/// Newest first.
[[nodiscard]] std::vector<Stored> list(db::Connection& db, const Question& question, long long offset, int most);
[[nodiscard]] Result<Stored> one(db::Connection& db, std::int64_t id);
/// Those that exist, oldest first.
[[nodiscard]] std::vector<Stored> by_ids(db::Connection& db, const std::vector<std::int64_t>& ids);

}  // namespace kim::hints::store
