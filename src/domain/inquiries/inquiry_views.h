// The parts of the pages about inquiries and short advice. What it is not: routes, rights or queries.
#pragma once

#include "domain/inquiries/inquiry_store.h"
#include "platform/forms/forms.h"

namespace kim::inquiries {

[[nodiscard]] std::string inquiry_href(InquiryId id, std::string_view act = {});
/// Controls of the inquiry's form.
[[nodiscard]] html::Fragment inquiry_controls(Context& ctx, const forms::Input& input);
/// Open inquiries as a table; an offer to take one down if there is none.
[[nodiscard]] html::Fragment inquiry_list(Context& ctx, const std::vector<records::Stored<Inquiry>>& list);
/// What one inquiry says, and what can be done with it.
[[nodiscard]] html::Fragment inquiry_view(Context& ctx, const records::Stored<Inquiry>& inquiry);

/// Controls of the count of one short advice.
[[nodiscard]] html::Fragment advice_controls(Context& ctx, const forms::Input& input);
/// The month in figures: per topic and per week.
[[nodiscard]] html::Fragment tally_view(const std::vector<store::Tally>& tallies);

}  // namespace kim::inquiries
