// The page "Familie" of a case: household, relatives, diagram, earlier households; connecting persons on file, splitting a
// household. Of other persons only what the viewer may see: names in the own area, else "weitere Person, kein Einblick".
#include "domain/family/family_pages.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/order.h"
#include "domain/people/people_panels.h"
#include "domain/people/search.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::family {
namespace {

using access::Right;
using namespace html;

constexpr int hits_offered = 20;

// ---- what the page shows ----

/// The names of other persons that the viewer may see.
using Names = std::map<PersonId, std::string>;

Names names_for(Context& ctx, const std::vector<store::Member>& members) {
  Names names;
  const auto scope = access::scope_for(ctx, Right::person_read);
  if (!scope) return names;
  std::vector<PersonId> ids;
  for (const auto& member : members) ids.push_back(member.person);
  for (auto& [id, name] : people::names_of(ctx, *scope, ids)) names.emplace(id, std::move(name.full_name));
  return names;
}

struct View {
  const cases::OpenCase& opened;
  Lines lines;  // all relations, current first
  store::Consents consents;
  std::vector<records::Stored<HouseholdMember>> times;
  std::vector<store::Member> housemates;  // of this page of the list
  long long others = 0;                   // on file, in the household
  long long page = 1;
  Names names;
  [[nodiscard]] bool may_write() const { return opened.permit.may_write(); }
  [[nodiscard]] CaseId id() const { return opened.permit.case_id(); }
};

View load(Context& ctx, const cases::OpenCase& opened, const http::Form& query) {
  const access::SubjectPermit& permit = opened.permit.subject();
  View view{opened,
            people::relatives(ctx.db(), permit),
            store::consents_of(ctx.db(), permit),
            store::times_of(ctx.db(), permit),
            {},
            0,
            1,
            {}};
  order_by(view.lines, [&](const auto& a, const auto& b) {
    return holds_on(a.value, ctx.today()) && !holds_on(b.value, ctx.today());
  });
  view.others = store::housemate_count(ctx.db(), permit);
  view.page = ui::page_of(query, view.others);
  view.housemates = store::housemates(ctx.db(), permit, ui::kPerPage, (view.page - 1) * ui::kPerPage);
  view.names = names_for(ctx, view.housemates);
  return view;
}

const people::Relative* line_of(const View& view, PersonId person) {
  for (const auto& line : view.lines)
    if (line.value.person == person) return &line.value;
  return nullptr;
}

std::vector<Fragment> housemate_cells(const View& view, const store::Member& member) {
  const auto name = view.names.find(member.person);
  if (name == view.names.end()) return {all(tr("weitere Person, kein Einblick")), all("–"), all("–")};
  const people::Relative* line = line_of(view, member.person);
  return {all(ui::cell_main(people::person_href(member.person), name->second)),
          all(line == nullptr ? tr("nicht festgehalten") : code_label("relation", line->relation)),
          ui::date(member.joined_on)};
}

std::vector<Fragment> relative_cells(const people::Relative& line) {
  return {all(line.name), all(code_label("relation", line.relation)),
          line.valid_from ? ui::date(*line.valid_from) : all("–")};
}

/// Relatives without a file who are said to live there too; they stand behind the persons on file, on the last page.
std::vector<const people::Relative*> named_housemates(const View& view, Day today) {
  std::vector<const people::Relative*> list;
  for (const auto& line : view.lines)
    if (!line.value.person && line.value.lives_with && holds_on(line.value, today)) list.push_back(&line.value);
  return list;
}

Fragment household_section(const Context& ctx, const View& view, const http::Form& query) {
  const auto named = named_housemates(view, ctx.today());
  const long long total = view.others + static_cast<long long>(named.size()) + 1;
  ui::Table table{.label = tr("Wer im Haushalt lebt"),
                  .columns = {{tr("Name")}, {tr("Beziehung")}, {tr("Im Haushalt seit")}}};
  for (const auto& member : view.housemates) table.rows.push_back(housemate_cells(view, member));
  if (view.page * ui::kPerPage >= view.others)
    for (const people::Relative* line : named) table.rows.push_back(relative_cells(*line));
  const Fragment link = when(view.may_write() && view.others > 0,
                             [&] { return ui::link(family_href(view.id(), "teilen"), tr("Haushalt teilen")); });
  const Fragment content = table.rows.empty() ? p(cls("kim-meta kim-section__lead"), tr("Lebt allein, soweit bekannt."))
                                              : all(ui::table(table), ui::paging(query, view.others));
  return ui::section(
      {.id = "h-haushalt", .title = tr("Haushalt"), .count = trn("{} Person", "{} Personen", total), .link = link},
      content);
}

// ---- relatives ----

Fragment consent_cell(const View& view, const records::Stored<people::Relative>& line, Day today) {
  const auto found = view.consents.find(line.id);
  const auto now = found == view.consents.end() ? ConsentStanding::none : standing(found->second, today);
  const std::string base = family_href(view.id(), std::to_string(line.id) + "/einwilligung/");
  const auto with_link = [&](ui::State state, const std::string& text, const std::string& where) {
    const Fragment link = when(view.may_write(), [&] {
      return all(ui::text_link(base + where, tr("Einwilligung"), trf(" von {}", {line.value.name})), " ");
    });
    return all(link, ui::state_inline(state, text));
  };
  const std::string last = found == view.consents.end() ? "neu" : std::to_string(found->second.back().id);
  switch (now) {
    case ConsentStanding::active: return with_link(ui::State::ok, tr("liegt vor"), last);
    case ConsentStanding::ended: return with_link(ui::State::stop, tr("ist abgelaufen"), "neu");
    case ConsentStanding::withdrawn: return with_link(ui::State::none, tr("ist widerrufen"), "neu");
    case ConsentStanding::none: break;
  }
  if (line.value.also_advised) return with_link(ui::State::stop, tr("fehlt"), "neu");
  return all(tr("nicht nötig"));
}

std::string time_of(const people::Relative& line) {
  if (line.valid_from && line.valid_until) return german(*line.valid_from) + " – " + german(*line.valid_until);
  if (line.valid_until) return trf("bis {}", {german(*line.valid_until)});
  return line.valid_from ? trf("seit {}", {german(*line.valid_from)}) : std::string("–");
}

std::vector<Fragment> line_cells(const View& view, std::size_t place, Day today) {
  const auto& line = view.lines[place];
  const std::string age = people::age_text(line.value.birth, today);
  const std::string person_line =
      people::person_href(view.opened.permit.person(), "angehoerige/" + std::to_string(line.id));
  const Fragment name = view.may_write() ? ui::cell_main(person_line, line.value.name, age)
                                         : all(line.value.name, age.empty() ? "" : ", " + age);
  return {all(std::to_string(place + 1)),
          name,
          all(code_label("relation", line.value.relation)),
          all(time_of(line.value)),
          all(line.value.also_advised ? tr("ja") : tr("nein")),
          consent_cell(view, line, today)};
}

bool without_consent(const View& view, const records::Stored<people::Relative>& line, Day today) {
  if (!line.value.also_advised || !holds_on(line.value, today)) return false;
  const auto found = view.consents.find(line.id);
  return found == view.consents.end() || standing(found->second, today) != ConsentStanding::active;
}

Fragment consent_alert(const View& view, Day today) {
  std::string names;
  for (const auto& line : view.lines)
    if (without_consent(view, line, today)) names += (names.empty() ? "" : ", ") + line.value.name;
  if (names.empty()) return {};
  return ui::alert(ui::Tone::warning, tr("Mitberaten, aber ohne eigene Einwilligung"),
                   p(trf("{}: Holen Sie die Einwilligung ein, oder beenden Sie die Mitberatung.", {names})));
}

Fragment diagram(const View& view, const Context& ctx) {
  Lines now;
  std::vector<bool> together;
  std::set<std::int64_t> housemates;
  for (const auto& member : view.housemates) housemates.insert(member.person.value());
  for (const auto& line : view.lines) {
    if (!holds_on(line.value, ctx.today())) continue;
    now.push_back(line);
    together.push_back(line.value.lives_with || housemates.contains(line.value.person.value()));
  }
  if (now.empty()) return {};
  return figure(
      family_diagram(view.opened.frame.name, now, together),
      figcaption(cls("kim-meta"), trf("P ist {}. Die Zahlen stehen in der Tabelle.", {view.opened.frame.name}), " ",
                 tr("Doppelte Linie: Ehe oder Partnerschaft. Durchgezogen: Abstammung. Gestrichelt: Vormundschaft. "
                    "Gepunktet: andere. Doppelter Rand: lebt im selben Haushalt.")));
}

Fragment relatives_section(const Context& ctx, const View& view, const http::Form& query) {
  ui::Table table{.label = tr("Angehörige"),
                  .columns = {{tr("Nr.")},
                              {tr("Name")},
                              {tr("Beziehung")},
                              {tr("Zeitraum")},
                              {tr("Wird mitberaten")},
                              {tr("Eigene Einwilligung")}}};
  const auto total = static_cast<long long>(view.lines.size());
  const long long from = (ui::page_of(query, std::max(total, view.others)) - 1) * ui::kPerPage;
  for (long long i = from; i < std::min(total, from + ui::kPerPage); ++i)
    table.rows.push_back(line_cells(view, static_cast<std::size_t>(i), ctx.today()));
  const Fragment content = view.lines.empty()
                               ? p(cls("kim-meta kim-section__lead"),
                                   tr("Noch niemand erfasst. Wer gehört zur Person, wer wird mitberaten?"))
                               : all(table.rows.empty() ? Fragment() : ui::table(table, "angehoerige"),
                                     when(view.others < total, [&] { return ui::paging(query, total); }));
  return ui::section(
      {.id = "h-angehoerige", .title = tr("Angehörige"), .count = total == 0 ? "" : std::to_string(total)}, content);
}

Fragment earlier_section(const View& view) {
  std::vector<ui::Row> rows;
  for (const auto& time : view.times)
    if (time.value.left_on)
      rows.push_back({.title = all(tr("Früherer Haushalt")),
                      .meta = all(ui::date(*time.value.joined_on), " – ", ui::date(*time.value.left_on))});
  if (rows.empty()) return {};
  return ui::panel("h-frueher", tr("Frühere Haushalte"), ui::rows(rows, ui::RowsLook::plain));
}

Fragment page_actions(const View& view) {
  if (!view.may_write()) return {};
  const std::string person = people::person_href(view.opened.permit.person(), "angehoerige/neu");
  return all(ui::link_button(person, tr("Angehörige eintragen"), {.icon = "add"}),
             ui::link_button(family_href(view.id(), "verbinden"), tr("Person aus KIM verbinden"),
                             {.weight = ui::Weight::secondary}));
}

http::Response show_family(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const View view = load(ctx, opened, ask.request.query);
  Page page;
  page.title = trf("Familie von {}", {opened.frame.name});
  page.sub = tr("Wer zusammengehört, wer zusammenlebt und wer mitberaten wird");
  page.actions = page_actions(view);
  const Fragment main = all(consent_alert(view, ctx.today()), household_section(ctx, view, ask.request.query),
                            relatives_section(ctx, view, ask.request.query));
  const Fragment picture = diagram(view, ctx);
  const Fragment side = all(when(!picture.empty(), [&] { return ui::panel("h-bild", tr("Familienbild"), picture); }),
                            earlier_section(view));
  page.content = side.empty() ? main : ui::split(main, side);
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), family_tab);
}

