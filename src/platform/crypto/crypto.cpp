// Digests, key derivation, random bytes and the text forms of bytes. What it is not: sealing (key.cpp).
#include "platform/crypto/crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <limits>

#include "platform/crypto/openssl.h"

namespace kim::crypto {
namespace {

using namespace openssl;

EVP_KDF* hkdf_algorithm() {
  static EVP_KDF* kdf = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
  must(kdf != nullptr, "HKDF");
  return kdf;
}

OSSL_PARAM octets(const char* name, std::string_view value) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(value.data()), value.size());
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string hkdf(std::string_view secret, std::string_view salt, std::string_view info, std::size_t length) {
  KdfContext context(EVP_KDF_CTX_new(hkdf_algorithm()));
  must(context != nullptr, "HKDF context");
  char digest[] = "SHA256";
  // An empty salt is left out: OpenSSL then takes 32 zero bytes, as RFC 5869 says.
  const OSSL_PARAM salt_or_end = salt.empty() ? OSSL_PARAM_construct_end() : octets(OSSL_KDF_PARAM_SALT, salt);
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                               octets(OSSL_KDF_PARAM_KEY, secret), octets(OSSL_KDF_PARAM_INFO, info), salt_or_end,
                               OSSL_PARAM_construct_end()};
  std::string result(length, '\0');
  must(EVP_KDF_derive(context.get(), bytes(result), length, params) == 1, "HKDF");
  return result;
}

Key derive(const Key& key, std::string_view purpose) {
  std::string bytes = hkdf(key.bytes(), {}, purpose, 32);
  Key derived(bytes);
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return derived;
}

std::string sha256(std::string_view text) {
  static const EVP_MD* digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::string result(32, '\0');
  must(digest && EVP_Digest(text.data(), text.size(), bytes(result), nullptr, digest, nullptr) == 1, "SHA-256");
  return result;
}

std::string random_bytes(std::size_t count) {
  CHECK(count <= std::numeric_limits<int>::max());
  std::string result(count, '\0');
  must(RAND_bytes(bytes(result), static_cast<int>(count)) == 1, "random bytes");
  return result;
}

std::string base64url(std::string_view bytes) {
  static constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string result;
  result.reserve((bytes.size() * 4 + 2) / 3);
  unsigned pending = 0;
  int bits = 0;
  for (const char c : bytes) {
    pending = pending << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) result += kLetters[pending >> (bits - 6) & 63];
  }
  if (bits > 0) result += kLetters[pending << (6 - bits) & 63];
  return result;
}

std::string hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string result;
  result.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    result += kDigits[static_cast<unsigned char>(c) >> 4];
    result += kDigits[c & 15];
  }
  return result;
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string result;
  result.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_digit(hex[i]), low = hex_digit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    result += static_cast<char>(high << 4 | low);
  }
  return result;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace kim::crypto
