#include "domain/hints/hint_guard.h"

#include <algorithm>
#include <array>

#include "base/i18n.h"
#include "base/text.h"

namespace kim::hints {
namespace {

using Kind = Find::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Parts of names that are words of their own in German, and particles.
bool is_common(std::string_view word) {
  constexpr std::array<std::string_view, 19> list{"von", "vom",  "der", "den", "dem", "des", "van", "bin", "ben", "ibn",
                                                  "abu", "bint", "del", "las", "los", "dos", "und", "zum", "zur"};
  return std::ranges::find(list, word) != list.end();
}

/// Small letters, without the marks on them: "Öztürk", "Oeztuerk" and "OZTURK" are one.
std::string plain(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> marks[] = {
      {"ä", "a"}, {"ö", "o"}, {"ü", "u"}, {"ß", "ss"}, {"ae", "a"}, {"oe", "o"}, {"ue", "u"}, {"é", "e"},
      {"è", "e"}, {"ê", "e"}, {"á", "a"}, {"à", "a"},  {"â", "a"},  {"ă", "a"},  {"í", "i"},  {"î", "i"},
      {"ı", "i"}, {"ó", "o"}, {"ô", "o"}, {"ú", "u"},  {"û", "u"},  {"ç", "c"},  {"ć", "c"},  {"č", "c"},
      {"ş", "s"}, {"ș", "s"}, {"š", "s"}, {"ğ", "g"},  {"ł", "l"},  {"ń", "n"},  {"ñ", "n"},  {"ț", "t"},
      {"ţ", "t"}, {"ž", "z"}, {"ż", "z"}, {"ź", "z"},  {"i̇", "i"}};
  std::string out;
  const std::string folded = text::folded(word);
  for (std::size_t n = 0; n < folded.size();) {
    const std::string_view rest = std::string_view(folded).substr(n);
    const auto mark = std::ranges::find_if(marks, [&](const auto& one) { return rest.starts_with(one.first); });
    out += mark == std::end(marks) ? rest.substr(0, 1) : mark->second;
    n += mark == std::end(marks) ? 1 : mark->first.size();
  }
  return out;
}

/// Words of letters, as they stand.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (is_letter(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

/// Pieces between blanks, without the marks around them: "(24.05.1991)." is "24.05.1991".
std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  std::string all(text);
  std::ranges::replace_if(all, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  for (std::string piece : text::split(all, ' ')) {
    const auto inner = [](char c) { return is_letter(c) || is_digit(c) || c == '+'; };
    while (!piece.empty() && !inner(piece.back())) piece.pop_back();
    piece.erase(piece.begin(), std::ranges::find_if(piece, inner));
    if (!piece.empty()) pieces.push_back(std::move(piece));
  }
  return pieces;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (is_digit(c)) digits += c;
  return digits;
}

class Search {
 public:
  Search(std::string_view text, const Known& who, Day today) : text_(text), who_(who), today_(today) {}

  std::vector<Find> run() {
    names();
    pieces();
    phones();
    return std::move(finds_);
  }

 private:
  void found(Kind kind, std::string text) {
    const bool said =
        std::ranges::any_of(finds_, [&](const Find& one) { return one.text.find(text) != std::string::npos; });
    if (!said) finds_.push_back({kind, std::move(text)});
  }

  void names() {
    std::vector<std::string> known, short_ones;
    for (const std::string& name : who_.names) {
      const auto parts = words_of(name);
      for (const std::string& part : parts) {
        const std::string word = plain(part);
        if (word.size() >= 3 && !is_common(word)) known.push_back(word);
      }
      if (parts.size() == 1 && parts[0].size() == 2) short_ones.push_back(parts[0]);  // "Li": only as it is written
    }
    for (const std::string& word : words_of(text_)) {
      const std::string one = plain(word);
      const bool is_name = std::ranges::any_of(known, [&](const std::string& name) {
        return one == name || one == name + "s";  // Rahimis Antrag
      });
      if (is_name || std::ranges::find(short_ones, word) != short_ones.end()) found(Kind::name, word);
    }
  }

  [[nodiscard]] std::optional<PartialDate> date_in(const std::string& piece) const {
    if (!is_digit(piece.front()) || piece.find_first_of(".-") == std::string::npos) return std::nullopt;
    const auto date = parse_partial_date(piece, today_);
    return date && date->day != 0 ? std::optional(*date) : std::nullopt;
  }
  [[nodiscard]] bool is_case_number(const std::string& piece) const {
    const std::string one = text::folded(piece);
    if (one.starts_with("kim-") && digits_of(one).size() >= 6) return true;
    return std::ranges::any_of(who_.numbers, [&](const std::string& number) { return text::folded(number) == one; });
  }

  void pieces() {
    int since_birth = 3;  // pieces since "geboren"
    for (const std::string& piece : pieces_of(text_)) {
      const std::string word = text::folded(piece);
      since_birth = word == "geb" || word.starts_with("geboren") || word.starts_with("geburt") ? 0 : since_birth + 1;
      if (const auto at = piece.find('@'); at != std::string::npos && piece.find('.', at) != std::string::npos)
        found(Kind::mail, piece);
      if (is_case_number(piece)) found(Kind::case_number, piece);
      const auto date = date_in(piece);
      if (date && (since_birth <= 2 || std::ranges::find(who_.births, *date) != who_.births.end()))
        found(Kind::birth, piece);
    }
  }

  /// Runs of digits with what stands between them in a telephone number. One begins with 0 or +, or is long.
  void phones() {
    std::string run;
    for (std::size_t n = 0; n <= text_.size(); ++n) {
      const char c = n < text_.size() ? text_[n] : '\n';
      if (is_digit(c) || c == '+' || (!run.empty() && std::string_view(" /-()").find(c) != std::string_view::npos)) {
        run += c;
        continue;
      }
      look_at_run(std::exchange(run, {}), c);
    }
  }
  void look_at_run(std::string run, char next) {
    while (!run.empty() && !is_digit(run.back())) run.pop_back();
    const std::string digits = digits_of(run);
    const bool is_date = next == '.' && digits.size() <= 2;
    const bool begins = run.starts_with('+') || run.starts_with('0') || digits.size() >= 9;
    const bool known = digits.size() >= 5 && std::ranges::any_of(who_.numbers, [&](const std::string& number) {
                         return digits_of(number) == digits;
                       });
    if (!is_date && ((begins && digits.size() >= 6) || known)) found(Kind::phone, run);
  }

  std::string_view text_;
  const Known& who_;
  Day today_;
  std::vector<Find> finds_;
};

std::string kind_words(Kind kind) {
  switch (kind) {
    case Kind::name: return tr("Name");
    case Kind::case_number: return tr("Fallnummer");
    case Kind::phone: return tr("Telefon oder andere Nummer");
    case Kind::mail: return tr("E-Mail");
    case Kind::birth: return tr("Geburtsdatum");
  }
  return {};
}

}  // namespace

std::vector<Find> personal_in(std::string_view text, const Known& who, Day today) {
  return Search(text, who, today).run();
}

std::string refusal(const std::vector<Find>& finds) {
  if (finds.empty()) return {};
  std::vector<std::string> parts;
  for (const Find& find : finds) parts.push_back(kind_words(find.kind) + " „" + find.text + "“");
  return trf(
      "Daran erkennt man die Person: {}. Schreiben Sie es ohne diese Angaben, zum Beispiel „eine Mutter mit zwei "
      "Kindern“.",
      {text::join(parts, ", ")});
}

}  // namespace kim::hints
