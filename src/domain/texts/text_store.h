// SQL of texts kept by users.
#pragma once

#include "domain/texts/text.h"

namespace kim::texts::store {

[[nodiscard]] const records::Table& wordings();
[[nodiscard]] const records::Table& choices();
[[nodiscard]] const records::Table& reviews();
/// Everything users decided, in the order they did. Few rows: a version is made a few times a year.
[[nodiscard]] Decisions decisions(db::Connection& db);

}  // namespace kim::texts::store
