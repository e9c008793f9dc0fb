#include "domain/documents/letter_values.h"

#include "base/check.h"
#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/documents/handover_values.h"
#include "domain/documents/referral_values.h"
#include "domain/goals/goal_rules.h"
#include "domain/goals/goal_store.h"
#include "domain/organisation/organisation.h"
#include "domain/referrals/referral_store.h"

namespace kim::documents {
namespace {

constexpr int free_lines = 6;
constexpr std::string_view free_line = "__________________________________________";

/// Everything that is asked of the database, once for both languages.
struct Facts {
  organisation::Body controller;
  std::vector<records::Stored<goals::Goal>> goals;
  std::vector<records::Stored<goals::Agreement>> agreements;
  std::vector<records::Stored<referrals::Referral>> referrals;
  std::string responsible;
  std::string municipality;
};

Facts load(Context& ctx, const access::Permit& permit, const people::Person& person) {
  Facts facts;
  if (auto body = organisation::find_body(ctx.db(), permit.controller())) facts.controller = std::move(body->value);
  facts.goals = goals::store::goals_of(ctx.db(), permit);
  facts.agreements = goals::store::agreements_of(ctx.db(), permit);
  facts.referrals = referrals::store::referrals_of(ctx.db(), permit);
  facts.responsible = access::account_name(ctx, permit.responsible());
  facts.municipality = organisation::municipality_name(ctx.db(), person.municipality);
  return facts;
}

Part boxes(std::string_view language, std::string_view list, Day today) {
  Part part{{}, "☐", {}};
  for (const Code* code : code_list(list).valid_on(today))
    part.lines.push_back(words(language, std::string(list) + "." + code->code));
  return part;
}

Part lines_to_write(std::size_t count) { return {std::vector<std::string>(count, std::string(free_line)), {}, {}}; }

Part goals_part(const Facts& facts) {
  pdf::Table table{{{.text = "Ziel"}, {.text = "Vereinbart"}, {.text = "Bis wann?"}}, {}, true};
  for (const auto& goal : facts.goals)
    if (goals::is_open(goal.value))
      table.rows.push_back({{.text = goal.value.words},
                            {.text = goal.value.agreed},
                            {.text = goal.value.until ? german(*goal.value.until) : std::string()}});
  if (table.rows.empty()) return lines_to_write(3);
  return {{}, {}, std::move(table)};
}

Part allowed_part(std::string_view language, const cases::Frame& frame) {
  Part part{{}, "•", {}};
  for (const std::string& purpose : frame.consent.purposes)
    part.lines.push_back(words(language, "consent_purpose." + purpose));
  return part;
}

Part referrals_part(Context& ctx, const Facts& facts) {
  Part part{{}, "•", {}};
  for (const auto& one : facts.referrals)
    if (referrals::is_running(one.value.state))
      part.lines.push_back(organisation::body_name(ctx.db(), one.value.recipient) + ": " +
                           code_label("referral_state", one.value.state));
  if (part.lines.empty()) part.lines.emplace_back("keine");
  return part;
}

Part handover_boxes() {
  return {{"Ziele und nächste Schritte besprochen", "Termine und Fristen genannt", "Unterlagen übergeben",
           "Die Person kennt die neue Fachkraft", "Die Einwilligung gilt auch für die neue Stelle"},
          "☐",
          {}};
}

void put_words(const Facts& facts, const cases::Frame& frame, const Letter& letter, const Context& ctx, Words& words) {
  const people::Person& person = frame.person.value;
  words["name"] = frame.name;
  words["person"] = person.birth ? frame.name + ", " + german(*person.birth) : frame.name;
  words["verantwortlich"] = facts.controller.name;
  words["datenschutz"] = facts.controller.privacy_contact;
  words["telefon"] = text::join(text::split(facts.controller.phone, ' '), "\u00A0");  // stays on one line
  words["fachkraft"] = facts.responsible;
  words["zeichen"] = frame.data.value.number;
  words["heute"] = german(letter.made_on.value_or(ctx.today()));
  words["tag"] = letter.on ? german(*letter.on) : std::string();
  words["uhrzeit"] = letter.time;
  words["ort"] = letter.place;
  words["anmerkung"] = letter.note;
  if (!facts.agreements.empty() && facts.agreements.back().value.review_on)
    words["ueberpruefung"] = german(*facts.agreements.back().value.review_on);
}

Values values_for(Context& ctx, const Facts& facts, const cases::Frame& frame, const Letter& letter,
                  std::string_view language) {
  Values values;
  put_words(facts, frame, letter, ctx, values.words);
  for (const char* list : {"consent_purpose", "release_direction", "data_category"})
    values.parts[list == std::string_view("consent_purpose")     ? "zwecke"
                 : list == std::string_view("release_direction") ? "richtung"
                                                                 : "angaben"] = boxes(language, list, ctx.today());
  values.parts["ziele"] = goals_part(facts);
  values.parts["erlaubt"] = allowed_part(language, frame);
  values.parts["verweisungen"] = referrals_part(ctx, facts);
  values.parts["kasten"] = handover_boxes();
  values.parts["zeilen"] = lines_to_write(free_lines);
  return values;
}

/// A letter by post: to the person at home.
pdf::Address address_of(const Facts& facts, const cases::Frame& frame, const Letter& letter, Day today) {
  const std::string sender = text::join(text::split(facts.controller.address, '\n'), ", ");
  pdf::Address address{text::join({facts.controller.name, sender}, " · "), {frame.name}, {}};
  for (const std::string& line : {frame.person.value.street, facts.municipality})
    if (!line.empty()) address.lines.push_back(line);
  address.facts = {"Unser Zeichen: " + frame.data.value.number, "Ansprechperson: " + facts.responsible,
                   "Telefon: " + facts.controller.phone, "Datum: " + german(letter.made_on.value_or(today))};
  return address;
}

/// The wording the letter was made with, so that a second print says what the first said; else the one in force.
const LetterText* made_with(const Letter& letter, std::string_view language, std::string_view version,
                            const Facts& facts, Day today) {
  const std::string& controller = facts.controller.name;
  const LetterText* text = find_version(letter.text, language, controller, version);
  return text != nullptr ? text : find_letter(letter.text, language, controller, today);
}

}  // namespace

Result<Sheet> sheet_for(Context& ctx, const access::Permit& permit, const cases::Frame& frame,
                        const records::Stored<Letter>& stored) {
  const i18n::Use german_words(i18n::Language::de);  // the binding text; the other language has words of its own
  const Letter& letter = stored.value;
  const Facts facts = load(ctx, permit, frame.person.value);
  Sheet sheet;
  sheet.made_on = letter.made_on.value_or(ctx.today());
  sheet.author = facts.controller.name;
  sheet.german = {made_with(letter, "de", letter.version, facts, ctx.today()),
                  values_for(ctx, facts, frame, letter, "de")};
  CHECK(sheet.german.text != nullptr);
  if (letter.text == "verweisung") TRY(put_referral(ctx, permit, frame, letter, sheet));
  if (letter.text == "einladung" || letter.text == "uebergabe")
    sheet.address = address_of(facts, frame, letter, ctx.today());
  const auto handover = latest_handover(ctx, permit);
  if (letter.text == "uebergabe" && !handover) return failure(ErrorCode::conflict, no_handover());
  if (handover) put_handover(ctx, *handover, sheet.german.values.words);
  if (letter.language == "de") return sheet;
  const LetterText* other = made_with(letter, letter.language, letter.translation, facts, ctx.today());
  if (other == nullptr) return failure(ErrorCode::not_found);
  // A German wording without a translation of its own stands alone rather than beside another text.
  if (fits(*sheet.german.text, *other))
    sheet.other = Side{other, values_for(ctx, facts, frame, letter, letter.language)};
  if (handover && sheet.other) put_handover(ctx, *handover, sheet.other->values.words);
  return sheet;
}

}  // namespace kim::documents
