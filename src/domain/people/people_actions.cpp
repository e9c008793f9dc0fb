// The acts on persons: permit, rules, row, search words and audit entry in one transaction. What it is not: pages or
// SQL.
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/references.h"
#include "domain/access/retract.h"
#include "domain/people/elsewhere_store.h"
#include "domain/people/merge.h"
#include "domain/people/people_store.h"
#include "domain/people/person.h"
#include "domain/people/search_keys.h"
#include "domain/people/search_store.h"
#include "platform/forms/forms.h"

namespace kim::people {
namespace {

using access::Right;
using access::SubjectPermit;

Result<void> invalid_if(std::vector<FieldError> errors) {
  if (errors.empty()) return {};
  return std::unexpected(Error{ErrorCode::invalid, tr("Bitte prüfen Sie Ihre Angaben."), std::move(errors), {}});
}

void append(std::vector<FieldError>& errors, std::vector<FieldError> more) {
  std::ranges::move(more, std::back_inserter(errors));
}

// ---- the person ----

/// The same language twice says nothing; the order is the person's.
void drop_repeated(std::vector<std::string>& codes) {
  std::vector<std::string> kept;
  for (std::string& code : codes)
    if (std::ranges::find(kept, code) == kept.end()) kept.push_back(std::move(code));
  codes = std::move(kept);
}

void derive(Person& person) {
  drop_repeated(person.languages);
  drop_repeated(person.nationalities);
  person.birth_year = person.birth ? std::optional<std::int64_t>(person.birth->year) : std::nullopt;
}

/// A Kommune that stood there before may stay, even if it is no longer offered.
std::vector<FieldError> check_municipality(Context& ctx, db::Tx& tx, MunicipalityId now, MunicipalityId before) {
  if (!now || now == before) return {};
  if (!label_of(references(ctx.services, *tx, "municipality"), now.value()).empty()) return {};
  return {{"municipality_id", tr("Diese Kommune gibt es hier nicht. Wählen Sie eine andere.")}};
}

Result<void> check_person(Context& ctx, db::Tx& tx, const Person& person, MunicipalityId before) {
  auto errors = forms::validate(person_record, &person, ctx.today());
  append(errors, check_municipality(ctx, tx, person.municipality, before));
  return invalid_if(std::move(errors));
}

/// To change a person or a line below: the permit, and that the file is no other's by now.
Result<SubjectPermit> permit_change(Context& ctx, db::Tx& tx, PersonId id) {
  SubjectPermit permit = TRY(access::permit_person(ctx, tx, id, Right::person_write));
  TRY(check_not_absorbed(*tx, permit));
  return permit;
}

void tell_slices(Context& ctx, db::Tx& tx, SubjectId person) {
  for (const Slice& slice : ctx.services.slices)
    if (slice.on_person_changed != nullptr) slice.on_person_changed(ctx, tx, person);
}

Result<void> change_in(Context& ctx, db::Tx& tx, PersonId id, std::int64_t version, const Person& person) {
  const SubjectPermit permit = TRY(permit_change(ctx, tx, id));
  const auto before = TRY(load_person(*tx, permit));
  if (before.version != version) return failure(ErrorCode::conflict);
  TRY(check_person(ctx, tx, person, before.value.municipality));
  TRY(records::change(ctx, tx, person_table(), person_owner(permit), before, person));
  replace_search_words(ctx, tx, permit, index_keys(searched_name(before.value)), index_keys(searched_name(person)));
  tell_slices(ctx, tx, permit.subject());
  return {};
}

// ---- the lines below a person ----

template <class T>
Result<void> check_line(Context& ctx, const record::Record& record, const T& line) {
  auto errors = forms::validate(record, &line, ctx.today());
  append(errors, check(line));
  return invalid_if(std::move(errors));
}

template <class T>
Result<void> change_line(Context& ctx, const records::Table& table, PersonId person, std::int64_t id,
                         std::int64_t version, const T& line) {
  TRY(check_line(ctx, table.record(), line));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const SubjectPermit permit = TRY(permit_change(ctx, tx, person));
    const auto owner = records::owner(permit);
    const auto before = TRY(records::one<T>(*tx, table, owner, id));
    if (before.version != version) return failure(ErrorCode::conflict);
    return records::change(ctx, tx, table, owner, before, line);
  });
}

/// Ends an open line on the day before `day`, if that is not before it began.
template <class T>
Result<void> end_before(Context& ctx, db::Tx& tx, const records::Table& table, const SubjectPermit& permit,
                        const records::Stored<T>& line, std::optional<Day> day) {
  if (!day || line.value.valid_until || (line.value.valid_from && *line.value.valid_from >= *day)) return {};
  T ended = line.value;
  ended.valid_until = *day - std::chrono::days(1);
  return records::change(ctx, tx, table, records::owner(permit), line, ended);
}

Result<void> end_replaced(Context& ctx, db::Tx& tx, const SubjectPermit& permit, std::int64_t replaces,
                          const LegalArea& by) {
  if (replaces == 0) return {};
  const auto line = TRY(records::one<LegalArea>(*tx, legal_area_table(), records::owner(permit), replaces));
  return end_before(ctx, tx, legal_area_table(), permit, line, by.valid_from);
}

}  // namespace

