// Values as text, and what differs between two values of a record.
#include "base/record.h"

#include <charconv>

#include <fmt/format.h>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"

namespace kim::record {
namespace {

template <class... Parts>
struct Overloaded : Parts... {
  using Parts::operator()...;
};
template <class... Parts>
Overloaded(Parts...) -> Overloaded<Parts...>;

std::string_view word(YesNo value) {
  switch (value) {
    case YesNo::no: return "no";
    case YesNo::yes: return "yes";
    case YesNo::unknown: break;
  }
  return "unknown";
}

std::string yes_no_shown(YesNo value) {
  switch (value) {
    case YesNo::no: return tr("nein");
    case YesNo::yes: return tr("ja");
    case YesNo::unknown: break;
  }
  return tr("unbekannt");
}

/// Like iso(), but nothing is lost: microseconds follow where there are any.
std::string moment_text(Moment moment) {
  const auto rest = (moment - std::chrono::floor<std::chrono::seconds>(moment)).count();
  std::string result = iso(moment);
  if (rest != 0) result.insert(result.size() - 1, fmt::format(".{:06}", rest));
  return result;
}

template <class T>
std::optional<Value> boxed(std::optional<T> value) {
  if (!value) return std::nullopt;
  return Value(std::move(*value));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<bool> flag(std::string_view text) {
  if (text == "yes") return true;
  if (text == "no") return false;
  return std::nullopt;
}

std::optional<YesNo> yes_no_value(std::string_view text) {
  for (const YesNo value : {YesNo::unknown, YesNo::no, YesNo::yes})
    if (word(value) == text) return value;
  return std::nullopt;
}

/// A scale shows its number before the word: "3 gemischt".
std::string label(const Field& field, std::string_view code) {
  const std::string words = code_label(field.list, code);
  return field.list.starts_with("scale") && words != code ? std::string(code) + " " + words : words;
}

std::string shown_text(const Field& field, const std::string& text) {
  return field.list.empty() ? text : label(field, text);
}

std::string shown_codes(const Field& field, const std::vector<std::string>& codes) {
  std::vector<std::string> labels;
  labels.reserve(codes.size());
  for (const std::string& code : codes) labels.push_back(label(field, code));
  return text::join(labels, ", ");
}

/// An id is not a quantity, so it gets no points.
std::string shown_number(const Field& field, std::int64_t number) {
  return field.kind == Kind::reference ? std::to_string(number) : text::german_number(number);
}

}  // namespace

std::string to_text(const Value& value) {
  return std::visit(Overloaded{
                        [](std::monostate) { return std::string(); },
                        [](const std::string& text) { return text; },
                        [](std::int64_t number) { return std::to_string(number); },
                        [](bool yes) { return std::string(yes ? "yes" : "no"); },
                        [](YesNo answer) { return std::string(word(answer)); },
                        [](Day day) { return iso(day); },
                        [](Moment moment) { return moment_text(moment); },
                        [](const PartialDate& date) { return iso(date); },
                        [](const std::vector<std::string>& codes) { return text::join(codes, ","); },
                    },
                    value);
}

std::optional<Value> from_text(const Field& field, std::string_view text) {
  if (text.empty()) return Value();
  switch (field.kind) {
    case Kind::text:
    case Kind::long_text:
    case Kind::email:
    case Kind::phone:
    case Kind::language:
    case Kind::code: return Value(std::string(text));
    case Kind::codes: return Value(text::split(text, ','));
    case Kind::number:
    case Kind::reference: return boxed(whole_number(text));
    case Kind::flag: return boxed(flag(text));
    case Kind::yes_no: return boxed(yes_no_value(text));
    case Kind::day: return boxed(day_from_iso(text));
    case Kind::partial_date: return boxed(partial_from_iso(text));
    case Kind::moment: return boxed(moment_from_iso(text));
  }
  return std::nullopt;
}

std::string shown(const Field& field, const Value& value) {
  return std::visit(Overloaded{
                        [](std::monostate) { return std::string(); },
                        [&](const std::string& text) { return shown_text(field, text); },
                        [&](std::int64_t number) { return shown_number(field, number); },
                        [](bool yes) { return yes_no_shown(yes ? YesNo::yes : YesNo::no); },
                        [](YesNo answer) { return yes_no_shown(answer); },
                        [](Day day) { return german(day); },
                        [](Moment moment) { return german(moment); },
                        [](const PartialDate& date) { return german(date); },
                        [&](const std::vector<std::string>& codes) { return shown_codes(field, codes); },
                    },
                    value);
}

std::vector<Change> difference(const Record& record, const void* before, const void* after) {
  std::vector<Change> changes;
  for (const Field& field : record.fields) {
    const Value was = field.get(before), is = field.get(after);
    if (was != is) changes.push_back({&field, to_text(was), to_text(is)});
  }
  return changes;
}

}  // namespace kim::record
