// Invitations by mail: rules without a database, then every route and the answers on both engines.
#include "domain/calendar/invitation.h"

#include <gtest/gtest.h>

#include "domain/calendar/calendar_world_test.h"
#include "domain/calendar/open_hours.h"
#include "domain/consent/consent.h"
#include "domain/organisation/organisation.h"
#include "domain/outbox/outbox_store.h"
#include "platform/mail/message.h"

namespace kim::calendar {
namespace {

using test::Who;

TEST(InvitationRules, A_uid_leads_back_to_its_appointment_and_nothing_else_does) {
  EXPECT_EQ(appointment_of(uid_of(4711)), 4711);
  for (const char* uid : {"", "termin-@kim", "termin-x@kim", "termin-4711", "4711@kim", "termin--1@kim", "termin-0@kim",
                          "termin-4711@kim.example", "termin-99999999999999999999@kim", "termin-47 11@kim"})
    EXPECT_FALSE(appointment_of(uid).has_value()) << uid;
}

TEST(InvitationRules, Day_time_room_and_cancelling_concern_guests_other_things_do_not) {
  Appointment before;
  before.on = day_from_iso("2026-11-27");
  before.from = "09:00";
  const auto after = [&](auto change) {
    Appointment copy = before;
    change(copy);
    return concerns_guests(before, copy);
  };
  EXPECT_TRUE(after([](Appointment& a) { a.on = day_from_iso("2026-11-28"); }));
  EXPECT_TRUE(after([](Appointment& a) { a.from = "09:30"; }));
  EXPECT_TRUE(after([](Appointment& a) { a.until = "09:50"; }));
  EXPECT_TRUE(after([](Appointment& a) { a.room = RoomId(5); }));
  EXPECT_TRUE(after([](Appointment& a) { a.state = "cancelled"; }));
  EXPECT_FALSE(after([](Appointment& a) { a.state = "came"; }));
  EXPECT_FALSE(after([](Appointment& a) { a.note = "x"; }));
  EXPECT_FALSE(after([](Appointment& a) { a.place = "Beispielweg 3"; }));
}

TEST(InvitationRules, A_letter_says_when_and_where_but_not_with_whom_or_why) {
  Appointment one;
  one.on = day_from_iso("2026-11-27");
  one.from = "09:00";
  one.until = "10:00";
  one.subject = "Beratung zum Bescheid";
  one.place = "Beispielweg 3";
  one.others = "Frau Rahimi";
  one.note = "Akte mitbringen";
  Letter letter;
  letter.to = "ott@jobcenter.example";
  letter.from = "kim@kim.example";
  letter.room = "Rathaus, Raum 107";
  letter.tenant = "Kreis Paderborn";
  letter.id = "12";
  letter.appointment = 4711;
  letter.sequence = 3;
  const std::string text = letter_text(letter, one);
  const std::string calendar = mail::calendar_part(text).value();
  for (const char* part :
       {"METHOD:REQUEST\r\n", "UID:termin-4711@kim\r\n", "SEQUENCE:3\r\n", "DTSTART:20261127T080000Z\r\n",
        "DTEND:20261127T090000Z\r\n", "LOCATION:Rathaus\\, Raum 107\r\n", "STATUS:CONFIRMED\r\n",
        "ORGANIZER:mailto:kim@kim.example\r\n"})
    EXPECT_NE(calendar.find(part), std::string::npos) << part << calendar;
  const std::string readable = mail::from_quoted_printable(text);
  EXPECT_NE(readable.find("27.11.2026, 09:00 bis 10:00 Uhr"), std::string::npos);
  for (const char* secret : {"Bescheid", "Beispielweg", "Rahimi", "Akte"}) {
    EXPECT_EQ(readable.find(secret), std::string::npos) << secret;
    EXPECT_EQ(calendar.find(secret), std::string::npos) << secret;
  }
  letter.method = ical::Method::cancel;
  const std::string off = mail::calendar_part(letter_text(letter, one)).value();
  EXPECT_NE(off.find("METHOD:CANCEL\r\n"), std::string::npos);
  EXPECT_NE(off.find("STATUS:CANCELLED\r\n"), std::string::npos);
}

class InvitationWeb : public CalendarTest {
 protected:
  const std::int64_t appointment = planned(form());

