// Acts of settling: who may, the question, the answer, the trail. What it is not: SQL or pages.
#include "base/i18n.h"
#include "domain/audit/audit.h"
#include "domain/duplicates/known_store.h"
#include "domain/people/elsewhere_store.h"
#include "platform/forms/forms.h"

namespace kim::duplicates {
namespace {

using access::Right;

constexpr std::string_view answer_fields[] = {"answer"};

Result<void> may_settle(const Context& ctx) {
  if (ctx.actor.may(Right::known_answer)) return {};
  return failure(ErrorCode::refused, tr(access::info(Right::known_answer).refusal));
}

Result<QuestionLine> find(db::Connection& db, std::int64_t id) {
  auto line = store::question_line(db, id);
  if (!line) return failure(ErrorCode::not_found);
  return std::move(*line);
}

void note(Context& ctx, db::Tx& tx, audit::Act act, const QuestionLine& line, SubjectId person,
          std::string_view text = {}) {
  audit::append(tx, ctx.now,
                {.act = act,
                 .actor = ctx.actor.account,
                 .what = people::known_question_record.name,
                 .record_id = line.id,
                 .subject_id = person.value(),
                 .purpose = "known_elsewhere",
                 .note = text,
                 .address = ctx.address});
}

}  // namespace

Result<OpenQuestion> open_question(Context& ctx, std::int64_t id) {
  TRY(may_settle(ctx));
  QuestionLine line = TRY(find(ctx.db(), id));
  auto stored = TRY(store::question(ctx.db(), line));
  OpenQuestion opened{line, store::asking_side(ctx.db(), line.person), store::other_sides(ctx.db(), id),
                      std::move(stored)};
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    note(ctx, tx, audit::Act::opened, line, line.person);
    for (const FileSide& side : opened.others) note(ctx, tx, audit::Act::opened, line, side.person);
    return {};
  });
  CHECK(written.has_value());
  return opened;
}

Result<void> answer_question(Context& ctx, std::int64_t id, std::int64_t version, const std::string& answer) {
  TRY(may_settle(ctx));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const QuestionLine line = TRY(find(*tx, id));
    const auto before = TRY(store::question(*tx, line));
    if (before.version != version)
      return failure(ErrorCode::conflict, tr("Diese Klärung hat inzwischen jemand anderes beantwortet."));
    const people::KnownQuestion after{answer, ctx.today(), ctx.actor.account, {}};
    if (auto errors = forms::validate(people::known_question_record, &after, ctx.today(), answer_fields);
        !errors.empty())
      return std::unexpected(Error{ErrorCode::invalid, tr("Bitte prüfen Sie Ihre Angaben."), std::move(errors), {}});
    TRY(records::change(ctx, tx, people::known_question_table(), store::owner_of(line), before, after));
    for (const FileSide& side : store::other_sides(*tx, id))
      note(ctx, tx, audit::Act::changed, line, side.person, answer);
    return {};
  });
}

Result<void> note_answer_seen(Context& ctx, std::int64_t id) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto line = store::question_line(*tx, id);
    if (!line || line->by != ctx.actor.account || line->answer.empty()) return failure(ErrorCode::not_found);
    TRY(access::permit_subject(ctx, tx, line->person, Right::person_read));
    const auto before = TRY(store::question(*tx, *line));
    people::KnownQuestion after = before.value;
    after.seen_on = ctx.today();
    return records::change(ctx, tx, people::known_question_table(), store::owner_of(*line), before, after);
  });
}

}  // namespace kim::duplicates
