// Only for platform/tables.
#pragma once

#include <optional>

#include "platform/tables/tables.h"

namespace kim::tables {

using Sheets = std::expected<std::vector<Sheet>, Problem>;

[[nodiscard]] Sheets read_csv(std::string_view bytes, const Limits& limits);
[[nodiscard]] Sheets read_xlsx(std::string_view bytes, const Limits& limits);

/// The text of a CSV as UTF-8: UTF-8 with or without mark, UTF-16 with mark, else Windows-1252. nullopt: no text.
[[nodiscard]] std::optional<std::string> utf8_of(std::string_view bytes);
/// The serial number of a spreadsheet date: 24.12.2026, 24.12.2026 14:30, or 14:30. Day 60 of the 1900 system, a 29.02.1900
/// that never was, and what lies outside the years 1900 to 2200 stay numbers (nullopt).
[[nodiscard]] std::optional<std::string> date_of(double serial, bool from_1904);
/// Whether a number format shows a date or a time.
[[nodiscard]] bool is_date_format(std::string_view code);

}  // namespace kim::tables
