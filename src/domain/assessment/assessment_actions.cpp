// Use cases of understanding a case: permit inside the transaction, rule, store, audit (by records), one
// transaction each.
#include <algorithm>

#include "base/i18n.h"
#include "domain/assessment/assessment_store.h"
#include "domain/assessment/sheet.h"
#include "domain/drafts/draft.h"
#include "domain/records/conflict.h"

namespace kim::assessment {
namespace {

using access::Permit;
using access::Right;
using records::Stored;

Result<Permit> writer(Context& ctx, db::Tx& tx, CaseId id) {
  return access::permit_case(ctx, tx, id, Right::assessment_write);
}

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  return std::unexpected(Error{ErrorCode::invalid, tr("Es wurde noch nichts gespeichert."), std::move(errors), {}});
}

/// Both changed the same; `what` says where.
std::unexpected<Error> clash(std::string what) {
  return std::unexpected(Error{ErrorCode::conflict, {}, {{std::move(what), {}}}, {}});
}

void forget_draft(Context& ctx, db::Tx& tx, CaseId id, std::string_view form) {
  drafts::discard(ctx, tx, {std::string(form), id.value()});
}

/// An assessment of this case that can still be written.
Result<Stored<Assessment>> open_sheet(db::Connection& db, const Permit& permit, AssessmentId id) {
  auto sheet = TRY(store::assessment(db, permit, id));
  if (sheet.value.state != "open")
    return failure(
        ErrorCode::conflict,
        tr("Diese Einschätzung ist abgeschlossen. Was sich seither geändert hat, gehört in eine neue Einschätzung."));
  return sheet;
}

/// What I changed since the version I saw, laid over what stands now. Error: conflict if both changed the same field.
template <class T>
Result<T> merged(db::Connection& db, const records::Table& table, const records::Owner& owner, const Stored<T>& now,
                 std::int64_t seen, const T& mine, std::string_view what) {
  T base = seen == 0 ? T{} : now.value;
  if (seen > 0 && seen != now.version) records::value_at(db, table, owner, now.id, now.version, seen, &base);
  T result = now.value;
  if (!forms::merge(table.record(), &base, &mine, &now.value, &result).clashing.empty())
    return clash(std::string(what));
  return result;
}

const Stored<AssessmentLine>* line_for(const std::vector<Stored<AssessmentLine>>& lines, std::string_view field) {
  const auto found =
      std::ranges::find(lines, field, [](const auto& line) { return std::string_view(line.value.field); });
  return found == lines.end() ? nullptr : &*found;
}

Result<void> put_line(Context& ctx, db::Tx& tx, const records::Owner& owner, const Stored<AssessmentLine>* now,
                      const LineEdit& edit) {
  if (now != nullptr) {
    const auto after = TRY(merged(*tx, store::lines(), owner, *now, edit.version, edit.line, edit.line.field));
    return records::change(ctx, tx, store::lines(), owner, *now, after);
  }
  if (is_filled(edit.line)) records::add(ctx, tx, store::lines(), owner, edit.line);
  return {};
}

Result<void> put_lines(Context& ctx, db::Tx& tx, const Permit& permit, AssessmentId id,
                       const std::vector<LineEdit>& edits) {
  const auto owner = records::owner(permit, id.value());
  const auto lines = store::lines_of(*tx, permit, id);
  for (const LineEdit& edit : edits) TRY(put_line(ctx, tx, owner, line_for(lines, edit.line.field), edit));
  return {};
}

bool holds_anything(db::Connection& db, const Permit& permit, AssessmentId id) {
  return std::ranges::any_of(store::lines_of(db, permit, id), [](const auto& line) { return is_filled(line.value); });
}

/// Moves the case on; the caller writes the state.
Result<void> reach_done(Context& ctx, db::Tx& tx, const Permit& permit, AssessmentId id, Day on) {
  if (!holds_anything(*tx, permit, id))
    return invalid(
        {{"", tr("Halten Sie mindestens ein Handlungsfeld fest. Dann können Sie die Einschätzung abschließen.")}});
  return cases::reach(ctx, tx, permit, cases::Milestone::assessment_done, on);
}

Result<void> put_head(Context& ctx, db::Tx& tx, const Permit& permit, const Stored<Assessment>& now, Assessment head,
                      After after) {
  if (after == After::finish) {
    TRY(reach_done(ctx, tx, permit, AssessmentId(now.id), *head.on));
    head.state = "done";
  }
  return records::change(ctx, tx, store::assessments(), records::owner(permit), now, head);
}

void copy_lines(Context& ctx, db::Tx& tx, const Permit& permit, const std::vector<Stored<Assessment>>& sheets,
                AssessmentId to) {
  const auto latest =
      std::ranges::find(sheets.rbegin(), sheets.rend(), "done", [](const auto& sheet) { return sheet.value.state; });
  if (latest == sheets.rend()) return;
  for (const auto& line : store::lines_of(*tx, permit, AssessmentId(latest->id)))
    if (is_filled(line.value)) records::add(ctx, tx, store::lines(), records::owner(permit, to.value()), line.value);
}

bool has_finished_assessment(db::Connection& db, const Permit& permit) {
  return std::ranges::any_of(store::assessments_of(db, permit),
                             [](const auto& sheet) { return sheet.value.state == "done"; });
}

}  // namespace

