// Organisation und Stellen: planned, filled and vacant on a Stichtag; posts, Kommunen, teams at a glance.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/organisation/organisation_pages.h"
#include "platform/html/tables.h"

namespace kim::organisation {
namespace h = kim::html;
namespace {

using html::Fragment;
using records::Stored;

constexpr std::string_view case_management = "b2";

/// Everything the page shows, loaded with one query a table.
struct Overview {
  Day day;
  std::vector<Stored<Body>> bodies;
  std::vector<Stored<Team>> teams;
  std::vector<Stored<Municipality>> municipalities;
  std::vector<Stored<District>> districts;
  std::vector<Stored<Post>> posts;  // those that hold on the day
  Summary summary;
};

Overview load(Context& ctx, Day day) {
  db::Connection& db = ctx.db();
  Overview o{day, bodies(db), teams(db), municipalities(db), districts(db), posts(db), {}};
  o.summary = summarise(o.posts, occupancies(db), day);
  std::erase_if(o.posts, [&](const auto& post) { return !o.summary.by_post.contains(PostId(post.id)); });
  std::erase_if(o.teams,
                [&](const auto& team) { return !holds_on(team.value.valid_from, team.value.valid_until, day); });
  return o;
}

template <class T, class IdType>
std::string name_of(const std::vector<Stored<T>>& list, IdType id) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.id == id.value(); });
  return at == list.end() ? std::string() : at->value.name;
}

// ---- Stichtag ----

struct AskedDay {
  Day day;
  std::string typed, error;
};

AskedDay asked_day(Context& ctx, const http::Form& query) {
  const std::string typed(query.get("stichtag"));
  if (typed.empty()) return {ctx.today(), german(ctx.today()), {}};
  const auto day = parse_day(typed, ctx.today());
  if (!day) return {ctx.today(), typed, day.error().message};
  return {*day, german(*day), {}};
}

Fragment day_form(const AskedDay& asked) {
  const bool wrong = !asked.error.empty();
  const Fragment error = h::when(wrong, [&] {
    return h::p(h::cls("kern-error"), h::id("stichtag-error"), ui::icon("danger"),
                h::span(h::cls("kern-body"), asked.error));
  });
  return h::form(h::cls("kim-filter kim-filter--inline"), h::method("get"), h::action(home),
                 h::div_(h::cls("kern-form-input", wrong ? " kern-form-input--error" : ""),
                         h::label(h::cls("kern-label"), h::for_("stichtag"), tr("Stichtag")),
                         h::input(h::cls("kern-form-input__input", wrong ? " kern-form-input__input--error" : ""),
                                  h::id("stichtag"), h::name_("stichtag"), h::type("text"), h::value(asked.typed),
                                  h::autocomplete("off"), h::when_attr(wrong, h::aria_invalid("true")),
                                  h::when_attr(wrong, h::aria_describedby("stichtag-error"))),
                         error),
                 h::div_(h::cls("kim-filter__actions"), ui::submit(tr("Anzeigen"), {.weight = ui::Weight::secondary})));
}

// ---- planned, filled, vacant ----

/// „Case Management, noch nicht zugeordnet“, for every post of the Baustein with room.
std::string vacant_titles(const Overview& o, std::string_view block) {
  std::vector<std::string> titles;
  for (const auto& post : o.posts)
    if (post.value.building_block == block && o.summary.by_post.at(PostId(post.id)).vacant() > 0)
      titles.push_back("„" + post.value.title + "“");
  return text::join(titles, ", ");
}

std::string case_management_sentence(const Overview& o) {
  const auto at = o.summary.by_block.find(std::string(case_management));
  if (at == o.summary.by_block.end()) return tr("In Baustein 2 ist an diesem Tag keine Stelle bewilligt.");
  const Volume& volume = at->second;
  if (volume.vacant() == 0) return trf("In Baustein 2 sind alle {} besetzt.", {posts_text(volume.planned)});
  return trf("In Baustein 2 sind {} von {} besetzt. Offen: {} ({}).",
             {posts_number(volume.filled), posts_text(volume.planned), posts_text(volume.vacant()),
              vacant_titles(o, case_management)});
}

