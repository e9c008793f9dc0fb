#include "domain/referrals/referral_gate.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"

namespace kim::referrals {
namespace {

constexpr std::size_t purpose_length = 240;

/// The first `most` code points, on one line.
std::string one_line(std::string text, std::size_t most) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (text::length(text) <= most) return text;
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins && seen++ == most) break;
  }
  return text.substr(0, at) + "…";
}

}  // namespace

Result<void> require_basis(db::Connection& db, SubjectId person, const Referral& referral, Day today) {
  TRY(consent::require_consent(db, person, consent::case_file, today));
  if (consent::rests_on_release(referral.legal_basis))
    TRY(consent::require_release(db, person, referral.recipient, referral.contents, today));
  return {};
}

std::string disclosed_purpose(const Referral& referral) {
  if (!consent::rests_on_release(referral.legal_basis)) return referral.basis_note;
  return one_line("Verweisung: " + referral.reason, purpose_length);
}

consent::Disclosure disclosure_of(const Referral& referral, Day today) {
  consent::Disclosure disclosure;
  disclosure.recipient = referral.recipient;
  disclosure.contents = referral.contents;
  disclosure.legal_basis = referral.legal_basis;
  disclosure.release = referral.release;
  disclosure.purpose = disclosed_purpose(referral);
  disclosure.on = today;
  return disclosure;
}

}  // namespace kim::referrals
