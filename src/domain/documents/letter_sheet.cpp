#include "domain/documents/letter_sheet.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace kim::documents {
namespace {

using consent::Text;

constexpr std::string_view signature = "{unterschrift}";
// Lines that vanish when there is nothing to put in.
constexpr std::string_view optional_lines[] = {"{anmerkung}", "{weitere_angaben}", "{ort}"};

pdf::Direction direction_of(const Side& side) {
  return side.text->text.direction == "rtl" ? pdf::Direction::rtl : pdf::Direction::ltr;
}
pdf::Words in(const Side& side, std::string text, bool strong = false) {
  return {std::move(text), side.text->text.language, direction_of(side), strong};
}
std::string fill(const Side& side, std::string_view line) {
  return filled(line, side.values.words, direction_of(side) == pdf::Direction::rtl);
}

const Part* part_of(const Side& side, const Text::Block& block) {
  const std::string_view line = block.text;
  if (!line.starts_with('{') || line.find('}') != line.size() - 1) return nullptr;
  const auto part = side.values.parts.find(line.substr(1, line.size() - 2));
  return part == side.values.parts.end() ? nullptr : &part->second;
}

bool vanishes(const Side& side, const Text::Block& block) {
  if (const auto when = condition(block.text); !when.empty()) return !side.values.words.contains(when);
  if (std::ranges::find(optional_lines, block.text) == std::end(optional_lines) || part_of(side, block) != nullptr)
    return false;
  const auto value = side.values.words.find(std::string_view(block.text).substr(1, block.text.size() - 2));
  return value == side.values.words.end() || value->second.empty();
}

std::string in_row(Text::Kind kind, const std::string& text) { return (kind == Text::Kind::item ? "• " : "") + text; }

/// What a block says as one passage: the cell of a bilingual row.
std::string cell(const Side& side, const Text::Block& block) {
  if (const Part* part = part_of(side, block)) {
    std::vector<std::string> lines;
    for (const std::string& line : part->lines) lines.push_back(part->label.empty() ? line : part->label + " " + line);
    return text::join(lines, "\n");
  }
  return in_row(block.kind, fill(side, block.text));
}

class Composer {
 public:
  explicit Composer(const Sheet& sheet) : sheet_(sheet) {}

  pdf::Document run() {
    head();
    const auto& blocks = sheet_.german.text->text.blocks;
    for (std::size_t n = 0; n < blocks.size(); ++n) {
      if (vanishes(sheet_.german, blocks[n])) continue;
      if (blocks[n].text == signature) {
        end_rows();
        signatures();
      } else if (!take_table(blocks[n]) && !take_passages(blocks[n])) {
        sheet_.other ? row(blocks[n], sheet_.other->text->text.blocks.at(n)) : alone(blocks[n]);
      }
    }
    end_rows();
    return std::move(document_);
  }

 private:
  const Side& reader() const { return sheet_.other ? *sheet_.other : sheet_.german; }

  void head() {
    const Side& german = sheet_.german;
    document_.title = in(german, fill(german, german.text->text.title));
    document_.author = sheet_.author;
    document_.made_on = sheet_.made_on;
    document_.page_words = words("de", "seite");
    if (reader().text->text.language == "de-simple") document_.size = 12;
    document_.footer = footer();
    if (!sheet_.note.empty()) document_.footer += "\n" + sheet_.note;
    if (sheet_.address) document_.blocks.emplace_back(*sheet_.address);
    if (!sheet_.other) return;
    document_.blocks.emplace_back(
        pdf::Paragraph{in(*sheet_.other, fill(*sheet_.other, sheet_.other->text->text.title), true)});
    about_translation(*sheet_.other);
  }

  /// Which text in which version and language, and whether it was reviewed; of the German one, if they differ.
  std::string footer() const {
    const LetterText &german = *sheet_.german.text, &shown = *reader().text;
    std::string language = shown.text.language, status = german.status;
    if (shown.text.version != german.text.version) language += " " + shown.text.version;
    if (shown.status != german.status) status = "deutscher Text: " + status;
    return text::join({german.text.id, german.text.version, language, status}, " · ");
  }

  /// Who translated, when, and that nobody has checked it or that German has changed since: the draft in both languages.
  void about_translation(const Side& other) {
    std::string about = "Übersetzung (" + language_name(other.text->text.language) +
                        "): " + (other.text->translator.empty() ? "ohne Angabe" : other.text->translator);
    if (other.text->translated_on) about += ", " + german(*other.text->translated_on);
    about += ". " + other.text->status + ". Es gilt der deutsche Text.";
    document_.blocks.emplace_back(pdf::Paragraph{in(sheet_.german, std::move(about)), true});
    if (other.text->text.stale)
      document_.blocks.emplace_back(pdf::Paragraph{in(sheet_.german, std::string(consent::stale_note), true), true});
    if (!other.text->reviewed)
      document_.blocks.emplace_back(pdf::Paragraph{in(other, words(other.text->text.language, "entwurf")), true});
  }

