// Merging two files of one person and taking it back. See merge.h.
#include "domain/people/merge.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/people/merge_store.h"
#include "domain/people/people_store.h"
#include "domain/people/search_keys.h"
#include "domain/people/search_store.h"
#include "domain/records/conflict.h"
#include "platform/forms/forms.h"

namespace kim::people {
namespace {

using access::Right;
using access::SubjectPermit;
using record::Value;

bool is_empty(const Value& value) {
  if (const auto* answer = std::get_if<record::YesNo>(&value)) return *answer == record::YesNo::unknown;
  return std::holds_alternative<std::monostate>(value);
}

bool is_asked(const record::Field& field) {
  return field.need != record::Need::kept && field.name != "aliases";  // spellings are put together, not chosen
}

void add_spelling(std::vector<std::string>& spellings, const std::string& name, const Person& person) {
  if (name.empty() || name == full_name(person) || name == person.document_name || name == person.original_script)
    return;
  if (std::ranges::find(spellings, name) == spellings.end()) spellings.push_back(name);
}

/// All that either was called and that the merged person does not say otherwise.
std::string spellings_of(const Person& result, const Person& kept, const Person& absorbed) {
  std::vector<std::string> spellings = text::split(kept.aliases, '\n');
  std::erase(spellings, std::string());
  for (const Person* one : {&kept, &absorbed})
    for (const std::string& name : {full_name(*one), one->document_name, one->original_script})
      add_spelling(spellings, name, result);
  for (const std::string& alias : text::split(absorbed.aliases, '\n')) add_spelling(spellings, alias, result);
  return text::join(spellings, "\n");
}

void note(Context& ctx, db::Tx& tx, SubjectId person, std::int64_t merge, std::string_view what) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::changed,
                 .actor = ctx.actor.account,
                 .what = "person_merge",
                 .record_id = merge,
                 .subject_id = person.value(),
                 .note = what,
                 .address = ctx.address});
}

void tell_slices(Context& ctx, db::Tx& tx, SubjectId person) {
  for (const Slice& slice : ctx.services.slices)
    if (slice.on_person_changed != nullptr) slice.on_person_changed(ctx, tx, person);
}

struct Side {
  SubjectPermit permit;
  records::Stored<Person> person;
};

Result<Side> side(Context& ctx, db::Tx& tx, PersonId id) {
  SubjectPermit permit = TRY(access::permit_person(ctx, tx, id, Right::person_write));
  auto person = TRY(load_person(*tx, permit));
  return Side{std::move(permit), std::move(person)};
}

std::unexpected<Error> already(std::string text) { return failure(ErrorCode::conflict, std::move(text)); }

Result<void> check_free(db::Tx& tx, const Side& kept, const Side& absorbed) {
  if (absorbed_in(*tx, kept.permit) || absorbed_in(*tx, absorbed.permit))
    return already(tr("Eine der beiden Akten ist schon mit einer anderen zusammengeführt."));
  if (!merges_into(*tx, absorbed.permit).empty())
    return already(tr(
        "In die zweite Akte ist schon eine andere aufgegangen. Behalten Sie diese und führen Sie die erste zu ihr."));
  return {};
}

Result<void> check_values(Context& ctx, const Person& person) {
  auto errors = forms::validate(person_record, &person, ctx.today());
  if (errors.empty()) return {};
  return std::unexpected(
      Error{ErrorCode::invalid,
            tr("Die Angaben beider Akten passen so nicht zusammen. Kürzen Sie zuerst eine der Akten."),
            std::move(errors),
            {}});
}

/// Writes `after` over the person with its search words.
Result<void> write(Context& ctx, db::Tx& tx, const Side& of, const Person& after) {
  TRY(records::change(ctx, tx, person_table(), person_owner(of.permit), of.person, after));
  replace_search_words(ctx, tx, of.permit, index_keys(searched_name(of.person.value)),
                       index_keys(searched_name(after)));
  tell_slices(ctx, tx, of.permit.subject());
  return {};
}

Result<std::int64_t> merge_in(Context& ctx, db::Tx& tx, const MergeWish& wish) {
  const Side kept = TRY(side(ctx, tx, wish.kept)), absorbed = TRY(side(ctx, tx, wish.absorbed));
  TRY(check_free(tx, kept, absorbed));
  // The kept file takes over the other's name: what the area may not know must not stand where the area can read it.
  if (kept.permit.is_guarded() != absorbed.permit.is_guarded())
    return failure(
        ErrorCode::invalid,
        tr("Nur eine der beiden Akten ist geschützt. Schützen Sie erst auch die andere, dann führen Sie zusammen."));
  if (kept.person.version != wish.kept_version || absorbed.person.version != wish.absorbed_version)
    return already(tr("Eine der beiden Akten wurde inzwischen geändert. Vergleichen Sie bitte noch einmal."));
  const Person after = merged(kept.person.value, absorbed.person.value, wish.taken);
  TRY(check_values(ctx, after));
  TRY(write(ctx, tx, kept, after));
  replace_search_words(ctx, tx, absorbed.permit, index_keys(searched_name(absorbed.person.value)), {});
  const auto now = TRY(load_person(*tx, kept.permit));
  const Merge merge{ctx.new_id(), wish.kept, wish.absorbed, wish.kept_version, now.version, ctx.now, ctx.actor.account};
  store::add_merge(tx, merge);
  note(ctx, tx, kept.permit.subject(), merge.id, "kept");
  note(ctx, tx, absorbed.permit.subject(), merge.id, "absorbed");
  return merge.id;
}

