#include "domain/people/search_store.h"

#include <algorithm>
#include <array>

#include "domain/people/person.h"

namespace kim::people {
namespace {

// ---- writing ----

constexpr std::size_t kTokensAtOnce = 16;

std::vector<std::int64_t> tokens_of(Context& ctx, const std::vector<Key>& keys) {
  std::vector<std::int64_t> tokens;
  tokens.reserve(keys.size());
  for (const Key& key : keys) tokens.push_back(ctx.services.keyring.token(key.kind, key.text));
  return tokens;
}

/// Sixteen rows a statement; the last portion repeats its last row, which changes nothing.
void insert_tokens(db::Tx& tx, TeamId team, SubjectId person, const std::vector<std::int64_t>& tokens) {
  for (std::size_t from = 0; from < tokens.size(); from += kTokensAtOnce) {
    std::vector<db::Param> params{team, person};
    for (std::size_t n = 0; n < kTokensAtOnce; ++n) params.emplace_back(tokens[std::min(from + n, tokens.size() - 1)]);
    tx->run(
        "INSERT INTO person_token (team_id, person_id, token) VALUES ($1, $2, $3), ($1, $2, $4), ($1, $2, $5), "
        "($1, $2, $6), ($1, $2, $7), ($1, $2, $8), ($1, $2, $9), ($1, $2, $10), ($1, $2, $11), ($1, $2, $12), "
        "($1, $2, $13), ($1, $2, $14), ($1, $2, $15), ($1, $2, $16), ($1, $2, $17), ($1, $2, $18) ON CONFLICT DO "
        "NOTHING",
        std::span<const db::Param>(params));
  }
}

void delete_tokens(db::Tx& tx, TeamId team, SubjectId person, const std::vector<std::int64_t>& tokens) {
  for (std::size_t from = 0; from < tokens.size(); from += kTokensAtOnce) {
    std::vector<db::Param> params{team, person};
    for (std::size_t n = 0; n < kTokensAtOnce; ++n) params.emplace_back(tokens[std::min(from + n, tokens.size() - 1)]);
    tx->run(
        "DELETE FROM person_token WHERE team_id = $1 AND person_id = $2 AND token IN ($3, $4, $5, $6, $7, $8, $9, $10, "
        "$11, $12, $13, $14, $15, $16, $17, $18)",
        std::span<const db::Param>(params));
  }
}

// ---- asking ----

constexpr std::size_t kGroupsMost = 4;
constexpr std::size_t kSlots = 6;         // a group: two whole words, two beginnings, two sounds
constexpr std::size_t kWrittenSlots = 4;  // of them without the sounds
constexpr std::size_t kPairs = 6;
constexpr std::size_t kEdgesAsked = 32;
constexpr std::size_t kIdsAtOnce = 64;
constexpr int kRowsOfWord = 2000;      // index rows read for one word at most
constexpr int kRowsBesidePairs = 300;  // the same if whole words were already found together
constexpr int kOpenedMost = 200;
constexpr int kSpare = 30;  // opened beyond the limit, since the index ranks only roughly

/// The tokens of one typed word in six slots; an empty slot is NULL and fits nothing.
using Slots = std::array<db::Param, kSlots>;
const Slots no_slots{nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};

std::size_t first_slot(std::string_view kind) {
  if (kind == "prefix") return 2;
  return kind == "phonetic" ? 4 : 0;
}

Slots slots_of(Context& ctx, const std::vector<Key>& group) {
  Slots slots = no_slots;
  for (const Key& key : group) {
    std::size_t slot = first_slot(key.kind);
    if (slots[slot].type() != db::Param::Type::null) ++slot;
    slots[slot] = ctx.services.keyring.token(key.kind, key.text);
  }
  return slots;
}

void add(std::vector<db::Param>& params, const Slots& slots) {
  params.insert(params.end(), slots.begin(), slots.end());
}

void add_words(std::vector<db::Param>& params, const std::vector<Slots>& words) {
  for (std::size_t n = 0; n < kGroupsMost; ++n) add(params, n < words.size() ? words[n] : no_slots);
}

Slots pair_slots(Context& ctx, const std::vector<Key>& pairs) {
  Slots slots = no_slots;
  for (std::size_t n = 0; n < std::min(pairs.size(), kPairs); ++n)
    slots[n] = ctx.services.keyring.token(pairs[n].kind, pairs[n].text);
  return slots;
}

Candidate candidate_from(const db::Row& row, const crypto::Key& key) {
  Candidate found;
  found.id = row.id<PersonId>(0);
  const auto text = [&](int column, std::string_view field) {
    return records::open_field(row, column, key, person_record, field, found.id.value());
  };
  found.family_name = text(1, "family_name");
  found.given_names = text(2, "given_names");
  found.document_name = text(3, "document_name");
  found.original_script = text(4, "original_script");
  found.aliases = text(5, "aliases");
  found.birth = partial_from_iso(text(6, "birth"));
  found.municipality = row.id<MunicipalityId>(7);
  found.blocked = row.flag(8);
  return found;
}

std::vector<Candidate> opened(Context& ctx, const access::Scope& scope, db::Sql sql,
                              const std::vector<db::Param>& params) {
  std::vector<Candidate> found;
  ctx.db().each(sql, std::span<const db::Param>(params), [&](const db::Row& row) {
    const auto key = scope.key(row.id<SubjectId>(0), row.bytes(9));
    if (key) found.push_back(candidate_from(row, *key));
  });
  return found;
}

/// One word: whole words first, then beginnings, then sounds; no more rows are read than shown.
std::vector<Candidate> with_one_word(Context& ctx, const access::Scope& scope, TeamId team, const Slots& word,
                                     int limit) {
  std::vector<db::Param> params{team};
  add(params, word);
  params.emplace_back(limit);
  return opened(
      ctx, scope,
      "SELECT p.id, p.family_name, p.given_names, p.document_name, p.original_script, p.aliases, p.birth, "
      "p.municipality_id, (SELECT count(*) FROM access_case c WHERE c.subject_id = p.id AND c.state <> 'closed' "
      "AND c.state = 'blocked'), s.wrapped_key FROM ("
      "SELECT person_id, max(weight) AS weight FROM ("
      "SELECT person_id, 3 AS weight FROM (SELECT person_id FROM person_token WHERE team_id = $1 "
      "AND token IN ($2, $3) LIMIT $8) w UNION ALL "
      "SELECT person_id, 2 AS weight FROM (SELECT person_id FROM person_token WHERE team_id = $1 "
      "AND token IN ($4, $5) LIMIT $8) b UNION ALL "
      "SELECT person_id, 1 AS weight FROM (SELECT person_id FROM person_token WHERE team_id = $1 "
      "AND token IN ($6, $7) LIMIT $8) s) k "
      "GROUP BY person_id ORDER BY max(weight) DESC, person_id LIMIT $8) r "
      "JOIN person p ON p.id = r.person_id JOIN access_subject s ON s.id = r.person_id "
      "WHERE s.wrapped_key IS NOT NULL",
      params);
}

struct Several {
  std::vector<Slots> words;  // at most four
  Slots pairs;
  std::size_t needed;
  std::optional<PartialDate> birth;
  int limit;
};

struct Counted {
  std::array<std::int64_t, kGroupsMost> words{};
  bool pairs = false;
};

/// How many index rows each word has, counted to 2,000, and whether two of them were found together.
Counted count_rows(Context& ctx, TeamId team, const Several& asked) {
  std::vector<db::Param> params{team};
  for (std::size_t n = 0; n < kGroupsMost; ++n) {
    const Slots& word = n < asked.words.size() ? asked.words[n] : no_slots;
    params.insert(params.end(), word.begin(), word.begin() + kWrittenSlots);
  }
  params.emplace_back(kRowsOfWord);
  add(params, asked.pairs);
  Counted counted;
  ctx.db().each(
      "SELECT (SELECT count(*) FROM (SELECT 1 FROM person_token WHERE team_id = $1 AND token IN ($2, $3, $4, $5) LIMIT "
      "$18) a), "
      "(SELECT count(*) FROM (SELECT 1 FROM person_token WHERE team_id = $1 AND token IN ($6, $7, $8, $9) LIMIT $18) "
      "b), "
      "(SELECT count(*) FROM (SELECT 1 FROM person_token WHERE team_id = $1 AND token IN ($10, $11, $12, $13) LIMIT "
      "$18) c), "
      "(SELECT count(*) FROM (SELECT 1 FROM person_token WHERE team_id = $1 AND token IN ($14, $15, $16, $17) LIMIT "
      "$18) d), "
      "(SELECT count(*) FROM (SELECT 1 FROM person_token WHERE team_id = $1 AND token IN ($19, $20, $21, $22, $23, "
      "$24) "
      "LIMIT 1) e)",
      std::span<const db::Param>(params), [&](const db::Row& row) {
        for (std::size_t n = 0; n < kGroupsMost; ++n) counted.words[n] = row.integer(static_cast<int>(n));
        counted.pairs = row.flag(4);
      });
  return counted;
}

void sort_rarest_first(std::vector<Slots>& words, const Counted& counted) {
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t n = 0; n < words.size(); ++n) order.emplace_back(counted.words[n], n);
  std::ranges::sort(order);
  std::vector<Slots> sorted;
  for (const auto& [rows, n] : order) sorted.push_back(words[n]);
  words = std::move(sorted);
}

/// Where whole words were found together, few rows more are enough to see the beginnings of longer words.
int rows_to_read(const Several& asked, const Counted& counted) {
  if (!counted.pairs) return kRowsOfWord;
  return asked.words.size() == 1 ? asked.limit : kRowsBesidePairs;
}

/// Several words: begins with those who have two of them together and with the rarest word (with the two rarest, if one
/// may be missing), and looks up in the index which of the words each person has.
std::vector<Candidate> with_several(Context& ctx, const access::Scope& scope, TeamId team, Several asked) {
  const Counted counted = count_rows(ctx, team, asked);
  sort_rarest_first(asked.words, counted);
  const int rows = rows_to_read(asked, counted);
  std::vector<db::Param> params{team};
  add_words(params, asked.words);
  params.emplace_back(asked.birth ? db::Param(ctx.services.keyring.token("birth", iso(*asked.birth)))
                                  : db::Param(nullptr));
  params.emplace_back(asked.needed);
  params.emplace_back(rows);
  params.emplace_back(asked.needed < asked.words.size() ? rows : 0);
  params.emplace_back(std::min(asked.limit + kSpare, kOpenedMost));
  add(params, asked.pairs);
  params.emplace_back(kRowsOfWord);
  params.emplace_back(asked.words.size() == 1 ? rows : 0);
  // Where no word may be missing, those without the second rarest are not looked at further.
  params.emplace_back(asked.words.size() > 1 && asked.needed == asked.words.size());
  return opened(
      ctx, scope,
      "WITH begun AS ("
      "SELECT person_id FROM (SELECT person_id FROM person_token WHERE team_id = $1 "
      "AND token IN ($31, $32, $33, $34, $35, $36) LIMIT $37) g UNION "
      "SELECT person_id FROM (SELECT person_id FROM person_token WHERE team_id = $1 AND token IN ($2, $3) LIMIT $28) a "
      "UNION "
      "SELECT person_id FROM (SELECT person_id FROM person_token WHERE team_id = $1 AND token IN ($4, $5) LIMIT $28) b "
      "UNION "
      "SELECT person_id FROM (SELECT person_id FROM person_token WHERE team_id = $1 AND token IN ($6, $7) LIMIT $38) c "
      "UNION "
      "SELECT person_id FROM (SELECT person_id FROM person_token WHERE team_id = $1 AND token IN ($8, $9) LIMIT $29) d "
      "UNION "
      "SELECT person_id FROM (SELECT person_id FROM person_token WHERE team_id = $1 AND token IN ($10, $11) LIMIT $29) "
      "e), "
      "rated AS MATERIALIZED (SELECT x.person_id, "
      "COALESCE((SELECT max(CASE WHEN t.token IN ($2, $3) THEN 3 WHEN t.token IN ($4, $5) THEN 2 ELSE 1 END) "
      "FROM person_token t WHERE t.team_id = $1 AND t.token IN ($2, $3, $4, $5, $6, $7) AND t.person_id = "
      "x.person_id), 0) AS w1, "
      "COALESCE((SELECT max(CASE WHEN t.token IN ($8, $9) THEN 3 WHEN t.token IN ($10, $11) THEN 2 ELSE 1 END) "
      "FROM person_token t WHERE t.team_id = $1 AND t.token IN ($8, $9, $10, $11, $12, $13) AND t.person_id = "
      "x.person_id), 0) AS w2, "
      "COALESCE((SELECT max(CASE WHEN t.token IN ($14, $15) THEN 3 WHEN t.token IN ($16, $17) THEN 2 ELSE 1 END) "
      "FROM person_token t WHERE t.team_id = $1 AND t.token IN ($14, $15, $16, $17, $18, $19) AND t.person_id = "
      "x.person_id), 0) AS w3, "
      "COALESCE((SELECT max(CASE WHEN t.token IN ($20, $21) THEN 3 WHEN t.token IN ($22, $23) THEN 2 ELSE 1 END) "
      "FROM person_token t WHERE t.team_id = $1 AND t.token IN ($20, $21, $22, $23, $24, $25) AND t.person_id = "
      "x.person_id), 0) AS w4, "
      "(SELECT count(*) FROM person_token t WHERE t.team_id = $1 AND t.token = $26 AND t.person_id = x.person_id) AS "
      "born "
      "FROM begun x WHERE $39 = 0 OR EXISTS (SELECT 1 FROM person_token t WHERE t.team_id = $1 "
      "AND t.token IN ($8, $9, $10, $11, $12, $13) AND t.person_id = x.person_id)) "
      "SELECT p.id, p.family_name, p.given_names, p.document_name, p.original_script, p.aliases, p.birth, "
      "p.municipality_id, (SELECT count(*) FROM access_case c WHERE c.subject_id = p.id AND c.state <> 'closed' "
      "AND c.state = 'blocked'), s.wrapped_key FROM (SELECT person_id FROM rated "
      "WHERE CASE WHEN w1 > 0 THEN 1 ELSE 0 END + CASE WHEN w2 > 0 THEN 1 ELSE 0 END + CASE WHEN w3 > 0 THEN 1 ELSE 0 "
      "END "
      "+ CASE WHEN w4 > 0 THEN 1 ELSE 0 END >= $27 ORDER BY w1 + w2 + w3 + w4 + 2 * born DESC, person_id LIMIT $30) r "
      "JOIN person p ON p.id = r.person_id JOIN access_subject s ON s.id = r.person_id WHERE s.wrapped_key IS NOT NULL",
      params);
}

}  // namespace

