// Forms: what is read, what is refused and with which sentence, what controls show.
#include "platform/forms/forms.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <regex>

#include "base/check.h"
#include "base/codes.h"
#include "base/i18n.h"
#include "platform/assets.h"
#include "platform/html/decisions.h"
#include "platform/html/markup_test.h"
#include "platform/html/shell.h"

namespace kim::forms {
namespace {

using namespace record;
namespace h = kim::html;
using std::chrono::November;

constexpr Day kToday = Day(std::chrono::year(2026) / November / 25);

struct Visit {
  std::string name, concern, mail, phone, form, tongue;
  std::vector<std::string> areas;
  std::optional<std::int64_t> minutes;
  bool confided = false;
  YesNo interpreter = YesNo::unknown;
  std::optional<Day> on, until;
  std::optional<PartialDate> born;
  std::int64_t place = 0;
  std::string mood, state;
};

constexpr Field kFields[] = {
    field<&Visit::name>("name", N_("Name"), record::text(20), Need::must, Privacy::personal, "Test"),
    field<&Visit::concern>("concern", N_("Anliegen"), long_text(2000), Need::should, Privacy::personal, "Test",
                           "Ohne Angaben zur Gesundheit"),
    field<&Visit::mail>("mail", N_("E-Mail"), email(), Need::may, Privacy::personal, "Test"),
    field<&Visit::phone>("phone", N_("Telefon"), phone(), Need::may, Privacy::personal, "Test"),
    field<&Visit::form>("form", N_("Art"), code("test_form"), Need::must, Privacy::open, "Test"),
    field<&Visit::tongue>("tongue", N_("Sprache"), code("test_many"), Need::should, Privacy::open, "Test"),
    field<&Visit::areas>("areas", N_("Handlungsfelder"), codes("test_form", 2), Need::may, Privacy::open, "Test"),
    field<&Visit::minutes>("minutes", N_("Minuten"), number(1, 1440), Need::may, Privacy::open, "Test"),
    field<&Visit::confided>("confided", N_("Anvertraut"), flag(), Need::may, Privacy::open, "Test"),
    field<&Visit::interpreter>("interpreter", N_("Sprachmittlung"), yes_no(), Need::should, Privacy::open, "Test"),
    field<&Visit::on>("on", N_("Wann"), past_day(), Need::may, Privacy::open, "Test"),
    field<&Visit::until>("until", N_("Bis wann"), day(), Need::may, Privacy::open, "Test"),
    field<&Visit::born>("born", N_("Geboren"), partial_date(), Need::may, Privacy::personal, "Test"),
    field<&Visit::place>("place", N_("Ort"), reference(), Need::may, Privacy::open, "Test"),
    field<&Visit::mood>("mood", N_("Lage"), code("scale_test"), Need::may, Privacy::open, "Test"),
    field<&Visit::state>("state", N_("Stand"), record::text(20), Need::kept, Privacy::open, "Test")};
constexpr Record kVisit{"visit", N_("Kontakt"), kFields};

constexpr std::string_view kColumns = "code\tlabel_de\tlabel_en\tgroup\tflags\texternal\tvalid_from\tvalid_until\n";

CodeList many_codes() {
  std::string rows(kColumns);
  for (char c = 'a'; c < 'm'; ++c)
    rows += std::string(1, c) + "\tSprache " + c + "\tLanguage\t" + (c < 'd' ? "near" : "far") + "\t\t\t\t\n";
  return parse_code_list("test_many", "# title: Viele\n# source: Test\n" + rows);
}

void install_lists() {
  const std::string head = "# title: Liste\n# source: Test\n" + std::string(kColumns);
  install_code_lists(
      {parse_code_list("test_form", head + "office\tim Büro\tat the office\t\t\t\t\t\n"
                                           "visit\tBesuch\tvisit\t\t\t\t\t\n"
                                           "old\tFax\tfax\t\t\t\t\t2020-12-31\n"),
       parse_code_list("test_many_coarse", head + "near\tNah\tnear\t\t\t\t\t\n"),
       parse_code_list("scale_test", head + "1\tsehr belastet\tbad\t\t\t\t\t\n"
                                            "2\tbelastet\tmiddling\t\t\t\t\t\n"
                                            "not_discussed\tnicht besprochen\tnot discussed\t\t\t\t\t\n"),
       many_codes()});
}

class Forms : public testing::Test {
 protected:
  static void SetUpTestSuite() { install_lists(); }
};

http::Form typed(http::Pairs pairs) { return http::Form(std::move(pairs)); }

/// The sentence for one field when this is typed into it; empty if it is accepted.
std::string sentence(std::string field, std::string text) {
  Visit visit;
  const std::string_view only[] = {field};
  const auto errors = parse(kVisit, typed({{field, std::move(text)}}), kToday, &visit, only);
  return errors.empty() ? "" : errors.front().message;
}

/// Canonical text of what is read.
std::string value_of(std::string name, std::string text) {
  Visit visit;
  const std::string_view only[] = {name};
  const auto errors = parse(kVisit, typed({{name, std::move(text)}}), kToday, &visit, only);
  EXPECT_TRUE(errors.empty()) << name << ": " << (errors.empty() ? "" : errors.front().message);
  return to_text(kVisit.find(name)->get(&visit));
}

bool contains(const html::Fragment& fragment, std::string_view part) {
  return fragment.str().find(part) != std::string::npos;
}

struct Typed {
  const char* field;
  std::string text;
  const char* expected;
};

TEST_F(Forms, Read_what_people_type) {
  const Typed table[] = {{"name", "  Haddad, Rami ", "Haddad, Rami"},
                         {"name", "Öztürk", "Öztürk"},
                         {"concern", "a\r\nb", "a\nb"},
                         {"mail", " rami@beispiel.de ", "rami@beispiel.de"},
                         {"phone", "05251 123456 (abends)", "05251 123456 (abends)"},
                         {"form", "visit", "visit"},
                         {"minutes", "45", "45"},
                         {"minutes", "1.120", "1120"},
                         {"confided", "yes", "yes"},
                         {"confided", "", "no"},
                         {"interpreter", "no", "no"},
                         {"interpreter", "", "unknown"},
                         {"on", "24.11.", "2026-11-24"},
                         {"on", "heute", "2026-11-25"},
                         {"on", "2026-11-24", "2026-11-24"},
                         {"until", "24.12.2026", "2026-12-24"},
                         {"born", "05.1991", "1991-05"},
                         {"born", "1991", "1991"},
                         {"place", "417", "417"},
                         {"place", "0", "0"},
                         {"mood", "2", "2"}};
  for (const Typed& row : table) EXPECT_EQ(value_of(row.field, row.text), row.expected) << row.field;
}

TEST_F(Forms, Refuse_with_a_sentence_that_says_what_to_do) {
  const Typed table[] = {
      {"name", "", "Füllen Sie „Name“ aus."},
      {"name", "   ", "Füllen Sie „Name“ aus."},
      {"name", std::string(23, 'x'), "„Name“ ist 3 Zeichen zu lang. Höchstens 20 Zeichen."},
      {"name", "zwei\nZeilen", "„Name“ darf nur eine Zeile haben."},
      {"name", "a\x01", "„Name“ enthält unsichtbare Steuerzeichen. Fügen Sie den Text ohne Formatierung ein."},
      {"name",
       "a\xE2\x80\xAE"
       "b",
       "„Name“ enthält unsichtbare Steuerzeichen. Fügen Sie den Text ohne Formatierung ein."},
      {"name", "a\xff", "„Name“ enthält unsichtbare Steuerzeichen. Fügen Sie den Text ohne Formatierung ein."},
      {"concern", std::string(3163, 'x'), "„Anliegen“ ist 1.163 Zeichen zu lang. Höchstens 2.000 Zeichen."},
      {"form", "", "Wählen Sie bei „Art“ eine Antwort."},
      {"form", "mond", "Diese Antwort gibt es bei „Art“ nicht. Wählen Sie eine andere."},
      {"form", "old", "Diese Antwort wird bei „Art“ nicht mehr verwendet. Wählen Sie eine andere."},
      {"minutes", "viele", "Geben Sie bei „Minuten“ eine ganze Zahl an, zum Beispiel 45."},
      {"minutes", "5,5", "Geben Sie bei „Minuten“ eine ganze Zahl an, zum Beispiel 45."},
      {"minutes", "1.5", "Geben Sie bei „Minuten“ eine ganze Zahl an, zum Beispiel 45."},
      {"minutes", "99999999999999999999", "Geben Sie bei „Minuten“ eine ganze Zahl an, zum Beispiel 45."},
      {"minutes", "0", "„Minuten“ muss zwischen 1 und 1.440 liegen."},
      {"minutes", "-5", "„Minuten“ muss zwischen 1 und 1.440 liegen."},
      {"on", "31.11.2026", "Der 31.11.2026 ist kein gültiges Datum. Der November hat 30 Tage."},
      {"on", "24.12.2026", "24.12.2026 liegt in der Zukunft. Heute ist der 25.11.2026."},
      {"until", "24.12.1026", "Bitte prüfen Sie das Jahr 1026. Möglich sind 1900 bis 2199."},
      {"born", "12.2026", "12.2026 liegt in der Zukunft. Heute ist der 25.11.2026."},
      {"interpreter", "vielleicht", "Diese Antwort gibt es bei „Sprachmittlung“ nicht. Wählen Sie eine andere."},
      {"place", "-1", "Diese Antwort gibt es bei „Ort“ nicht. Wählen Sie eine andere."},
      {"place", "1 OR 1=1", "Diese Antwort gibt es bei „Ort“ nicht. Wählen Sie eine andere."}};
  for (const Typed& row : table)
    EXPECT_EQ(sentence(row.field, row.text), row.expected) << row.field << ": " << row.text;
}

TEST_F(Forms, Know_complete_addresses_and_numbers) {
  for (const char* good : {"a@b.de", "rami.haddad+kim@beispiel.example", "müller@bücher.example"})
    EXPECT_EQ(sentence("mail", good), "") << good;
  for (const char* bad : {"rami", "@b.de", "a@b", "a@", "a b@c.de", "a@b@c.de", "a@b.de.", "a@.de", "<a@b.de>"})
    EXPECT_NE(sentence("mail", bad), "") << bad;
  EXPECT_NE(sentence("phone", "ruft an"), "");
}

TEST_F(Forms, Never_stop_at_the_first_error_and_keep_what_was_there) {
  Visit visit;
  visit.name = "Rami Haddad";
  visit.state = "offen";
  const auto errors = parse(kVisit,
                            typed({{"name", std::string(30, 'x')},
                                   {"minutes", "x"},
                                   {"mail", "a@b.de"},
                                   {"state", "erledigt"},
                                   {"form", "office"}}),
                            kToday, &visit);
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].field, "name");
  EXPECT_EQ(errors[1].field, "minutes");
  EXPECT_EQ(visit.name, "Rami Haddad");
  EXPECT_EQ(visit.mail, "a@b.de");
  EXPECT_EQ(visit.state, "offen") << "a form cannot set what the program keeps";
}

