#include "domain/hints/hint_views.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "platform/html/components.h"

namespace kim::hints {

using namespace html;

Fragment state_badge(const Hint& hint) {
  const ui::Tone tone = hint.state == "closed"     ? ui::Tone::success
                        : hint.state == "taken_up" ? ui::Tone::info
                                                   : ui::Tone::neutral;
  return ui::badge(tone, code_label("hint_state", hint.state));
}

Fragment given_view(const Hint& hint) {
  return all(state_badge(hint),
             when(hint.raised_on.has_value(),
                  [&] { return span(cls("kim-meta"), " ", trf("gegeben am {}", {german(*hint.raised_on)})); }),
             p(cls("kim-top-s"), ui::lines(hint.text)), when(!hint.answer.empty(), [&] {
               return p(cls("kim-top-s"), span(cls("kim-strong"), tr("Antwort"), ": "), ui::lines(hint.answer));
             }));
}

}  // namespace kim::hints
