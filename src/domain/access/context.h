// Context: the first parameter of every action. Actor, clock, ids, database, keys, language. No hidden globals.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <typeindex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/access/actor.h"
#include "platform/caches.h"
#include "platform/crypto/keyring.h"
#include "platform/db/db.h"
#include "platform/ids.h"

namespace kim {

struct Slice;  // domain/access/slice.h

/// What lives as long as the process.
struct Services {
  db::Database& database;
  const crypto::Keyring& keyring;
  Ids& ids;
  Clock clock;
  const std::vector<Slice>& slices;
  bool demo = false;                       // demo world: no second factor, every page says "Beispieldaten"
  std::string tenant = "Kreis Paderborn";  // shown in the header
  std::string contact{};                   // mail address of the KIM administration, for the help pages; may be empty
  std::size_t upload_bytes_max = 25U * 1024 * 1024;  // one uploaded file
  std::chrono::days import_days{14};                 // an imported table that nobody confirmed is deleted after that
  std::string clamd_socket{};                        // virus scanner (clamd) that every upload passes; empty = none
  std::string mail_from{};                           // sender of invitations; empty = mail is off
  std::string base_url{};                            // "https://kim.example": for links in mail; may be empty
  std::shared_ptr<Caches> caches = std::make_shared<Caches>();  // what slices keep in memory
};

/// What lives as long as one request or job.
class Context {
 public:
  Context(const Services& process, access::Actor who, std::string client_address = {})
      : services(process), actor(std::move(who)), address(std::move(client_address)), now(process.clock()) {}

  const Services& services;
  access::Actor actor;
  std::string address;  // client, for the audit trail
  Moment now;           // one moment for the whole request
  std::string csrf;     // token of this session, written into every form by the page kit
  std::string theme;    // "", "light" or "dark"
  Moment session_ends_at{};
  bool secure = false;                                          // the request came over TLS (cookies)
  std::string message;                                          // left by the page before (done()); shown once on top
  std::unordered_map<std::int64_t, std::string> account_names;  // opened once per request, see account_name()

  [[nodiscard]] Day today() const { return local_day(now); }
  [[nodiscard]] std::int64_t new_id() const { return services.ids.next(); }
  /// This request's read connection, lent at first use; until the next transact() it shows one moment.
  [[nodiscard]] db::Connection& db() {
    if (!lease_) lease_ = std::make_unique<db::Lease>(services.database.read_at_once());
    return **lease_;
  }
  /// From here on db() shows the trail up to now as well; see db::Database::read_at_once.
  void read_anew() {
    once_.clear();
    lease_.reset();
    services.database.read_anew();
  }
  /// What `read()` gave for `key` (a case, a person) in this moment: several parts of a page ask for the same rows, they are
  /// read and opened once. T names the question, so each slice uses types of its own. Forgotten at the next transact().
  template <class T, class F>
  [[nodiscard]] const T& once(std::int64_t key, F&& read) {
    auto& kept = once_[{std::type_index(typeid(T)), key}];
    if (!kept) kept = std::make_shared<const T>(read());
    return *static_cast<const T*>(kept.get());
  }
  /// Runs `job(tx)` durably; see db::Database::transact. Gives the read connection back first, so that a reader never
  /// waits for a writer that waits for a reader.
  template <class F>
  auto transact(F&& job) {
    once_.clear();
    lease_.reset();
    return services.database.transact(std::forward<F>(job));
  }

 private:
  std::unique_ptr<db::Lease> lease_;
  std::map<std::pair<std::type_index, std::int64_t>, std::shared_ptr<const void>> once_;
};

}  // namespace kim
