// What the agreement looks like: its text on paper, its versions, what two of them differ in.
#pragma once

#include <string>

#include "domain/goals/goal_views.h"

namespace kim::goals {

/// The text as it would be signed now.
[[nodiscard]] std::string current_text(Context& ctx, const cases::OpenCase& opened, const Plan& plan);
/// The text on a page, marked as German.
[[nodiscard]] html::Fragment text_view(std::string_view text);
/// The text on paper with its hash and two lines to sign.
[[nodiscard]] html::Fragment paper(Context& ctx, const cases::OpenCase& opened, std::string_view text);
/// What is new or gone, said in words and marked, under its heading.
[[nodiscard]] html::Fragment comparison_view(std::string_view before, std::string_view after);
/// "Fassung 2 vom 25.11.2026"; `index` counts from 0.
[[nodiscard]] std::string version_name(const Plan& plan, std::size_t index);
[[nodiscard]] std::string version_href(CaseId case_id, std::int64_t agreement);
/// All signed versions, newest first, and whether something changed since; empty without one.
[[nodiscard]] html::Fragment versions_section(Context& ctx, const cases::OpenCase& opened, const Plan& plan);

}  // namespace kim::goals
