// Passwords and the second factor. Accounts are invented.
#include "platform/crypto/password.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include "base/text.h"
#include "platform/crypto/crypto.h"

namespace kim::crypto {
namespace {

Moment at_second(std::int64_t seconds) { return moment_from_micros(seconds * 1'000'000); }

class Password_hash : public testing::Test {
 protected:
  Password_hash() { set_password_cost_for_tests(); }
};

TEST_F(Password_hash, Verifies_only_its_password) {
  const std::string hash = hash_password("vier grüne Kühe warten");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$"));
  EXPECT_TRUE(verify_password(hash, "vier grüne Kühe warten"));
  EXPECT_FALSE(verify_password(hash, "vier grüne Kühe warten "));
  EXPECT_FALSE(verify_password(hash, ""));
  EXPECT_FALSE(verify_password("", "vier grüne Kühe warten"));
  EXPECT_FALSE(verify_password("$argon2id$broken", "vier grüne Kühe warten"));
  EXPECT_NE(hash, hash_password("vier grüne Kühe warten")) << "salted";
}

TEST_F(Password_hash, Is_made_by_many_threads_without_loss) {
  std::vector<int> fine(6, 0);
  {
    std::vector<std::jthread> threads;
    for (int& one : fine) threads.emplace_back([&one] { one = verify_password(hash_password("ab"), "ab") ? 1 : 0; });
  }
  EXPECT_EQ(fine, std::vector<int>(6, 1));
}

TEST_F(Password_hash, Of_nobody_gives_no_answer_and_no_fault) {
  EXPECT_NO_THROW(verify_password_of_nobody("anything"));
}

struct Choice {
  std::string_view password;
  std::string_view reason;  // words of the message; empty if accepted
};
constexpr std::string_view kShort = "mindestens 12", kLong = "höchstens 200", kSequence = "einfache Folge",
                           kOwn = "aus Ihrem Namen", kCommon = "häufiger Passwörter";
TEST(New_password, Is_accepted_or_refused_with_a_reason) {
  const std::vector<Choice> table = {{"vier grüne Kühe warten", ""},
                                     {"x9kimq7r2t8w", ""},
                                     {"Lampe-Fluss-Teller-Moos", ""},
                                     {"zwölfzeichen", ""},
                                     {"q8#Vt!mZ2p@L", ""},
                                     {"Petra mag nasse Igel im Heu", ""},
                                     {"kurz", kShort},
                                     {"elf-zeichen", kShort},
                                     {"ööööö", kShort},
                                     {"aaaaaaaaaaaa", kSequence},
                                     {"123456789012", kSequence},
                                     {"abcdefghijkl", kSequence},
                                     {"lkjihgfedcba", kSequence},
                                     {"abcabcabcabc", kSequence},
                                     {"sommersommer", kSequence},
                                     {"Passwort2026!!", kCommon},
                                     {"P@ssw0rt2026", kCommon},
                                     {"2026Willkommen", kCommon},
                                     {"Sommer-Urlaub-26", kCommon},
                                     {"qwertzuiopasdf", kCommon},
                                     {"1qay2wsx3edc", kCommon},
                                     {"Integration2026", kCommon},
                                     {"MuellerMeier12", kCommon},
                                     {"Fußballgott!1", kCommon},
                                     {"Oeztuerk2026!", kOwn},
                                     {"petra.öztürk.1", kOwn},
                                     {"Kreis-Paderborn-2026", kOwn},
                                     {"KIM-Passwort-2026", kOwn},
                                     {"Integrationsmanagement", kOwn},
                                     {"Petra-Sommer-1980", kOwn}};
  for (const Choice& row : table) {
    SCOPED_TRACE(row.password);
    const auto result = check_new_password(row.password, "p.oeztuerk@kreis-paderborn.de", "Petra Öztürk");
    EXPECT_EQ(result.has_value(), row.reason.empty());
    if (result) continue;
    EXPECT_EQ(result.error().code, ErrorCode::invalid);
    EXPECT_TRUE(result.error().message.contains(row.reason)) << result.error().message;
  }
}

TEST(New_password, Has_at_most_200_characters) {
  std::string text;
  for (int i = 0; text::length(text) < 200; ++i) text += "wört" + std::to_string(i * 7919) + " ";
  while (text::length(text) > 200) text.pop_back();
  EXPECT_TRUE(check_new_password(text, "", "").has_value());
  EXPECT_TRUE(check_new_password(text + "y", "", "").error().message.contains(kLong));
}

TEST(Totp, Matches_rfc_6238) {
  const std::string secret = "12345678901234567890";
  const std::vector<std::pair<std::int64_t, std::string>> table = {{59, "287082"},         {1111111109, "081804"},
                                                                   {1111111111, "050471"}, {1234567890, "005924"},
                                                                   {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [second, code] : table) {
    EXPECT_EQ(totp_code(secret, at_second(second)), code);
    EXPECT_EQ(verify_totp(secret, code, at_second(second)), second / 30);
  }
}

TEST(Totp, Tolerates_one_step_each_way_and_no_more) {
  const std::string secret = new_totp_secret();
  ASSERT_EQ(secret.size(), 20U);
  const std::string code = totp_code(secret, at_second(3000));
  for (const std::int64_t second : {2970, 2999, 3000, 3029, 3059})
    EXPECT_EQ(verify_totp(secret, code, at_second(second)), 100);
  for (const std::int64_t second : {2969, 3060, 0}) EXPECT_NE(verify_totp(secret, code, at_second(second)), 100);
}

TEST(Totp, Takes_a_blank_in_the_code_and_nothing_else) {
  const std::string secret = "12345678901234567890";
  EXPECT_TRUE(verify_totp(secret, "287 082", at_second(59)).has_value());
  for (const char* bad : {"", "28708", "2870820", "28708a", "-287082", "94287082"})
    EXPECT_FALSE(verify_totp(secret, bad, at_second(59)).has_value()) << bad;
}

TEST(Totp, Address_is_understood_by_authenticator_apps) {
  EXPECT_EQ(base32("12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(totp_uri("f", "p.öz@example.org", "KIM Kreis"),
            "otpauth://totp/"
            "KIM%20Kreis:p.%C3%B6z%40example.org?secret=MY&issuer=KIM%20Kreis&algorithm=SHA1&digits=6&period=30");
}

TEST(Recovery_codes, Are_readable_and_different) {
  std::set<std::string> codes;
  for (int i = 0; i < 200; ++i) {
    const std::string code = new_recovery_code();
    ASSERT_EQ(code.size(), 14U);
    EXPECT_EQ(code[4], '-');
    EXPECT_EQ(code[9], '-');
    EXPECT_EQ(code.find_first_of("ilo01"), std::string::npos) << code;
    codes.insert(code);
  }
  EXPECT_EQ(codes.size(), 200U);
}

/// The modules a path of "Mx yhwv1h-wz" draws, as text.
std::vector<std::string> drawn(const QrCode& code) {
  std::vector<std::string> rows(static_cast<std::size_t>(code.size),
                                std::string(static_cast<std::size_t>(code.size), '.'));
  std::istringstream in(code.path);
  for (std::string part; std::getline(in, part, 'z');) {
    std::size_t x = 0, y = 0, width = 0;
    EXPECT_EQ(std::sscanf(part.c_str(), "M%zu %zuh%zuv1h-", &x, &y, &width), 3) << part;
    for (std::size_t i = x; i < x + width; ++i) rows.at(y).at(i) = '#';
  }
  return rows;
}

TEST(Qr_code, Has_its_three_finders_inside_a_white_margin) {
  const QrCode code = qr_code("otpauth://totp/KIM:a?secret=GEZDGNBVGY3TQOJQ");
  const std::vector<std::string> rows = drawn(code);
  const std::size_t last = rows.size() - 4;
  for (const auto& [x, y] : {std::pair<std::size_t, std::size_t>{4, 4}, {last - 7, 4}, {4, last - 7}}) {
    EXPECT_EQ(rows[y].substr(x, 7), "#######");
    EXPECT_EQ(rows[y + 1].substr(x, 7), "#.....#");
    EXPECT_EQ(rows[y + 3].substr(x, 7), "#.###.#");
  }
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(rows[i].find('#'), std::string::npos);
  EXPECT_TRUE(std::ranges::all_of(
      rows, [](const std::string& row) { return row.starts_with("....") && row.ends_with("...."); }));
}

TEST(Qr_code, Refuses_what_does_not_fit) { EXPECT_THROW((void)qr_code(std::string(5'000, 'x')), std::runtime_error); }

}  // namespace
}  // namespace kim::crypto
