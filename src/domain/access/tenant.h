// The tenant key's row: made at the first start, opened with the master key at every start.
#pragma once

#include "platform/crypto/keyring.h"
#include "platform/db/db.h"

namespace kim::access {

/// Opens the tenant key, or makes one in an empty database. Fault with a plain sentence if the master key is not the one
/// that this database was made with.
[[nodiscard]] crypto::Keyring open_keyring(db::Database& database, const crypto::Key& master, Moment now);
/// Re-wraps the tenant key with another master key (`kim key rotate`). Fault as above.
void rotate_master_key(db::Database& database, const crypto::Key& old_master, const crypto::Key& new_master,
                       Moment now);

}  // namespace kim::access
