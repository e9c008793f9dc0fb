// Texts of letters in many languages (data/letters, README.md there, and what users made of them: slice texts), and the
// words that stand beside them: labels, signatures, page numbers. German and English of what is signed come from data/texts
// (consent), so that paper and page say the same. What it is not: who may print them (letter_actions.cpp).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/consent/consent_texts.h"

namespace kim::documents {

/// A text with what is known about its making.
struct LetterText {
  consent::Text text;
  std::string status;      // "Entwurf, nicht fachlich geprüft"; printed
  std::string translator;  // "ohne Angabe" if nobody is named; empty for the German text
  std::optional<Day> translated_on;
  bool reviewed = false;  // somebody competent has looked at the wording; `status` says who and when
};

/// Bug if a head line is missing or unknown: the texts are part of the program, a test reads all.
[[nodiscard]] LetterText parse_letter(std::string_view file);
inline constexpr std::string_view unreviewed = "Entwurf, nicht fachlich geprüft";

/// Whether a text is printed as a letter in the languages of letters: those of the code list "letter", and the confirmation of
/// a withdrawal, which is made from the withdrawal and not from the list of letters.
[[nodiscard]] bool is_letter(std::string_view id);
/// All embedded letters with those of consent that are printed as letters; read once.
[[nodiscard]] const std::vector<LetterText>& shipped_letters();
/// Replaces all letters, as consent::install_texts does.
void install_letters(std::vector<LetterText> letters);

/// The text in force on `day` in that language, the controller's own wording first. Null if there is none.
[[nodiscard]] const LetterText* find_letter(std::string_view id, std::string_view language, std::string_view controller,
                                            Day day);
/// The version a letter was made with, in force or not; the controller's own wording first. Null if there is none.
[[nodiscard]] const LetterText* find_version(std::string_view id, std::string_view language,
                                             std::string_view controller, std::string_view version);
/// Whether the two can be printed beside each other: of the same controller, block by block of the same kind.
[[nodiscard]] bool fits(const LetterText& german, const LetterText& other);
/// Languages of a letter, German first, then by their names in German.
[[nodiscard]] std::vector<std::string> letter_languages(std::string_view id, Day day);
/// "Einfache Sprache" for de-simple, else the name from the code list.
[[nodiscard]] std::string language_name(std::string_view language);

/// Words of prints in `language`: "unterschrift", "consent_purpose.case_file" ... The German ones where one is missing.
[[nodiscard]] std::string words(std::string_view language, std::string_view key);
using Words = std::map<std::string, std::string, std::less<>>;
/// "key: words" lines; comments begin with '#'. Bug on a line without colon.
[[nodiscard]] Words parse_words(std::string_view file);

/// The condition that a line begins with: "nur_geplant" of "{nur_geplant} In Zukunft ..."; empty if it has none. Such a line
/// is printed only if the condition is among the values; the condition itself never is.
[[nodiscard]] std::string_view condition(std::string_view line);
/// `line` without its condition, with its placeholders put in. What is not known becomes a line to write on. In a right-to-left text, each
/// value keeps its own direction, and numbers of several groups (telephone) are kept together.
[[nodiscard]] std::string filled(std::string_view line, const Words& values, bool right_to_left);

}  // namespace kim::documents
