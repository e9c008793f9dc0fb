// Filling a form, the error summary, what is still open, facts. Controls are in control.cpp and choices.cpp.
#include "platform/forms/forms.h"

#include <algorithm>
#include <array>

#include "base/i18n.h"
#include "base/text.h"
#include "platform/forms/rules.h"
#include "platform/html/components.h"

namespace kim::forms {
namespace h = kim::html;
namespace {

using html::Fragment;
using record::Field;
using record::Kind;
using record::Need;
using record::Value;

/// As it would be typed: dates in German, everything else as in to_text.
std::string as_typed(const Value& value) {
  if (const auto* day = std::get_if<Day>(&value)) return german(*day);
  if (const auto* date = std::get_if<PartialDate>(&value)) return german(*date);
  return record::to_text(value);
}

void fill(http::Pairs& typed, const Field& field, const Value& value) {
  const auto* codes = std::get_if<std::vector<std::string>>(&value);
  if (codes == nullptr) {
    typed.emplace_back(field.name, as_typed(value));
    return;
  }
  for (const std::string& code : *codes) typed.emplace_back(field.name, code);
}

std::string number_word(std::size_t count) {
  switch (count) {
    case 2: return tr("zwei");
    case 3: return tr("drei");
    case 4: return tr("vier");
    case 5: return tr("fünf");
    case 6: return tr("sechs");
    default: return std::to_string(count);
  }
}

std::string summary_title(std::string_view what, std::size_t count) {
  const std::string request =
      count == 1 ? tr("Bitte prüfen Sie eine Angabe.") : trf("Bitte prüfen Sie {} Angaben.", {number_word(count)});
  return std::string(what) + (what.empty() ? "" : " ") + request;
}

Fragment summary_line(const FieldError& error) {
  if (error.field.empty()) return h::li(error.message);
  return h::li(h::a(h::href("#" + error.field), error.message));
}

bool is_empty(const Field& field, const void* value) { return record::to_text(field.get(value)).empty(); }

/// "unbekannt" is an answer, but a check box that is not set says nothing.
bool says_something(const Field& field, const Value& value) {
  if (field.kind == Kind::flag) return value == Value(true);
  return !record::to_text(value).empty();
}

}  // namespace

std::string_view Input::error(std::string_view field) const {
  const auto found = std::find_if(errors.begin(), errors.end(), [&](const FieldError& e) { return e.field == field; });
  return found == errors.end() ? std::string_view{} : std::string_view(found->message);
}

Input input_from(const record::Record& record, const void* value) {
  http::Pairs typed;
  for (const Field& field : record.fields)
    if (field.kind != Kind::moment) fill(typed, field, field.get(value));
  return {http::Form(std::move(typed)), {}};
}

Fragment error_summary(std::string_view what, const std::vector<FieldError>& errors) {
  if (errors.empty()) return {};
  return h::div_(h::cls("kern-alert kern-alert--danger"), h::role("alert"), h::id("fehler"), h::tabindex(-1),
                 h::aria_labelledby("fehler-titel"),
                 h::div_(h::cls("kern-alert__header"), ui::icon("danger"),
                         h::h2(h::cls("kern-title"), h::id("fehler-titel"), summary_title(what, errors.size()))),
                 h::div_(h::cls("kern-alert__body"), h::ul(h::cls("kim-error-list"), h::each(errors, summary_line))));
}

std::vector<std::string> open_fields(const record::Record& record, const void* value) {
  std::vector<std::string> labels;
  for (const Field& field : record.fields)
    if (field.need == Need::should && is_empty(field, value)) labels.push_back(tr(field.label));
  return labels;
}

Fragment facts(const record::Record& record, const void* value, std::span<const std::string_view> only) {
  std::vector<ui::Fact> items;
  for (const Field* field : chosen(record, only)) {
    const Value given = field->get(value);
    if (field->kind != Kind::reference && says_something(*field, given))
      items.push_back({tr(field->label), ui::lines(record::shown(*field, given))});
  }
  return ui::facts(items);
}

}  // namespace kim::forms
