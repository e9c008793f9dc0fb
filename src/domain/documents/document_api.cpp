// Routes of documents for other programs; the same acts as the pages. A file comes as multipart/form-data, as in the page.
#include "domain/access/page.h"
#include "domain/documents/documents_pages.h"
#include "domain/documents/documents_store.h"
#include "domain/records/answers.h"
#include "platform/forms/forms.h"

namespace kim::documents {
namespace {

using access::Right;
using http::Method;

http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto all = store::documents_of(ctx.db(), permit);
  records::opened(ctx, document_record.name, 0, records::owner(permit), "api");
  return records::json_of(document_record, all);
}

/// Everything that is wrong is told at once, as the page does.
http::Response create(Context& ctx, const Ask& ask) {
  Document document;
  auto errors = forms::parse(document_record, ask.form, ctx.today(), &document);
  const Incoming file = file_of(ask);
  if (errors.empty()) return records::created(SHOW_OR_FAIL(keep_file(ctx, ask.id<CaseId>(), document, file)).value());
  SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_contact));
  if (auto accepted = accept_file(file, ctx.services.upload_bytes_max); !accepted)
    errors.push_back(accepted.error().fields.front());
  return error_page(ctx, ask, {ErrorCode::invalid, {}, std::move(errors), {}});
}

http::Response content(Context& ctx, const Ask& ask) {
  const Content found = SHOW_OR_FAIL(fetch(ctx, ask.id<CaseId>(), ask.id<DocumentId>(1), {}));
  http::Response response{200, {}, found.bytes};
  response.with("Content-Type", found.document.value.media_type);
  response.with("Content-Disposition", disposition("attachment", found.document.value.file_name));
  return response;
}

http::Response drop(Context& ctx, const Ask& ask) {
  const http::Form& query = ask.request.query;
  if (auto gone =
          remove_file(ctx, ask.id<CaseId>(), ask.id<DocumentId>(1), query.integer("version"), query.get("reason"));
      !gone)
    return error_page(ctx, ask, gone.error());
  return {204, {}, {}};
}

}  // namespace

void document_api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/documents", needs(Right::case_read), list, "Documents of a case", {},
        "document");
  r.upload("/api/v1/cases/{case}/documents", needs(Right::case_contact), create,
           "Add a document: kind (code document_kind), title and file", upload_request_bytes_max);
  r.api(Method::get, "/api/v1/cases/{case}/documents/{document}/content", needs(Right::case_read), content,
        "The file itself");
  r.api(Method::del, "/api/v1/cases/{case}/documents/{document}", needs(Right::case_write), drop,
        "Remove a document; ?version= and ?reason= (code removal_reason)");
}

}  // namespace kim::documents
