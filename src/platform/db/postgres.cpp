// PostgreSQL: prepared statements, binary results, connections that come back by themselves. The only file that includes
// libpq-fe.h.
#include <endian.h>
#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "platform/db/engine.h"

namespace kim::db {
namespace {

// Numbers of types in pg_type; fixed for ever.
enum TypeNumber : Oid {
  type_bool = 16,
  type_bytea = 17,
  type_name = 19,
  type_int8 = 20,
  type_int2 = 21,
  type_int4 = 23,
  type_text = 25,
  type_varchar = 1043,
};
bool is_integer(Oid type) { return type == type_int8 || type == type_int4 || type == type_int2 || type == type_bool; }
bool is_text(Oid type) { return type == type_text || type == type_varchar || type == type_name; }

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ClearResult>;
struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};

/// Big-endian integer of 1, 2, 4 or 8 bytes, as the binary format has it.
std::int64_t decode_integer(const char* data, int length) {
  std::uint64_t value = 0;
  for (int i = 0; i < length; ++i) value = value << 8U | static_cast<unsigned char>(data[i]);
  const int unused = 64 - 8 * length;
  return static_cast<std::int64_t>(value << unused) >> unused;  // keeps the sign
}

class PostgresRow final : public Row {
 public:
  PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
  bool null(int column) const override {
    CHECK(column >= 0 && column < columns());
    return PQgetisnull(result_, row_, column) != 0;
  }
  std::int64_t integer(int column) const override {
    if (null(column)) return 0;
    require(is_integer(type(column)), column);
    return decode_integer(PQgetvalue(result_, row_, column), PQgetlength(result_, row_, column));
  }
  std::string_view text(int column) const override {
    if (null(column)) return {};
    require(is_text(type(column)), column);
    return view(column);
  }
  std::string_view bytes(int column) const override {
    if (null(column)) return {};
    require(type(column) == type_bytea, column);
    return view(column);
  }
  int columns() const override { return PQnfields(result_); }

 private:
  Oid type(int column) const { return PQftype(result_, column); }
  std::string_view view(int column) const {
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }
  void require(bool fits, int column) const {
    if (!fits) throw Fault(fmt::format("column {} has another type than was asked for ({})", column, type(column)));
  }

  const PGresult* result_;
  int row_;
};

struct Statement {
  std::string name;
  std::vector<Oid> types;  // of the parameters
  bool checked = false;    // columns were seen to have types we can read
  bool busy = false;
};

class Running {
 public:
  explicit Running(Statement& statement) : statement_(statement) {
    CHECK(!statement.busy);  // a query was asked again inside its own row callback: SQLite could not
    statement_.busy = true;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { statement_.busy = false; }

 private:
  Statement& statement_;
};

/// The highest $n of a text. The server would take more values than that, SQLite would not.
std::size_t parameters_in(std::string_view sql) {
  std::size_t highest = 0;
  for (std::size_t at = sql.find('$'); at != std::string_view::npos; at = sql.find('$', at + 1)) {
    std::size_t number = 0;
    std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
    highest = std::max(highest, number);
  }
  return highest;
}

/// Parameters in the form libpq wants them.
class Encoded {
 public:
  /// Types as declared when a statement is prepared: 0 lets the server infer the type of a NULL.
  static std::vector<Oid> types(std::span<const Param> params) {
    std::vector<Oid> result;
    for (const Param& param : params) result.push_back(type_of(param.type()));
    return result;
  }
  /// Bug if a value does not fit the type that the statement was prepared with.
  Encoded(std::span<const Param> params, std::span<const Oid> types) : integers_(params.size()) {
    CHECK(params.size() == types.size());
    for (std::size_t i = 0; i < params.size(); ++i) add(params[i], types[i], integers_[i]);
    formats_.assign(params.size(), 1);
  }
  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  static Oid type_of(Param::Type type) {
    switch (type) {
      case Param::Type::null: return 0;
      case Param::Type::integer: return type_int8;
      case Param::Type::text: return type_text;
      case Param::Type::bytes: return type_bytea;
    }
    return 0;
  }
  void add(const Param& param, Oid type, std::array<char, 8>& room) {
    switch (param.type()) {
      case Param::Type::null: return push(nullptr, 0);
      case Param::Type::integer: return add_integer(param.integer(), type, room);
      case Param::Type::text: CHECK(is_text(type)); break;
      case Param::Type::bytes: CHECK(type == type_bytea); break;
    }
    const std::string_view view = param.view();
    push(view.data() == nullptr ? "" : view.data(), view.size());  // a null pointer would be NULL
  }
  void add_integer(std::int64_t value, Oid type, std::array<char, 8>& room) {
    CHECK(is_integer(type));
    const std::uint64_t big_endian = htobe64(static_cast<std::uint64_t>(value));
    std::memcpy(room.data(), &big_endian, room.size());
    const std::size_t size = type == type_int8 ? 8 : type == type_int4 ? 4 : type == type_int2 ? 2 : 1;
    CHECK(decode_integer(room.data() + 8 - size, static_cast<int>(size)) == value);
    push(room.data() + 8 - size, size);
  }
  void push(const char* data, std::size_t size) {
    values_.push_back(data);
    lengths_.push_back(static_cast<int>(size));
  }