Fragment at_a_glance(const Overview& o) {
  const Volume& total = o.summary.total;
  const Fragment sentence = h::p(case_management_sentence(o));
  const bool all_filled = total.vacant() == 0;
  return ui::alert(
      all_filled ? ui::Tone::success : ui::Tone::info,
      trf("Besetzt am {}: {} von {}", {german(o.day), posts_number(total.filled), posts_text(total.planned)}),
      sentence);
}

std::vector<Fragment> volume_row(Fragment name, const Volume& volume) {
  return {std::move(name), h::all(posts_number(volume.planned)), h::all(posts_number(volume.filled)),
          h::all(posts_number(volume.vacant()))};
}

ui::Table volume_table(std::string label, std::string first) {
  ui::Table table;
  table.label = std::move(label);
  table.columns = {{.label = std::move(first)},
                   {.label = tr("bewilligt"), .number = true},
                   {.label = tr("besetzt"), .number = true},
                   {.label = tr("offen"), .number = true}};
  return table;
}

Fragment by_block(const Overview& o) {
  ui::Table table = volume_table(tr("Stellen nach Baustein"), tr("Baustein"));
  for (const auto& [block, volume] : o.summary.by_block)
    table.rows.push_back(volume_row(h::all(code_label("building_block", block)), volume));
  table.rows.push_back(volume_row(h::strong(tr("Zusammen")), o.summary.total));
  return ui::section({.id = "bausteine", .title = tr("Nach Baustein"), .lead = tr("Alle Zahlen in Vollzeitstellen.")},
                     ui::table(table, "tabelle-bausteine"));
}

Fragment by_employer(const Overview& o) {
  ui::Table table = volume_table(tr("Stellen nach Anstellungsträger"), tr("Anstellungsträger"));
  for (const auto& [employer, volume] : o.summary.by_employer)
    table.rows.push_back(volume_row(h::all(employer ? name_of(o.bodies, employer) : tr("noch offen")), volume));
  return ui::section(
      {.id = "traeger",
       .title = tr("Nach Anstellungsträger"),
       .lead = tr("Die Dienstaufsicht liegt beim Anstellungsträger, die Fachaufsicht im Case Management beim Kreis.")},
      ui::table(table, "tabelle-traeger"));
}

// ---- posts ----

Fragment filled_badge(const Volume& volume) {
  if (volume.vacant() == 0) return ui::badge(ui::Tone::success, tr("besetzt"));
  if (volume.filled == 0) return ui::badge(ui::Tone::warning, tr("offen"));
  return ui::badge(ui::Tone::warning, trf("{} offen", {posts_number(volume.vacant())}));
}

std::string place_of(const Overview& o, const Post& post) {
  const std::string place = name_of(o.municipalities, post.place), team = name_of(o.teams, post.team);
  return place.empty() || team.empty() ? place + team : place + ", " + team;
}

/// "b2" -> "2": the column's head says what it is.
std::string block_number(const std::string& code) { return code.starts_with('b') ? code.substr(1) : code; }

std::vector<Fragment> post_row(const Overview& o, const Stored<Post>& post) {
  const Volume& volume = o.summary.by_post.at(PostId(post.id));
  return {ui::cell_main(post_href(PostId(post.id)), post.value.title, post.value.note),
          h::all(block_number(post.value.building_block)),
          h::all(name_of(o.bodies, post.value.employer)),
          h::all(place_of(o, post.value)),
          h::all(posts_number(volume.planned)),
          filled_badge(volume)};
}

Fragment posts_section(const Context& ctx, const Overview& o) {
  ui::Table table;
  table.label = tr("Planstellen");
  table.columns = {{.label = tr("Planstelle")},
                   {.label = tr("Baustein")},
                   {.label = tr("Anstellungsträger"), .wide_only = true},
                   {.label = tr("Einsatzort")},
                   {.label = tr("Umfang"), .number = true},
                   {.label = tr("Besetzung")}};
  for (const auto& post : o.posts) table.rows.push_back(post_row(o, post));
  const Fragment link =
      h::when(may_write(ctx), [] { return ui::link("/organisation/planstellen/neu", tr("Planstelle anlegen")); });
  return ui::section(
      {.id = "planstellen", .title = tr("Planstellen"), .count = std::to_string(o.posts.size()), .link = link},
      ui::table(table, "tabelle-planstellen"));
}

// ---- Kommunen and teams ----