std::vector<std::string> lines_of(const std::string& spellings) {
  std::vector<std::string> lines = text::split(spellings, '\n');
  std::erase(lines, std::string());
  return lines;
}

bool has(const std::vector<std::string>& lines, const std::string& line) {
  return std::ranges::find(lines, line) != lines.end();
}

/// Spellings the merge added go, however the others were changed since: the other person's name stays in no case.
std::string without_added(const Person& before, const Person& after, const Person& now) {
  const auto old = lines_of(before.aliases), merged = lines_of(after.aliases);
  std::vector<std::string> left = lines_of(now.aliases);
  std::erase_if(left, [&](const std::string& line) { return has(merged, line) && !has(old, line); });
  return text::join(left, "\n");
}

/// Fields that still say what the merge wrote say again what stood there before.
Person taken_back(const Person& before, const Person& after, Person now) {
  if (now.aliases != after.aliases) now.aliases = without_added(before, after, now);
  for (const record::Field& field : person_record.fields)
    if (field.get(&now) == field.get(&after)) field.set(&now, field.get(&before));
  return now;
}

/// The kept person at an earlier version, from the trail.
Result<Person> person_at(db::Tx& tx, const Side& kept, std::int64_t version) {
  Person person = kept.person.value;
  if (!records::value_at(*tx, person_table(), person_owner(kept.permit), kept.person.id, kept.person.version, version,
                         &person))
    return failure(ErrorCode::conflict, tr("Die Angaben von vor der Zusammenführung lassen sich nicht mehr lesen. "
                                           "Ändern Sie sie von Hand."));
  return person;
}

Result<void> undo_in(Context& ctx, db::Tx& tx, PersonId kept_id, std::int64_t id) {
  const Side kept = TRY(side(ctx, tx, kept_id));
  const auto merge = store::open_merge(*tx, kept.permit, id);
  if (!merge) return failure(ErrorCode::not_found);
  const Side absorbed = TRY(side(ctx, tx, merge->absorbed));
  const Person before = TRY(person_at(tx, kept, merge->before_version));
  const Person after = TRY(person_at(tx, kept, merge->after_version));
  TRY(write(ctx, tx, kept, taken_back(before, after, kept.person.value)));
  replace_search_words(ctx, tx, absorbed.permit, {}, index_keys(searched_name(absorbed.person.value)));
  store::end_merge(tx, id, ctx.now, ctx.actor.account);
  note(ctx, tx, kept.permit.subject(), id, "undone");
  note(ctx, tx, absorbed.permit.subject(), id, "undone");
  return {};
}

}  // namespace

std::vector<FieldPair> compared(const Person& kept, const Person& absorbed) {
  std::vector<FieldPair> pairs;
  for (const record::Field& field : person_record.fields) {
    const Value ours = field.get(&kept), other = field.get(&absorbed);
    if (!is_asked(field) || (is_empty(ours) && is_empty(other))) continue;
    pairs.push_back({&field, !is_empty(ours) && !is_empty(other) && ours != other});
  }
  return pairs;
}

Person merged(const Person& kept, const Person& absorbed, const std::vector<std::string>& taken) {
  Person result = kept;
  for (const FieldPair& pair : compared(kept, absorbed)) {
    const bool chosen = pair.clash && std::ranges::find(taken, pair.field->name) != taken.end();
    if (chosen || is_empty(pair.field->get(&kept))) pair.field->set(&result, pair.field->get(&absorbed));
  }
  result.aliases = spellings_of(result, kept, absorbed);
  result.birth_year = result.birth ? std::optional<std::int64_t>(result.birth->year) : std::nullopt;
  return result;
}

Result<std::int64_t> merge_persons(Context& ctx, const MergeWish& wish) {
  if (wish.kept == wish.absorbed) return failure(ErrorCode::invalid, tr("Wählen Sie zwei verschiedene Akten."));
  return ctx.transact([&](db::Tx& tx) { return merge_in(ctx, tx, wish); });
}

Result<void> undo_merge(Context& ctx, PersonId kept, std::int64_t merge) {
  return ctx.transact([&](db::Tx& tx) { return undo_in(ctx, tx, kept, merge); });
}

bool trail_names_hidden(Context& ctx, const SubjectPermit& permit) {
  return std::ranges::any_of(store::ever_absorbed(ctx.db(), permit), [&](PersonId other) {
    return !access::permit_person(ctx, other, Right::person_read).has_value();
  });
}

Result<void> check_not_absorbed(db::Connection& db, const SubjectPermit& permit) {
  if (!absorbed_in(db, permit)) return {};
  return failure(ErrorCode::refused,
                 tr("Diese Akte ist mit einer anderen zusammengeführt. Ändern Sie die Angaben dort."));
}

}  // namespace kim::people
