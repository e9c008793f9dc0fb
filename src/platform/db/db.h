// One SQL text for SQLite and PostgreSQL. What it is not: a query builder or a mapper.
//
// Types: bigint (also for yes/no as 0/1, and for moments as microseconds), text, bytes. Parameters are $1, $2 ...
// PostgreSQL's sum(), avg() and division of bigint give numeric, which is refused with a Fault: write CAST(sum(x) AS bigint).
// count(*), max(), length() and comparisons are read as they are. Reading a column as another type is a Fault as well.
// Migrations use {int}, {bytes}, {strict} and {rowless} for what differs (see migrate.h).
//
// Reads: `Database::read()` lends a connection. Writes: `Database::transact(job)`. Jobs of waiting requests run one after
// the other on one writer and share one durable commit (group commit); each job has its own savepoint, so one job's
// failure leaves no half change and does not touch the others. A job may be run again after a serialization failure:
// it must not change anything outside `tx` and its own result. It may run on another caller's thread, in its own caller's
// language. After a failed statement a job is over: every further statement is refused, and returning success is a Bug.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/day.h"
#include "base/id.h"
#include "base/result.h"

namespace kim::db {

/// Bytes as stored in a BLOB/bytea column.
struct Bytes {
  std::string data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

/// One bound value; refers to its argument, so it lives no longer than the call.
class Param {
 public:
  enum class Type : std::uint8_t { null, integer, text, bytes };
  Param(std::nullptr_t) {}  // NOLINT implicit by intent
  template <class T>
    requires std::is_integral_v<T>
  Param(T value) : type_(Type::integer), integer_(static_cast<std::int64_t>(value)) {}  // NOLINT implicit by intent
  template <class Tag>
  Param(Id<Tag> id) : type_(id ? Type::integer : Type::null), integer_(id.value()) {}  // NOLINT implicit; 0 = NULL
  Param(Moment moment) : type_(Type::integer), integer_(micros(moment)) {}             // NOLINT implicit by intent
  Param(Day day) : type_(Type::text), owned_(iso(day)) {}                              // NOLINT implicit; ISO text
  Param(std::string_view text) : type_(Type::text), view_(text) {}                     // NOLINT implicit by intent
  Param(const std::string& text) : type_(Type::text), view_(text) {}                   // NOLINT implicit by intent
  Param(const char* text) : type_(Type::text), view_(text) {}                          // NOLINT implicit by intent
  Param(const Bytes& bytes) : type_(Type::bytes), view_(bytes.data) {}                 // NOLINT implicit by intent
  template <class T>
  Param(const std::optional<T>& value) {  // NOLINT implicit by intent
    if (value) *this = Param(*value);
  }
  [[nodiscard]] Type type() const { return type_; }
  [[nodiscard]] std::int64_t integer() const { return integer_; }
  [[nodiscard]] std::string_view view() const { return owned_.empty() ? view_ : std::string_view(owned_); }

 private:
  Type type_ = Type::null;
  std::int64_t integer_ = 0;
  std::string_view view_;
  std::string owned_;
};

/// One row during a query. Views are valid until the callback returns. Columns count from 0.
class Row {
 public:
  [[nodiscard]] virtual bool null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;   // 0 for NULL
  [[nodiscard]] virtual std::string_view text(int column) const = 0;  // empty for NULL
  [[nodiscard]] virtual std::string_view bytes(int column) const = 0;
  [[nodiscard]] virtual int columns() const = 0;

