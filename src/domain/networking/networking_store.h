// All SQL of network contacts. Nothing here is personal; whose contacts are seen is the Area's.
#pragma once

#include "domain/networking/networking.h"

namespace kim::networking::store {

[[nodiscard]] const records::Table& contacts();

/// Whose contacts may be seen: one team's, or everybody's.
struct Area {
  TeamId team;
  bool everything = false;
};
/// What a list asks for; what is empty does not narrow.
struct Question {
  Area area;
  std::string kind, topic;
  BodyId body;
  AccountId author;
  Day from = Day(std::chrono::year(2000) / 1 / 1), until{};
  std::string sort = "-tag";  // tag, art, minuten; "-" before it: descending
};
[[nodiscard]] long long count(db::Connection& db, const Question& question);
[[nodiscard]] std::vector<Stored> list(db::Connection& db, const Question& question, long long offset, int most);
[[nodiscard]] Result<Stored> one(db::Connection& db, const Area& area, std::int64_t id);
void remove(db::Tx& tx, std::int64_t id);

/// Per month ("2026-11") and kind, in that order.
struct Figure {
  std::string month, kind;
  long long count = 0, minutes = 0;
};
[[nodiscard]] std::vector<Figure> figures(db::Connection& db, const Area& area, Day from, Day until);

}  // namespace kim::networking::store
