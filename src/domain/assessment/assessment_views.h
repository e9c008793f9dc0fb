// What an assessment looks like: the folds of its form, what was noted, the panel of the case page.
#pragma once

#include <string>
#include <vector>

#include "domain/assessment/assessment_pages.h"
#include "domain/assessment/assessment_store.h"
#include "domain/assessment/sheet.h"

namespace kim::assessment {

/// The controls of all fields of action, those most asked first; `focus` is the open one.
struct SheetLook {
  std::string addressed;                      // "Frau Rahimi"
  const store::RatedSheet* before = nullptr;  // the earlier values stand as hints
  std::string focus;
};
[[nodiscard]] html::Fragment sheet_controls(const std::vector<std::string>& fields, const forms::Input& input,
                                            const SheetLook& look);
/// A finished assessment: both views side by side, the person's words quoted.
[[nodiscard]] html::Fragment sheet_view(const std::vector<records::Stored<AssessmentLine>>& lines,
                                        const std::string& addressed, Day today);
/// "6 von 24 Handlungsfeldern"
[[nodiscard]] std::string filled_text(int filled, std::size_t of);
/// "Bedürfnis 2 belastet · Bedarf 3 gemischt"
[[nodiscard]] std::string rating_text(const Rating& rating);
/// "sofort", "in den nächsten Wochen"; nothing if it can wait or nobody said.
[[nodiscard]] html::Fragment urgency_badge(const Rating& rating);
[[nodiscard]] html::Fragment state_badge(bool is_done);

/// The case page's section "Falleinschätzung": the latest one, its most urgent fields.
[[nodiscard]] html::Fragment panel(Context& ctx, const access::Permit& permit);
/// Acute danger from the Erstgespräch, above everything else of the case page.
[[nodiscard]] html::Fragment danger_panel(Context& ctx, const access::Permit& permit);

}  // namespace kim::assessment
