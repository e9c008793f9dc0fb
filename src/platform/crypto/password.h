// Passwords (Argon2id) and second factor (TOTP). Rules: law.md IT-06, IT-07.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/result.h"

namespace kim::crypto {

/// Argon2id, 64 MiB, 3 passes (tests and demo seeding may lower it with `set_password_cost_for_tests`). At most two at a
/// time in the process: else logins are a denial of service.
[[nodiscard]] std::string hash_password(std::string_view password);
[[nodiscard]] bool verify_password(std::string_view hash, std::string_view password);
/// The same work for an unknown account, so that the answer takes the same time.
void verify_password_of_nobody(std::string_view password);
void set_password_cost_for_tests();

/// 12 to 200 characters; not in the offline list of common passwords; not the name of the account or the product.
/// Error: invalid with a German sentence that says what to do.
[[nodiscard]] Result<void> check_new_password(std::string_view password, std::string_view login, std::string_view name);

[[nodiscard]] std::string new_totp_secret();  // 20 random bytes
/// RFC 6238, 30 s, 6 digits, one step of tolerance each way. Returns the step that fits; the caller stores it and
/// refuses steps not larger than the last one (no replay).
[[nodiscard]] std::optional<std::int64_t> verify_totp(std::string_view secret, std::string_view code, Moment now);
[[nodiscard]] std::string totp_code(std::string_view secret, Moment now);  // for tests and `kim user`
/// otpauth:// address for the QR code; base32 secret for typing.
[[nodiscard]] std::string totp_uri(std::string_view secret, std::string_view account, std::string_view issuer);
[[nodiscard]] std::string base32(std::string_view bytes);
/// One code "abcd-efgh-jkmn" (59 bits); an account gets ten, shown once, stored as hashes.
[[nodiscard]] std::string new_recovery_code();
/// QR code as SVG path data in module units: `size` modules each way, the white margin of 4 included.
/// Example: <svg viewBox="0 0 {size} {size}"><path d="{path}"/></svg>
struct QrCode {
  int size;
  std::string path;
};
[[nodiscard]] QrCode qr_code(std::string_view text);

}  // namespace kim::crypto
