// Field descriptions: a field is described once, everything else follows from it.
//
// A record is a plain struct. Beside it stands one constexpr `Record` that lists its fields. From it follow the form
// control, parsing and validation (platform/forms), JSON and OpenAPI (platform/json), columns and encryption
// (domain/records), the difference in the audit trail, the privacy register and the Art. 15 export.
//
// What it is not: an object-relational mapper. SQL that asks a question stands in a *_store.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/day.h"
#include "base/id.h"

namespace kim::record {

enum class YesNo : std::uint8_t { unknown, no, yes };  // "unbekannt" is an answer

/// What a member can be, seen without its record. monostate = not given.
using Value = std::variant<std::monostate, std::string, std::int64_t, bool, YesNo, Day, Moment, PartialDate,
                           std::vector<std::string>>;

enum class Kind : std::uint8_t {
  text,          // one line; std::string
  long_text,     // several lines; std::string
  email,         // std::string
  phone,         // std::string
  language,      // BCP 47 tag from the code list "language"; std::string
  code,          // one code of `list`; std::string, empty = not given
  codes,         // several codes of `list`; std::vector<std::string>
  number,        // whole number; std::optional<std::int64_t>
  flag,          // check box; bool
  yes_no,        // yes, no, unknown; YesNo
  day,           // std::optional<Day>
  partial_date,  // std::optional<PartialDate>
  moment,        // std::optional<Moment>; kept by the program, never in a form
  reference,     // id of another record, chosen from options the page gives; std::int64_t, 0 = none
};

enum class Need : std::uint8_t {
  must,    // saving fails without it; few
  should,  // asked for; the page later names what is missing
  may,     // optional, folded away or marked "(freiwillig)"
  kept,    // set by the program, never by a form (states, derived facts)
};

enum class Privacy : std::uint8_t {
  open,      // no personal data: organisation, code, state
  category,  // about a person, readable on disk because reports count it (Kommune, year of birth)
  personal,  // encrypted with the person's key
  special,   // Art. 9 DSGVO (health, religion, origin ...): encrypted, and shown only where the page says so
};

/// One field of one record. Made only by `field<&Record::member>(...)`.
struct Field {
  std::string_view name;   // column, form and JSON name; snake_case
  std::string_view label;  // German label = gettext key (N_("..."))
  Kind kind = Kind::text;
  Need need = Need::may;
  Privacy privacy = Privacy::open;
  std::string_view purpose;  // German, for the processing register: why this is stored at all
  std::string_view list;     // code list for code and codes
  std::string_view hint;     // German hint under the label; may be empty
  std::size_t limit = 0;     // code points for text, items for codes, largest value for number
  std::int64_t least = 0;    // smallest number
  bool past_only = false;    // dates that cannot lie in the future (birth, contact)
  Value (*get)(const void* record) = nullptr;
  void (*set)(void* record, Value value) = nullptr;

