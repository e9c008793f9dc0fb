// What the connections of both engines share: counting of changed rows, the state after a failed statement, the steps of a
// transaction. Inside platform/db only.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/db/db.h"

namespace kim::db {

enum class Role : std::uint8_t { reader, writer };

class EngineConnection : public Connection {
 public:
  using OnRow = std::function<void(const Row&)>;
  using Connection::each;
  using Connection::run;

  explicit EngineConnection(Role role) : role_(role) {}
  void each(Sql sql, std::span<const Param> params, const OnRow& row) final;
  std::int64_t run(Sql sql, std::span<const Param> params) final;
  void script(std::string_view sql) final;

  [[nodiscard]] virtual Engine engine() const = 0;
  [[nodiscard]] Role role() const { return role_; }

  // ---- for leases of one moment ----
  /// From here on everything is read as of one moment; a moment of the same number that is still young goes on.
  void read_moment(std::uint64_t number);
  void end_moment() noexcept;
  /// Whether a moment of another number, or an old one, is still open.
  [[nodiscard]] bool outlived(std::uint64_t number) const;

  // ---- for the writer ----
  void begin();
  /// Returns when the transaction is durable. Fault: nothing may be acknowledged; roll back.
  void commit();
  void rollback() noexcept;
  void savepoint() { control("SAVEPOINT job"); }
  void release();
  void rollback_to();
  /// Rows changed so far (a script counts as one); never smaller than before.
  [[nodiscard]] std::int64_t changes() const { return changes_; }
  /// A statement failed; until the rollback every other is refused, on both engines.
  [[nodiscard]] bool aborted() const { return aborted_; }
  /// The failure was the engine's wish to run the transaction once more (serialization failure, deadlock).
  [[nodiscard]] bool again() const { return again_; }
  /// The open transaction is gone: connection lost, or the engine rolled back by itself (disk full).
  [[nodiscard]] virtual bool lost() const = 0;
  /// SQLite appends commits to a log and copies it back into the file from time to time. It can do so only up to the oldest
  /// moment a reader holds, and begin anew only if no reader holds one.
  [[nodiscard]] virtual bool log_is_long() const { return false; }
  virtual void write_log_back() {}
  virtual void begin_log_anew() {}

 protected:
  /// Nothing to do where readers have no file to lock and no pages to keep.
  virtual void start_reading() {}
  virtual void end_reading() noexcept {}
  /// Runs a cached statement; rows go to `row` if there is one. Returns the rows changed.
  virtual std::int64_t execute(std::string_view sql, std::span<const Param> params, const OnRow* row) = 0;
  virtual void execute_script(std::string_view sql) = 0;
  /// BEGIN, COMMIT and savepoints.
  virtual void control(std::string_view sql) = 0;
  virtual void start() = 0;

  /// Every failure of a statement goes through here. `message` must hold no stored value: it is logged.
  [[noreturn]] void fail(const std::string& message, std::string_view sql, Fault::Kind kind, bool again = false);

 private:
  void before_statement(std::string_view sql);

  Role role_;
  bool aborted_ = false;
  bool again_ = false;
  std::int64_t changes_ = 0;
  struct OpenMoment {
    std::uint64_t number;
    std::chrono::steady_clock::time_point begun;
  };
  std::optional<OpenMoment> moment_;
};

/// Opens a connection; Fault if it cannot.
using Connector = std::function<std::unique_ptr<EngineConnection>(Role)>;
[[nodiscard]] Connector sqlite_connector(const std::string& path);
[[nodiscard]] Connector postgres_connector(const std::string& conninfo);

/// Lets a map keyed by std::string be searched by string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <class T>
using StatementCache = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

}  // namespace kim::db
