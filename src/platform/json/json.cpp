// Reading JSON into records. Boost.JSON is named here only.
#include "platform/json/json.h"

#include <algorithm>

#include <boost/json.hpp>

#include "base/i18n.h"
#include "base/text.h"
#include "platform/forms/forms.h"

namespace kim::json {
namespace {

namespace bj = boost::json;
using record::Field;
using record::Kind;
using record::Need;
using record::Value;

constexpr std::size_t kMostBytes = 262'144;  // 256 KiB
constexpr std::size_t kMostDepth = 8;

std::optional<bj::value> parse_text(std::string_view json, std::size_t depth) {
  bj::parse_options options;
  options.max_depth = depth;
  bj::error_code error;
  bj::value value = bj::parse(bj::string_view(json.data(), json.size()), error, {}, options);
  if (error) return std::nullopt;
  return value;
}

Result<bj::object> parse_object(std::string_view json) {
  if (json.size() > kMostBytes) return failure(ErrorCode::too_large, tr("Der Inhalt ist größer als 256 KiB."));
  std::optional<bj::value> value = parse_text(json, kMostDepth);
  if (!value) return failure(ErrorCode::bad_request, tr("Der Inhalt ist kein gültiges JSON."));
  if (!value->is_object()) return failure(ErrorCode::bad_request, tr("Der Inhalt ist kein JSON-Objekt."));
  return std::move(value->get_object());
}

std::string_view view(bj::string_view text) { return {text.data(), text.size()}; }

// ---- one value by kind; nullopt = does not fit ----

std::optional<Value> read_codes(const bj::value& json) {
  const bj::array* items = json.if_array();
  if (!items) return std::nullopt;
  std::vector<std::string> codes;
  for (const bj::value& item : *items) {
    // A comma divides codes where they are stored, so none may hold one.
    if (!item.is_string() || item.get_string().find(',') != bj::string::npos) return std::nullopt;
    codes.emplace_back(view(item.get_string()));
  }
  return codes.empty() ? Value() : Value(std::move(codes));
}

std::optional<Value> read_number(const bj::value& json) {
  if (const auto* number = json.if_int64()) return Value(*number);
  return std::nullopt;
}

std::optional<Value> read_flag(const bj::value& json) {
  if (const auto* yes = json.if_bool()) return Value(*yes);
  return std::nullopt;
}

bool is_free_text(Kind kind) {
  return kind == Kind::text || kind == Kind::long_text || kind == Kind::email || kind == Kind::phone;
}

std::optional<Value> read_string(const Field& field, const bj::value& json) {
  const bj::string* text = json.if_string();
  if (!text) return std::nullopt;
  if (is_free_text(field.kind)) {
    std::string cleaned = text::clean(view(*text));
    return cleaned.empty() ? Value() : Value(std::move(cleaned));
  }
  return record::from_text(field, view(*text));
}

/// Null means not given; a check box and yes/no have no such state.
std::optional<Value> read_value(const Field& field, const bj::value& json) {
  if (json.is_null()) return Value();
  switch (field.kind) {
    case Kind::codes: return read_codes(json);
    case Kind::number: return read_number(json);
    case Kind::flag: return read_flag(json);
    default: return read_string(field, json);
  }
}

std::string expectation(Kind kind) {
  switch (kind) {
    case Kind::codes: return tr("Erwartet wird eine Liste von Codes.");
    case Kind::number: return tr("Erwartet wird eine ganze Zahl.");
    case Kind::flag: return tr("Erwartet wird true oder false.");
    case Kind::yes_no: return tr("Erwartet wird yes, no oder unknown.");
    case Kind::day: return tr("Erwartet wird ein Datum wie 2026-11-24.");
    case Kind::partial_date: return tr("Erwartet wird ein Datum wie 2026-11-24, 2026-11 oder 2026.");
    case Kind::moment: return tr("Erwartet wird ein Zeitpunkt wie 2026-11-24T08:09:10Z.");
    case Kind::reference: return tr("Erwartet wird eine Kennung als Text aus Ziffern.");
    default: return tr("Erwartet wird ein Text.");
  }
}

/// The message if this member cannot be taken over; empty if it was.
std::string take_member(const Field* field, const bj::value& json, void* value) {
  if (!field) return tr("Dieses Feld gibt es nicht.");
  if (field->need == Need::kept) return tr("Dieses Feld setzt das Programm selbst.");
  std::optional<Value> read = read_value(*field, json);
  if (!read) return expectation(field->kind);
  field->set(value, std::move(*read));
  return {};
}

bool names(const std::vector<FieldError>& errors, std::string_view field) {
  return std::ranges::any_of(errors, [&](const FieldError& error) { return error.field == field; });
}

std::optional<std::string> flat_text(const bj::value& json) {
  switch (json.kind()) {
    case bj::kind::string: return std::string(view(json.get_string()));
    case bj::kind::int64: return std::to_string(json.get_int64());
    case bj::kind::uint64: return std::to_string(json.get_uint64());
    case bj::kind::double_: return bj::serialize(json);
    case bj::kind::bool_: return std::string(json.get_bool() ? "true" : "false");
    case bj::kind::null: return std::string();
    default: return std::nullopt;
  }
}

}  // namespace

Result<void> read(const record::Record& record, std::string_view json, Day today, void* value) {
  const bj::object object = TRY(parse_object(json));
  std::vector<FieldError> errors;
  for (const auto& [key, member] : object) {
    std::string message = take_member(record.find(view(key)), member, value);
    if (!message.empty()) errors.push_back({std::string(view(key)), std::move(message)});
  }
  for (FieldError& error : forms::validate(record, value, today))
    if (!names(errors, error.field)) errors.push_back(std::move(error));  // the type error says it better
  if (errors.empty()) return {};
  return std::unexpected(
      Error{ErrorCode::invalid, tr("Bitte prüfen Sie die genannten Felder."), std::move(errors), {}});
}

Result<std::vector<std::pair<std::string, std::string>>> read_flat(std::string_view json) {
  const bj::object object = TRY(parse_object(json));
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [key, member] : object) {
    std::optional<std::string> text = flat_text(member);
    if (!text) return failure(ErrorCode::bad_request, tr("Erwartet werden nur Texte, Zahlen, true und false."));
    pairs.emplace_back(view(key), std::move(*text));
  }
  return pairs;
}

bool well_formed(std::string_view json) { return parse_text(json, 64).has_value(); }

}  // namespace kim::json