// ---- connecting somebody on file ----

Fragment search_form(const View& view, std::string_view query) {
  return form(cls("kim-form kim-form--narrow"), method("get"), action(family_href(view.id(), "verbinden")),
              role("search"),
              div_(cls("kern-form-input"), label(cls("kern-label"), for_("q"), tr("Name der Person in KIM")),
                   input(cls("kern-form-input__input"), id("q"), name_("q"), type("search"), value(query))),
              ui::submit(tr("Person suchen"), {.weight = ui::Weight::secondary}));
}

std::vector<forms::Choice> found(Context& ctx, std::string_view query, PersonId self) {
  std::vector<forms::Choice> choices;
  const auto scope = access::scope_for(ctx, Right::person_search);
  if (!scope || query.empty()) return choices;
  for (const auto& hit : people::search(ctx, *scope, query, hits_offered)) {
    if (hit.id == self) continue;
    const std::string born = hit.birth ? ", " + trf("geboren {}", {german(*hit.birth)}) : "";
    choices.push_back({std::to_string(hit.id.value()), hit.list_name + born});
  }
  return choices;
}

http::Response connect_page(Context& ctx, const Ask& ask, const forms::Input& input) {
  const std::string query(input.typed.get("q").empty() ? ask.request.query.get("q") : input.typed.get("q"));
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  const auto choices = found(ctx, query, opened.permit.person());
  const View view{opened, {}, {}, {}, {}, 0, 1, {}};
  const auto control = [&](std::string_view name, const forms::Look& look = {}) {
    return forms::control(connection_record, name, input, look);
  };
  const std::string asked = trf("Was ist die andere Person für {}?", {opened.frame.name});
  const Fragment second =
      choices.empty()
          ? when(!query.empty(),
                 [&] { return p(tr("Niemand gefunden. Es werden nur Personen im eigenen Bereich gesucht.")); })
          : post_form(
                ctx, family_href(view.id(), "verbinden"),
                all(forms::error_summary(tr("Die Verbindung ist noch nicht gespeichert."), input.errors),
                    html::input(type("hidden"), name_("q"), value(query)), control("person_id", {.choices = choices}),
                    control("relation", {.label = asked, .radios = false}), control("since_on", {.short_field = true}),
                    control("moves_in"), control("moved_on", {.short_field = true}),
                    ui::form_actions(ui::submit(tr("Verbindung speichern")), family_href(view.id()))));
  Page page;
  page.title = tr("Person aus KIM verbinden");
  page.sub = trf("mit {}. Die Beziehung steht danach auf beiden Seiten.", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = ui::stack(all(search_form(view, query), second));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), family_tab, tr("Verbinden"));
}

