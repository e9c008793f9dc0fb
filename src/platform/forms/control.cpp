// Controls one types into, and the parts all controls share. Choices are in choices.cpp.
#include "base/check.h"
#include "base/i18n.h"
#include "platform/forms/control_parts.h"
#include "platform/html/components.h"

namespace kim::forms {
namespace h = kim::html;
namespace {

using html::Attribute;
using html::Fragment;
using record::Field;
using record::Kind;
using record::Need;

constexpr std::string_view kInput = "kern-form-input__input";

std::string default_hint(const Field& field) {
  if (field.kind == Kind::partial_date) return tr("Zum Beispiel 24.05.1991. Auch 05.1991 oder 1991 genügt.");
  if (field.kind != Kind::day) return {};
  return field.past_only ? tr("Auch „heute“ oder „gestern“") : tr("Zum Beispiel 24.12.2026");
}

std::string_view width_class(const Drawing& drawing) {
  switch (drawing.field.kind) {
    case Kind::day:
    case Kind::partial_date: return " kern-form-input__input--date";
    case Kind::number: return " kern-form-input__input--time";
    default: return drawing.look.short_field ? " kern-form-input__input--date" : "";
  }
}

Attribute input_mode(const Field& field) {
  switch (field.kind) {
    case Kind::email: return h::inputmode("email");
    case Kind::phone: return h::inputmode("tel");
    case Kind::number: return h::inputmode("numeric");
    default: return {};
  }
}

Attribute input_class(const Drawing& drawing) {
  return h::cls(kInput, drawing.error().empty() ? "" : " kern-form-input__input--error", width_class(drawing));
}

Attribute invalid(const Drawing& drawing) { return h::when_attr(!drawing.error().empty(), h::aria_invalid("true")); }

/// Language and direction of what is typed: together or not at all.
Attribute language_of(const Drawing& drawing) {
  return h::when_attr(!drawing.look.lang.empty(), h::lang(drawing.look.lang));
}
Attribute direction_of(const Drawing& drawing) {
  return h::when_attr(!drawing.look.dir.empty(), h::dir(drawing.look.dir));
}

Fragment line_control(const Drawing& drawing) {
  return h::input(input_class(drawing), h::id(drawing.name()), h::name_(drawing.name()), h::type("text"),
                  h::value(drawing.typed()), drawing.described_by(), invalid(drawing), language_of(drawing),
                  direction_of(drawing), input_mode(drawing.field), h::autocomplete(drawing.look.autocomplete));
}

/// The line break behind the tag is dropped by browsers, so that a leading one of the text is not.
Fragment area_control(const Drawing& drawing) {
  return h::textarea(input_class(drawing), h::id(drawing.name()), h::name_(drawing.name()),
                     h::rows(drawing.look.text_rows), drawing.described_by(), invalid(drawing), language_of(drawing),
                     direction_of(drawing), h::data("limit", std::to_string(drawing.field.limit)), "\n",
                     drawing.typed());
}

Fragment typed_control(const Drawing& drawing) {
  const bool is_area = drawing.field.kind == Kind::long_text;
  return h::div_(h::cls("kern-form-input", drawing.error().empty() ? "" : " kern-form-input--error"),
                 h::label(h::cls("kern-label"), h::for_(drawing.name()), drawing.label_text()), drawing.hint_part(),
                 is_area ? area_control(drawing) : line_control(drawing), drawing.error_part());
}

}  // namespace

std::string Drawing::hint() const {
  if (!look.hint.empty()) return std::string(look.hint);
  return field.hint.empty() ? default_hint(field) : tr(field.hint);
}

Fragment Drawing::label_text() const {
  const std::string text = look.label.empty() ? tr(field.label) : std::string(look.label);
  if (field.need != Need::may || !look.optional_mark) return h::all(text);
  return h::all(text, " ", h::span(h::cls("kern-label__optional"), tr("(freiwillig)")));
}

Fragment Drawing::hint_part() const {
  const std::string text = hint();
  return text.empty() ? Fragment{} : h::div_(h::cls("kern-hint"), h::id(field.name, "-hint"), text);
}

Fragment Drawing::error_part() const {
  if (error().empty()) return {};
  return h::p(h::cls("kern-error"), h::id(field.name, "-error"), ui::icon("danger"),
              h::span(h::cls("kern-body"), error()));
}

Attribute Drawing::described_by() const {
  std::string ids = hint().empty() ? "" : name() + "-hint";
  if (!error().empty()) ids += (ids.empty() ? "" : " ") + name() + "-error";
  return h::when_attr(!ids.empty(), h::aria_describedby(ids));
}

Fragment control(const Field& field, const Input& input, const Look& look) {
  const Drawing drawing{field, input, look};
  switch (field.kind) {
    case Kind::text:
    case Kind::long_text:
    case Kind::email:
    case Kind::phone:
    case Kind::number:
    case Kind::day:
    case Kind::partial_date: return typed_control(drawing);
    case Kind::flag: return flag_control(drawing);
    case Kind::language:
    case Kind::code:
    case Kind::codes:
    case Kind::yes_no:
    case Kind::reference: return choice_control(drawing);
    case Kind::moment: break;
  }
  throw Bug("no control for the field " + std::string(field.name));
}

Fragment control(const record::Record& record, std::string_view field, const Input& input, const Look& look) {
  const Field* found = record.find(field);
  if (found == nullptr) throw Bug("no field " + std::string(field) + " in " + std::string(record.name));
  return control(*found, input, look);
}

}  // namespace kim::forms
