// Wrapping of keys and the blind index. What it is not: the master key's file (master_key_file.cpp).
#include "platform/crypto/keyring.h"

#include <atomic>
#include <cstring>

#include "base/check.h"

namespace kim::crypto {
namespace {

constexpr std::string_view kTenantContext = "tenant_key";

std::string subject_context(std::int64_t subject_id) { return "subject_key:" + std::to_string(subject_id); }

std::uint64_t next_number() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

std::optional<Key> unwrap(const Key& by, std::string_view context, std::string_view wrapped) {
  std::optional<std::string> bytes = by.open(context, wrapped);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  Key key(*bytes);
  explicit_bzero(bytes->data(), bytes->size());
  return key;
}

}  // namespace

// A Key is for one thread at a time, a Keyring for all: each thread keeps its own copy of the two busy keys. One entry
// is enough, since a process serves one tenant.
struct Keyring::Lane {
  std::uint64_t number;
  Key wrap;
  Key index;
};

const Keyring::Lane& Keyring::lane() const {
  thread_local std::optional<Lane> mine;
  if (!mine || mine->number != number_) mine.emplace(number_, Key(wrap_.bytes()), Key(index_.bytes()));
  return *mine;
}

Keyring::Keyring(Key tenant)
    : number_(next_number()),
      tenant_(std::move(tenant)),
      wrap_(derive(tenant_, "wrap subject keys")),
      index_(derive(tenant_, "blind index")) {}

std::string Keyring::new_tenant_key(const Key& master) { return master.seal(kTenantContext, Key::random().bytes()); }

std::optional<Keyring> Keyring::open(const Key& master, std::string_view wrapped_tenant_key) {
  std::optional<Key> tenant = unwrap(master, kTenantContext, wrapped_tenant_key);
  if (!tenant) return std::nullopt;
  return Keyring(std::move(*tenant));
}

std::string Keyring::rewrap_tenant_key(const Key& old_master, const Key& new_master, std::string_view wrapped) {
  const std::optional<Key> tenant = unwrap(old_master, kTenantContext, wrapped);
  if (!tenant) throw Fault("the master key is not the one that wrapped the tenant key");
  return new_master.seal(kTenantContext, tenant->bytes());
}

std::string Keyring::new_subject_key(std::int64_t subject_id) const {
  return wrap_subject_key(subject_id, Key::random());
}

std::optional<Key> Keyring::subject_key(std::int64_t subject_id, std::string_view wrapped) const {
  return unwrap(lane().wrap, subject_context(subject_id), wrapped);
}

std::string Keyring::wrap_subject_key(std::int64_t subject_id, const Key& key) const {
  return lane().wrap.seal(subject_context(subject_id), key.bytes());
}

std::int64_t Keyring::token(std::string_view kind, std::string_view text) const {
  std::string message(kind);
  message += '\0';  // no kind holds it, so no two pairs make the same message
  message += text;
  const std::string mac = hmac(lane().index, message);
  std::int64_t result = 0;
  for (int i = 0; i < 8; ++i) result = result << 8 | static_cast<unsigned char>(mac[i]);
  return result;
}

Key Keyring::tenant_key(std::string_view purpose) const { return derive(tenant_, "purpose:" + std::string(purpose)); }

}  // namespace kim::crypto
