// JSON routes of consents, releases, withdrawals and disclosures; the same acts as the pages.
#include "domain/consent/consent_pages.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::consent {
namespace {

using access::Right;
using http::Method;

template <class T>
http::Response list_of(Context& ctx, const Ask& ask, const record::Record& record,
                       std::vector<records::Stored<T>> (*load)(db::Connection&, const access::SubjectPermit&)) {
  const auto permit = SHOW_OR_FAIL(access::permit_subject(ctx, ask.id<SubjectId>(), Right::consent_read));
  const auto list = load(ctx.db(), permit);
  records::opened(ctx, record.name, 0, records::owner(permit), "api");
  return records::json_of(record, list);
}

http::Response list_consents(Context& ctx, const Ask& ask) {
  return list_of<Consent>(ctx, ask, consent_record, store::consents);
}
http::Response list_releases(Context& ctx, const Ask& ask) {
  return list_of<Release>(ctx, ask, release_record, store::releases);
}
http::Response list_disclosures(Context& ctx, const Ask& ask) {
  return list_of<Disclosure>(ctx, ask, disclosure_record, disclosures);
}

http::Response create_consent(Context& ctx, const Ask& ask) {
  Consent consent;
  SHOW_OR_FAIL(json::read(consent_record, ask.request.body, ctx.today(), &consent));
  return records::created(SHOW_OR_FAIL(renew_consent(ctx, ask.id<PersonId>(), consent)).value());
}

http::Response create_release(Context& ctx, const Ask& ask) {
  Release release;
  SHOW_OR_FAIL(json::read(release_record, ask.request.body, ctx.today(), &release));
  return records::created(SHOW_OR_FAIL(add_release(ctx, ask.id<PersonId>(), release)).value());
}

http::Response create_withdrawal(Context& ctx, const Ask& ask) {
  Withdrawal withdrawal;
  SHOW_OR_FAIL(json::read(withdrawal_record, ask.request.body, ctx.today(), &withdrawal));
  return records::created(SHOW_OR_FAIL(withdraw(ctx, ask.id<PersonId>(), withdrawal)));
}

http::Response create_disclosure(Context& ctx, const Ask& ask) {
  Disclosure disclosure;
  SHOW_OR_FAIL(json::read(disclosure_record, ask.request.body, ctx.today(), &disclosure));
  return records::created(SHOW_OR_FAIL(note_disclosure(ctx, ask.id<PersonId>(), disclosure)));
}

}  // namespace

void api_routes(Routes& r) {
  const auto read = needs(Right::consent_read), write = needs(Right::consent_write);
  r.api(Method::get, "/api/v1/persons/{person}/consents", read, list_consents, "Consents of a person, oldest first", {},
        "consent");
  r.api(Method::post, "/api/v1/persons/{person}/consents", write, create_consent, "Record or renew a consent",
        "consent");
  r.api(Method::get, "/api/v1/persons/{person}/releases", read, list_releases,
        "Releases from confidentiality, oldest first", {}, "release");
  r.api(Method::post, "/api/v1/persons/{person}/releases", write, create_release, "Record a release towards one body",
        "release");
  r.api(Method::post, "/api/v1/persons/{person}/withdrawals", write, create_withdrawal,
        "Withdraw everything, one purpose or one release; takes effect at once", "withdrawal");
  r.api(Method::get, "/api/v1/persons/{person}/disclosures", read, list_disclosures,
        "Who has received what, newest first", {}, "disclosure");
  r.api(Method::post, "/api/v1/persons/{person}/disclosures", write, create_disclosure,
        "Note a disclosure; refused without release or statutory basis", "disclosure");
}

}  // namespace kim::consent
