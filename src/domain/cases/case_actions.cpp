// What can be done with a case: open, move on, close, re-open. Each act asks for its permit inside its transaction.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/access/retract.h"
#include "domain/cases/area.h"
#include "domain/cases/case_store.h"
#include "domain/inquiries/inquiry.h"
#include "platform/forms/forms.h"

namespace kim::cases {

using access::Permit;
using access::Right;

namespace {

constexpr std::string_view file_purpose = "case_file";

/// Owner of a case that is only just being made, when there is no permit on its row yet.
records::Owner new_case_owner(const access::SubjectPermit& person, CaseId id) {
  return {&person.key(), id.value(), person.subject().value(), person.subject().value()};
}

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

/// Changes the case from what it is now; the change and its audit entry, and the list's version.
template <class Change>
Result<void> change_case(Context& ctx, db::Tx& tx, const Permit& permit, Change&& change) {
  const auto before = TRY(load_case(*tx, permit));
  Case after = before.value;
  change(after);
  TRY(records::change(ctx, tx, case_table(), case_owner(permit), before, after));
  store::list_changed(tx, permit.case_id());
  return {};
}

void move_on(Case& file, Milestone milestone, Day day) {
  file.phase = code(next(phase_from(file.phase), milestone));
  if (milestone == Milestone::closed) file.closed_on = day;
  if (milestone == Milestone::reopened) file.closed_on.reset();
}

Result<void> check_closure(const Case& file, const Closure& closure, Day today) {
  auto errors = forms::validate(closure_record, &closure, today);
  if (closure.on && file.opened_on && *closure.on < *file.opened_on)
    errors.push_back({"closed_on", trf("Die Fallakte besteht erst seit dem {}.", {german(*file.opened_on)})});
  if (closure.on && closure.follow_up_on && *closure.follow_up_on <= *closure.on)
    errors.push_back({"follow_up_on", tr("Geben Sie einen Tag nach dem Abschluss an.")});
  if (errors.empty()) return {};
  return std::unexpected(Error{ErrorCode::invalid, {}, std::move(errors), {}});
}

Result<Origin> take_over(Context& ctx, db::Tx& tx, InquiryId id) {
  const auto permit = TRY(access::permit_subject(ctx, tx, SubjectId(id.value()), Right::inquiry_write));
  const auto inquiry = TRY(inquiries::load_inquiry(*tx, permit));
  TRY(inquiries::take_over(ctx, tx, id));
  return Origin{inquiry.value.access_route, inquiry.value.received_on};
}

bool can_take_cases(std::string_view role_code) {
  return std::ranges::any_of(access::roles(), [&](const access::RoleInfo& role) {
    return role.code == role_code && access::has(role.role, Right::case_write);
  });
}

std::unexpected<Error> invalid(std::string field, std::string message) {
  return std::unexpected(Error{ErrorCode::invalid, {}, {{std::move(field), std::move(message)}}, {}});
}

Result<void> check_colleague(Context& ctx, AccountId id, std::string field) {
  const auto list = colleagues(ctx);
  if (std::ranges::find(list, id, &Colleague::id) != list.end()) return {};
  return invalid(std::move(field), tr("Wählen Sie eine Fachkraft Ihres Teams."));
}

}  // namespace

Result<CaseId> open_case(Context& ctx, db::Tx& tx, const access::SubjectPermit& person, const people::Person& data,
                         access::Path path, const Origin& from) {
  TRY(consent::require_consent(*tx, person.subject(), file_purpose, ctx.today()));
  const CaseId id(ctx.new_id());
  TRY(access::create_case(ctx, tx, id, person, path));
  Case file;
  file.number = store::take_number(tx, year_of(ctx.today()));
  file.municipality = data.municipality;
  file.access_route = from.access_route;
  file.inquired_on = from.inquired_on;
  file.opened_on = from.opened_on.value_or(ctx.today());
  records::add_as(ctx, tx, case_table(), new_case_owner(person, id), id.value(), file);
  store::enter_list(tx, id, person.team(), consent::state_of(*tx, person.subject(), ctx.today()).until);
  return id;
}

Result<CaseId> open_file(Context& ctx, const Opening& opening) {
  const access::Path path = ctx.actor.role == access::Role::uma_provider ? access::Path::uma : access::Path::regional;
  return ctx.transact([&](db::Tx& tx) -> Result<CaseId> {
    const auto person = TRY(people::add_person(ctx, tx, opening.person));
    if (opening.ask.known()) TRY(people::ask_coordination(ctx, tx, person, opening.ask));
    TRY(consent::record_consent(ctx, tx, person, opening.consent, opening.person.birth));
    const Origin from = opening.inquiry ? TRY(take_over(ctx, tx, opening.inquiry)) : Origin{};
    return open_case(ctx, tx, person, opening.person, path, from);
  });
}

Result<void> retract_case(Context& ctx, db::Tx& tx, CaseId id) {
  const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
  store::remove_case(tx, id);
  access::retract_case(tx, permit);
  audit::append(tx, ctx.now,
                {.act = audit::Act::removed,
                 .actor = ctx.actor.account,
                 .what = case_record.name,
                 .record_id = id.value(),
                 .case_id = id.value(),
                 .subject_id = permit.person().value(),
                 .note = "import",
                 .address = ctx.address});
  return {};
}

Result<void> close_case(Context& ctx, CaseId id, Closure closure) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_close));
    const auto file = TRY(load_case(*tx, permit));
    TRY(check_closure(file.value, closure, ctx.today()));
    closure.phase_before = file.value.phase;
    records::add(ctx, tx, closure_table(), records::owner(permit), closure);
    TRY(change_case(ctx, tx, permit, [&](Case& now) { move_on(now, Milestone::closed, *closure.on); }));
    access::close_case(tx, id);
    store::set_next_due(tx, id, std::nullopt);
    return {};
  });
}

