#include "domain/documents/agreement_print.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/cases/frame.h"
#include "domain/documents/agreement_sheet.h"
#include "domain/documents/documents_pages.h"
#include "domain/documents/printed.h"
#include "domain/goals/agreement_text.h"
#include "domain/goals/goal_store.h"
#include "domain/organisation/organisation.h"

namespace kim::documents {
namespace {

using access::Right;

/// The version asked for with its number. Errors: not_found, conflict.
Result<SignedVersion> version_of(Context& ctx, const access::Permit& permit, std::int64_t id) {
  const auto all = goals::store::agreements_of(ctx.db(), permit);
  const auto found = std::ranges::find(all, id, &records::Stored<goals::Agreement>::id);
  if (found == all.end() || found->value.signed_text.empty()) return failure(ErrorCode::not_found);
  if (!goals::is_intact(found->value))
    return failure(
        ErrorCode::conflict,
        tr("Der Text dieser Fassung passt nicht zu seiner Prüfsumme. Bitte melden Sie das der Administration."));
  SignedVersion version;
  version.agreement = found->value;
  version.number = static_cast<std::size_t>(found - all.begin()) + 1;
  version.controller = organisation::body_name(ctx.db(), permit.controller());
  for (const auto& one : goals::store::signatures_of(ctx.db(), permit, id))
    if (auto strokes = parse_strokes(one.value.strokes); strokes && one.value.text_hash == found->value.text_hash)
      version.signed_by.push_back({one.value.name, one.value.signed_on.value_or(ctx.today()), std::move(*strokes)});
  return version;
}

http::Response pdf_of(Context& ctx, const Ask& ask, std::string_view language) {
  std::string bytes = SHOW_OR_FAIL(
      print_agreement(ctx, ask.id<CaseId>(), ask.number(1), language.empty() ? std::string_view("de") : language));
  return pdf_response(std::move(bytes), "zielvereinbarung-" + std::to_string(ask.number(1)));
}
http::Response show_pdf(Context& ctx, const Ask& ask) { return pdf_of(ctx, ask, ask.request.query.get("sprache")); }
http::Response api_pdf(Context& ctx, const Ask& ask) { return pdf_of(ctx, ask, ask.request.query.get("language")); }

}  // namespace

Result<std::string> print_agreement(Context& ctx, CaseId id, std::int64_t agreement, std::string_view language) {
  const access::Permit permit = TRY(access::permit_case(ctx, id, Right::case_read, access::Closed::allow));
  SignedVersion version = TRY(version_of(ctx, permit, agreement));
  version.person = TRY(cases::load_frame(ctx, permit)).name;
  if (find_letter(agreement_letter, language, version.controller, ctx.today()) == nullptr)
    return failure(ErrorCode::not_found);
  std::string bytes = pdf::write(compose(agreement_sheet(version, language, ctx.today())));
  note_printed(ctx, {.what = goals::agreement_record.name,
                     .id = agreement,
                     .case_id = id,
                     .person = permit.subject().subject(),
                     .purpose = "agreement",
                     .note = language});
  return bytes;
}

void agreement_print_routes(Routes& r) {
  r.get("/faelle/{case}/ziele/fassungen/{agreement}/pdf", needs(Right::case_read), show_pdf,
        "Eine unterschriebene Fassung der Zielvereinbarung als PDF (?sprache=)");
  r.api(http::Method::get, "/api/v1/cases/{case}/agreements/{agreement}/pdf", needs(Right::case_read), api_pdf,
        "A signed version of the agreement as PDF (application/pdf), German beside ?language=");
}

}  // namespace kim::documents
