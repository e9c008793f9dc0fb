// Nothing personal is readable on disk: the demo world is written, then database file and write-ahead log are searched for
// every name, note word, street, phone number and address of its people.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "app/demo_data.h"
#include "app/demo_story.h"
#include "base/text.h"
#include "platform/assets.h"
#include "platform/crypto/password.h"
#include "support/database.h"

namespace kim {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Words of at least seven letters; shorter ones may occur in codes by chance.
void add_words(std::set<std::string>& words, const std::string& text, std::size_t least) {
  std::string word;
  for (const char c : text + " ") {
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += c;
      continue;
    }
    if (word.size() >= least) words.insert(word);
    word.clear();
  }
}

/// What must not be found.
std::set<std::string> secrets_of(const app::demo::World& world) {
  std::set<std::string> secrets;
  for (const auto& person : world.persons) {
    for (const std::string* name : {&person.given, &person.family, &person.script}) add_words(secrets, *name, 5);
    for (const std::string* whole : {&person.phone, &person.email, &person.street})
      if (!whole->empty()) secrets.insert(*whole);
    add_words(secrets, person.concern, 7);
    for (const auto& relative : person.relatives) add_words(secrets, relative.name, 5);
    for (const auto& contact : person.contacts) add_words(secrets, contact.note, 7);
    for (const auto& goal : person.goals) add_words(secrets, goal.words + " " + goal.agreed, 7);
    for (const auto& need : person.needs) add_words(secrets, need.wish + " " + need.need, 7);
    for (const auto& task : person.tasks) add_words(secrets, task.title, 7);
    for (const auto& referral : person.referrals) add_words(secrets, referral.reason + " " + referral.reminded, 7);
    for (const auto& one : person.conferences) add_words(secrets, one.purpose + " " + one.minutes + " " + one.place, 7);
    for (const auto& network : person.networks)
      for (const auto& node : network.nodes) add_words(secrets, node.name + " " + node.helps, 7);
    for (const auto& talk : person.uma.talks) add_words(secrets, talk.participants + " " + talk.agreed, 7);
    for (const auto& duty : person.uma.duties) add_words(secrets, duty.matter, 7);
    for (const auto& focus : person.uma.focuses) add_words(secrets, focus.aim + " " + focus.note, 7);
    for (const auto& work : person.uma.works) add_words(secrets, work.employer, 7);
  }
  for (const auto& inquiry : world.inquiries) add_words(secrets, inquiry.name + " " + inquiry.concern, 7);
  for (const auto& account : world.accounts) add_words(secrets, account.name, 5);
  return secrets;
}

/// Open data of the organisation and words of the program itself may share a word with a note.
std::string open_text() {
  std::string text(assets::bytes("data/templates/paderborn.toml"));
  for (const assets::File& file : assets::files())
    if (file.path.starts_with("data/codes/") || file.path.starts_with("db/migrations/") ||
        file.path.starts_with("data/texts/") || file.path.starts_with("data/letters/begleitheft.") ||
        file.path == "data/demo/network.toml")  // about no person
      text += file.bytes;
  return text;
}

TEST(Plaintext, Database_and_log_hold_no_word_of_the_demo_people) {
  crypto::set_password_cost_for_tests();
  const fs::path folder = fs::path(test::temporary_folder()) / "plaintext";
  app::Settings settings;
  settings.data_dir = folder.string();
  settings.key_file = (fs::path(test::temporary_folder()) / "keys" / "master.key").string();
  settings.demo = true;
  settings.mail_from = "kim@example.org";
  const auto world = app::demo::load_world();
  std::string on_disk;
  {
    app::Runtime runtime(settings, app::Create::yes);
    app::demo::tell(runtime, world, [](std::size_t, std::size_t) {});
    on_disk =
        bytes_of(folder / "kim.db") + bytes_of(folder / "kim.db-wal");  // before closing: the log still holds pages
  }
  on_disk += bytes_of(folder / "kim.db");
  ASSERT_GT(on_disk.size(), 500'000U);
  ASSERT_NE(on_disk.find("MBE Caritas Paderborn"), std::string::npos) << "the search itself works: open data is found";
  const std::string open = open_text();
  std::size_t searched = 0;
  for (const std::string& secret : secrets_of(world)) {
    if (open.find(secret) != std::string::npos) continue;
    ++searched;
    EXPECT_EQ(on_disk.find(secret), std::string::npos) << secret;
  }
  EXPECT_GT(searched, 400U);
}

}  // namespace
}  // namespace kim
