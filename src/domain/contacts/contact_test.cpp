// Rules of contacts as tables: who may read and correct, how the form is read, how a contact is called.
#include "domain/contacts/contact.h"

#include <gtest/gtest.h>

#include "base/codes.h"
#include "domain/contacts/contact_views.h"
#include "platform/assets.h"

namespace kim::contacts {
namespace {

const Day today = *day_from_iso("2026-11-25");
const AccountId kessler(1), wittkamp(2), sommer(3);

class Codes : public ::testing::Environment {
  void SetUp() override { assets::install_texts(); }
};
const auto* const codes = ::testing::AddGlobalTestEnvironment(new Codes);

struct Case {
  const char* name;
  AccountId author, responsible, actor;
  bool responsible_or_deputy;
  bool reads_entrusted, corrects, corrects_entrusted;
};
const Case table[] = {
    {"the author", kessler, kessler, kessler, true, true, true, true},
    {"the author after handing over", kessler, wittkamp, kessler, false, true, true, true},
    {"a deputy of the responsible author", kessler, kessler, wittkamp, true, true, false, false},
    {"a colleague of the team", kessler, kessler, wittkamp, false, false, false, false},
    {"the responsible, of a colleague's note", wittkamp, kessler, kessler, true, false, true, false},
    {"a deputy, when the author handed over", kessler, wittkamp, sommer, true, false, false, false},
    {"a deputy, of a colleague's note", wittkamp, kessler, sommer, true, false, false, false},
    {"the new responsible, of the old one's note", kessler, wittkamp, wittkamp, true, false, true, false},
};

TEST(EntrustedNotes, Are_read_by_the_author_and_the_authors_deputy_alone) {
  Contact entrusted;
  entrusted.entrusted = true;
  for (const Case& one : table) {
    const Reader reader{one.author, one.responsible, one.actor, one.responsible_or_deputy};
    EXPECT_EQ(may_read_text(entrusted, reader), one.reads_entrusted) << one.name;
    EXPECT_TRUE(may_read_text(Contact{}, reader)) << one.name;
  }
}

TEST(Corrections, Are_for_the_author_and_the_responsible_who_can_read_the_note) {
  Contact entrusted;
  entrusted.entrusted = true;
  for (const Case& one : table) {
    const Reader reader{one.author, one.responsible, one.actor, one.responsible_or_deputy};
    EXPECT_EQ(may_correct(Contact{}, reader), one.corrects) << one.name;
    EXPECT_EQ(may_correct(entrusted, reader), one.corrects_entrusted) << one.name;
  }
}

TEST(EntrustedNotes, Lose_every_text_and_keep_the_rest) {
  Contact contact;
  contact.on = today;
  contact.note = contact.place = contact.present = "vertraulich";
  contact.fields = {"health"};
  const Contact left = without_text(contact);
  EXPECT_TRUE(left.note.empty() && left.place.empty() && left.present.empty());
  EXPECT_EQ(left.on, today);
  EXPECT_EQ(left.fields, contact.fields);
}

TEST(ContactWords, Say_form_day_and_duration) {
  Contact contact;
  contact.on = *day_from_iso("2026-11-17");
  contact.minutes = 50;
  EXPECT_EQ(title_of(contact), "Gespräch im Büro");
  EXPECT_EQ(when_text(contact, today), "Di, 17.11. · 50 Minuten");
  EXPECT_EQ(icon_of(contact), "talk");
  contact.form = "phone";
  contact.minutes = 1;
  EXPECT_EQ(title_of(contact), "Telefonat");
  EXPECT_EQ(when_text(contact, today), "Di, 17.11. · 1 Minute");
  contact.minutes.reset();
  contact.entrusted = true;
  EXPECT_EQ(when_text(contact, today), "Di, 17.11.");
  EXPECT_EQ(icon_of(contact), "lock");
}

TEST(ContactWords, Have_a_title_for_every_form_of_the_code_list) {
  for (const Code& code : code_list("contact_form").codes()) {
    Contact contact;
    contact.form = code.code;
    EXPECT_FALSE(title_of(contact).empty());
    EXPECT_NE(title_of(contact), code.code);
  }
}

struct Reading {
  const char* minutes;
  const char* other;
  std::optional<std::int64_t> read;
  std::string wrong;  // field
};

TEST(ContactForm, Takes_the_minutes_from_the_choice_or_from_what_was_typed) {
  const Reading readings[] = {
      {"45", "", 45, ""},
      {"other", "50", 50, ""},
      {"45", "50", 50, ""},
      {"", "", std::nullopt, ""},
      {"", "20", 20, ""},
      {"other", "", std::nullopt, "minutes_other"},
      {"45", "viele", std::nullopt, "minutes_other"},
      {"45", "0", std::nullopt, "minutes_other"},
      {"45", "601", std::nullopt, "minutes_other"},
      {"50", "", 50, ""},
  };
  for (const Reading& one : readings) {
    const http::Form form(
        {{"form", "phone"}, {"contact_on", "heute"}, {"minutes", one.minutes}, {"minutes_other", one.other}});
    const Typed typed = read_form(form, today, {});
    EXPECT_EQ(typed.errors.empty() ? "" : typed.errors.front().field, one.wrong) << one.minutes << "/" << one.other;
    if (!one.wrong.empty()) continue;
    EXPECT_EQ(typed.contact.minutes, one.read) << one.minutes << "/" << one.other;
  }
}

TEST(ContactForm, Makes_a_task_of_the_next_step) {
  http::Form form({{"form", "office"}, {"contact_on", "25.11.2026"}});
  EXPECT_FALSE(read_form(form, today, {}).next_step.has_value());
  form.set("step_title", "Antrag abschicken");
  form.set("step_due", "27.11.2026");
  const Typed typed = read_form(form, today, {});
  ASSERT_TRUE(typed.next_step.has_value());
  EXPECT_EQ(typed.next_step->title, "Antrag abschicken");
  EXPECT_EQ(typed.next_step->due_on, *day_from_iso("2026-11-27"));
  form.set("step_title", "");
  EXPECT_EQ(read_form(form, today, {}).errors.front().field, "step_title");
}

}  // namespace
}  // namespace kim::contacts
