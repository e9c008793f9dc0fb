// Sheets to print: what is signed, what the person takes along, the letter that demands erasure. Filled for one person, in
// the language chosen; what is not known stays a line to write on.
#include <algorithm>

#include "base/check.h"
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/consent/consent_pages.h"
#include "domain/consent/consent_parts.h"
#include "domain/consent/consent_texts.h"
#include "domain/consent/withdrawal_effects.h"
#include "domain/organisation/organisation.h"

namespace kim::consent {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view box = "☐ ";

/// What a sheet is about besides the person.
struct Subject {
  const Text* text = nullptr;
  std::optional<records::Stored<Release>> release;
  std::optional<records::Stored<Withdrawal>> withdrawal;
  std::optional<records::Stored<Disclosure>> disclosure;
};

i18n::Language language_of(const Text& text) { return text.language == "de" ? i18n::Language::de : i18n::Language::en; }

Fragment boxes(std::string_view list, Day today) {
  return ul(cls("kim-list"), each(code_list(list).valid_on(today),
                                  [&](const Code* code) { return li(box, code_label(list, code->code)); }));
}

Fragment bullets(const std::vector<std::string>& lines, const std::string& otherwise) {
  if (lines.empty()) return p(otherwise);
  return ul(each(lines, [](const std::string& line) { return li(line); }));
}

Fragment allowed_part(Context& ctx, SubjectId person) {
  std::vector<std::string> lines;
  const auto all = store::lines(ctx.db(), person);
  for (const Code& code : code_list("consent_purpose").codes()) {
    const PurposeState state = purpose_state(all, code.code, ctx.today());
    if (holds(state.standing))
      lines.push_back(trf("{0}, bis zum {1}", {code_label("consent_purpose", code.code), german(*state.until)}));
  }
  return bullets(lines, tr("Nichts."));
}

Fragment releases_part(const std::vector<ReleaseState>& releases) {
  std::vector<std::string> lines;
  for (const ReleaseState& one : releases)
    if (holds(one.standing))
      lines.push_back(trf("{0}: {1}, bis zum {2}",
                          {one.recipient_name, code_words("data_category", one.contents), german(*one.until)}));
  return bullets(lines, tr("Mit niemandem."));
}

Fragment recipients_part(Context& ctx, const Opened& opened, const Subject& subject) {
  std::vector<std::string> lines;
  for (const auto& one : disclosures(ctx.db(), opened.permit)) {
    if (subject.release && one.value.recipient != subject.release->value.recipient) continue;
    lines.push_back(trf("{0}, {1}: {2}", {organisation::body_name(ctx.db(), one.value.recipient), german(*one.value.on),
                                          code_words("data_category", one.value.contents)}));
  }
  return bullets(lines, tr("Niemand."));
}

std::string effect_words(Effect effect, const Withdrawal& data) {
  switch (effect) {
    case Effect::file_blocked: return tr("Ihre Akte ist gesperrt. Ihre Fachkraft kann sie nicht mehr öffnen.");
    case Effect::nothing_out: return tr("Es geht nichts mehr an andere Stellen.");
    case Effect::purpose_ends:
      return trf("Wir speichern und verwenden nichts mehr dazu: {}.", {code_label("consent_purpose", data.purpose)});
    case Effect::nothing_to_body: return tr("Es geht nichts mehr an diese Stelle.");
    case Effect::erasure_check:
      return trf("Bis zum {} prüfen wir, was gelöscht wird.", {german(*data.erasure_check_on)});
  }
  report_bug("unknown effect of a withdrawal");
}

Fragment consequences_part(const Subject& subject) {
  if (!subject.withdrawal) return {};
  std::vector<std::string> lines;
  for (const Effect effect : effects_of(subject.withdrawal->value))
    lines.push_back(effect_words(effect, subject.withdrawal->value));
  return bullets(lines, {});
}

void add_controller(Context& ctx, const Opened& opened, Inserts& inserts) {
  const auto body = organisation::find_body(ctx.db(), opened.permit.controller());
  if (!body) return;
  std::string address = body->value.address;
  std::replace(address.begin(), address.end(), '\n', ',');
  inserts.words["verantwortlich"] = address.empty() ? body->value.name : body->value.name + ", " + address;
  inserts.words["datenschutz"] = body->value.privacy_contact;
}

void add_person(Context& ctx, const Opened& opened, Inserts& inserts) {
  const auto& birth = opened.person.value.birth;
  inserts.words["person"] = birth ? trf("{0}, geboren {1}", {opened.name, german(*birth)}) : opened.name;
  inserts.words["fachkraft"] = ctx.actor.name;
  inserts.words["heute"] = german(ctx.today());
}

void add_release(Context& ctx, const Release& release, Inserts& inserts) {
  inserts.words["stelle"] = organisation::body_name(ctx.db(), release.recipient);
  inserts.words["richtung"] = code_label("release_direction", release.direction);
  inserts.words["angaben"] = code_words("data_category", release.contents);
  inserts.words["wozu"] = release.purpose;
  inserts.words["gueltig_bis"] = german(*release.valid_until);
}

void add_subject(Context& ctx, const Opened& opened, const Subject& subject, Inserts& inserts) {
  if (subject.release) add_release(ctx, subject.release->value, inserts);
  if (subject.disclosure) {
    inserts.words["stelle"] = organisation::body_name(ctx.db(), subject.disclosure->value.recipient);
    inserts.words["angaben"] = code_words("data_category", subject.disclosure->value.contents);
  }
  if (!subject.withdrawal) return;
  const auto releases = store::release_states(ctx.db(), opened.permit.subject(), ctx.today());
  inserts.words["widerruf_am"] = german(*subject.withdrawal->value.on);
  inserts.words["widerruf_was"] = withdrawal_words(subject.withdrawal->value, releases);
}

Inserts inserts_for(Context& ctx, const Opened& opened, const Subject& subject) {
  const SubjectId person = opened.permit.subject();
  Inserts inserts;
  add_controller(ctx, opened, inserts);
  add_person(ctx, opened, inserts);
  inserts.parts["zwecke"] = boxes("consent_purpose", ctx.today());
  if (!subject.release) inserts.parts["richtung"] = boxes("release_direction", ctx.today());
  if (!subject.release) inserts.parts["angaben"] = boxes("data_category", ctx.today());
  inserts.parts["erlaubt"] = allowed_part(ctx, person);
  inserts.parts["entbindungen"] = releases_part(releases_of(ctx.db(), person, ctx.today()));
  inserts.parts["empfaenger"] = recipients_part(ctx, opened, subject);
  inserts.parts["folgen"] = consequences_part(subject);
  inserts.parts["unterschrift"] =
      signature_lines({tr("Ort, Datum, Unterschrift"), tr("Bei Minderjährigen: Unterschrift der Vertretung")});
  add_subject(ctx, opened, subject, inserts);
  return inserts;
}

// ---- the page ----

/// The text asked for: the one in force, the controller's own if there is one, German where the language is missing.
const Text* text_for(Context& ctx, const Opened& opened, std::string_view id, std::string_view language) {
  const std::string controller = organisation::body_name(ctx.db(), opened.permit.controller());
  const Text* text = current_text(id, language, controller, ctx.today());
  return text != nullptr ? text : current_text(id, "de", controller, ctx.today());
}

void note_printed(Context& ctx, const Opened& opened, const Text& text) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::printed,
                   .actor = ctx.actor.account,
                   .what = consent_record.name,
                   .subject_id = opened.permit.subject().value(),
                   .purpose = text.id,
                   .note = text.version + " " + text.language,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

Fragment language_links(const Text& text, const std::string& here, Day today) {
  const std::string address = here + (here.find('?') == std::string::npos ? "?sprache=" : "&sprache=");
  Fragment links;
  for (const std::string& language : current_languages(text.id, today))
    if (language != text.language)
      links += ui::link_button(address + language, code_label("language", language), {.weight = ui::Weight::secondary});
  return links;
}

/// `here`: the address without the language.
http::Response print_page(Context& ctx, const Opened& opened, const Subject& subject, const std::string& here,
                          const Fragment& after = {}) {
  const Text& text = *subject.text;
  Page page = page_of(opened, text.title, tr("Zum Drucken"));
  page.heading = span(lang(text.language), dir(text.direction), text.title);
  page.actions = all(ui::print_button(here, tr("Drucken")), language_links(text, here, ctx.today()));
  {
    const i18n::Use language(language_of(text));
    page.content = sheet(text, inserts_for(ctx, opened, subject));
  }
  page.content += after;
  note_printed(ctx, opened, text);
  return show(ctx, std::move(page));
}

std::string_view language_asked(const Ask& ask) {
  const std::string_view language = ask.request.query.get("sprache");
  return language.empty() ? "de" : language;
}

template <class T>
std::optional<records::Stored<T>> chosen(Context& ctx, const Opened& opened, const records::Table& table,
                                         std::int64_t id) {
  auto found = records::one<T>(ctx.db(), table, records::owner(opened.permit), id);
  return found ? std::optional(std::move(*found)) : std::nullopt;
}

/// The withdrawal named, else the latest one: what a letter to a recipient refers to.
std::optional<records::Stored<Withdrawal>> latest_withdrawal(Context& ctx, const Opened& opened) {
  auto all = store::withdrawals(ctx.db(), opened.permit);
  return all.empty() ? std::nullopt : std::optional(std::move(all.back()));
}

http::Response sheet_page(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_person(ctx, ask));
  Subject subject;
  subject.text = text_for(ctx, opened, ask.path[1], language_asked(ask));
  if (subject.text == nullptr || subject.text->id == "widerruf")
    return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  std::string here = consent_href(opened.permit.subject(), "druck/" + subject.text->id);
  if (const auto id = ask.request.query.integer("entbindung"); id > 0) {
    subject.release = chosen<Release>(ctx, opened, store::release_table(), id);
    here += "?entbindung=" + std::to_string(id);
  }
  if (const auto id = ask.request.query.integer("weitergabe"); id > 0) {
    subject.disclosure = chosen<Disclosure>(ctx, opened, store::disclosure_table(), id);
    here += "?weitergabe=" + std::to_string(id);
  }
  if (subject.text->id == "loeschung") subject.withdrawal = latest_withdrawal(ctx, opened);
  return print_page(ctx, opened, subject, here);
}

