// The search for persons and the warning about duplicates, on blind-index tokens (H2, first step). How names are
// compared is decided by name_keys.h alone. What it is not: the search page (search_page.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/permit.h"
#include "domain/people/likeness.h"
#include "domain/people/person.h"

namespace kim::people {

inline constexpr int hits_shown_max = 50;

/// Why somebody is among the hits, best reason first.
enum class Why : std::uint8_t { name, beginning, sound, birth };
[[nodiscard]] std::string label(Why why);

struct Hit {
  PersonId id;
  std::string list_name, full_name;
  std::optional<PartialDate> birth;  // empty if blocked
  MunicipalityId municipality;
  int score = 0;  // see name_keys.h
  Why why = Why::name;
  bool same_birth = false;
  bool blocked = false;  // consent withdrawn: only the name
};

/// Persons of the scope that fit what was typed, best first, at most `limit`. Reads only: whoever shows the hits calls
/// note_search().
[[nodiscard]] std::vector<Hit> find_persons(Context& ctx, const access::Scope& scope, const Query& query, int limit);
/// The same for text as typed, with its audit entry ("searched", number of hits, keyed token of the words).
[[nodiscard]] std::vector<Hit> search(Context& ctx, const access::Scope& scope, std::string_view query, int limit);
/// Persons who may be the one about to be entered: names alike in spelling or sound, or the same birth date and a name
/// alike. At most five, best first; writes an audit entry if somebody was found.
[[nodiscard]] std::vector<Hit> possible_duplicates(Context& ctx, const access::Scope& scope, const Person& person);

/// The audit entry of a search. The words go in as a keyed token, so that two equal searches can be seen, but not read.
void note_search(Context& ctx, std::string_view words, std::size_t hits, std::string_view purpose);

/// A person with as much as is needed to compare: names and birth. `blocked`: consent withdrawn.
struct Compared {
  PersonId id;
  Person person;
  bool blocked = false;
};
/// Persons of the scope who may be `person`, best first, without those whose consent is withdrawn. Reads only: whoever
/// shows them writes the audit entry.
struct Lookalike {
  Compared other;
  Likeness likeness;
};
[[nodiscard]] std::vector<Lookalike> lookalikes(Context& ctx, const access::Scope& scope, PersonId self,
                                                const Person& person);
/// Names and births of at most 64 persons of the scope; missing or erased ones are absent.
[[nodiscard]] std::vector<Compared> to_compare(Context& ctx, const access::Scope& scope,
                                               const std::vector<PersonId>& ids);

/// How alike a stored and an entered person are; the rule behind possible_duplicates. 0 = no warning.
[[nodiscard]] int likeness(const NameForms& stored, const Query& entered);

}  // namespace kim::people
