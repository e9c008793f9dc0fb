// The PostgreSQL server of the tests and its databases.
#pragma once

#include <string>

namespace kim::test {

/// A server of one's own in a folder of its own, which can be stopped and started; removed at the end of its life.
class PostgresServer {
 public:
  PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();
  void start();
  void stop();
  [[nodiscard]] const std::string& conninfo() const { return conninfo_; }

 private:
  std::string folder_, conninfo_;
};

/// Makes a database on the tests' server, a copy of the migrated template or empty, and returns its conninfo.
[[nodiscard]] std::string create_postgres_database(bool migrated);
/// Ends its connections and drops it.
void drop_postgres_database(const std::string& conninfo);

}  // namespace kim::test
