// Routes of the referrals slice, one function per file of pages, and what the pages of a case share.
#pragma once

#include <string>

#include "domain/access/page.h"
#include "domain/cases/frame.h"
#include "domain/referrals/referral_store.h"

namespace kim::referrals {

void case_routes(Routes& routes);    // referral_pages.cpp: list, one referral, answer, recall
void form_routes(Routes& routes);    // referral_form_pages.cpp: prepare, change, check, send
void letter_routes(Routes& routes);  // letter_pages.cpp
void list_routes(Routes& routes);    // referral_list_pages.cpp: over all cases
void inbox_routes(Routes& routes);   // inbox_pages.cpp: addressed bodies
void api_routes(Routes& routes);     // referral_api.cpp

/// Permit and frame of a page of a case.
struct Opened {
  access::Permit permit;
  cases::Frame frame;
};
[[nodiscard]] Result<Opened> open_for(Context& ctx, const Ask& ask, access::Right right);
/// The page inside its case, below the tab "Verweisungen".
[[nodiscard]] http::Response in_case(Context& ctx, const Opened& opened, Page page, std::string crumb = {});

}  // namespace kim::referrals
