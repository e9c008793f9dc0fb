// The small components of docs/ui.md 7: icons, dates, labels, buttons, messages, sections, lists.
//
// Ordinary functions: they take finished (translated) texts as string_view, which are escaped, and Fragments, which are
// not. Option structs own their texts, so they may outlive the expression. Components' own words go through tr().
// What it is not: form controls (platform/forms), tables (tables.h), page frames (shell.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "platform/html/html.h"

namespace kim::ui {

using html::Fragment;

// ---- text ----

enum class IconSize : std::uint8_t { normal, small, medium };
/// An icon beside a word, hidden from screen readers. KIM's own: phone, talk, visit, group, lock, shield, flag, clock, send,
/// target, print, scale, doc, full, half, empty, unknown; every other name is one of KERN's (add, check, search, info ...).
[[nodiscard]] Fragment icon(std::string_view name, IconSize size = IconSize::normal);
/// Read aloud, not seen. Also right inside buttons, where KERN's own class would make a square.
[[nodiscard]] Fragment hidden(std::string_view text);
/// Muted small text: who, when, source.
[[nodiscard]] Fragment meta(const Fragment& text);
[[nodiscard]] Fragment meta(std::string_view text);
/// Keeps line breaks of what people typed.
[[nodiscard]] Fragment lines(std::string_view text);
/// A name or word in another script: <bdi class="kim-script" lang dir>. `dir` is "rtl" or "ltr".
[[nodiscard]] Fragment script_name(std::string_view text, std::string_view lang, std::string_view dir);

// ---- dates: always <time datetime> ----

[[nodiscard]] Fragment date(Day day);                   // 24.11.2026
[[nodiscard]] Fragment date(const PartialDate& date);   // 05.1991
[[nodiscard]] Fragment date_long(Day day);              // Dienstag, 24. November 2026
[[nodiscard]] Fragment date_short(Day day, Day today);  // Do, 26.11.
[[nodiscard]] Fragment moment(Moment at);               // 24.11.2026, 09:47 Uhr
[[nodiscard]] Fragment clock_time(Moment at);           // 09:47 Uhr
/// Distance for deadlines: "heute", "morgen", "in 6 Tagen", "4 Tage überfällig".
[[nodiscard]] std::string in_days(Day day, Day today);
enum class Due : std::uint8_t { plain, soon, late };
/// A deadline in bold, coloured by its level; `text` is what in_days or date gave.
[[nodiscard]] Fragment due(const Fragment& text, Due level);
[[nodiscard]] Fragment due(std::string_view text, Due level);

// ---- labels ----

enum class Tone : std::uint8_t { neutral, info, success, warning, danger };
/// One word or two with its icon; neutral has none.
[[nodiscard]] Fragment badge(Tone tone, std::string_view text);
enum class State : std::uint8_t { none, ok, warn, stop };
/// Icon and sentence, calmer than a badge: state of a release. `icon_name` replaces the state's own icon.
[[nodiscard]] Fragment state(State state, std::string_view text, std::string_view icon_name = {});
/// The same as a span, for table cells and heads.
[[nodiscard]] Fragment state_inline(State state, std::string_view text, std::string_view icon_name = {});

// ---- buttons and links ----

enum class Weight : std::uint8_t { primary, secondary, tertiary };
struct ButtonLook {
  Weight weight = Weight::primary;
  std::string icon{};           // "add", "check", "print" ...
  std::string hidden{};         // more for screen readers: ": Zeugnis nachfordern"
  std::string name{}, value{};  // of a submit button
  std::string formaction{};     // of a submit button, if not the form's own
  bool danger = false;          // only on the page that performs the loss
  bool small = false;           // in rows
  bool block = false;           // full width
  bool icon_on_phone = false;   // only the icon is seen on a phone
  bool novalidate = false;      // of a submit button: sends without the browser's checks
};
[[nodiscard]] Fragment submit(std::string_view text, const ButtonLook& look = {});
[[nodiscard]] Fragment link_button(std::string_view href, std::string_view text, const ButtonLook& look = {});
/// "Drucken": opens the browser's print dialogue, if script runs; else it leads to the print view.
[[nodiscard]] Fragment print_button(std::string_view href, std::string_view text, const ButtonLook& look = {});
/// Link at the end of a section's head. `hidden_text` tells links of the same name apart.
[[nodiscard]] Fragment link(std::string_view href, std::string_view text, std::string_view hidden_text = {});
/// Plain link in running text.
[[nodiscard]] Fragment text_link(std::string_view href, std::string_view text, std::string_view hidden_text = {});
/// Buttons and links in one line.
[[nodiscard]] Fragment actions(const Fragment& buttons);

struct MenuItem {
  std::string label;
  std::string href;
  std::string icon{};
  bool separated = false;  // line above
  bool current = false;
};
/// "Mehr" at the end of the page head: a <details> with links.
[[nodiscard]] Fragment more_menu(const std::vector<MenuItem>& items);

// ---- messages ----

enum class Announce : std::uint8_t { no, status, alert };
/// `body` may be empty. `heading_level` 0 = the title is a paragraph.
[[nodiscard]] Fragment alert(Tone tone, std::string_view title, const Fragment& body = {},
                             Announce announce = Announce::no, int heading_level = 0);
/// The green message on the page one lands on after saving; the script puts the focus there. `way_back`: undo link.
[[nodiscard]] Fragment saved_message(std::string_view text, const Fragment& way_back = {});
/// The person's note with an icon on a tinted ground.
[[nodiscard]] Fragment note(std::string_view icon_name, const Fragment& text);

// ---- page head ----

struct Link {
  std::string label;
  std::string href;  // empty: where one is
};
/// From the second level on; the last item has no address.
[[nodiscard]] Fragment breadcrumb(const std::vector<Link>& items);
struct PageHead {
  Fragment heading;    // content of the one h1
  Fragment sub{};      // one line beneath
  Fragment actions{};  // one primary button, at most two secondary, the rest in more_menu
};
[[nodiscard]] Fragment page_head(const PageHead& head);
/// Areas of one record as links: `current` is the href of the page one is on.
[[nodiscard]] Fragment sub_nav(std::string_view label, const std::vector<Link>& items, std::string_view current);

struct CaseBar {
  struct Item {
    State state;
    Fragment text;           // may be a link
    bool wide_only = false;  // goes first on a phone
    std::string icon{};      // replaces the state's own icon
  };
  std::string who;
  std::string href{};         // to the case, on its inner pages
  std::string number{};       // KIM-2026-0417
  std::vector<Item> items{};  // consent first
};
/// Sticks to the top of every page of a case; belongs into Shell::above.
[[nodiscard]] Fragment case_bar(const CaseBar& bar);

// ---- sections and boxes ----

struct SectionHead {
  std::string id;  // of the heading; unique on the page
  std::string title;
  std::string count{};  // "3", "3 offen": shown in brackets
  Fragment link{};      // one link at its end
  std::string lead{};   // muted sentence under the head
  bool plain = false;   // no rule under the head
};
[[nodiscard]] Fragment section(const SectionHead& head, const Fragment& content);
struct PanelLook {
  Fragment link{};
  bool outline = false;
};
/// Side box: facts, path, short lists; no forms.
[[nodiscard]] Fragment panel(std::string_view id, std::string_view title, const Fragment& content,
                             const PanelLook& look = {});
/// Parts below each other with the usual space between them.
[[nodiscard]] Fragment stack(const Fragment& parts);
/// Main column (a stack) and side.
[[nodiscard]] Fragment split(const Fragment& main, const Fragment& side);
/// Optional part: <details>, closed unless `open`. `meta` stands at the end of its line ("freiwillig").
[[nodiscard]] Fragment fold(std::string_view title, const Fragment& content, std::string_view meta_text = {},
                            bool open = false);
/// Nothing here yet: drawing, what it is for, the first act.
[[nodiscard]] Fragment empty_state(std::string_view title, std::string_view text, const Fragment& actions = {});
/// Counted progress: "2 von 5 Schritten erledigt". `id` unique on the page.
[[nodiscard]] Fragment progress_bar(std::string_view id, std::string_view text, long long done, long long of);

// ---- lists ----

struct Row {
  Fragment lead{};     // date in front (list with lead)
  Fragment title;      // row_title(...)
  Fragment meta{};     // one line beneath
  Fragment end{};      // at most one action or badge
  bool stack = false;  // on a phone the action moves below
};
/// `lead`: list of things to do with a date in front; `plain`: in panels.
enum class RowsLook : std::uint8_t { normal, lead, plain };
[[nodiscard]] Fragment rows(const std::vector<Row>& items, RowsLook look = RowsLook::normal);
[[nodiscard]] Fragment row_title(std::string_view href, std::string_view text);

struct Fact {
  std::string label;
  Fragment value;
};
/// `wide` beside each other, `two` columns, `strip` a tinted line on top of a page.
enum class FactsLook : std::uint8_t { normal, wide, two, strip };
[[nodiscard]] Fragment facts(const std::vector<Fact>& items, FactsLook look = FactsLook::normal);

}  // namespace kim::ui
