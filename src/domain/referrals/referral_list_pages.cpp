// "Verweisungen" over all cases: what is awaited, overdue ones first. No texts: names, bodies, days and states.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/referrals/referral_pages.h"
#include "domain/referrals/referral_views.h"
#include "platform/html/tables.h"

namespace kim::referrals {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view address_of_list = "/verweisungen";

bool whole_team(const http::Form& query) { return query.get("ansicht") == "team"; }

std::string state_word(const http::Form& query) {
  const std::string_view word = query.get("stand");
  const bool known = word == "alle" || code_list("referral_state").find(word) != nullptr;
  return known ? std::string(word) : std::string();
}

store::Filter filter_of(const Context& ctx, const access::Scope& scope, const http::Form& query) {
  store::Filter filter;
  filter.team = scope.teams().empty() ? TeamId() : scope.teams().front();  // a scope has one area at most
  if (!whole_team(query)) filter.mine = ctx.actor.account;
  filter.now = ctx.now;
  filter.state = state_word(query);
  filter.recipient = BodyId(query.integer("stelle"));
  filter.today = ctx.today();
  return filter;
}

std::vector<ui::Filter::Option> state_options() {
  std::vector<ui::Filter::Option> options{{"alle", tr("Alle, auch beendete")}};
  for (const Code& code : code_list("referral_state").codes())
    options.push_back({code.code, code_label("referral_state", code.code)});
  return options;
}

ui::Filter filter_box(const BodyNames& names) {
  std::vector<ui::Filter::Option> bodies;
  for (const auto& [id, name] : names) bodies.push_back({std::to_string(id), name});
  std::ranges::sort(bodies, {}, &ui::Filter::Option::label);
  ui::Filter filter;
  filter.fields = {{"stand", tr("Stand"), state_options()}, {"stelle", tr("Stelle"), std::move(bodies)}};
  return filter;
}

Fragment view_links(const http::Form& query, long long count) {
  const bool team = whole_team(query);
  return ui::views(tr("Ansicht"),
                   {{tr("Meine"), std::string(address_of_list), team ? -1 : count, !team},
                    {tr("Im Team"), std::string(address_of_list) + "?ansicht=team", team ? count : -1, team}});
}

using Names = std::unordered_map<std::int64_t, std::string>;

Names case_names(Context& ctx, const access::Scope& scope, const std::vector<store::Line>& lines) {
  std::vector<CaseId> ids;
  for (const auto& line : lines) ids.push_back(line.case_id);
  Names names;
  for (auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), std::move(name.list_name));
  return names;
}

std::vector<Fragment> cells(const store::Line& line, const std::string& name, const BodyNames& bodies, Day today) {
  return {ui::cell_main(referral_href(line.case_id, line.id.value()), name), all(name_of(bodies, line.recipient)),
          state_badge(line.state), when(line.sent_on.has_value(), [&] { return ui::date(*line.sent_on); }),
          awaited(line.state, line.answer_by, today)};
}

Fragment table_of(Context& ctx, const access::Scope& scope, const std::vector<store::Line>& lines,
                  const BodyNames& bodies) {
  const Names names = case_names(ctx, scope, lines);
  ui::Table table;
  table.label = tr("Verweisungen, überfällige zuerst");
  table.columns = {{.label = tr("Person")},
                   {.label = tr("Stelle")},
                   {.label = tr("Stand")},
                   {.label = tr("Gesendet"), .wide_only = true, .nowrap = true},
                   {.label = tr("Frist")}};
  for (const auto& line : lines)  // of a protected person not even the body is told
    if (const auto name = names.find(line.case_id.value()); name != names.end())
      table.rows.push_back(cells(line, name->second, bodies, ctx.today()));
  return ui::table(table);
}

/// A list of names is personal data: opening it leaves an entry like every other list.
void note_listed(Context& ctx, std::string_view purpose, std::size_t rows) {
  const std::string words = "rows=" + std::to_string(rows);
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = referral_record.name,
                   .purpose = purpose,
                   .note = words,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

Fragment nothing_here(const http::Form& query) {
  const bool narrowed = !query.get("stand").empty() || !query.get("stelle").empty();
  if (narrowed)
    return ui::empty_state(
        tr("Keine Verweisung passt"), tr("Zu diesen Angaben gibt es keine Verweisungen."),
        ui::link_button(address_of_list, tr("Filter zurücksetzen"), {.weight = ui::Weight::secondary}));
  return ui::empty_state(tr("Keine Verweisung offen"),
                         tr("Eine Verweisung beginnen Sie im Fall. Hier sehen Sie, welche Antwort noch aussteht."),
                         ui::link_button("/faelle", tr("Zu den Fällen"), {.weight = ui::Weight::secondary}));
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::referral_read));
  const http::Form& query = ask.request.query;
  const store::Filter filter = filter_of(ctx, scope, query);
  const long long total = store::count(ctx.db(), filter);
  const long long offset = (ui::page_of(query, total) - 1) * ui::kPerPage;
  const auto lines = store::list(ctx.db(), filter, offset, ui::kPerPage);
  const BodyNames bodies = body_names(ctx.db());
  Page page;
  page.title = tr("Verweisungen");
  page.sub = tr("Wo steht eine Antwort aus?");
  page.nav = address_of_list;
  page.content =
      all(view_links(query, total), ui::filter_box(filter_box(bodies), query),
          lines.empty() ? nothing_here(query)
                        : all(ui::table_head(trn("{} Verweisung", "{} Verweisungen", total), tr("überfällige zuerst")),
                              table_of(ctx, scope, lines, bodies), ui::paging(query, total)));
  note_listed(ctx, whole_team(query) ? "referrals team" : "referrals mine", lines.size());
  return show(ctx, std::move(page));
}

}  // namespace

void list_routes(Routes& r) {
  r.get(address_of_list, needs(Right::referral_read), show_list, "Verweisungen über alle Fälle, überfällige zuerst");
}

}  // namespace kim::referrals
