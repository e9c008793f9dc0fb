// Teams and Kommunen: forms with their history. The overview lists them.
#include "base/i18n.h"
#include "domain/organisation/organisation_pages.h"

namespace kim::organisation {
namespace {

using access::Right;
using records::Stored;

constexpr auto writes = needs(Right::organisation_write);

Result<Stored<Team>> find_team(Context& ctx, TeamId id) {
  return records::one<Team>(ctx.db(), store::team_table(), records::nobody(), id.value());
}
Result<Stored<Municipality>> find_municipality(Context& ctx, MunicipalityId id) {
  return records::one<Municipality>(ctx.db(), store::municipality_table(), records::nobody(), id.value());
}

// ---- teams ----

FormTarget new_team_target() {
  return {tr("Team anlegen"), "/organisation/teams", std::string(home), tr("Team speichern")};
}
FormTarget team_target(const Stored<Team>& team) {
  return {trf("Team ändern: {}", {team.value.name}), team_href(TeamId(team.id)), std::string(home),
          tr("Team speichern"), team.version};
}

http::Response show_new_team(Context& ctx, const Ask&) {
  const Team team;
  return form_page(ctx, team_record, forms::input_from(team_record, &team), new_team_target());
}

http::Response post_new_team(Context& ctx, const Ask& ask) {
  return answer_form<Team>(ctx, ask, store::team_table(), {}, new_team_target(), tr("Das Team ist gespeichert."),
                           [&](const Team& team) -> Result<void> {
                             return ctx.transact([&](db::Tx& tx) -> Result<void> {
                               TRY(add_team(ctx, tx, team));
                               return {};
                             });
                           });
}

http::Response show_team(Context& ctx, const Ask& ask) {
  const auto team = SHOW_OR_FAIL(find_team(ctx, ask.id<TeamId>()));
  return form_page(ctx, team_record, forms::input_from(team_record, &team.value), team_target(team),
                   history_fold(ctx, store::team_table(), team.id));
}

http::Response post_team(Context& ctx, const Ask& ask) {
  auto team = SHOW_OR_FAIL(find_team(ctx, ask.id<TeamId>()));
  team.version = ask.form.integer("version");
  return answer_form<Team>(
      ctx, ask, store::team_table(), team.value, team_target(team), tr("Das Team ist gespeichert."),
      [&](const Team& after) { return change_team(ctx, TeamId(team.id), team.version, after); },
      [&] { return find_team(ctx, TeamId(team.id)); });
}

// ---- Kommunen ----

FormTarget municipality_target(const Stored<Municipality>& one) {
  return {trf("Kommune ändern: {}", {one.value.name}), municipality_href(MunicipalityId(one.id)), std::string(home),
          tr("Kommune speichern"), one.version};
}

http::Response show_municipality(Context& ctx, const Ask& ask) {
  const auto one = SHOW_OR_FAIL(find_municipality(ctx, ask.id<MunicipalityId>()));
  return form_page(ctx, municipality_record, forms::input_from(municipality_record, &one.value),
                   municipality_target(one), history_fold(ctx, store::municipality_table(), one.id));
}

http::Response post_municipality(Context& ctx, const Ask& ask) {
  auto one = SHOW_OR_FAIL(find_municipality(ctx, ask.id<MunicipalityId>()));
  one.version = ask.form.integer("version");
  return answer_form<Municipality>(
      ctx, ask, store::municipality_table(), one.value, municipality_target(one), tr("Die Kommune ist gespeichert."),
      [&](const Municipality& after) { return change_municipality(ctx, MunicipalityId(one.id), one.version, after); },
      [&] { return find_municipality(ctx, MunicipalityId(one.id)); });
}

}  // namespace

void division_routes(Routes& routes) {
  routes.get("/organisation/teams/neu", writes, show_new_team, "Team anlegen");
  routes.post("/organisation/teams", writes, post_new_team, "Team anlegen");
  routes.get("/organisation/teams/{team}", writes, show_team, "Team ändern");
  routes.post("/organisation/teams/{team}", writes, post_team, "Team ändern");
  routes.get("/organisation/kommunen/{municipality}", writes, show_municipality, "Kommune ändern");
  routes.post("/organisation/kommunen/{municipality}", writes, post_municipality, "Kommune ändern");
}

}  // namespace kim::organisation
