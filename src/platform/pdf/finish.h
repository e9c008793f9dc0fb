// The last hand on a letter: what cairo 1.16 leaves to do on its finished bytes. Only for platform/pdf.
// Written in C++17 with its .cpp: the JSON.hh of libqpdf 11.3 is no C++20 (a vector of the class it stands in), and clang
// refuses it there. So nothing of base/ is named here.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace kim::pdf {

/// Name of the tag that becomes an artifact: page furniture and rules.
inline constexpr const char* furniture = "NonStruct";

/// What a figure shows, for who does not see it, and where: left, bottom, right, top in points from the bottom left.
struct Picture {
  std::string says;
  double box[4];
};
/// What cairo wrote, the language of each structure element in order ("" = that of its parent), and its figures by the same
/// order.
struct Drawn {
  std::string bytes;
  std::vector<std::string> languages;
  int pages = 1;
  std::map<std::size_t, Picture> pictures{};
};

/// Languages, title, scopes, document element, artifacts. Deterministic.
/// Throws std::runtime_error when qpdf cannot read or write the bytes, std::logic_error when they are not as drawn.
[[nodiscard]] std::string finish(const std::string& title, const std::string& language, const Drawn& drawn);

}  // namespace kim::pdf
