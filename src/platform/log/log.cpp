// The technical log. The only file that knows spdlog. What it is not: the audit trail (domain/audit).
#include "platform/log/log.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>
#include <string>

#include "base/text.h"

namespace kim::log {
namespace {

/// One line stays one line of valid JSON, whatever bytes the text holds.
void append_escaped(std::string& out, std::string_view text) {
  const unsigned first_raw = text::is_utf8(text) ? 0x100 : 0x80;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (byte < 0x20 || byte >= first_raw) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
}

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warning: return spdlog::level::warn;
    case Level::error: break;
  }
  return spdlog::level::err;
}

/// Made at first use and never destroyed: threads may log while the program ends.
spdlog::logger& logger() {
  static spdlog::logger& instance = *[] {
    auto made = std::make_unique<spdlog::logger>("kim", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc));
    made->flush_on(spdlog::level::warn);
    return made.release();
  }();
  return instance;
}

}  // namespace

void write(Level level, std::string_view event, Pairs pairs) {
  const auto spdlog_level = to_spdlog(level);
  if (!logger().should_log(spdlog_level)) return;
  std::string fields = R"("event":")";
  append_escaped(fields, event);
  fields += '"';
  for (const auto& [name, value] : pairs) {
    fields += ",\"";
    append_escaped(fields, name);
    fields += "\":\"";
    append_escaped(fields, value);
    fields += '"';
  }
  logger().log(spdlog_level, spdlog::string_view_t(fields.data(), fields.size()));
}

void set_level(Level least) { logger().set_level(to_spdlog(least)); }

}  // namespace kim::log
