// The confirmation of a withdrawal as a letter: German, beside it the person's language. Pure: facts in, sheet out.
// What it is not: the withdrawal itself or its page (slice consent), or who may print it (withdrawal_print.cpp).
#pragma once

#include "domain/consent/consent.h"
#include "domain/documents/letter_sheet.h"

namespace kim::documents {

struct WithdrawalFacts {
  consent::Withdrawal withdrawal;
  std::string person;     // "Parwin Rahimi, 24.05.1991"
  std::string recipient;  // of the release that was withdrawn
  struct Receipt {
    std::string name;
    Day on;
    std::vector<std::string> contents;  // code list "data_category"
  };
  std::vector<Receipt> received;  // who holds data of the person
  std::string controller, privacy_contact, staff;
  pdf::Address address;
};
/// The letter's id in data/letters and data/texts.
inline constexpr std::string_view withdrawal_letter = "widerruf";
/// Bug if `language` has no text of it.
[[nodiscard]] Sheet withdrawal_sheet(const WithdrawalFacts& facts, std::string_view language, Day today);

}  // namespace kim::documents
