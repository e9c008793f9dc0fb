// Tables as offices have them, read into text cells: CSV (RFC 4180 and what Excel makes of it) and XLSX.
// What it is not: what the cells mean (domain/imports), and no writing.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace kim::tables {

/// A row that holds something. `number` is the one the office's program shows, from 1 on.
struct Row {
  std::size_t number = 0;
  std::vector<std::string>
      cells;  // UTF-8, trimmed; dates of XLSX as 24.12.2026, times as 14:30, numbers without grouping
};
struct Sheet {
  std::string name;  // empty for CSV
  std::vector<Row> rows;
  std::size_t formulas = 0;  // cells whose text is the result that the other program had computed
};

enum class Problem : std::uint8_t {
  not_a_table,    // neither text nor XLSX
  old_or_locked,  // .xls, or protected by a password
  broken,         // ends too early, or is not what it says
  too_large,      // bytes, unpacked bytes, rows, columns or a cell over the limit
  empty,          // no row with content
};
/// A German sentence with what to do.
[[nodiscard]] std::string sentence(Problem problem);

struct Limits {
  std::size_t unpacked_bytes = 96U * 1024 * 1024;
  std::size_t entries = 2000;  // files in the archive
  std::size_t ratio = 200;     // unpacked to packed, from 1 MiB on: what is larger is a bomb
  std::size_t rows = 20'000;
  std::size_t columns = 120;
  std::size_t cell_bytes = 32'768;
};

/// Sheets with content, in the order of the file. From several threads. Bytes are only read; nothing is written to disk.
[[nodiscard]] std::expected<std::vector<Sheet>, Problem> read(std::string_view bytes, const Limits& limits = {});

}  // namespace kim::tables
