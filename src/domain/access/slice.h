// The descriptor of a slice: what it brings. app/slices.cpp is THE list. What must reach upwards registers itself here;
// nobody calls up.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/access/routes.h"
#include "domain/access/whose.h"
#include "platform/html/html.h"

namespace kim {

/// An item of the main navigation or of the "Neu" menu, shown to roles with the right.
struct NavItem {
  std::string_view label;
  std::string_view href;
  access::Right right;
  int order;
};

/// Something with a date that the actor should know: on "Mein Tag" and, for one case, on its page.
struct DueItem {
  enum class Level : std::uint8_t { plain, soon, late };
  Day day;            // due, or ends on
  std::string title;  // "Einwilligung von Ioana Marinescu endet"
  std::string meta;   // second line
  std::string href;
  std::string badge;  // one word: "Titel", "Ziele", "Einwilligung", "Kontakt", "Aufgabe"
  Level level = Level::plain;
  std::string group;        // "tasks" (Zu erledigen), "deadlines" (Fristen), "answers" (Neue Antworten), "drafts"
  std::string done_action;  // post address of the "Erledigt" button; empty = none
  AccountId responsible{};  // whose matter it is: "Mein Tag" shows the actor's own by default
};

/// One entry of a case's timeline (Verlauf).
struct TimelineEntry {
  Moment at;
  std::string kind;  // "contact", "referral", "goal", "task", "assessment", "consent", "case": the filters
  std::string icon;  // class suffix: "talk", "visit", "phone", "lock", "send", "target", "doc", "flag" ...
  html::Fragment title;
  std::string when;  // "Di, 17.11., 09:00 Uhr · 50 Minuten"
  html::Fragment text;
  html::Fragment meta;
  bool minor = false;
};

/// A step in "Wo steht der Fall?".
struct PhaseMark {
  std::string phase;  // "inquiry", "consent", "intake", "assessment", "decision", "agreement", "closure"
  std::optional<Day> done_on;
  std::string note;
  std::string href;
};

/// A block on the case page. `column` main or side; lower order first.
struct CasePanel {
  enum class Column : std::uint8_t { main, side };
  Column column;
  int order;
  html::Fragment (*make)(Context& ctx, const access::Permit& permit);
};

/// A tab below the case head: /faelle/{case}/<path>.
struct CaseTab {
  std::string_view label;
  std::string_view path;  // "" = overview, "verlauf", "einwilligung" ...
  access::Right right;
  int order;
  std::optional<access::Path> only_on{};  // cases on this path alone have the tab
};

/// One line of the search page.
struct SearchHit {
  std::string title;  // "Rahimi, Parwin"
  std::string meta;   // "geboren 24.05.1991 · Salzkotten": joined with more by " · "
  std::string href;
  int score = 0;        // 100 = the words as typed; the best come first
  PersonId person{};    // whom it is about
  std::string badge{};  // one word: "Gesperrt"
};

/// Something a reference field can point to.
struct Reference {
  std::int64_t id;
  std::string label;
};

struct Slice {
  std::string_view name;
  std::string_view purpose;  // German, one sentence, for the documentation
  int rank;
  void (*routes)(Routes& routes) = nullptr;
  std::vector<const record::Record*> records{};  // for OpenAPI, privacy register, description tests
  std::vector<NavItem> nav{};
  std::vector<NavItem> create{};  // "Neu" menu
  std::vector<CasePanel> case_panels{};
  std::vector<CaseTab> case_tabs{};
  /// What is due of `whose` matters; more than those are left out by "Mein Tag".
  void (*due)(Context& ctx, const access::Scope& scope, const access::Whose& whose,
              std::vector<DueItem>& items) = nullptr;
  void (*timeline)(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) = nullptr;
  void (*phases)(Context& ctx, const access::Permit& permit, std::vector<PhaseMark>& marks) = nullptr;
  /// Open items to name at closing (open goals, running referrals, open tasks): sentences.
  void (*open_items)(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) = nullptr;
  /// What has changed since the beginning, for the page that closes a case and the closed case: a section or nothing.
  html::Fragment (*closing)(Context& ctx, const access::Permit& permit) = nullptr;
  /// Consent withdrawn: stop what is pending for this person, inside the same transaction.
  void (*on_withdrawal)(Context& ctx, db::Tx& tx, SubjectId person) = nullptr;
  /// A person's name, Kommune or consent changed (people::change_person, consent::record_consent), inside the same
  /// transaction: what is derived from it is brought up to date.
  void (*on_person_changed)(Context& ctx, db::Tx& tx, SubjectId person) = nullptr;
  /// A person taken in from a table is taken back (imports), inside the same transaction and before its row goes: what names
  /// the person here without being anybody's work goes too.
  void (*on_person_retracted)(Context& ctx, db::Tx& tx, SubjectId person) = nullptr;
  /// One release withdrawn: stop what is pending towards this recipient, inside the same transaction.
  void (*on_release_withdrawn)(Context& ctx, db::Tx& tx, SubjectId person, BodyId recipient) = nullptr;
  /// Home page cards in the side column, as finished panels.
  html::Fragment (*home_panel)(Context& ctx) = nullptr;
  /// Completes the hits found so far (a person's open case as address) and adds own ones (case numbers). Called in order of
  /// rank. An empty `query` means: only complete. One query at most.
  void (*search)(Context& ctx, const access::Scope& scope, std::string_view query,
                 std::vector<SearchHit>& hits) = nullptr;
  /// What a reference to `record` ("municipality", "body", "team") can point to today, in the order of a choice. Empty for
  /// records of other slices. Asked by reference_choices() (references.h), so that slices of one rank need not include
  /// each other.
  std::vector<Reference> (*references)(db::Connection& db, std::string_view record) = nullptr;
};

}  // namespace kim
