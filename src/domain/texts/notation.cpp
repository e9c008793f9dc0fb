#include "domain/texts/notation.h"

#include <algorithm>
#include <set>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/documents/letter_texts.h"

namespace kim::texts {
namespace {

using What = Problem::What;
using Kind = consent::Text::Kind;
using Names = std::set<std::string, std::less<>>;

constexpr std::size_t name_letters = 40;

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= name_letters &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

const Placeholder* known(std::string_view kind, std::string_view name) {
  const auto& all = placeholders(kind);
  const auto found = std::ranges::find(all, name, &Placeholder::name);
  return found == all.end() ? nullptr : &*found;
}

/// What a brace at `open` encloses, if that is the name of a placeholder.
std::string_view name_at(std::string_view line, std::size_t open) {
  const auto close = line.find_first_of("{}", open + 1);
  if (close == std::string_view::npos || line[close] != '}') return {};
  const std::string_view name = line.substr(open + 1, close - open - 1);
  return is_name(name) ? name : std::string_view();
}

/// A line without the mark of its kind.
std::string_view bare(std::string_view line) {
  for (const std::string_view mark : {"## ", "- "})
    if (line.starts_with(mark)) line.remove_prefix(mark.size());
  return line;
}

/// Checks one text line by line.
class Check {
 public:
  explicit Check(std::string_view kind) : kind_(kind) {}

  void title(std::string_view title) {
    const Line line = pieces_of(title);
    if (line.broken) note(What::brace, {});
    for (const Piece& piece : line.pieces)
      if (piece.placeholder) title_word(piece.text);
  }

  void body(std::string_view body) {
    std::size_t blocks = 0;
    for (const std::string& raw : text::split(body, '\n')) {
      ++line_;
      const std::string_view line = text::trim(raw);
      if (line.empty()) continue;
      ++blocks;
      marks(line);
      words(line);
    }
    line_ = 0;
    if (blocks == 0) note(What::no_text, {});
    if (blocks > blocks_most) note(What::too_many, std::to_string(blocks));
  }

  void musts() {
    for (const Placeholder& one : placeholders(kind_))
      if (one.must && !seen_.contains(one.name)) note(What::missing, one.name);
  }

  std::vector<Problem> found;

 private:
  void note(What what, std::string word) { found.push_back({what, line_, std::move(word)}); }

  /// A title is one line, so nothing that needs a line of its own; the title of what is signed is printed as it is.
  void title_word(const std::string& name) {
    const Placeholder* one = known(kind_, name);
    seen_.insert(name);
    if (one == nullptr) return note(What::unknown, name);
    const auto ids = consent::text_ids();
    if (one->alone || one->first || std::ranges::find(ids, kind_) != ids.end()) note(What::no_wide_word, name);
  }

  void marks(std::string_view line) {
    if (line == "##" || line == "-")
      note(What::empty, {});
    else if (line.starts_with('#') && !line.starts_with("## "))
      note(What::heading, {});
    else if (line.starts_with("* ") || line.starts_with("•"))
      note(What::item, {});
  }

  void words(std::string_view text) {
    const Line line = pieces_of(bare(text));
    if (line.broken) note(What::brace, {});
    for (const Piece& piece : line.pieces) {
      if (!piece.placeholder) continue;
      seen_.insert(piece.text);
      const Placeholder* one = known(kind_, piece.text);
      if (one == nullptr)
        note(What::unknown, piece.text);
      else if (one->alone && line.pieces.size() != 1)
        note(What::not_alone, piece.text);
      else if (one->first && (&piece != &line.pieces.front() || documents::condition(bare(text)) != piece.text))
        note(What::not_first, piece.text);
    }
  }

