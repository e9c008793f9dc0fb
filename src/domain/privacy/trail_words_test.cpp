// The trail in words: records, occasions, notes.
#include <gtest/gtest.h>

#include "domain/cases/cases_slice.h"
#include "domain/privacy/trail_words.h"
#include "platform/assets.h"

namespace kim::privacy {
namespace {

const std::vector<Slice>& slices() {
  static const std::vector<Slice> all{cases::cases_slice()};
  return all;
}

class TrailWords : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { assets::install_texts(); }
};

TEST_F(TrailWords, A_record_has_its_label_and_other_things_theirs) {
  EXPECT_EQ(thing_word(slices(), "case_file"), "Fall");
  EXPECT_EQ(thing_word(slices(), "session"), "Anmeldung");
  EXPECT_EQ(thing_word(slices(), "something_new"), "something_new");
}

TEST_F(TrailWords, An_occasion_is_a_tab_a_place_or_a_record) {
  EXPECT_EQ(occasion_word(slices(), "verlauf"), "Verlauf");
  EXPECT_EQ(occasion_word(slices(), "home"), "Mein Tag");
  EXPECT_EQ(occasion_word(slices(), "case_file"), "Fall");
  EXPECT_EQ(occasion_word(slices(), ""), "");
}

TEST_F(TrailWords, Notes_are_read_out_and_hidden_search_words_left_out) {
  const std::pair<const char*, const char*> table[] = {{"", ""},
                                                       {"rows=6 view=meine", "Einträge: 6, Ansicht: meine"},
                                                       {"hits=3 words=00ff00ff00ff00ff", "Treffer: 3"},
                                                       {"role=case_management active=1", "Case Management, aktiv: 1"},
                                                       {"stage=full", "Stufe: vollständig"},
                                                       {"signal=1 words=00ff00ff00ff00ff", "anderswo bekannt: 1"},
                                                       {"contact", "Kontakt vermittelt"},
                                                       {"taken", "vom Fall übernommen"},
                                                       {"consent", "Schweigepflichtentbindung der Person"},
                                                       {"2026-01 de", "2026-01, Deutsch"}};
  for (const auto& [note, words] : table) EXPECT_EQ(note_words(note), words) << note;
}

}  // namespace
}  // namespace kim::privacy
