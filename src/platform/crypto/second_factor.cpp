// Second factor: TOTP (RFC 6238), recovery codes, QR code for the authenticator app. What it is not: storage of secrets
// or the memory of used steps.
#include <qrencode.h>
extern "C" {
#include <liboath/oath.h>
}

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "base/check.h"
#include "platform/crypto/crypto.h"
#include "platform/crypto/password.h"

namespace kim::crypto {
namespace {

constexpr std::int64_t kStepSeconds = 30;
constexpr unsigned kDigits = 6;
constexpr int kQuietModules = 4;  // ISO/IEC 18004: readers need the white margin
// Without i, l, o, 0 and 1: read aloud and typed from paper.
constexpr std::string_view kRecoveryLetters = "abcdefghjkmnpqrstuvwxyz23456789";

void must(int result, const char* what) {
  if (result != OATH_OK) throw Fault(std::string("liboath: ") + what + ": " + ::oath_strerror(result));
}

void prepare_oath() {
  static const int ready = ::oath_init();
  must(ready, "init");
}

std::int64_t step_of(Moment moment) {
  return std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count() / kStepSeconds;
}

std::string code_of_step(std::string_view secret, std::int64_t step) {
  prepare_oath();
  std::array<char, kDigits + 1> code{};
  must(::oath_hotp_generate(secret.data(), secret.size(), static_cast<std::uint64_t>(step), kDigits, false,
                            OATH_HOTP_DYNAMIC_TRUNCATION, code.data()),
       "code");
  return code.data();
}

std::string percent_encoded(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  static constexpr std::string_view kPlain = "-._~";
  std::string result;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain || kPlain.contains(c)) {
      result += c;
    } else {
      result += {'%', kHex[static_cast<unsigned char>(c) >> 4], kHex[c & 15]};
    }
  }
  return result;
}

char random_recovery_letter() {
  while (true) {
    const unsigned value = static_cast<unsigned char>(random_bytes(1)[0]) & 31U;
    if (value < kRecoveryLetters.size()) return kRecoveryLetters[value];  // 31 of 32: all equally likely
  }
}

struct FreeQrCode {
  void operator()(QRcode* code) const { ::QRcode_free(code); }
};

/// Dark modules of one row from `x` on.
int dark_run(const unsigned char* row, int x, int width) {
  int end = x;
  while (end < width && (row[end] & 1) != 0) ++end;
  return end - x;
}

std::string dark_rectangle(int x, int y, int width) {
  return "M" + std::to_string(x) + " " + std::to_string(y) + "h" + std::to_string(width) + "v1h-" +
         std::to_string(width) + "z";
}

}  // namespace

std::string new_totp_secret() { return random_bytes(20); }

std::string totp_code(std::string_view secret, Moment now) { return code_of_step(secret, step_of(now)); }

std::optional<std::int64_t> verify_totp(std::string_view secret, std::string_view code, Moment now) {
  std::string digits(code);
  std::erase(digits, ' ');  // apps show "123 456"
  const std::int64_t current = step_of(now);
  for (const std::int64_t step : {current, current - 1, current + 1})
    if (equal_in_constant_time(code_of_step(secret, step), digits)) return step;
  return std::nullopt;
}

std::string totp_uri(std::string_view secret, std::string_view account, std::string_view issuer) {
  const std::string by = percent_encoded(issuer);
  return "otpauth://totp/" + by + ":" + percent_encoded(account) + "?secret=" + base32(secret) + "&issuer=" + by +
         "&algorithm=SHA1&digits=6&period=30";
}

std::string base32(std::string_view bytes) {
  char* encoded = nullptr;
  std::size_t size = 0;
  must(::oath_base32_encode(bytes.data(), bytes.size(), &encoded, &size), "base32");
  const std::unique_ptr<char, decltype(&std::free)> owner(encoded, &std::free);
  std::string result(encoded, size);
  std::erase(result, '=');
  return result;
}

std::string new_recovery_code() {
  std::string code;
  for (int i = 0; i < 12; ++i) {
    if (i == 4 || i == 8) code += '-';
    code += random_recovery_letter();
  }
  return code;
}

QrCode qr_code(std::string_view text) {
  const std::unique_ptr<QRcode, FreeQrCode> code(::QRcode_encodeData(
      static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  if (!code) throw Fault("libqrencode: text too long or no memory");
  QrCode result{code->width + 2 * kQuietModules, {}};
  for (int y = 0; y < code->width; ++y) {
    const unsigned char* row = code->data + y * code->width;
    for (int x = 0; x < code->width; ++x) {
      const int run = dark_run(row, x, code->width);
      if (run > 0) result.path += dark_rectangle(x + kQuietModules, y + kQuietModules, run);
      x += run;
    }
  }
  return result;
}

}  // namespace kim::crypto