std::string districts_of(const Overview& o, std::int64_t municipality) {
  std::vector<std::string> names;
  for (const auto& district : o.districts)
    if (district.value.municipality.value() == municipality &&
        holds_on(district.value.valid_from, district.value.valid_until, o.day))
      names.push_back(district.value.name);
  return text::join(names, ", ");
}

Fragment team_cell(const Overview& o, const Municipality& municipality) {
  const bool with_team = municipality.team && holds_on(municipality.valid_from, municipality.valid_until, o.day);
  return with_team ? h::all(name_of(o.teams, municipality.team))
                   : ui::badge(ui::Tone::neutral, tr("ohne Case Management"));
}

Fragment municipality_name_cell(const Context& ctx, const Overview& o, const Stored<Municipality>& one) {
  const std::string below = one.value.note.empty() ? districts_of(o, one.id) : one.value.note;
  if (may_write(ctx)) return ui::cell_main(municipality_href(MunicipalityId(one.id)), one.value.name, below);
  return h::all(one.value.name, h::when(!below.empty(), [&] { return ui::meta(below); }));
}

Fragment municipalities_section(const Context& ctx, const Overview& o) {
  ui::Table table;
  table.label = tr("Kommunen");
  table.columns = {{.label = tr("Kommune")},
                   {.label = tr("Team")},
                   {.label = tr("Gemeindeschlüssel"), .wide_only = true, .nowrap = true}};
  for (const auto& one : o.municipalities)
    table.rows.push_back({municipality_name_cell(ctx, o, one), team_cell(o, one.value), h::all(one.value.ags)});
  return ui::section({.id = "kommunen", .title = tr("Kommunen"), .count = std::to_string(o.municipalities.size())},
                     ui::table(table, "tabelle-kommunen"));
}

ui::Row team_row(const Context& ctx, const Overview& o, const Stored<Team>& team) {
  ui::Row row;
  row.title = may_write(ctx) ? ui::row_title(team_href(TeamId(team.id)), team.value.name)
                             : h::span(h::cls("kim-row__title"), team.value.name);
  std::string line = code_label("team_kind", team.value.kind);
  if (const auto employer = name_of(o.bodies, team.value.employer); !employer.empty()) line += " · " + employer;
  if (!team.value.note.empty()) line += " · " + team.value.note;
  row.meta = h::all(line);
  return row;
}

Fragment teams_section(const Context& ctx, const Overview& o) {
  std::vector<ui::Row> rows;
  for (const auto& team : o.teams) rows.push_back(team_row(ctx, o, team));
  const Fragment link = h::when(may_write(ctx), [] { return ui::link("/organisation/teams/neu", tr("Team anlegen")); });
  return ui::section({.id = "teams", .title = tr("Teams"), .count = std::to_string(rows.size()), .link = link},
                     ui::rows(rows));
}

Fragment nothing_yet() {
  return ui::empty_state(
      tr("Noch keine Organisation"),
      tr("Hier stehen Stellen, Kommunen, Teams und Planstellen. Beginnen Sie mit den Stellen, die jemanden anstellen."),
      ui::link_button("/organisation/verzeichnis/neu", tr("Stelle anlegen")));
}

http::Response show_overview(Context& ctx, const Ask& ask) {
  const AskedDay asked = asked_day(ctx, ask.request.query);
  const Overview o = load(ctx, asked.day);
  Page page;
  page.title = tr("Organisation und Stellen");
  page.nav = home;
  page.sub = tr("Wer ist wo zuständig, welche Stellen sind besetzt?");
  page.error = !asked.error.empty();
  page.status = page.error ? 422 : 200;
  page.actions =
      ui::link_button("/organisation/verzeichnis", tr("Stellenverzeichnis"), {.weight = ui::Weight::secondary});
  page.content = o.bodies.empty()
                     ? nothing_yet()
                     : h::all(day_form(asked), at_a_glance(o), by_block(o), by_employer(o), posts_section(ctx, o),
                              municipalities_section(ctx, o), teams_section(ctx, o));
  return show(ctx, std::move(page));
}

}  // namespace

void overview_routes(Routes& routes) {
  routes.get(home, needs(access::Right::organisation_read), show_overview,
             "Organisation und Stellen an einem Stichtag");
}

}  // namespace kim::organisation
