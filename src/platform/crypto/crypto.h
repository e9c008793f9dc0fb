// Cryptography: one module, TR-02102 algorithms, OpenSSL inside. What it is not: key storage (keyring.h) or passwords
// (password.h).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kim::crypto {

/// 256-bit key, wiped at the end of its life, never printed. Keeps its cipher contexts, so sealing many fields with the
/// same key pays the key schedule once. One thread at a time.
class Key {
 public:
  explicit Key(std::string_view bytes32);
  Key(Key&&) noexcept;
  Key& operator=(Key&&) noexcept;
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;
  ~Key();

  [[nodiscard]] static Key random();
  [[nodiscard]] std::string_view bytes() const;

  /// AES-256-GCM. `context` is bound as additional data ("goal.words:4711"): a value moved to another row does not open.
  /// Layout: 1 byte format (1), 12 bytes nonce, text, 16 bytes tag.
  [[nodiscard]] std::string seal(std::string_view context, std::string_view plain) const;
  /// nullopt if key, context or bytes do not fit.
  [[nodiscard]] std::optional<std::string> open(std::string_view context, std::string_view sealed) const;

 private:
  friend std::string hmac(const Key& key, std::string_view text);
  struct State;
  std::unique_ptr<State> state_;
};

/// HKDF-SHA256 (RFC 5869), `length` bytes.
[[nodiscard]] std::string hkdf(std::string_view secret, std::string_view salt, std::string_view info,
                               std::size_t length);
/// Key derived for one purpose (HKDF-SHA256). From several threads.
[[nodiscard]] Key derive(const Key& key, std::string_view purpose);
/// HMAC-SHA256, all 32 bytes. Uses the key's context: one thread at a time.
[[nodiscard]] std::string hmac(const Key& key, std::string_view text);
[[nodiscard]] std::string sha256(std::string_view bytes);
[[nodiscard]] std::string random_bytes(std::size_t count);
/// URL-safe base64 without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_hex(std::string_view hex);
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace kim::crypto
