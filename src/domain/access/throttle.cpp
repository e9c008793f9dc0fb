#include "domain/access/throttle.h"

#include <algorithm>

#include "domain/access/session_parts.h"

namespace kim::access {
namespace {

using std::chrono::seconds;

constexpr std::int64_t misses_free = 20;  // a whole office may share one address
constexpr std::chrono::hours misses_kept{1};

std::int64_t token_of(const Context& ctx, std::string_view what) {
  return ctx.services.keyring.token(what, ctx.address);
}

seconds delay_after(std::int64_t misses) {
  if (misses <= misses_free) return seconds(0);
  return seconds(std::min<std::int64_t>(30LL << std::min<std::int64_t>(misses - misses_free - 1, 7), 3600));
}

}  // namespace

std::optional<Moment> throttled(Context& ctx, std::string_view what) {
  const Moment until = store::failures(ctx.db(), token_of(ctx, what)).until;
  return until > ctx.now ? std::optional(until) : std::nullopt;
}

void count_miss(Context& ctx, std::string_view what) {
  const auto done = ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::forget_failures(tx, ctx.now - misses_kept);
    const auto misses = store::failures(*tx, token_of(ctx, what)).count + 1;
    store::set_failures_of(tx, token_of(ctx, what), {misses, ctx.now + delay_after(misses)});
    note_session(tx, ctx.now, audit::Act::sign_in_failed, AccountId(), what, ctx.address);
    return {};
  });
  CHECK(done.has_value());
}

}  // namespace kim::access