TEST_F(Forms, Write_only_the_named_fields) {
  Visit visit;
  visit.name = "Rami";
  const std::string_view only[] = {"mail"};
  EXPECT_TRUE(parse(kVisit, typed({{"name", "anders"}, {"mail", "a@b.de"}}), kToday, &visit, only).empty());
  EXPECT_EQ(visit.name, "Rami");
  const std::string_view wrong[] = {"gibtsnicht"};
  EXPECT_THROW((void)parse(kVisit, typed({}), kToday, &visit, wrong), Bug);
}

TEST_F(Forms, Take_several_answers_once_each_and_not_too_many) {
  Visit visit;
  const std::string_view only[] = {"areas"};
  EXPECT_TRUE(parse(kVisit, typed({{"areas", "visit"}, {"areas", "visit"}, {"areas", "office"}}), kToday, &visit, only)
                  .empty());
  EXPECT_EQ(visit.areas, (std::vector<std::string>{"visit", "office"}));
  const auto errors = parse(kVisit, typed({{"areas", "visit,office,old"}}), kToday, &visit, only);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].message, "Wählen Sie bei „Handlungsfelder“ höchstens 2 Antworten.");
}

TEST_F(Forms, Let_an_ended_code_stay_where_it_is) {
  Visit visit;
  visit.form = "old";
  const std::string_view only[] = {"form"};
  EXPECT_TRUE(parse(kVisit, typed({{"form", "old"}}), kToday, &visit, only).empty());
}