  std::vector<std::array<char, 8>> integers_;
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
};

/// Rows changed according to the command's tag ("UPDATE 3"); a SELECT changes none.
std::int64_t changed_rows(PGresult* result) {
  if (std::string_view(PQcmdStatus(result)).starts_with("SELECT")) return 0;
  const std::string_view digits = PQcmdTuples(result);
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

Fault::Kind kind_of(std::string_view state) {
  if (state == "53100") return Fault::Kind::disk_full;
  const bool away = state.empty() || state.starts_with("08") || state.starts_with("53") || state.starts_with("57") ||
                    state.starts_with("40") || state == "55P03" || state == "25P03";
  return away ? Fault::Kind::unavailable : Fault::Kind::other;
}

class PostgresConnection final : public EngineConnection {
 public:
  PostgresConnection(std::string conninfo, Role role) : EngineConnection(role), conninfo_(std::move(conninfo)) {
    connect();
  }
  Engine engine() const override { return Engine::postgres; }
  bool lost() const override { return broken() || PQtransactionStatus(connection_.get()) == PQTRANS_IDLE; }

 protected:
  std::int64_t execute(std::string_view sql, std::span<const Param> params, const OnRow* row) override;
  void execute_script(std::string_view sql) override { simple(sql); }
  void control(std::string_view sql) override;
  void start() override;

 private:
  void connect();
  void simple(std::string_view sql);
  template <class F>
  auto with_reconnect(F&& act);
  ResultPtr ask(std::string_view sql, std::span<const Param> params);
  Statement& statement(std::string_view sql, std::span<const Param> params);
  void infer_types(Statement& statement, std::string_view sql);
  void check_columns(Statement& statement, const PGresult* result, std::string_view sql);
  void require_ok(const ResultPtr& result, std::string_view sql);
  [[noreturn]] void fail_result(const PGresult* result, std::string_view sql);
  bool broken() const { return unusable_ || PQstatus(connection_.get()) != CONNECTION_OK; }

  std::string conninfo_;
  std::unique_ptr<PGconn, CloseConnection> connection_;
  StatementCache<Statement> statements_;
  bool unusable_ = false;
};

// One lock for all writers of one database: groups of several nodes follow each other, as on SQLite (ADR 0003).
constexpr std::string_view begin_locked = "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(4934989)";

constexpr std::string_view session_settings =
    "SET client_encoding = 'UTF8'; SET statement_timeout = '10s'; SET standard_conforming_strings = on;"
    "SET idle_in_transaction_session_timeout = '15s';"  // a node that hangs loses the lock
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';";

void PostgresConnection::connect() {
  // The conninfo comes last: what it says counts.
  const char* names[] = {"connect_timeout", "application_name", "tcp_user_timeout",
                         "keepalives_idle", "dbname",           nullptr};
  const char* values[] = {"3", "kim", "10000", "10", conninfo_.c_str(), nullptr};
  statements_.clear();
  connection_.reset(PQconnectdbParams(names, values, 1));
  unusable_ = false;
  if (PQstatus(connection_.get()) != CONNECTION_OK)
    throw Fault(fmt::format("PostgreSQL: {}", PQerrorMessage(connection_.get())), Fault::Kind::unavailable);
  PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
  simple(session_settings);
  if (role() == Role::reader) simple("SET default_transaction_read_only = on");
  if (PQparameterStatus(connection_.get(), "server_encoding") != std::string_view("UTF8"))
    throw Fault("PostgreSQL: the database must have the encoding UTF8");
}

void PostgresConnection::simple(std::string_view sql) {
  require_ok(ResultPtr(PQexec(connection_.get(), std::string(sql).c_str())), sql);
}

void PostgresConnection::control(std::string_view sql) {
  const ResultPtr result(PQexec(connection_.get(), std::string(sql).c_str()));
  require_ok(result, sql);
  // The server answers COMMIT of an aborted transaction with success and ROLLBACK.
  if (sql == "COMMIT" && PQcmdStatus(result.get()) != sql)
    fail("the transaction was rolled back", sql, Fault::Kind::other);
}

/// Runs `act`; if the connection turns out to be dead (server restarted), once more on a new one.
template <class F>
auto PostgresConnection::with_reconnect(F&& act) {
  if (broken()) connect();
  try {
    return act();
  } catch (const Fault&) {
    if (!broken()) throw;
  }
  connect();
  return act();
}

void PostgresConnection::start() {
  with_reconnect([&] { simple(begin_locked); });
}

ResultPtr PostgresConnection::ask(std::string_view sql, std::span<const Param> params) {
  Statement& current = statement(sql, params);
  const Encoded encoded(params, current.types);
  ResultPtr result(PQexecPrepared(connection_.get(), current.name.c_str(), encoded.count(), encoded.values(),
                                  encoded.lengths(), encoded.formats(), 1));
  require_ok(result, sql);
  check_columns(current, result.get(), sql);
  return result;
}

std::int64_t PostgresConnection::execute(std::string_view sql, std::span<const Param> params, const OnRow* row) {
  // A reader has no transaction to lose and nothing was handed out yet: asking again is safe. A writer's loss is final.
  const ResultPtr result = role() == Role::reader ? with_reconnect([&] { return ask(sql, params); }) : ask(sql, params);
  const Running running(statement(sql, params));
  if (row != nullptr)
    for (int i = 0; i < PQntuples(result.get()); ++i) (*row)(PostgresRow(result.get(), i));
  return changed_rows(result.get());
}

Statement& PostgresConnection::statement(std::string_view sql, std::span<const Param> params) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  CHECK(params.size() == parameters_in(sql));
  Statement result;
  result.name = fmt::format("s{}", statements_.size());
  result.types = Encoded::types(params);
  require_ok(ResultPtr(PQprepare(connection_.get(), result.name.c_str(), std::string(sql).c_str(),
                                 static_cast<int>(params.size()), result.types.data())),
             sql);
  if (std::ranges::count(result.types, Oid{0}) > 0) infer_types(result, sql);
  return statements_.emplace(sql, std::move(result)).first->second;
}

/// A NULL at the first call tells no type; the server has found one by now.
void PostgresConnection::infer_types(Statement& statement, std::string_view sql) {
  const ResultPtr described(PQdescribePrepared(connection_.get(), statement.name.c_str()));
  require_ok(described, sql);
  statement.types.resize(static_cast<std::size_t>(PQnparams(described.get())));
  for (std::size_t i = 0; i < statement.types.size(); ++i)
    statement.types[i] = PQparamtype(described.get(), static_cast<int>(i));
}

void PostgresConnection::check_columns(Statement& statement, const PGresult* result, std::string_view sql) {
  if (statement.checked) return;
  for (int i = 0; i < PQnfields(result); ++i) {
    const Oid type = PQftype(result, i);
    if (!is_integer(type) && !is_text(type) && type != type_bytea)
      fail(fmt::format("column {} has type {}: cast it to bigint, text or bytea", i, type), sql, Fault::Kind::other);
  }
  statement.checked = true;
}

void PostgresConnection::require_ok(const ResultPtr& result, std::string_view sql) {
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail_result(result.get(), sql);
}

void PostgresConnection::fail_result(const PGresult* result, std::string_view sql) {
  const char* raw = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string_view state = raw == nullptr ? "" : raw;
  // 57P0x: the server ends this connection. 0A000: a table changed under a cached plan.
  if (state.empty() || state.starts_with("57P") || state.starts_with("08") || state == "0A000" || state == "25P03")
    unusable_ = true;
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (state.empty()) message = PQerrorMessage(connection_.get());
  if (state.starts_with("22")) message = "data exception";  // the server's words would quote the value
  fail(fmt::format("PostgreSQL {}: {}", state, message == nullptr ? "" : message), sql, kind_of(state),
       state == "40001" || state == "40P01");
}

}  // namespace

Connector postgres_connector(const std::string& conninfo) {
  return [conninfo](Role role) { return std::make_unique<PostgresConnection>(conninfo, role); };
}

}  // namespace kim::db
