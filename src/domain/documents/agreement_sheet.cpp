#include "domain/documents/agreement_sheet.h"

#include "base/check.h"
#include "domain/goals/agreement_text.h"

namespace kim::documents {
namespace {

using consent::Text;
using goals::AgreementPart;
using Kind = AgreementPart::Kind;

/// Which words say a part; null: what was written stands alone.
const char* key_of(Kind kind) {
  switch (kind) {
    case Kind::between: return "agreement.between";
    case Kind::agreed: return "agreement.agreed";
    case Kind::sign: return "agreement.sign";
    case Kind::until: return "agreement.until";
    case Kind::step_until: return "agreement.step_until";
    case Kind::ended_goals: return "agreement.ended_goals";
    case Kind::goal:
    case Kind::step:
    case Kind::ended:
    case Kind::other: return nullptr;
  }
  report_bug("unknown part of an agreement");
}

/// What was written keeps its own direction, with its full stop, inside a right-to-left text (Unicode FSI, PDI).
std::string written(const std::string& text, bool right_to_left) {
  return right_to_left ? "\xE2\x81\xA8" + text + "\xE2\x81\xA9" : text;
}

std::string in_language(const AgreementPart& part, const LetterText& letter) {
  const bool rtl = letter.text.direction == "rtl";
  const std::string& language = letter.text.language;
  if (part.kind == Kind::ended)
    return written("„" + part.values[0] + "“", rtl) + ": " + words(language, "goal_state." + part.values[1]);
  const char* key = key_of(part.kind);
  if (key == nullptr) return written(part.line.text, rtl);
  Words values;
  for (std::size_t n = 0; n < part.values.size(); ++n) values[std::to_string(n)] = written(part.values[n], rtl);
  return filled(words(language, key), values, false);
}

Text::Kind block_kind(goals::TextLine::Kind kind) {
  switch (kind) {
    case goals::TextLine::Kind::heading: return Text::Kind::heading;
    case goals::TextLine::Kind::item: return Text::Kind::item;
    case goals::TextLine::Kind::sentence: return Text::Kind::paragraph;
  }
  report_bug("unknown kind of a line");
}

/// `letter`: the text beside German; null for the German column, which is the frozen text itself.
Values values_for(const SignedVersion& version, const std::vector<AgreementPart>& parts, const LetterText* letter) {
  Values values;
  Part& text = values.parts["ziele"];
  values.words["person"] = version.person;
  for (const AgreementPart& part : parts) {
    text.passages.push_back(
        {block_kind(part.line.kind), letter == nullptr ? part.line.text : in_language(part, *letter)});
    if (part.kind == Kind::between) values.words["person"] = part.values[0];
  }
  if (version.agreement.review_on) values.words["ueberpruefung"] = german(*version.agreement.review_on);
  return values;
}

}  // namespace

Sheet agreement_sheet(const SignedVersion& version, std::string_view language, Day today) {
  const auto parts = goals::agreement_parts(version.agreement.signed_text);
  const Day signed_on = version.agreement.agreed_on.value_or(today);
  Sheet sheet;
  sheet.made_on = signed_on;
  sheet.author = version.controller;
  sheet.signed_by = version.signed_by;
  sheet.note = "Fassung " + std::to_string(version.number) + " vom " + german(signed_on) +
               " · SHA-256 des deutschen Textes:\n" + version.agreement.text_hash;
  sheet.german = {find_letter(agreement_letter, "de", version.controller, today), values_for(version, parts, nullptr)};
  CHECK(sheet.german.text != nullptr);
  if (language == "de") return sheet;
  const LetterText* other = find_letter(agreement_letter, language, version.controller, today);
  CHECK(other != nullptr);
  // A controller's own German wording has no translation of its own (letter_values.cpp).
  if (fits(*sheet.german.text, *other)) sheet.other = Side{other, values_for(version, parts, other)};
  return sheet;
}

}  // namespace kim::documents
