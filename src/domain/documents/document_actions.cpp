// Acts on uploaded documents: permit, consent, rule, store, audit, one transaction.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/upload_scan.h"
#include "domain/consent/consent.h"
#include "domain/documents/document.h"
#include "domain/documents/documents_store.h"

namespace kim::documents {
namespace {

using access::Permit;
using access::Right;

std::unexpected<Error> invalid(std::string_view field, std::string message) {
  return std::unexpected(Error{ErrorCode::invalid, message, {{std::string(field), message}}, {}});
}

Result<void> consented(db::Connection& db, const Permit& permit, Day today) {
  return consent::require_consent(db, permit.subject().subject(), consent_purpose, today);
}

audit::Entry entry(const Context& ctx, const Permit& permit, audit::Act act, std::int64_t id, std::string_view note) {
  audit::Entry one;
  one.act = act;
  one.actor = ctx.actor.account;
  one.what = document_record.name;
  one.record_id = id;
  one.case_id = permit.case_id().value();
  one.subject_id = permit.person().value();
  one.note = note;
  one.address = ctx.address;
  return one;
}

}  // namespace

Result<DocumentId> keep_file(Context& ctx, CaseId id, Document document, const Incoming& file) {
  const Permit permit = TRY(access::permit_case(ctx, id, Right::case_contact));
  TRY(consented(ctx.db(), permit, ctx.today()));
  const Accepted accepted = TRY(accept_file(file, ctx.services.upload_bytes_max));
  TRY(access::scan_upload(ctx, file.bytes));
  document.file_name = accepted.name;
  document.media_type = accepted.type->media_type;
  document.size = static_cast<std::int64_t>(file.bytes.size());
  const DocumentId made(ctx.new_id());
  const store::Pieces pieces = store::seal(permit.key(), made, file.bytes);
  return ctx.transact([&](db::Tx& tx) -> Result<DocumentId> {
    const Permit now = TRY(access::permit_case(ctx, tx, id, Right::case_contact));
    TRY(consented(*tx, now, ctx.today()));
    records::add_as(ctx, tx, store::documents(), records::owner(now), made.value(), document);
    store::add_pieces(tx, made, pieces);
    return made;
  });
}

Result<Content> fetch(Context& ctx, CaseId id, DocumentId document, std::string_view range_header) {
  const Permit permit = TRY(access::permit_case(ctx, id, Right::case_read));
  Content content{TRY(store::document(ctx.db(), permit, document)), {}, files::Wanted::whole, {0, 0}};
  const auto size = static_cast<std::size_t>(content.document.value.size.value_or(0));
  content.wanted = files::parse_range(range_header, size, content.range);
  if (content.wanted == files::Wanted::impossible) return content;
  if (content.wanted == files::Wanted::whole) content.range = {0, size - 1};
  content.bytes = store::read(ctx.db(), permit, document, size, content.range.first, content.range.last);
  records::opened(ctx, document_record.name, document.value(), records::owner(permit), "document");
  return content;
}

Result<void> remove_file(Context& ctx, CaseId id, DocumentId document, std::int64_t version, std::string_view reason) {
  if (code_list("removal_reason").find(reason) == nullptr)
    return invalid("reason", tr("Wählen Sie aus, warum das Dokument gelöscht wird."));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    TRY(store::document(*tx, permit, document));
    if (!store::remove(tx, document, version)) return failure(ErrorCode::conflict);
    audit::append(tx, ctx.now, entry(ctx, permit, audit::Act::removed, document.value(), reason));
    return {};
  });
}

}  // namespace kim::documents
