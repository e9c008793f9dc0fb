#include "domain/access/access_slice.h"

#include "domain/access/access_pages.h"
#include "domain/access/account.h"
#include "domain/access/account_store.h"

namespace kim::access {
namespace {

void routes(Routes& list) {
  sign_in_routes(list);
  second_factor_routes(list);
  profile_routes(list);
  account_routes(list);
  account_state_routes(list);
  help_routes(list);
}

}  // namespace

Slice access_slice() {
  return {
      .name = "access",
      .purpose = N_("Anmeldung, Konten, Rechte und Hilfe"),
      .rank = 1,
      .routes = routes,
      .records = {&account_record},
      .nav = {{N_("Konten"), "/konten", Right::account_manage, 80}},
  };
}

}  // namespace kim::access
