// Drafts (E4): what was typed and not yet saved, kept on the server, sealed with the account's key. Survive sign-out and
// power cuts; gone 30 days after the last change, when the form is saved, or when the person withdraws consent.
// What it is not: a record. A draft has no version, no audit entry, and nobody but its author ever sees it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/access/routes.h"
#include "platform/html/html.h"
#include "platform/http/http.h"

namespace kim::drafts {

inline constexpr std::size_t content_bytes_max = 64 * 1024;
inline constexpr int drafts_max = 50;  // an account
inline constexpr int days_kept = 30;   // after the last change

/// Which form of which record: key text "contact:4711" in addresses and in data-draft.
struct Key {
  std::string form;  // a-z and _, at most 40
  std::int64_t about = 0;
};
[[nodiscard]] std::string text(const Key& key);
[[nodiscard]] std::optional<Key> key_from(std::string_view text);

struct Draft {
  Key key;
  Moment saved_at{};
  std::string title;  // "Kontakt mit Parwin Rahimi"
  std::string href;   // where the form is; a local path
  http::Form content;
};
/// Keeps (replaces) the actor's draft. At most 64 KiB and 50 drafts an account. Error: too_large.
[[nodiscard]] Result<void> keep(Context& ctx, const Draft& draft);
[[nodiscard]] std::optional<Draft> find(Context& ctx, const Key& key);
/// Inside the transaction that saves the form for good.
void discard(Context& ctx, db::Tx& tx, const Key& key);
/// The actor's drafts without content, newest first.
[[nodiscard]] std::vector<Draft> list(Context& ctx);

// ---- in the page of a form ----

/// How a page finds its draft: offered on top (`notice`), or already chosen by "Weiterschreiben" (?entwurf=1), then
/// `resumed` fills the controls.
struct Found {
  std::optional<Draft> offered;
  std::optional<Draft> resumed;
};
[[nodiscard]] Found look(Context& ctx, const Ask& ask, const Key& key);
/// Above the form: the offer to go on with a found draft or to discard it. Nothing without a draft.
[[nodiscard]] html::Fragment notice(Context& ctx, const std::optional<Draft>& draft);

/// What the form is called in the list of drafts, and where it is found again.
struct Place {
  Key key;
  std::string title;
  std::string href;
};
/// A form (method post, CSRF field) that the script keeps as a draft. Without script: `later_button`.
[[nodiscard]] html::Fragment draft_form(Context& ctx, std::string_view action, const Place& place,
                                        const html::Fragment& children);
/// "Später weiter" and the line "Entwurf um 09:47 Uhr gesichert" for the end of the form.
[[nodiscard]] html::Fragment form_end(const Key& key, const std::optional<Draft>& resumed = {});
/// For a form made otherwise: the attribute data-draft ...
[[nodiscard]] html::Attribute form_attribute(const Key& key);
/// ... and the hidden fields that carry title and address.
[[nodiscard]] html::Fragment hidden_fields(std::string_view title, std::string_view href);

}  // namespace kim::drafts