void replace_search_words(Context& ctx, db::Tx& tx, const access::SubjectPermit& permit, const std::vector<Key>& before,
                          const std::vector<Key>& after) {
  std::vector<Key> gone, added;
  std::ranges::set_difference(before, after, std::back_inserter(gone));
  std::ranges::set_difference(after, before, std::back_inserter(added));
  delete_tokens(tx, permit.team(), permit.subject(), tokens_of(ctx, gone));
  insert_tokens(tx, permit.team(), permit.subject(), tokens_of(ctx, added));
}

std::vector<Candidate> candidates(Context& ctx, const access::Scope& scope, const Question& question) {
  const Lookup& lookup = question.lookup;
  std::vector<Slots> words;
  for (const std::vector<Key>& group : lookup.groups)
    if (words.size() < kGroupsMost) words.push_back(slots_of(ctx, group));
  if (words.empty()) return {};
  const std::size_t left_out = lookup.groups.size() - words.size();
  const std::size_t needed = lookup.needed > left_out ? lookup.needed - left_out : 1;
  const bool one_word = words.size() == 1 && !question.birth;
  const Slots pairs = pair_slots(ctx, question.pairs);
  std::vector<Candidate> found;
  // An account has one team today; the few of a wider scope are asked one after the other.
  for (const TeamId team : scope.teams()) {
    auto more = one_word ? with_one_word(ctx, scope, team, words.front(), question.limit)
                         : with_several(ctx, scope, team, {words, pairs, needed, question.birth, question.limit});
    std::ranges::move(more, std::back_inserter(found));
  }
  return found;
}