  std::string invite_page() { return href(appointment) + "/einladen"; }
  std::int64_t invited(const std::string& email = "ott@jobcenter.example") {
    EXPECT_EQ(app.post(Who::kessler, invite_page(), {{"email", email}}).status, 303);
    return app.count("SELECT max(id) FROM invitation");
  }
  /// Recipients and messages that wait.
  std::vector<outbox::store::Due> waiting() {
    return outbox::store::due(*app.database().read(), app.services().keyring.tenant_key("outgoing mail"), app.now(),
                              50);
  }
  std::string calendar_of(const outbox::store::Due& mail) { return mail::calendar_part(mail.content).value_or(""); }
  std::string reply(std::string_view state, int sequence = 1, std::string_view from = "ott@jobcenter.example",
                    std::int64_t about = 0) {
    return "From x@y Wed\nContent-Type: text/calendar; method=REPLY\n\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:" +
           uid_of(about == 0 ? appointment : about) + "\nSEQUENCE:" + std::to_string(sequence) +
           "\nATTENDEE;PARTSTAT=" + std::string(state) + ":mailto:" + std::string(from) + "\nEND:VEVENT\n\n";
  }
  std::vector<Answered> answers(const std::string& mbox) {
    Context program(app.services(), {});
    std::vector<Answered> list;
    for (const auto& report : read_replies(program, mbox)) list.push_back(report.answered);
    return list;
  }
  /// What waits leaves the outbox.
  void deliver() {
    Context program(app.services(), {});
    outbox::send_due(program,
                     [](const std::string&, const std::string&) { return mail::Outcome{mail::Sent::yes, {}, 0}; });
  }
  /// What a withdrawal does to invitations.
  void withdraw() {
    Context ctx = app.context(Who::kessler);
    ASSERT_TRUE(ctx.transact([&](db::Tx& tx) -> Result<void> {
                     tx.technical("test");  // the withdrawal itself would be the entry
                     access::block_cases(tx, SubjectId(rahimi.person.value()));
                     stop_invitations(ctx, tx, SubjectId(rahimi.person.value()));
                     return {};
                   })
                    .has_value());
  }
  std::int64_t in_state(std::string_view state) {
    return app.database().read()->number("SELECT count(*) FROM invitation WHERE state = $1", {state});
  }
};
KIM_BOTH_ENGINES(InvitationWeb);

TEST_P(InvitationWeb, The_team_invites_others_do_not_and_the_message_waits_in_the_outbox) {
  EXPECT_EQ(app.get(Who::nobody, invite_page()).status, 303);
  EXPECT_EQ(app.get(Who::brandt, invite_page()).status, 403);
  EXPECT_EQ(app.get(Who::sommer, invite_page()).status, 404);
  EXPECT_TRUE(has(app.get(Who::wittkamp, invite_page()), "In der E-Mail steht nur"));
  const http::Pairs guest{{"email", "ott@jobcenter.example"}};
  EXPECT_EQ(app.post(Who::nobody, invite_page(), guest).status, 303);
  EXPECT_EQ(app.post(Who::albers, invite_page(), guest).status, 403);
  EXPECT_EQ(app.post(Who::sommer, invite_page(), guest).status, 404);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, invite_page(), guest).status, 400);
  EXPECT_TRUE(waiting().empty());
  invited();
  const auto mails = waiting();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails.front().recipient, "ott@jobcenter.example");
  EXPECT_NE(calendar_of(mails.front()).find("METHOD:REQUEST"), std::string::npos);
  EXPECT_EQ(mails.front().content.find("Rahimi"), std::string::npos);
  bool entered = false;
  for (const auto& entry : app.audit_entries("created"))
    entered = entered || (entry.what == "invitation" && entry.actor == app.account(Who::kessler) &&
                          entry.case_id == rahimi.id.value());
  EXPECT_TRUE(entered);
  const auto page = app.get(Who::kessler, href(appointment));
  EXPECT_TRUE(has(page, "ott@jobcenter.example"));
  EXPECT_TRUE(has(page, "noch keine Antwort"));
}

TEST_P(InvitationWeb, The_address_is_nowhere_to_be_read_in_the_table) {
  invited();
  app.database().read()->each("SELECT email FROM invitation", {}, [](const db::Row& row) {
    EXPECT_EQ(row.bytes(0).find("jobcenter"), std::string_view::npos);
  });
}

