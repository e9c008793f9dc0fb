// Notation and placeholders of texts from any bytes: nothing of a line is lost, every problem is a sentence, a text without
// problems comes back the same after it was written, a comparison keeps both sides whole.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "domain/texts/difference.h"
#include "domain/texts/notation.h"

namespace {

using namespace kim::texts;

constexpr std::string_view kinds[] = {"einladung", "einwilligung", "verweisung", "information"};

bool same(std::span<const Block> a, std::span<const Block> b) {
  return std::ranges::equal(a, b, [](const Block& x, const Block& y) { return x.kind == y.kind && x.text == y.text; });
}

void check_lines(std::string_view text) {
  for (const std::string& line : kim::text::split(text, '\n')) {
    std::string again;
    for (const Piece& piece : pieces_of(line).pieces) again += piece.placeholder ? "{" + piece.text + "}" : piece.text;
    CHECK(again == line);
  }
}

void check_body(std::string_view kind, std::string_view text) {
  const auto blocks = kim::consent::parse_blocks(text);
  const auto found = problems(kind, "Titel", text);
  for (const Problem& problem : found) CHECK(!sentence(problem).empty());
  const std::string again = written(blocks);
  CHECK(same(kim::consent::parse_blocks(again), blocks));
  if (found.empty()) CHECK(problems(kind, "Titel", again).empty());
  CHECK(translation_problems(blocks, blocks).empty());
}

void check_comparison(std::string_view text) {
  const auto half = text.size() / 2;
  const auto before = kim::consent::parse_blocks(text.substr(0, half)),
             after = kim::consent::parse_blocks(text.substr(half));
  if (before.size() > blocks_most || after.size() > blocks_most) return;
  std::vector<Block> left, right;
  for (const Pair& pair : compared(before, after)) {
    CHECK(pair.before || pair.after);
    if (pair.before) left.push_back(*pair.before);
    if (pair.after) right.push_back(*pair.after);
  }
  CHECK(same(left, before) && same(right, after));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_lines(text);
  for (const std::string_view kind : kinds) check_body(kind, text);
  for (const Problem& problem : title_problems("verweisung", text)) CHECK(!sentence(problem).empty());
  check_comparison(text);
  return 0;
}
