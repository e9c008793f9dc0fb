// The letter on the change of the contact person: as page and as PDF the same text, from the handover of the case.
#include "domain/documents/documents_slice.h"
#include "domain/goals/goals_slice.h"
#include "domain/handover/handover_test.h"
#include "domain/people/person.h"
#include "domain/referrals/referrals_slice.h"
#include "support/pdf_text.h"

namespace kim::documents {
namespace {

using handover::HandoverId;
using test::Who;

class HandoverLetterWeb : public handover::HandoverWorld {
 protected:
  HandoverLetterWeb()
      : HandoverWorld({goals::goals_slice(), referrals::referrals_slice(), documents_slice()}),
        page(rahimi.href("uebergabe/brief")) {}
  const std::string page;

  /// The person wants letters in that language.
  void speaks(const std::string& language) {
    Context ctx = app.context(Who::kessler);
    const auto permit = access::permit_case(ctx, rahimi.id, access::Right::case_write);
    ASSERT_TRUE(permit.has_value());
    auto person = people::load_person(ctx.db(), permit->subject());
    ASSERT_TRUE(person.has_value());
    person->value.letter_language = language;
    ASSERT_TRUE(people::change_person(ctx, rahimi.person, person->version, person->value).has_value());
  }
  http::Response make(Who who, const std::string& text, const std::string& language) {
    return app.post(who, rahimi.href("schreiben/neu"), {{"text", text}, {"language", language}});
  }
  std::string newest_pdf() {
    return rahimi.href("schreiben/" + std::to_string(app.count("SELECT max(id) FROM letter")) + "/pdf");
  }
  std::string content(Who who) { return test::pdf_content(app.get(who, newest_pdf()).body); }
  static bool holds(const std::string& content, std::string_view part) {
    return content.find(test::squeezed(part)) != std::string::npos;
  }
};
KIM_BOTH_ENGINES(HandoverLetterWeb);

TEST_P(HandoverLetterWeb, The_page_needs_a_handover_a_role_and_the_own_case) {
  EXPECT_EQ(app.get(Who::kessler, page).status, 404);
  offered(Who::wittkamp);
  EXPECT_EQ(app.get(Who::nobody, page).status, 303);
  EXPECT_EQ(app.get(Who::albers, page).status, 403);
  EXPECT_EQ(app.get(Who::sommer, page).status, 404);
  EXPECT_EQ(app.get(Who::kessler, page).status, 200);
  const auto entry = app.audit_entries("printed").front();
  EXPECT_EQ(entry.what, "handover");
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
  EXPECT_EQ(entry.case_id, rahimi.id.value());
}

TEST_P(HandoverLetterWeb, The_page_speaks_German_and_the_language_of_the_person) {
  offered(Who::sommer);
  const auto english = app.get(Who::kessler, page);
  for (const char* part : {"Ihre Ansprechperson wechselt", "Your contact person is changing", "Thea Sommer",
                           "Verantwortlich für Ihre Daten ist dann: Stadt Paderborn.",
                           "Responsible for your information is then: Stadt Paderborn."})
    EXPECT_TRUE(has(english, part)) << part;
  for (const char* part : {"nur_", "{neue", "Ihre Einwilligung gilt weiter", "Seit dem"})
    EXPECT_FALSE(has(english, part)) << part;
  for (const auto& [language, title] : {std::pair("ti", "ክኢላኹም ይቕየር ኣሎ"), std::pair("ckb", "شارەزاکەتان دەگۆڕێت")}) {
    speaks(language);
    const auto answer = app.get(Who::kessler, page);
    EXPECT_TRUE(has(answer, title)) << language;
    EXPECT_TRUE(has(answer, "Ihre Ansprechperson wechselt")) << language;
    EXPECT_FALSE(has(answer, "Your contact person")) << language;
  }
}

TEST_P(HandoverLetterWeb, The_pdf_exists_only_while_there_is_a_handover) {
  const auto without = make(Who::kessler, "uebergabe", "ar");
  EXPECT_EQ(without.status, 422);
  EXPECT_TRUE(has(without, "wenn der Fall zur Übergabe angeboten ist"));
  EXPECT_EQ(app.count("SELECT count(*) FROM letter"), 0);
  const HandoverId id = offered(Who::wittkamp);
  EXPECT_EQ(make(Who::kessler, "uebergabe", "ar").status, 303);
  const std::string before = content(Who::kessler);
  for (const char* part : {"Ihre Ansprechperson wechselt", "تغيير المختص المسؤول عنكم", "Parwin Rahimi",
                           "Ihre Einwilligung gilt weiter.", "In Zukunft soll Sie"})
    EXPECT_TRUE(holds(before, part)) << part;
  EXPECT_FALSE(holds(before, "Seit dem"));
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(handover::take_back(ctx, rahimi.id, id).has_value());
  EXPECT_EQ(app.get(Who::kessler, newest_pdf()).status, 409);
  EXPECT_EQ(app.get(Who::kessler, page).status, 404);
}

TEST_P(HandoverLetterWeb, After_the_case_was_taken_over_the_new_side_writes_the_letter) {
  take(Who::sommer, offered(Who::sommer));
  EXPECT_EQ(make(Who::sommer, "uebergabe", "uk").status, 303);
  const std::string said = content(Who::sommer);
  for (const char* part :
       {"Seit dem 25.11.2026 begleitet Sie Thea Sommer", "З 25.11.2026 Вас супроводжує: Thea Sommer",
        "Verantwortlich für Ihre Daten ist jetzt: Stadt Paderborn.", "Dafür haben Sie eine neue Einwilligung gegeben."})
    EXPECT_TRUE(holds(said, part)) << part << said;
  for (const char* part : {"In Zukunft soll Sie", "Ihre Einwilligung gilt weiter", "Dafür fragen wir Sie neu"})
    EXPECT_FALSE(holds(said, part)) << part;
  EXPECT_EQ(app.get(Who::kessler, page).status, 404);
  EXPECT_EQ(app.get(Who::sommer, page).status, 200);
}

TEST_P(HandoverLetterWeb, The_protocol_stays_and_names_the_new_side) {
  EXPECT_EQ(make(Who::kessler, "uebergabeprotokoll", "de").status, 303);
  EXPECT_FALSE(holds(content(Who::kessler), "Künftig verantwortlich: Jonas Wittkamp"));
  offered(Who::wittkamp);
  const std::string said = content(Who::kessler);
  for (const char* part :
       {"Übergabe eines Falls", "Bisher verantwortlich: Miriam Kessler", "Künftig verantwortlich: Jonas Wittkamp"})
    EXPECT_TRUE(holds(said, part)) << part;
  EXPECT_EQ(make(Who::kessler, "uebergabeprotokoll", "ar").status, 422);
}

}  // namespace
}  // namespace kim::documents