TEST_P(InvitationWeb, A_body_is_invited_at_its_address_in_the_register) {
  Context ctx = app.context(Who::brandt);
  organisation::Body body;
  body.name = "Jobcenter Kreis Paderborn";
  body.kind = "jobcenter";
  body.email = "termine@jobcenter.example";
  const auto id = ctx.transact([&](db::Tx& tx) { return organisation::add_body(ctx, tx, body); }).value();
  EXPECT_TRUE(has(app.get(Who::kessler, invite_page()), "Jobcenter Kreis Paderborn"));
  EXPECT_EQ(app.post(Who::kessler, invite_page(), {{"body_id", std::to_string(id.value())}}).status, 303);
  EXPECT_EQ(waiting().front().recipient, "termine@jobcenter.example");
  EXPECT_TRUE(has(app.get(Who::kessler, href(appointment)), "Jobcenter Kreis Paderborn"));
}

TEST_P(InvitationWeb, Wrong_input_gets_a_sentence_and_nothing_is_sent) {
  invited("schon@jobcenter.example");
  struct {
    const char *field, *value, *says;
  } const table[] = {
      {"email", "", "wer eingeladen wird"},
      {"email", "kein Postfach", "E-Mail"},
      {"email", "ö@jobcenter.example", "E-Mail"},
      {"email", "a@b.example\r\nBcc: c@d.example", "E-Mail"},
      {"email", "SCHON@jobcenter.example", "schon eingeladen"},
      {"body_id", "4711", "keine E-Mail-Adresse hinterlegt"},
      {"account_id", "4711", "keine E-Mail-Adresse hinterlegt"},
      {"account_id", "x", "Kollegin oder Kollege"},
  };
  for (const auto& row : table) {
    const auto answer = app.post(Who::kessler, invite_page(), {{row.field, row.value}});
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, row.says)) << row.field << "=" << row.value;
  }
  const auto both = app.post(Who::kessler, invite_page(), {{"email", "neu@jobcenter.example"}, {"body_id", "4711"}});
  EXPECT_EQ(both.status, 422);
  EXPECT_TRUE(has(both, "neu@jobcenter.example"));
  EXPECT_EQ(app.count("SELECT count(*) FROM invitation"), 1);
  EXPECT_EQ(waiting().size(), 1U);
}

TEST_P(InvitationWeb, Nobody_is_invited_to_what_is_over_or_without_mail) {
  const std::int64_t past = planned(form("20.11.2026"));
  EXPECT_EQ(app.post(Who::kessler, href(past) + "/einladen", {{"email", "ott@jobcenter.example"}}).status, 422);
  const_cast<Services&>(app.services()).mail_from.clear();
  EXPECT_TRUE(has(app.get(Who::kessler, invite_page()), "Mailversand ist nicht eingerichtet"));
  EXPECT_EQ(app.post(Who::kessler, invite_page(), {{"email", "ott@jobcenter.example"}}).status, 422);
  EXPECT_FALSE(has(app.get(Who::kessler, href(appointment)), "Per E-Mail einladen"));
  EXPECT_EQ(app.count("SELECT count(*) FROM invitation"), 0);
}

TEST_P(InvitationWeb, A_new_time_invites_again_and_replaces_what_still_waits) {
  const std::int64_t id = invited();
  auto later = form();
  later.emplace_back("version", "1");
  for (auto& [name, value] : later)
    if (name == "from_time") value = "11:00";
  EXPECT_EQ(app.post(Who::kessler, href(appointment) + "/aendern", later).status, 303);
  const auto mails = waiting();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_NE(calendar_of(mails.front()).find("SEQUENCE:2\r\n"), std::string::npos);
  EXPECT_NE(calendar_of(mails.front()).find("T100000Z"), std::string::npos);
  EXPECT_EQ(app.count("SELECT count(*) FROM outgoing_mail WHERE state = 'given_up' AND content IS NULL"), 1);
  EXPECT_EQ(app.database().read()->number("SELECT sequence FROM invitation WHERE id = $1", {id}), 2);
  later.back().second = "2";
  later.emplace_back("note", "nur eine Anmerkung");
  EXPECT_EQ(app.post(Who::kessler, href(appointment) + "/aendern", later).status, 303);
  EXPECT_EQ(waiting().size(), 1U) << "a note concerns nobody else";
}

