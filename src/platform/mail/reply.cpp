#include "platform/mail/reply.h"

#include <algorithm>
#include <charconv>

#include "platform/mail/message.h"

namespace kim::mail {
namespace {

constexpr int nesting_most = 8;
constexpr std::size_t parts_most = 64, calendar_octets = 256U * 1024, uid_octets = 255;

char small(char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one; }

bool equal_ignoring_case(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, small, small); }

bool begins_ignoring_case(std::string_view text, std::string_view begin) {
  return text.size() >= begin.size() && equal_ignoring_case(text.substr(0, begin.size()), begin);
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char one) { return one == ' ' || one == '\t' || one == '\r' || one == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Takes the next line with its end off `text`; the line comes without its end.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Lines with their continuations joined; `keep_blank`: the blank that begins a continuation belongs to the text (mail), else
/// it does not (iCalendar).
std::vector<std::string> unfolded(std::string_view text, bool keep_blank) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    const bool continues = !lines.empty() && (line.starts_with(' ') || line.starts_with('\t'));
    if (continues)
      lines.back().append(line.substr(keep_blank ? 0 : 1));
    else
      lines.emplace_back(line);
  }
  return lines;
}

struct Entity {
  std::vector<std::string> headers;
  std::string_view body;
  [[nodiscard]] std::string_view header(std::string_view name) const {
    for (const std::string& line : headers)
      if (line.size() > name.size() && line[name.size()] == ':' && begins_ignoring_case(line, name))
        return trimmed(std::string_view(line).substr(name.size() + 1));
    return {};
  }
};

Entity entity_of(std::string_view text) {
  std::string_view rest = text;
  std::size_t head = text.size();
  while (!rest.empty()) {
    const std::size_t begin = text.size() - rest.size();
    if (next_line(rest).empty()) {
      head = begin;
      break;
    }
  }
  return {unfolded(text.substr(0, head), true), rest};
}

/// Value of a parameter of a header ("boundary"), without quotes.
std::string_view parameter(std::string_view header, std::string_view name) {
  for (std::size_t at = header.find(';'); at != std::string_view::npos; at = header.find(';', at + 1)) {
    std::string_view rest = trimmed(header.substr(at + 1));
    if (!begins_ignoring_case(rest, name)) continue;
    rest = trimmed(rest.substr(name.size()));
    if (!rest.starts_with('=')) continue;
    rest = trimmed(rest.substr(1));
    if (rest.starts_with('"'))
      return rest.substr(1, rest.find('"', 1) == std::string_view::npos ? 0 : rest.find('"', 1) - 1);
    return trimmed(rest.substr(0, rest.find(';')));
  }
  return {};
}

/// Bodies between "--boundary" lines.
std::vector<std::string_view> parts_of(std::string_view body, std::string_view boundary) {
  const std::string mark = "--" + std::string(boundary);
  std::vector<std::string_view> parts;
  std::string_view rest = body;
  std::size_t begin = std::string_view::npos;
  while (!rest.empty() && parts.size() < parts_most) {
    const std::size_t at = body.size() - rest.size();
    const std::string_view line = next_line(rest);
    if (!line.starts_with(mark)) continue;
    if (begin != std::string_view::npos) parts.push_back(body.substr(begin, at - begin));
    begin = body.size() - rest.size();
    if (line.substr(mark.size()).starts_with("--")) return parts;
  }
  if (begin != std::string_view::npos && parts.size() < parts_most) parts.push_back(body.substr(begin));
  return parts;
}

std::string decoded(const Entity& entity) {
  const std::string_view body = entity.body.substr(0, 2 * calendar_octets);
  const std::string_view encoding = entity.header("Content-Transfer-Encoding");
  if (equal_ignoring_case(encoding, "base64")) return from_base64(body);
  if (equal_ignoring_case(encoding, "quoted-printable")) return from_quoted_printable(body);
  return std::string(body);
}

std::optional<std::string> calendar_in(std::string_view text, int nesting) {
  const Entity entity = entity_of(text);
  const std::string_view type = entity.header("Content-Type");
  if (begins_ignoring_case(type, "text/calendar")) return decoded(entity);
  const std::string_view boundary = parameter(type, "boundary");
  if (!begins_ignoring_case(type, "multipart/") || boundary.empty() || nesting == nesting_most) return std::nullopt;
  for (const std::string_view part : parts_of(entity.body, boundary))
    if (auto found = calendar_in(part, nesting + 1)) return found;
  return std::nullopt;
}