TEST_F(Forms, Hold_values_from_elsewhere_to_the_same_rules) {
  Visit visit;
  visit.name = "a\x01";
  visit.form = "mond";
  visit.minutes = 5000;
  visit.on = kToday + std::chrono::days(1);
  std::vector<std::string> fields;
  for (const FieldError& error : validate(kVisit, &visit, kToday)) fields.push_back(error.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"name", "form", "minutes", "on"}));
}

TEST_F(Forms, Read_back_what_they_show) {
  Visit visit;
  visit.name = "Haddad <Rami>";
  visit.concern = "a\nb";
  visit.form = "office";
  visit.areas = {"office", "visit"};
  visit.minutes = 1120;
  visit.confided = true;
  visit.interpreter = YesNo::no;
  visit.on = kToday;
  visit.born = PartialDate{1991, 5, 0};
  visit.place = 417;
  const Input shown = input_from(kVisit, &visit);
  EXPECT_EQ(shown.typed.get("on"), "25.11.2026");
  EXPECT_EQ(shown.typed.get("born"), "05.1991");
  Visit again;
  EXPECT_TRUE(parse(kVisit, shown.typed, kToday, &again).empty());
  EXPECT_TRUE(difference(kVisit, &visit, &again).empty());
}

// ---- controls ----