TEST_P(InvitationWeb, A_cancelled_appointment_and_an_invitation_taken_back_are_called_off) {
  const std::int64_t id = invited();
  const std::string back = href(appointment) + "/einladungen/" + std::to_string(id) + "/zurueck";
  EXPECT_EQ(app.post(Who::kessler, href(appointment) + "/absage", {{"cancel_reason", "person"}}).status, 303);
  EXPECT_NE(calendar_of(waiting().front()).find("METHOD:CANCEL"), std::string::npos);
  EXPECT_EQ(app.get(Who::sommer, back).status, 404);
  EXPECT_EQ(app.get(Who::kessler, href(appointment) + "/einladungen/9/zurueck").status, 404);
  EXPECT_EQ(app.post(Who::sommer, back, {}).status, 404);
  EXPECT_TRUE(has(app.get(Who::kessler, back), "Eine Absage"));
  EXPECT_EQ(app.count("SELECT count(*) FROM invitation"), 1);
  EXPECT_EQ(app.post(Who::kessler, back, {}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM invitation"), 0);
  EXPECT_EQ(app.audit_entries("removed").front().what, "invitation");
  EXPECT_EQ(waiting().size(), 1U);
}

TEST_P(InvitationWeb, An_answer_is_noted_and_shown) {
  const std::int64_t id = invited();
  using enum Answered;
  const std::string mbox = "From a@b Wed\nSubject: Hallo\n\nText\n\n" + reply("ACCEPTED") + reply("accepted") +
                           reply("DECLINED", 0) + reply("DECLINED", 1, "andere@jobcenter.example") +
                           reply("DECLINED", 1, "ott@jobcenter.example", 4711);
  EXPECT_EQ(answers(mbox), (std::vector<Answered>{no_reply, taken, same, outdated, unknown, unknown}));
  EXPECT_EQ(in_state("accepted"), 1);
  const auto entry = app.audit_entries("changed").front();
  EXPECT_EQ(entry.what, "invitation");
  EXPECT_EQ(entry.record_id, id);
  EXPECT_EQ(entry.case_id, rahimi.id.value());
  EXPECT_TRUE(has(app.get(Who::kessler, href(appointment)), "zugesagt"));
  EXPECT_EQ(answers(reply("DECLINED")), std::vector<Answered>{taken});
  EXPECT_EQ(in_state("declined"), 1);
}

TEST_P(InvitationWeb, After_a_withdrawal_nothing_more_is_sent_and_no_answer_is_noted) {
  invited();
  withdraw();
  EXPECT_TRUE(waiting().empty());
  EXPECT_EQ(answers(reply("ACCEPTED")), std::vector<Answered>{Answered::unknown});
  EXPECT_EQ(app.post(Who::kessler, invite_page(), {{"email", "neu@jobcenter.example"}}).status, 423);
}

TEST_P(InvitationWeb, After_a_withdrawal_who_was_told_already_gets_a_cancellation) {
  const std::int64_t id = invited();
  deliver();
  ASSERT_TRUE(waiting().empty());
  withdraw();
  const auto mails = waiting();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_NE(calendar_of(mails.front()).find("METHOD:CANCEL"), std::string::npos);
  EXPECT_NE(calendar_of(mails.front()).find("SEQUENCE:2\r\n"), std::string::npos);
  EXPECT_EQ(mails.front().content.find("Rahimi"), std::string::npos);
  EXPECT_EQ(app.database().read()->number("SELECT sequence FROM invitation WHERE id = $1", {id}), 2);
}

TEST_P(InvitationWeb, After_a_withdrawal_what_is_called_off_already_is_not_called_off_again) {
  invited();
  ASSERT_EQ(app.post(Who::kessler, href(appointment) + "/absage", {{"cancel_reason", "person"}}).status, 303);
  deliver();
  withdraw();
  EXPECT_TRUE(waiting().empty());
}

TEST_P(InvitationWeb, The_interface_invites_lists_and_takes_answers) {
  const std::string bearer = token();
  const std::string here = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/appointments/" +
                           std::to_string(appointment) + "/invitations";
  const std::string body = R"({"email":"ott@jobcenter.example"})";
  EXPECT_EQ(call(http::Method::post, here, "", body).status, 401);
  EXPECT_EQ(call(http::Method::post, here, bearer, R"({"email":"x"})").status, 422);
  EXPECT_EQ(call(http::Method::post, here, bearer, body).status, 201);
  EXPECT_TRUE(has(call(http::Method::get, here, bearer), "needs_action"));
  EXPECT_EQ(call(http::Method::post, "/api/v1/mail-replies", bearer, reply("ACCEPTED")).status, 403);
  const std::string gateway = app.integration("administration", {}).token;
  const auto answered = call(http::Method::post, "/api/v1/mail-replies", gateway, reply("ACCEPTED") + reply("X"));
  EXPECT_EQ(answered.status, 200) << answered.body;
  EXPECT_EQ(answered.body, R"(["taken","no_reply"])");
  EXPECT_EQ(in_state("accepted"), 1);
}

}  // namespace
}  // namespace kim::calendar
