// Lists: views, filters, tables with sorting and paging. All by links and GET forms, so the address is the question.
// What it is not: the query behind it; it only writes addresses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/html/components.h"
#include "platform/http/http.h"

namespace kim::ui {

inline constexpr std::string_view kSortName = "sortierung";  // "name", or "-name" for descending
inline constexpr std::string_view kPageName = "seite";       // from 1
inline constexpr int kPerPage = 25;

/// "?phase=x&sortierung=name": the query with one value replaced, or left out if `value` is empty. The page is always
/// forgotten unless it is the name itself.
[[nodiscard]] std::string query_with(const http::Form& query, std::string_view name, std::string_view value);

struct View {
  std::string label;
  std::string href;
  long long count = -1;  // -1: not shown
  bool current = false;
};
/// Saved questions as chips: "Meine offenen 23".
[[nodiscard]] Fragment views(std::string_view label, const std::vector<View>& items);

struct Filter {
  struct Option {
    std::string value;
    std::string label;
  };
  struct Field {
    std::string name;
    std::string label;
    std::vector<Option> options{};  // "Alle" comes by itself; empty list = text field
  };
  std::vector<Field> fields;
  std::vector<std::string> keep{};  // names of the query that stay as they are (view, search word)
};
/// Filter form (GET), folded on phones, and a chip for each active filter that takes it away.
[[nodiscard]] Fragment filter_box(const Filter& filter, const http::Form& query);

struct Column {
  std::string label;
  std::string sort_key{};     // empty: cannot be sorted
  bool wide_only = false;     // goes first when it gets narrow
  bool number = false;        // right-aligned
  bool nowrap = false;        // dates
  bool hidden_label = false;  // "Aktion": read aloud, not seen
};
struct Table {
  std::string label;  // accessible name
  std::vector<Column> columns;
  std::vector<std::vector<Fragment>> rows{};  // first cell = row header
  const http::Form* query = nullptr;          // needed if a column can be sorted
  std::string default_sort{};                 // what holds if the query says nothing: "name"
  bool stack = true;                          // blocks on a phone; false: scrolls sideways
};
/// `id` is the target for focus after paging ("tabelle").
[[nodiscard]] Fragment table(const Table& table, std::string_view id = "tabelle");
/// The thing itself as link, with a second line.
[[nodiscard]] Fragment cell_main(std::string_view href, std::string_view text, std::string_view sub = {});
/// "23 Fälle, sortiert nach Name" and links at the end.
[[nodiscard]] Fragment table_head(std::string_view count, std::string_view order, const Fragment& links = {});
/// The page asked for: 1 if absent or nonsense, at most the last.
[[nodiscard]] long long page_of(const http::Form& query, long long total, int per_page = kPerPage);
/// "1 bis 25 von 61", numbers, Weiter. Nothing if all fits on one page.
[[nodiscard]] Fragment paging(const http::Form& query, long long total, int per_page = kPerPage);

}  // namespace kim::ui
