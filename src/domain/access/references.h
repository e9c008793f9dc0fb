// What reference fields point to, asked of the slice that owns the record: choices of a form, labels of a page.
// What it is not: a way to personal data; only records without any answer (Kommune, Stelle, Team).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/access/slice.h"
#include "platform/forms/forms.h"

namespace kim {

/// All choices for a reference to `record` ("municipality"). One query. Inside a transaction give its connection.
[[nodiscard]] std::vector<Reference> references(const Services& services, db::Connection& db, std::string_view record);
/// The same for forms::Look::choices.
[[nodiscard]] std::vector<forms::Choice> reference_choices(Context& ctx, std::string_view record);
/// Label of one; empty if there is none such.
[[nodiscard]] std::string label_of(const std::vector<Reference>& references, std::int64_t id);

}  // namespace kim
