// Starting the tests' PostgreSQL and copying its template.
#include "support/postgres.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "base/check.h"
#include "platform/db/migrate.h"

namespace kim::test {
namespace {

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};

/// Output of tools/test-postgres without its line end. Fault with its status if it failed.
std::string tool(const std::string& arguments) {
  const std::string command = std::string(KIM_SOURCE_DIR "/tools/test-postgres ") + arguments;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  CHECK(pipe != nullptr);
  std::string output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  if (const int status = ::pclose(pipe); status != 0) throw Fault(fmt::format("{}: status {}", command, status));
  while (output.ends_with('\n')) output.pop_back();
  return output;
}

std::string make_folder() {
  std::string folder = (std::filesystem::temp_directory_path() / "kim-postgres.XXXXXX").string();
  CHECK(::mkdtemp(folder.data()) != nullptr);
  return folder;
}

/// The administrator's conninfo: given, or of a server that ends with this process.
const std::string& server() {
  static const std::string conninfo = [] {
    const char* given = std::getenv("KIM_TEST_POSTGRES");
    if (given != nullptr && *given != '\0') return std::string(given);
    return tool(fmt::format("start {} {}", make_folder(), ::getpid()));
  }();
  return conninfo;
}

/// One connection for the administrator's statements.
class Admin {
 public:
  explicit Admin(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) throw Fault(PQerrorMessage(connection_.get()));
    PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
  }
  /// Rows of the answer.
  int run(const std::string& sql) {
    PGresult* result = PQexec(connection_.get(), sql.c_str());
    const ExecStatusType status = PQresultStatus(result);
    const int rows = PQntuples(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw Fault(PQerrorMessage(connection_.get()));
    return rows;
  }

 private:
  std::unique_ptr<PGconn, CloseConnection> connection_;
};

std::string conninfo_of(const std::string& name) { return fmt::format("{} dbname={}", server(), name); }

/// Named after the texts of the migrations (FNV-1a): a changed text makes another template.
std::string template_name() {
  std::uint64_t hash = 14695981039346656037U;
  for (const db::Migration& migration : db::migrations())
    for (const char c : migration.sql) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return fmt::format("kim_template_{:016x}", hash);
}

bool exists(Admin& admin, const std::string& name) {
  return admin.run(fmt::format("SELECT 1 FROM pg_database WHERE datname = '{}'", name)) > 0;
}

/// Made under another name first: a template that has its name is whole.
void make_template(Admin& admin, const std::string& name) {
  admin.run(fmt::format("DROP DATABASE IF EXISTS {}_new WITH (FORCE)", name));
  admin.run(fmt::format("CREATE DATABASE {}_new TEMPLATE template0", name));
  db::migrate(*db::Database::open({db::Engine::postgres, conninfo_of(name + "_new")}));
  admin.run(fmt::format("ALTER DATABASE {}_new RENAME TO {}", name, name));
}

/// Name of the migrated template; one process makes it, the others wait.
const std::string& migrated_template() {
  static const std::string name = [] {
    std::string wanted = template_name();
    Admin admin(server());
    if (exists(admin, wanted)) return wanted;
    admin.run("SELECT pg_advisory_lock(4934990)");  // until this connection ends
    if (!exists(admin, wanted)) make_template(admin, wanted);
    return wanted;
  }();
  return name;
}

}  // namespace

PostgresServer::PostgresServer() : folder_(make_folder()) { start(); }
PostgresServer::~PostgresServer() { tool("remove " + folder_); }
void PostgresServer::start() { conninfo_ = tool("start " + folder_); }
void PostgresServer::stop() { tool("stop " + folder_); }

std::string create_postgres_database(bool migrated) {
  static std::atomic<int> counter{0};
  const std::string name = fmt::format("kim_test_{}_{}", ::getpid(), ++counter);
  const std::string source = migrated ? migrated_template() : "template0";
  Admin admin(server());
  admin.run(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name));  // of a crashed process with our number
  admin.run(fmt::format("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, source));
  return conninfo_of(name);
}

void drop_postgres_database(const std::string& conninfo) {
  const std::string name = conninfo.substr(conninfo.rfind('=') + 1);
  Admin(server()).run(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name));
}

}  // namespace kim::test
