// A database: one writer and a pool of readers, on either engine.
#include "platform/db/db.h"

#include "platform/db/pool.h"
#include "platform/db/writer.h"

namespace kim::db {
namespace {

class PooledDatabase final : public Database {
 public:
  PooledDatabase(const Settings& settings, const Connector& connector)
      : engine_(settings.engine),
        writer_(connector(Role::writer), settings.group_jobs_max, [this] { readers_.renew(); }),
        readers_(connector, settings.readers) {}
  Engine engine() const override { return engine_; }
  Lease read() override { return readers_.lend(); }
  Lease read_at_once() override { return readers_.lend_at_once(); }
  void read_anew() override { readers_.renew(); }

 protected:
  void perform(const std::function<bool(Tx&)>& job) override { writer_.perform(job); }

 private:
  const Engine engine_;
  Writer writer_;
  Pool readers_;
};

}  // namespace

std::unique_ptr<Database> Database::open(const Settings& settings) {
  const bool sqlite = settings.engine == Engine::sqlite;
  return std::make_unique<PooledDatabase>(
      settings, sqlite ? sqlite_connector(settings.location) : postgres_connector(settings.location));
}

}  // namespace kim::db