  std::string_view kind_;
  std::size_t line_ = 0;
  Names seen_;
};

Names names_in(std::span<const Block> blocks) {
  Names names;
  for (const Block& block : blocks)
    for (const Piece& piece : pieces_of(block.text).pieces)
      if (piece.placeholder) names.insert(piece.text);
  return names;
}

std::string kind_word(Kind kind) {
  switch (kind) {
    case Kind::heading: return tr("eine Überschrift");
    case Kind::item: return tr("ein Listenpunkt");
    case Kind::paragraph: return tr("ein Absatz");
  }
  return {};
}

std::string braced(const std::string& name) { return "{" + name + "}"; }

std::string in_line(const Problem& problem, const std::string& sentence) {
  return problem.line == 0 ? sentence : trf("Zeile {0}: {1}", {std::to_string(problem.line), sentence});
}

std::string what_is_wrong(const Problem& problem) {
  switch (problem.what) {
    case What::brace:
      return tr("Eine geschweifte Klammer gehört zu keinem Platzhalter. Platzhalter schreiben Sie so: {name}.");
    case What::unknown: return trf("Den Platzhalter {} gibt es in diesem Schreiben nicht.", {braced(problem.word)});
    case What::not_alone: return trf("Der Platzhalter {} braucht eine Zeile für sich.", {braced(problem.word)});
    case What::not_first:
      return trf("Der Platzhalter {} steht am Anfang einer Zeile, danach ein Leerzeichen und Text.",
                 {braced(problem.word)});
    case What::missing: return trf("Der Platzhalter {0} fehlt ({1}).", {braced(problem.word), meaning(problem.word)});
    case What::heading: return tr("Eine Überschrift beginnt mit zwei # und einem Leerzeichen.");
    case What::item: return tr("Ein Listenpunkt beginnt mit - und einem Leerzeichen.");
    case What::empty: return tr("Nach dem Zeichen am Anfang fehlt der Text.");
    case What::too_many:
      return trf("Der Text hat {0} Absätze. Möglich sind {1}.", {problem.word, std::to_string(blocks_most)});
    case What::no_text: return tr("Geben Sie den Text ein.");
    case What::no_wide_word: return trf("Der Platzhalter {} kann nicht im Titel stehen.", {braced(problem.word)});
  }
  return {};
}

}  // namespace

Line pieces_of(std::string_view line) {
  Line result;
  std::string plain;
  const auto end_plain = [&] {
    if (!plain.empty()) result.pieces.push_back({false, std::exchange(plain, {})});
  };
  while (!line.empty()) {
    const std::string_view name = line.front() == '{' ? name_at(line, 0) : std::string_view();
    if (!name.empty()) {
      end_plain();
      result.pieces.push_back({true, std::string(name)});
      line.remove_prefix(name.size() + 2);
      continue;
    }
    result.broken = result.broken || line.front() == '{' || line.front() == '}';
    plain += line.front();
    line.remove_prefix(1);
  }
  end_plain();
  return result;
}

std::vector<Problem> problems(std::string_view kind, std::string_view title, std::string_view body) {
  Check check(kind);
  check.title(title);
  check.found.clear();  // told at the title's own field
  check.body(body);
  check.musts();
  return std::move(check.found);
}

std::vector<Problem> title_problems(std::string_view kind, std::string_view title) {
  Check check(kind);
  check.title(title);
  return std::move(check.found);
}

std::string sentence(const Problem& problem) { return in_line(problem, what_is_wrong(problem)); }

std::vector<std::string> translation_problems(std::span<const Block> german, std::span<const Block> other) {
  std::vector<std::string> sentences;
  const Names wanted = names_in(german), there = names_in(other);
  for (const std::string& name : wanted)
    if (!there.contains(name))
      sentences.push_back(trf("Der deutsche Text enthält {}, die Übersetzung nicht.", {braced(name)}));
  for (const std::string& name : there)
    if (!wanted.contains(name))
      sentences.push_back(trf("Die Übersetzung enthält {}, der deutsche Text nicht.", {braced(name)}));
  for (std::size_t n = 0; n < std::min(german.size(), other.size()); ++n)
    if (german[n].kind != other[n].kind) {
      sentences.push_back(trf("Absatz {0} ist hier {1}, im deutschen Text {2}.",
                              {std::to_string(n + 1), kind_word(other[n].kind), kind_word(german[n].kind)}));
      return sentences;
    }
  if (german.size() != other.size())
    sentences.push_back(
        trf("Der deutsche Text hat {0} Absätze, die Übersetzung {1}. Beide stehen nebeneinander auf dem Papier.",
            {std::to_string(german.size()), std::to_string(other.size())}));
  return sentences;
}

std::string written(std::span<const Block> blocks) {
  std::string out;
  for (std::size_t n = 0; n < blocks.size(); ++n) {
    const bool list_goes_on = n > 0 && blocks[n].kind == Kind::item && blocks[n - 1].kind == Kind::item;
    const bool below_heading = n > 0 && blocks[n - 1].kind == Kind::heading;
    if (n > 0 && !list_goes_on && !below_heading) out += '\n';
    out += blocks[n].kind == Kind::heading ? "## " : blocks[n].kind == Kind::item ? "- " : "";
    out += blocks[n].text + "\n";
  }
  return out;
}

}  // namespace kim::texts
