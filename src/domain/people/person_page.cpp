// The page of a person, and the form that changes her. What it is not: the case (cases) or the forms of the histories.
#include <array>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/references.h"
#include "domain/people/merge.h"
#include "domain/people/people_pages.h"
#include "domain/people/people_panels.h"
#include "domain/people/people_store.h"
#include "domain/people/people_views.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "platform/html/decisions.h"

namespace kim::people {
namespace {

using access::Right;
using namespace html;

std::string municipality_label(Context& ctx, MunicipalityId id) {
  return id ? label_of(references(ctx.services, ctx.db(), "municipality"), id.value()) : std::string();
}

// ---- facts ----

void add_fact(std::vector<ui::Fact>& facts, const Person& person, std::string_view name) {
  const record::Field& field = *person_record.find(name);
  const std::string text = record::shown(field, field.get(&person));
  if (!text.empty()) facts.push_back({tr(field.label), ui::lines(text)});
}

/// The language of a name in original script is not asked; a spoken one of the same direction is the best guess.
std::string language_of_script(const Person& person, bool right_to_left) {
  for (const std::string& language : person.languages) {
    const Code* code = code_list("language").find(language);
    if (code != nullptr && language != "de" && has_flag(*code, "rtl") == right_to_left) return language;
  }
  return "und";
}

Fragment in_script(const Person& person) {
  const bool right_to_left = is_right_to_left(person.original_script);
  return ui::script_name(person.original_script, language_of_script(person, right_to_left),
                         right_to_left ? "rtl" : "ltr");
}

Fragment identity(const Person& person, Day today) {
  std::vector<ui::Fact> facts{{tr("Familienname"), all(person.family_name)}, {tr("Vornamen"), all(person.given_names)}};
  if (person.birth) {
    const std::string age = age_text(person.birth, today);
    facts.push_back(
        {tr("Geburtsdatum"), all(ui::date(*person.birth), when(!age.empty(), [&] { return all(" (", age, ")"); }))});
  }
  add_fact(facts, person, "gender");
  add_fact(facts, person, "document_name");
  if (!person.original_script.empty()) facts.push_back({tr("Name in eigener Schrift"), in_script(person)});
  for (const std::string_view name : {"aliases", "nationalities", "in_germany_since", "in_district_since"})
    add_fact(facts, person, name);
  return ui::facts(facts, ui::FactsLook::two);
}

Fragment languages(const Person& person) {
  std::vector<ui::Fact> facts;
  for (const std::string_view name : {"languages", "german_level", "interpreter", "letter_language"})
    add_fact(facts, person, name);
  return ui::facts(facts, ui::FactsLook::two);
}

/// The number without what people put between the digits.
std::string dialled(std::string phone) {
  std::erase_if(phone, [](char c) { return c != '+' && (c < '0' || c > '9'); });
  return phone;
}

Fragment contact_panel(const Person& person, const std::string& place) {
  std::vector<ui::Fact> facts;
  if (!person.phone.empty()) facts.push_back({tr("Telefon"), a(href("tel:" + dialled(person.phone)), person.phone)});
  if (!person.email.empty()) facts.push_back({tr("E-Mail"), a(href("mailto:" + person.email), person.email)});
  add_fact(facts, person, "street");
  if (!place.empty()) facts.push_back({tr("Kommune"), all(place)});
  for (const std::string_view name : {"household_type", "housing_type"}) add_fact(facts, person, name);
  const Fragment content = facts.empty() ? p(cls("kim-meta"), tr("Noch nichts erfasst.")) : ui::facts(facts);
  return ui::panel("h-erreichen", tr("Erreichen und wohnen"), content);
}

// ---- histories ----

Fragment edit_link(PersonId id, std::string_view path, std::int64_t line, std::string_view hidden) {
  return ui::link(person_href(id, std::string(path) + "/" + std::to_string(line)), tr("Ändern"), hidden);
}

Fragment section_link(PersonId id, std::string_view path, std::string_view text, bool may_write) {
  return may_write ? ui::link(person_href(id, std::string(path) + "/neu"), text) : Fragment();
}

ui::Row relative_row(PersonId id, const records::Stored<Relative>& line, Day today, bool may_write) {
  const Relative& relative = line.value;
  const Fragment name = relative.person ? ui::row_title(person_href(relative.person), relative.name)
                                        : p(cls("kim-row__title"), relative.name);
  return {.title = name,
          .meta = all(relative_line(relative, today)),
          .end = may_write ? edit_link(id, "angehoerige", line.id, ": " + relative.name) : Fragment()};
}

Fragment family(const OpenPerson& opened, const std::vector<records::Stored<Relative>>& lines, Day today,
                bool may_write) {
  std::vector<ui::Row> rows;
  for (const auto& line : lines) rows.push_back(relative_row(opened.id(), line, today, may_write));
  return ui::section(
      {.id = "familie",
       .title = tr("Familie und Haushalt"),
       .count = rows.empty() ? "" : std::to_string(rows.size()),
       .link = section_link(opened.id(), "angehoerige", tr("Angehörige Person eintragen"), may_write)},
      rows.empty() ? p(cls("kim-meta"),
                       tr("Noch niemand erfasst. Kinder und Angehörige helfen, an Kita, Schule und Nachzug zu denken."))
                   : ui::rows(rows));
}

/// Which of the lines is meant today; what was before stays readable, but quiet.
Fragment standing_badge(bool now, std::optional<Day> until, Day today) {
  if (!now) return {};
  switch (expiry_on(until, today)) {
    case Expiry::none: return ui::badge(ui::Tone::success, tr("aktuell"));
    case Expiry::soon: return ui::badge(ui::Tone::warning, tr("läuft ab"));
    case Expiry::late: return ui::badge(ui::Tone::danger, *until < today ? tr("abgelaufen") : tr("läuft ab"));
  }
  report_bug("unknown expiry");
}

ui::Row status_row(PersonId id, const records::Stored<ResidenceStatus>& line, bool now, Day today, bool may_write) {
  const std::string label = code_label("residence_status", line.value.status);
  const Fragment span = span_text(line.value.valid_from, line.value.valid_until);
  return {.title = p(cls("kim-row__title"), label, " ", standing_badge(now, line.value.valid_until, today)),
          .meta = all(span.empty() ? all(tr("ohne Datum")) : span,
                      when(!line.value.note.empty(), [&] { return all(" · ", line.value.note); })),
          .end = may_write ? edit_link(id, "aufenthalt", line.id, ": " + label) : Fragment()};
}

Fragment statuses(const OpenPerson& opened, const StatusHistory& history, Day today, bool may_write) {
  const auto* now = status_on(history, today);
  std::vector<ui::Row> rows;
  for (const auto& line : history) rows.push_back(status_row(opened.id(), line, &line == now, today, may_write));
  return ui::section(
      {.id = "aufenthalt",
       .title = tr("Aufenthaltsstatus"),
       .link = section_link(opened.id(), "aufenthalt", tr("Neuen Status eintragen"), may_write)},
      rows.empty()
          ? p(cls("kim-meta"), tr("Noch kein Status erfasst. Mit dem Ablaufdatum erinnert KIM zehn Wochen vorher."))
          : ui::rows(rows));
}

/// A change of the Rechtskreis is an event: "SGB II, seit 01.03.2026, davor AsylbLG".
std::string area_before(const LegalAreaHistory& history, const LegalArea& area) {
  if (!area.valid_from) return {};
  for (const auto& line : history)
    if (line.value.valid_until && *line.value.valid_until + std::chrono::days(1) == *area.valid_from)
      return trf("davor {}", {code_label("legal_area", line.value.area)});
  return {};
}

ui::Row area_row(PersonId id, const LegalAreaHistory& history, const records::Stored<LegalArea>& line, Day today,
                 bool may_write) {
  const std::string label = code_label("legal_area", line.value.area);
  const std::string before = area_before(history, line.value);
  const Fragment span = span_text(line.value.valid_from, line.value.valid_until);
  return {.title = p(cls("kim-row__title"), label, " ",
                     when(holds_on(line.value, today), [] { return ui::badge(ui::Tone::success, tr("aktuell")); })),
          .meta = all(span.empty() ? all(tr("ohne Datum")) : span,
                      when(!before.empty(), [&] { return all(" · ", before); })),
          .end = may_write ? edit_link(id, "rechtskreis", line.id, ": " + label) : Fragment()};
}

Fragment areas(const OpenPerson& opened, const LegalAreaHistory& history, Day today, bool may_write) {
  std::vector<ui::Row> rows;
  for (const auto& line : history) rows.push_back(area_row(opened.id(), history, line, today, may_write));
  return ui::section({.id = "rechtskreis",
                      .title = tr("Rechtskreise"),
                      .link = section_link(opened.id(), "rechtskreis", tr("Rechtskreis eintragen"), may_write)},
                     rows.empty()
                         ? p(cls("kim-meta"),
                             tr("Noch kein Rechtskreis erfasst. Ein Wechsel ist oft der Punkt, an dem Wege abreißen."))
                         : ui::rows(rows));
}

Fragment who_changed(Context& ctx, const OpenPerson& opened) {
  if (trail_names_hidden(ctx, opened.permit))
    return ui::note("info", all(tr("Frühere Angaben sind hier nicht zu sehen: Sie nennen eine Person, die Sie nicht "
                                   "sehen dürfen.")));
  const std::array tables{&person_table(), &relative_table(), &residence_status_table(), &legal_area_table()};
  return ui::fold(tr("Wer hat was geändert?"), records::history_view(ctx, tables, records::owner(opened.permit)));
}

Fragment open_note(const Person& person) {
  const auto open = forms::open_fields(person_record, &person);
  if (open.empty()) return {};
  return ui::note("info", all(tr("Noch offen:"), " ", text::join(open, ", ")));
}

// ---- the page ----

/// Slices of higher rank know the open case; asked like a search that has already found the person.
std::string case_of(Context& ctx, const OpenPerson& opened) {
  const auto scope = access::scope_for(ctx, Right::person_search);
  if (!scope) return {};
  const std::string own = person_href(opened.id());
  std::vector<SearchHit> hits{
      {.title = full_name(opened.person.value), .meta = {}, .href = own, .person = opened.id()}};
  for (const Slice& slice : ctx.services.slices)
    if (slice.search != nullptr) slice.search(ctx, *scope, {}, hits);
  return hits.front().href == own ? std::string() : hits.front().href;
}

Fragment page_actions(PersonId id, const std::string& case_href, bool may_write) {
  Fragment buttons;
  if (may_write) buttons += ui::link_button(person_href(id, "bearbeiten"), tr("Angaben ändern"));
  if (may_write)
    buttons +=
        ui::link_button(person_href(id, "zusammenfuehren"), tr("Doppelt erfasst?"), {.weight = ui::Weight::tertiary});
  if (!case_href.empty()) buttons += ui::link_button(case_href, tr("Zum Fall"), {.weight = ui::Weight::secondary});
  return buttons;
}

// ---- merged files ----

std::string name_in(Context& ctx, PersonId id) {
  const auto scope = access::scope_for(ctx, Right::person_read);
  if (!scope) return tr("andere Akte");
  const auto names = names_of(ctx, *scope, {id});
  return names.empty() ? tr("andere Akte") : names.front().second.full_name;
}

Fragment undo_form(Context& ctx, const Merge& merge) {
  if (!ctx.actor.may(Right::person_write)) return {};
  return post_form(ctx, person_href(merge.kept, "zusammenfuehrungen/" + std::to_string(merge.id) + "/aufheben"),
                   ui::actions(ui::submit(tr("Zusammenführung aufheben"), {.weight = ui::Weight::secondary})));
}

Fragment absorbed_alert(Context& ctx, const Merge& merge) {
  return ui::alert(ui::Tone::info, tr("Diese Akte ist mit einer anderen zusammengeführt"),
                   all(p(tr("Angaben zur Person werden dort geändert:"), " ",
                         ui::text_link(person_href(merge.kept), name_in(ctx, merge.kept))),
                       undo_form(ctx, merge)));
}

Fragment merges_panel(Context& ctx, const std::vector<Merge>& merges) {
  if (merges.empty()) return {};
  return ui::panel("h-zusammen", tr("Zusammengeführt mit"), each(merges, [&](const Merge& merge) {
                     return all(p(ui::text_link(person_href(merge.absorbed), name_in(ctx, merge.absorbed))),
                                ui::meta(trf("am {}", {german(local_day(merge.at))})), undo_form(ctx, merge));
                   }));
}

Page person_page(Context& ctx, const OpenPerson& opened) {
  const Person& person = opened.person.value;
  const Day today = ctx.today();
  const auto absorbed = absorbed_in(ctx.db(), opened.permit);
  const bool may_write = ctx.actor.may(Right::person_write) && !absorbed;
  const std::string place = municipality_label(ctx, person.municipality);
  const StatusHistory history = residence_history(ctx.db(), opened.permit);
  Page page;
  page.title = full_name(person);
  page.heading = all(page.title, when(!person.original_script.empty(), [&] { return all(" ", in_script(person)); }));
  page.crumbs = {{tr("Suche"), "/suche"}, {page.title, ""}};
  page.sub = person_line(person, place, today);
  page.actions = page_actions(opened.id(), case_of(ctx, opened), may_write);
  page.content =
      all(when(absorbed.has_value(), [&] { return absorbed_alert(ctx, *absorbed); }),
          expiry_alert_of(opened.id(), history, today),
          ui::split(all(open_note(person),
                        ui::section({.id = "identitaet", .title = tr("Wer ist die Person?")}, identity(person, today)),
                        ui::section({.id = "sprachen", .title = tr("Sprachen")}, languages(person)),
                        family(opened, relatives(ctx.db(), opened.permit), today, may_write),
                        statuses(opened, history, today, may_write),
                        areas(opened, legal_area_history(ctx.db(), opened.permit), today, may_write),
                        who_changed(ctx, opened)),
                    all(contact_panel(person, place), protection_panel(ctx, opened),
                        merges_panel(ctx, merges_into(ctx.db(), opened.permit)))));
  return page;
}

http::Response show_person(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_read));
  Page page = person_page(ctx, opened);
  records::opened(ctx, "person", opened.person.id, records::owner(opened.permit), "person_page");
  return show(ctx, std::move(page));
}

