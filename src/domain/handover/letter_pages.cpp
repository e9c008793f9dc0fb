// The letter that tells the person who accompanies it from now on, in German and in English, as a page to print. Printing
// leaves an audit entry. What it is not: the handover protocol; nothing of the case stands in it.
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/handover/handover_pages.h"
#include "domain/organisation/organisation.h"

namespace kim::handover {
namespace {

using access::Right;
using namespace html;
using store::Found;

struct Letter {
  Handover handover;
  std::string person, sender, tenant, from, to, new_place, number;
  Day today;
};

Fragment anew_part(const Letter& letter) {
  if (!changes_controller(letter.handover))
    return p(tr("Ihre Einwilligung gilt weiter. Sie können sie jederzeit widerrufen."));
  return all(
      p(trf("Verantwortlich für Ihre Daten ist dann: {}.", {letter.new_place})),
      p(tr("Dafür fragen wir Sie neu um Ihre Einwilligung. Ihre frühere Einwilligung gilt dort nicht. Sie dürfen "
           "nein sagen. Dann wird Ihre Akte nicht übergeben.")));
}

Fragment sheet(const Letter& letter) {
  const bool done = letter.handover.state == "accepted" && letter.handover.decided_on;
  const std::string since = done ? trf("Seit dem {0} begleitet Sie {1}, {2}.",
                                       {german(*letter.handover.decided_on), letter.to, letter.new_place})
                                 : trf("In Zukunft soll Sie {0} begleiten, {1}.", {letter.to, letter.new_place});
  return article(
      cls("kim-sheet kim-gap-top"),
      p(cls("kim-sheet__kicker"), letter.sender, " · ", trf("Kommunales Integrationsmanagement, {}", {letter.tenant})),
      p(letter.person), p(german(letter.today), " · ", letter.number),
      h2(cls("kern-heading-medium"), tr("Ihre Ansprechperson wechselt")), p(tr("Guten Tag,")),
      p(trf("bisher hat Sie {} begleitet.", {letter.from}), " ", since), anew_part(letter),
      p(tr("Wenn Sie Fragen haben oder das nicht möchten, sagen Sie es uns bitte.")), p(tr("Mit freundlichen Grüßen")),
      p(cls("kim-gap-top"), done ? letter.to : letter.from));
}

void note_printed(Context& ctx, const access::Permit& permit, std::int64_t id) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::printed,
                   .actor = ctx.actor.account,
                   .what = handover_record.name,
                   .record_id = id,
                   .case_id = permit.case_id().value(),
                   .subject_id = permit.person().value(),
                   .purpose = "letter",
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

Letter letter_of(Context& ctx, const cases::OpenCase& opened, const Handover& handover) {
  const Names known = names(ctx);
  return {handover,
          opened.frame.name,
          label_of(known.bodies, opened.permit.controller().value()),
          ctx.services.tenant,
          access::account_name(ctx, handover.from),
          access::account_name(ctx, handover.to),
          place_of(known, handover.to_team, handover.to_controller),
          opened.frame.data.value.number,
          ctx.today()};
}

http::Response show_letter(Context& ctx, const Ask& ask) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const auto list = store::handovers_of(ctx.db(), opened.permit);
  const auto found = std::find_if(list.rbegin(), list.rend(), [](const Found& one) {
    return one.value.state == "proposed" || one.value.state == "accepted";
  });
  if (found == list.rend()) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  const Letter letter = letter_of(ctx, opened, found->value);
  Fragment sheets;
  for (const auto language : {i18n::Language::de, i18n::Language::en}) {
    const i18n::Use words(language);
    sheets = all(sheets, div_(lang(language == i18n::Language::de ? "de" : "en"), sheet(letter)));
  }
  Page page;
  page.title = tr("Brief zum Wechsel der Zuständigkeit");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.actions = ui::print_button(cases::case_href(opened.permit.case_id(), "uebergabe/brief"), tr("Drucken"));
  page.content = sheets;
  note_printed(ctx, opened.permit, found->id);
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), "", tr("Brief"));
}

}  // namespace

void letter_routes(Routes& r) {
  r.get("/faelle/{case}/uebergabe/brief", needs(Right::case_read), show_letter,
        "Brief an die Person zum Wechsel der Zuständigkeit");
}

}  // namespace kim::handover