/// Letters to those who have received data, one each.
Fragment letters(Context& ctx, const Opened& opened, const Subject& subject) {
  std::vector<ui::Row> rows;
  for (const auto& one : disclosures(ctx.db(), opened.permit)) {
    if (subject.release && one.value.recipient != subject.release->value.recipient) continue;
    const std::string href =
        consent_href(opened.permit.subject(), "druck/loeschung?weitergabe=" + std::to_string(one.id));
    rows.push_back(
        {{},
         ui::row_title(href, trf("Schreiben an: {}", {organisation::body_name(ctx.db(), one.value.recipient)})),
         all(ui::date(*one.value.on), ": ", code_words("data_category", one.value.contents)),
         {},
         false});
  }
  if (rows.empty()) return {};
  return div_(cls("kim-noprint"),
              ui::section({.id = "h-briefe", .title = tr("Löschung bei anderen Stellen verlangen")}, ui::rows(rows)));
}

/// The language in which the confirmation is printed beside German.
struct Print {
  std::string language;
};
constexpr record::Field print_fields[] = {record::field<&Print::language>(
    "sprache", N_("Sprache neben Deutsch"), record::code("letter_language"), may, open, "Verständlichkeit")};
constexpr record::Record print_record{"withdrawal_print", N_("Ausdruck"), print_fields};

