// Two versions of a text, paragraph beside paragraph. Pure.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "domain/texts/notation.h"

namespace kim::texts {

struct Pair {
  std::optional<Block> before, after;  // at least one of them
  [[nodiscard]] bool same() const;
};
/// Paragraphs that are the same stand beside each other; between them, changed ones one by one, then what is new or left out.
[[nodiscard]] std::vector<Pair> compared(std::span<const Block> before, std::span<const Block> after);

}  // namespace kim::texts
