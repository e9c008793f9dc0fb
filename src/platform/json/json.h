// JSON from field descriptions: records to objects and back, OpenAPI schemas. Boost.JSON stays in json.cpp.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/record.h"
#include "base/result.h"

namespace kim::json {

/// Writes JSON text: objects and arrays in order, escaped. Ids go out as strings (63 bits do not fit a JS number).
class Writer {
 public:
  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);
  void text(std::string_view value);
  void number(std::int64_t value);
  void boolean(bool value);
  void null();
  void raw(std::string_view json);  // already JSON
  void field(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }
  void id_field(std::string_view name, std::int64_t id);
  /// All fields of a record as members of the object begun: codes as codes, dates as ISO text, YesNo as "yes"/"no"/"unknown".
  void fields(const record::Record& record, const void* value);
  [[nodiscard]] std::string take();

 private:
  void separate();
  std::string out_;
  std::vector<bool> first_;
  bool after_key_ = false;
};

/// Reads an object into a record. Members not named keep their value, null empties them. Unknown members, wrong types,
/// missing musts and all rules of forms::validate are field errors by field name. `kept` fields are refused. Limits: 256
/// KiB, depth 8. Errors: invalid, bad_request (not a JSON object), too_large; `value` is then half read: throw it away.
[[nodiscard]] Result<void> read(const record::Record& record, std::string_view json, Day today, void* value);
/// Flat object of strings, numbers and booleans as pairs (for small commands such as {"reason": "..."}).
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> read_flat(std::string_view json);
/// JSON Schema (OpenAPI 3.1) of a record; property descriptions from labels and purposes.
[[nodiscard]] std::string schema(const record::Record& record);
/// Whether the text is one well-formed JSON value.
[[nodiscard]] bool well_formed(std::string_view json);

}  // namespace kim::json
