#include "domain/referrals/letter.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/consent/consent.h"

#include "platform/crypto/password.h"

namespace kim::referrals {
namespace {

using namespace html;

bool has(const std::vector<std::string>& contents, std::string_view code) {
  return std::ranges::find(contents, code) != contents.end();
}

void add(std::vector<ui::Fact>& facts, std::string label, const std::string& value) {
  if (!value.empty()) facts.push_back({std::move(label), all(value)});
}

std::string words(std::string_view list, const std::vector<std::string>& codes) {
  std::vector<std::string> labels;
  for (const std::string& code : codes) labels.push_back(code_label(list, code));
  return text::join(labels, ", ");
}

void add_identity(std::vector<ui::Fact>& facts, const people::Person& person) {
  add(facts, tr("Name"), people::full_name(person));
  if (!person.document_name.empty()) add(facts, tr("Name laut Dokument"), person.document_name);
  if (person.birth) facts.push_back({tr("Geboren"), ui::date(*person.birth)});
}

void add_ways(std::vector<ui::Fact>& facts, const people::Person& person) {
  add(facts, tr("Straße und Hausnummer"), person.street);
  add(facts, tr("Telefon"), person.phone);
  add(facts, tr("E-Mail"), person.email);
}

void add_languages(std::vector<ui::Fact>& facts, const people::Person& person) {
  add(facts, tr("Staatsangehörigkeit"), words("nationality", person.nationalities));
  add(facts, tr("Gesprochene Sprachen"), words("language", person.languages));
  if (person.interpreter == record::YesNo::yes) add(facts, tr("Sprachmittlung"), tr("ist nötig"));
}

/// "Frau Rahimi" if the name may be told, else "eine Person".
std::string whom(const Letter& letter) {
  return has(letter.referral.contents, "identity") ? people::addressed_name(letter.person) : tr("eine Person");
}

Fragment address_field(const Letter& letter) {
  return div_(p(cls("kim-sheet__kicker"), letter.sender.name, " · ",
                trf("Kommunales Integrationsmanagement, {}", {letter.tenant})),
              p(cls("kim-strong"), letter.recipient.name), p(ui::lines(letter.recipient.address)));
}

Fragment info_block(const Letter& letter) {
  std::vector<ui::Fact> facts{{tr("Unser Zeichen"), all(letter.reference)}, {tr("Ansprechperson"), all(letter.clerk)}};
  add(facts, tr("Telefon"), letter.sender.phone);
  add(facts, tr("E-Mail"), letter.sender.email);
  if (letter.referral.sent_on) facts.push_back({tr("Datum"), ui::date(*letter.referral.sent_on)});
  return div_(ui::facts(facts));
}

Fragment enclosed_part(const std::vector<std::string>& contents) {
  const auto labels = enclosed(contents);
  if (labels.empty()) return {};
  return all(p(tr("Außerdem umfasst die Weitergabe diese Angaben. Sie liegen bei oder wir besprechen sie mit Ihnen:")),
             ul(cls("kim-list"), each(labels, [](const std::string& label) { return li(label); })));
}

std::string basis_sentence(const Letter& letter) {
  if (consent::rests_on_release(letter.referral.legal_basis))
    return tr(
        "Die Person hat uns Ihnen gegenüber für diese Angaben von der Schweigepflicht entbunden. Sie kann das "
        "jederzeit widerrufen. "
        "Verwenden Sie die Angaben nur für dieses Anliegen.");
  return trf("Wir geben diese Angaben auf Grundlage von {} weiter. Verwenden Sie sie nur für dieses Anliegen.",
             {code_label("legal_basis", letter.referral.legal_basis)});
}

Fragment request(const Letter& letter) {
  const std::string ask = letter.referral.answer_by
                              ? trf("Bitte antworten Sie uns bis zum {}, gern auf dem folgenden Blatt.",
                                    {german(*letter.referral.answer_by)})
                              : tr("Bitte antworten Sie uns, gern auf dem folgenden Blatt.");
  return all(when(letter.referral.warm, [] { return p(tr("Wir haben ein gemeinsames Gespräch vereinbart.")); }),
             p(ask));
}

Fragment letter_sheet(const Letter& letter) {
  const auto facts = person_facts(letter.person, letter.referral.contents);
  return article(cls("kim-sheet"), div_(cls("kim-sheet__head"), address_field(letter), info_block(letter)),
                 p(cls("kim-sheet__lead kim-strong"), trf("Verweisung: Anfrage für {}", {whom(letter)})),
                 p(tr("Guten Tag,")), p(ui::lines(letter.referral.reason)),
                 when(!facts.empty(),
                      [&] {
                        return all(p(tr("Zur Person geben wir Ihnen diese Angaben weiter:")),
                                   ui::facts(facts, ui::FactsLook::two));
                      }),
                 enclosed_part(letter.referral.contents), p(basis_sentence(letter)), request(letter),
                 p(tr("Mit freundlichen Grüßen")), p(cls("kim-gap-top"), letter.clerk));
}

Fragment box(const std::string& label) { return li("☐ ", label); }

Fragment reasons() {
  return ul(cls("kim-boxes"), each(code_list("decline_reason").codes(),
                                   [](const Code& code) { return box(code_label("decline_reason", code.code)); }));
}

Fragment line_to_fill(const std::string& label) { return p(label, ": ______________________________________"); }

/// Black on white: it is printed.
Fragment qr_image(const std::string& address) {
  const auto code = crypto::qr_code(address);
  const std::string size = std::to_string(code.size);
  return svg(viewbox("0 0 ", size, " ", size), width("150"), height("150"), role("img"),
             aria_label(tr("QR-Code zur Antwort im Internet")), rect(width(size), height(size), fill("#ffffff")),
             path(d(code.path), fill("#000000")));
}

/// The link on paper, for the body alone.
Fragment reply_part(const Letter& letter) {
  if (letter.reply_url.empty()) return {};
  return section(cls("kim-gap-top"), h3(cls("kern-heading-small"), tr("Oder antworten Sie im Internet")),
                 p(tr("Ohne Konto. Die Adresse gilt nur für diese Verweisung. Geben Sie sie nicht weiter."), " ",
                   letter.reply_until ? trf("Sie gilt bis zum {}.", {german(*letter.reply_until)}) : std::string()),
                 p(cls("kim-strong"), letter.reply_url), qr_image(letter.reply_url),
                 p(cls("kim-meta"), lang("en"), "Answer online, in German or English, without an account."));
}

/// No name on it: the sheet goes back by post or fax, the reference is enough for us.
Fragment answer_sheet(const Letter& letter) {
  return article(
      cls("kim-sheet kim-gap-top"), p(cls("kim-sheet__kicker"), tr("Zurück an"), " ", letter.sender.name),
      p(ui::lines(letter.sender.address)), h2(cls("kern-heading-medium"), trf("Antwort zu {}", {letter.reference})),
      p(letter.recipient.name),
      ul(cls("kim-boxes"), box(tr("Wir übernehmen.")), box(tr("Wir haben die Person auf die Warteliste gesetzt.")),
         box(tr("Das Anliegen ist erledigt.")), box(tr("Wir können nicht helfen, und zwar:"))),
      reasons(), line_to_fill(tr("Anmerkung")), line_to_fill(tr("Ansprechperson und Telefon")),
      line_to_fill(tr("Datum, Unterschrift")), reply_part(letter));
}

}  // namespace

std::vector<ui::Fact> person_facts(const people::Person& person, const std::vector<std::string>& contents) {
  std::vector<ui::Fact> facts;
  if (has(contents, "identity")) add_identity(facts, person);
  if (has(contents, "contact")) add_ways(facts, person);
  if (has(contents, "origin")) add_languages(facts, person);
  if (has(contents, "language_level"))
    add(facts, tr("Sprachniveau Deutsch"), code_label("language_level", person.german_level));
  return facts;
}

std::vector<std::string> enclosed(const std::vector<std::string>& contents) {
  static constexpr std::string_view told[] = {"identity", "contact", "origin", "language_level"};
  std::vector<std::string> labels;
  for (const std::string& code : contents)
    if (std::ranges::find(told, code) == std::end(told)) labels.push_back(code_label("data_category", code));
  return labels;
}

Fragment letter_sheets(const Letter& letter) {
  const i18n::Use german_words(i18n::Language::de);
  return all(letter_sheet(letter), answer_sheet(letter));
}

}  // namespace kim::referrals
