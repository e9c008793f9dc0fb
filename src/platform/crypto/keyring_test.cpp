// Key wrapping, the blind index and the strictness of the master key file.
#include "platform/crypto/keyring.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <thread>
#include <vector>

#include "base/check.h"

namespace kim::crypto {
namespace {

namespace fs = std::filesystem;

Keyring new_keyring(const Key& master) { return Keyring::open(master, Keyring::new_tenant_key(master)).value(); }

unsigned mode_of(const fs::path& path) {
  struct stat facts{};
  ::stat(path.c_str(), &facts);
  return facts.st_mode & 0777;
}

class Master_key_file : public testing::Test {
 protected:
  Master_key_file() {
    std::string name = (fs::temp_directory_path() / "kim-key-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Master_key_file() override { fs::remove_all(folder_); }
  fs::path written(const std::string& text, mode_t mode = 0600) {
    const fs::path file = folder_ / "written";
    std::ofstream(file) << text;
    ::chmod(file.c_str(), mode);
    return file;
  }
  fs::path folder_;
};

TEST_F(Master_key_file, Is_made_once_for_its_owner_alone) {
  const fs::path file = folder_ / "keys" / "deep" / "master";
  const std::string first(Keyring::master_key(file, true).bytes());
  EXPECT_EQ(Keyring::master_key(file, true).bytes(), first);
  EXPECT_EQ(Keyring::master_key(file, false).bytes(), first);
  EXPECT_EQ(mode_of(file), 0600U);
  EXPECT_EQ(mode_of(file.parent_path()), 0700U);
  EXPECT_EQ(mode_of(folder_ / "keys"), 0700U);
  EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 1) << "no draft stays";
}

TEST_F(Master_key_file, Is_one_key_for_many_that_start_at_once) {
  const fs::path file = folder_ / "keys" / "master";
  std::vector<std::string> keys(8);
  {
    std::vector<std::jthread> starts;
    for (std::string& key : keys) starts.emplace_back([&] { key = Keyring::master_key(file, true).bytes(); });
  }
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), 1U);
}

TEST_F(Master_key_file, Is_not_made_unasked) {
  EXPECT_THROW((void)Keyring::master_key(folder_ / "none", false), Fault);
}

TEST_F(Master_key_file, Is_refused_when_others_may_read_it) {
  const std::string good(64, 'a');
  for (const mode_t mode : {0640, 0604, 0620, 0601})
    EXPECT_THROW((void)Keyring::master_key(written(good, mode), true), Fault) << mode;
  EXPECT_EQ(hex(Keyring::master_key(written(good, 0400), false).bytes()), good);
}

TEST_F(Master_key_file, Is_refused_when_malformed) {
  for (const std::string& bad : {std::string(), std::string(63, 'a'), std::string(66, 'a'), std::string(64, 'x'),
                                 std::string(200, 'a'), std::string(64, 'a') + "\nmore"})
    EXPECT_THROW((void)Keyring::master_key(written(bad), true), Fault) << bad;
  EXPECT_THROW((void)Keyring::master_key(folder_, false), Fault) << "a folder";
}

TEST_F(Master_key_file, Names_the_file_but_not_the_key_in_its_fault) {
  const std::string bad = std::string(63, 'b');
  try {
    (void)Keyring::master_key(written(bad), false);
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_TRUE(std::string(fault.what()).contains("written"));
    EXPECT_FALSE(std::string(fault.what()).contains("bbbb"));
  }
}

TEST(A_tenant_key, Opens_only_with_the_master_key_that_wrapped_it) {
  const Key master = Key::random(), other = Key::random();
  const std::string wrapped = Keyring::new_tenant_key(master);
  EXPECT_TRUE(Keyring::open(master, wrapped).has_value());
  EXPECT_FALSE(Keyring::open(other, wrapped).has_value());
  EXPECT_FALSE(Keyring::open(master, "").has_value());
  EXPECT_NE(Keyring::new_tenant_key(master), Keyring::new_tenant_key(master));
}

TEST(A_tenant_key, Stays_the_same_under_a_new_master_key) {
  const Key master = Key::random(), next = Key::random();
  const std::string wrapped = Keyring::new_tenant_key(master);
  const std::string rewrapped = Keyring::rewrap_tenant_key(master, next, wrapped);
  EXPECT_EQ(Keyring::open(master, wrapped)->token("word", "rahimi"),
            Keyring::open(next, rewrapped)->token("word", "rahimi"));
  EXPECT_FALSE(Keyring::open(master, rewrapped).has_value());
  EXPECT_THROW((void)Keyring::rewrap_tenant_key(next, master, wrapped), Fault);
}

TEST(A_subject_key, Opens_only_for_its_subject_and_tenant) {
  const Key master = Key::random();
  const Keyring ring = new_keyring(master), other = new_keyring(master);
  const std::string wrapped = ring.new_subject_key(7);
  const auto key = ring.subject_key(7, wrapped);
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(ring.subject_key(7, ring.wrap_subject_key(7, *key))->bytes(), key->bytes());
  EXPECT_FALSE(ring.subject_key(8, wrapped).has_value());
  EXPECT_FALSE(other.subject_key(7, wrapped).has_value());
  EXPECT_FALSE(ring.subject_key(7, wrapped.substr(1)).has_value());
  EXPECT_FALSE(ring.subject_key(7, "").has_value());
}

TEST(A_token, Depends_on_kind_text_and_tenant_only) {
  const Key master = Key::random();
  const Keyring ring = new_keyring(master), other = new_keyring(master);
  EXPECT_EQ(ring.token("word", "rahimi"), ring.token("word", "rahimi"));
  EXPECT_NE(ring.token("word", "rahimi"), ring.token("word", "karimi"));
  EXPECT_NE(ring.token("word", "rahimi"), ring.token("prefix", "rahimi"));
  EXPECT_NE(ring.token("ab", "c"), ring.token("a", "bc"));
  EXPECT_NE(ring.token("word", "rahimi"), other.token("word", "rahimi"));
}

TEST(A_tenant_purpose, Has_a_key_of_its_own) {
  const Keyring ring = new_keyring(Key::random());
  EXPECT_EQ(ring.tenant_key("totp").bytes(), ring.tenant_key("totp").bytes());
  EXPECT_NE(ring.tenant_key("totp").bytes(), ring.tenant_key("session").bytes());
}

TEST(A_keyring, Serves_many_threads_at_once) {
  const Keyring ring = new_keyring(Key::random());
  const std::string wrapped = ring.new_subject_key(7);
  const std::int64_t token = ring.token("word", "rahimi");
  std::vector<int> wrong(4, 0);
  {
    std::vector<std::jthread> threads;
    for (int& count : wrong)
      threads.emplace_back([&ring, &wrapped, &count, token] {
        for (int i = 0; i < 500; ++i)
          if (!ring.subject_key(7, wrapped) || ring.token("word", "rahimi") != token) ++count;
      });
  }
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

}  // namespace
}  // namespace kim::crypto
