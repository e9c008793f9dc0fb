#include "app/demo_texts.h"

#include "base/check.h"
#include "domain/texts/text.h"

namespace kim::app::demo {
namespace {

using texts::Key;

template <class T>
T must(Result<T> result) {
  if (!result) raise_fault("Beispielwelt, Texte: " + result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// What the person takes along, with a passage on interpreters before the last one.
texts::Wording own_copy(const documents::LetterText& shipped) {
  texts::Wording wording;
  wording.title = shipped.text.title;
  wording.body = texts::written(shipped.text.blocks);
  constexpr std::string_view before = "## Sie können alles zurücknehmen";
  const auto at = wording.body.find(before);
  CHECK(at != std::string::npos);
  wording.body.insert(at,
                      "## Sprachmittlung\n"
                      "Sagen Sie uns vor dem Termin, welche Sprache Sie sprechen. Das kostet nichts.\n\n");
  wording.remark = "Hinweis auf Sprachmittlung, Wunsch der Fachkräfte";
  return wording;
}

}  // namespace

void keep_texts(Context& ctx) {
  const Key copy{"nachweis", "de", std::string(texts::any_controller)};
  const Key invitation{"einladung", "de", std::string(texts::any_controller)};
  const texts::Templates all = texts::all_templates(ctx);
  must(texts::save(ctx, copy, 0, own_copy(all.at(copy).in_force().letter)));
  texts::Review review;
  review.outcome = "reviewed";
  review.on = ctx.today();
  review.by = "Rechtsamt Kreis Paderborn";
  must(texts::review(ctx, invitation, all.at(invitation).in_force().label(), review));
}

}  // namespace kim::app::demo
