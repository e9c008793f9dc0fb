// Keys of drafts, keeping and finding them. Their pages are in draft_pages.cpp.
#include "domain/drafts/draft.h"

#include <algorithm>
#include <charconv>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/drafts/draft_store.h"

namespace kim::drafts {
namespace {

constexpr std::size_t form_length_max = 40;
constexpr std::size_t title_length_max = 200;
constexpr std::size_t href_bytes_max = 400;

bool is_form_name(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !name.empty() && name.size() <= form_length_max && std::all_of(name.begin(), name.end(), fits);
}

/// A path of ours, so that a draft never leads elsewhere.
bool is_local(std::string_view href) {
  return href.size() <= href_bytes_max && href.starts_with('/') && !href.starts_with("//") &&
         !text::has_forbidden_characters(href);
}

/// What was sealed for one form opens for no other.
std::string context(std::string_view part, const Key& key) { return "draft." + std::string(part) + ":" + text(key); }

Moment oldest(const Context& ctx) { return ctx.now - std::chrono::days(days_kept); }

std::size_t bytes_of(const http::Form& content) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : content.pairs()) bytes += name.size() + value.size();
  return bytes;
}

std::unexpected<Error> too_large() {
  return failure(ErrorCode::too_large, tr("Dieser Entwurf ist zu groß, um ihn zu sichern."));
}

std::unexpected<Error> too_many() {
  return failure(ErrorCode::too_large,
                 trf("Sie haben schon {} Entwürfe. Speichern oder verwerfen Sie zuerst einen davon.",
                     {std::to_string(drafts_max)}));
}

std::optional<Draft> opened(Context& ctx, store::Sealed sealed, bool with_content) {
  const auto key = ctx.services.keyring.subject_key(ctx.actor.account.value(), sealed.wrapped_key);
  if (!key) return std::nullopt;
  const auto title = key->open(context("title", sealed.key), sealed.title);
  if (!title) return std::nullopt;
  Draft draft{std::move(sealed.key), sealed.saved_at, *title, std::move(sealed.href), {}};
  if (!with_content) return draft;
  const auto content = key->open(context("content", draft.key), sealed.content);
  auto form = content ? http::parse_form(*content) : Result<http::Form>(failure(ErrorCode::invalid));
  if (!form) return std::nullopt;
  draft.content = std::move(*form);
  return draft;
}

/// Room for one more: what has expired goes first.
Result<void> make_room(Context& ctx, db::Tx& tx) {
  store::remove_older(tx, oldest(ctx));
  if (store::count(*tx, ctx.actor.account) >= drafts_max) return too_many();
  return {};
}

}  // namespace

std::string text(const Key& key) { return key.form + ":" + std::to_string(key.about); }

std::optional<Key> key_from(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  Key key{std::string(text.substr(0, colon)), 0};
  const std::string_view digits = text.substr(colon + 1);
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), key.about);
  const bool is_number = problem == std::errc() && end == digits.data() + digits.size() && key.about >= 0;
  return is_number && is_form_name(key.form) ? std::optional(std::move(key)) : std::nullopt;
}

Result<void> keep(Context& ctx, const Draft& draft) {
  if (!is_local(draft.href) || text::length(draft.title) > title_length_max ||
      bytes_of(draft.content) > content_bytes_max)
    return too_large();
  const auto key = access::own_key(ctx);
  if (!key) return failure(ErrorCode::not_found);
  const store::Sealed sealed{draft.key,
                             ctx.now,
                             draft.href,
                             key->seal(context("title", draft.key), draft.title),
                             key->seal(context("content", draft.key), http::encode_form(draft.content.pairs())),
                             {}};
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    tx.technical("a draft is nobody's record until it is saved");
    if (store::replace(tx, ctx.actor.account, sealed)) return {};
    TRY(make_room(ctx, tx));
    store::insert(tx, ctx.new_id(), ctx.actor.account, sealed);
    return {};
  });
}

std::optional<Draft> find(Context& ctx, const Key& key) {
  auto sealed = store::one(ctx.db(), ctx.actor.account, key, oldest(ctx));
  return sealed ? opened(ctx, std::move(*sealed), true) : std::nullopt;
}

void discard(Context& ctx, db::Tx& tx, const Key& key) { store::remove(tx, ctx.actor.account, key); }

std::vector<Draft> list(Context& ctx) {
  std::vector<Draft> drafts;
  for (store::Sealed& sealed : store::all(ctx.db(), ctx.actor.account, oldest(ctx)))
    if (auto draft = opened(ctx, std::move(sealed), false)) drafts.push_back(std::move(*draft));
  return drafts;
}

}  // namespace kim::drafts
