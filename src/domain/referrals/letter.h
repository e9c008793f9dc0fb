// The letter to the body and its sheet to answer on: as much about the person as the contents allow, not more.
// What it is not: the page around it, or the permission to print (letter_pages.cpp).
#pragma once

#include <string>
#include <vector>

#include "domain/organisation/organisation.h"
#include "domain/people/person.h"
#include "domain/referrals/referral.h"
#include "platform/html/components.h"

namespace kim::referrals {

/// Everything the letter names.
struct Letter {
  Referral referral;
  people::Person person;
  organisation::Body recipient;
  organisation::Body sender;  // Verantwortlicher of the case
  std::string tenant;         // "Kreis Paderborn"
  std::string clerk;          // who is responsible for the case
  std::string reference;      // "KIM-2026-0417"
  std::string reply_url{};    // secret address to answer at; empty = none on this print
  std::optional<Day> reply_until{};
};

/// What of the person the contents let out: name and birth, ways to reach, languages, level of German. For the letter and
/// for the inbox of the body.
[[nodiscard]] std::vector<ui::Fact> person_facts(const people::Person& person,
                                                 const std::vector<std::string>& contents);
/// Labels of contents that stand in no fact above: they go along as enclosures or are told by phone.
[[nodiscard]] std::vector<std::string> enclosed(const std::vector<std::string>& contents);

/// Letter and answer sheet, always in German: they go to a German body.
[[nodiscard]] html::Fragment letter_sheets(const Letter& letter);

}  // namespace kim::referrals