TEST_F(Forms, Keep_what_was_typed_even_if_it_is_wrong) {
  const Input input{typed({{"on", "31.11.2026"}, {"name", "<b>"}}), {{"on", "Kein Datum."}}};
  const auto made = control(kVisit, "on", input);
  EXPECT_TRUE(contains(made, "value=\"31.11.2026\""));
  EXPECT_TRUE(contains(made, "aria-describedby=\"on-hint on-error\" aria-invalid=\"true\""));
  EXPECT_TRUE(contains(made, "kern-form-input--error"));
  EXPECT_TRUE(contains(made, "<span class=\"kern-body\">Kein Datum.</span>"));
  EXPECT_TRUE(contains(control(kVisit, "name", input), "value=\"&lt;b&gt;\""));
}

TEST_F(Forms, A_long_text_keeps_its_first_line_break_and_tells_its_limit) {
  const auto made = control(kVisit, "concern", {typed({{"concern", "\nText"}}), {}});
  EXPECT_TRUE(contains(made, "data-limit=\"2000\">\n\nText</textarea>"));
}

TEST_F(Forms, Up_to_eight_answers_are_radios_from_nine_on_a_list) {
  const auto radios = control(kVisit, "form", {typed({{"form", "visit"}}), {}});
  EXPECT_TRUE(contains(radios, "<input id=\"form\" type=\"radio\" name=\"form\" value=\"office\">"));
  EXPECT_TRUE(contains(radios, "value=\"visit\" checked>"));
  EXPECT_FALSE(contains(radios, "Fax")) << "ended codes are not offered";
  EXPECT_FALSE(contains(radios, "keine Angabe")) << "a must has no empty answer";
  const auto select = control(kVisit, "tongue", {typed({{"tongue", "b"}}), {}});
  EXPECT_TRUE(contains(select, "<option value=\"b\" selected>Sprache b</option>"));
  EXPECT_TRUE(contains(select, "<option value=\"\">keine Angabe</option>"));
  EXPECT_TRUE(contains(control(kVisit, "form", {}, {.radios = false}), "<select"));
}