  [[nodiscard]] constexpr bool encrypted() const { return privacy >= Privacy::personal; }
};

/// The shape of a field: kind with its limits. Use the functions below, they read as prose.
struct Shape {
  Kind kind;
  std::string_view list{};
  std::size_t limit = 0;
  std::int64_t least = 0;
  bool past_only = false;
};
constexpr Shape text(std::size_t limit) { return {Kind::text, {}, limit}; }
constexpr Shape long_text(std::size_t limit) { return {Kind::long_text, {}, limit}; }
constexpr Shape email() { return {Kind::email, {}, 254}; }
constexpr Shape phone() { return {Kind::phone, {}, 60}; }
constexpr Shape language() { return {Kind::language, "language", 20}; }
constexpr Shape code(std::string_view list) { return {Kind::code, list, 40}; }
constexpr Shape codes(std::string_view list, std::size_t most = 30) { return {Kind::codes, list, most}; }
constexpr Shape number(std::int64_t least, std::int64_t most) {
  return {Kind::number, {}, static_cast<std::size_t>(most), least};
}
constexpr Shape flag() { return {Kind::flag}; }
constexpr Shape yes_no() { return {Kind::yes_no}; }
constexpr Shape day() { return {Kind::day}; }
constexpr Shape past_day() { return {Kind::day, {}, 0, 0, true}; }
constexpr Shape partial_date() { return {Kind::partial_date, {}, 0, 0, true}; }
constexpr Shape moment() { return {Kind::moment}; }
constexpr Shape reference() { return {Kind::reference}; }

/// Marks a German text for xgettext without translating it here.
constexpr std::string_view N_(std::string_view text) { return text; }

namespace detail {

template <class>
struct member_of;
template <class R, class T>
struct member_of<T R::*> {
  using record = R;
  using type = T;
};

template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

template <class T>
Value to_value(const T& member) {
  if constexpr (is_id<T>::value) {
    return member ? Value(member.value()) : Value();
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::vector<std::string>>) {
    return member.empty() ? Value() : Value(member);
  } else if constexpr (requires { member.has_value(); }) {
    return member ? Value(*member) : Value();
  } else {
    return Value(member);
  }
}

template <class T>
void from_value(T& member, Value value) {
  if (std::holds_alternative<std::monostate>(value)) {
    member = T{};
  } else if constexpr (is_id<T>::value) {
    member = T(std::get<std::int64_t>(value));
  } else if constexpr (requires {
                         typename T::value_type;
                         member.has_value();
                       }) {
    member = std::get<typename T::value_type>(std::move(value));
  } else {
    member = std::get<T>(std::move(value));
  }
}

}  // namespace detail

/// Describes one member. `purpose` is German and goes into the processing register.
/// Example: field<&Goal::words>("words", N_("In eigenen Worten"), text(300), Need::must, Privacy::personal, "Zielvereinbarung")
template <auto Member>
consteval Field field(std::string_view name, std::string_view label, Shape shape, Need need, Privacy privacy,
                      std::string_view purpose, std::string_view hint = {}) {
  using Type = detail::member_of<decltype(Member)>;
  using R = typename Type::record;
  Field result;
  result.name = name;
  result.label = label;
  result.kind = shape.kind;
  result.need = need;
  result.privacy = privacy;
  result.purpose = purpose;
  result.list = shape.list;
  result.hint = hint;
  result.limit = shape.limit;
  result.least = shape.least;
  result.past_only = shape.past_only;
  result.get = [](const void* record) { return detail::to_value(static_cast<const R*>(record)->*Member); };
  result.set = [](void* record, Value value) {
    detail::from_value(static_cast<R*>(record)->*Member, std::move(value));
  };
  return result;
}

/// One record type: table and fields. `name` is the table, the JSON type and the audit word (snake_case, singular).
struct Record {
  std::string_view name;
  std::string_view label;  // German, singular, as in "Ziel geändert"
  std::span<const Field> fields;

  [[nodiscard]] const Field* find(std::string_view field_name) const {
    for (const Field& f : fields)
      if (f.name == field_name) return &f;
    return nullptr;
  }
};

/// Canonical text of a value: what is sealed, stored in JSON and compared. ISO dates, codes joined by ",", yes/no.
/// Empty for monostate.
[[nodiscard]] std::string to_text(const Value& value);
/// Reverse of to_text for a field's kind; nullopt if the text does not fit (corrupt column).
[[nodiscard]] std::optional<Value> from_text(const Field& field, std::string_view text);
/// The value as a reader sees it: German dates, code labels (base/codes.h), "ja". Empty for monostate.
[[nodiscard]] std::string shown(const Field& field, const Value& value);

/// One changed field, canonical text before and after.
struct Change {
  const Field* field;
  std::string before;
  std::string after;
};
/// Fields in which two values of the same record type differ, in the order of the description.
[[nodiscard]] std::vector<Change> difference(const Record& record, const void* before, const void* after);

}  // namespace kim::record
