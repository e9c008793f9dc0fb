// Reads what was typed into values. What it is not: the rules those values have to keep (rules.cpp).
#include <algorithm>
#include <charconv>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "platform/forms/forms.h"
#include "platform/forms/rules.h"

namespace kim::forms {
namespace {

using record::Field;
using record::Kind;
using record::Need;
using record::Value;
using record::YesNo;
using Reading = std::expected<Value, std::string>;

std::unexpected<std::string> wrong(std::string sentence) { return std::unexpected(std::move(sentence)); }

/// Cleaning expects well-formed text; what is not is left as it is and refused by the rules.
Value cleaned(std::string_view typed) {
  if (text::has_forbidden_characters(typed)) return std::string(typed);
  std::string text = text::clean(typed);
  if (text.empty()) return {};
  return text;
}

/// Check boxes send one pair each; the conflict page sends all joined by ",".
Value read_codes(const Field& field, const http::Form& form) {
  std::vector<std::string> codes;
  for (const std::string& sent : form.all(field.name))
    for (const std::string& code : text::split(sent, ','))
      if (!code.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  if (codes.empty()) return {};
  return codes;
}

/// "1.120" has its points every three digits; "1.5" is not a whole number.
bool has_good_points(std::string_view digits) {
  const std::size_t first = digits.find('.');
  if (first == std::string_view::npos) return true;
  if (first == 0 || first > 3) return false;
  for (std::size_t i = first; i < digits.size(); ++i)
    if ((digits[i] == '.') != ((i - first) % 4 == 0)) return false;
  return (digits.size() - first) % 4 == 0;
}

Reading read_number(const Field& field, std::string_view typed) {
  std::string digits(typed);
  const bool good = has_good_points(typed.starts_with('-') ? typed.substr(1) : typed);
  std::erase(digits, '.');
  std::int64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, problem] = std::from_chars(digits.data(), end, number);
  if (good && problem == std::errc() && stop == end) return number;
  return wrong(trf("Geben Sie bei „{}“ eine ganze Zahl an, zum Beispiel 45.", {tr(field.label)}));
}

Reading read_reference(const Field& field, std::string_view typed) {
  std::int64_t number = 0;
  const auto [stop, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (problem != std::errc() || stop != typed.data() + typed.size() || number < 0)
    return wrong(trf("Diese Antwort gibt es bei „{}“ nicht. Wählen Sie eine andere.", {tr(field.label)}));
  if (number == 0) return Value();
  return number;
}

Reading read_yes_no(const Field& field, std::string_view typed) {
  if (typed.empty() && field.need == Need::must) return Value();
  if (typed.empty()) return YesNo::unknown;
  if (typed == "yes") return YesNo::yes;
  if (typed == "no") return YesNo::no;
  if (typed == "unknown") return YesNo::unknown;
  return wrong(trf("Diese Antwort gibt es bei „{}“ nicht. Wählen Sie eine andere.", {tr(field.label)}));
}

template <class T>
Reading boxed(Result<T> result) {
  if (!result) return wrong(std::move(result).error().message);
  return Value(*result);
}

Reading read_given(const Field& field, std::string_view typed, Day today) {
  switch (field.kind) {
    case Kind::number: return read_number(field, typed);
    case Kind::reference: return read_reference(field, typed);
    case Kind::day: return boxed(parse_day(typed, today));
    case Kind::partial_date: return boxed(parse_partial_date(typed, today));
    case Kind::text:
    case Kind::long_text:
    case Kind::email:
    case Kind::phone:
    case Kind::language:
    case Kind::code: return cleaned(typed);
    case Kind::codes:
    case Kind::flag:
    case Kind::yes_no:
    case Kind::moment: break;
  }
  return Value();
}

/// A code that has ended may stay where it is, but cannot be chosen anew.
bool is_ended(const Field& field, const Value& value, const Value& before, Day today) {
  const auto* code = std::get_if<std::string>(&value);
  if (code == nullptr || field.list.empty() || value == before) return false;
  const CodeList& list = code_list(field.list);
  const Code* known = list.find(*code);
  const auto offered = list.valid_on(today);
  return known != nullptr && std::find(offered.begin(), offered.end(), known) == offered.end();
}

bool is_unchosen(const Field& field, const http::Form& form) {
  const auto names = form.all(kChoiceName);
  return std::find(names.begin(), names.end(), field.name) != names.end() && !form.has(field.name);
}

/// Read and checked, or the sentence for this field.
Reading accept(const Field& field, const http::Form& form, const Value& before, Day today) {
  if (is_unchosen(field, form))
    return wrong(trf("Wählen Sie bei „{}“, welche Fassung gelten soll.", {tr(field.label)}));
  Reading value = read(field, form, today);
  if (!value) return value;
  if (auto verdict = check(field, *value, today); !verdict) return wrong(std::move(verdict).error());
  if (is_ended(field, *value, before, today))
    return wrong(trf("Diese Antwort wird bei „{}“ nicht mehr verwendet. Wählen Sie eine andere.", {tr(field.label)}));
  return value;
}

}  // namespace

Reading read(const Field& field, const http::Form& form, Day today) {
  const std::string_view typed = form.get(field.name);
  if (field.kind == Kind::codes) return read_codes(field, form);
  if (field.kind == Kind::flag) return Value(typed == "yes");
  const std::string_view trimmed = text::trim(typed);
  if (field.kind == Kind::yes_no) return read_yes_no(field, trimmed);
  if (trimmed.empty()) return Value();
  const bool is_text = field.kind == Kind::text || field.kind == Kind::long_text;
  return read_given(field, is_text ? typed : trimmed, today);
}

std::vector<FieldError> parse(const record::Record& record, const http::Form& form, Day today, void* value,
                              std::span<const std::string_view> only) {
  std::vector<FieldError> errors;
  for (const Field* field : chosen(record, only)) {
    Reading result = accept(*field, form, field->get(value), today);
    if (result)
      field->set(value, std::move(*result));
    else
      errors.push_back({std::string(field->name), std::move(result).error()});
  }
  return errors;
}

std::vector<FieldError> validate(const record::Record& record, const void* value, Day today,
                                 std::span<const std::string_view> only) {
  std::vector<FieldError> errors;
  for (const Field* field : chosen(record, only))
    if (auto verdict = check(*field, field->get(value), today); !verdict)
      errors.push_back({std::string(field->name), std::move(verdict).error()});
  return errors;
}

}  // namespace kim::forms
