// The builder: text is always escaped, addresses cannot run script.
#include "platform/html/html.h"

#include <gtest/gtest.h>

namespace kim::html {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  escape(out, text);
  return out;
}

TEST(Html, Text_is_escaped_in_every_position) {
  EXPECT_EQ(escaped("<b>\"Tom\" & 'Ann'</b>"), "&lt;b&gt;&quot;Tom&quot; &amp; &#39;Ann&#39;&lt;/b&gt;");
  EXPECT_EQ(escaped("größer"), "größer");
  EXPECT_EQ(escaped(""), "");
  EXPECT_EQ(escaped("&&"), "&amp;&amp;");
  EXPECT_EQ(escaped(std::string_view("a\0b", 3)), std::string_view("a\0b", 3));
}

TEST(Html, An_element_holds_attributes_text_and_elements_in_order) {
  EXPECT_EQ(p(cls("kim-meta"), "a<b", em("c"), 12).str(), "<p class=\"kim-meta\">a&lt;b<em>c</em>12</p>");
  EXPECT_EQ(input(type("text"), value("\"x\""), required()).str(),
            "<input type=\"text\" value=\"&quot;x&quot;\" required>");
}

TEST(Html, An_attribute_can_be_joined_from_parts_and_left_out) {
  EXPECT_EQ(div_(cls("a", " b"), when_attr(false, id("x")), checked(false)).str(), "<div class=\"a b\"></div>");
  EXPECT_EQ(div_(data("label", "<Name>")).str(), "<div data-label=\"&lt;Name&gt;\"></div>");
}

TEST(Html, Pieces_can_be_repeated_or_left_out) {
  const std::vector<std::string> names = {"A", "B&C"};
  EXPECT_EQ(ul(each(names, [](const std::string& name) { return li(name); })).str(),
            "<ul><li>A</li><li>B&amp;C</li></ul>");
  EXPECT_TRUE(when(false, [] { return p("never"); }).empty());
}

struct Address {
  const char* given;
  const char* kept;
};

TEST(Html, An_address_can_only_be_local_or_of_a_known_kind) {
  const Address table[] = {{"/faelle/1?seite=2#x", "/faelle/1?seite=2#x"},
                           {"#inhalt", "#inhalt"},
                           {"?seite=2", "?seite=2"},
                           {"https://example.org/a", "https://example.org/a"},
                           {"mailto:a@example.org", "mailto:a@example.org"},
                           {"tel:+49525112345", "tel:+49525112345"},
                           {"", "#"},
                           {"javascript:alert(1)", "#"},
                           {" javascript:alert(1)", "#"},
                           {"data:text/html,x", "#"},
                           {"//evil.example/", "#"},
                           {"/\\evil.example/", "#"},
                           {"/\t/evil.example/", "#"},
                           {"faelle", "#"}};
  for (const Address& row : table) EXPECT_EQ(Url(row.given).str(), row.kept) << row.given;
}

TEST(Html, An_address_is_escaped_like_any_attribute) {
  EXPECT_EQ(a(href("/suche?q=a&b=\"c\""), "x").str(), "<a href=\"/suche?q=a&amp;b=&quot;c&quot;\">x</a>");
}

}  // namespace
}  // namespace kim::html
