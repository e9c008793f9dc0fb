// JSON of a record that has a field of every kind.
#include "platform/json/json.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/check.h"
#include "base/codes.h"

namespace kim::json {
namespace {

using namespace record;
using record::text;  // the shape, not the namespace kim::text

struct Sample {
  std::string words, note, mail, telephone, speaks, level;
  std::vector<std::string> colours;
  std::optional<std::int64_t> minutes;
  bool urgent = false;
  YesNo asked = YesNo::unknown;
  std::optional<Day> held;
  std::optional<PartialDate> born;
  std::optional<Moment> seen;
  Id<struct SampleTag> other;
};

constexpr std::string_view kWhy = N_("Beispiel");
constexpr std::array kFields{
    field<&Sample::words>("words", N_("Worte"), text(20), Need::must, Privacy::personal, kWhy),
    field<&Sample::note>("note", N_("Notiz"), long_text(300), Need::may, Privacy::personal, kWhy),
    field<&Sample::mail>("mail", N_("E-Mail"), email(), Need::may, Privacy::personal, kWhy),
    field<&Sample::telephone>("telephone", N_("Telefon"), phone(), Need::may, Privacy::personal, kWhy),
    field<&Sample::speaks>("speaks", N_("Sprache"), language(), Need::may, Privacy::category, kWhy),
    field<&Sample::level>("level", N_("Lage"), code("scale_test"), Need::may, Privacy::open, kWhy),
    field<&Sample::colours>("colours", N_("Farben"), codes("colour", 5), Need::may, Privacy::open, kWhy),
    field<&Sample::minutes>("minutes", N_("Minuten"), number(1, 600), Need::may, Privacy::open, kWhy),
    field<&Sample::urgent>("urgent", N_("Eilig"), flag(), Need::may, Privacy::open, kWhy),
    field<&Sample::asked>("asked", N_("Gefragt"), yes_no(), Need::may, Privacy::open, kWhy),
    field<&Sample::held>("held", N_("Am"), past_day(), Need::must, Privacy::open, kWhy),
    field<&Sample::born>("born", N_("Geboren"), partial_date(), Need::may, Privacy::category, kWhy),
    field<&Sample::seen>("seen", N_("Gesehen"), moment(), Need::kept, Privacy::open, kWhy),
    field<&Sample::other>("other", N_("Anderes"), reference(), Need::may, Privacy::open, kWhy),
};
constexpr Record kSample{"sample", N_("Beispiel"), kFields};
const Day kToday = day_from_iso("2026-11-25").value();

constexpr std::string_view kFull =
    R"({"words":"Sie sagt: \"ja\"","note":"zwei\nZeilen","mail":"a@example.org","telephone":"05251 308-0","speaks":"prs",)"
    R"("level":"3","colours":["red","blue"],"minutes":45,"urgent":true,"asked":"no","held":"2026-11-24",)"
    R"("born":"1991-05","seen":null,"other":"9007199254740993"})";

class Json : public testing::Test {
 protected:
  void SetUp() override {
    const std::string head =
        "# title: x\n# source: x\ncode\tlabel_de\tlabel_en\tgroup\tflags\texternal\tvalid_from\tvalid_until\n";
    install_code_lists({parse_code_list("scale_test", head + "3\tgemischt\tmixed\n"),
                        parse_code_list("language", head + "prs\tDari\tDari\n"),
                        parse_code_list("colour", head + "red\tRot\tRed\nblue\tBlau\tBlue\n")});
  }
};

std::string written(const Sample& sample) {
  Writer out;
  out.begin_object();
  out.fields(kSample, &sample);
  out.end_object();
  return out.take();
}

std::string without_kept(std::string_view json) {
  std::string text(json);
  const std::size_t at = text.find(R"("seen":null,)");
  return text.erase(at, 12);
}

/// "words, held" - the fields named in the error, or the code's place if there are none.
std::string wrong_fields(std::string_view json) {
  Sample sample;
  const auto result = read(kSample, json, kToday, &sample);
  if (result) return "";
  std::string names;
  for (const FieldError& error : result.error().fields) names += (names.empty() ? "" : ", ") + error.field;
  return names;
}

std::string message_for(std::string_view member) {
  Sample sample;
  const std::string json = R"({"words":"a","held":"2026-11-24",)" + std::string(member) + "}";
  const auto result = read(kSample, json, kToday, &sample);
  return result ? "" : result.error().fields.at(0).message;
}

ErrorCode code_of(std::string_view json) {
  Sample sample;
  return read(kSample, json, kToday, &sample).error().code;
}

TEST_F(Json, Of_a_record_comes_back_as_it_was_for_every_kind) {
  Sample sample;
  ASSERT_TRUE(read(kSample, without_kept(kFull), kToday, &sample));
  EXPECT_EQ(sample.other.value(), 9007199254740993);
  EXPECT_EQ(sample.asked, YesNo::no);
  EXPECT_EQ(written(sample), kFull);
}

TEST_F(Json, Shows_what_is_not_given_as_null) {
  EXPECT_EQ(written(Sample{}),
            R"({"words":null,"note":null,"mail":null,"telephone":null,"speaks":null,"level":null,"colours":null,)"
            R"("minutes":null,"urgent":false,"asked":"unknown","held":null,"born":null,"seen":null,"other":null})");
}

TEST_F(Json, Leaves_members_alone_that_it_does_not_name_and_clears_those_named_null) {
  Sample sample;
  ASSERT_TRUE(read(kSample, without_kept(kFull), kToday, &sample));
  ASSERT_TRUE(read(kSample, R"({"note":null,"colours":[],"minutes":60})", kToday, &sample));
  EXPECT_EQ(sample.words, "Sie sagt: \"ja\"");
  EXPECT_EQ(sample.note, "");
  EXPECT_TRUE(sample.colours.empty());
  EXPECT_EQ(sample.minutes, 60);
}

TEST_F(Json, Cleans_text_as_forms_do) {
  Sample sample;
  ASSERT_TRUE(read(kSample, R"({"words":"  O\u0308zil ","held":"2026-11-24"})", kToday, &sample));
  EXPECT_EQ(sample.words, "Özil");
}

TEST_F(Json, Names_every_wrong_field_at_once) {
  EXPECT_EQ(wrong_fields(R"({"words":5,"minutes":"viel","colour":"red"})"), "words, minutes, colour, held");
  EXPECT_EQ(wrong_fields(R"({"held":"2026-11-24"})"), "words");
  EXPECT_EQ(wrong_fields(R"({"words":"a","held":"2026-11-26"})"), "held");
  EXPECT_EQ(wrong_fields(R"({"words":"mehr als zwanzig Zeichen lang","held":"2026-11-24"})"), "words");
}

TEST_F(Json, Says_what_a_field_expects) {
  const std::initializer_list<std::pair<std::string_view, std::string_view>> cases{
      {R"("note":1)", "Erwartet wird ein Text."},
      {R"("level":[])", "Erwartet wird ein Text."},
      {R"("colours":"red")", "Erwartet wird eine Liste von Codes."},
      {R"("colours":[1])", "Erwartet wird eine Liste von Codes."},
      {R"("colours":["red,blue"])", "Erwartet wird eine Liste von Codes."},
      {R"("minutes":4.5)", "Erwartet wird eine ganze Zahl."},
      {R"("urgent":"yes")", "Erwartet wird true oder false."},
      {R"("asked":true)", "Erwartet wird yes, no oder unknown."},
      {R"("held":"24.11.2026")", "Erwartet wird ein Datum wie 2026-11-24."},
      {R"("born":"1991-5")", "Erwartet wird ein Datum wie 2026-11-24, 2026-11 oder 2026."},
      {R"("other":12)", "Erwartet wird eine Kennung als Text aus Ziffern."},
      {R"("other":"-")", "Erwartet wird eine Kennung als Text aus Ziffern."},
      {R"("seen":"2026-11-24T08:09:10Z")", "Dieses Feld setzt das Programm selbst."},
      {R"("nothing":1)", "Dieses Feld gibt es nicht."}};
  for (const auto& [member, expected] : cases) EXPECT_EQ(message_for(member), expected) << member;
}

TEST_F(Json, Is_refused_when_malformed_too_large_or_too_deep) {
  for (const char* json : {"", "{", "null", "[]", R"({"words":"a"} x)", R"({"words":"\ud800"})", "{\"words\":\"\xC3\"}",
                           R"({"words":"a",})", R"({"a":[[[[[[[[1]]]]]]]]})"})
    EXPECT_EQ(code_of(json), ErrorCode::bad_request) << json;
  EXPECT_EQ(code_of("{\"note\":\"" + std::string(256 * 1024, 'a') + "\"}"), ErrorCode::too_large);
  EXPECT_EQ(code_of(R"({"words":[[1]]})"), ErrorCode::invalid);
}

TEST(FlatJson, Gives_pairs_in_order) {
  const auto pairs = read_flat(R"({"reason":"Weg\"zug","count":-3,"half":0.5,"sure":true,"none":null})");
  ASSERT_TRUE(pairs);
  const std::vector<std::pair<std::string, std::string>> expected{
      {"reason", "Weg\"zug"}, {"count", "-3"}, {"half", "5E-1"}, {"sure", "true"}, {"none", ""}};
  EXPECT_EQ(*pairs, expected);
}