// ---- the form ----

FormPage person_form(Context& ctx, const OpenPerson& opened, const forms::Input& input, std::int64_t version) {
  return {.title = tr("Angaben zur Person ändern"),
          .what = tr("Die Angaben sind noch nicht gespeichert."),
          .action = person_href(opened.id(), "bearbeiten"),
          .button = tr("Angaben speichern"),
          .controls = person_controls(ctx, input),
          .version = version};
}

http::Response edit_person(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  const auto input = forms::input_from(person_record, &opened.person.value);
  auto response = show_form(ctx, opened, input, person_form(ctx, opened, input, opened.person.version));
  records::opened(ctx, "person", opened.person.id, records::owner(opened.permit), "person_form");
  return response;
}

http::Response conflict_page(Context& ctx, const OpenPerson& now, std::int64_t version, const Person& mine) {
  Page page = records::conflict_page(ctx, tr("Diese Person hat inzwischen jemand anderes geändert"), person_table(),
                                     person_owner(now.permit), now.person, version, mine,
                                     {person_href(now.id(), "bearbeiten"), person_href(now.id())});
  page.crumbs = {
      {tr("Suche"), "/suche"}, {full_name(now.person.value), person_href(now.id())}, {tr("Angaben ändern"), ""}};
  return show(ctx, std::move(page));
}

