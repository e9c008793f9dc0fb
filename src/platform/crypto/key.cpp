// Class Key: AES-256-GCM and HMAC-SHA256 with contexts that are set up once per key. What it is not: key storage.
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "platform/crypto/crypto.h"
#include "platform/crypto/openssl.h"

namespace kim::crypto {
namespace {

using namespace openssl;

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kHeadBytes = 1 + kNonceBytes;
constexpr std::size_t kTextMost = std::numeric_limits<int>::max() - 64;  // lengths are int in OpenSSL
constexpr char kFormat = 1;

// Fetched once: looking the algorithm up costs more than sealing a name.
const EVP_CIPHER* aes_256_gcm() {
  static const EVP_CIPHER* cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  must(cipher != nullptr, "AES-256-GCM");
  return cipher;
}

EVP_MAC* hmac_algorithm() {
  static EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  must(mac != nullptr, "HMAC");
  return mac;
}

CipherContext cipher_context(const unsigned char* key, int encrypt) {
  CipherContext context(EVP_CIPHER_CTX_new());
  must(context && EVP_CipherInit_ex2(context.get(), aes_256_gcm(), key, nullptr, encrypt, nullptr) == 1, "cipher key");
  return context;
}

MacContext mac_context(const unsigned char* key) {
  MacContext context(EVP_MAC_CTX_new(hmac_algorithm()));
  char digest[] = "SHA256";
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                               OSSL_PARAM_construct_end()};
  must(context && EVP_MAC_init(context.get(), key, kKeyBytes, params) == 1, "mac key");
  return context;
}

int length_of(std::string_view text) {
  CHECK(text.size() <= kTextMost);
  return static_cast<int>(text.size());
}

void update(EVP_CIPHER_CTX* context, unsigned char* out, std::string_view in) {
  int done = 0;
  if (!in.empty()) must(EVP_CipherUpdate(context, out, &done, bytes(in), length_of(in)) == 1, "cipher update");
}

void begin(EVP_CIPHER_CTX* context, const unsigned char* nonce, std::string_view additional) {
  must(EVP_CipherInit_ex2(context, nullptr, nullptr, nonce, -1, nullptr) == 1, "nonce");
  update(context, nullptr, additional);
}

}  // namespace

namespace openssl {

void fill_nonce(unsigned char* out, std::size_t count) {
  struct Pool {
    std::array<unsigned char, 4092> bytes;  // 341 nonces
    std::size_t used = sizeof(bytes);
  };
  thread_local Pool pool;
  CHECK(count <= sizeof(pool.bytes));
  if (pool.used + count > sizeof(pool.bytes)) {
    must(RAND_bytes(pool.bytes.data(), sizeof(pool.bytes)) == 1, "random bytes");
    pool.used = 0;
  }
  std::memcpy(out, pool.bytes.data() + pool.used, count);
  pool.used += count;
}

}  // namespace openssl

// Contexts are made when first needed: most keys of a request only open.
struct Key::State {
  std::array<unsigned char, kKeyBytes> key;
  CipherContext sealing;
  CipherContext opening;
  MacContext mac;

  ~State() { OPENSSL_cleanse(key.data(), key.size()); }
  EVP_CIPHER_CTX* for_sealing() {
    if (!sealing) sealing = cipher_context(key.data(), 1);
    return sealing.get();
  }
  EVP_CIPHER_CTX* for_opening() {
    if (!opening) opening = cipher_context(key.data(), 0);
    return opening.get();
  }
  EVP_MAC_CTX* for_mac() {
    if (!mac) mac = mac_context(key.data());
    return mac.get();
  }
};

Key::Key(std::string_view bytes32) : state_(std::make_unique<State>()) {
  CHECK(bytes32.size() == kKeyBytes);
  std::memcpy(state_->key.data(), bytes32.data(), kKeyBytes);
}
Key::Key(Key&&) noexcept = default;
Key& Key::operator=(Key&&) noexcept = default;
Key::~Key() = default;

Key Key::random() {
  std::string bytes = random_bytes(kKeyBytes);
  Key key(bytes);
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return key;
}

std::string_view Key::bytes() const { return {reinterpret_cast<const char*>(state_->key.data()), state_->key.size()}; }

std::string Key::seal(std::string_view context, std::string_view plain) const {
  std::string sealed(kHeadBytes + plain.size() + kTagBytes, kFormat);
  unsigned char* out = openssl::bytes(sealed);
  fill_nonce(out + 1, kNonceBytes);
  EVP_CIPHER_CTX* cipher = state_->for_sealing();
  begin(cipher, out + 1, context);
  update(cipher, out + kHeadBytes, plain);
  int rest = 0;
  unsigned char* tag = out + kHeadBytes + plain.size();
  must(EVP_CipherFinal_ex(cipher, tag, &rest) == 1, "cipher end");
  must(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, kTagBytes, tag) == 1, "tag");
  return sealed;
}

std::optional<std::string> Key::open(std::string_view context, std::string_view sealed) const {
  if (sealed.size() < kHeadBytes + kTagBytes || sealed.size() > kTextMost || sealed[0] != kFormat) return std::nullopt;
  const std::string_view body = sealed.substr(kHeadBytes, sealed.size() - kHeadBytes - kTagBytes);
  std::array<unsigned char, kTagBytes> tag;
  std::memcpy(tag.data(), sealed.data() + sealed.size() - kTagBytes, kTagBytes);
  EVP_CIPHER_CTX* cipher = state_->for_opening();
  begin(cipher, openssl::bytes(sealed) + 1, context);
  must(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1, "tag");
  std::string plain(body.size(), '\0');
  update(cipher, openssl::bytes(plain), body);
  int rest = 0;
  if (EVP_CipherFinal_ex(cipher, tag.data(), &rest) == 1) return plain;
  OPENSSL_cleanse(plain.data(), plain.size());  // not authentic: nobody may see it
  return std::nullopt;
}

std::string hmac(const Key& key, std::string_view text) {
  EVP_MAC_CTX* mac = key.state_->for_mac();
  std::string result(32, '\0');
  std::size_t size = 0;
  must(EVP_MAC_init(mac, nullptr, 0, nullptr) == 1 && EVP_MAC_update(mac, bytes(text), text.size()) == 1 &&
           EVP_MAC_final(mac, bytes(result), &size, result.size()) == 1,
       "mac");
  return result;
}

}  // namespace kim::crypto
