// Test databases of both engines.
#include "support/database.h"

#include <stdlib.h>  // NOLINT mkdtemp is POSIX
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <ostream>

#include <fmt/format.h>

#include "base/check.h"
#include "platform/db/migrate.h"
#include "support/postgres.h"

namespace kim::test {
namespace {

namespace fs = std::filesystem;

/// Exists as long as the process; a forked child that exits leaves it alone.
class ProcessFolder {
 public:
  ProcessFolder() {
    const fs::path memory = "/dev/shm";
    const bool writable = ::access(memory.c_str(), W_OK) == 0;
    path_ = ((writable ? memory : fs::temp_directory_path()) / "kim-test.XXXXXX").string();
    CHECK(::mkdtemp(path_.data()) != nullptr);
  }
  ~ProcessFolder() {
    std::error_code ignored;
    if (::getpid() == owner_) fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  pid_t owner_ = ::getpid();
  std::string path_;
};

/// A migrated file, complete without its log since the last connection was closed.
const std::string& sqlite_template() {
  static const std::string path = [] {
    std::string file = temporary_folder() + "/template.db";
    db::migrate(*db::Database::open({db::Engine::sqlite, file}));
    return file;
  }();
  return path;
}

std::string create_sqlite_file(Schema schema) {
  static std::atomic<int> counter{0};
  std::string file = fmt::format("{}/{}.db", temporary_folder(), ++counter);
  if (schema == Schema::migrated) fs::copy_file(sqlite_template(), file);
  return file;
}

}  // namespace

const std::string& temporary_folder() {
  static const ProcessFolder folder;
  return folder.path();
}

TestDatabase::TestDatabase(db::Engine engine, Schema schema) {
  settings_.engine = engine;
  settings_.location =
      engine == db::Engine::sqlite ? create_sqlite_file(schema) : create_postgres_database(schema == Schema::migrated);
  reopen();
}

TestDatabase::~TestDatabase() {
  database_.reset();
  try {
    if (settings_.engine == db::Engine::postgres)
      drop_postgres_database(settings_.location);
    else
      for (const char* ending : {"", "-wal", "-shm"}) fs::remove(settings_.location + ending);
  } catch (const std::exception& failure) {
    ADD_FAILURE() << "the test database stays behind: " << failure.what();
  }
}

void TestDatabase::reopen() {
  database_.reset();
  database_ = db::Database::open(settings_);
}

std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info) {
  return ::testing::PrintToString(info.param);
}

}  // namespace kim::test

void kim::db::PrintTo(Engine engine, std::ostream* out) { *out << (engine == Engine::sqlite ? "sqlite" : "postgres"); }
