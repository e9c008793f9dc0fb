// The whole page of an assessment as one form: descriptions of a line under names of its own, reading, merging.
// What it is not: HTML (assessment_views) or storage.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/assessment/assessment_rules.h"
#include "platform/forms/forms.h"

namespace kim::assessment {

/// assessment_line_record with names of its own for one field of action ("housing-need"), without the field itself, so
/// that all fields of action fit into one form. Bug if there is no such code.
[[nodiscard]] const record::Record& line_description(std::string_view field);
/// "housing-version", "housing-".
[[nodiscard]] std::string version_name(std::string_view field);
[[nodiscard]] std::string name_prefix(std::string_view field);

/// The controls' content from what is stored.
[[nodiscard]] forms::Input sheet_input(const records::Stored<Assessment>& sheet,
                                       const std::vector<records::Stored<AssessmentLine>>& lines);

struct ReadSheet {
  SheetEdit edit;
  std::vector<FieldError> errors;  // by the names of the form
};
/// Reads the fields of action that the form carries; others stay as they are.
[[nodiscard]] ReadSheet read_sheet(const http::Form& form, Day today);

/// Drafts hang below the case, so that a withdrawal takes them away. One assessment is written at a time.
inline constexpr std::string_view sheet_draft = "assessment", intake_draft = "intake", decision_draft = "decision";

}  // namespace kim::assessment
