// Owners of OpenSSL handles and the check of its return codes. What it is not: for use outside this folder.
#pragma once

#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>
#include <string_view>

#include "base/check.h"

namespace kim::crypto::openssl {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* handle) const {
    Free(handle);
  }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Freed<EVP_MAC_CTX_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Freed<EVP_KDF_CTX_free>>;

/// OpenSSL refuses only when memory or its provider is missing: a Fault. Never used on what input decides.
inline void must(bool success, const char* what) {
  if (!success) throw Fault(std::string("OpenSSL: ") + what);
}

inline const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
inline unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// Fills from the random generator by way of a pool per thread: a nonce costs no system call and no lock.
void fill_nonce(unsigned char* out, std::size_t count);

}  // namespace kim::crypto::openssl