http::Response post_person(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  const std::int64_t version = ask.form.integer("version");
  Person mine = opened.person.value;
  forms::Input input{ask.form, forms::parse(person_record, ask.form, ctx.today(), &mine)};
  if (!input.errors.empty()) return show_form(ctx, opened, input, person_form(ctx, opened, input, version));
  const auto saved = change_person(ctx, opened.id(), version, mine);
  if (saved) return done(ctx, person_href(opened.id()), trf("Angaben zu {} gespeichert", {full_name(mine)}));
  if (saved.error().code == ErrorCode::conflict)
    return conflict_page(ctx, SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write)), version, mine);
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  input.errors = saved.error().fields;
  return show_form(ctx, opened, input, person_form(ctx, opened, input, version));
}

}  // namespace

Result<OpenPerson> open_person(Context& ctx, const Ask& ask, Right right) {
  auto permit = TRY(access::permit_person(ctx, ask.id<PersonId>(), right));
  auto person = TRY(load_person(ctx.db(), permit));
  return OpenPerson{std::move(permit), std::move(person)};
}

http::Response show_form(Context& ctx, const OpenPerson& opened, const forms::Input& input, FormPage form) {
  const std::string name = full_name(opened.person.value);
  Page page;
  page.title = form.title;
  page.title_detail = form.title + ", " + name;
  page.crumbs = {{tr("Suche"), "/suche"}, {name, person_href(opened.id())}, {form.title, ""}};
  page.sub = name;
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  Fragment children;  // the hidden one first: what follows it has no space above
  if (form.version != 0) children += html::input(type("hidden"), name_("version"), value(std::to_string(form.version)));
  children += form.controls;
  children += ui::form_actions(ui::submit(form.button), person_href(opened.id()));
  page.content =
      all(forms::error_summary(form.what, input.errors), form.above, post_form(ctx, form.action, std::move(children)));
  return show(ctx, std::move(page));
}

void person_routes(Routes& r) {
  r.get("/personen/{person}", needs(Right::person_read), show_person,
        "Eine Person mit Familie, Aufenthalt und Rechtskreisen");
  r.get("/personen/{person}/bearbeiten", needs(Right::person_write), edit_person, "Angaben zur Person ändern");
  r.post("/personen/{person}/bearbeiten", needs(Right::person_write), post_person, "Angaben zur Person speichern");
}

}  // namespace kim::people
