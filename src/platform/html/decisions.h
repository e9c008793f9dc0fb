// Before and after an act: confirmation, check before sending, tasks before an act, drafts, two versions.
// What it is not: the <form> itself, which carries the CSRF field (domain/access/page.h, post_form).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/html/components.h"

namespace kim::ui {

/// End of a form: primary button, "Abbrechen" as link, draft note last.
[[nodiscard]] Fragment form_actions(const Fragment& primary, std::string_view cancel_href = {},
                                    const Fragment& draft = {});
/// "Entwurf um 09:47 Uhr gesichert"; the script writes into it while typing. Empty text: nothing yet.
[[nodiscard]] Fragment draft_note(std::string_view text = {});
/// "Sie haben hier heute um 08:14 Uhr etwas begonnen" with Weiterschreiben and the way to discard it.
[[nodiscard]] Fragment draft_found(std::string_view when, std::string_view what, std::string_view continue_href,
                                   const Fragment& discard);

struct Confirmation {
  Fragment content{};                       // what it is about, further controls
  std::string consequences_title{};         // default: "Das geschieht sofort"
  std::vector<std::string> consequences{};  // stands before the button, not after it
  std::string button;                       // verb and object: "Widerruf speichern"
  std::string cancel_href;
  bool danger = true;
};
/// Children of the form on a page that asks before a loss.
[[nodiscard]] Fragment confirmation(const Confirmation& confirmation);

struct Task {
  std::string label;
  std::string href;
  Tone tone = Tone::neutral;
  std::string state;  // "Erledigt", "1 offen"
};
/// What is still open before an act (Abschluss). `id` is the prefix of the ids.
[[nodiscard]] Fragment task_list(std::string_view id, const std::vector<Task>& tasks);

/// Check before something leaves the office; `change_href` leads back to the form.
[[nodiscard]] Fragment check_list(const std::vector<Fact>& facts, std::string_view change_href = {});

// ---- two versions (409) ----

struct Version {
  std::string value;  // sent back if this one is chosen
  std::string meta;   // "Jonas Wittkamp, heute 10:21 Uhr"
  Fragment text;
};
struct ConflictField {
  std::string name;
  std::string label;
  Version theirs, mine;
};
struct TwoVersions {
  std::vector<ConflictField> fields;
  std::vector<Fact> merged{};                                 // "Ohne Rückfrage übernommen"
  std::vector<std::pair<std::string, std::string>> hidden{};  // everything else the form sends again
  std::string discard_href;
};
/// Children of the form of the conflict page. Nothing is preselected. Each clashing name is also sent as `auswahl`, so that
/// the server notices a missing choice (forms::parse).
[[nodiscard]] Fragment two_versions(const TwoVersions& conflict);
/// `text` with the words that `other` does not have as <ins>.
[[nodiscard]] Fragment marked_difference(std::string_view text, std::string_view other);

/// One thing to tick before or with an act, framed like every choice; its id is `name`, so that an error leads to it.
[[nodiscard]] Fragment tick_box(std::string_view name, std::string_view value, std::string_view text, bool on = false);

}  // namespace kim::ui
