#include "domain/people/search.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/audit/audit.h"
#include "domain/people/search_keys.h"
#include "domain/people/search_parts.h"
#include "domain/people/search_store.h"

namespace kim::people {
namespace {

constexpr int kDuplicatesMost = 5;
constexpr int kSharingMost = 40;  // opened because they share beginnings or ends of words
constexpr int kWordAlike = 40;    // a word that at least sounds alike

/// The reason with the weight of the names alone; a query without names is one for a birth date.
Why reason(const NameForms& stored, Query query) {
  query.birth.reset();
  if (query.terms.empty()) return Why::birth;
  const int names = score(stored, query);
  if (names >= 100) return Why::name;
  if (names >= 60) return Why::beginning;
  return names > 0 ? Why::sound : Why::birth;
}

Hit hit_from(const Candidate& found, const NameForms& forms, const Query& query, int points) {
  const Person person = person_from(found);
  Hit hit{found.id, list_name(person), full_name(person), found.birth, found.municipality, points, reason(forms, query),
          false,    found.blocked};
  hit.same_birth = query.birth && found.birth == query.birth;
  if (hit.blocked) {
    hit.birth.reset();
    hit.municipality = {};
  }
  return hit;
}

struct Sorted {
  std::string key;
  Hit hit;
};

/// Best first, equals by name. Each sort key is made once.
std::vector<Hit> best(std::vector<Hit> hits, int limit) {
  std::vector<Sorted> sorted;
  for (Hit& hit : hits) sorted.push_back({text::sort_key(hit.list_name), std::move(hit)});
  std::ranges::sort(sorted, [](const Sorted& a, const Sorted& b) {
    if (a.hit.score != b.hit.score) return a.hit.score > b.hit.score;
    return a.key != b.key ? a.key < b.key : a.hit.id < b.hit.id;
  });
  if (sorted.size() > static_cast<std::size_t>(limit)) sorted.resize(static_cast<std::size_t>(limit));
  hits.clear();
  for (Sorted& one : sorted) hits.push_back(std::move(one.hit));
  return hits;
}

template <class Points>
std::vector<Hit> rated(const std::vector<Candidate>& found, const Query& query, Points&& points) {
  std::vector<Hit> hits;
  for (const Candidate& one : found) {
    const NameForms forms = forms_of(searched_name(person_from(one)));
    if (const int got = points(forms); got > 0) hits.push_back(hit_from(one, forms, query, got));
  }
  return hits;
}

/// A full date tells more than the names; 1 January stands for "unknown" and tells nothing.
bool is_telling(const std::optional<PartialDate>& birth) {
  return birth && birth->day != 0 && (birth->day != 1 || birth->month != 1);
}

bool any_word_alike(const NameForms& stored, const Query& entered) {
  return std::ranges::any_of(entered.terms, [&](const Query::Term& term) {
    Query one;
    one.terms.push_back(term);
    return !term.weak() && score(stored, one) >= kWordAlike;
  });
}

/// Years apart by more than a slip of the pen: two people.
bool born_far_apart(const std::optional<PartialDate>& a, const std::optional<PartialDate>& b) {
  return a && b && std::abs(a->year - b->year) > 2;
}

void drop_repeated(std::vector<Candidate>& found) {
  std::ranges::sort(found, {}, &Candidate::id);
  const auto rest = std::ranges::unique(found, {}, &Candidate::id);
  found.erase(rest.begin(), rest.end());
}

std::vector<Candidate> similar(Context& ctx, const access::Scope& scope, const Person& person, const Query& entered) {
  std::vector<Candidate> found =
      candidates(ctx, scope, {lookup_of(entered), pair_keys(entered), entered.birth, hits_shown_max});
  std::ranges::move(sharing_keys(ctx, scope, edge_keys(searched_name(person), 1), kSharingMost),
                    std::back_inserter(found));
  drop_repeated(found);
  if (!is_telling(entered.birth)) return found;
  Query born;
  born.birth = entered.birth;
  std::ranges::move(candidates(ctx, scope, {lookup_of(born), {}, std::nullopt, hits_shown_max}),
                    std::back_inserter(found));
  drop_repeated(found);
  return found;
}

Query query_of(const Person& person) {
  Query query = parse_query(full_name(person));
  query.birth = person.birth;
  query.case_number.clear();
  return query;
}

}  // namespace

Person person_from(const Candidate& found) {
  Person person;
  person.family_name = found.family_name;
  person.given_names = found.given_names;
  person.document_name = found.document_name;
  person.original_script = found.original_script;
  person.aliases = found.aliases;
  person.birth = found.birth;
  return person;
}

Hit hit_of(const Candidate& found, const Person& entered) {
  const Query query = query_of(entered);
  const NameForms forms = forms_of(searched_name(person_from(found)));
  return hit_from(found, forms, query, likeness(forms, query));
}

std::string label(Why why) {
  switch (why) {
    case Why::name: return tr("gleicher Name");
    case Why::beginning: return tr("ähnlich geschrieben");
    case Why::sound: return tr("klingt ähnlich");
    case Why::birth: return tr("gleiches Geburtsdatum");
  }
  report_bug("unknown reason");
}

int likeness(const NameForms& stored, const Query& entered) {
  const int points = score(stored, entered);
  if (is_telling(entered.birth) && stored.birth == entered.birth && any_word_alike(stored, entered))
    return std::max(points, kWordAlike + 30);
  Query names = entered;
  names.birth.reset();
  if (born_far_apart(stored.birth, entered.birth) && score(stored, names) < 100) return 0;
  return names.terms.empty() || score(stored, names) == 0 ? 0 : points;
}

std::vector<Hit> find_persons(Context& ctx, const access::Scope& scope, const Query& query, int limit) {
  const Lookup lookup = lookup_of(query);
  if (lookup.groups.empty()) return {};
  const auto birth = query.terms.empty() ? std::nullopt : query.birth;
  const auto found = candidates(ctx, scope, {lookup, pair_keys(query), birth, limit});
  return best(rated(found, query, [&](const NameForms& forms) { return score(forms, query); }), limit);
}

std::vector<Hit> search(Context& ctx, const access::Scope& scope, std::string_view query, int limit) {
  auto hits = find_persons(ctx, scope, parse_query(query), limit);
  note_search(ctx, query, hits.size(), "search");
  return hits;
}

std::vector<Hit> possible_duplicates(Context& ctx, const access::Scope& scope, const Person& person) {
  const Query entered = query_of(person);
  auto hits = best(rated(similar(ctx, scope, person, entered), entered,
                         [&](const NameForms& forms) { return likeness(forms, entered); }),
                   kDuplicatesMost);
  if (!hits.empty()) note_search(ctx, full_name(person), hits.size(), "duplicates");
  return hits;
}

std::vector<Lookalike> lookalikes(Context& ctx, const access::Scope& scope, PersonId self, const Person& person) {
  std::vector<Lookalike> found;
  for (const Candidate& one : sharing_keys(ctx, scope, edge_keys(searched_name(person), 1), kSharingMost)) {
    if (one.id == self || one.blocked) continue;
    Compared other{one.id, person_from(one), one.blocked};
    if (Likeness likeness = likeness_of(person, other.person); likeness.grade != Grade::apart)
      found.push_back({std::move(other), std::move(likeness)});
  }
  std::ranges::sort(found, [](const Lookalike& a, const Lookalike& b) {
    return a.likeness.points != b.likeness.points ? a.likeness.points > b.likeness.points : a.other.id < b.other.id;
  });
  return found;
}

std::vector<Compared> to_compare(Context& ctx, const access::Scope& scope, const std::vector<PersonId>& ids) {
  std::vector<Compared> list;
  for (const Candidate& one : candidates_by_id(ctx, scope, ids))
    list.push_back({one.id, person_from(one), one.blocked});
  return list;
}

void note_search(Context& ctx, std::string_view words, std::size_t hits, std::string_view purpose) {
  const auto token = static_cast<std::uint64_t>(ctx.services.keyring.token("query", fold(words)));
  const std::string note = fmt::format("hits={} words={:016x}", hits, token);
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::searched,
                   .actor = ctx.actor.account,
                   .what = "person",
                   .purpose = purpose,
                   .note = note,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

}  // namespace kim::people
