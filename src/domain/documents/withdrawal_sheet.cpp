#include "domain/documents/withdrawal_sheet.h"

#include "base/check.h"
#include "base/text.h"
#include "domain/consent/withdrawal_effects.h"

namespace kim::documents {
namespace {

using consent::Effect;

std::string said(std::string_view language, std::string_view key, const std::string& value = {}) {
  return filled(words(language, key), {{"0", value}}, false);
}

std::string what(const WithdrawalFacts& facts, std::string_view language) {
  if (facts.withdrawal.scope == "purpose") return words(language, "consent_purpose." + facts.withdrawal.purpose);
  if (facts.withdrawal.scope == "release") return said(language, "withdrawal.release", facts.recipient);
  return words(language, "withdrawal.all");
}

std::string effect_words(Effect effect, const consent::Withdrawal& data, std::string_view language) {
  switch (effect) {
    case Effect::file_blocked: return words(language, "withdrawal.blocked");
    case Effect::nothing_out: return words(language, "withdrawal.nothing_out");
    case Effect::purpose_ends:
      return said(language, "withdrawal.purpose", words(language, "consent_purpose." + data.purpose));
    case Effect::nothing_to_body: return words(language, "withdrawal.nothing_to_body");
    case Effect::erasure_check: return said(language, "withdrawal.check", german(*data.erasure_check_on));
  }
  report_bug("unknown effect of a withdrawal");
}

Part effects_part(const consent::Withdrawal& withdrawal, std::string_view language) {
  Part part{{}, "•", {}};
  for (const Effect effect : consent::effects_of(withdrawal))
    part.lines.push_back(effect_words(effect, withdrawal, language));
  return part;
}

Part received_part(const WithdrawalFacts& facts, std::string_view language) {
  Part part{{}, "•", {}};
  for (const auto& one : facts.received) {
    std::vector<std::string> contents;
    for (const std::string& code : one.contents) contents.push_back(words(language, "data_category." + code));
    part.lines.push_back(one.name + ", " + german(one.on) + ": " + text::join(contents, ", "));
  }
  if (part.lines.empty()) part.lines.push_back(words(language, "withdrawal.nobody"));
  return part;
}

Values values_for(const WithdrawalFacts& facts, std::string_view language, Day today) {
  Values values;
  values.words = {{"person", facts.person},
                  {"widerruf_am", german(facts.withdrawal.on.value_or(today))},
                  {"widerruf_was", what(facts, language)},
                  {"datenschutz", facts.privacy_contact},
                  {"heute", german(today)},
                  {"fachkraft", facts.staff},
                  {"verantwortlich", facts.controller}};
  values.parts["folgen"] = effects_part(facts.withdrawal, language);
  values.parts["empfaenger"] = received_part(facts, language);
  return values;
}

}  // namespace

Sheet withdrawal_sheet(const WithdrawalFacts& facts, std::string_view language, Day today) {
  Sheet sheet;
  sheet.made_on = today;
  sheet.author = facts.controller;
  sheet.address = facts.address;
  sheet.german = {find_letter(withdrawal_letter, "de", facts.controller, today), values_for(facts, "de", today)};
  CHECK(sheet.german.text != nullptr);
  if (language == "de") return sheet;
  const LetterText* other = find_letter(withdrawal_letter, language, facts.controller, today);
  CHECK(other != nullptr);
  // A controller's own German wording has no translation of its own (letter_values.cpp).
  if (fits(*sheet.german.text, *other)) sheet.other = Side{other, values_for(facts, language, today)};
  return sheet;
}

}  // namespace kim::documents
