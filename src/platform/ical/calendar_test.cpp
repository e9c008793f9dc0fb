// What we write is read back by libical, an implementation that is not ours.
#include "platform/ical/calendar.h"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

namespace kim::ical {
namespace {

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

Component read(const std::string& text) { return Component(icalparser_parse_string(text.c_str())); }

Event sample() {
  return {.uid = "4711@kim",
          .begins = *moment_from_iso("2026-11-25T08:00:00Z"),
          .ends = *moment_from_iso("2026-11-25T08:45:00Z"),
          .summary = "Termin KIM",
          .location = "Rathaus, Raum 107; Eingang \\ Hof\nKlingeln",
          .changed = *moment_from_iso("2026-11-20T10:11:12Z"),
          .sequence = 3};
}

TEST(Calendars, Are_read_back_by_libical_as_they_were_meant) {
  const auto calendar = read(to_text(Calendar{.name = "KIM", .events = {sample()}}));
  ASSERT_NE(calendar, nullptr);
  icalrestriction_check(calendar.get());
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0);
  icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  ASSERT_NE(event, nullptr);
  EXPECT_STREQ(icalcomponent_get_summary(event), "Termin KIM");
  EXPECT_STREQ(icalcomponent_get_location(event), "Rathaus, Raum 107; Eingang \\ Hof\nKlingeln");
  EXPECT_STREQ(icalcomponent_get_uid(event), "4711@kim");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), "20261125T080000Z");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtend(event)), "20261125T084500Z");
  EXPECT_EQ(icalcomponent_get_sequence(event), 3);
  EXPECT_EQ(icalcomponent_get_status(event), ICAL_STATUS_CONFIRMED);
}

TEST(Calendars, Mark_what_is_cancelled) {
  Event event = sample();
  event.cancelled = true;
  const auto calendar = read(to_text(Calendar{.name = "KIM", .events = {event, sample()}}));
  EXPECT_EQ(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT), 2);
  EXPECT_EQ(icalcomponent_get_status(icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT)),
            ICAL_STATUS_CANCELLED);
}

TEST(Calendars, Without_events_are_calendars_too) {
  const auto calendar = read(to_text(Calendar{.name = "KIM", .events = {}}));
  ASSERT_NE(calendar, nullptr);
  EXPECT_EQ(icalcomponent_isa(calendar.get()), ICAL_VCALENDAR_COMPONENT);
}

TEST(Calendars, Fold_long_lines_between_characters) {
  std::string place;
  for (int i = 0; i < 60; ++i) place += "ä€";
  const std::string line = content_line("LOCATION", place);
  std::string unfolded;
  for (std::size_t from = 0; from < line.size();) {
    const std::size_t end = line.find("\r\n", from);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - from, 75U);
    const std::string part = line.substr(from, end - from);
    EXPECT_FALSE((static_cast<unsigned char>(part[from == 0 ? 0 : 1]) & 0xC0U) == 0x80U) << "a character is cut";
    unfolded += from == 0 ? part : part.substr(1);
    from = end + 2;
  }
  EXPECT_EQ(unfolded, "LOCATION:" + place);
}

TEST(Calendars, Hold_no_line_that_the_data_could_have_brought_in) {
  EXPECT_EQ(escaped("a\r\nATTACH:file:///etc\x01"), "a\\nATTACH:file:///etc ");
}

}  // namespace
}  // namespace kim::ical
