// A signed version of the Zielvereinbarung as a document: its frozen German text, beside it the fixed words in the person's
// language. What the people wrote stands in both columns as they wrote it. Pure: values in, sheet out.
// What it is not: who may print it (agreement_print.cpp), or the text itself (goals/agreement_text.h).
#pragma once

#include "domain/documents/letter_sheet.h"
#include "domain/goals/goal.h"

namespace kim::documents {

/// What is printed, besides the texts of the letter.
struct SignedVersion {
  goals::Agreement agreement;
  std::size_t number = 1;  // "Fassung 1"
  std::string person;      // if the frozen text does not name her
  std::string controller;
  std::vector<Signer> signed_by{};  // on the screen; empty: lines to sign on
};
/// Bug if `language` has no text of the letter "zielvereinbarung".
[[nodiscard]] Sheet agreement_sheet(const SignedVersion& version, std::string_view language, Day today);
/// The letter's id in data/letters.
inline constexpr std::string_view agreement_letter = "zielvereinbarung";

}  // namespace kim::documents
