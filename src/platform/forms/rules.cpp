// The rules a single value has to keep. What it is not: reading what was typed (read.cpp).
#include "platform/forms/rules.h"

#include <algorithm>

#include "base/check.h"
#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"

namespace kim::forms {
namespace {

using record::Field;
using record::Kind;
using record::Need;
using record::Value;

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2199;

std::unexpected<std::string> wrong(std::string sentence) { return std::unexpected(std::move(sentence)); }

std::string label(const Field& field) { return tr(field.label); }

std::string missing(const Field& field) {
  switch (field.kind) {
    case Kind::code:
    case Kind::codes:
    case Kind::language:
    case Kind::yes_no:
    case Kind::reference: return trf("Wählen Sie bei „{}“ eine Antwort.", {label(field)});
    case Kind::day:
    case Kind::partial_date: return trf("Geben Sie bei „{}“ ein Datum an.", {label(field)});
    case Kind::flag: return trf("Bestätigen Sie „{}“.", {label(field)});
    case Kind::number: return trf("Geben Sie bei „{}“ eine Zahl an.", {label(field)});
    case Kind::text:
    case Kind::long_text:
    case Kind::email:
    case Kind::phone:
    case Kind::moment: break;
  }
  return trf("Füllen Sie „{}“ aus.", {label(field)});
}

// ---- texts ----

Verdict check_length(const Field& field, std::string_view text) {
  const std::size_t length = text::length(text);
  if (field.limit == 0 || length <= field.limit) return {};
  const auto over = static_cast<long long>(length - field.limit), most = static_cast<long long>(field.limit);
  return wrong(trf("„{0}“ ist {1} Zeichen zu lang. Höchstens {2} Zeichen.",
                   {label(field), text::german_number(over), text::german_number(most)}));
}

Verdict check_characters(const Field& field, std::string_view text) {
  if (text::has_forbidden_characters(text))
    return wrong(
        trf("„{}“ enthält unsichtbare Steuerzeichen. Fügen Sie den Text ohne Formatierung ein.", {label(field)}));
  if (field.kind != Kind::long_text && text.find_first_of("\n\r\t") != std::string_view::npos)
    return wrong(trf("„{}“ darf nur eine Zeile haben.", {label(field)}));
  return {};
}

Verdict check_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  const bool good = at != std::string_view::npos && at > 0 && text.find('@') == at &&
                    text.find_first_of(" ,;<>\"") == std::string_view::npos && !text.ends_with('.') &&
                    text.find('.', at) != std::string_view::npos && text[std::min(at + 1, text.size() - 1)] != '.';
  if (good) return {};
  return wrong(tr("Das ist keine vollständige E-Mail-Adresse. Beispiel: name@beispiel.de"));
}

/// Three digits are enough: people add "abends" or "Bruder", and foreign numbers look different.
Verdict check_phone(std::string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits >= 3) return {};
  return wrong(tr("Das ist keine vollständige Telefonnummer. Beispiel: 05251 123456"));
}

Verdict check_code(const Field& field, std::string_view code) {
  if (code_list(field.list).find(code) != nullptr) return {};
  return wrong(trf("Diese Antwort gibt es bei „{}“ nicht. Wählen Sie eine andere.", {label(field)}));
}

Verdict check_text(const Field& field, const std::string& text) {
  if (auto verdict = check_characters(field, text); !verdict) return verdict;
  if (auto verdict = check_length(field, text); !verdict) return verdict;
  if (!field.list.empty()) return check_code(field, text);
  if (field.kind == Kind::email) return check_email(text);
  if (field.kind == Kind::phone) return check_phone(text);
  return {};
}

Verdict check_codes(const Field& field, const std::vector<std::string>& codes) {
  if (field.limit > 0 && codes.size() > field.limit)
    return wrong(trf("Wählen Sie bei „{0}“ höchstens {1} Antworten.", {label(field), std::to_string(field.limit)}));
  for (const std::string& code : codes)
    if (auto verdict = check_code(field, code); !verdict) return verdict;
  return {};
}

// ---- numbers and dates ----

Verdict check_number(const Field& field, std::int64_t number) {
  if (field.kind == Kind::reference) return {};
  const auto most = static_cast<std::int64_t>(field.limit);
  if (number >= field.least && number <= most) return {};
  return wrong(trf("„{0}“ muss zwischen {1} und {2} liegen.",
                   {label(field), text::german_number(field.least), text::german_number(most)}));
}

Verdict check_year(int year) {
  if (year >= kYearMin && year <= kYearMax) return {};
  return wrong(trf("Bitte prüfen Sie das Jahr {0}. Möglich sind {1} bis {2}.",
                   {std::to_string(year), std::to_string(kYearMin), std::to_string(kYearMax)}));
}

Verdict in_future(const std::string& date, Day today) {
  return wrong(trf("{0} liegt in der Zukunft. Heute ist der {1}.", {date, german(today)}));
}

Verdict check_day(const Field& field, Day day, Day today) {
  if (auto verdict = check_year(static_cast<int>(std::chrono::year_month_day(day).year())); !verdict) return verdict;
  if (field.past_only && day > today) return in_future(german(day), today);
  return {};
}

/// Unknown month and day count as the first: a date is in the future only if all of it is.
Day earliest(const PartialDate& date) {
  return Day(std::chrono::year(date.year) / std::chrono::month(std::max(1U, date.month)) /
             std::chrono::day(std::max(1U, date.day)));
}

Verdict check_partial(const Field& field, const PartialDate& date, Day today) {
  if (auto verdict = check_year(date.year); !verdict) return verdict;
  if (field.past_only && earliest(date) > today) return in_future(german(date), today);
  return {};
}

/// Not given. A plain number as reference says "none" by 0.
bool is_nothing(const Field& field, const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return true;
  return field.kind == Kind::reference && value == Value(std::int64_t{0});
}

Verdict check_given(const Field& field, const Value& value, Day today) {
  if (const auto* text = std::get_if<std::string>(&value)) return check_text(field, *text);
  if (const auto* codes = std::get_if<std::vector<std::string>>(&value)) return check_codes(field, *codes);
  if (const auto* number = std::get_if<std::int64_t>(&value)) return check_number(field, *number);
  if (const auto* day = std::get_if<Day>(&value)) return check_day(field, *day, today);
  if (const auto* date = std::get_if<PartialDate>(&value)) return check_partial(field, *date, today);
  if (const auto* yes = std::get_if<bool>(&value); yes != nullptr && !*yes && field.need == Need::must)
    return wrong(missing(field));
  return {};
}

}  // namespace

Verdict check(const Field& field, const Value& value, Day today) {
  if (!is_nothing(field, value)) return check_given(field, value, today);
  if (field.need == Need::must) return wrong(missing(field));
  return {};
}

std::vector<const Field*> chosen(const record::Record& record, std::span<const std::string_view> only) {
  std::vector<const Field*> fields;
  if (only.empty()) {
    for (const Field& field : record.fields)
      if (field.need != Need::kept && field.kind != Kind::moment) fields.push_back(&field);
    return fields;
  }
  for (const std::string_view name : only) {
    const Field* field = record.find(name);
    if (field == nullptr) throw Bug("no field " + std::string(name) + " in " + std::string(record.name));
    fields.push_back(field);
  }
  return fields;
}

}  // namespace kim::forms
