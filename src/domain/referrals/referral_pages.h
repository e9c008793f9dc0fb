// Routes of the referrals slice, one function per file of pages, and what the pages of a case share.
#pragma once

#include <string>

#include "domain/access/page.h"
#include "domain/cases/frame.h"
#include "domain/referrals/referral_store.h"

namespace kim::referrals {

void case_routes(Routes& routes);      // referral_pages.cpp: list, one referral, answer, recall
void form_routes(Routes& routes);      // referral_form_pages.cpp: prepare, change, check, send
void letter_routes(Routes& routes);    // letter_pages.cpp
void reply_routes(Routes& routes);     // reply_pages.cpp: whoever holds a reply link
void reminder_routes(Routes& routes);  // reminder_pages.cpp: asking again
void list_routes(Routes& routes);      // referral_list_pages.cpp: over all cases
void inbox_routes(Routes& routes);     // inbox_pages.cpp: addressed bodies
void api_routes(Routes& routes);       // referral_api.cpp

/// "Antwort-Link" and "Nachgefragt": what there is, beside one referral (reminder_pages.cpp).
[[nodiscard]] html::Fragment chasing_panels(Context& ctx, const access::Permit& permit,
                                            const records::Stored<Referral>& referral);
/// The page inside its case, below the tab "Verweisungen".
[[nodiscard]] http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb = {});

}  // namespace kim::referrals