TEST(FlatJson, Refuses_lists_and_objects_inside) {
  for (const char* json : {R"({"a":[1]})", R"({"a":{}})", "[]", "5", "{"})
    EXPECT_EQ(read_flat(json).error().code, ErrorCode::bad_request) << json;
}

TEST(JsonWriter, Escapes_what_would_break_out) {
  Writer out;
  out.begin_array();
  out.text("\"\\\n\t\x01</script>ä");
  out.number(-5);
  out.raw("{}");
  out.end_array();
  const std::string json = out.take();
  EXPECT_EQ(json, R"(["\"\\\n\t\u0001\u003c/script>ä",-5,{}])");
  EXPECT_TRUE(well_formed(json));
}

TEST(JsonWriter, Writes_ids_as_text_and_none_as_null) {
  Writer out;
  out.begin_object();
  out.id_field("id", 9007199254740993);
  out.id_field("parent", 0);
  out.end_object();
  EXPECT_EQ(out.take(), R"({"id":"9007199254740993","parent":null})");
}

TEST(JsonWriter, Reports_unfinished_text_as_a_bug) {
  Writer out;
  out.begin_object();
  EXPECT_THROW((void)out.take(), Bug);
  out.key("a");
  EXPECT_THROW(out.key("b"), Bug);
  EXPECT_THROW(out.end_object(), Bug);
}

