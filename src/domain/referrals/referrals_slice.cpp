#include "domain/referrals/referrals_slice.h"

#include <unordered_map>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/referrals/inbox.h"
#include "domain/referrals/referral_pages.h"
#include "domain/referrals/referral_views.h"
#include "domain/referrals/reply.h"

namespace kim::referrals {
namespace {

using Found = records::Stored<Referral>;

void routes(Routes& r) {
  case_routes(r);
  form_routes(r);
  letter_routes(r);
  list_routes(r);
  inbox_routes(r);
  reply_routes(r);
  reminder_routes(r);
  api_routes(r);
}

// ---- Mein Tag ----

DueItem item_of(const store::Line& line, const std::string& person) {
  DueItem item{};
  item.meta = person;
  item.href = referral_href(line.case_id, line.id.value());
  item.badge = tr("Verweisung");
  item.responsible = line.responsible;
  return item;
}

DueItem overdue_item(const store::Line& line, const std::string& person, const std::string& body, Day today) {
  DueItem item = item_of(line, person);
  const bool answered = line.state == "accepted" || line.state == "waiting";
  item.title = answered ? trf("Bei {} nachfragen", {body}) : trf("{} hat noch nicht geantwortet", {body});
  item.day = line.answer_by.value_or(today);
  item.group = "deadlines";
  item.level = item.day < today ? DueItem::Level::late : DueItem::Level::soon;
  return item;
}

DueItem answer_item(const store::Line& line, const std::string& person, const std::string& body, Day today) {
  DueItem item = item_of(line, person);
  item.title = trf("{0}: {1}", {body, code_label("referral_state", line.state)});
  item.day = line.answered_on.value_or(today);
  item.group = "answers";
  item.done_action = referral_href(line.case_id, line.id.value(), "gelesen") + "?von=tag";
  return item;
}

void due(Context& ctx, const access::Scope& scope, const access::Whose& whose, std::vector<DueItem>& items) {
  const auto late = store::overdue(ctx.db(), scope, whose, ctx.today());
  const auto answers = store::unnoticed(ctx.db(), scope, whose);
  if (late.empty() && answers.empty()) return;
  std::vector<CaseId> ids;
  for (const auto* list : {&late, &answers})
    for (const auto& line : *list) ids.push_back(line.case_id);
  std::unordered_map<std::int64_t, std::string> names;
  for (auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), std::move(name.full_name));
  const BodyNames bodies = body_names(ctx.db());
  for (const auto& line : late)
    if (const auto name = names.find(line.case_id.value()); name != names.end())
      items.push_back(overdue_item(line, name->second, name_of(bodies, line.recipient), ctx.today()));
  for (const auto& line : answers)
    if (const auto name = names.find(line.case_id.value()); name != names.end())
      items.push_back(answer_item(line, name->second, name_of(bodies, line.recipient), ctx.today()));
}

// ---- one case ----

TimelineEntry entry_of(const access::Permit& permit, const Found& referral, Day day, const std::string& title,
                       Day today) {
  TimelineEntry entry;
  entry.at = start_of_local_day(day);
  entry.kind = "referral";
  entry.icon = "send";
  entry.title = html::all(html::a(html::href(referral_href(permit.case_id(), referral.id)), title));
  entry.when = german_short(day, today);
  return entry;
}

std::string answer_title(const Referral& referral, const std::string& body) {
  return trf("{0} antwortet: {1}", {body, code_label("referral_state", referral.state)});
}

void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  const auto referrals = store::referrals_of(ctx.db(), permit);
  if (referrals.empty()) return;
  const BodyNames bodies = body_names(ctx.db());
  for (const Found& referral : referrals) {
    const std::string body = name_of(bodies, referral.value.recipient);
    if (referral.value.sent_on) {
      entries.push_back(
          entry_of(permit, referral, *referral.value.sent_on, trf("Verweisung an {} gesendet", {body}), ctx.today()));
      entries.back().text = html::all(contents_text(referral.value.contents));
    }
    if (referral.value.answered_on) {
      entries.push_back(
          entry_of(permit, referral, *referral.value.answered_on, answer_title(referral.value, body), ctx.today()));
      entries.back().text = ui::lines(referral.value.answer_note);
    }
  }
}

void open_items(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) {
  const auto referrals = store::referrals_of(ctx.db(), permit);
  if (referrals.empty()) return;
  const BodyNames bodies = body_names(ctx.db());
  for (const Found& referral : referrals)
    if (is_running(referral.value.state) || referral.value.state == "prepared")
      items.push_back(trf("Verweisung an {0}: {1}", {name_of(bodies, referral.value.recipient),
                                                     code_label("referral_state", referral.value.state)}));
}

}  // namespace

Slice referrals_slice() {
  Slice slice;
  slice.name = "referrals";
  slice.purpose = N_("Verweisungen an andere Stellen: Prüfung, Brief, Antwort, Eingang der Stellen");
  slice.rank = 7;
  slice.routes = routes;
  slice.records = {&referral_record, &answer_record, &reminder_record};
  slice.nav = {{N_("Eingang"), "/eingang", access::Right::referral_answer, 20},
               {N_("Verweisungen"), "/verweisungen", access::Right::referral_read, 40}};
  slice.case_panels = {{CasePanel::Column::main, 30, panel}};
  slice.case_tabs = {{N_("Verweisungen"), tab, access::Right::referral_read, 50}};
  slice.due = due;
  slice.timeline = timeline;
  slice.open_items = open_items;
  slice.on_withdrawal = stop_all;
  slice.on_release_withdrawn = stop_towards;
  slice.home_panel = home_panel;
  return slice;
}

}  // namespace kim::referrals