http::Response show_connect(Context& ctx, const Ask& ask) {
  const Connection empty;
  return connect_page(ctx, ask, forms::input_from(connection_record, &empty));
}

http::Response post_connect(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  Connection connection;
  forms::Input input{ask.form, forms::parse(connection_record, ask.form, ctx.today(), &connection)};
  if (input.errors.empty()) {
    auto saved = connect(ctx, id, connection);
    if (saved) return done(ctx, family_href(id), tr("Verbindung gespeichert"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  return connect_page(ctx, ask, input);
}

// ---- splitting a household ----

Fragment leaver(const std::string& value_text, const std::string& name, bool first, const http::Form& typed) {
  const auto chosen = typed.all("person_id");
  const bool on = std::ranges::find(chosen, value_text) != chosen.end();
  return label(
      cls("kim-choice__item"),
      input(when_attr(first, id("person_id")), type("checkbox"), name_("person_id"), value(value_text), checked(on)),
      span(name));
}

Fragment leavers(const View& view, const http::Form& typed, std::string_view error) {
  Fragment boxes = leaver(std::to_string(view.opened.permit.person().value()), view.opened.frame.name, true, typed);
  for (const auto& member : view.housemates)
    if (const auto name = view.names.find(member.person); name != view.names.end())
      boxes += leaver(std::to_string(member.person.value()), name->second, false, typed);
  return fieldset(cls("kern-fieldset kim-choice", error.empty() ? "" : " kern-fieldset--error"),
                  legend(cls("kern-label"), tr("Wer zieht gemeinsam aus?")), div_(cls("kim-choice__body"), boxes),
                  when(!error.empty(), [&] { return p(cls("kern-error"), error); }));
}

http::Response split_page(Context& ctx, const Ask& ask, const forms::Input& input) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  const View view = load(ctx, opened, ask.request.query);
  ui::Confirmation confirm;
  confirm.content = all(leavers(view, input.typed, input.error("person_id")),
                        forms::control(split_record, "split_on", input, {.short_field = true}));
  confirm.consequences = {tr("Die Gewählten bilden ab diesem Tag einen neuen Haushalt."),
                          tr("Der bisherige Haushalt bleibt mit seinen Zeiten nachlesbar."),
                          tr("Zurück geht es über „Person aus KIM verbinden“.")};
  confirm.button = tr("Haushalt teilen");
  confirm.cancel_href = family_href(view.id());
  confirm.danger = false;
  Page page;
  page.title = tr("Haushalt teilen");
  page.sub = trf("von {}", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = all(post_form(ctx, family_href(view.id(), "teilen"),
                               all(forms::error_summary(tr("Der Haushalt ist noch nicht geteilt."), input.errors),
                                   ui::confirmation(confirm))),
                     ui::paging(ask.request.query, view.others));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), family_tab, tr("Teilen"));
}

http::Response show_split(Context& ctx, const Ask& ask) {
  const Split today{ctx.today()};
  return split_page(ctx, ask, forms::input_from(split_record, &today));
}

std::vector<PersonId> chosen_persons(const http::Form& form) {
  std::vector<PersonId> chosen;
  for (const std::string& text : form.all("person_id")) {
    const http::Form one({{"id", text}});
    chosen.emplace_back(one.integer("id", -1));
  }
  return chosen;
}

http::Response post_split(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  Split parting;
  forms::Input input{ask.form, forms::parse(split_record, ask.form, ctx.today(), &parting)};
  if (input.errors.empty()) {
    auto saved = split(ctx, id, chosen_persons(ask.form), *parting.on);
    if (saved) return done(ctx, family_href(id), tr("Haushalt geteilt"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  return split_page(ctx, ask, input);
}

}  // namespace

std::string family_href(CaseId id, std::string_view path) {
  return cases::case_href(id, family_tab) + (path.empty() ? "" : "/" + std::string(path));
}

void family_routes(Routes& r) {
  r.get("/faelle/{case}/familie", needs(Right::case_read), show_family, "Familie und Haushalt");
  r.get("/faelle/{case}/familie/verbinden", needs(Right::case_write), show_connect, "Person aus KIM verbinden");
  r.post("/faelle/{case}/familie/verbinden", needs(Right::case_write), post_connect, "Person aus KIM verbinden");
  r.get("/faelle/{case}/familie/teilen", needs(Right::case_write), show_split, "Haushalt teilen");
  r.post("/faelle/{case}/familie/teilen", needs(Right::case_write), post_split, "Haushalt teilen");
}

}  // namespace kim::family
