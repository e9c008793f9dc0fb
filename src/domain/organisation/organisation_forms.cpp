// The one form that all records of the organisation share.
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/access/references.h"
#include "domain/organisation/organisation_pages.h"
#include "domain/records/history_view.h"
#include "platform/html/decisions.h"

namespace kim::organisation {
namespace h = kim::html;
namespace {

using html::Fragment;

std::string href_of(std::string_view kind, std::int64_t id, std::string_view act) {
  std::string text = std::string(home) + "/" + std::string(kind) + "/" + std::to_string(id);
  if (!act.empty()) text.append("/").append(act);
  return text;
}

/// Who can fill a post: accounts of people that are not locked.
std::vector<forms::Choice> account_choices(Context& ctx) {
  std::vector<forms::Choice> choices;
  for (const auto& account : access::accounts(ctx))
    if (account.value.active && !account.value.integration)
      choices.push_back({std::to_string(account.id.value()), account.value.name});
  return choices;
}

/// "employer_id" points to an "employer".
std::vector<forms::Choice> choices_for(Context& ctx, const record::Field& field) {
  if (field.name == "account_id") return account_choices(ctx);
  return reference_choices(ctx, field.name.substr(0, field.name.rfind("_id")));
}

Fragment control_for(Context& ctx, const record::Field& field, const forms::Input& input) {
  forms::Look look;
  look.today = ctx.today();
  look.radios = false;
  if (field.kind == record::Kind::reference) look.choices = choices_for(ctx, field);
  return forms::control(field, input, look);
}

Fragment version_input(std::int64_t version) {
  return h::when(version != 0,
                 [&] { return h::input(h::type("hidden"), h::name_("version"), h::value(std::to_string(version))); });
}

}  // namespace

std::string post_href(PostId id, std::string_view act) { return href_of("planstellen", id.value(), act); }
std::string occupancy_href(std::int64_t id) { return href_of("besetzungen", id, {}); }
std::string body_href(BodyId id, std::string_view act) { return href_of("verzeichnis", id.value(), act); }
std::string team_href(TeamId id) { return href_of("teams", id.value(), {}); }
std::string municipality_href(MunicipalityId id) { return href_of("kommunen", id.value(), {}); }

bool may_write(const Context& ctx) { return ctx.actor.may(access::Right::organisation_write); }

http::Response form_page(Context& ctx, const record::Record& record, const forms::Input& input,
                         const FormTarget& target, const Fragment& below) {
  Page page;
  page.title = target.title;
  page.nav = home;
  page.crumbs = {{tr("Organisation"), std::string(home)}, {target.title, ""}};
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  Fragment controls = version_input(target.version);
  for (const record::Field& field : record.fields) controls += control_for(ctx, field, input);
  controls += ui::form_actions(ui::submit(target.button), target.back);
  page.content = h::all(forms::error_summary(tr("Das ist noch nicht gespeichert."), input.errors),
                        post_form(ctx, target.action, controls), below);
  return show(ctx, std::move(page));
}

Fragment history_fold(Context& ctx, const records::Table& table, std::int64_t id) {
  return h::div_(h::cls("kim-gap-top"),
                 ui::fold(tr("Wer hat wann was geändert?"), records::history_view(ctx, table, records::nobody(), id)));
}

}  // namespace kim::organisation
