// The technical log: JSON lines in UTC on stderr, no personal content. spdlog stays in log.cpp.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace kim::log {

enum class Level { debug, info, warning, error };
using Pairs = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// {"time":"...Z","level":"info","event":"request","status":"200",...}. `event` is a fixed word. Never pass names,
/// notes, search words or addresses of persons.
void write(Level level, std::string_view event, Pairs pairs = {});
inline void info(std::string_view event, Pairs pairs = {}) { write(Level::info, event, pairs); }
inline void warning(std::string_view event, Pairs pairs = {}) { write(Level::warning, event, pairs); }
inline void error(std::string_view event, Pairs pairs = {}) { write(Level::error, event, pairs); }
void set_level(Level least);

}  // namespace kim::log