std::vector<Candidate> sharing_keys(Context& ctx, const access::Scope& scope, const std::vector<Key>& keys, int limit) {
  std::vector<Candidate> found;
  for (const TeamId team : scope.teams()) {
    std::vector<db::Param> params{team};
    for (std::size_t n = 0; n < kEdgesAsked; ++n)
      params.push_back(n < keys.size() ? db::Param(ctx.services.keyring.token(keys[n].kind, keys[n].text))
                                       : db::Param(nullptr));
    params.emplace_back(limit);
    auto more = opened(
        ctx, scope,
        "SELECT p.id, p.family_name, p.given_names, p.document_name, p.original_script, p.aliases, p.birth, "
        "p.municipality_id, (SELECT count(*) FROM access_case c WHERE c.subject_id = p.id AND c.state = 'blocked'), "
        "s.wrapped_key FROM (SELECT person_id, count(*) AS shared FROM person_token WHERE team_id = $1 AND token IN ("
        "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, "
        "$25, $26, $27, $28, $29, $30, $31, $32, $33) GROUP BY person_id ORDER BY count(*) DESC, person_id LIMIT $34) "
        "r "
        "JOIN person p ON p.id = r.person_id JOIN access_subject s ON s.id = r.person_id "
        "WHERE s.wrapped_key IS NOT NULL ORDER BY r.shared DESC, p.id",
        params);
    std::ranges::move(more, std::back_inserter(found));
  }
  return found;
}

std::vector<Candidate> candidates_by_id(Context& ctx, const access::Scope& scope, const std::vector<PersonId>& ids) {
  std::vector<Candidate> found;
  for (const TeamId team : scope.teams()) {
    std::vector<db::Param> params{team};
    for (std::size_t n = 0; n < kIdsAtOnce; ++n)
      params.push_back(n < ids.size() ? db::Param(ids[n]) : db::Param(nullptr));
    auto more = opened(
        ctx, scope,
        "SELECT p.id, p.family_name, p.given_names, p.document_name, p.original_script, p.aliases, p.birth, "
        "p.municipality_id, (SELECT count(*) FROM access_case c WHERE c.subject_id = p.id AND c.state = 'blocked'), "
        "s.wrapped_key FROM person p JOIN access_subject s ON s.id = p.id WHERE s.team_id = $1 AND s.wrapped_key IS "
        "NOT "
        "NULL AND p.id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
        "$22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, "
        "$44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65)",
        params);
    std::ranges::move(more, std::back_inserter(found));
  }
  return found;
}

}  // namespace kim::people
