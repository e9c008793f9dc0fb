#include "domain/goals/signature_views.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "platform/html/components.h"
#include "platform/http/statics.h"

namespace kim::goals {
namespace {

using namespace html;

constexpr Element<"canvas"> canvas{};

/// A field to draw in, with its text for the form; the script shows it.
Fragment drawing(std::string_view field, const forms::Input& input, const std::string& label,
                 const std::string& signer) {
  const std::string_view error = input.error(field);
  return fieldset(cls("kim-sign"), id(field), tabindex(-1), data("sign", ""),
                  data("empty", tr("Noch nicht unterschrieben")), data("done", tr("Unterschrieben")),
                  data("full", tr("Unterschrieben. Das Feld ist voll.")), legend(cls("kern-label"), label),
                  when(!error.empty(), [&] { return p(cls("kern-error"), error); }),
                  canvas(cls("kim-sign__area"), width(std::to_string(strokes_width)),
                         height(std::to_string(strokes_height)), role("img"), hidden(), data("sign-script", ""),
                         aria_label(trf("Feld zum Unterschreiben für {}", {signer}))),
                  div_(cls("kim-sign__foot"), hidden(), data("sign-script", ""),
                       span(cls("kim-meta"), role("status"), data("sign-state", "")),
                       button(cls("kern-btn kern-btn--tertiary"), type("button"), data("sign-clear", ""),
                              aria_label(tr("Löschen"), ": ", label), span(cls("kern-label"), tr("Löschen")))),
                  html::input(type("hidden"), name_(field), value(input.typed.get(field))));
}

Fragment guardian(const forms::Input& input) {
  const bool used = !input.typed.get("guardian_name").empty() || !input.typed.get("strokes_guardian").empty() ||
                    !input.error("guardian_name").empty() || !input.error("strokes_guardian").empty();
  const std::string label = tr("Unterschrift der Vertretung");
  return ui::fold(tr("Für Minderjährige oder Betreute unterschreibt die Vertretung"),
                  all(forms::control(signing_record, "guardian_name", input, {.optional_mark = false}),
                      drawing("strokes_guardian", input, label, tr("die Vertretung"))),
                  {}, used);
}

Fragment figure_of(const Signature& signature, bool same_text) {
  const auto strokes = parse_strokes(signature.strokes);
  return figure(
      cls("kim-signature"),
      svg(viewbox("0 0 ", std::to_string(strokes_width), " ", std::to_string(strokes_height)), role("img"),
          aria_label(trf("Gezeichnete Unterschrift von {}", {signature.name})),
          path(d(strokes ? svg_path(*strokes) : std::string()))),
      figcaption(span(cls("kim-strong"), signature.name), " · ", code_label("agreement_signer", signature.signer),
                 " · ", german(signature.signed_on.value_or(Day{})), when(!same_text, [] {
                   return p(ui::state_inline(ui::State::stop, tr("Unterschrieben wurde ein anderer Text.")));
                 })));
}

}  // namespace

Fragment drawing_part(const forms::Input& input, const std::string& person, const std::string& staff) {
  return all(
      div_(cls("kim-sign-part"), data("sign-part", drawn),
           p(cls("kim-meta"), data("sign-without", ""),
             tr("Zum Unterschreiben auf dem Bildschirm braucht der Browser JavaScript. Ohne unterschreiben Sie auf "
                "Papier.")),
           p(cls("kim-text"), tr("Unterschrieben wird der Text oben, mit Finger, Stift oder Maus. Wer nicht zeichnen "
                                 "kann oder will, unterschreibt auf Papier.")),
           drawing("strokes_person", input, trf("Unterschrift: {}", {person}), person), guardian(input),
           drawing("strokes_staff", input, trf("Unterschrift: {} (freiwillig)", {staff}), staff)),
      script(src(http::static_url("sign.js")), defer()));
}

Fragment signatures_view(const std::vector<records::Stored<Signature>>& signatures, std::string_view text_hash) {
  if (signatures.empty()) return {};
  return div_(cls("kim-signatures"), each(signatures, [&](const auto& one) {
                return figure_of(one.value, one.value.text_hash == text_hash);
              }));
}

}  // namespace kim::goals