  template <class IdType>
  [[nodiscard]] IdType id(int column) const {
    return IdType(integer(column));
  }
  [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
  [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
  [[nodiscard]] std::optional<Day> day(int column) const {
    return null(column) ? std::nullopt : day_from_iso(text(column));
  }
  [[nodiscard]] std::optional<Moment> moment(int column) const {
    return null(column) ? std::nullopt : std::optional(moment_from_micros(integer(column)));
  }

 protected:
  ~Row() = default;
};

/// SQL that is known when the program is compiled. Run-time text is refused by the compiler; the one exception is
/// `Sql::built`, for text made from field descriptions (domain/records) and for the migrator.
class Sql {
 public:
  template <std::size_t N>
  consteval Sql(const char (&text)[N]) : text_(text, N - 1) {}  // NOLINT implicit by intent
  /// `text` must outlive the program's use of it (static storage); it is also the key of the statement cache.
  [[nodiscard]] static Sql built(std::string_view text) { return Sql(text, 0); }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  Sql(std::string_view text, int) : text_(text) {}
  std::string_view text_;
};

using Params = std::initializer_list<Param>;

/// One connection of either engine. Used by one thread at a time. Every failure is a Fault; a broken constraint too
/// (rules are checked before; the constraint is the second wall).
class Connection {
 public:
  virtual ~Connection() = default;
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Asking a query again inside its own row callback is a Bug.
  virtual void each(Sql sql, std::span<const Param> params, const std::function<void(const Row&)>& row) = 0;
  /// Rows changed.
  virtual std::int64_t run(Sql sql, std::span<const Param> params) = 0;
  /// Several statements without parameters; for migrations and savepoints.
  virtual void script(std::string_view sql) = 0;

  void each(Sql sql, Params params, const std::function<void(const Row&)>& row) {
    each(sql, std::span(params.begin(), params.size()), row);
  }
  std::int64_t run(Sql sql, Params params = {}) { return run(sql, std::span(params.begin(), params.size())); }

  /// First row through `make`, or nullopt.
  template <class F>
  [[nodiscard]] auto first(Sql sql, Params params, F&& make) -> std::optional<std::invoke_result_t<F, const Row&>> {
    std::optional<std::invoke_result_t<F, const Row&>> result;
    each(sql, params, [&](const Row& row) {
      if (!result) result.emplace(make(row));
    });
    return result;
  }
  template <class F>
  [[nodiscard]] auto all(Sql sql, Params params, F&& make) -> std::vector<std::invoke_result_t<F, const Row&>> {
    std::vector<std::invoke_result_t<F, const Row&>> result;
    each(sql, params, [&](const Row& row) { result.push_back(make(row)); });
    return result;
  }
  /// The single number of a query such as count(*); 0 if there is no row.
  [[nodiscard]] std::int64_t number(Sql sql, Params params = {}) {
    return first(sql, params, [](const Row& row) { return row.integer(0); }).value_or(0);
  }
};

/// An open write transaction: a savepoint inside the writer's current group.
class Tx {
 public:
  explicit Tx(Connection& connection) : connection_(connection) {}
  Tx(const Tx&) = delete;
  Tx& operator=(const Tx&) = delete;
  Connection* operator->() { return &connection_; }
  Connection& operator*() { return connection_; }

  /// Called by domain/audit for each entry. A job that changes rows and ends without a witness is a Bug.
  void witness() { ++entries_; }
  /// For technical state that is nobody's record (a session's last use, a draft, a counter of failed sign-ins): stands in
  /// for a witness. `reason` is there for the reader; a test lists all uses.
  void technical([[maybe_unused]] std::string_view reason) { ++technical_; }
  [[nodiscard]] int witnesses() const { return entries_ + technical_; }
  /// Entries of the trail, one row each. If nothing else was changed, what pages read is still the same.
  [[nodiscard]] int entries() const { return entries_; }
  /// Runs `effect` once, on the caller's thread, after the group is durable; not at all if the job fails.
  void after_commit(std::function<void()> effect) { effects_.push_back(std::move(effect)); }
  [[nodiscard]] std::vector<std::function<void()>> take_effects() { return std::exchange(effects_, {}); }

 private:
  Connection& connection_;
  int entries_ = 0;
  int technical_ = 0;
  std::vector<std::function<void()>> effects_;
};

/// A connection lent for reading; back to the pool at the end of its life.
class Lease {
 public:
  Lease(Connection* connection, std::function<void()> give_back)
      : connection_(connection), give_back_(std::move(give_back)) {}
  Lease(Lease&& other) noexcept
      : connection_(std::exchange(other.connection_, nullptr)), give_back_(std::move(other.give_back_)) {}
  Lease& operator=(Lease&&) = delete;
  ~Lease() {
    if (connection_ != nullptr) give_back_();
  }
  Connection* operator->() { return connection_; }
  Connection& operator*() { return *connection_; }

 private:
  Connection* connection_;
  std::function<void()> give_back_;
};

enum class Engine : std::uint8_t { sqlite, postgres };

struct Settings {
  Engine engine = Engine::sqlite;
  std::string location;          // SQLite: path of the file; PostgreSQL: conninfo
  unsigned readers = 8;          // connections for reading
  unsigned group_jobs_max = 64;  // jobs that share one commit at most
};

class Database {
 public:
  /// Opens (SQLite: creates) and checks the connection. Fault if it cannot.
  [[nodiscard]] static std::unique_ptr<Database> open(const Settings& settings);
  virtual ~Database() = default;

  [[nodiscard]] virtual Engine engine() const = 0;
  /// Waits at most 5 s for a free connection, then Fault{unavailable}.
  [[nodiscard]] virtual Lease read() = 0;
  /// As read(), for the many short queries of one page. SQLite answers them from one moment, and goes on with it as long
  /// as nothing but entries of the trail was committed here: each new moment after a commit costs it all pages it keeps in
  /// memory. Not for waiting: what is written meanwhile is seen by the next lease. Entries of the trail are seen after
  /// 100 ms or read_anew(), changes by other programs on the same file after 100 ms.
  [[nodiscard]] virtual Lease read_at_once() = 0;
  /// Leases that begin after this call see everything committed before it, the trail too.
  virtual void read_anew() = 0;

  /// Runs `job` in a write transaction and returns when it is durable. Commits if the Result has a value, else rolls
  /// back this job alone. Exceptions roll back and pass through. From several threads at once.
  template <class F>
  auto transact(F&& job) -> std::invoke_result_t<F, Tx&> {
    std::optional<std::invoke_result_t<F, Tx&>> result;
    perform([&](Tx& tx) {
      result.emplace(job(tx));
      return result->has_value();
    });
    CHECK(result.has_value());
    return std::move(*result);
  }

 protected:
  /// `job` returns whether to keep its changes.
  virtual void perform(const std::function<bool(Tx&)>& job) = 0;
};

}  // namespace kim::db
