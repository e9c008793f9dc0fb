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

/// Permit and frame together: what a page of a case begins with.
struct OpenCase {
  access::Permit permit;
  Frame frame;
};
/// The case of the route, if the actor holds `right` in it. Errors: as permit_case.
[[nodiscard]] Result<OpenCase> open_case(Context& ctx, const Ask& ask, access::Right right,
                                         access::Closed closed = access::Closed::refuse);

/// Shows `page` inside the case: sets nav, crumbs (Fälle / name / own crumb), bar, tabs. `tab` is the CaseTab path.
/// With an empty `crumb` the page is the tab itself. Writes the read entry ("opened", purpose `tab`) before the page is made
/// when `read` is set.
enum class Read : std::uint8_t { record, already_recorded };
[[nodiscard]] http::Response show_in_case(Context& ctx, const access::Permit& permit, const Frame& frame, Page page,
                                          std::string_view tab, std::string crumb = {}, Read read = Read::record);
/// "/faelle/4711" and "/faelle/4711/<path>".
[[nodiscard]] std::string case_href(CaseId id, std::string_view path = {});

}  // namespace kim::cases
