// A whole application in the test's process: database of the given engine, keys, clock that stands still, accounts of
// every role, and requests without a network. Slices are passed in, so a slice's tests link only what they need.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/account.h"
#include "domain/access/dispatch.h"
#include "domain/access/permit.h"
#include "domain/access/slice.h"
#include "domain/audit/audit.h"
#include "platform/crypto/keyring.h"
#include "support/database.h"

namespace kim::test {

/// Accounts of the test world. Kessler and Wittkamp share team 1; Sommer works in team 2; Lange at the UmA provider.
enum class Who { kessler, wittkamp, sommer, lange, brandt, albers, peters, yildiz, vogt, reuter, nobody };
// roles:          case mgmt, case mgmt, case mgmt (team 2), uma_provider, coordination, administration, data_protection,
//                 authority_post, steering_member, management, not signed in

inline constexpr TeamId team_1{101}, team_2{102}, team_uma{103};
inline constexpr BodyId body_kreis{201}, body_stadt{202}, body_in_via{203}, body_abh{204};

class TestApp {
 public:
  /// Time stands at 25.11.2026, 09:00 (Europe/Berlin) until `advance`.
  TestApp(db::Engine engine, std::vector<Slice> slices);
  ~TestApp();

  [[nodiscard]] Application& application() { return *application_; }
  [[nodiscard]] const Services& services() const { return *services_; }
  [[nodiscard]] db::Database& database() { return *database_; }
  /// A context as the dispatch would make it for this account.
  [[nodiscard]] Context context(Who who);
  [[nodiscard]] AccountId account(Who who) const;

  /// GET as `who`, signed in with a real session.
  http::Response get(Who who, std::string_view target);
  /// POST of a form as `who`; the CSRF field is added.
  http::Response post(Who who, std::string_view target, http::Pairs form);
  /// The same without a valid CSRF field.
  http::Response post_without_csrf(Who who, std::string_view target, http::Pairs form);
  /// Any request, for API tests; `token` goes into the Authorization header if not empty.
  http::Response request(http::Method method, std::string_view target, std::string body, http::Pairs headers);

  /// Cookie header of a real session, for requests that must follow each other without anything read in between.
  [[nodiscard]] std::string cookie(Who who) { return "kim=" + session(who).token; }

  struct Integration {
    AccountId account;
    std::string token;
  };
  /// An account of another program, made by the administration, with its first token.
  Integration integration(std::string role = "case_management", TeamId team = team_1, BodyId body = {});
  /// A JSON request with that token; an empty one sends no Authorization header.
  http::Response call(http::Method method, std::string_view target, const std::string& token, std::string body = {});

  void advance(std::chrono::minutes minutes);
  [[nodiscard]] Moment now() const;
  [[nodiscard]] Day today() const { return local_day(now()); }

  /// Audit entries of an act, newest first ("" = all).
  [[nodiscard]] std::vector<audit::Stored> audit_entries(std::string_view act = {});
  [[nodiscard]] std::int64_t count(db::Sql sql);

 private:
  struct Session {
    std::string token, csrf;
  };
  Session& session(Who who);

  std::unique_ptr<TestDatabase> test_database_;
  db::Database* database_;
  Moment now_;
  std::vector<Slice> slices_;
  std::unique_ptr<crypto::Keyring> keyring_;
  std::unique_ptr<Ids> ids_;
  std::unique_ptr<Services> services_;
  std::unique_ptr<Application> application_;
  std::vector<AccountId> accounts_;
  std::vector<Session> sessions_;
};

/// Value of the `name`d hidden or text input in an HTML page; empty if absent.
[[nodiscard]] std::string input_value(std::string_view html, std::string_view name);

}  // namespace kim::test