Result<SubjectPermit> add_person(Context& ctx, db::Tx& tx, Person person) {
  derive(person);
  SubjectPermit permit = TRY(access::create_subject(ctx, tx, SubjectId(ctx.new_id()), Right::person_write));
  TRY(check_person(ctx, tx, person, {}));
  records::add_as(ctx, tx, person_table(), person_owner(permit), permit.subject().value(), person);
  replace_search_words(ctx, tx, permit, {}, index_keys(searched_name(person)));
  return permit;
}

Result<void> change_person(Context& ctx, PersonId id, std::int64_t version, Person person) {
  derive(person);
  return ctx.transact([&](db::Tx& tx) { return change_in(ctx, tx, id, version, person); });
}

Result<void> forget_search_words(Context& ctx, db::Tx& tx, const SubjectPermit& permit) {
  const auto person = TRY(load_person(*tx, permit));
  replace_search_words(ctx, tx, permit, index_keys(searched_name(person.value)), {});
  return {};
}

Result<void> retract_person(Context& ctx, db::Tx& tx, PersonId id) {
  const SubjectPermit permit = TRY(permit_change(ctx, tx, id));
  TRY(forget_search_words(ctx, tx, permit));
  for (const Slice& slice : ctx.services.slices)
    if (slice.on_person_retracted != nullptr) slice.on_person_retracted(ctx, tx, permit.subject());
  store::remove_questions(tx, permit);
  remove_person(tx, permit);
  access::retract_subject(tx, permit);
  audit::append(tx, ctx.now,
                {.act = audit::Act::removed,
                 .actor = ctx.actor.account,
                 .what = person_record.name,
                 .record_id = id.value(),
                 .subject_id = id.value(),
                 .note = "import",
                 .address = ctx.address});
  return {};
}

Result<std::int64_t> add_relative(Context& ctx, PersonId person, const Relative& relative) {
  TRY(check_line(ctx, relative_record, relative));
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const SubjectPermit permit = TRY(permit_change(ctx, tx, person));
    return records::add(ctx, tx, relative_table(), records::owner(permit), relative);
  });
}

Result<void> change_relative(Context& ctx, PersonId person, std::int64_t id, std::int64_t version,
                             const Relative& relative) {
  return change_line(ctx, relative_table(), person, id, version, relative);
}

Result<std::int64_t> add_residence_status(Context& ctx, PersonId person, const ResidenceStatus& status) {
  TRY(check_line(ctx, residence_status_record, status));
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const SubjectPermit permit = TRY(permit_change(ctx, tx, person));
    for (const auto& line : residence_history(*tx, permit))
      TRY(end_before(ctx, tx, residence_status_table(), permit, line, status.valid_from));
    return records::add(ctx, tx, residence_status_table(), records::owner(permit), status);
  });
}

Result<void> change_residence_status(Context& ctx, PersonId person, std::int64_t id, std::int64_t version,
                                     const ResidenceStatus& status) {
  return change_line(ctx, residence_status_table(), person, id, version, status);
}

Result<std::int64_t> add_legal_area(Context& ctx, PersonId person, const LegalArea& area, std::int64_t replaces) {
  TRY(check_line(ctx, legal_area_record, area));
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const SubjectPermit permit = TRY(permit_change(ctx, tx, person));
    TRY(end_replaced(ctx, tx, permit, replaces, area));
    return records::add(ctx, tx, legal_area_table(), records::owner(permit), area);
  });
}

Result<void> change_legal_area(Context& ctx, PersonId person, std::int64_t id, std::int64_t version,
                               const LegalArea& area) {
  return change_line(ctx, legal_area_table(), person, id, version, area);
}

// ---- reads ----

Result<records::Stored<Person>> load_person(db::Connection& db, const SubjectPermit& permit) {
  return records::one<Person>(db, person_table(), person_owner(permit), permit.subject().value());
}

std::vector<std::pair<PersonId, ListedName>> names_of(Context& ctx, const access::Scope& scope,
                                                      const std::vector<PersonId>& ids) {
  std::vector<std::pair<PersonId, ListedName>> names;
  for (std::size_t from = 0; from < ids.size(); from += names_at_once) {
    const std::size_t count = std::min(names_at_once, ids.size() - from);
    std::ranges::move(stored_names(ctx.db(), scope, std::span(ids).subspan(from, count)), std::back_inserter(names));
  }
  return names;
}

std::vector<records::Stored<Relative>> relatives(db::Connection& db, const SubjectPermit& permit) {
  return records::children<Relative>(db, relative_table(), records::owner(permit));
}

StatusHistory residence_history(db::Connection& db, const SubjectPermit& permit) {
  auto history = records::children<ResidenceStatus>(db, residence_status_table(), records::owner(permit));
  sort_newest_first(history);
  return history;
}

LegalAreaHistory legal_area_history(db::Connection& db, const SubjectPermit& permit) {
  auto history = records::children<LegalArea>(db, legal_area_table(), records::owner(permit));
  sort_newest_first(history);
  return history;
}

}  // namespace kim::people
