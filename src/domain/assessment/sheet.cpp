#include "domain/assessment/sheet.h"

#include <map>

#include "base/check.h"
#include "base/codes.h"

namespace kim::assessment {
namespace {

constexpr std::string_view head_fields[] = {"assessed_on", "summary"};

/// A description that owns its names.
class PrefixedLine {
 public:
  explicit PrefixedLine(std::string_view code) {
    names_.reserve(assessment_line_record.fields.size());
    for (record::Field field : assessment_line_record.fields) {
      if (field.name == "field") continue;
      names_.push_back(name_prefix(code).append(field.name));
      field.name = names_.back();
      fields_.push_back(field);
    }
    record_ = {assessment_line_record.name, assessment_line_record.label, fields_};
  }
  PrefixedLine(const PrefixedLine&) = delete;
  PrefixedLine& operator=(const PrefixedLine&) = delete;
  [[nodiscard]] const record::Record& record() const { return record_; }

 private:
  std::vector<std::string> names_;
  std::vector<record::Field> fields_;
  record::Record record_;
};

using Descriptions = std::map<std::string, PrefixedLine, std::less<>>;

/// Made once; code lists do not change while the program runs.
const Descriptions& descriptions() {
  static const Descriptions all = [] {
    Descriptions made;
    for (const Code& code : code_list("field_of_action").codes()) made.try_emplace(code.code, code.code);
    return made;
  }();
  return all;
}

void add_all(http::Form& form, const forms::Input& input) {
  for (const auto& [name, value] : input.typed.pairs()) form.set(name, value);
}

}  // namespace

const record::Record& line_description(std::string_view field) {
  const auto found = descriptions().find(field);
  CHECK(found != descriptions().end());
  return found->second.record();
}

std::string name_prefix(std::string_view field) { return std::string(field) + "-"; }
std::string version_name(std::string_view field) { return name_prefix(field) + "version"; }

forms::Input sheet_input(const records::Stored<Assessment>& sheet,
                         const std::vector<records::Stored<AssessmentLine>>& lines) {
  forms::Input input = forms::input_from(assessment_record, &sheet.value);
  input.typed.set("version", std::to_string(sheet.version));
  for (const auto& line : lines) {
    add_all(input.typed, forms::input_from(line_description(line.value.field), &line.value));
    input.typed.set(version_name(line.value.field), std::to_string(line.version));
  }
  return input;
}

ReadSheet read_sheet(const http::Form& form, Day today) {
  ReadSheet read;
  read.edit.version = form.integer("version");
  read.errors = forms::parse(assessment_record, form, today, &read.edit.head, head_fields);
  for (const Code& code : code_list("field_of_action").codes()) {
    if (!form.has(version_name(code.code))) continue;
    LineEdit line{form.integer(version_name(code.code)), {}};
    line.line.field = code.code;
    for (FieldError& error : forms::parse(line_description(code.code), form, today, &line.line))
      read.errors.push_back(std::move(error));
    read.edit.lines.push_back(std::move(line));
  }
  return read;
}

}  // namespace kim::assessment
