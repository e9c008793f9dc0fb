// Drafts (E4): what was typed and not yet saved, kept on the server, sealed with the account's key. Survive sign-out and
// power cuts; gone 30 days after the last change, or when the form is saved.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/access/context.h"
#include "platform/html/html.h"
#include "platform/http/http.h"

namespace kim::drafts {

/// Which form of which record: key text "contact:4711" in addresses and in data-draft.
struct Key {
  std::string form;
  std::int64_t about = 0;
};
[[nodiscard]] std::string text(const Key& key);
[[nodiscard]] std::optional<Key> key_from(std::string_view text);

struct Draft {
  Key key;
  Moment saved_at;
  std::string title;  // "Kontakt mit Parwin Rahimi"
  std::string href;   // where the form is
  http::Form content;
};
/// Keeps (replaces) the actor's draft. At most 64 KiB and 50 drafts an account. Error: too_large.
[[nodiscard]] Result<void> keep(Context& ctx, const Draft& draft);
[[nodiscard]] std::optional<Draft> find(Context& ctx, const Key& key);
/// Inside the transaction that saves the form for good.
void discard(Context& ctx, db::Tx& tx, const Key& key);
/// The actor's drafts without content, newest first.
[[nodiscard]] std::vector<Draft> list(Context& ctx);
/// "Entwurf um 09:47 Uhr gesichert" and, above the form, the offer to go on with a found draft or to discard it.
[[nodiscard]] html::Fragment notice(Context& ctx, const std::optional<Draft>& draft);
/// Attributes for the form: data-draft, title and href of the draft (read by the script and by the "Später weiter" button).
[[nodiscard]] html::Attribute form_attribute(const Key& key);

}  // namespace kim::drafts