  void row(const Text::Block& german, const Text::Block& other) {
    CHECK(german.kind == other.kind);
    row(german.kind, cell(sheet_.german, german), cell(*sheet_.other, other));
  }
  void row(Text::Kind kind, std::string german, std::string other) {
    const bool strong = kind == Text::Kind::heading;
    rows_.rows.push_back({in(sheet_.german, std::move(german), strong), in(*sheet_.other, std::move(other), strong)});
  }
  void end_rows() {
    if (rows_.rows.empty()) return;
    rows_.head = {in(sheet_.german, "Deutsch"), in(*sheet_.other, own_name(*sheet_.other))};
    rows_.ruled = false;
    document_.blocks.emplace_back(std::exchange(rows_, {}));
  }
  /// The language as its readers call it; the German name where the words do not say.
  static std::string own_name(const Side& side) {
    const std::string name = words(side.text->text.language, "sprache");
    return name == "sprache" ? language_name(side.text->text.language) : name;
  }

  void alone(const Text::Block& block) {
    const Side& side = sheet_.german;
    if (const Part* part = part_of(side, block)) return lines(*part);
    alone(block.kind, fill(side, block.text));
  }
  void alone(Text::Kind kind, std::string text) {
    const Side& side = sheet_.german;
    switch (kind) {
      case Text::Kind::heading: document_.blocks.emplace_back(pdf::Heading{in(side, std::move(text))}); return;
      case Text::Kind::item: document_.blocks.emplace_back(pdf::Item{in(side, std::move(text))}); return;
      case Text::Kind::paragraph: document_.blocks.emplace_back(pdf::Paragraph{in(side, std::move(text))}); return;
    }
  }
  void lines(const Part& part) {
    for (const std::string& line : part.lines)
      if (part.label.empty())
        document_.blocks.emplace_back(pdf::Paragraph{in(sheet_.german, line)});
      else
        document_.blocks.emplace_back(pdf::Item{in(sheet_.german, line), part.label});
  }

  /// A part that is a table goes over the whole width, in German.
  bool take_table(const Text::Block& block) {
    const Part* part = part_of(sheet_.german, block);
    if (part == nullptr || !part->table) return false;
    end_rows();
    document_.blocks.emplace_back(*part->table);
    return true;
  }

  bool take_passages(const Text::Block& block) {
    const Part* part = part_of(sheet_.german, block);
    if (part == nullptr || part->passages.empty()) return false;
    const Part* other = sheet_.other ? part_of(*sheet_.other, block) : nullptr;
    CHECK(!sheet_.other || (other != nullptr && other->passages.size() == part->passages.size()));
    for (std::size_t n = 0; n < part->passages.size(); ++n) {
      const auto& [kind, text] = part->passages[n];
      other != nullptr ? row(kind, in_row(kind, text), in_row(kind, other->passages[n].text)) : alone(kind, text);
    }
    return true;
  }

  void signatures() {
    if (!sheet_.signed_by.empty()) return drawn();
    std::vector<pdf::Words> labels;
    for (const char* key : {"unterschrift", "vertretung"}) labels.push_back(in(sheet_.german, words("de", key)));
    document_.blocks.emplace_back(pdf::Signatures{std::move(labels)});
    if (!sheet_.other) return;
    const Side& other = *sheet_.other;
    pdf::Table below;
    below.ruled = false;
    below.rows.push_back({in(other, words(other.text->text.language, "unterschrift")),
                          in(other, words(other.text->text.language, "vertretung"))});
    document_.blocks.emplace_back(std::move(below));
  }

  static pdf::Words drawn_by(const Side& side, const Signer& signer) {
    const std::string& language = side.text->text.language;
    return in(side, filled(words(language, "agreement.drawn"), {{"0", signer.name}, {"1", german(signer.on)}}, false));
  }
  void drawn() {
    pdf::Signatures signatures;
    pdf::Table below;
    below.ruled = false;
    if (sheet_.other) below.rows.emplace_back();
    for (const Signer& one : sheet_.signed_by) {
      signatures.labels.push_back(drawn_by(sheet_.german, one));
      signatures.drawn.push_back(one.strokes);
      if (sheet_.other) below.rows.front().push_back(drawn_by(*sheet_.other, one));
    }
    document_.blocks.emplace_back(std::move(signatures));
    if (sheet_.other) document_.blocks.emplace_back(std::move(below));
  }

  const Sheet& sheet_;
  pdf::Document document_;
  pdf::Table rows_;
};

}  // namespace

std::vector<Text::Block> said(const Side& side) {
  std::vector<Text::Block> blocks;
  for (const Text::Block& block : side.text->text.blocks)
    if (!vanishes(side, block)) blocks.push_back({block.kind, fill(side, block.text)});
  return blocks;
}

pdf::Document compose(const Sheet& sheet) { return Composer(sheet).run(); }

}  // namespace kim::documents
