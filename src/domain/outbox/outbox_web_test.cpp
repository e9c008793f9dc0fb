// The outbox on both engines: written with its act, sent to a real server on loopback, tried again, erased; and its page.
#include <gtest/gtest.h>

#include "app/test_app.h"
#include "domain/outbox/outbox_slice.h"
#include "domain/outbox/outbox_store.h"
#include "platform/mail/smtp_server_test.h"

namespace kim::outbox {
namespace {

using mail::SmtpServer;
using test::TestApp;
using test::Who;
using Mode = SmtpServer::Mode;

bool has(const http::Response& answer, std::string_view part) { return answer.body.find(part) != std::string::npos; }

class OutboxWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {outbox_slice()}};

  std::int64_t put_one(std::string content = "Subject: Termin\r\n\r\nText\r\n", std::int64_t about = 7) {
    Context ctx = app.context(Who::kessler);
    Item item{"invitation", "ott@jobcenter.example", std::move(content)};
    item.about = about;
    item.useless_after = app.now() + std::chrono::days(30);
    return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> { return put(ctx, tx, item); }).value();
  }
  Round round(int port) {
    mail::Smtp smtp;
    smtp.host = "127.0.0.1";
    smtp.port = port;
    smtp.from = "kim@kim.example";
    smtp.connect_timeout = smtp.timeout = std::chrono::seconds(2);
    Context program(app.services(), {});
    return send_due(program,
                    [&](const std::string& to, const std::string& text) { return mail::send(smtp, to, text); });
  }
  std::int64_t in_state(const char* state) { return store::count(*app.database().read(), state); }
  std::string retry(std::int64_t id) { return "/postausgang/" + std::to_string(id) + "/erneut"; }
};
KIM_BOTH_ENGINES(OutboxWeb);

TEST_P(OutboxWeb, A_message_is_sealed_until_it_is_sent_and_erased_then) {
  put_one();
  app.database().read()->each("SELECT recipient, content FROM outgoing_mail", {}, [](const db::Row& row) {
    EXPECT_EQ(row.bytes(0).find("jobcenter"), std::string_view::npos);
    EXPECT_EQ(row.bytes(1).find("Termin"), std::string_view::npos);
  });
  SmtpServer server(Mode::accept);
  EXPECT_EQ(round(server.port()).sent, 1U);
  const auto mails = server.mails();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails.front().to, "<ott@jobcenter.example>");
  EXPECT_EQ(mails.front().data, "Subject: Termin\r\n\r\nText\r\n");
  EXPECT_EQ(
      app.count("SELECT count(*) FROM outgoing_mail WHERE state = 'sent' AND recipient IS NULL AND content IS NULL"),
      1);
  EXPECT_EQ(app.audit_entries("disclosed").front().what, "outgoing_mail");
  EXPECT_EQ(round(server.port()).sent, 0U) << "nothing is sent twice";
}

TEST_P(OutboxWeb, An_act_that_fails_leaves_no_message) {
  Context ctx = app.context(Who::kessler);
  const auto failed = ctx.transact([&](db::Tx& tx) -> Result<void> {
    put(ctx, tx, {"invitation", "ott@jobcenter.example", "x"});
    return failure(ErrorCode::conflict);
  });
  EXPECT_FALSE(failed.has_value());
  EXPECT_EQ(in_state(""), 0);
}

TEST_P(OutboxWeb, A_server_that_is_absent_for_a_day_loses_nothing) {
  put_one();
  put_one();
  int port = 0;
  {
    const SmtpServer gone(Mode::accept);
    port = gone.port();
  }
  const Round first = round(port);
  EXPECT_EQ(first.waiting, 1U) << "the second message is not even tried";
  for (int hour = 0; hour < 24; ++hour) {
    app.advance(std::chrono::hours(1));
    static_cast<void>(round(port));
  }
  EXPECT_EQ(in_state("waiting"), 2);
  SmtpServer server(Mode::accept);
  for (int hour = 0; hour < 13; ++hour) {
    app.advance(std::chrono::hours(1));
    static_cast<void>(round(server.port()));
  }
  EXPECT_EQ(server.mails().size(), 2U);
  EXPECT_EQ(in_state("sent"), 2);
}

TEST_P(OutboxWeb, Each_answer_of_the_server_has_its_state_and_reason) {
  struct {
    Mode mode;
    const char *state, *reason;
  } const table[] = {
      {Mode::busy, "waiting", "busy"}, {Mode::drop, "waiting", "connection"}, {Mode::refuse, "failed", "refused"}};
  for (const auto& row : table) {
    const std::int64_t id = put_one();
    SmtpServer server(row.mode);
    static_cast<void>(round(server.port()));
    const auto line = store::list(*app.database().read(), row.state, 0, 1).front();
    EXPECT_EQ(line.id, id) << row.reason;
    EXPECT_EQ(line.reason, row.reason);
    EXPECT_EQ(line.attempts, 1);
    EXPECT_EQ(line.next_at.has_value(), std::string_view(row.state) == "waiting");
    Context ctx = app.context(Who::kessler);
    ASSERT_TRUE(ctx.transact([&](db::Tx& tx) -> Result<std::size_t> { return take_back(ctx, tx, 7); }).has_value());
  }
}

