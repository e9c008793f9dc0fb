// Master key -> tenant key -> key per subject. The master key is a file outside the data directory; the database holds
// only wrapped keys. Destroying a subject's wrapped key makes all of the subject's data unreadable, in old backups too.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/crypto/crypto.h"

namespace kim::crypto {

class Keyring {
 public:
  /// Reads the master key file (64 hex digits; made with mode 0600 if `create` and absent). Fault if unreadable,
  /// malformed or readable by others.
  [[nodiscard]] static Key master_key(const std::filesystem::path& file, bool create);
  /// A new tenant key, wrapped by the master key, as stored in the table `tenant_key`.
  [[nodiscard]] static std::string new_tenant_key(const Key& master);
  /// Opens the tenant key; nullopt if the master key is not the one that wrapped it.
  [[nodiscard]] static std::optional<Keyring> open(const Key& master, std::string_view wrapped_tenant_key);
  [[nodiscard]] static std::string rewrap_tenant_key(const Key& old_master, const Key& new_master,
                                                     std::string_view wrapped);

  /// A new subject key, wrapped by the tenant key and bound to the subject's id. From several threads.
  [[nodiscard]] std::string new_subject_key(std::int64_t subject_id) const;
  /// nullopt if the bytes do not belong to this subject and tenant. From several threads.
  [[nodiscard]] std::optional<Key> subject_key(std::int64_t subject_id, std::string_view wrapped) const;
  /// From several threads.
  [[nodiscard]] std::string wrap_subject_key(std::int64_t subject_id, const Key& key) const;

  /// Blind index: first 8 bytes of HMAC-SHA256 under a key of its own, as a signed number (fits one integer column,
  /// fast joins). `kind` keeps the token spaces apart ("word", "phonetic", "birth" ...). From several threads.
  [[nodiscard]] std::int64_t token(std::string_view kind, std::string_view text) const;
  /// Key for data of the tenant that belong to no subject (session cookies, TOTP secrets ...), by purpose.
  [[nodiscard]] Key tenant_key(std::string_view purpose) const;

 private:
  explicit Keyring(Key tenant);
  struct Lane;
  [[nodiscard]] const Lane& lane() const;

  std::uint64_t number_;  // tells keyrings of one process apart, see Lane
  Key tenant_;            // only ever a root for derived keys
  Key wrap_;              // wraps subject keys
  Key index_;             // blind index
};

}  // namespace kim::crypto
