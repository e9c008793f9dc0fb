// The pages of signing in, profile, accounts and help, as a browser without script walks through them.
#include "domain/access/access_pages.h"

#include <regex>

#include "domain/access/account.h"
#include "domain/access/real_world_test.h"
#include "platform/html/markup_test.h"
#include "platform/json/json.h"

namespace kim::access {
namespace {

using test::Who;
using testing::Browser;

bool has(const http::Response& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}
std::string location(const http::Response& response) { return std::string(response.header("Location")); }

class SignInPages : public testing::RealWorld {
 protected:
  static http::Pairs words(std::string login = "kessler", std::string word = std::string(testing::password)) {
    return {{"login", std::move(login)}, {"password", std::move(word)}};
  }
  Browser signed_in(std::string_view login = "kessler") {
    Browser b = browser();
    b.post("/anmeldung", words(std::string(login)));
    return b;
  }
  /// Wholly signed in: the account gets its second factor first.
  Browser whole(std::string_view login) {
    set_up_factor(login);
    Browser b = browser();
    Context ctx = context_of(sign_in_as(login)->token);
    app_.advance(std::chrono::minutes(1));
    Context later = context_of([&] { return sign_in_as(login)->token; }());
    b.set_cookies("kim=" + second_factor(later, code())->token);
    return b;
  }
};
KIM_BOTH_ENGINES(SignInPages);

// ---- password ----

TEST_P(SignInPages, The_page_asks_for_name_and_password_and_keeps_the_way_on) {
  const auto page = browser().get("/anmeldung?weiter=%2Ffaelle%3Fseite%3D2");
  EXPECT_EQ(200, page.status);
  EXPECT_EQ("/faelle?seite=2", test::input_value(page.body, "weiter"));
  EXPECT_TRUE(has(page, "autocomplete=\"current-password\""));
  EXPECT_EQ("", markup::tag_fault(page.body));
  EXPECT_EQ("", markup::id_fault(page.body));
}

TEST_P(SignInPages, Who_signs_in_lands_where_she_wanted_to_go) {
  Browser b = browser();
  auto form = words();
  form.emplace_back("weiter", "/profil?x=1");
  const auto answer = b.post("/anmeldung", form);
  EXPECT_EQ(303, answer.status);
  EXPECT_EQ("/profil?x=1", location(answer));
  EXPECT_NE(std::string_view::npos, answer.header("Set-Cookie").find("HttpOnly; SameSite=Lax"));
}

TEST(LocalPath, Only_addresses_of_our_own_pages_lead_on) {
  struct Case {
    const char *asked, *leads;
  };
  const Case cases[] = {{"/faelle/17?a=b#c", "/faelle/17?a=b#c"},
                        {"", "/"},
                        {"faelle", "/"},
                        {"//boese.example", "/"},
                        {"/\\boese.example", "/"},
                        {"https://boese.example", "/"},
                        {"javascript:alert(1)", "/"},
                        {"/a\r\nSet-Cookie: x=y", "/"},
                        {"/a b", "/"},
                        {"/\tx", "/"},
                        {"/anmeldung", "/"},
                        {"/anmeldung/code", "/"},
                        {"/abmelden", "/"},
                        {"/ü", "/"},
                        {"/\xC3\xBC", "/"}};
  for (const Case& c : cases) EXPECT_EQ(c.leads, local_path(c.asked)) << c.asked;
  EXPECT_EQ("/", local_path("/" + std::string(2000, 'a')));
}

TEST_P(SignInPages, A_mistake_is_said_in_one_sentence_and_the_name_stays) {
  Browser b = browser();
  const auto wrong = b.post("/anmeldung", words("kessler", "falsch-falsch-falsch")),
             unknown = b.post("/anmeldung", words("niemand", "falsch-falsch-falsch"));
  EXPECT_EQ(422, wrong.status);
  EXPECT_TRUE(has(wrong, "Anmeldename oder Passwort stimmt nicht."));
  EXPECT_TRUE(has(unknown, "Anmeldename oder Passwort stimmt nicht."));
  EXPECT_EQ("kessler", test::input_value(wrong.body, "login"));
  EXPECT_EQ("", test::input_value(wrong.body, "password"));
  EXPECT_TRUE(has(wrong, "<title>Fehler: "));
  EXPECT_EQ("", markup::id_fault(wrong.body));
  const auto empty = b.post("/anmeldung", {});
  EXPECT_TRUE(has(empty, "href=\"#login\"") && has(empty, "href=\"#password\""));
  EXPECT_EQ("", b.cookies());
}

TEST_P(SignInPages, While_a_delay_runs_the_page_says_until_when) {
  Browser b = browser();
  for (int i = 0; i < 5; ++i) b.post("/anmeldung", words("kessler", "falsch-falsch-falsch"));
  const auto locked = b.post("/anmeldung", words());
  EXPECT_EQ(429, locked.status);
  EXPECT_TRUE(has(locked, "Zu viele Fehlversuche."));
}

TEST_P(SignInPages, A_form_of_another_site_cannot_sign_in) {
  Browser b = browser();
  b.extra_headers = {{"sec-fetch-site", "cross-site"}};
  EXPECT_EQ(400, b.post("/anmeldung", words()).status);
  EXPECT_EQ("", b.cookies());
}

// ---- second factor ----

TEST_P(SignInPages, The_code_page_lets_in_with_code_or_recovery_code) {
  const auto codes = set_up_factor("kessler");
  app_.advance(std::chrono::minutes(1));
  for (const std::string& word : {code(), codes[3]}) {
    Browser b = browser();
    auto form = words();
    form.emplace_back("weiter", "/profil");
    EXPECT_EQ("/anmeldung/code?weiter=%2Fprofil", location(b.post("/anmeldung", form)));
    const auto page = b.get("/anmeldung/code?weiter=%2Fprofil");
    EXPECT_TRUE(has(page, "Schritt 2 von 2"));
    EXPECT_EQ("", markup::id_fault(page.body));
    const auto wrong = b.submit("/anmeldung/code", {{"code", "000000"}, {"weiter", "/profil"}});
    EXPECT_EQ(422, wrong.status);
    EXPECT_EQ("/profil", location(b.submit("/anmeldung/code", {{"code", word}, {"weiter", "/profil"}}))) << word;
    EXPECT_EQ(200, b.get("/profil").status);
  }
}

TEST_P(SignInPages, The_code_page_is_for_those_on_the_way) {
  EXPECT_EQ("/anmeldung", location(browser().get("/anmeldung/code")));
  EXPECT_EQ("/anmeldung", location(browser().post("/anmeldung/code", {{"code", "1"}})));
  Browser b = signed_in();
  EXPECT_EQ("/", location(b.get("/anmeldung/code")));
  set_up_factor("wittkamp");
  Browser half = signed_in("wittkamp");
  EXPECT_EQ(400, half.post("/anmeldung/code", {{"code", code()}}).status);  // without the token of the form
}

TEST_P(SignInPages, A_second_factor_is_set_up_with_picture_or_key_and_gives_ten_codes) {
  Browser b = signed_in();
  EXPECT_EQ("/anmeldung/zweiter-faktor", location(b.get("/profil")));
  const auto page = b.get("/anmeldung/zweiter-faktor");
  EXPECT_TRUE(has(page, "<svg") && has(page, "QR-Code"));
  EXPECT_FALSE(has(page, "style="));
  EXPECT_EQ("", markup::tag_fault(page.body));
  const std::string sealed = test::input_value(page.body, "secret");
  std::smatch key;
  ASSERT_TRUE(std::regex_search(page.body, key, std::regex("<code class=\"kim-num\">([A-Z2-7 ]+)</code>")));
  EXPECT_EQ(std::string::npos, sealed.find(key[1].str().substr(0, 4)));

  const auto wrong = b.submit("/anmeldung/zweiter-faktor", {{"secret", sealed}, {"code", "000000"}});
  EXPECT_EQ(422, wrong.status);
  EXPECT_TRUE(has(wrong, key[1].str()));  // the same secret: it is in the app already

  const auto secret = app_.services()
                          .keyring.tenant_key("second factor set-up")
                          .open("second factor set-up:" + std::to_string(app_.account(Who::kessler).value()),
                                *crypto::from_hex(sealed));
  ASSERT_TRUE(secret.has_value());
  const auto done_page =
      b.submit("/anmeldung/zweiter-faktor", {{"secret", sealed}, {"code", crypto::totp_code(*secret, app_.now())}});
  EXPECT_EQ(200, done_page.status);
  const std::regex recovery("<code class=\"kim-num\">[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}</code>");
  EXPECT_EQ(10, std::distance(std::sregex_iterator(done_page.body.begin(), done_page.body.end(), recovery),
                              std::sregex_iterator()));
  EXPECT_TRUE(has(done_page, "data-print"));
  EXPECT_EQ(200, b.get("/profil").status);
}

/// A password alone must never replace a second factor.
TEST_P(SignInPages, Who_has_only_typed_the_password_cannot_set_up_another_factor) {
  set_up_factor("kessler");
  Browser half = signed_in();
  EXPECT_EQ("/anmeldung/code", location(half.get("/anmeldung/zweiter-faktor")));
  half.get("/anmeldung/code");
  EXPECT_EQ("/anmeldung/code", location(half.submit("/anmeldung/zweiter-faktor", {{"secret", "00"}, {"code", "1"}})));
  EXPECT_EQ("/anmeldung/code", location(half.get("/anmeldung/passwort")));
  EXPECT_EQ("/anmeldung/code", location(half.submit("/anmeldung/passwort", {{"old_password", "x"}})));
}

TEST_P(SignInPages, Replacing_a_second_factor_needs_the_password) {
  Browser b = whole("kessler");
  const auto page = b.get("/anmeldung/zweiter-faktor");
  const std::string sealed = test::input_value(page.body, "secret");
  const auto secret = app_.services()
                          .keyring.tenant_key("second factor set-up")
                          .open("second factor set-up:" + std::to_string(app_.account(Who::kessler).value()),
                                *crypto::from_hex(sealed));
  const std::string first = crypto::totp_code(*secret, app_.now());
  EXPECT_EQ(422, b.submit("/anmeldung/zweiter-faktor", {{"secret", sealed}, {"code", first}}).status);
  EXPECT_EQ(
      422, b.submit("/anmeldung/zweiter-faktor", {{"secret", sealed}, {"code", first}, {"password", "falsch"}}).status);
  EXPECT_EQ(200, b.submit("/anmeldung/zweiter-faktor",
                          {{"secret", sealed}, {"code", first}, {"password", std::string(testing::password)}})
                     .status);
}

TEST_P(SignInPages, A_secret_sealed_for_somebody_else_is_refused) {
  Browser kessler = signed_in(), wittkamp = signed_in("wittkamp");
  const std::string sealed = test::input_value(kessler.get("/anmeldung/zweiter-faktor").body, "secret");
  wittkamp.get("/anmeldung/zweiter-faktor");
  EXPECT_EQ(400, wittkamp.submit("/anmeldung/zweiter-faktor", {{"secret", sealed}, {"code", "000000"}}).status);
}

// ---- first password, staying, leaving ----

TEST_P(SignInPages, The_first_password_is_changed_before_anything_else) {
  Context ctx = app_.context(Who::albers);
  ASSERT_TRUE(reset_account(ctx, app_.account(Who::kessler), "Erstes-Passwort-77").has_value());
  Browser b = browser();
  b.post("/anmeldung", words("kessler", "Erstes-Passwort-77"));
  EXPECT_EQ("/anmeldung/passwort", location(b.get("/profil")));
  EXPECT_EQ("/anmeldung/passwort", location(b.get("/anmeldung/zweiter-faktor")));
  const auto page = b.get("/anmeldung/passwort");
  EXPECT_EQ("", markup::id_fault(page.body));
  const auto change = [&](std::string fresh, std::string again) {
    return b.submit("/anmeldung/passwort",
                    {{"old_password", "Erstes-Passwort-77"}, {"new_password", fresh}, {"new_password_again", again}});
  };
  EXPECT_TRUE(has(change("Neue-Laterne-am-Weg", "Neue-Laterne-am-Rad"), "Die Wiederholung stimmt nicht"));
  EXPECT_EQ(422, change("kurz", "kurz").status);
  EXPECT_EQ("/", location(change("Neue-Laterne-am-Weg", "Neue-Laterne-am-Weg")));
  EXPECT_EQ("/anmeldung/zweiter-faktor", location(b.get("/profil")));
}

TEST_P(SignInPages, Staying_moves_the_end_and_tells_the_script) {
  Browser b = whole("kessler");
  b.get("/profil");
  app_.advance(std::chrono::minutes(50));
  b.extra_headers = {{"sec-fetch-dest", "empty"}};
  const auto stayed = b.submit("/anmeldung/verlaengern", {});
  EXPECT_EQ(204, stayed.status);
  EXPECT_EQ(iso(app_.now() + session_idle_limit), stayed.header("X-KIM-Session-Ends"));
  b.extra_headers.clear();
  EXPECT_EQ("/", location(b.submit("/anmeldung/verlaengern", {})));
  EXPECT_EQ(400, b.post("/anmeldung/verlaengern", {}).status);
}

TEST_P(SignInPages, Signing_out_ends_the_session_and_takes_the_cookie) {
  Browser b = whole("kessler");
  b.get("/profil");
  const std::string old = b.cookies();
  EXPECT_EQ(400, b.post("/abmelden", {}).status);
  const auto out = b.submit("/abmelden", {});
  EXPECT_EQ("/anmeldung", location(out));
  EXPECT_EQ("kim=", b.cookies());
  b.set_cookies(old);
  EXPECT_EQ("/anmeldung?weiter=%2Fprofil", location(b.get("/profil")));
  EXPECT_EQ("/anmeldung", location(browser().post("/abmelden", {})));
}

TEST_P(SignInPages, The_sign_out_form_of_the_frame_works) {
  Browser b = whole("kessler");
  const auto page = b.get("/profil");
  const auto at = page.body.find("action=\"/abmelden\"");
  ASSERT_NE(std::string::npos, at);
  EXPECT_NE(std::string::npos, page.body.find("name=\"_csrf\"", at));
}

TEST_P(SignInPages, Half_way_one_can_leave_too) {
  set_up_factor("kessler");
  Browser half = signed_in();
  half.get("/anmeldung/code");
  EXPECT_EQ("/anmeldung", location(half.submit("/abmelden", {})));
  EXPECT_EQ(0, app_.count("SELECT count(*) FROM session WHERE stage = 'password'"));
}

// ---- profile ----

TEST_P(SignInPages, The_profile_shows_who_one_is_and_where_one_is_signed_in) {
  Browser b = whole("kessler");
  const auto page = b.get("/profil");
  for (const char* part : {"Miriam Kessler", "Case Management", "Region 1", "Noch 10 Wiederherstellungscodes",
                           "Dieses Gerät", "/anmeldung/passwort"})
    EXPECT_TRUE(has(page, part)) << part;
  EXPECT_EQ("", markup::tag_fault(page.body));
  EXPECT_EQ("", markup::id_fault(page.body));
}

TEST_P(SignInPages, Theme_and_language_hold_from_the_next_page_on) {
  Browser b = whole("kessler");
  b.get("/profil");
  EXPECT_EQ("/profil", location(b.submit("/profil/darstellung", {{"theme", "dark"}, {"language", "en"}})));
  const auto page = b.get("/profil");
  EXPECT_TRUE(has(page, "data-kern-theme=\"dark\""));
  EXPECT_TRUE(has(page, "lang=\"en\""));
  EXPECT_EQ(400, b.submit("/profil/darstellung", {{"theme", "pink"}, {"language", "en"}}).status);
  EXPECT_EQ(422, b.submit("/profil/darstellung", {{"theme", ""}, {"language", "fr"}}).status);
  EXPECT_EQ(400, b.post("/profil/darstellung", {{"theme", ""}, {"language", "de"}}).status);
}

TEST_P(SignInPages, All_devices_are_left_at_once) {
  Browser here = whole("kessler");
  here.get("/profil");
  Context later = context_of(here.cookies().substr(4));
  EXPECT_EQ("/anmeldung", location(here.submit("/abmelden/ueberall", {})));
  EXPECT_EQ(0, app_.count("SELECT count(*) FROM session"));
}

// ---- help ----

TEST_P(SignInPages, Help_is_open_to_all_and_has_navigation_for_who_is_signed_in) {
  for (const char* path : {"/hilfe", "/hilfe/datenschutz", "/barriere-melden", "/barrierefreiheit"}) {
    const auto page = browser().get(path);
    EXPECT_EQ(200, page.status) << path;
    EXPECT_EQ("", markup::tag_fault(page.body)) << path;
    EXPECT_EQ("", markup::id_fault(page.body)) << path;
    EXPECT_FALSE(has(page, "/abmelden")) << path;
  }
  Browser b = whole("albers");
  EXPECT_TRUE(has(b.get("/hilfe"), "href=\"/konten\""));
}

TEST_P(SignInPages, The_sign_of_life_asks_the_database) {
  const auto alive = browser().get("/healthz");
  EXPECT_EQ(200, alive.status);
  EXPECT_EQ("application/json", alive.header("Content-Type"));
  EXPECT_EQ(R"({"status":"ok"})", alive.body);
}

// ---- accounts ----

class AccountPages : public SignInPages {
 protected:
  http::Response get(Who who, std::string_view target) { return app_.get(who, target); }
  static http::Pairs nguyen(http::Pairs changed = {}) {
    http::Form form({{"name", "Linh Nguyen"},
                     {"login", "nguyen"},
                     {"role", "case_management"},
                     {"team_id", "101"},
                     {"employer_id", "201"},
                     {"language", "de"}});
    for (auto& [name, value] : changed) form.set(name, value);
    return form.pairs();
  }
  std::string kessler(std::string_view act = {}) {
    return "/konten/" + std::to_string(app_.account(Who::kessler).value()) + (act.empty() ? "" : "/") +
           std::string(act);
  }
};
KIM_BOTH_ENGINES(AccountPages);

TEST_P(AccountPages, Only_the_administration_gets_in) {
  const std::string one = kessler(), lock = kessler("sperren"), reset = kessler("zuruecksetzen"),
                    token = kessler("schluessel");
  for (const std::string& target : {std::string("/konten"), std::string("/konten/neu"), one, lock, reset}) {
    EXPECT_EQ(303, get(Who::nobody, target).status) << target;
    for (const Who who : {Who::kessler, Who::brandt, Who::peters, Who::reuter})
      EXPECT_EQ(403, get(who, target).status) << target;
    const auto page = get(Who::albers, target);
    EXPECT_EQ(200, page.status) << target;
    EXPECT_EQ("", markup::tag_fault(page.body)) << target;
    EXPECT_EQ("", markup::id_fault(page.body)) << target;
  }
  for (const std::string& target : {std::string("/konten"), one, lock, reset, token}) {
    EXPECT_EQ(403, app_.post(Who::kessler, target, {}).status) << target;
    EXPECT_EQ(400, app_.post_without_csrf(Who::albers, target, {}).status) << target;
  }
}

TEST_P(AccountPages, A_new_account_gets_a_password_that_is_shown_once) {
  const auto made = app_.post(Who::albers, "/konten", nguyen());
  EXPECT_EQ(200, made.status);
  std::smatch word;
  ASSERT_TRUE(std::regex_search(made.body, word, std::regex("<code class=\"kim-num\">([a-z0-9-]+)</code>")));
  const auto signed_in_now = sign_in_as("nguyen", word[1].str());
  ASSERT_TRUE(signed_in_now.has_value());
  EXPECT_TRUE(signed_in_now->must_change_password);
  EXPECT_EQ("Linh Nguyen", found(signed_in_now->token)->actor.name);
  EXPECT_EQ(test::team_1, found(signed_in_now->token)->actor.team);
  EXPECT_TRUE(has(get(Who::albers, "/konten"), "Linh Nguyen"));
}

TEST_P(AccountPages, Wrong_input_is_named_and_kept) {
  struct Case {
    const char *what, *field;
    std::string value;
  };
  const Case cases[] = {{"missing", "name", ""},
                        {"too long", "login", std::string(61, 'x')},
                        {"taken", "login", "kessler"},
                        {"unknown role", "role", "king"},
                        {"unknown team", "team_id", "4711"},
                        {"no number", "employer_id", "x"},
                        {"no mail", "email", "linh"},
                        {"control", "name", "Li\x02nh"},
                        {"bidi", "name", "Li\u202Enh"}};
  for (const Case& c : cases) {
    const auto answer = app_.post(Who::albers, "/konten", nguyen({{c.field, c.value}}));
    EXPECT_EQ(422, answer.status) << c.what;
    EXPECT_TRUE(has(answer, "href=\"#" + std::string(c.field) + "\"")) << c.what;
    EXPECT_TRUE(has(answer, "nguyen") || has(answer, "Linh Nguyen")) << c.what;
  }
  EXPECT_EQ(0U, app_.count("SELECT count(*) FROM account WHERE integration = 1"));
}

TEST_P(AccountPages, A_change_is_stored_and_of_two_versions_one_is_chosen) {
  const auto form = [](std::string name, std::string version) {
    return http::Pairs{
        {"name", std::move(name)}, {"login", "kessler"}, {"role", "case_management"},    {"team_id", "101"},
        {"employer_id", "201"},    {"language", "de"},   {"version", std::move(version)}};
  };
  ASSERT_EQ(303, app_.post(Who::albers, kessler(), form("Miriam Keßler", "1")).status);
  EXPECT_EQ(app_.account(Who::albers), app_.audit_entries("changed").at(0).actor);
  const auto late = app_.post(Who::albers, kessler(), form("Miriam Kessler-Voss", "1"));
  EXPECT_EQ(409, late.status);
  EXPECT_TRUE(has(late, "Keßler") && has(late, "Kessler-Voss"));
  EXPECT_EQ("2", test::input_value(late.body, "version"));
  EXPECT_EQ(303, app_.post(Who::albers, kessler(), form("Miriam Kessler-Voss", "2")).status);
  EXPECT_EQ(404, app_.post(Who::albers, "/konten/4711", form("X", "1")).status);
}

TEST_P(AccountPages, A_lock_asks_before_ends_the_sessions_and_can_be_taken_back) {
  const std::string token = sign_in_as("kessler")->token;
  EXPECT_TRUE(has(get(Who::albers, kessler("sperren")), "Alle Anmeldungen dieses Kontos enden"));
  EXPECT_EQ(303, app_.post(Who::albers, kessler("sperren"), {}).status);
  EXPECT_FALSE(found(token).has_value());
  EXPECT_FALSE(sign_in_as("kessler").has_value());
  EXPECT_TRUE(has(get(Who::albers, "/konten"), "gesperrt"));
  EXPECT_EQ(200, get(Who::albers, kessler("freigeben")).status);
  EXPECT_EQ(303, app_.post(Who::albers, kessler("freigeben"), {}).status);
  EXPECT_TRUE(sign_in_as("kessler").has_value());
  const std::string own = "/konten/" + std::to_string(app_.account(Who::albers).value()) + "/sperren";
  EXPECT_EQ(422, app_.post(Who::albers, own, {}).status);
}

TEST_P(AccountPages, A_reset_shows_a_first_password_once) {
  const auto page = app_.post(Who::albers, kessler("zuruecksetzen"), {});
  std::smatch word;
  ASSERT_TRUE(std::regex_search(page.body, word, std::regex("<code class=\"kim-num\">([a-z0-9-]+)</code>")));
  EXPECT_FALSE(sign_in_as("kessler").has_value());
  EXPECT_TRUE(sign_in_as("kessler", word[1].str())->must_change_password);
}

TEST_P(AccountPages, An_account_of_a_program_gets_keys_that_are_shown_once) {
  ASSERT_EQ(303, app_.post(Who::albers, "/konten",
                           nguyen({{"login", "anbindung"}, {"name", "Terminabgleich"}, {"integration", "yes"}}))
                     .status);
  Context ctx = app_.context(Who::albers);
  const auto all = accounts(ctx);
  const auto at = std::find_if(all.begin(), all.end(), [](const AccountRow& row) { return row.value.integration; });
  ASSERT_NE(all.end(), at);
  const std::string account = "/konten/" + std::to_string(at->id.value());
  EXPECT_EQ(422, app_.post(Who::albers, account + "/schluessel", {{"name", ""}}).status);
  const auto page = app_.post(Who::albers, account + "/schluessel", {{"name", "Termine"}});
  std::smatch token;
  ASSERT_TRUE(std::regex_search(page.body, token, std::regex("<code>(kim_[A-Za-z0-9_-]+)</code>")));
  EXPECT_TRUE(find_api_token(services_, *app_.database().read(), token[1].str()).has_value());
  const auto listed = get(Who::albers, account);
  EXPECT_TRUE(has(listed, "Termine"));
  EXPECT_FALSE(has(listed, token[1].str()));
  Context later = app_.context(Who::albers);
  const std::string id = std::to_string(api_tokens(later, at->id)->front().id);
  EXPECT_EQ(404, app_.post(Who::albers, kessler("schluessel/" + id + "/beenden"), {}).status);
  EXPECT_EQ(303, app_.post(Who::albers, account + "/schluessel/" + id + "/beenden", {}).status);
  EXPECT_FALSE(find_api_token(services_, *app_.database().read(), token[1].str()).has_value());
  EXPECT_EQ(422, app_.post(Who::albers, kessler("schluessel"), {{"name", "Termine"}}).status);  // people get none
}

}  // namespace
}  // namespace kim::access