Result<void> reopen_case(Context& ctx, CaseId id) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_close, access::Closed::allow));
    if (permit.state() != access::CaseState::closed)
      return failure(ErrorCode::conflict, tr("Dieser Fall ist schon offen."));
    if (store::has_other_open_case(*tx, permit))
      return failure(ErrorCode::conflict, tr("Für diese Person gibt es schon einen anderen offenen Fall."));
    TRY(consent::require_consent(*tx, permit.subject().subject(), file_purpose, ctx.today()));
    const auto closings = closures_of(*tx, permit);
    TRY(change_case(ctx, tx, permit, [&](Case& file) {
      move_on(file, Milestone::reopened, ctx.today());
      if (!closings.empty() && !closings.back().value.phase_before.empty())
        file.phase = closings.back().value.phase_before;
    }));
    access::reopen_case(tx, id);
    return {};
  });
}

Result<void> note_follow_up(Context& ctx, CaseId id) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_close, access::Closed::allow));
    const auto closings = closures_of(*tx, permit);
    if (closings.empty() || !closings.back().value.follow_up_on) return failure(ErrorCode::not_found);
    Closure after = closings.back().value;
    after.follow_up_done_on = ctx.today();
    return records::change(ctx, tx, closure_table(), records::owner(permit), closings.back(), after);
  });
}

std::vector<Colleague> colleagues(Context& ctx) {
  std::vector<Colleague> list;
  if (!ctx.actor.team) return list;
  for (const access::AccountRow& row : access::accounts(ctx, ctx.actor.team)) {
    if (row.value.active && !row.value.integration && can_take_cases(row.value.role))
      list.push_back({row.id, row.value.name});
  }
  return list;
}

Result<void> hand_over(Context& ctx, CaseId id, AccountId to) {
  const Permit now = TRY(access::permit_case(ctx, id, Right::case_write));
  TRY(check_colleague(ctx, to, "colleague_id"));
  if (TRY(access::find_account(ctx, to)).value.employer != now.controller())
    return invalid("colleague_id",
                   tr("Diese Fachkraft arbeitet bei einer anderen verantwortlichen Stelle. Bieten Sie ihr den Fall an: "
                      "im Fall unter „Mehr“, „An andere Stelle übergeben“."));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    TRY(access::hand_over(ctx, tx, permit, to));
    store::list_changed(tx, id);
    return {};
  });
}

void change_area(Context& ctx, db::Tx& tx, const Permit& permit) {
  const auto until = consent::state_of(*tx, permit.subject().subject(), ctx.today()).until;
  store::move_list(tx, permit.case_id(), permit.team(), until);
}

Result<void> add_deputy(Context& ctx, CaseId id, AccountId deputy, Day until) {
  TRY(access::permit_case(ctx, id, Right::case_write));
  TRY(check_colleague(ctx, deputy, "deputy_id"));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    if (deputy == permit.responsible())
      return std::unexpected(
          Error{ErrorCode::invalid, {}, {{"deputy_id", tr("Diese Fachkraft ist schon zuständig.")}}, {}});
    return access::add_deputy(ctx, tx, permit, deputy, until);
  });
}

Result<void> reach(Context& ctx, db::Tx& tx, const Permit& permit, Milestone milestone, Day day,
                   std::string_view decision) {
  return change_case(ctx, tx, permit, [&](Case& file) {
    move_on(file, milestone, day);
    if (decision.empty()) return;
    file.decision = decision;
    file.decided_on = day;
  });
}

void note_contact(Context&, db::Tx& tx, CaseId id, Day day) { store::set_last_contact(tx, id, day); }

void set_last_contact(db::Tx& tx, CaseId id, std::optional<Day> day) { store::replace_last_contact(tx, id, day); }

void note_next_due(db::Tx& tx, CaseId id, std::optional<Day> day) { store::set_next_due(tx, id, day); }

std::optional<CaseId> open_case_of(Context& ctx, PersonId person) {
  const auto id = store::open_case(ctx.db(), person);
  if (!id || !access::permit_case(ctx, *id, Right::case_read)) return std::nullopt;
  return id;
}

std::vector<CaseName> names_of_cases(Context& ctx, const access::Scope& scope, const std::vector<CaseId>& ids) {
  std::vector<CaseName> names;
  for (store::ListRow& row : store::list_rows(ctx.db(), scope, ids))
    if (!row.hidden)
      names.push_back({row.id, std::move(row.number), std::move(row.full_name), std::move(row.list_name)});
  return names;
}

std::vector<MyCase> my_open_cases(Context& ctx) {
  return store::open_cases_of_account(ctx.db(), ctx.actor.account, ctx.now);
}

std::int64_t my_open_count(Context& ctx) { return store::open_count_of_account(ctx.db(), ctx.actor.account); }

std::vector<PhaseCount> my_open_by_phase(Context& ctx) {
  const auto counts = store::open_by_phase_of_account(ctx.db(), ctx.actor.account);
  std::vector<PhaseCount> ordered;
  for (const Code& code : code_list("case_phase").codes())
    for (const PhaseCount& one : counts)
      if (one.phase == code.code) ordered.push_back(one);
  return ordered;
}

std::vector<CaseId> deputy_cases(Context& ctx) {
  return store::deputy_cases_of_account(ctx.db(), ctx.actor.account, ctx.now);
}

std::vector<CaseId> my_cases(Context& ctx) {
  std::vector<CaseId> ids;
  for (const MyCase& one : my_open_cases(ctx)) ids.push_back(one.id);
  return ids;
}

}  // namespace kim::cases
