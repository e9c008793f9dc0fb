// Strukturhinweis (I1, C2): one observation without personal data, raised by casework, answered by a coordinating body.
// What it is not: bundled (Thema), or tied to a case; who gave it keeps the way to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "domain/access/context.h"
#include "domain/hints/hint_guard.h"
#include "domain/records/records.h"

namespace kim::hints {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Hint {
  std::string obstacle;         // code list "obstacle"
  std::string field;            // code list "field_of_action"
  MunicipalityId municipality;  // none: the whole Kreis
  std::string text;
  std::string state = "open";  // kept: code list "hint_state"
  std::string answer;          // kept: to who gave it
  std::optional<Day> raised_on;
  std::optional<Day> taken_up_on;
  std::optional<Day> closed_on;
};
inline constexpr record::Field hint_fields[] = {
    record::field<&Hint::obstacle>("obstacle", N_("Was hindert?"), record::code("obstacle"), must, open,
                                   "Strukturhinweise"),
    record::field<&Hint::field>("field", N_("Handlungsfeld"), record::code("field_of_action"), should, open,
                                "Strukturhinweise"),
    record::field<&Hint::municipality>("municipality_id", N_("Kommune"), record::reference(), may, open,
                                       "Strukturhinweise", N_("Leer: betrifft den ganzen Kreis")),
    record::field<&Hint::text>("text", N_("Was ist Ihnen aufgefallen?"), record::long_text(600), must, open,
                               "Strukturhinweise",
                               N_("Ohne Namen und ohne Angaben, an denen jemand die Person erkennt. Zum Beispiel: "
                                  "„Im Südkreis gibt es keinen Kitaplatz vor dem nächsten Sommer.“")),
    record::field<&Hint::state>("state", N_("Stand"), record::code("hint_state"), kept, open, "Strukturhinweise"),
    record::field<&Hint::answer>("answer", N_("Antwort"), record::long_text(600), kept, open, "Strukturhinweise"),
    record::field<&Hint::raised_on>("raised_on", N_("Eingegangen am"), record::day(), kept, open, "Strukturhinweise"),
    record::field<&Hint::taken_up_on>("taken_up_on", N_("Aufgegriffen am"), record::day(), kept, open,
                                      "Strukturhinweise"),
    record::field<&Hint::closed_on>("closed_on", N_("Abgeschlossen am"), record::day(), kept, open, "Strukturhinweise"),
};
inline constexpr record::Record hint_record{"hint", N_("Strukturhinweis"), hint_fields};

/// What closing asks for.
struct Answer {
  std::string answer;
};
inline constexpr record::Field answer_fields[] = {record::field<&Answer::answer>(
    "answer", N_("Antwort an die Fallarbeit"), record::long_text(600), must, open, "Strukturhinweise",
    N_("Was wurde erreicht, oder warum geht es nicht? Steht so beim Ziel im Fall."))};
inline constexpr record::Record answer_record{"hint_answer", N_("Antwort auf einen Strukturhinweis"), answer_fields};

using Stored = records::Stored<Hint>;

// ---- rules, pure ----
[[nodiscard]] bool is_closed(const Hint& hint);
/// Personal reasons and health are nobody's structure: such obstacles are not offered.
[[nodiscard]] bool is_structural(std::string_view obstacle);
/// The obstacle is structural, the text tells nothing about `who`. Empty if all is well.
[[nodiscard]] std::vector<FieldError> check(const Hint& hint, const Known& who, Day today);

// ---- acts ----
/// Keeps a hint of `who` inside the giver's transaction; the giver has checked its right and keeps the id.
/// Errors: invalid (fields).
[[nodiscard]] Result<std::int64_t> raise(Context& ctx, db::Tx& tx, Hint hint, const Known& who);
/// A coordinating body looks into it. Needs organisation_write. Errors: refused, not_found, conflict (version, not open).
[[nodiscard]] Result<void> take_up(Context& ctx, std::int64_t id, std::int64_t version);
/// Closes it with an answer. Needs organisation_write. Errors: refused, not_found, conflict (version, closed before), invalid.
[[nodiscard]] Result<void> close(Context& ctx, std::int64_t id, std::int64_t version, const Answer& answer);

}  // namespace kim::hints
