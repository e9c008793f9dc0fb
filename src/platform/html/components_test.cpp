// Components: what they promise to readers, keyboards and screen readers.
#include "platform/html/components.h"

#include <gtest/gtest.h>

#include "base/i18n.h"
#include "platform/html/decisions.h"
#include "platform/html/shell.h"
#include "platform/html/tables.h"
#include "platform/html/timeline.h"

namespace kim::ui {
namespace {

namespace h = kim::html;
using std::chrono::days;
using std::chrono::November;

constexpr Day kToday = Day(std::chrono::year(2026) / November / 25);

bool contains(const Fragment& fragment, std::string_view part) {
  return fragment.str().find(part) != std::string::npos;
}
bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }
std::size_t times(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Components, An_icon_is_never_read_aloud) {
  EXPECT_EQ(icon("check").str(), "<span class=\"kern-icon kern-icon--check\" aria-hidden=\"true\"></span>");
  EXPECT_EQ(icon("lock", IconSize::medium).str(),
            "<span class=\"kern-icon kim-icon kim-icon--lock kim-icon--m\" aria-hidden=\"true\"></span>");
}

TEST(Components, A_state_is_a_word_with_an_icon_and_not_a_colour_alone) {
  EXPECT_EQ(badge(Tone::warning, "Stockt").str(),
            "<span class=\"kern-badge kern-badge--small kern-badge--warning\"><span class=\"kern-icon "
            "kern-icon--warning\" aria-hidden=\"true\"></span><span class=\"kern-label\">Stockt</span></span>");
  EXPECT_TRUE(contains(badge(Tone::neutral, "Beraten"), "kim-badge--neutral"));
  EXPECT_TRUE(contains(state(State::none, "keine Weitergabe"), "kim-icon--lock"));
  EXPECT_TRUE(contains(state(State::stop, "widerrufen"), "kim-state--stop"));
}

TEST(Components, Dates_can_be_read_by_machines) {
  EXPECT_EQ(date(kToday).str(), "<time datetime=\"2026-11-25\">25.11.2026</time>");
  EXPECT_EQ(date(PartialDate{1991, 5, 0}).str(), "<time datetime=\"1991-05\">05.1991</time>");
  EXPECT_EQ(date_short(kToday, kToday).str(), "<time datetime=\"2026-11-25\">Mi, 25.11.</time>");
}

struct Distance {
  int days;
  const char* text;
};

TEST(Components, Deadlines_are_told_as_a_distance) {
  const Distance table[] = {
      {0, "heute"}, {1, "morgen"}, {2, "in 2 Tagen"}, {-1, "1 Tag überfällig"}, {-4, "4 Tage überfällig"}};
  for (const Distance& row : table) EXPECT_EQ(in_days(kToday + days(row.days), kToday), row.text);
}

TEST(Components, What_people_typed_is_escaped_everywhere) {
  const std::string evil = "<script>\"x\"</script>";
  const Fragment all = h::all(
      badge(Tone::info, evil), state(State::ok, evil), submit(evil), link("/", evil), alert(Tone::info, evil),
      empty_state(evil, evil), row_title("/", evil), panel("p", evil, {}), lines(evil), cell_main("/", evil, evil),
      section({.id = "s", .title = evil, .count = evil, .lead = evil}, {}), facts({{evil, h::all(evil)}}),
      goals({{.id = "g", .words = evil, .badge = {}, .agreed = evil, .obstacle = evil}}));
  EXPECT_FALSE(contains(all, "<script"));
  EXPECT_FALSE(contains(all, "\"x\""));
}

TEST(Components, Line_breaks_are_kept) { EXPECT_EQ(lines("a\nb\n\nc").str(), "a<br>b<br><br>c"); }

TEST(Components, A_danger_button_says_what_it_does_and_can_send_a_value) {
  const Fragment button = submit("Widerruf speichern", {.name = "was", .value = "alles", .danger = true});
  EXPECT_EQ(button.str(),
            "<button class=\"kern-btn kern-btn--primary kim-btn--danger\" type=\"submit\" name=\"was\" "
            "value=\"alles\"><span class=\"kern-label\">Widerruf speichern</span></button>");
}

TEST(Components, The_saved_message_can_take_the_focus) {
  EXPECT_TRUE(contains(saved_message("Gespeichert"), "role=\"status\" id=\"meldung\" tabindex=\"-1\""));
  EXPECT_FALSE(contains(alert(Tone::info, "x"), "role="));
}

TEST(Components, Where_one_is_is_marked) {
  EXPECT_TRUE(contains(breadcrumb({{"Fälle", "/faelle"}, {"Rahimi", ""}}), "<li aria-current=\"page\">Rahimi</li>"));
  EXPECT_TRUE(breadcrumb({}).empty());
  EXPECT_EQ(times(sub_nav("Bereiche", {{"A", "/a"}, {"B", "/b"}}, "/b").str(), "aria-current"), 1U);
  EXPECT_TRUE(contains(path({{StepState::now, h::all("Begleitung")}}), "kim-path__step--now\" aria-current=\"step\""));
}

TEST(Components, Each_phase_says_its_state_in_words) {
  const Fragment steps =
      path({{StepState::done, h::all("a")}, {StepState::now, h::all("b")}, {StepState::open, h::all("c")}});
  for (const char* word : {", erledigt", ", aktuell", ", noch nicht begonnen"})
    EXPECT_TRUE(contains(steps, word)) << word;
}

TEST(Components, The_timeline_has_one_heading_a_month) {
  const auto entry = [](Day day) { return Entry{day, "talk", h::all("x"), "wann"}; };
  const Fragment made = timeline({entry(kToday), entry(kToday - days(3)), entry(kToday - days(40))});
  EXPECT_EQ(times(made.str(), "<h3"), 2U);
  EXPECT_TRUE(contains(made, "November 2026"));
  EXPECT_TRUE(contains(made, "Oktober 2026"));
  EXPECT_TRUE(timeline({}).empty());
}

// ---- lists ----

http::Form page_two() { return http::Form(http::Pairs{{"seite", "2"}}); }

struct Question {
  http::Pairs query;
  const char* name;
  const char* value;
  const char* expected;
};

TEST(Lists, An_address_keeps_the_question_and_forgets_the_page) {
  const Question table[] = {{{{"phase", "b"}, {"seite", "3"}}, "sortierung", "name", "?phase=b&sortierung=name"},
                            {{{"phase", "b"}, {"seite", "3"}}, "seite", "4", "?phase=b&seite=4"},
                            {{{"phase", "b"}, {"ort", ""}}, "phase", "", "?"},
                            {{{"q", "a&b"}}, "x", "1", "?q=a%26b&x=1"}};
  for (const Question& row : table) EXPECT_EQ(query_with(http::Form(row.query), row.name, row.value), row.expected);
}

struct Place {
  const char* asked;
  long long total;
  long long page;
};

TEST(Lists, A_page_that_does_not_exist_becomes_one_that_does) {
  const Place table[] = {{"", 61, 1}, {"2", 61, 2}, {"99", 61, 3}, {"-1", 61, 1}, {"x", 61, 1}, {"2", 0, 1}};
  for (const Place& row : table)
    EXPECT_EQ(page_of(http::Form(http::Pairs{{"seite", row.asked}}), row.total), row.page) << row.asked;
}

TEST(Lists, Paging_says_where_one_is) {
  const Fragment made = paging(page_two(), 1061);
  EXPECT_TRUE(contains(made, "26 bis 50 von 1.061"));
  EXPECT_TRUE(contains(made, "rel=\"next\""));
  EXPECT_TRUE(contains(made, "rel=\"prev\""));
  EXPECT_TRUE(contains(made, "…"));
  EXPECT_TRUE(contains(made, "aria-current=\"page\" aria-label=\"Seite 2\""));
  EXPECT_TRUE(paging(http::Form(), 25).empty());
  EXPECT_FALSE(contains(paging(page_two(), 50), "rel=\"next\""));
}

TEST(Lists, A_column_can_be_sorted_both_ways) {
  const http::Form up(http::Pairs{{"sortierung", "name"}}), none;
  Table made{.label = "Fälle", .columns = {{.label = "Person", .sort_key = "name"}, {.label = "Ort"}}, .query = &up};
  EXPECT_TRUE(contains(table(made), "aria-sort=\"ascending\""));
  EXPECT_TRUE(contains(table(made), "?sortierung=-name"));
  made.query = &none;
  made.default_sort = "-name";
  EXPECT_TRUE(contains(table(made), "aria-sort=\"descending\""));
}

TEST(Lists, A_row_header_is_a_header_and_an_empty_cell_stays_empty) {
  const Table made{
      .label = "Fälle", .columns = {{.label = "Person"}, {.label = "Ort"}}, .rows = {{h::all("Rahimi"), Fragment{}}}};
  EXPECT_TRUE(contains(table(made), "<th class=\"kern-table__header\" scope=\"row\" role=\"rowheader\">Rahimi</th>"));
  EXPECT_TRUE(contains(table(made), "<td class=\"kern-table__cell\" role=\"cell\"></td>"));
}

TEST(Lists, An_active_filter_can_be_taken_away) {
  const http::Form query({{"phase", "b"}, {"ansicht", "alle"}, {"seite", "2"}});
  const Filter filter{.fields = {{"phase", "Phase", {{"a", "Anfrage"}, {"b", "Begleitung"}}}}, .keep = {"ansicht"}};
  const Fragment made = filter_box(filter, query);
  EXPECT_TRUE(contains(made, "href=\"?ansicht=alle\">Phase: Begleitung"));
  EXPECT_TRUE(contains(made, "<option value=\"b\" selected>"));
  EXPECT_TRUE(contains(made, "name=\"ansicht\" value=\"alle\""));
  EXPECT_FALSE(contains(filter_box(filter, http::Form()), "kim-chip--remove"));
}

// ---- two versions ----

struct Difference {
  const char* text;
  const char* other;
  const char* marked;
};

TEST(Versions, Words_the_other_version_lacks_are_marked) {
  const Difference table[] = {{"Platz zum 01.03.2027", "Platz zum 01.02.2027", "Platz zum <ins>01.03.2027</ins>"},
                              {"gleich", "gleich", "gleich"},
                              {"a b c d", "a d", "a <ins>b c</ins> d"},
                              {"neu", "", "<ins>neu</ins>"},
                              {"<b>", "", "<ins>&lt;b&gt;</ins>"},
                              {"", "weg", ""}};
  for (const Difference& row : table) EXPECT_EQ(marked_difference(row.text, row.other).str(), row.marked);
}

TEST(Versions, Nothing_is_preselected_and_the_server_learns_what_must_be_chosen) {
  const Fragment made =
      two_versions({.fields = {{"ziel", "Ziel", {"a", "Jonas", {}}, {"b", "Ihre Fassung", {}}}}, .discard_href = "/"});
  EXPECT_FALSE(contains(made, "checked"));
  EXPECT_TRUE(contains(made, "name=\"auswahl\" value=\"ziel\""));
}

// ---- frame ----

Shell plain_shell() {
  Shell shell;
  shell.frame = {.title = "Fälle", .tenant = "Kreis Paderborn"};
  shell.account = "Miriam Kessler";
  shell.csrf = "c<1";
  shell.nav = {{"Mein Tag", "/"}, {"Fälle", "/faelle"}};
  shell.nav_current = "/faelle";
  return shell;
}

TEST(Frame, A_page_is_a_whole_document_with_one_current_item_in_both_navigations) {
  const std::string made = page(plain_shell());
  EXPECT_TRUE(made.starts_with("<!DOCTYPE html>\n<html lang=\"de\">"));
  EXPECT_TRUE(contains(made, "<title>Fälle – KIM Kreis Paderborn</title>"));
  EXPECT_EQ(times(made, "aria-current=\"page\""), 2U);
  EXPECT_TRUE(contains(made, "name=\"_csrf\" value=\"c&lt;1\""));
  EXPECT_TRUE(contains(made, "<a class=\"kim-skip\" href=\"#inhalt\">"));
}

TEST(Frame, Nothing_in_it_runs_or_styles_inline) {
  Shell shell = plain_shell();
  shell.session_ends = "2099-01-01T00:00:00Z";
  const std::string made = page(shell);
  EXPECT_FALSE(contains(made, " style="));
  EXPECT_FALSE(contains(made, " onclick="));
  EXPECT_EQ(times(made, "<script"), 1U);
  EXPECT_TRUE(contains(made, "defer></script>"));
}

TEST(Frame, Invented_data_is_called_so_on_every_page) {
  const std::string sentence = "Beispieldaten. Personen, Zahlen und Vorgänge sind erfunden.";
  Shell shell = plain_shell();
  EXPECT_FALSE(contains(page(shell), sentence));
  shell.frame.demo = true;
  EXPECT_TRUE(contains(page(shell), sentence));
  EXPECT_TRUE(contains(page(BarePage{shell.frame, {}}), sentence));
}

TEST(Frame, A_stored_theme_wins_and_an_error_is_in_the_title) {
  Shell shell = plain_shell();
  shell.frame.theme = "dark";
  shell.frame.error = true;
  EXPECT_TRUE(contains(page(shell), "<html lang=\"de\" data-kern-theme=\"dark\">"));
  EXPECT_TRUE(contains(page(shell), "<title>Fehler: Fälle"));
}

TEST(Frame, Before_sign_in_there_is_no_search_and_no_navigation) {
  const std::string made = page(BarePage{plain_shell().frame, h::p("x")});
  EXPECT_FALSE(contains(made, "kim-search"));
  EXPECT_FALSE(contains(made, "kim-nav"));
  EXPECT_TRUE(contains(made, "kim-signin"));
}

TEST(Frame, Whoever_has_no_right_to_persons_gets_no_person_search) {
  Shell shell = plain_shell();
  shell.search = false;
  EXPECT_FALSE(contains(page(shell), "action=\"/suche\""));
}

}  // namespace
}  // namespace kim::ui
