// The confirmation of a withdrawal as PDF, for who may see the person's consents; also when the file is blocked by it.
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/page.h"
#include "domain/consent/consent_store.h"
#include "domain/documents/documents_pages.h"
#include "domain/documents/printed.h"
#include "domain/documents/withdrawal_sheet.h"
#include "domain/organisation/organisation.h"
#include "domain/people/person.h"

namespace kim::documents {
namespace {

using access::Right;

void put_controller(const std::optional<records::Stored<organisation::Body>>& body, Day today, WithdrawalFacts& facts) {
  if (body) {
    facts.controller = body->value.name;
    facts.privacy_contact = body->value.privacy_contact;
    std::string sender = body->value.address;
    std::ranges::replace(sender, '\n', ',');
    facts.address.sender = sender.empty() ? body->value.name : body->value.name + " · " + sender;
    facts.address.facts = {"Ansprechperson: " + facts.staff, "Telefon: " + body->value.phone};
  }
  facts.address.facts.push_back("Datum: " + german(today));
}

void put_person(Context& ctx, const people::Person& person, WithdrawalFacts& facts) {
  const std::string name = people::full_name(person);
  facts.person = person.birth ? name + ", " + german(*person.birth) : name;
  facts.address.lines = {name};
  for (const std::string& line : {person.street, organisation::municipality_name(ctx.db(), person.municipality)})
    if (!line.empty()) facts.address.lines.push_back(line);
}

/// Who has received data; of a release that was withdrawn only its recipient.
void put_receipts(Context& ctx, const access::SubjectPermit& permit, BodyId only, WithdrawalFacts& facts) {
  for (const auto& one : consent::disclosures(ctx.db(), permit))
    if (!only || one.value.recipient == only)
      facts.received.push_back({organisation::body_name(ctx.db(), one.value.recipient),
                                one.value.on.value_or(ctx.today()), one.value.contents});
}

/// Errors: not_found.
Result<WithdrawalFacts> facts_of(Context& ctx, const access::SubjectPermit& permit, std::int64_t id) {
  const i18n::Use german_words(i18n::Language::de);  // names of no Kommune and the like; the texts have their languages
  WithdrawalFacts facts;
  facts.withdrawal =
      TRY(records::one<consent::Withdrawal>(ctx.db(), consent::store::withdrawal_table(), records::owner(permit), id))
          .value;
  BodyId only;
  if (facts.withdrawal.release) {
    const auto release = TRY(records::one<consent::Release>(ctx.db(), consent::store::release_table(),
                                                            records::owner(permit), facts.withdrawal.release.value()));
    only = release.value.recipient;
    facts.recipient = organisation::body_name(ctx.db(), only);
  }
  facts.staff = ctx.actor.name;
  put_controller(organisation::find_body(ctx.db(), permit.controller()), ctx.today(), facts);
  put_person(ctx, TRY(people::load_person(ctx.db(), permit)).value, facts);
  put_receipts(ctx, permit, only, facts);
  return facts;
}

http::Response pdf_of(Context& ctx, const Ask& ask, std::string_view asked) {
  const std::string_view language = asked.empty() ? std::string_view("de") : asked;
  const auto permit = SHOW_OR_FAIL(access::permit_person(ctx, ask.id<PersonId>(), Right::consent_read));
  const WithdrawalFacts facts = SHOW_OR_FAIL(facts_of(ctx, permit, ask.number(1)));
  if (find_letter(withdrawal_letter, language, facts.controller, ctx.today()) == nullptr)
    return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  std::string bytes = pdf::write(compose(withdrawal_sheet(facts, language, ctx.today())));
  note_printed(ctx, {.what = consent::withdrawal_record.name,
                     .id = ask.number(1),
                     .person = permit.subject(),
                     .purpose = consent::withdrawal_record.name,
                     .note = language});
  return pdf_response(std::move(bytes), "widerruf-" + std::to_string(ask.number(1)));
}
http::Response show_pdf(Context& ctx, const Ask& ask) { return pdf_of(ctx, ask, ask.request.query.get("sprache")); }
http::Response api_pdf(Context& ctx, const Ask& ask) { return pdf_of(ctx, ask, ask.request.query.get("language")); }

}  // namespace

void withdrawal_print_routes(Routes& r) {
  r.get("/personen/{person}/einwilligung/widerruf/{withdrawal}/pdf", needs(Right::consent_read), show_pdf,
        "Bestätigung eines Widerrufs als PDF (?sprache=)");
  r.api(http::Method::get, "/api/v1/persons/{person}/withdrawals/{withdrawal}/pdf", needs(Right::consent_read), api_pdf,
        "Confirmation of a withdrawal as PDF (application/pdf), German beside ?language=");
}

}  // namespace kim::documents