TEST_F(Json, Schema_names_type_limits_codes_and_musts) {
  const std::string text = schema(kSample);
  EXPECT_TRUE(well_formed(text));
  const auto has = [&](std::string_view part) { return text.find(part) != std::string::npos; };
  EXPECT_TRUE(has(R"("words":{"type":"string","maxLength":20,"title":"Worte","description":"Beispiel"})")) << text;
  EXPECT_TRUE(has(R"("level":{"type":["string","null"],"enum":["3",null],)")) << text;
  EXPECT_TRUE(has(R"("items":{"type":"string","enum":["red","blue"]},"maxItems":5)")) << text;
  EXPECT_TRUE(has(R"("minutes":{"type":["integer","null"],"minimum":1,"maximum":600,)")) << text;
  EXPECT_TRUE(has(R"("format":"date-time","title":"Gesehen","description":"Beispiel","readOnly":true)")) << text;
  EXPECT_TRUE(has(R"("required":["words","held"])")) << text;
}

TEST_F(Json, Schema_is_the_same_text_each_time) { EXPECT_EQ(schema(kSample), schema(kSample)); }

TEST(WellFormed, Is_one_json_value) {
  for (const char* json : {"{}", "[1,2]", "\"a\"", "1", " null "}) EXPECT_TRUE(well_formed(json)) << json;
  for (const char* json : {"", "{", "1 2", "'a'", "{a:1}", "[1,]", "nul"}) EXPECT_FALSE(well_formed(json)) << json;
}

}  // namespace
}  // namespace kim::json
