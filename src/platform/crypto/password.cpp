// Hashing of passwords with Argon2id. What it is not: the rules for new passwords (password_rules.cpp) or the second
// factor (second_factor.cpp).
#include "platform/crypto/password.h"

#include <sodium.h>

#include <array>
#include <atomic>
#include <semaphore>

#include "base/check.h"

namespace kim::crypto {
namespace {

struct Cost {
  unsigned long long passes;
  std::size_t memory;
};
constexpr Cost kCost{3, std::size_t{64} << 20};
std::atomic<bool> cheap{false};

Cost cost() { return cheap ? Cost{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN} : kCost; }

// Each hash takes 64 MiB and a core for a sixth of a second: a flood of logins must queue here, not fill the machine.
class Slot {
 public:
  Slot() { slots().acquire(); }
  ~Slot() { slots().release(); }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

 private:
  static std::counting_semaphore<2>& slots() {
    static std::counting_semaphore<2> two(2);
    return two;
  }
};

void prepare_sodium() {
  static const bool ready = ::sodium_init() >= 0;
  if (!ready) throw Fault("libsodium cannot be initialised");
}

/// libsodium takes no null pointer, not even for an empty password, which a form without that field gives.
const char* never_null(std::string_view password) { return password.empty() ? "" : password.data(); }

}  // namespace

std::string hash_password(std::string_view password) {
  prepare_sodium();
  const Slot slot;
  const Cost now = cost();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (::crypto_pwhash_str_alg(hash.data(), never_null(password), password.size(), now.passes, now.memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw Fault("no memory to hash a password", Fault::Kind::unavailable);
  return hash.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
  prepare_sodium();
  const Slot slot;
  return ::crypto_pwhash_str_verify(std::string(hash).c_str(), never_null(password), password.size()) == 0;
}

// Making a hash is one run of Argon2, as checking one is.
void verify_password_of_nobody(std::string_view password) { static_cast<void>(hash_password(password)); }

void set_password_cost_for_tests() { cheap = true; }

}  // namespace kim::crypto
