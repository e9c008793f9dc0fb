// Drawn strokes: what is read, what is refused, what is drawn of them.
#include "base/strokes.h"

#include <gtest/gtest.h>

namespace kim {
namespace {

TEST(Strokes, Come_out_as_they_went_in) {
  for (const char* text : {"0,0 900,300", "120,80 121,83 200,83;300,20 305,22", "5,5;10,10 90,90"}) {
    const auto strokes = parse_strokes(text);
    ASSERT_TRUE(strokes) << text;
    EXPECT_EQ(strokes_text(*strokes), text);
  }
  EXPECT_TRUE(parse_strokes("")->empty());
}

TEST(Strokes, A_path_moves_to_the_first_point_and_draws_the_others_and_dots) {
  EXPECT_EQ(svg_path(*parse_strokes("120,80 190,83;300,20")), "M120 80L190 83M300 20L300 20");
  EXPECT_EQ(svg_path({}), "");
}

TEST(Strokes, What_is_no_drawing_is_refused) {
  std::string many_strokes, many_points = "0,0";
  for (std::size_t n = 0; n <= strokes_max; ++n) many_strokes += (n == 0 ? "" : ";") + std::string("1,1 90,90");
  for (std::size_t n = 0; n < points_max; ++n) many_points += n % 2 == 0 ? " 9,9" : " 1,1";
  for (const std::string& text : {std::string("x"),
                                  std::string("1"),
                                  std::string("1,"),
                                  std::string(",1"),
                                  std::string("1,2,3 90,90"),
                                  std::string("1,2  90,90"),
                                  std::string(" 1,2 90,90"),
                                  std::string("1,2 90,90 "),
                                  std::string("1,2 90,90;"),
                                  std::string(";1,2 90,90"),
                                  std::string("1,2;;90,90"),
                                  std::string("-1,2 90,90"),
                                  std::string("+1,2 90,90"),
                                  std::string("01,2 90,90"),
                                  std::string("901,0 0,0"),
                                  std::string("0,301 0,0"),
                                  std::string("1.5,2 90,90"),
                                  std::string("1e2,2 90,90"),
                                  std::string("1,2\n90,90"),
                                  std::string("1,2 90,90\0", 10),
                                  std::string("١,٢ 90,90"),
                                  std::string("\"/><script>"),
                                  many_strokes,
                                  many_points,
                                  std::string(strokes_text_max + 1, ' ')}) {
    const auto strokes = parse_strokes(text);
    ASSERT_FALSE(strokes) << text.substr(0, 40);
    EXPECT_EQ(strokes.error().code, ErrorCode::invalid);
    EXPECT_NE(strokes.error().message.find("nicht lesbar"), std::string::npos);
  }
}

TEST(Strokes, The_touch_of_a_finger_is_no_signature) {
  for (const char* text : {"10,10", "10,10 12,12 10,10", "10,10;200,200;800,20"}) {
    const auto strokes = parse_strokes(text);
    ASSERT_FALSE(strokes) << text;
    EXPECT_NE(strokes.error().message.find("zu kurz"), std::string::npos) << strokes.error().message;
  }
}

TEST(Strokes, As_many_points_as_allowed_fit_into_the_longest_text) {
  Strokes strokes(1);
  for (std::size_t n = 0; n < points_max; ++n) strokes[0].push_back(n % 2 == 0 ? Point{900, 300} : Point{100, 300});
  const std::string text = strokes_text(strokes);
  EXPECT_LE(text.size(), strokes_text_max);
  EXPECT_EQ(*parse_strokes(text), strokes);
}

}  // namespace
}  // namespace kim
