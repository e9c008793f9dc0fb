// The one look across the borders of the areas, and the question that may follow. See elsewhere.h.
#include "domain/people/elsewhere.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/elsewhere.h"
#include "domain/audit/audit.h"
#include "domain/people/elsewhere_store.h"
#include "domain/people/search_keys.h"
#include "domain/people/search_parts.h"

namespace kim::people {
namespace {

using access::Right;
using access::SubjectPermit;

constexpr int kSurePoints = 80;  // of likeness_of: one word spelled otherwise, or a few words more on one side
constexpr int kOpenedOfAnArea = 40;

/// What a question may be about: the name as entered, no list of spellings.
Person asked_about(const Person& entered) {
  Person person;
  person.family_name = text::trim(entered.family_name);
  person.given_names = text::trim(entered.given_names);
  person.birth = entered.birth;
  return person;
}

bool says_enough(const Person& person) {
  return !person.family_name.empty() && !person.given_names.empty() && person.birth.has_value();
}

std::vector<Candidate> fitting(Context& ctx, const access::Scope& scope, const Person& asked) {
  std::vector<Candidate> found;
  for (Candidate& one : sharing_keys(ctx, scope, edge_keys(searched_name(asked), 0), kOpenedOfAnArea))
    if (!one.blocked && surely_same(asked, person_from(one))) found.push_back(std::move(one));
  return found;
}

void note(Context& ctx, const Person& asked, const std::vector<PersonId>& signalled) {
  const std::string words = fold(full_name(asked)) + " " + iso(*asked.birth);
  const auto token = static_cast<std::uint64_t>(ctx.services.keyring.token("query", words));
  const std::string rate = fmt::format("signal={} words={:016x}", signalled.empty() ? 0 : 1, token);
  const auto entry = [&](std::int64_t subject, std::string_view text) {
    return audit::Entry{.act = audit::Act::searched,
                        .actor = ctx.actor.account,
                        .what = person_record.name,
                        .subject_id = subject,
                        .purpose = "known_elsewhere",
                        .note = text,
                        .address = ctx.address};
  };
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now, entry(0, rate));
    for (const PersonId person : signalled) audit::append(tx, ctx.now, entry(person.value(), "signalled"));
    return {};
  });
  CHECK(written.has_value());
}

bool is_open(const records::Stored<KnownQuestion>& question) { return question.value.answer.empty(); }

}  // namespace

bool surely_same(const Person& entered, const Person& on_file) {
  const Person asked = asked_about(entered);
  if (!says_enough(asked) || !says_enough(asked_about(on_file))) return false;
  const Likeness likeness = likeness_of(asked, on_file);
  return likeness.grade == Grade::probable && likeness.points >= kSurePoints;
}

Result<Elsewhere> known_elsewhere(Context& ctx, const Person& person) {
  const access::Scope scope = TRY(access::scope_elsewhere(ctx));
  const Person asked = asked_about(person);
  Elsewhere where;
  if (!says_enough(asked)) return where;
  for (const Candidate& one : fitting(ctx, scope, asked)) {
    if (access::permit_person(ctx, one.id, Right::person_read))
      where.readable_.push_back(hit_of(one, asked));
    else
      where.ids_.push_back(one.id);
  }
  note(ctx, asked, where.ids_);
  return where;
}

Result<std::int64_t> ask_coordination(Context& ctx, db::Tx& tx, const SubjectPermit& asking, const Elsewhere& where) {
  if (asking.is_guarded())
    return failure(ErrorCode::refused, tr("Diese Person ist geschützt. Schon die Frage würde sie verraten."));
  if (!where.known())
    return failure(ErrorCode::conflict,
                   tr("KIM findet diese Person an keiner anderen Stelle. Es ist nichts zu klären."));
  if (std::ranges::any_of(questions_of(*tx, asking), is_open))
    return failure(ErrorCode::conflict, tr("Die koordinierende Stelle ist schon gefragt. Die Antwort steht noch aus."));
  const auto id = records::add(ctx, tx, known_question_table(), records::owner(asking), KnownQuestion{});
  store::add_sides(tx, id, where.ids_);
  return id;
}

Result<std::int64_t> ask_about(Context& ctx, PersonId id) {
  const SubjectPermit permit = TRY(access::permit_person(ctx, id, Right::person_write));
  const auto person = TRY(load_person(ctx.db(), permit));
  const Elsewhere where = TRY(known_elsewhere(ctx, person.value));
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const SubjectPermit now = TRY(access::permit_person(ctx, tx, id, Right::person_write));
    return ask_coordination(ctx, tx, now, where);
  });
}

}  // namespace kim::people
