#include "app/test_app.h"

#include "domain/access/session.h"
#include "domain/access/tenant.h"
#include "platform/assets.h"
#include "platform/crypto/password.h"

namespace kim::test {
namespace {

struct TestAccount {
  std::string_view login, name, role;
  TeamId team;
  BodyId employer, body;
};

const TestAccount test_accounts[] = {
    {"kessler", "Miriam Kessler", "case_management", team_1, body_kreis, {}},
    {"wittkamp", "Jonas Wittkamp", "case_management", team_1, body_kreis, {}},
    {"sommer", "Thea Sommer", "case_management", team_2, body_stadt, {}},
    {"lange", "Karin Lange", "uma_provider", team_uma, body_in_via, {}},
    {"brandt", "Ulrich Brandt", "coordination", {}, body_kreis, {}},
    {"albers", "Nils Albers", "administration", {}, body_kreis, {}},
    {"peters", "Ruth Peters", "data_protection", {}, body_kreis, {}},
    {"yildiz", "Emre Yildiz", "authority_post", {}, body_kreis, body_abh},
    {"vogt", "Sabine Vogt", "steering_member", {}, body_stadt, {}},
    {"reuter", "Paul Reuter", "management", {}, body_kreis, {}},
};

constexpr std::string_view test_password = "Wiesenweg-Laterne-42";

void install_texts_once() {
  static const bool done = [] {
    assets::install_texts();
    crypto::set_password_cost_for_tests();
    return true;
  }();
  (void)done;
}

void add_team(db::Database& database, TeamId id, std::string_view name) {
  const auto result = database.transact([&](db::Tx& tx) -> Result<void> {
    tx->run("INSERT INTO access_team (id, name) VALUES ($1, $2)", {id, name});
    tx.technical("test world");
    return {};
  });
  CHECK(result.has_value());
}

void split_target(std::string_view target, http::Request& request) {
  const auto question = target.find('?');
  request.target = target;
  request.path = target.substr(0, question);
  if (question != std::string_view::npos) {
    auto form = http::parse_form(target.substr(question + 1));
    CHECK(form.has_value());
    request.query = std::move(*form);
  }
}

}  // namespace

TestApp::TestApp(db::Engine engine, std::vector<Slice> slices) : slices_(std::move(slices)) {
  install_texts_once();
  now_ = start_of_local_day(*day_from_iso("2026-11-25")) + std::chrono::hours(9);
  test_database_ = std::make_unique<TestDatabase>(engine);
  database_ = &test_database_->database();
  ids_ = std::make_unique<Ids>([this] { return now_; });
  keyring_ =
      std::make_unique<crypto::Keyring>(access::open_keyring(*database_, crypto::Key(std::string(32, 'k')), now_));
  services_ =
      std::make_unique<Services>(Services{*database_, *keyring_, *ids_, [this] { return now_; }, slices_, true});
  services_->mail_from = "kim@kim.example";
  services_->base_url = "https://kim.example";
  application_ = std::make_unique<Application>(*services_);
  add_team(*database_, team_1, "Region 1");
  add_team(*database_, team_2, "Region 2");
  add_team(*database_, team_uma, "UmA-Team");
  for (const TestAccount& one : test_accounts) {
    Context program(*services_, {});
    access::Account account;
    account.login = one.login;
    account.name = one.name;
    account.role = one.role;
    account.team = one.team;
    account.employer = one.employer;
    account.body = one.body;
    const auto id = access::create_account(program, account, test_password, access::FirstPassword::keep);
    CHECK(id.has_value());
    accounts_.push_back(*id);
  }
  sessions_.resize(accounts_.size());
}

TestApp::~TestApp() = default;

AccountId TestApp::account(Who who) const { return accounts_.at(static_cast<std::size_t>(who)); }

Context TestApp::context(Who who) {
  const auto& mine = session(who);
  auto found = access::find_session(*services_, *database_->read(), mine.token);
  CHECK(found.has_value());
  Context ctx(*services_, found->actor, "127.0.0.1");
  ctx.csrf = found->csrf;
  return ctx;
}

TestApp::Session& TestApp::session(Who who) {
  Session& mine = sessions_.at(static_cast<std::size_t>(who));
  if (!mine.token.empty() && access::find_session(*services_, *database_->read(), mine.token)) return mine;
  const auto signed_in =
      access::sign_in(*services_, test_accounts[static_cast<std::size_t>(who)].login, test_password, "127.0.0.1");
  CHECK(signed_in.has_value());
  mine.token = signed_in->token;
  mine.csrf = access::find_session(*services_, *database_->read(), mine.token)->csrf;
  return mine;
}

http::Response TestApp::request(http::Method method, std::string_view target, std::string body, http::Pairs headers) {
  http::Request request;
  request.method = method;
  split_target(target, request);
  request.body = std::move(body);
  request.headers = std::move(headers);
  request.client = "127.0.0.1";
  return application_->handle(request);
}

http::Response TestApp::get(Who who, std::string_view target) {
  http::Pairs headers;
  if (who != Who::nobody) headers.emplace_back("cookie", "kim=" + session(who).token);
  return request(http::Method::get, target, {}, std::move(headers));
}

http::Response TestApp::post_without_csrf(Who who, std::string_view target, http::Pairs form) {
  http::Pairs headers{{"content-type", "application/x-www-form-urlencoded"}};
  if (who != Who::nobody) headers.emplace_back("cookie", "kim=" + session(who).token);
  return request(http::Method::post, target, http::encode_form(form), std::move(headers));
}

http::Response TestApp::post(Who who, std::string_view target, http::Pairs form) {
  if (who != Who::nobody) form.emplace_back("_csrf", session(who).csrf);
  return post_without_csrf(who, target, std::move(form));
}

TestApp::Integration TestApp::integration(std::string role, TeamId team, BodyId body) {
  Context ctx = context(Who::albers);
  access::Account account;
  account.login = "anbindung-" + role;
  account.name = "Fachverfahren";
  account.role = std::move(role);
  account.team = team;
  account.employer = body_kreis;
  account.body = body;
  account.integration = true;
  const AccountId id = access::create_account(ctx, account, test_password, access::FirstPassword::keep).value();
  return {id, access::create_api_token(ctx, id, "Test").value()};
}

http::Response TestApp::call(http::Method method, std::string_view target, const std::string& token, std::string body) {
  http::Pairs headers{{"content-type", "application/json"}};
  if (!token.empty()) headers.emplace_back("authorization", "Bearer " + token);
  return request(method, target, std::move(body), std::move(headers));
}

void TestApp::advance(std::chrono::minutes minutes) { now_ += minutes; }
Moment TestApp::now() const { return now_; }

std::vector<audit::Stored> TestApp::audit_entries(std::string_view act) {
  audit::Filter filter;
  filter.act = act;
  filter.limit = 10'000;
  return audit::find(*database_->read(), filter);
}

std::int64_t TestApp::count(db::Sql sql) { return database_->read()->number(sql); }

std::string input_value(std::string_view html, std::string_view name) {
  const auto at = html.find("name=\"" + std::string(name) + "\"");
  if (at == std::string_view::npos) return {};
  const auto end = html.find('>', at);
  const auto value = html.find("value=\"", at);
  if (value == std::string_view::npos || value > end) return {};
  return std::string(html.substr(value + 7, html.find('"', value + 7) - value - 7));
}

}  // namespace kim::test
