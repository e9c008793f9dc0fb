// Known answers of the standards, and what must not open.
#include "platform/crypto/crypto.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "base/check.h"

namespace kim::crypto {
namespace {

std::string raw(std::string_view hex_text) { return from_hex(hex_text).value(); }
Key padded_key(std::string bytes) {
  bytes.resize(32, '\0');  // HMAC fills short keys with zeros, so the vectors of RFC 4231 fit
  return Key(bytes);
}

struct Gcm {
  std::string_view name, key, nonce, context, plain, cipher, tag;
};
constexpr std::string_view kZero = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr std::string_view kZeroNonce = "000000000000000000000000";
TEST(Aes_gcm_vectors, Open_to_the_known_text) {
  const std::vector<Gcm> table = {
      {"13", kZero, kZeroNonce, "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
      {"14", kZero, kZeroNonce, "", "00000000000000000000000000000000", "cea7403d4d606b6e074ec5d3baf39d18",
       "d0d1c8a799996bf0265b98b5d48ab919"},
      {"16", "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
       "feedfacedeadbeeffeedfacedeadbeefabaddad2",
       "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
       "b16aedf5aa0de657ba637b39",
       "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
       "c5f61e6393ba7a0abcc9f662",
       "76fc6ece0f4e1768cddf8853bb2d551b"}};
  for (const Gcm& row : table) {
    SCOPED_TRACE(row.name);
    const Key key(raw(row.key));
    const auto plain = key.open(raw(row.context), "\x01" + raw(row.nonce) + raw(row.cipher) + raw(row.tag));
    ASSERT_TRUE(plain.has_value());
    EXPECT_EQ(hex(*plain), row.plain);
  }
}

TEST(A_sealed_text, Opens_with_its_key_and_context) {
  const Key key = Key::random();
  for (const std::string& plain : {std::string(), std::string("x"), std::string("Parwin"), std::string(100'000, 'a')}) {
    const std::string sealed = key.seal("person.name:7", plain);
    EXPECT_EQ(sealed.size(), plain.size() + 29);
    EXPECT_EQ(key.open("person.name:7", sealed), plain);
  }
}

TEST(A_sealed_text, Does_not_open_elsewhere) {
  const Key key = Key::random();
  const std::string sealed = key.seal("person.name:7", "Parwin");
  EXPECT_EQ(key.open("person.name:8", sealed), std::nullopt);
  EXPECT_EQ(key.open("", sealed), std::nullopt);
  EXPECT_EQ(Key::random().open("person.name:7", sealed), std::nullopt);
  EXPECT_EQ(key.open("person.name:7", sealed), "Parwin") << "a failure before must not spoil the context";
}

TEST(A_sealed_text, Does_not_open_with_any_bit_flipped_or_byte_missing) {
  const Key key = Key::random();
  const std::string sealed = key.seal("c", "Parwin");
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string other = sealed;
    other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << bit % 8));
    EXPECT_EQ(key.open("c", other), std::nullopt) << "bit " << bit;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_EQ(key.open("c", sealed.substr(0, size)), std::nullopt) << "size " << size;
}

TEST(Sealing_twice, Never_uses_a_nonce_twice) {
  const Key key = Key::random();
  std::set<std::string> nonces;
  for (int i = 0; i < 5'000; ++i) nonces.insert(key.seal("c", "same").substr(1, 12));
  EXPECT_EQ(nonces.size(), 5'000U);
}

TEST(A_key, Has_32_bytes) {
  EXPECT_THROW(Key("short"), Bug);
  EXPECT_EQ(Key::random().bytes().size(), 32U);
  EXPECT_NE(Key::random().bytes(), Key::random().bytes());
}

struct Mac {
  std::string key, text;
  std::string_view mac;
};
TEST(Rfc_4231, Gives_the_known_mac) {
  const std::vector<Mac> table = {
      {std::string(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"}};
  for (const Mac& row : table) {
    SCOPED_TRACE(row.text);
    const Key key = padded_key(row.key);
    EXPECT_EQ(hex(hmac(key, row.text)), row.mac);
    EXPECT_EQ(hex(hmac(key, row.text)), row.mac) << "the context is used again";
  }
}

TEST(Rfc_5869, Gives_the_known_keys) {
  EXPECT_EQ(hex(hkdf(std::string(22, '\x0b'), raw("000102030405060708090a0b0c"), raw("f0f1f2f3f4f5f6f7f8f9"), 42)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  EXPECT_EQ(hex(hkdf(std::string(22, '\x0b'), "", "", 42)),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(A_derived_key, Depends_on_key_and_purpose) {
  const Key key = Key::random();
  EXPECT_EQ(derive(key, "a").bytes(), derive(key, "a").bytes());
  EXPECT_NE(derive(key, "a").bytes(), derive(key, "b").bytes());
  EXPECT_NE(derive(key, "a").bytes(), derive(Key::random(), "a").bytes());
  EXPECT_EQ(derive(key, "a").bytes(), hkdf(key.bytes(), "", "a", 32));
}

TEST(Sha256, Gives_the_known_digest) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Base64url, Is_that_of_rfc_4648_without_padding) {
  EXPECT_EQ(base64url(""), "");
  EXPECT_EQ(base64url("f"), "Zg");
  EXPECT_EQ(base64url("fo"), "Zm8");
  EXPECT_EQ(base64url("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64url("\xfb\xff"), "-_8");
}

TEST(Hex, Reads_what_it_writes_and_refuses_the_rest) {
  EXPECT_EQ(hex(std::string("\x00\xff\x1a", 3)), "00ff1a");
  EXPECT_EQ(from_hex("00FF1a"), std::string("\x00\xff\x1a", 3));
  for (const char* bad : {"0", "0g", "g0", " 0", "0x"}) EXPECT_EQ(from_hex(bad), std::nullopt) << bad;
}

TEST(Comparison_in_constant_time, Compares) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

}  // namespace
}  // namespace kim::crypto