Result<IntakeId> hold_intake(Context& ctx, CaseId id, const Intake& intake) {
  if (auto errors = check(intake); !errors.empty()) return invalid(std::move(errors));
  return ctx.transact([&](db::Tx& tx) -> Result<IntakeId> {
    const Permit permit = TRY(writer(ctx, tx, id));
    if (store::intake_of(*tx, permit))
      return failure(ErrorCode::conflict, tr("Zu diesem Fall gibt es schon ein Erstgespräch."));
    const IntakeId intake_id(records::add(ctx, tx, store::intakes(), records::owner(permit), intake));
    TRY(cases::reach(ctx, tx, permit, cases::Milestone::intake_done, *intake.on));
    forget_draft(ctx, tx, id, intake_draft);
    return intake_id;
  });
}

Result<void> change_intake(Context& ctx, CaseId id, std::int64_t version, const Intake& intake) {
  if (auto errors = check(intake); !errors.empty()) return invalid(std::move(errors));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto before = store::intake_of(*tx, permit);
    if (!before) return failure(ErrorCode::not_found);
    if (before->version != version) return failure(ErrorCode::conflict);
    TRY(records::change(ctx, tx, store::intakes(), records::owner(permit), *before, intake));
    forget_draft(ctx, tx, id, intake_draft);
    return {};
  });
}

Result<AssessmentId> begin_assessment(Context& ctx, CaseId id, Day on, bool copy_forward) {
  return ctx.transact([&](db::Tx& tx) -> Result<AssessmentId> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto sheets = store::assessments_of(*tx, permit);
    if (std::ranges::any_of(sheets, [](const auto& sheet) { return sheet.value.state == "open"; }))
      return failure(ErrorCode::conflict, tr("Eine Einschätzung ist schon in Arbeit. Schließen Sie sie zuerst ab."));
    const AssessmentId begun(
        records::add(ctx, tx, store::assessments(), records::owner(permit), Assessment{on, {}, "open"}));
    if (copy_forward) copy_lines(ctx, tx, permit, sheets, begun);
    return begun;
  });
}

Result<void> save_sheet(Context& ctx, CaseId id, AssessmentId sheet_id, const SheetEdit& edit, After after) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto now = TRY(open_sheet(*tx, permit, sheet_id));
    TRY(put_lines(ctx, tx, permit, sheet_id, edit.lines));
    const auto head = TRY(merged(*tx, store::assessments(), records::owner(permit), now, edit.version, edit.head,
                                 assessment_record.name));
    TRY(put_head(ctx, tx, permit, now, head, after));
    forget_draft(ctx, tx, id, sheet_draft);
    return {};
  });
}

Result<void> save_line(Context& ctx, CaseId id, AssessmentId sheet_id, const AssessmentLine& line) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    TRY(open_sheet(*tx, permit, sheet_id));
    const auto lines = store::lines_of(*tx, permit, sheet_id);
    const auto* now = line_for(lines, line.field);
    if (now == nullptr && !is_filled(line)) tx.technical("nothing to save");
    return put_line(ctx, tx, records::owner(permit, sheet_id.value()), now, {now == nullptr ? 0 : now->version, line});
  });
}

Result<void> finish_assessment(Context& ctx, CaseId id, AssessmentId sheet_id, std::string_view summary) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto now = TRY(open_sheet(*tx, permit, sheet_id));
    Assessment head = now.value;
    head.summary = summary;
    return put_head(ctx, tx, permit, now, std::move(head), After::finish);
  });
}

Result<std::int64_t> decide(Context& ctx, CaseId id, const Decision& decision) {
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const Permit permit = TRY(writer(ctx, tx, id));
    if (auto errors = check(decision, has_finished_assessment(*tx, permit)); !errors.empty())
      return invalid(std::move(errors));
    const auto decision_id = records::add(ctx, tx, store::decisions(), records::owner(permit), decision);
    TRY(cases::reach(ctx, tx, permit, milestone_of(decision.decision), *decision.on, decision.decision));
    forget_draft(ctx, tx, id, decision_draft);
    return decision_id;
  });
}

}  // namespace kim::assessment