TEST_F(Forms, An_answer_that_is_no_longer_offered_stays_visible) {
  EXPECT_TRUE(contains(control(kVisit, "form", {typed({{"form", "old"}}), {}}), "value=\"old\" checked>"));
  EXPECT_TRUE(contains(control(kVisit, "tongue", {typed({{"tongue", "zz"}}), {}}), "<option value=\"zz\" selected>"));
}

TEST_F(Forms, A_scale_shows_number_and_word_and_not_discussed_apart) {
  const auto made = control(kVisit, "mood", {typed({{"mood", "2"}}), {}});
  EXPECT_TRUE(contains(made,
                       "<label class=\"kim-scale__item\"><input type=\"radio\" name=\"mood\" value=\"2\" checked>"
                       "<span>2 belastet</span></label>"));
  EXPECT_TRUE(contains(made,
                       "kim-choice__item kim-scale__none\"><input type=\"radio\" name=\"mood\" value=\"not_discussed\">"
                       "<span>nicht besprochen</span>"));
  EXPECT_FALSE(contains(made, "keine Angabe"));
}

TEST_F(Forms, A_long_list_is_grouped_by_its_coarse_list_and_no_code_is_shown_as_a_heading) {
  const auto made = control(kVisit, "tongue", {typed({{"tongue", "b"}}), {}});
  EXPECT_TRUE(contains(made, "<optgroup label=\"Nah\"><option value=\"a\">"));
  EXPECT_TRUE(contains(made, "</optgroup><option value=\"d\">"));
  EXPECT_FALSE(contains(made, "label=\"far\""));
}

TEST_F(Forms, A_list_with_a_word_for_unknown_has_no_empty_answer_besides) {
  const Choice one{"a", "Eins", {}}, other{"b", "Zwei", {}}, unknown{"unknown", "unbekannt", {}};
  EXPECT_TRUE(contains(control(kVisit, "tongue", {}, {.choices = {one, other}}), "keine Angabe"));
  const auto made = control(kVisit, "tongue", {}, {.choices = {one, unknown}});
  EXPECT_TRUE(contains(made, "unbekannt"));
  EXPECT_FALSE(contains(made, "keine Angabe"));
}

TEST_F(Forms, A_page_can_offer_its_own_choices_in_groups) {
  std::vector<Choice> choices;
  for (int i = 1; i <= 9; ++i)
    choices.push_back({std::to_string(i), "Stelle " + std::to_string(i), i < 5 ? "Kreis" : "Kommunen"});
  const auto made = control(kVisit, "place", {typed({{"place", "7"}}), {}}, {.label = "An wen?", .choices = choices});
  EXPECT_TRUE(contains(made, "<optgroup label=\"Kreis\"><option value=\"1\">"));
  EXPECT_TRUE(contains(made, "<option value=\"7\" selected>Stelle 7</option>"));
  EXPECT_TRUE(contains(made, "An wen?"));
}

TEST_F(Forms, A_must_is_not_marked_and_a_may_is) {
  EXPECT_FALSE(contains(control(kVisit, "name", {}), "freiwillig"));
  EXPECT_FALSE(contains(control(kVisit, "concern", {}), "freiwillig"));
  EXPECT_TRUE(contains(control(kVisit, "mail", {}), "(freiwillig)"));
  EXPECT_FALSE(contains(control(kVisit, "mail", {}, {.optional_mark = false}), "freiwillig"));
}

TEST_F(Forms, An_unknown_field_is_a_bug) { EXPECT_THROW((void)control(kVisit, "gibtsnicht", {}), Bug); }

TEST_F(Forms, The_summary_counts_and_leads_to_each_field) {
  const auto made =
      error_summary("Die Anfrage ist noch nicht gespeichert.", {{"name", "Füllen Sie „Name“ aus."}, {"", "Allgemein"}});
  EXPECT_TRUE(contains(made, "Die Anfrage ist noch nicht gespeichert. Bitte prüfen Sie zwei Angaben."));
  EXPECT_TRUE(contains(made, "<a href=\"#name\">"));
  EXPECT_TRUE(contains(made, "<li>Allgemein</li>"));
  EXPECT_TRUE(contains(made, "role=\"alert\" id=\"fehler\" tabindex=\"-1\""));
  EXPECT_TRUE(error_summary("x", {}).empty());
}

