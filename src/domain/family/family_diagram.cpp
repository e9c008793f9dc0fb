// The family as a picture: generations above and below the person, one line a relation.
#include <algorithm>
#include <array>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/family/drawing.h"
#include "domain/family/family_pages.h"

namespace kim::family {
namespace {

using drawing::Point;
using drawing::Stroke;

constexpr int width = 400, row_height = 70, first_row = 40;
constexpr std::size_t in_a_row = 7;
constexpr std::size_t drawn_max = 42;
constexpr int generations = 6;

/// 0 grandparents, 1 parents and guardians, 2 the person's own, 3 children and wards, 4 grandchildren, 5 all others.
int generation_of(std::string_view relation) {
  static constexpr std::array<std::pair<std::string_view, int>, 9> table{{{"grandparent", 0},
                                                                          {"parent", 1},
                                                                          {"guardian", 1},
                                                                          {"spouse", 2},
                                                                          {"partner", 2},
                                                                          {"sibling", 2},
                                                                          {"child", 3},
                                                                          {"ward", 3},
                                                                          {"grandchild", 4}}};
  for (const auto& [code, generation] : table)
    if (code == relation) return generation;
  return generations - 1;
}

Stroke stroke_of(std::string_view relation) {
  const Code* code = code_list("relation").find(relation);
  const std::string_view group = code == nullptr ? std::string_view() : std::string_view(code->group);
  if (group == "partner") return Stroke::twofold;
  if (group == "descent") return Stroke::thin;
  return group == "custody" ? Stroke::dashed : Stroke::dotted;
}

struct Layout {
  Point person;
  std::vector<Point> spots;  // by place in the list
  int height = 0;
};

void place_row(Layout& layout, const std::vector<std::size_t>& members, std::size_t from, int y, bool with_person) {
  const std::size_t count = std::min(in_a_row - (with_person ? 1 : 0), members.size() - from);
  const std::size_t slots = count + (with_person ? 1 : 0);
  const double step = static_cast<double>(width) / static_cast<double>(slots + 1);
  const std::size_t middle = count / 2;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t slot = with_person && i >= middle ? i + 1 : i;
    layout.spots[members[from + i]] = {step * static_cast<double>(slot + 1), static_cast<double>(y)};
  }
  if (with_person) layout.person = {step * static_cast<double>(middle + 1), static_cast<double>(y)};
}

Layout layout_of(const Lines& lines, std::size_t drawn) {
  std::array<std::vector<std::size_t>, generations> rows;
  for (std::size_t i = 0; i < drawn; ++i)
    rows[static_cast<std::size_t>(generation_of(lines[i].value.relation))].push_back(i);
  Layout layout{{}, std::vector<Point>(drawn), first_row};
  for (std::size_t generation = 0; generation < rows.size(); ++generation) {
    bool with_person = generation == 2;
    std::size_t from = 0;
    while (with_person || from < rows[generation].size()) {
      const std::size_t room = in_a_row - (with_person ? 1 : 0);
      place_row(layout, rows[generation], from, layout.height, with_person);
      from += std::min(room, rows[generation].size() - from);
      with_person = false;
      layout.height += row_height;
    }
  }
  return layout;
}

}  // namespace

html::Fragment family_diagram(const std::string& person, const Lines& lines, const std::vector<bool>& same_household) {
  const std::size_t drawn = std::min(lines.size(), drawn_max);
  const Layout layout = layout_of(lines, drawn);
  html::Fragment connections, nodes;
  std::string words;
  for (std::size_t i = 0; i < drawn; ++i) {
    const people::Relative& line = lines[i].value;
    connections += drawing::connection(stroke_of(line.relation), layout.person, layout.spots[i]);
    nodes += drawing::node(drawing::Shape::circle, layout.spots[i], std::to_string(i + 1), same_household[i]);
    words += (words.empty() ? "" : "; ") + line.name + ": " + code_label("relation", line.relation);
  }
  nodes += drawing::node(drawing::Shape::square, layout.person, "P", false);
  return drawing::picture("familienbild", width, layout.height, trf("Familie von {}", {person}), words,
                          html::all(connections, nodes));
}

}  // namespace kim::family
