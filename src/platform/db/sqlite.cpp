// SQLite: one file, WAL, every commit synced to disk. The only file that includes sqlite3.h.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <fmt/format.h>

#include "platform/db/engine.h"

namespace kim::db {
namespace {

struct CloseHandle {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

struct Statement {
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle;
  std::vector<int> slots;  // slots[i] is SQLite's number of parameter $(i+1)
  bool busy = false;
};

/// Marks a statement as running and resets it whatever happens.
class Running {
 public:
  explicit Running(Statement& statement) : statement_(statement) {
    CHECK(!statement.busy);  // a query was asked again inside its own row callback
    statement_.busy = true;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    sqlite3_reset(statement_.handle.get());
    statement_.busy = false;
  }

 private:
  Statement& statement_;
};

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement), columns_(sqlite3_column_count(statement)) {}
  bool null(int column) const override { return type(column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override {
    return holds(column, SQLITE_INTEGER) ? sqlite3_column_int64(statement_, column) : 0;
  }
  std::string_view text(int column) const override {
    if (!holds(column, SQLITE_TEXT)) return {};
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  std::string_view bytes(int column) const override {
    if (!holds(column, SQLITE_BLOB)) return {};
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  int columns() const override { return columns_; }

 private:
  int type(int column) const {
    CHECK(column >= 0 && column < columns_);
    return sqlite3_column_type(statement_, column);
  }
  bool holds(int column, int wanted) const {
    const int found = type(column);
    if (found == wanted) return true;
    if (found == SQLITE_NULL) return false;
    throw Fault(fmt::format("column {} has another type than was asked for [{}]", column, sqlite3_sql(statement_)));
  }

  sqlite3_stmt* statement_;
  int columns_;
};

Fault::Kind kind_of(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL: return Fault::Kind::disk_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Fault::Kind::unavailable;
    default: return Fault::Kind::other;
  }
}

/// SQLite makes new files readable to all; ours are the owner's. -wal and -shm get the mode of the file.
void create_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) throw Fault(fmt::format("cannot open the database {}", path));
  ::close(file);
}

class SqliteConnection final : public EngineConnection {
 public:
  SqliteConnection(const std::string& path, Role role) : EngineConnection(role) {
    open(path);
    harden();
    execute_script(role == Role::writer ? writer_settings : reader_settings);
    if (role == Role::writer) sqlite3_wal_hook(handle_.get(), after_commit, this);
  }
  Engine engine() const override { return Engine::sqlite; }
  bool lost() const override { return sqlite3_get_autocommit(handle_.get()) != 0; }
  bool log_is_long() const override { return log_pages_ >= log_pages_bearable_; }
  void write_log_back() override { checkpoint(SQLITE_CHECKPOINT_FULL); }
  void begin_log_anew() override {
    const bool done = checkpoint(SQLITE_CHECKPOINT_RESTART);
    log_pages_bearable_ = done ? log_pages_most : log_pages_ + log_pages_more;  // a long report reads on: later
  }

 protected:
  void start_reading() override {
    if (!lost()) control("ROLLBACK");  // the end before was not reached
    control("BEGIN");
  }
  void end_reading() noexcept override {
    try {
      control("COMMIT");
    } catch (const Fault&) {  // NOLINT(bugprone-empty-catch)
      // start_reading() finds the open transaction
    }
  }
  std::int64_t execute(std::string_view sql, std::span<const Param> params, const OnRow* row) override;
  void execute_script(std::string_view sql) override;
  void control(std::string_view sql) override { execute(sql, {}, nullptr); }
  void start() override { control("BEGIN IMMEDIATE"); }

 private:
  // FULL syncs the log at each commit: what was acknowledged survives a power cut. A larger log before it is copied back
  // into the file keeps that work out of most commits.
  static constexpr std::string_view writer_settings =
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
      "PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
      "PRAGMA journal_size_limit=67108864;";
  static constexpr std::string_view reader_settings =
      "PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;"
      "PRAGMA cache_size=-8000;";

  static constexpr int log_pages_most = 4000;
  static constexpr int log_pages_more = 1000;
  static constexpr int patience_ms = 5000;
  static constexpr int patience_of_log_ms = 50;  // commits wait meanwhile

  /// Stands for PRAGMA wal_autocheckpoint: the writer asks for it when readers have let go of their moments.
  static int after_commit(void* self, sqlite3* /*handle*/, const char* /*schema*/, int log_pages) {
    static_cast<SqliteConnection*>(self)->log_pages_ = log_pages;
    return SQLITE_OK;
  }
  bool checkpoint(int mode) {
    sqlite3_busy_timeout(handle_.get(), patience_of_log_ms);
    const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, mode, nullptr, nullptr);
    sqlite3_busy_timeout(handle_.get(), patience_ms);
    return code == SQLITE_OK;
  }