/// The same confirmation as a letter (slice documents), in the language of letters to the person.
Fragment letter_form(const Opened& opened, const std::string& here) {
  Print print{opened.person.value.letter_language};
  if (code_list("letter_language").find(print.language) == nullptr) print.language = "de";
  return div_(cls("kim-noprint"),
              ui::section({.id = "h-brief", .title = tr("Als Brief in der Sprache der Person")},
                          form(cls("kim-form kim-form--narrow"), action(here + "/pdf"), method("get"),
                               forms::control(print_record, "sprache", forms::input_from(print_record, &print),
                                              {.optional_mark = false, .radios = false}),
                               ui::submit(tr("Als PDF öffnen"), {.weight = ui::Weight::secondary}))));
}

http::Response confirmation_page(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_person(ctx, ask));
  Subject subject;
  subject.withdrawal = chosen<Withdrawal>(ctx, opened, store::withdrawal_table(), ask.number(1));
  if (!subject.withdrawal) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  if (subject.withdrawal->value.release)
    subject.release = chosen<Release>(ctx, opened, store::release_table(), subject.withdrawal->value.release.value());
  subject.text = text_for(ctx, opened, "widerruf", language_asked(ask));
  CHECK(subject.text != nullptr);
  const std::string here = consent_href(opened.permit.subject(), "widerruf/" + std::to_string(ask.number(1)));
  return print_page(ctx, opened, subject, here, all(letter_form(opened, here), letters(ctx, opened, subject)));
}

}  // namespace

void print_routes(Routes& r) {
  r.get("/personen/{person}/einwilligung/widerruf/{withdrawal}", needs(Right::consent_read), confirmation_page,
        "Bestätigung eines Widerrufs zum Drucken");
  r.get("/personen/{person}/einwilligung/druck/{text}", needs(Right::consent_read), sheet_page,
        "Einwilligung, Entbindung, Informationsblatt, Exemplar zum Drucken");
}

}  // namespace kim::consent
