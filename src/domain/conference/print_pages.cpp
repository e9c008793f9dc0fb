// A conference on paper: agenda before, minutes after. Anonymised, the sheet names neither the person nor the case. Printing
// leaves an audit entry.
#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/conference/conference_pages.h"

namespace kim::conference {
namespace {

using access::Right;
using namespace html;
using store::Found;

Fragment text_part(const std::string& title, const std::string& text) {
  if (text.empty()) return {};
  return all(h3(cls("kern-heading-small"), title), p(ui::lines(text)));
}

/// Who is there: left out ones are not named to the others.
Fragment parts_list(const std::vector<records::Stored<Part>>& parts, const BodyNames& names, bool held) {
  std::vector<Fragment> lines;
  for (const auto& part : parts) {
    if (part.value.state == "left_out" || (held && part.value.state != "attended")) continue;
    lines.push_back(
        li(name_of(names, part.value.body), part.value.contact.empty() ? std::string() : ", " + part.value.contact));
  }
  return ul(cls("kim-list"), all(lines));
}

Fragment agreements_list(const std::vector<records::Stored<Agreement>>& agreements) {
  if (agreements.empty()) return {};
  return all(h3(cls("kern-heading-small"), tr("Vereinbarungen")),
             ul(cls("kim-list"), each(agreements, [](const auto& one) {
                  std::string who = code_label("step_owner", one.value.who);
                  if (!one.value.who_name.empty()) who += ", " + one.value.who_name;
                  if (one.value.until) who += ", " + trf("bis {}", {german(*one.value.until)});
                  return li(one.value.what, " (", who, ")");
                })));
}

std::string about(const cases::OpenCase& opened, const Conference& conference) {
  if (conference.mode == anonymised)
    return tr("Anonymisierte Fallkonferenz. Name und Geburtsdatum werden nicht genannt.");
  return trf("Es geht um {0} ({1}).", {opened.frame.name, opened.frame.data.value.number});
}

Fragment sheet(Context& ctx, const cases::OpenCase& opened, const Found& found) {
  const Conference& conference = found.value;
  const ConferenceId id(found.id);
  const bool held = conference.state == "held";
  const BodyNames names = body_names(ctx.db());
  std::string when_text = german(conference.held_on.value_or(*conference.on));
  if (!conference.time.empty()) when_text += ", " + trf("{} Uhr", {conference.time});
  if (!conference.place.empty()) when_text += ", " + conference.place;
  return article(
      cls("kim-sheet"),
      p(cls("kim-sheet__kicker"), trf("Kommunales Integrationsmanagement, {}", {ctx.services.tenant})),
      h2(cls("kern-heading-medium"), held ? tr("Protokoll der Fallkonferenz") : tr("Einladung zur Fallkonferenz")),
      p(when_text), p(about(opened, conference)), h3(cls("kern-heading-small"), tr("Beteiligte Stellen")),
      parts_list(store::parts_of(ctx.db(), opened.permit, id), names, held),
      text_part(tr("Worum geht es?"), conference.purpose), text_part(tr("Tagesordnung"), conference.agenda),
      text_part(tr("Protokoll"), conference.minutes),
      agreements_list(store::agreements_of(ctx.db(), opened.permit, id)),
      p(cls("kim-meta"), tr("Verwenden Sie die Angaben nur für diese Fallkonferenz und geben Sie sie nicht weiter.")));
}

void note_printed(Context& ctx, const access::Permit& permit, std::int64_t id) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::printed,
                   .actor = ctx.actor.account,
                   .what = conference_record.name,
                   .record_id = id,
                   .case_id = permit.case_id().value(),
                   .subject_id = permit.person().value(),
                   .purpose = "sheet",
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

http::Response show_print(Context& ctx, const Ask& ask) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const Found found = SHOW_OR_FAIL(store::conference(ctx.db(), opened.permit, ask.id<ConferenceId>(1)));
  const Conference& conference = found.value;
  Page page;
  page.title = conference.state == "held" ? tr("Protokoll drucken") : tr("Einladung drucken");
  page.title_detail = page.title;
  page.actions = ui::print_button(href_of(opened.permit.case_id(), found.id, "druck"), tr("Drucken"));
  Fragment warning;
  if (conference.mode == anonymised)
    if (const auto words = telling_words(conference.minutes, opened.frame.person.value); !words.empty())
      warning = div_(cls("kim-noprint"),
                     ui::alert(ui::Tone::warning, trf("Das Protokoll nennt „{}“. Geben Sie dieses Blatt nicht hinaus.",
                                                      {text::join(words, "“, „")})));
  page.content = all(warning, sheet(ctx, opened, found));
  note_printed(ctx, opened.permit, found.id);
  return in_case(ctx, opened, std::move(page), tr("Drucken"));
}

}  // namespace

void print_routes(Routes& r) {
  r.get("/faelle/{case}/konferenzen/{conference}/druck", needs(Right::case_read), show_print,
        "Einladung oder Protokoll einer Fallkonferenz drucken");
}

}  // namespace kim::conference
