// Use cases of a conference: permit inside the transaction, check of each body, rule, store, audit, one transaction each.
#include <algorithm>

#include "base/i18n.h"
#include "domain/conference/conference_store.h"
#include "domain/goals/step_acts.h"
#include "domain/organisation/organisation.h"
#include "domain/tasks/task.h"
#include "platform/forms/forms.h"

namespace kim::conference {
namespace {

using access::Permit;
using access::Right;
using store::Found;
using PartFound = records::Stored<Part>;

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  std::string message = errors.front().message;
  return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
}

std::unexpected<Error> not_planned() {
  return failure(ErrorCode::conflict, tr("Diese Fallkonferenz ist nicht mehr geplant. Öffnen Sie sie neu."));
}

/// Only what the form asks for.
Conference with_input(Conference kept, const Conference& input) {
  kept.on = input.on;
  kept.time = parse_time(input.time).value_or(input.time);
  kept.place = input.place;
  kept.purpose = input.purpose;
  kept.contents = input.contents;
  kept.mode = input.mode;
  kept.agenda = input.agenda;
  return kept;
}

Result<void> check_all(Context& ctx, db::Tx& tx, const Permit& permit, const Conference& conference, bool looked) {
  auto errors = forms::validate(conference_record, &conference, ctx.today());
  const auto person = TRY(people::load_person(*tx, permit.subject()));
  if (errors.empty()) errors = check(conference, person.value, looked);
  if (errors.empty()) return {};
  return invalid(std::move(errors));
}

/// A planned one, under the case's permit.
struct Inside {
  Permit permit;
  Found conference;
};
Result<Inside> load_planned(Context& ctx, db::Tx& tx, CaseId id, ConferenceId conference) {
  Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
  Found found = TRY(store::conference(*tx, permit, conference));
  if (found.value.state != "planned") return not_planned();
  return Inside{std::move(permit), std::move(found)};
}

using Releases = std::vector<consent::ReleaseState>;
Releases releases_of(Context& ctx, db::Tx& tx, const Permit& permit) {
  return consent::releases_of(*tx, permit.subject().subject(), ctx.today());
}

Result<void> set_part(Context& ctx, db::Tx& tx, const Permit& permit, const PartFound& part, Part after) {
  if (after.state == part.value.state && after.release == part.value.release) return {};
  return records::change(ctx, tx, store::parts(), records::owner(permit, part.parent), part, after);
}

/// Who may come, by what the releases cover now.
Result<void> settle(Context& ctx, db::Tx& tx, const Permit& permit, ConferenceId id, const Conference& conference) {
  const Releases releases = releases_of(ctx, tx, permit);
  for (const PartFound& part : store::parts_of(*tx, permit, id)) {
    Part after = part.value;
    after.state = part_state(conference.mode, missing(releases, after.body, conference.contents).empty());
    TRY(set_part(ctx, tx, permit, part, after));
  }
  return {};
}

Result<void> check_part(Context& ctx, db::Tx& tx, const Permit& permit, ConferenceId id, const Part& part) {
  auto errors = forms::validate(part_record, &part, ctx.today());
  const auto body = organisation::find_body(*tx, part.body);
  const bool there = body && organisation::holds_on(body->value.valid_from, body->value.valid_until, ctx.today());
  if (part.body && !there)
    errors.push_back({"body_id", tr("Diese Stelle gibt es nicht mehr. Wählen Sie eine andere.")});
  for (const PartFound& other : store::parts_of(*tx, permit, id))
    if (other.value.body == part.body) errors.push_back({"body_id", tr("Diese Stelle ist schon dabei.")});
  if (errors.empty()) return {};
  return invalid(std::move(errors));
}

Result<ReleaseId> disclose_to(Context& ctx, db::Tx& tx, const Permit& permit, const Conference& conference, BodyId body,
                              Day on) {
  consent::Disclosure disclosure;
  disclosure.recipient = body;
  disclosure.contents = conference.contents;
  disclosure.legal_basis = "consent";
  disclosure.purpose = "Fallkonferenz";
  disclosure.on = on;
  TRY(consent::disclose(ctx, tx, permit.subject(), disclosure));
  return TRY(consent::require_release(*tx, permit.subject().subject(), body, conference.contents, on)).id;
}

/// What a body heard is proven; without the name nothing about the person left the office.
Result<void> note_part(Context& ctx, db::Tx& tx, const Inside& inside, const PartFound& part, bool came, Day on) {
  Part after = part.value;
  if (after.state == "left_out" && came)
    return invalid({{"parts", tr("Eine Stelle ohne Entbindung kann nicht teilgenommen haben.")}});
  if (after.state != "left_out") after.state = came ? "attended" : "absent";
  if (came && inside.conference.value.mode == named)
    after.release = TRY(disclose_to(ctx, tx, inside.permit, inside.conference.value, after.body, on));
  return set_part(ctx, tx, inside.permit, part, after);
}

bool is_among(const std::vector<PartId>& list, std::int64_t id) {
  return std::ranges::find(list, PartId(id)) != list.end();
}

Result<void> end_as(Context& ctx, db::Tx& tx, const Permit& permit, const Found& before, Conference after) {
  return records::change(ctx, tx, store::conferences(), records::owner(permit), before, after);
}

/// The colleague keeps an eye on what others do.
tasks::Task task_of(const Agreement& agreement) {
  tasks::Task task;
  task.kind = agreement.who == "staff" ? "task" : "follow_up";
  task.title = agreement.what;
  task.due_on = agreement.until;
  task.owner = agreement.owner;
  if (agreement.who != "staff") task.note = agreement.who_name;
  return task;
}

Result<Agreement> bring_to_life(Context& ctx, db::Tx& tx, const Permit& permit, Agreement agreement) {
  if (agreement.goal) {
    goals::Step step;
    step.what = agreement.what;
    step.who = agreement.who;
    step.who_name = agreement.who_name;
    step.until = agreement.until;
    TRY(goals::add_step(ctx, tx, permit, agreement.goal, step));
    return agreement;
  }
  if (!agreement.owner) agreement.owner = permit.responsible();
  agreement.task = TRY(tasks::add_task(ctx, tx, permit, task_of(agreement)));
  return agreement;
}

access::SubjectPermit withdrawing(Context& ctx, db::Tx& tx, SubjectId person) {
  auto permit = access::permit_subject(ctx, tx, person, Right::consent_write);
  CHECK(permit.has_value());  // whoever withdraws for the person has just shown it
  return std::move(*permit);
}

}  // namespace