  void open(const std::string& path);
  void harden();
  Statement& statement(std::string_view sql);
  Statement prepare(std::string_view sql);
  void bind(const Statement& statement, std::span<const Param> params, std::string_view sql);
  [[noreturn]] void fail_code(int code, std::string_view sql) {
    fail(fmt::format("SQLite {}: {}", code, sqlite3_errmsg(handle_.get())), sql, kind_of(code));
  }

  int log_pages_ = 0;
  int log_pages_bearable_ = log_pages_most;
  std::unique_ptr<sqlite3, CloseHandle> handle_;
  StatementCache<Statement> statements_;  // after handle_: statements are finalized before it closes
};

void SqliteConnection::open(const std::string& path) {
  if (role() == Role::writer) create_private(path);
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  handle_.reset(raw);
  if (code != SQLITE_OK) throw Fault(fmt::format("cannot open the database {}: {}", path, sqlite3_errstr(code)));
}

void SqliteConnection::harden() {
  sqlite3_busy_timeout(handle_.get(), patience_ms);
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
}

std::int64_t SqliteConnection::execute(std::string_view sql, std::span<const Param> params, const OnRow* row) {
  Statement& current = statement(sql);
  const Running running(current);
  bind(current, params, sql);
  const std::int64_t before = sqlite3_total_changes64(handle_.get());
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(current.handle.get())) == SQLITE_ROW)
    if (row != nullptr) (*row)(SqliteRow(current.handle.get()));
  if (code != SQLITE_DONE) fail_code(code, sql);
  // sqlite3_changes keeps the number of the last statement that changed something.
  return sqlite3_total_changes64(handle_.get()) == before ? 0 : sqlite3_changes64(handle_.get());
}

void SqliteConnection::execute_script(std::string_view sql) {
  const char* rest = sql.data();
  const char* end = sql.data() + sql.size();
  while (rest < end) {
    sqlite3_stmt* raw = nullptr;
    int code = sqlite3_prepare_v2(handle_.get(), rest, static_cast<int>(end - rest), &raw, &rest);
    if (code != SQLITE_OK) fail_code(code, sql);
    const std::unique_ptr<sqlite3_stmt, FinalizeStatement> part(raw);
    while (part && (code = sqlite3_step(part.get())) == SQLITE_ROW) {
    }
    if (part && code != SQLITE_DONE) fail_code(code, sql);
  }
}

Statement& SqliteConnection::statement(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  return statements_.emplace(sql, prepare(sql)).first->second;
}

Statement SqliteConnection::prepare(std::string_view sql) {
  Statement result;
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, &rest);
  result.handle.reset(raw);
  if (code != SQLITE_OK) fail_code(code, sql);
  CHECK(raw != nullptr && rest == sql.data() + sql.size());  // one statement, not several
  // To SQLite $1 is a name, not a number: the order of appearance decides.
  for (int i = 1; i <= sqlite3_bind_parameter_count(raw); ++i)
    result.slots.push_back(sqlite3_bind_parameter_index(raw, fmt::format("${}", i).c_str()));
  return result;
}

void SqliteConnection::bind(const Statement& statement, std::span<const Param> params, std::string_view sql) {
  CHECK(params.size() == statement.slots.size());
  sqlite3_stmt* handle = statement.handle.get();
  for (std::size_t i = 0; i < params.size(); ++i) {
    const int slot = statement.slots[i];
    const std::string_view view = params[i].view();
    const char* data = view.data() == nullptr ? "" : view.data();  // a null pointer would bind NULL
    int code = SQLITE_OK;
    switch (params[i].type()) {
      case Param::Type::null: code = sqlite3_bind_null(handle, slot); break;
      case Param::Type::integer: code = sqlite3_bind_int64(handle, slot, params[i].integer()); break;
      case Param::Type::text:
        code = sqlite3_bind_text64(handle, slot, data, view.size(), SQLITE_STATIC, SQLITE_UTF8);
        break;
      case Param::Type::bytes: code = sqlite3_bind_blob64(handle, slot, data, view.size(), SQLITE_STATIC); break;
    }
    if (code != SQLITE_OK) fail_code(code, sql);
  }
}

/// Memory statistics take a global lock at each allocation; off before the first use of the library.
void without_statistics() {
  static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);
}

}  // namespace

Connector sqlite_connector(const std::string& path) {
  without_statistics();
  return [path](Role role) { return std::make_unique<SqliteConnection>(path, role); };
}

}  // namespace kim::db
