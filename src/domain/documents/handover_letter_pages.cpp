// The letter that tells the person who accompanies it from now on, as a page to print: the text "uebergabe" of data/letters in
// German and in the person's language. Printing leaves an audit entry. What it is not: the handover protocol; nothing of the
// case stands in it.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/cases/frame.h"
#include "domain/documents/documents_pages.h"
#include "domain/documents/handover_values.h"
#include "domain/documents/letter_values.h"
#include "domain/documents/printed.h"

namespace kim::documents {
namespace {

using access::Right;
using namespace html;
using Kind = consent::Text::Kind;

constexpr std::string_view text_id = "uebergabe";

/// The language beside German: the person's; English if it is not known or has no letters.
std::string language_of(const people::Person& person) {
  return code_list("letter_language").find(person.letter_language) != nullptr ? person.letter_language : "en";
}

Fragment block_view(const consent::Text::Block& block) {
  return block.kind == Kind::heading ? h3(cls("kern-heading-small"), block.text) : p(block.text);
}

Fragment side_view(const Sheet& sheet, const Side& side) {
  const consent::Text& text = side.text->text;
  return article(cls("kim-sheet kim-gap-top"), lang(text.language), dir(text.direction),
                 p(cls("kim-sheet__kicker"), sheet.author, " · ", german(sheet.made_on)),
                 h2(cls("kern-heading-medium"), filled(text.title, side.values.words, text.direction == "rtl")),
                 div_(cls("kim-stack"), each(said(side), block_view)),
                 p(cls("kim-sheet__foot"), lang("de"), dir("ltr"), text.id, " · ", text.version, " · ", text.language,
                   " · ", side.text->status));
}

Page page_of(const cases::OpenCase& opened, const Sheet& sheet) {
  const CaseId id = opened.permit.case_id();
  Page page;
  page.title = tr("Brief zum Wechsel der Zuständigkeit");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.actions = ui::print_button(cases::case_href(id, "uebergabe/brief"), tr("Drucken"));
  if (opened.permit.may_contact())
    page.actions = all(page.actions, ui::link_button(cases::case_href(id, "schreiben/neu?text=uebergabe"),
                                                     tr("Als PDF, auch in einer anderen Sprache"), {.icon = "add"}));
  page.content = side_view(sheet, sheet.german);
  if (sheet.other) page.content = all(page.content, side_view(sheet, *sheet.other));
  return page;
}

http::Response show_letter(Context& ctx, const Ask& ask) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const auto handover = latest_handover(ctx, opened.permit);
  if (!handover) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  records::Stored<Letter> letter{};
  letter.value.text = text_id;
  letter.value.language = language_of(opened.frame.person.value);
  letter.value.made_on = ctx.today();
  const Sheet sheet = SHOW_OR_FAIL(sheet_for(ctx, opened.permit, opened.frame, letter));
  note_printed(ctx, {.what = handover::handover_record.name,
                     .id = handover->id,
                     .case_id = opened.permit.case_id(),
                     .person = opened.permit.subject().subject()});
  return cases::show_in_case(ctx, opened.permit, opened.frame, page_of(opened, sheet), "", tr("Brief"));
}

}  // namespace

void handover_letter_routes(Routes& r) {
  r.get("/faelle/{case}/uebergabe/brief", needs(Right::case_read), show_letter,
        "Brief an die Person zum Wechsel der Zuständigkeit");
}

}  // namespace kim::documents
