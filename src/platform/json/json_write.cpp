// Writing JSON text and schemas. What it is not: reading (json.cpp).
#include "platform/json/json.h"

#include <array>

#include <fmt/format.h>

#include "base/check.h"
#include "base/codes.h"

namespace kim::json {
namespace {

using record::Field;
using record::Kind;
using record::Need;

/// Escapes what JSON demands, and "<" so that JSON inside a page cannot end a script element.
std::string quoted(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == '<') {
          out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

void write_codes(Writer& out, const std::vector<std::string>& codes) {
  out.begin_array();
  for (const std::string& code : codes) out.text(code);
  out.end_array();
}

void write_value(Writer& out, const Field& field, const record::Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return out.null();
  if (const auto* codes = std::get_if<std::vector<std::string>>(&value)) return write_codes(out, *codes);
  if (const auto* yes = std::get_if<bool>(&value)) return out.boolean(*yes);
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number && field.kind == Kind::number) return out.number(*number);
  out.text(record::to_text(value));  // ids too: 63 bits do not fit a JavaScript number
}

// ---- schema ----

std::string_view schema_type(Kind kind) {
  switch (kind) {
    case Kind::number: return "integer";
    case Kind::flag: return "boolean";
    case Kind::codes: return "array";
    default: return "string";
  }
}

/// Null stands for "not given"; a must has none, and a check box is always yes or no.
bool may_be_null(const Field& field) {
  return field.need != Need::must && field.kind != Kind::flag && field.kind != Kind::yes_no;
}

void write_type(Writer& out, const Field& field) {
  out.key("type");
  const std::string_view type = schema_type(field.kind);
  if (!may_be_null(field)) return out.text(type);
  out.begin_array();
  out.text(type);
  out.text("null");
  out.end_array();
}

void write_enum(Writer& out, std::string_view list, bool with_null) {
  out.key("enum");
  out.begin_array();
  for (const Code& code : code_list(list).codes()) out.text(code.code);
  if (with_null) out.null();
  out.end_array();
}

void number_member(Writer& out, std::string_view name, std::int64_t value) {
  out.key(name);
  out.number(value);
}

void write_code_items(Writer& out, const Field& field) {
  out.key("items");
  out.begin_object();
  out.field("type", "string");
  write_enum(out, field.list, false);
  out.end_object();
  number_member(out, "maxItems", std::int64_t(field.limit));
}

void write_yes_no(Writer& out) {
  out.key("enum");
  out.begin_array();
  for (const std::string_view word : {"yes", "no", "unknown"}) out.text(word);
  out.end_array();
}

void write_limits(Writer& out, const Field& field) {
  switch (field.kind) {
    case Kind::email: out.field("format", "email"); [[fallthrough]];
    case Kind::text:
    case Kind::long_text:
    case Kind::phone: return number_member(out, "maxLength", std::int64_t(field.limit));
    case Kind::language:
    case Kind::code: return write_enum(out, field.list, may_be_null(field));
    case Kind::codes: return write_code_items(out, field);
    case Kind::number:
      number_member(out, "minimum", field.least);
      return number_member(out, "maximum", std::int64_t(field.limit));
    case Kind::yes_no: return write_yes_no(out);
    case Kind::day: return out.field("format", "date");
    case Kind::partial_date: return out.field("pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
    case Kind::moment: return out.field("format", "date-time");
    case Kind::reference: return out.field("pattern", "^[0-9]{1,19}$");
    case Kind::flag: return;
  }
}

void write_property(Writer& out, const Field& field) {
  out.key(field.name);
  out.begin_object();
  write_type(out, field);
  write_limits(out, field);
  out.field("title", field.label);
  if (!field.purpose.empty()) out.field("description", field.purpose);
  if (field.need == Need::kept) {
    out.key("readOnly");
    out.boolean(true);
  }
  out.end_object();
}

void write_required(Writer& out, const record::Record& record) {
  out.key("required");
  out.begin_array();
  for (const Field& field : record.fields)
    if (field.need == Need::must) out.text(field.name);
  out.end_array();
}

}  // namespace

void Writer::separate() {
  if (!after_key_ && !first_.empty()) {
    if (!first_.back()) out_ += ',';
    first_.back() = false;
  }
  after_key_ = false;
}

void Writer::begin_object() {
  separate();
  out_ += '{';
  first_.push_back(true);
}

void Writer::end_object() {
  CHECK(!first_.empty() && !after_key_);
  first_.pop_back();
  out_ += '}';
}

void Writer::begin_array() {
  separate();
  out_ += '[';
  first_.push_back(true);
}

void Writer::end_array() {
  CHECK(!first_.empty() && !after_key_);
  first_.pop_back();
  out_ += ']';
}

void Writer::key(std::string_view name) {
  CHECK(!after_key_);
  separate();
  out_ += quoted(name) + ":";
  after_key_ = true;
}

void Writer::text(std::string_view value) { raw(quoted(value)); }
void Writer::number(std::int64_t value) { raw(std::to_string(value)); }
void Writer::boolean(bool value) { raw(value ? "true" : "false"); }
void Writer::null() { raw("null"); }

void Writer::raw(std::string_view json) {
  separate();
  out_ += json;
}

void Writer::id_field(std::string_view name, std::int64_t id) {
  key(name);
  if (id == 0) return null();
  text(std::to_string(id));
}

void Writer::fields(const record::Record& record, const void* value) {
  for (const Field& field : record.fields) {
    key(field.name);
    write_value(*this, field, field.get(value));
  }
}

std::string Writer::take() {
  CHECK(first_.empty() && !after_key_);
  return std::move(out_);
}

std::string schema(const record::Record& record) {
  Writer out;
  out.begin_object();
  out.field("type", "object");
  out.field("title", record.label);
  out.key("additionalProperties");
  out.boolean(false);
  out.key("properties");
  out.begin_object();
  for (const Field& field : record.fields) write_property(out, field);
  out.end_object();
  write_required(out, record);
  out.end_object();
  return out.take();
}

}  // namespace kim::json
