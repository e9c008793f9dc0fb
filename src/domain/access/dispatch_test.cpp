// The door: every request passes guard, CSRF and headers before a handler sees it; faults become plain pages.
#include "domain/access/dispatch.h"

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "domain/access/access_slice.h"
#include "domain/access/page.h"
#include "domain/access/real_world_test.h"
#include "platform/json/json.h"

namespace kim {
namespace {

using access::Right;
using http::Method;
using test::Who;

http::Response say(Context& ctx, std::string text) {
  Page page;
  page.title = std::move(text);
  page.content = html::p(ctx.actor.name);
  return show(ctx, std::move(page));
}
http::Response probe(Context& ctx, const Ask&) { return say(ctx, "Probe"); }
http::Response one(Context& ctx, const Ask& ask) { return say(ctx, "Eins " + std::to_string(ask.number(0))); }
http::Response fresh(Context& ctx, const Ask&) { return say(ctx, "Neu"); }
http::Response save(Context& ctx, const Ask& ask) {
  return done(ctx, "/probe", "Gespeichert: " + std::string(ask.form.get("wort")));
}
http::Response lost(Context&, const Ask&) { throw Fault("connection lost", Fault::Kind::unavailable); }
http::Response full(Context&, const Ask&) { throw Fault("no space", Fault::Kind::disk_full); }
http::Response broken(Context&, const Ask&) { report_bug("broken"); }
http::Response who_is_there(Context& ctx, const Ask&) {
  return http::text_response(ctx.actor.account ? ctx.actor.name : "niemand");
}
http::Response list(Context&, const Ask&) { return http::json_response("[]"); }

void probe_routes(Routes& r) {
  r.get("/probe", needs(Right::home), probe, "Probe");
  r.post("/probe", needs(Right::home), save, "Probe", 4096);
  r.get("/probe/{id}", needs(Right::home), one, "Probe");
  r.get("/probe/neu", needs(Right::home), fresh, "Probe");
  r.get("/nur-konten", needs(Right::account_manage), probe, "Probe");
  r.get("/verloren", needs(Right::home), lost, "Probe");
  r.get("/voll", needs(Right::home), full, "Probe");
  r.get("/kaputt", needs(Right::home), broken, "Probe");
  r.get("/offen", open_to_all("Probe"), who_is_there, "Probe");
  r.post("/offen", open_to_all("Probe"), who_is_there, "Probe");
  r.api(Method::get, "/api/v1/probe", needs(Right::home), list, "Probe");
  r.api(Method::get, "/api/v1/verloren", needs(Right::home), lost, "Probe");
}

class Door : public testing::TestWithParam<db::Engine> {
 protected:
  static std::vector<Slice> slices() {
    Slice slice{.name = "probe", .purpose = "Probe", .rank = 3, .routes = probe_routes};
    slice.nav = {{"Konten", "/nur-konten", Right::account_manage, 2}, {"Probe", "/probe", Right::home, 1}};
    return {access::access_slice(), slice};
  }
  test::TestApp app_{GetParam(), slices()};
};
KIM_BOTH_ENGINES(Door);

bool has(const http::Response& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}

TEST_P(Door, Who_is_not_signed_in_comes_back_after_signing_in) {
  struct Case {
    const char *target, *location;
  };
  const Case cases[] = {{"/probe", "/anmeldung?weiter=%2Fprobe"},
                        {"/probe?a=1&b=%C3%BC", "/anmeldung?weiter=%2Fprobe%3Fa%3D1%26b%3D%25C3%25BC"},
                        {"/", "/anmeldung"},
                        {"/gibt-es-nicht", "/anmeldung?weiter=%2Fgibt-es-nicht"}};
  for (const Case& c : cases) {
    const auto answer = app_.get(Who::nobody, c.target);
    EXPECT_EQ(303, answer.status) << c.target;
    EXPECT_EQ(c.location, answer.header("Location"));
  }
  EXPECT_EQ("/anmeldung", app_.post(Who::nobody, "/probe", {}).header("Location"));
}

TEST_P(Door, A_missing_right_is_said_without_showing_anything) {
  const auto answer = app_.get(Who::kessler, "/nur-konten");
  EXPECT_EQ(403, answer.status);
  EXPECT_TRUE(has(answer, "Das darf nur die Administration."));
  EXPECT_EQ(200, app_.get(Who::albers, "/nur-konten").status);
}

TEST_P(Door, What_is_not_there_is_not_found) {
  EXPECT_EQ(404, app_.get(Who::kessler, "/gibt-es-nicht").status);
  EXPECT_EQ(401, app_.request(Method::get, "/api/v1/probe", {}, {}).status);
}

TEST_P(Door, A_literal_address_wins_over_a_placeholder) {
  EXPECT_TRUE(has(app_.get(Who::kessler, "/probe/neu"), "Neu"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/probe/17"), "Eins 17"));
  for (const char* odd : {"/probe/x", "/probe/-3", "/probe/0", "/probe/9999999999999999999", "/probe/1x"})
    EXPECT_TRUE(has(app_.get(Who::kessler, odd), "Eins -1")) << odd;
}

TEST_P(Door, Another_method_is_refused_with_those_that_work) {
  const auto answer = app_.post(Who::kessler, "/nur-konten", {});
  EXPECT_EQ(405, answer.status);
  EXPECT_EQ("GET", answer.header("Allow"));
  EXPECT_EQ(405, app_.request(Method::del, "/probe", {}, {}).status);
  EXPECT_EQ("GET, POST", app_.request(Method::del, "/probe", {}, {}).header("Allow"));
}

TEST_P(Door, A_post_needs_the_token_of_its_session) {
  EXPECT_EQ(303, app_.post(Who::kessler, "/probe", {{"wort", "x"}}).status);
  EXPECT_EQ(400, app_.post_without_csrf(Who::kessler, "/probe", {{"wort", "x"}}).status);
  EXPECT_EQ(400, app_.post_without_csrf(Who::kessler, "/probe", {{"wort", "x"}, {"_csrf", ""}}).status);
  const std::string foreign = app_.context(Who::wittkamp).csrf;
  EXPECT_EQ(400, app_.post_without_csrf(Who::kessler, "/probe", {{"wort", "x"}, {"_csrf", foreign}}).status);
}

TEST_P(Door, A_post_from_another_site_is_refused_even_with_the_token) {
  const std::string token = access::sign_in(app_.services(), "kessler", access::testing::password, "127.0.0.1")->token;
  const std::string own_csrf = access::find_session(app_.services(), *app_.database().read(), token)->csrf;
  struct Case {
    const char* site;
    int status;
  };
  const Case cases[] = {{"same-origin", 303}, {"none", 303}, {"cross-site", 400}, {"same-site", 400}};
  for (const Case& c : cases)
    EXPECT_EQ(c.status, app_.request(Method::post, "/probe", http::encode_form({{"_csrf", own_csrf}}),
                                     {{"cookie", "kim=" + token},
                                      {"content-type", "application/x-www-form-urlencoded"},
                                      {"sec-fetch-site", c.site}})
                            .status)
        << c.site;
  EXPECT_EQ(400, app_.request(Method::post, "/offen", {}, {{"sec-fetch-site", "cross-site"}}).status);
  EXPECT_EQ(200, app_.request(Method::post, "/offen", {}, {{"sec-fetch-site", "same-origin"}}).status);
}

TEST_P(Door, A_body_that_is_no_form_is_refused) {
  const std::string token = access::sign_in(app_.services(), "kessler", access::testing::password, "127.0.0.1")->token;
  for (const char* type : {"application/json", "multipart/form-data; boundary=x", "text/plain"})
    EXPECT_EQ(400,
              app_.request(Method::post, "/probe", "{}", {{"cookie", "kim=" + token}, {"content-type", type}}).status)
        << type;
  EXPECT_EQ(400, app_.request(Method::post, "/probe", "a=%ZZ",
                              {{"cookie", "kim=" + token}, {"content-type", "application/x-www-form-urlencoded"}})
                     .status);
}

TEST_P(Door, The_message_of_an_act_is_shown_once_on_the_next_page) {
  const auto saved = app_.post(Who::kessler, "/probe", {{"wort", "Öl"}});
  const std::string cookie(saved.header("Set-Cookie").substr(0, saved.header("Set-Cookie").find(';')));
  EXPECT_EQ(std::string::npos, cookie.find("Gespeichert"));
  const std::string token = access::sign_in(app_.services(), "kessler", access::testing::password, "127.0.0.1")->token;
  const auto page = app_.request(Method::get, "/probe", {}, {{"cookie", "kim=" + token + "; " + cookie}});
  EXPECT_TRUE(has(page, "Gespeichert: Öl"));
  EXPECT_TRUE(page.header("Set-Cookie").starts_with("kim_message=;"));
  EXPECT_FALSE(has(app_.get(Who::kessler, "/probe"), "Gespeichert"));
  const auto forged = app_.request(Method::get, "/probe", {}, {{"cookie", "kim=" + token + "; kim_message=00ff"}});
  EXPECT_EQ(200, forged.status);
}

TEST_P(Door, Every_answer_carries_the_security_headers) {
  for (const char* target : {"/probe", "/gibt-es-nicht", "/verloren", "/kaputt", "/offen", "/static/kim.css"}) {
    const auto answer = app_.get(Who::kessler, target);
    EXPECT_TRUE(answer.header("Content-Security-Policy").starts_with("default-src 'none'")) << target;
    EXPECT_EQ(std::string_view::npos, answer.header("Content-Security-Policy").find("unsafe")) << target;
    EXPECT_EQ("nosniff", answer.header("X-Content-Type-Options")) << target;
    EXPECT_EQ("DENY", answer.header("X-Frame-Options")) << target;
    EXPECT_FALSE(answer.header("Referrer-Policy").empty()) << target;
  }
  EXPECT_EQ("no-store", app_.get(Who::kessler, "/probe").header("Cache-Control"));
}

TEST_P(Door, A_cookie_is_out_of_reach_for_scripts_and_other_sites) {
  EXPECT_EQ("kim=x; Path=/; HttpOnly; SameSite=Lax", cookie("kim", "x", false));
  EXPECT_EQ("__Host-kim=x; Path=/; HttpOnly; SameSite=Lax; Secure",
            cookie(access::session_cookie_name(true), "x", true));
  EXPECT_EQ("kim=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0", cookie("kim", "", false, 0));
}

TEST_P(Door, A_fault_becomes_a_plain_page_that_says_nothing_was_saved) {
  struct Case {
    const char* target;
    int status;
    const char* says;
  };
  const Case cases[] = {{"/verloren", 503, "erreicht die Datenbank gerade nicht"},
                        {"/voll", 503, "Der Speicherplatz auf dem Server ist voll"},
                        {"/kaputt", 500, "Es wurde nichts gespeichert"}};
  for (const Case& c : cases) {
    const auto answer = app_.get(Who::kessler, c.target);
    EXPECT_EQ(c.status, answer.status) << c.target;
    EXPECT_TRUE(has(answer, c.says)) << c.target;
    EXPECT_FALSE(has(answer, "connection lost")) << c.target;
    EXPECT_FALSE(has(answer, "Miriam Kessler")) << c.target;
  }
  EXPECT_EQ("10", app_.get(Who::kessler, "/verloren").header("Retry-After"));
}

TEST_P(Door, Navigation_shows_only_what_the_role_may_open_in_order) {
  const auto admin = app_.get(Who::albers, "/probe"), worker = app_.get(Who::kessler, "/probe");
  EXPECT_TRUE(has(admin, "href=\"/konten\""));
  EXPECT_LT(admin.body.find("href=\"/probe\""), admin.body.find("href=\"/nur-konten\""));
  EXPECT_FALSE(has(worker, "/nur-konten"));
}

TEST_P(Door, Pages_speak_the_language_of_the_account) {
  const std::string token = access::sign_in(app_.services(), "kessler", access::testing::password, "127.0.0.1")->token;
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(access::set_language(ctx, "en").has_value());
  const auto page = app_.request(Method::get, "/profil", {}, {{"cookie", "kim=" + token}});
  EXPECT_TRUE(has(page, "lang=\"en\""));
  EXPECT_TRUE(has(page, "Profile and appearance"));
}

// ---- the API and half signed-in people, outside the demo ----

class RealDoor : public access::testing::RealWorld {
 protected:
  RealDoor() : door_(probe_services_) {}
  std::vector<Slice> probe_slices_{access::access_slice(),
                                   {.name = "probe", .purpose = "Probe", .rank = 3, .routes = probe_routes}};
  Services probe_services_{services_.database, services_.keyring, services_.ids, services_.clock, probe_slices_};
  Application door_;
};
KIM_BOTH_ENGINES(RealDoor);

TEST_P(RealDoor, Whoever_has_something_to_do_first_is_led_there) {
  access::testing::Browser browser(door_);
  browser.set_cookies("kim=" + sign_in_as("kessler")->token);
  EXPECT_EQ("/anmeldung/zweiter-faktor", browser.get("/probe").header("Location"));
  set_up_factor("kessler");
  app_.advance(std::chrono::minutes(1));
  EXPECT_EQ(200, browser.get("/probe").status);
  browser.set_cookies("kim=" + sign_in_as("kessler")->token);
  EXPECT_EQ("/anmeldung/code", browser.get("/probe").header("Location"));
  EXPECT_EQ("/anmeldung/code", browser.get("/profil").header("Location"));
  Context ctx = app_.context(Who::albers);
  ASSERT_TRUE(access::reset_account(ctx, app_.account(Who::kessler), "Erstes-Passwort-77").has_value());
  browser.set_cookies("kim=" + sign_in_as("kessler", "Erstes-Passwort-77")->token);
  EXPECT_EQ("/anmeldung/passwort", browser.get("/probe").header("Location"));
}

TEST_P(RealDoor, An_open_page_takes_nobody_for_signed_in_who_has_only_typed_a_password) {
  set_up_factor("kessler");
  access::testing::Browser browser(door_);
  browser.set_cookies("kim=" + sign_in_as("kessler")->token);
  EXPECT_EQ("niemand", browser.get("/offen").body);
  app_.advance(std::chrono::minutes(1));
  Context later = context_of(browser.cookies().substr(4));
  browser.set_cookies("kim=" + access::second_factor(later, code())->token);
  EXPECT_EQ("Miriam Kessler", browser.get("/offen").body);
}

TEST_P(RealDoor, The_api_takes_tokens_only_of_roles_that_may_use_it) {
  Context ctx = app_.context(Who::albers);
  const auto token_of = [&](std::string role) {
    access::Account account;
    account.login = "anbindung-" + role;
    account.name = "Anbindung";
    account.role = role;
    account.integration = true;
    return access::create_api_token(ctx, access::create_account(ctx, account, access::testing::password).value(), "x")
        .value();
  };
  const auto call = [&](const std::string& path, const std::string& authorization, const std::string& cookie = {}) {
    http::Request request;
    request.path = request.target = path;
    request.headers = {{"authorization", authorization}, {"cookie", cookie}};
    return door_.handle(request);
  };
  const std::string good = token_of("case_management"), without = token_of("steering_member");
  EXPECT_EQ(200, call("/api/v1/probe", "Bearer " + good).status);
  EXPECT_EQ(403, call("/api/v1/probe", "Bearer " + without).status);
  EXPECT_EQ(401, call("/api/v1/probe", "Basic " + good).status);
  EXPECT_EQ(401, call("/api/v1/probe", "", "kim=" + sign_in_as("kessler")->token).status);  // a session is no token
  EXPECT_EQ(303, call("/probe", "Bearer " + good).status);                                  // a token is no session
  const auto lost_answer = call("/api/v1/verloren", "Bearer " + good);
  EXPECT_EQ(503, lost_answer.status);
  EXPECT_EQ("application/problem+json", lost_answer.header("Content-Type"));
  EXPECT_TRUE(json::well_formed(lost_answer.body));
  EXPECT_EQ(404, call("/api/v1/gibt-es-nicht", "Bearer " + good).status);
}

TEST(Routes, Two_routes_of_one_address_are_a_bug) {
  const auto twice = [](Routes& r) {
    r.get("/probe", needs(Right::home), probe, "Probe");
    r.get("/probe", needs(Right::home), fresh, "Probe");
  };
  test::TestApp app(db::Engine::sqlite, {});
  const std::vector<Slice> slices{{.name = "probe", .purpose = "Probe", .rank = 3, .routes = twice}};
  Services services{app.services().database, app.services().keyring, app.services().ids, app.services().clock, slices};
  EXPECT_THROW(Application{services}, Bug);
}

TEST_P(Door, The_body_limit_is_the_routes) {
  EXPECT_EQ(4096U, app_.application().body_limit(Method::post, "/probe"));
  EXPECT_EQ(16U * 1024, app_.application().body_limit(Method::post, "/gibt-es-nicht"));
}

}  // namespace
}  // namespace kim