TEST_F(Forms, What_is_still_open_is_named) {
  Visit visit;
  EXPECT_EQ(open_fields(kVisit, &visit), (std::vector<std::string>{"Anliegen", "Sprache"}));
  visit.concern = "Wohnung";
  EXPECT_EQ(open_fields(kVisit, &visit), std::vector<std::string>{"Sprache"});
}

TEST_F(Forms, Facts_show_only_what_is_known) {
  Visit visit;
  visit.form = "office";
  visit.on = kToday;
  const auto made = facts(kVisit, &visit);
  EXPECT_TRUE(contains(made, "<div><dt>Art</dt><dd>im Büro</dd></div>"));
  EXPECT_TRUE(contains(made, "<dd>25.11.2026</dd>"));
  EXPECT_FALSE(contains(made, "<dt>E-Mail</dt>"));
  EXPECT_FALSE(contains(made, "<dt>Anvertraut</dt>"));
}

TEST_F(Forms, Sentences_exist_in_English) {
  i18n::install(i18n::Language::en, assets::bytes("po/en.mo"));
  const i18n::Use english(i18n::Language::en);
  EXPECT_EQ(sentence("name", ""), "Fill in “Name”.");
}

struct Order {
  std::int64_t body = 0;
};
constexpr Field kOrderFields[] = {
    field<&Order::body>("body", N_("Stelle"), reference(), Need::must, Privacy::open, "Test")};
constexpr Record kOrder{"order", N_("Auftrag"), kOrderFields};

TEST_F(Forms, No_reference_is_no_answer) {
  Order order;
  for (const char* nothing : {"", "0"}) {
    const auto errors = parse(kOrder, typed({{"body", nothing}}), kToday, &order);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].message, "Wählen Sie bei „Stelle“ eine Antwort.");
  }
  EXPECT_EQ(validate(kOrder, &order, kToday).size(), 1U);
  order.body = 7;
  EXPECT_TRUE(validate(kOrder, &order, kToday).empty());
}

// ---- conflicts ----

struct Clash {
  const char* base;
  const char* mine;
  const char* theirs;
  const char* merged;
  bool clashes;
};

TEST_F(Forms, Two_versions_are_merged_where_they_do_not_clash) {
  const Clash table[] = {{"a", "a", "a", "a", false}, {"a", "b", "a", "b", false}, {"a", "a", "c", "c", false},
                         {"a", "b", "b", "b", false}, {"a", "b", "c", "c", true},  {"a", "", "c", "c", true},
                         {"a", "", "a", "", false}};
  for (const Clash& row : table) {
    Visit base, mine, theirs;
    base.concern = row.base, mine.concern = row.mine, theirs.concern = row.theirs;
    theirs.state = "neu";
    Visit merged = theirs;
    const Conflict conflict = merge(kVisit, &base, &mine, &theirs, &merged);
    EXPECT_EQ(merged.concern, row.merged) << row.base << row.mine << row.theirs;
    EXPECT_EQ(conflict.clashing.size(), row.clashes ? 1U : 0U);
    EXPECT_EQ(merged.state, "neu") << "what the program keeps is always theirs";
  }
}

struct Both {
  Visit base, mine, theirs, merged;
  Conflict conflict;
  html::Fragment page;
};

Both clash() {
  Both both;
  both.base.form = both.mine.form = both.theirs.form = "office";
  both.base.name = "Rami", both.mine.name = "Rami H.", both.theirs.name = "R. Haddad";
  both.base.areas = {"office"}, both.mine.areas = {"office"}, both.theirs.areas = {"office", "visit"};
  both.mine.minutes = 45;
  both.merged = both.theirs;
  both.conflict = merge(kVisit, &both.base, &both.mine, &both.theirs, &both.merged);
  both.page = conflict_view(kVisit, both.conflict, {&both.base, &both.mine, &both.theirs, &both.merged},
                            {"Jonas Wittkamp", "heute 10:21 Uhr", "/zurueck", {{"version", "7"}}});
  return both;
}

