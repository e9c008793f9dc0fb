// Tables from any bytes: CSV, XLSX, or what claims to be. What is accepted keeps to the limits and is UTF-8.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "platform/tables/tables.h"

namespace {

const kim::tables::Limits limits{
    .unpacked_bytes = 1 << 20, .entries = 50, .ratio = 50, .rows = 200, .columns = 20, .cell_bytes = 2000};

void check_sheet(const kim::tables::Sheet& sheet) {
  CHECK(!sheet.rows.empty() && sheet.rows.size() <= limits.rows);
  for (const auto& row : sheet.rows) {
    CHECK(row.cells.size() <= limits.columns);
    for (const auto& cell : row.cells) CHECK(cell.size() <= limits.cell_bytes && !cell.starts_with(' '));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto sheets = kim::tables::read({reinterpret_cast<const char*>(data), size}, limits);
  if (sheets)
    for (const auto& sheet : *sheets) check_sheet(sheet);
  return 0;
}
