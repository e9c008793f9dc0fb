// JSON routes of letters; the same acts as the pages.
#include "domain/access/page.h"
#include "domain/documents/documents_pages.h"
#include "domain/documents/documents_store.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::documents {
namespace {

using access::Right;
using http::Method;

http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto letters = store::letters_of(ctx.db(), permit);
  records::opened(ctx, "letter", 0, records::owner(permit), "api");
  return records::json_of(letter_record, letters);
}

http::Response create(Context& ctx, const Ask& ask) {
  Letter letter;
  if (auto read = json::read(letter_record, ask.request.body, ctx.today(), &letter); !read)
    return error_page(ctx, ask, read.error());
  const LetterId id = SHOW_OR_FAIL(make_letter(ctx, ask.id<CaseId>(), letter));
  return records::created(id.value());
}

http::Response pdf(Context& ctx, const Ask& ask) {
  std::string bytes = SHOW_OR_FAIL(print_letter(ctx, ask.id<CaseId>(), ask.id<LetterId>(1)));
  return pdf_response(std::move(bytes), "schreiben-" + std::to_string(ask.number(1)));
}

}  // namespace

void letter_api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/letters", needs(Right::case_read), list, "Letters of a case", {}, "letter");
  r.api(Method::post, "/api/v1/cases/{case}/letters", needs(Right::case_contact), create, "Make a letter", "letter");
  r.api(Method::get, "/api/v1/cases/{case}/letters/{letter}/pdf", needs(Right::case_read), pdf,
        "A letter as PDF (application/pdf)");
}

}  // namespace kim::documents