TEST_P(OutboxWeb, What_is_over_is_not_sent_and_what_is_taken_back_neither) {
  put_one("a", 7);
  put_one("b", 8);
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(ctx.transact([&](db::Tx& tx) -> Result<std::size_t> { return take_back(ctx, tx, 7); }).value(), 1U);
  app.advance(std::chrono::days(31));
  SmtpServer server(Mode::accept);
  EXPECT_EQ(round(server.port()).failed, 1U);
  EXPECT_EQ(server.connections(), 0);
  EXPECT_EQ(in_state("given_up"), 2);
}

TEST_P(OutboxWeb, What_failed_is_erased_after_thirty_days) {
  put_one();
  SmtpServer server(Mode::refuse);
  static_cast<void>(round(server.port()));
  Context program(app.services(), {});
  EXPECT_EQ(stuck(*app.database().read(), app.now()).failed, 1);
  EXPECT_EQ(erase_old(program), 0U);
  app.advance(std::chrono::days(31));
  EXPECT_EQ(erase_old(program), 1U);
  EXPECT_EQ(app.count("SELECT count(*) FROM outgoing_mail WHERE content IS NULL AND recipient IS NULL"), 1);
  EXPECT_EQ(stuck(*app.database().read(), app.now()).failed, 0);
}

TEST_P(OutboxWeb, The_page_is_the_administrations_and_shows_state_alone) {
  put_one();
  for (const Who who : {Who::kessler, Who::brandt, Who::peters, Who::vogt, Who::reuter})
    EXPECT_EQ(app.get(who, "/postausgang").status, 403);
  EXPECT_EQ(app.get(Who::nobody, "/postausgang").status, 303);
  const auto page = app.get(Who::albers, "/postausgang");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Einladung zu einem Termin"));
  EXPECT_TRUE(has(page, "wartet"));
  EXPECT_FALSE(has(page, "jobcenter"));
  EXPECT_TRUE(has(app.get(Who::albers, "/postausgang?stand=sent"), "Hier liegt nichts"));
  EXPECT_TRUE(has(app.get(Who::albers, "/postausgang?stand=nonsense"), "wartet"));
}

TEST_P(OutboxWeb, What_waits_for_more_than_an_hour_is_told_with_what_to_check) {
  put_one();
  EXPECT_EQ(app.get(Who::albers, "/postausgang").body.find("mehr als einer Stunde"), std::string::npos);
  app.advance(std::chrono::minutes(61));
  const std::string page = app.get(Who::albers, "/postausgang").body;
  EXPECT_NE(page.find("1 Nachricht wartet seit mehr als einer Stunde."), std::string::npos);
  EXPECT_NE(page.find("Prüfen Sie mail_host"), std::string::npos);
}

TEST_P(OutboxWeb, Without_mail_settings_the_page_says_so) {
  EXPECT_FALSE(has(app.get(Who::albers, "/postausgang"), "nicht eingerichtet"));
  const_cast<Services&>(app.services()).mail_from.clear();
  EXPECT_TRUE(has(app.get(Who::albers, "/postausgang"), "Mailversand ist nicht eingerichtet"));
}

TEST_P(OutboxWeb, Another_try_is_the_administrations_and_leaves_an_entry) {
  const std::int64_t id = put_one();
  SmtpServer server(Mode::refuse);
  static_cast<void>(round(server.port()));
  EXPECT_EQ(app.post(Who::nobody, retry(id), {}).status, 303);
  EXPECT_EQ(app.post(Who::kessler, retry(id), {}).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::albers, retry(id), {}).status, 400);
  EXPECT_EQ(app.post(Who::albers, retry(4711), {}).status, 404);
  EXPECT_EQ(in_state("failed"), 1);
  EXPECT_EQ(app.post(Who::albers, retry(id), {}).status, 303);
  EXPECT_EQ(in_state("waiting"), 1);
  EXPECT_EQ(app.audit_entries("changed").front().actor, app.account(Who::albers));
  server.set_mode(Mode::accept);
  EXPECT_EQ(round(server.port()).sent, 1U);
  EXPECT_EQ(app.post(Who::albers, retry(id), {}).status, 404) << "sent is sent";
}

TEST_P(OutboxWeb, The_interface_lists_states_and_tries_again) {
  const std::int64_t id = put_one();
  const std::string token = app.integration("administration", {}).token;
  const std::string other = app.integration().token;
  const std::string retry_target = "/api/v1/outgoing-mail/" + std::to_string(id) + "/retry";
  EXPECT_EQ(app.call(http::Method::get, "/api/v1/outgoing-mail", "").status, 401);
  EXPECT_EQ(app.call(http::Method::get, "/api/v1/outgoing-mail", other).status, 403);
  const auto list = app.call(http::Method::get, "/api/v1/outgoing-mail?state=waiting", token);
  EXPECT_EQ(list.status, 200) << list.body;
  EXPECT_TRUE(has(list, "\"state\":\"waiting\""));
  EXPECT_FALSE(has(list, "jobcenter"));
  EXPECT_EQ(app.call(http::Method::post, retry_target, other).status, 403);
  EXPECT_EQ(app.call(http::Method::post, retry_target, token).status, 204);
  EXPECT_EQ(app.call(http::Method::post, "/api/v1/outgoing-mail/9/retry", token).status, 404);
}

}  // namespace
}  // namespace kim::outbox
