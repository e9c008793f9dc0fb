// "Kontakt erfassen" without a case: first the case is chosen, the likely ones on top.
#include <algorithm>
#include <unordered_map>

#include "base/i18n.h"
#include "domain/calendar/appointment.h"
#include "domain/contacts/contact_store.h"
#include "domain/contacts/contact_views.h"
#include "domain/people/name_keys.h"
#include "platform/html/components.h"

namespace kim::contacts {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

constexpr std::chrono::days look_back{180};
constexpr std::size_t shown_most = 50;

/// A case to choose, with what makes it likely.
struct Candidate {
  cases::CaseName name;
  std::optional<Day> due;   // an own task or appointment until tomorrow
  bool meeting = false;     // the nearest of both is an appointment
  std::optional<Day> last;  // the actor's last contact
};

/// Due ones first, then those met last, then by name.
bool likelier(const Candidate& a, const Candidate& b) {
  if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
  if (a.due && *a.due != *b.due) return *a.due < *b.due;
  if (a.last != b.last) return a.last > b.last;
  return a.name.list_name < b.name.list_name;
}

using Days = std::unordered_map<std::int64_t, Day>;

Days by_case(const std::vector<std::pair<CaseId, Day>>& days) {
  Days map;
  for (const auto& [id, day] : days) map.emplace(id.value(), day);
  return map;
}

std::optional<Day> day_in(const Days& days, CaseId id) {
  const auto found = days.find(id.value());
  return found == days.end() ? std::nullopt : std::optional(found->second);
}

bool fits(const cases::CaseName& name, const std::string& wanted) {
  return wanted.empty() || people::fold(name.full_name + " " + name.number).find(wanted) != std::string::npos;
}

Candidate candidate(const cases::CaseName& name, std::optional<Day> due, std::optional<Day> meeting,
                    std::optional<Day> last) {
  const bool meets = meeting && (!due || *meeting <= *due);
  return {name, meets ? meeting : due, meets, last};
}

std::vector<Candidate> candidates(Context& ctx, const access::Scope& scope, std::string_view query) {
  const Day tomorrow = ctx.today() + std::chrono::days(1);
  const Days due = by_case(tasks::due_cases(ctx, scope, tomorrow));
  const Days meetings = by_case(calendar::due_cases(ctx, scope, tomorrow));
  const Days last = by_case(store::last_days_of_author(ctx.db(), ctx.actor.account, ctx.today() - look_back));
  const std::string wanted = people::fold(query);
  std::vector<Candidate> list;
  for (auto& name : cases::names_of_cases(ctx, scope, cases::my_cases(ctx)))
    if (fits(name, wanted))
      list.push_back(candidate(name, day_in(due, name.id), day_in(meetings, name.id), day_in(last, name.id)));
  std::sort(list.begin(), list.end(), likelier);
  if (list.size() > shown_most) list.erase(list.begin() + shown_most, list.end());
  return list;
}

ui::Row row_of(const Context& ctx, const Candidate& candidate) {
  ui::Row row;
  row.title = ui::row_title(cases::case_href(candidate.name.id, "kontakte/neu"), candidate.name.full_name);
  std::string meta = candidate.name.number;
  if (candidate.last) meta += " · " + trf("Ihr letzter Kontakt: {}", {german_short(*candidate.last, ctx.today())});
  row.meta = h::all(meta);
  if (candidate.due) {
    const bool late = *candidate.due < ctx.today();
    const std::string when = ui::in_days(*candidate.due, ctx.today());
    row.end = ui::due(candidate.meeting ? trf("Termin {}", {when}) : trf("Aufgabe {}", {when}),
                      late ? ui::Due::late : ui::Due::plain);
  }
  return row;
}

Fragment search_form(std::string_view query) {
  return h::form(
      h::cls("kim-form kim-form--narrow"), h::method("get"), h::action("/kontakte/neu"), h::role("search"),
      h::div_(h::cls("kern-form-input"), h::label(h::cls("kern-label"), h::for_("q"), tr("Name oder Fallnummer")),
              h::input(h::cls("kern-form-input__input"), h::id("q"), h::name_("q"), h::type("search"), h::value(query),
                       h::autocomplete("off"))),
      h::div_(ui::submit(tr("Fall suchen"), {.weight = ui::Weight::secondary})));
}

Fragment nothing_found(std::string_view query) {
  if (query.empty())
    return ui::empty_state(tr("Sie haben noch keinen offenen Fall"), tr("Ein Fall beginnt mit einer Anfrage."),
                           ui::link_button("/anfragen/neu", tr("Neue Anfrage")));
  return ui::empty_state(trf("Keiner Ihrer offenen Fälle passt zu „{}“", {query}),
                         tr("Der Fall einer Kollegin oder eines Kollegen steht in der Suche über das ganze Team."),
                         ui::link_button("/suche?q=" + http::percent_encode(query), tr("Im Team suchen")));
}

/// Names are personal data: showing them leaves an entry like every other list.
void note_listed(Context& ctx, std::size_t rows) {
  const std::string words = "rows=" + std::to_string(rows);
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = "case_file",
                   .purpose = "choose_for_contact",
                   .note = words,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

http::Response show_choice(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::case_list));
  const std::string_view query = ask.request.query.get("q");
  const auto list = candidates(ctx, scope, query);
  std::vector<ui::Row> rows;
  for (const Candidate& one : list) rows.push_back(row_of(ctx, one));
  Page page;
  page.title = tr("Kontakt erfassen");
  page.sub = tr("Mit wem hatten Sie Kontakt? Fällige Fälle stehen oben, dann die zuletzt gesehenen.");
  page.content =
      h::all(search_form(query), rows.empty() ? nothing_found(query) : h::div_(h::cls("kim-top-s"), ui::rows(rows)));
  note_listed(ctx, rows.size());
  return show(ctx, std::move(page));
}

}  // namespace

void choose_routes(Routes& r) {
  r.get("/kontakte/neu", needs(Right::case_contact), show_choice, "Fall für einen neuen Kontakt wählen");
}

}  // namespace kim::contacts
