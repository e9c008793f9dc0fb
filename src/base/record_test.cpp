// Field descriptions: values to text and back, what is shown, what differs.
#include "base/record.h"

#include <gtest/gtest.h>

#include "base/codes.h"

namespace kim::record {
namespace {

struct Sample {
  std::string words;
  std::string level;
  std::vector<std::string> fields;
  std::optional<std::int64_t> minutes;
  bool urgent = false;
  YesNo asked = YesNo::unknown;
  std::optional<Day> until;
  std::optional<PartialDate> born;
  std::optional<Moment> seen;
  Id<struct SampleTag> other;
};

constexpr std::array kFields{
    field<&Sample::words>("words", N_("Worte"), text(300), Need::must, Privacy::personal, N_("Beispiel")),
    field<&Sample::level>("level", N_("Lage"), code("scale_test"), Need::may, Privacy::open, N_("Beispiel")),
    field<&Sample::fields>("fields", N_("Felder"), codes("colour"), Need::may, Privacy::open, N_("Beispiel")),
    field<&Sample::minutes>("minutes", N_("Minuten"), number(1, 600), Need::may, Privacy::open, N_("Beispiel")),
    field<&Sample::urgent>("urgent", N_("Eilig"), flag(), Need::may, Privacy::open, N_("Beispiel")),
    field<&Sample::asked>("asked", N_("Gefragt"), yes_no(), Need::may, Privacy::open, N_("Beispiel")),
    field<&Sample::until>("until", N_("Bis"), day(), Need::may, Privacy::open, N_("Beispiel")),
    field<&Sample::born>("born", N_("Geboren"), partial_date(), Need::may, Privacy::category, N_("Beispiel")),
    field<&Sample::seen>("seen", N_("Gesehen"), moment(), Need::kept, Privacy::open, N_("Beispiel")),
    field<&Sample::other>("other", N_("Anderes"), reference(), Need::may, Privacy::open, N_("Beispiel")),
};
constexpr Record kSample{"sample", N_("Beispiel"), kFields};

Sample full() {
  Sample sample;
  sample.words = "Ich will wieder als Hebamme arbeiten, \"bald\".";
  sample.level = "3";
  sample.fields = {"red", "blue"};
  sample.minutes = 1120;
  sample.urgent = true;
  sample.asked = YesNo::yes;
  sample.until = day_from_iso("2026-11-24");
  sample.born = PartialDate{1991, 5, 0};
  sample.seen = moment_from_iso("2026-11-24T08:47:00.000042Z");
  sample.other = Id<SampleTag>(4711);
  return sample;
}

void install_lists() {
  const std::string head =
      "# title: x\n# source: x\ncode\tlabel_de\tlabel_en\tgroup\tflags\texternal\tvalid_from\tvalid_until\n";
  install_code_lists({parse_code_list("scale_test", head + "3\tgemischt\tmixed\n"),
                      parse_code_list("colour", head + "red\tRot\tRed\nblue\tBlau\tBlue\n")});
}

TEST(Description, Gives_encrypted_only_for_personal_fields) {
  static_assert(kFields[0].encrypted() && !kFields[7].encrypted());
  EXPECT_EQ(kSample.find("minutes")->limit, 600U);
  EXPECT_EQ(kSample.find("minutes")->least, 1);
  EXPECT_EQ(kSample.find("nothing"), nullptr);
}

TEST(CanonicalText, Brings_every_value_back) {
  const Sample before = full();
  Sample after;
  for (const Field& f : kFields) {
    const auto value = from_text(f, to_text(f.get(&before)));
    ASSERT_TRUE(value) << f.name;
    f.set(&after, *value);
  }
  EXPECT_TRUE(difference(kSample, &before, &after).empty());
}

TEST(CanonicalText, Is_empty_for_what_is_not_given) {
  const Sample empty;
  for (const char* name : {"words", "level", "fields", "minutes", "until", "born", "seen", "other"})
    EXPECT_EQ(to_text(kSample.find(name)->get(&empty)), "") << name;
  EXPECT_EQ(to_text(kSample.find("urgent")->get(&empty)), "no");
  EXPECT_EQ(to_text(kSample.find("asked")->get(&empty)), "unknown");
}

TEST(CanonicalText, Is_stable_since_it_is_stored) {
  const Sample sample = full();
  const auto text_of = [&](const char* name) { return to_text(kSample.find(name)->get(&sample)); };
  EXPECT_EQ(text_of("fields"), "red,blue");
  EXPECT_EQ(text_of("minutes"), "1120");
  EXPECT_EQ(text_of("urgent"), "yes");
  EXPECT_EQ(text_of("until"), "2026-11-24");
  EXPECT_EQ(text_of("born"), "1991-05");
  EXPECT_EQ(text_of("seen"), "2026-11-24T08:47:00.000042Z");
  EXPECT_EQ(text_of("other"), "4711");
}

struct Corrupt {
  const char* field;
  const char* text;
};

TEST(CanonicalText, Is_refused_where_it_does_not_fit_the_field) {
  for (const auto& [name, text] : std::initializer_list<Corrupt>{{"minutes", "zwei"},
                                                                 {"minutes", "2 "},
                                                                 {"urgent", "1"},
                                                                 {"asked", "vielleicht"},
                                                                 {"until", "24.11.2026"},
                                                                 {"born", "1991-5"},
                                                                 {"seen", "2026-11-24"},
                                                                 {"other", "99999999999999999999"}})
    EXPECT_EQ(from_text(*kSample.find(name), text), std::nullopt) << name << " " << text;
}

TEST(Shown, Is_what_a_reader_expects) {
  install_lists();
  const Sample sample = full();
  const auto shown_of = [&](const char* name) { return shown(*kSample.find(name), kSample.find(name)->get(&sample)); };
  EXPECT_EQ(shown_of("words"), sample.words);
  EXPECT_EQ(shown_of("level"), "3 gemischt");
  EXPECT_EQ(shown_of("fields"), "Rot, Blau");
  EXPECT_EQ(shown_of("minutes"), "1.120");
  EXPECT_EQ(shown_of("urgent"), "ja");
  EXPECT_EQ(shown_of("asked"), "ja");
  EXPECT_EQ(shown_of("until"), "24.11.2026");
  EXPECT_EQ(shown_of("born"), "05.1991");
  EXPECT_EQ(shown_of("seen"), "24.11.2026, 09:47 Uhr");
  EXPECT_EQ(shown_of("other"), "4711");
}

TEST(Shown, Says_no_and_unknown_and_keeps_unknown_codes) {
  install_lists();
  EXPECT_EQ(shown(*kSample.find("urgent"), Value(false)), "nein");
  EXPECT_EQ(shown(*kSample.find("asked"), Value(YesNo::no)), "nein");
  EXPECT_EQ(shown(*kSample.find("asked"), Value(YesNo::unknown)), "unbekannt");
  EXPECT_EQ(shown(*kSample.find("level"), Value(std::string("9"))), "9");
  EXPECT_EQ(shown(*kSample.find("words"), Value()), "");
}

TEST(Difference, Names_the_changed_fields_in_the_order_of_the_description) {
  const Sample before = full();
  Sample after = before;
  after.born = PartialDate{1991, 5, 24};
  after.words = "";
  const std::vector<Change> changes = difference(kSample, &before, &after);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].field->name, "words");
  EXPECT_EQ(changes[0].before, before.words);
  EXPECT_EQ(changes[0].after, "");
  EXPECT_EQ(changes[1].before, "1991-05");
  EXPECT_EQ(changes[1].after, "1991-05-24");
}

}  // namespace
}  // namespace kim::record
