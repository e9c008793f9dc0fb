// The frame of every page of a case: bar with name, number, consent and releases; breadcrumb; tabs.
#pragma once

#include <string>
#include <string_view>

#include "domain/access/page.h"
#include "domain/cases/case.h"

namespace kim::cases {

/// What every page of a case needs to know; loaded once.
struct Frame {
  records::Stored<people::Person> person;
  records::Stored<Case> data;
  consent::State consent;
  std::vector<consent::ReleaseState> releases;
  std::string name;       // "Parwin Rahimi"
  std::string addressed;  // "Frau Rahimi"
};
[[nodiscard]] Result<Frame> load_frame(Context& ctx, const access::Permit& permit);

/// Shows `page` inside the case: sets nav, crumbs (Fälle / name / own crumb), bar, tabs. `tab` is the CaseTab path.
/// With an empty `crumb` the page is the tab itself. Writes the read entry ("opened", purpose `tab`) before the page is made
/// when `read` is set.
enum class Read : std::uint8_t { record, already_recorded };
[[nodiscard]] http::Response show_in_case(Context& ctx, const access::Permit& permit, const Frame& frame, Page page,
                                          std::string_view tab, std::string crumb = {}, Read read = Read::record);
/// "/faelle/4711" and "/faelle/4711/<path>".
[[nodiscard]] std::string case_href(CaseId id, std::string_view path = {});

}  // namespace kim::cases
