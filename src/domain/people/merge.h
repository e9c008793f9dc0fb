// Two files of one person: merged by a link, never by moving rows (docs/adr/0010-merge-is-a-link.md). The kept person takes
// over chosen values and the other spellings; the absorbed one is no longer found and no longer changed, its cases,
// consents and releases go on as they are. Undo takes all of it back.
// What it is not: who might be one person (likeness.h), the pages (slice duplicates).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/person.h"

namespace kim::people {

struct Merge {
  std::int64_t id = 0;
  PersonId kept, absorbed;
  std::int64_t before_version = 0, after_version = 0;  // of the kept person
  Moment at{};
  AccountId by;
};

/// What becomes of one field: both values, and whether the two have to be chosen between.
struct FieldPair {
  const record::Field* field;
  bool clash;  // both have a value, and not the same
};
/// Fields that either has, in the order of the description. Pure.
[[nodiscard]] std::vector<FieldPair> compared(const Person& kept, const Person& absorbed);
/// The kept person after the merge: empty fields are filled, those named in `taken` come from the absorbed one, and its
/// name stays findable among the other spellings. Pure.
[[nodiscard]] Person merged(const Person& kept, const Person& absorbed, const std::vector<std::string>& taken);

struct MergeWish {
  PersonId kept, absorbed;
  std::int64_t kept_version = 0, absorbed_version = 0;  // as the actor saw them
  std::vector<std::string> taken;                       // names of fields
};
/// Needs person_write on both. One transaction: values, search words, link, audit entries on both. Returns the merge's id.
/// Errors: not_found, refused, blocked (a withdrawn consent on either side), conflict (changed meanwhile, or one of them
/// already belongs to a merge as the absorbed one), invalid (the same person; values that do not fit together; only one of them is
/// protected).
[[nodiscard]] Result<std::int64_t> merge_persons(Context& ctx, const MergeWish& wish);
/// Takes a merge back: values that nobody changed since are as before, later changes stay, search words and the absorbed
/// file are whole again. Errors: not_found (also when already undone), refused, blocked.
[[nodiscard]] Result<void> undo_merge(Context& ctx, PersonId kept, std::int64_t merge);

/// The merge that made this person the absorbed one; none after an undo.
[[nodiscard]] std::optional<Merge> absorbed_in(db::Connection& db, const access::SubjectPermit& permit);
/// Merges into this person, oldest first.
[[nodiscard]] std::vector<Merge> merges_into(db::Connection& db, const access::SubjectPermit& permit);
/// Whether the file's trail tells the name of somebody the actor may not read: a file it took over once, also if that was
/// undone.
[[nodiscard]] bool trail_names_hidden(Context& ctx, const access::SubjectPermit& permit);
/// Error refused, with where to go instead, if the person's file was absorbed: asked by every change of a person.
[[nodiscard]] Result<void> check_not_absorbed(db::Connection& db, const access::SubjectPermit& permit);

}  // namespace kim::people
