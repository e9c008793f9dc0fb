// Many rows at once, with the time they take: KIM_IMPORT_ROWS=10000 gives the figure of docs/performance.md.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "domain/imports/imports_app_test.h"

namespace kim::imports {
namespace {

using test::Who;
using testing::ImportsApp;

class ImportSpeed : public ImportsApp {};
KIM_BOTH_ENGINES(ImportSpeed);

std::string many(int rows) {
  const std::vector<std::string> first{"ha", "ko", "me", "ra", "sa", "po", "li", "tu"},
      last{"dad", "venko", "rimi", "pescu", "man", "lova"};
  std::string csv =
      "Nachname;Vorname;Geburtsdatum;Straße;Telefon;Staatsangehörigkeit;Sprachen;Az;Einwilligung vom;Nachweis\r\n";
  const auto pick = [](const std::vector<std::string>& list, int n) {
    return list[static_cast<std::size_t>(n) % list.size()];
  };
  for (int n = 0; n < rows; ++n)
    csv +=
        fmt::format("{}{}{};{}{};{:02}.{:02}.{};Beispielweg {};05251 {};Syrien;Arabisch;A-{};01.10.2026;Ordner {}\r\n",
                    pick(first, n), pick(first, n / 8), pick(last, n / 64), pick(first, n / 5), pick(last, n / 7),
                    1 + n % 28, 1 + n % 12, 1950 + n % 57, n, 100000 + n, n, n / 100);
  return csv;
}

TEST_P(ImportSpeed, Many_rows_are_checked_written_and_taken_back) {
  const char* wanted = std::getenv("KIM_IMPORT_ROWS");  // NOLINT(concurrency-mt-unsafe): nobody changes the environment
  const int rows = wanted == nullptr ? 150 : std::atoi(wanted);
  auto begun = std::chrono::steady_clock::now();
  const auto took = [&] {
    const auto now = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(now - std::exchange(begun, now)).count();
  };
  const std::string href = uploaded(many(rows));
  const double upload = took();
  checked(href);
  const double check = took();
  ASSERT_EQ(act(href, "einlesen").status, 303);
  finish();
  const double write = took();
  ASSERT_EQ(persons(), rows);
  checked(uploaded(many(rows)));  // everybody is on file by now
  const double again = took();
  ASSERT_EQ(act(href, "zuruecknehmen").status, 303);
  finish();
  const double undo = took();
  EXPECT_EQ(persons(), 0);
  std::printf(
      "%s, %d rows: upload %.1f s, check %.1f s, writing %.1f s, check of known persons %.1f s, taking back %.1f s\n",
      GetParam() == db::Engine::sqlite ? "SQLite" : "PostgreSQL", rows, upload, check, write, again, undo);
  EXPECT_LT(again + write, 60.0);
}

}  // namespace
}  // namespace kim::imports
