// What all controls share: label, hint, error, ids. Inside of forms only.
#pragma once

#include <string>

#include "platform/forms/forms.h"

namespace kim::forms {

/// One control to be drawn: the description, what was typed, how it shall look.
struct Drawing {
  const record::Field& field;
  const Input& input;
  const Look& look;

  [[nodiscard]] std::string name() const { return std::string(field.name); }
  [[nodiscard]] std::string_view typed() const { return input.typed.get(field.name); }
  [[nodiscard]] std::string_view error() const { return input.error(field.name); }
  [[nodiscard]] std::string hint() const;
  [[nodiscard]] html::Fragment label_text() const;     // with "(freiwillig)"
  [[nodiscard]] html::Fragment hint_part() const;      // empty if there is none
  [[nodiscard]] html::Fragment error_part() const;     // empty if there is none
  [[nodiscard]] html::Attribute described_by() const;  // ids of hint and error
};

/// Radios, check boxes, scale or select.
[[nodiscard]] html::Fragment choice_control(const Drawing& drawing);
[[nodiscard]] html::Fragment flag_control(const Drawing& drawing);

}  // namespace kim::forms
