// SQL of the blind index: the words of a person in it, and candidates for a search. What it is not: ranking
// (search.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/permit.h"
#include "domain/people/name_keys.h"

namespace kim::people {

/// Brings a person's tokens from the keys `before` to `after`; only the difference is written. No audit entry of its
/// own: the change of the person is one.
void replace_search_words(Context& ctx, db::Tx& tx, const access::SubjectPermit& permit, const std::vector<Key>& before,
                          const std::vector<Key>& after);

/// A person whose tokens fit, with what is needed to rank and show it.
struct Candidate {
  PersonId id;
  std::string family_name, given_names, document_name, original_script, aliases;
  std::optional<PartialDate> birth;
  MunicipalityId municipality;
  bool blocked = false;  // a case of the person is blocked: only the name may be shown
};
/// What to ask the index, in words of name_keys.h and search_keys.h.
struct Question {
  Lookup lookup;
  std::vector<Key> pairs;            // two words, or a word and a year: found at once
  std::optional<PartialDate> birth;  // beside names: only ranks
  int limit = 50;                    // rows wanted
};
/// Persons of the scope that may fit, the best by the index first. At most 200 rows are opened, and per word at most
/// 2,000 index rows read, however many persons there are.
[[nodiscard]] std::vector<Candidate> candidates(Context& ctx, const access::Scope& scope, const Question& question);

/// Persons of the scope that share keys of kind "edge", those with most first; at most `limit` opened, and at most 32 keys
/// asked.
[[nodiscard]] std::vector<Candidate> sharing_keys(Context& ctx, const access::Scope& scope,
                                                  const std::vector<Key>& keys, int limit);
/// Names and births of these persons, as far as the scope may see them; at most 64.
[[nodiscard]] std::vector<Candidate> candidates_by_id(Context& ctx, const access::Scope& scope,
                                                      const std::vector<PersonId>& ids);

}  // namespace kim::people
