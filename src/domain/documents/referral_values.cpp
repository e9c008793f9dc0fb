#include "domain/documents/referral_values.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/organisation/organisation.h"
#include "domain/referrals/letter.h"
#include "domain/referrals/referral_gate.h"
#include "domain/referrals/referral_store.h"

namespace kim::documents {
namespace {

using referrals::Referral;

bool lets_out(const Referral& referral, std::string_view content) {
  return std::ranges::find(referral.contents, content) != referral.contents.end();
}

void add(std::vector<std::string>& lines, const std::string& label, const std::string& value) {
  if (!value.empty()) lines.push_back(label + ": " + value);
}

std::string labels(std::string_view list, const std::vector<std::string>& codes) {
  std::vector<std::string> all;
  for (const std::string& code : codes) all.push_back(code_label(list, code));
  return text::join(all, ", ");
}

/// The same facts as on the printed page of the Verweisung (referrals/letter.h).
std::vector<std::string> person_lines(const people::Person& person, const Referral& referral) {
  std::vector<std::string> lines;
  if (lets_out(referral, "identity")) {
    add(lines, "Name", people::full_name(person));
    add(lines, "Name laut Dokument", person.document_name);
    add(lines, "Geboren", person.birth ? german(*person.birth) : std::string());
  }
  if (lets_out(referral, "contact")) {
    add(lines, "Straße und Hausnummer", person.street);
    add(lines, "Telefon", person.phone);
    add(lines, "E-Mail", person.email);
  }
  if (lets_out(referral, "origin")) {
    add(lines, "Staatsangehörigkeit", labels("nationality", person.nationalities));
    add(lines, "Gesprochene Sprachen", labels("language", person.languages));
    if (person.interpreter == record::YesNo::yes) add(lines, "Sprachmittlung", "ist nötig");
  }
  if (lets_out(referral, "language_level"))
    add(lines, "Sprachniveau Deutsch", code_label("language_level", person.german_level));
  return lines;
}

Part person_part(const people::Person& person, const Referral& referral) {
  Part part{{}, "•", {}};
  part.lines = person_lines(person, referral);
  return part;
}

std::string basis(const Referral& referral) {
  if (consent::rests_on_release(referral.legal_basis))
    return "Die Person hat uns Ihnen gegenüber für diese Angaben von der Schweigepflicht entbunden. Sie kann das "
           "jederzeit widerrufen. Verwenden Sie die Angaben nur für dieses Anliegen.";
  return "Wir geben diese Angaben auf Grundlage von " + code_label("legal_basis", referral.legal_basis) +
         " weiter. Verwenden Sie sie nur für dieses Anliegen.";
}

std::string request(const Referral& referral) {
  const std::string joint = referral.warm ? "Wir haben ein gemeinsames Gespräch vereinbart. " : "";
  if (!referral.answer_by) return joint + "Bitte antworten Sie uns.";
  return joint + "Bitte antworten Sie uns bis zum " + german(*referral.answer_by) + ".";
}

pdf::Address address_of(Context& ctx, const access::Permit& permit, const cases::Frame& frame,
                        const Referral& referral) {
  const auto sender = organisation::find_body(ctx.db(), permit.controller());
  const auto recipient = organisation::find_body(ctx.db(), referral.recipient);
  pdf::Address address;
  if (sender) address.sender = sender->value.name + " · Kommunales Integrationsmanagement, " + ctx.services.tenant;
  if (recipient) address.lines = text::split(recipient->value.address, '\n');
  if (recipient) address.lines.insert(address.lines.begin(), recipient->value.name);
  address.facts = {"Unser Zeichen: " + frame.data.value.number,
                   "Ansprechperson: " + access::account_name(ctx, permit.responsible())};
  if (sender) add(address.facts, "Telefon", sender->value.phone);
  if (referral.sent_on) add(address.facts, "Datum", german(*referral.sent_on));
  return address;
}

}  // namespace

Result<void> put_referral(Context& ctx, const access::Permit& permit, const cases::Frame& frame, const Letter& letter,
                          Sheet& sheet) {
  const Referral referral = TRY(referrals::store::referral(ctx.db(), permit, letter.referral)).value;
  if (!referrals::content_is_open(referral.state))
    return failure(
        ErrorCode::conflict,
        tr("Einen Brief gibt es erst, wenn die Verweisung gesendet ist, und nicht mehr, wenn sie beendet ist."));
  TRY(referrals::require_basis(ctx.db(), permit.subject().subject(), referral, ctx.today()));
  const people::Person& person = frame.person.value;
  Values& values = sheet.german.values;
  values.words["wen"] = lets_out(referral, "identity") ? people::addressed_name(person) : "eine Person";
  values.words["anlass"] = referral.reason;
  values.words["grundlage"] = basis(referral);
  values.words["bitte"] = request(referral);
  values.parts["angaben_zur_person"] = person_part(person, referral);
  if (const auto more = referrals::enclosed(referral.contents); !more.empty())
    values.words["weitere_angaben"] = "Außerdem umfasst die Weitergabe: " + text::join(more, ", ") +
                                      ". Die Angaben liegen bei oder wir besprechen sie mit Ihnen.";
  sheet.address = address_of(ctx, permit, frame, referral);
  return {};
}

}  // namespace kim::documents