Result<ConferenceId> plan(Context& ctx, CaseId id, const Conference& input, bool looked) {
  return ctx.transact([&](db::Tx& tx) -> Result<ConferenceId> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    const Conference conference = with_input({}, input);
    TRY(check_all(ctx, tx, permit, conference, looked));
    return ConferenceId(records::add(ctx, tx, store::conferences(), records::owner(permit), conference));
  });
}

Result<void> change(Context& ctx, CaseId id, ConferenceId conference, std::int64_t version, const Conference& changed,
                    bool looked) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Inside inside = TRY(load_planned(ctx, tx, id, conference));
    if (inside.conference.version != version) return failure(ErrorCode::conflict);
    const Conference after = with_input(inside.conference.value, changed);
    TRY(check_all(ctx, tx, inside.permit, after, looked));
    TRY(settle(ctx, tx, inside.permit, conference, after));
    return end_as(ctx, tx, inside.permit, inside.conference, after);
  });
}

Result<std::string> add_body(Context& ctx, CaseId id, ConferenceId conference, const Part& input) {
  return ctx.transact([&](db::Tx& tx) -> Result<std::string> {
    const Inside inside = TRY(load_planned(ctx, tx, id, conference));
    TRY(check_part(ctx, tx, inside.permit, conference, input));
    Part part{input.body, input.contact, {}, {}};
    const auto lacking = missing(releases_of(ctx, tx, inside.permit), part.body, inside.conference.value.contents);
    part.state = part_state(inside.conference.value.mode, lacking.empty());
    records::add(ctx, tx, store::parts(), records::owner(inside.permit, conference.value()), part);
    return part.state;
  });
}

Result<void> check_bodies(Context& ctx, CaseId id, ConferenceId conference) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Inside inside = TRY(load_planned(ctx, tx, id, conference));
    TRY(settle(ctx, tx, inside.permit, conference, inside.conference.value));
    return end_as(ctx, tx, inside.permit, inside.conference, inside.conference.value);
  });
}

Result<void> hold(Context& ctx, CaseId id, ConferenceId conference, const Minutes& minutes,
                  const std::vector<PartId>& attended) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Inside inside = TRY(load_planned(ctx, tx, id, conference));
    auto errors = forms::validate(minutes_record, &minutes, ctx.today());
    if (attended.empty()) errors.push_back({"parts", tr("Wählen Sie, welche Stellen teilgenommen haben.")});
    if (!errors.empty()) return invalid(std::move(errors));
    for (const PartFound& part : store::parts_of(*tx, inside.permit, conference))
      TRY(note_part(ctx, tx, inside, part, is_among(attended, part.id), *minutes.held_on));
    Conference after = inside.conference.value;
    after.state = "held";
    after.held_on = minutes.held_on;
    after.minutes = minutes.minutes;
    return end_as(ctx, tx, inside.permit, inside.conference, after);
  });
}

Result<void> cancel(Context& ctx, CaseId id, ConferenceId conference) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Inside inside = TRY(load_planned(ctx, tx, id, conference));
    Conference after = inside.conference.value;
    after.state = "cancelled";
    return end_as(ctx, tx, inside.permit, inside.conference, after);
  });
}

Result<std::int64_t> agree(Context& ctx, CaseId id, ConferenceId conference, const Agreement& input) {
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    const Found found = TRY(store::conference(*tx, permit, conference));
    if (found.value.state != "held")
      return failure(ErrorCode::conflict, tr("Vereinbarungen gibt es erst, wenn die Fallkonferenz stattgefunden hat."));
    if (auto errors = forms::validate(agreement_record, &input, ctx.today()); !errors.empty())
      return invalid(std::move(errors));
    const Agreement agreement = TRY(bring_to_life(ctx, tx, permit, input));
    return records::add(ctx, tx, store::agreements(), records::owner(permit, conference.value()), agreement);
  });
}

void stop_all(Context& ctx, db::Tx& tx, SubjectId person) {
  const auto permit = withdrawing(ctx, tx, person);
  for (const Found& planned : store::planned_of(*tx, permit)) {
    Conference after = planned.value;
    after.state = "cancelled";
    const auto changed = records::change(ctx, tx, store::conferences(),
                                         store::owner(permit, planned.parent, planned.parent), planned, after);
    CHECK(changed.has_value());
  }
}

void stop_towards(Context& ctx, db::Tx& tx, SubjectId person, BodyId recipient) {
  const auto permit = withdrawing(ctx, tx, person);
  for (const Found& planned : store::planned_of(*tx, permit)) {
    if (planned.value.mode == anonymised) continue;
    for (const PartFound& part : store::parts_of(*tx, permit, planned)) {
      if (part.value.body != recipient || part.value.state != "invited") continue;
      Part after = part.value;
      after.state = "left_out";
      const auto changed =
          records::change(ctx, tx, store::parts(), store::owner(permit, planned.parent, planned.id), part, after);
      CHECK(changed.has_value());
    }
  }
}

}  // namespace kim::conference