// ---- iCalendar ----

/// "ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@y" taken apart; colons in quotes do not end the parameters.
struct Property {
  std::string_view name, parameters, value;
};
Property property_of(std::string_view line) {
  std::size_t colon = 0;
  for (bool quoted = false; colon < line.size() && (quoted || line[colon] != ':'); ++colon)
    if (line[colon] == '"') quoted = !quoted;
  const std::string_view head = line.substr(0, colon);
  const std::size_t end = head.find(';');
  return {head.substr(0, end), end == std::string_view::npos ? std::string_view() : head.substr(end),
          colon < line.size() ? line.substr(colon + 1) : std::string_view()};
}

std::optional<Participation> participation(std::string_view text) {
  if (equal_ignoring_case(text, "ACCEPTED")) return Participation::accepted;
  if (equal_ignoring_case(text, "DECLINED")) return Participation::declined;
  if (equal_ignoring_case(text, "TENTATIVE")) return Participation::tentative;
  if (equal_ignoring_case(text, "NEEDS-ACTION")) return Participation::needs_action;
  return std::nullopt;
}

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 0 ? number : 0;
}

/// What the lines of a calendar say as far as an answer needs it: of the first event alone.
struct Found {
  std::string_view method, uid, attendee;
  std::optional<Participation> state;
  std::int64_t sequence = 0;
  int events = 0;
  bool in_event = false;
};

void take(std::string_view line, Found& found) {
  const Property one = property_of(line);
  const auto is = [&](std::string_view name) { return equal_ignoring_case(one.name, name); };
  const bool event = equal_ignoring_case(trimmed(one.value), "VEVENT");
  if (is("BEGIN") && event) found.in_event = ++found.events == 1;
  if (is("END") && event) found.in_event = false;
  if (is("METHOD") && found.method.empty()) found.method = trimmed(one.value);
  if (!found.in_event) return;
  if (is("UID")) found.uid = trimmed(one.value);
  if (is("SEQUENCE")) found.sequence = number_of(trimmed(one.value));
  if (!is("ATTENDEE") || !found.attendee.empty()) return;
  found.attendee = trimmed(one.value);
  found.state = participation(parameter(one.parameters, "PARTSTAT"));
}

/// What an attendee's value names: "mailto:x@y" or the bare address; empty if it is no address.
std::string address_of(std::string_view value) {
  if (begins_ignoring_case(value, "mailto:")) value.remove_prefix(7);
  return is_address(value) ? folded_address(value) : std::string();
}

}  // namespace

std::vector<std::string_view> messages_of(std::string_view mbox) {
  std::vector<std::string_view> messages;
  std::string_view rest = mbox;
  std::size_t begin = 0;
  bool after_empty = true;
  while (!rest.empty()) {
    const std::size_t at = mbox.size() - rest.size();
    const std::string_view line = next_line(rest);
    if (after_empty && line.starts_with("From ")) {
      if (at > begin && messages.size() < messages_most) messages.push_back(mbox.substr(begin, at - begin));
      begin = mbox.size() - rest.size();
    }
    after_empty = line.empty();
  }
  if (begin < mbox.size() && messages.size() < messages_most) messages.push_back(mbox.substr(begin));
  std::erase_if(messages, [](std::string_view one) { return trimmed(one).empty(); });
  return messages;
}

std::optional<std::string> calendar_part(std::string_view message) { return calendar_in(message, 0); }

ReadMessage read_calendar(std::string_view calendar) {
  const auto lines = unfolded(calendar.substr(0, calendar_octets), false);
  Found found;
  for (const std::string& line : lines) take(line, found);
  if (!equal_ignoring_case(found.method, "REPLY")) return {std::nullopt, NoReply::other_method};
  std::string attendee = address_of(found.attendee);
  if (found.uid.empty() || found.uid.size() > uid_octets || attendee.empty() || !found.state || found.events != 1)
    return {std::nullopt, NoReply::incomplete};
  return {Reply{std::string(found.uid), std::move(attendee), *found.state, found.sequence}, {}};
}

ReadMessage read_message(std::string_view message) {
  const auto calendar = calendar_part(message);
  return calendar ? read_calendar(*calendar) : ReadMessage{};
}

}  // namespace kim::mail
