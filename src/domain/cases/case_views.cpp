#include "domain/cases/case_views.h"

#include <algorithm>

#include "base/i18n.h"
#include "domain/cases/case_path.h"
#include "domain/people/people_panels.h"

namespace kim::cases {
namespace {

using html::Fragment;

ui::State state_of(consent::Standing standing) {
  switch (standing) {
    case consent::Standing::active: return ui::State::ok;
    case consent::Standing::ending: return ui::State::warn;
    case consent::Standing::ended:
    case consent::Standing::withdrawn: return ui::State::stop;
    case consent::Standing::none: break;
  }
  return ui::State::none;
}

std::string sentence(const consent::ReleaseState& release) {
  const std::string until = release.until ? german(*release.until) : std::string();
  switch (release.standing) {
    case consent::Standing::active:
      return until.empty() ? tr("Entbindung liegt vor") : trf("Entbindung bis {}", {until});
    case consent::Standing::ending: return trf("Entbindung endet am {}", {until});
    case consent::Standing::ended: return trf("Entbindung endete am {}", {until});
    case consent::Standing::withdrawn: return tr("Entbindung widerrufen");
    case consent::Standing::none: break;
  }
  return tr("keine Weitergabe");
}

ui::Row body_row(const consent::ReleaseState& release) {
  return {.title = html::all(release.recipient_name),
          .meta = {},
          .end = ui::state(state_of(release.standing), sentence(release)),
          .stack = true};
}

bool is_now(const access::Assignment& line, Moment now) {
  return line.from <= now && (!line.until || *line.until > now);
}

/// Last day of a deputy's line, which ends at the beginning of the next day.
std::string last_day(const access::Assignment& line) {
  return line.until ? german(local_day(*line.until - std::chrono::microseconds(1))) : std::string();
}

ui::MenuItem item(const access::Permit& permit, std::string label, std::string_view path, bool separated = false) {
  return {.label = std::move(label), .href = case_href(permit.case_id(), path), .separated = separated};
}

std::vector<ui::MenuItem> menu(const access::Permit& permit) {
  std::vector<ui::MenuItem> items;
  if (permit.may_contact()) items.push_back(item(permit, tr("Aufgabe anlegen"), "aufgaben"));
  if (permit.may_write()) {
    items.push_back({.label = tr("Person bearbeiten"), .href = people::person_href(permit.person(), "bearbeiten")});
    items.push_back(item(permit, tr("Zuständigkeit ändern"), "zustaendig", true));
    items.push_back(item(permit, tr("An andere Stelle übergeben"), "uebergabe"));
    items.push_back(item(permit, tr("Fall abschließen"), "abschluss"));
  }
  if (permit.state() == access::CaseState::closed) items.push_back(item(permit, tr("Abschluss ansehen"), "abschluss"));
  items.push_back(
      {.label = tr("Fallblatt drucken"), .href = case_href(permit.case_id()) + "?druck=1", .separated = true});
  return items;
}

}  // namespace

Fragment name_heading(const people::Person& person) {
  if (person.original_script.empty()) return html::all(people::full_name(person));
  const bool rtl = people::is_right_to_left(person.original_script);
  return html::all(people::full_name(person), " ",
                   ui::script_name(person.original_script, person.letter_language, rtl ? "rtl" : "ltr"));
}

Fragment case_actions(const access::Permit& permit) {
  Fragment buttons;
  if (permit.may_contact())
    buttons += ui::link_button(case_href(permit.case_id(), "kontakte/neu"), tr("Kontakt erfassen"), {.icon = "add"});
  if (permit.may_write())
    buttons += ui::link_button(case_href(permit.case_id(), "verweisungen/neu"), tr("Verweisen"),
                               {.weight = ui::Weight::secondary});
  return html::all(buttons, ui::more_menu(menu(permit)));
}

Fragment path_panel(const Frame& frame, const std::vector<PhaseMark>& marks) {
  return ui::panel("h-phasen", tr("Wo steht der Fall?"), ui::path(path_steps(frame.data.value, marks)));
}

Fragment bodies_panel(const access::Permit& permit, const Frame& frame) {
  std::vector<ui::Row> rows;
  for (const consent::ReleaseState& release : frame.releases) rows.push_back(body_row(release));
  const Fragment content =
      rows.empty() ? html::p(html::cls("kim-meta"), tr("Noch keine Entbindung. Ohne sie geht nichts nach außen."))
                   : ui::rows(rows, ui::RowsLook::plain);
  return ui::panel("h-beteiligte", tr("Beteiligte Stellen"), content,
                   {.link = ui::link(case_href(permit.case_id(), "einwilligung"), tr("Entbindungen"))});
}

Fragment responsible_panel(const access::Permit& permit, const std::vector<access::Assignment>& history, Moment now) {
  Fragment content;
  for (const access::Assignment& line : history)
    if (line.kind == "responsible" && is_now(line, now)) content += html::p(line.account_name);
  for (const access::Assignment& line : history)
    if (line.kind == "deputy" && is_now(line, now))
      content += html::p(html::cls("kim-meta"), trf("Vertretung: {0}, bis {1}", {line.account_name, last_day(line)}));
  content += html::p(html::cls("kim-meta kim-top-s"),
                     ui::text_link(case_href(permit.case_id(), "protokoll"), tr("Wer hat diesen Fall geöffnet?")));
  return ui::panel(
      "h-zustaendig", tr("Zuständig"), content,
      {.link = ui::link(case_href(permit.case_id(), "zustaendig"), tr("Verlauf"), tr(" der Zuständigkeit"))});
}

std::vector<PhaseMark> marks_of(Context& ctx, const access::Permit& permit, const Case& file) {
  std::vector<PhaseMark> marks = own_marks(file);
  for (const Slice& slice : ctx.services.slices)
    if (slice.phases != nullptr) slice.phases(ctx, permit, marks);
  return marks;
}

}  // namespace kim::cases
