// "Bekannt an anderer Stelle" (H3): a person about to be entered may be on file in an area the actor may not see. KIM says
// that much and no more: no name, body, number or count. The coordination can be asked to settle it.
// What it is not: the candidates the actor may see (search.h), or how the question is answered (slice duplicates).
#pragma once

#include <string>
#include <vector>

#include "domain/people/search.h"

namespace kim::people {

/// What comparing with the other areas gave. Which files fitted stays inside: nobody outside can print them.
class Elsewhere {
 public:
  /// Somebody is on file whom the actor may not see.
  [[nodiscard]] bool known() const { return !ids_.empty(); }
  /// Those the actor may see after all, as deputy or in an emergency: shown like every other candidate.
  [[nodiscard]] const std::vector<Hit>& readable() const { return readable_; }

 private:
  friend Result<Elsewhere> known_elsewhere(Context& ctx, const Person& person);
  friend Result<std::int64_t> ask_coordination(Context& ctx, db::Tx& tx, const access::SubjectPermit& asking,
                                               const Elsewhere& where);
  std::vector<PersonId> ids_;
  std::vector<Hit> readable_;
};

/// Whether the file stands for the person entered, so surely that it may be said: family and given name and the birth date
/// (or its year, if the names are equal) are there on both sides and the duplicates' scorer calls it probable, with few words left
/// over. Other spellings count on file only: whoever enters many asks about many. Pure.
[[nodiscard]] bool surely_same(const Person& entered, const Person& on_file);

/// Compares with the other areas. Never signals protected persons, those whose consent is withdrawn or who are erased.
/// Needs person_write. Each question is an audit entry, answered or not, and one more with each person signalled; too little
/// entered asks nothing. Errors: refused.
[[nodiscard]] Result<Elsewhere> known_elsewhere(Context& ctx, const Person& person);

/// A question to the coordination; the asker is the actor, the new file is the one of the permit.
struct KnownQuestion {
  std::string answer;              // code list "known_answer"; empty = open
  std::optional<Day> answered_on;  // kept
  AccountId answered_by;           // kept
  std::optional<Day> seen_on;      // kept
};
inline constexpr record::Field known_question_fields[] = {
    record::field<&KnownQuestion::answer>("answer", N_("Was hat die Klärung ergeben?"), record::code("known_answer"),
                                          must, category, "Vermeidung doppelter Fallarbeit"),
    record::field<&KnownQuestion::answered_on>("answered_on", N_("Beantwortet am"), record::day(), kept, open,
                                               "Vermeidung doppelter Fallarbeit"),
    record::field<&KnownQuestion::answered_by>("answered_by", N_("Beantwortet von"), record::reference(), kept, open,
                                               "Vermeidung doppelter Fallarbeit"),
    record::field<&KnownQuestion::seen_on>("seen_on", N_("Zur Kenntnis genommen am"), record::day(), kept, open,
                                           "Vermeidung doppelter Fallarbeit"),
};
inline constexpr record::Record known_question_record{"known_question", N_("Klärung: anderswo bekannt"),
                                                      known_question_fields};

/// Asks the coordination who else knows the person of the permit (person_write). Errors: conflict (nobody known elsewhere;
/// asked already and not answered), refused (protected: the question itself would tell).
[[nodiscard]] Result<std::int64_t> ask_coordination(Context& ctx, db::Tx& tx, const access::SubjectPermit& asking,
                                                    const Elsewhere& where);
/// The same for a person on file, in a transaction of its own. Errors: also not_found, blocked.
[[nodiscard]] Result<std::int64_t> ask_about(Context& ctx, PersonId person);
/// Questions the person's file asked, oldest first.
[[nodiscard]] std::vector<records::Stored<KnownQuestion>> questions_of(db::Connection& db,
                                                                       const access::SubjectPermit& permit);

}  // namespace kim::people
