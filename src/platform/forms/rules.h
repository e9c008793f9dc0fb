// The rules a single value has to keep, with their German sentences. Inside of forms only.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <vector>

#include "base/record.h"
#include "platform/http/http.h"

namespace kim::forms {

/// Hidden field of the conflict page: names of fields between whose versions a choice must be made.
inline constexpr std::string_view kChoiceName = "auswahl";

/// Either fine or the sentence to show.
using Verdict = std::expected<void, std::string>;

/// A value against its description: must, limits, dates, codes.
[[nodiscard]] Verdict check(const record::Field& field, const record::Value& value, Day today);
/// What was typed as a value, or the sentence that says why it cannot be read.
[[nodiscard]] std::expected<record::Value, std::string> read(const record::Field& field, const http::Form& form,
                                                             Day today);
/// Fields that a form writes: the named ones, or all but `kept` ones.
[[nodiscard]] std::vector<const record::Field*> chosen(const record::Record& record,
                                                       std::span<const std::string_view> only);

}  // namespace kim::forms
