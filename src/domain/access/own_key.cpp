#include "domain/access/account.h"
#include "domain/access/account_store.h"

namespace kim::access {

std::optional<crypto::Key> own_key(Context& ctx) {
  const auto mine = store::account(ctx.db(), ctx.actor.account);
  if (!mine) return std::nullopt;
  return ctx.services.keyring.subject_key(ctx.actor.account.value(), mine->wrapped_key);
}

}  // namespace kim::access