TEST_F(Forms, The_conflict_page_asks_only_for_what_clashes) {
  const Both both = clash();
  EXPECT_TRUE(contains(both.page, "name=\"name\" value=\"R. Haddad\" required"));
  EXPECT_TRUE(contains(both.page, "name=\"name\" value=\"Rami H.\" required"));
  EXPECT_FALSE(contains(both.page, "checked"));
  EXPECT_TRUE(contains(both.page, "<dt>Minuten, von Ihnen</dt><dd>45</dd>"));
  EXPECT_TRUE(contains(both.page, "<dt>Handlungsfelder, von Jonas Wittkamp</dt>"));
  EXPECT_TRUE(contains(both.page, "name=\"version\" value=\"7\""));
}

/// Pairs the page sends: its hidden fields.
http::Pairs hidden_pairs(const std::string& page) {
  static const std::regex hidden("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
  http::Pairs pairs;
  for (std::sregex_iterator at(page.begin(), page.end(), hidden), end; at != end; ++at)
    pairs.emplace_back((*at)[1], (*at)[2]);
  return pairs;
}

TEST_F(Forms, The_answer_to_a_conflict_is_an_ordinary_post) {
  const Both both = clash();
  http::Pairs sent = hidden_pairs(both.page.str());
  Visit undecided = both.theirs;
  const auto errors = parse(kVisit, http::Form(sent), kToday, &undecided);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].message, "Wählen Sie bei „Name“, welche Fassung gelten soll.");
  sent.emplace_back("name", "Rami H.");
  Visit decided = both.theirs;
  EXPECT_TRUE(parse(kVisit, http::Form(sent), kToday, &decided).empty());
  EXPECT_EQ(decided.name, "Rami H.");
  EXPECT_EQ(decided.minutes, 45);
  EXPECT_EQ(decided.areas, both.theirs.areas);
}

// ---- one page with every control ----

html::Fragment every_control() {
  std::vector<FieldError> errors = {{"name", "Füllen Sie „Name“ aus."},
                                    {"form", "Wählen Sie bei „Art“ eine Antwort."},
                                    {"tongue", "Wählen Sie."},
                                    {"confided", "Bestätigen Sie „Anvertraut“."}};
  const Input input{typed({{"concern", "Wohnung"}, {"mood", "2"}, {"areas", "visit"}}), errors};
  html::Fragment controls = error_summary("Der Kontakt ist noch nicht gespeichert.", errors);
  for (const Field& one : kFields)
    if (one.need != Need::kept) controls += control(one, input);
  return h::form(h::cls("kim-form kim-form--narrow"), h::method("post"), h::action("/kontakte"), h::novalidate(),
                 h::data("draft", "kontakt"), controls,
                 ui::form_actions(ui::submit("Kontakt speichern"), "/", ui::draft_note()));
}

TEST_F(Forms, A_page_with_every_control_is_sound) {
  ui::Shell shell;
  shell.frame = {.title = "Kontakt erfassen", .tenant = "Kreis Paderborn", .demo = true, .error = true};
  shell.account = "Miriam Kessler";
  shell.session_ends = "2099-01-01T00:00:00Z";
  shell.create = {{"Kontakt erfassen", "/kontakt"}};
  shell.content = h::all(ui::page_head({h::all("Kontakt erfassen")}), every_control());
  const std::string page = ui::page(shell);
  EXPECT_EQ(markup::tag_fault(page), "");
  EXPECT_EQ(markup::id_fault(page), "");
  if (const char* folder = std::getenv("KIM_SAMPLE_DIR")) std::ofstream(std::string(folder) + "/formular.html") << page;
}

}  // namespace
}  // namespace kim::forms
