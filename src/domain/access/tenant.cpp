#include "domain/access/tenant.h"

#include "domain/audit/audit.h"

namespace kim::access {
namespace {

std::optional<std::string> stored_key(db::Connection& db) {
  return db.first("SELECT wrapped FROM tenant_key WHERE id = 1", {},
                  [](const db::Row& row) { return std::string(row.bytes(0)); });
}

void note(db::Tx& tx, Moment now, std::string_view words) {
  audit::append(tx, now, {.act = audit::Act::configured, .what = "tenant_key", .note = words});
}

/// Two nodes may start at once on an empty database: the second keeps the first one's key.
std::string make_key(db::Database& database, const crypto::Key& master, Moment now) {
  const std::string fresh = crypto::Keyring::new_tenant_key(master);
  const auto wrapped = database.transact([&](db::Tx& tx) -> Result<std::string> {
    const db::Bytes bytes{fresh};
    tx->run("INSERT INTO tenant_key (id, wrapped, created_at) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING",
            {bytes, now});
    note(tx, now, "created");
    return stored_key(*tx).value_or(std::string());
  });
  CHECK(wrapped.has_value());
  return *wrapped;
}

[[noreturn]] void wrong_master_key() {
  raise_fault("Der Hauptschlüssel passt nicht zu dieser Datenbank. Prüfen Sie die Einstellung key_file.");
}

}  // namespace

crypto::Keyring open_keyring(db::Database& database, const crypto::Key& master, Moment now) {
  auto wrapped = stored_key(*database.read());
  if (!wrapped) wrapped = make_key(database, master, now);
  auto keyring = crypto::Keyring::open(master, *wrapped);
  if (!keyring) wrong_master_key();
  return std::move(*keyring);
}

void rotate_master_key(db::Database& database, const crypto::Key& old_master, const crypto::Key& new_master,
                       Moment now) {
  const auto wrapped = stored_key(*database.read());
  if (!wrapped || !crypto::Keyring::open(old_master, *wrapped)) wrong_master_key();
  const db::Bytes fresh{crypto::Keyring::rewrap_tenant_key(old_master, new_master, *wrapped)};
  const auto done = database.transact([&](db::Tx& tx) -> Result<void> {
    tx->run("UPDATE tenant_key SET wrapped = $1 WHERE id = 1", {fresh});
    note(tx, now, "master key changed");
    return {};
  });
  CHECK(done.has_value());
}

}  // namespace kim::access
