// Forms with files: what browsers send is read, what is broken is refused whole.
#include "platform/http/multipart.h"

#include <gtest/gtest.h>

namespace kim::http {
namespace {

constexpr std::string_view type = "multipart/form-data; boundary=xYz";

std::string part(const std::string& disposition, const std::string& content) {
  return "--xYz\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
}
std::string whole(const std::string& parts) { return parts + "--xYz--\r\n"; }

TEST(Multipart, Fields_and_files_come_out_as_sent) {
  const std::string bytes = std::string("\0\r\n--xY\r\n", 9) + "\xff";
  const std::string body = whole(part("form-data; name=\"title\"", "Paß für Zoë") +
                                 "--xYz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"Pass.pdf\"\r\n"
                                 "Content-Type: application/pdf\r\n\r\n" +
                                 bytes + "\r\n" + part("form-data; name=\"_csrf\"", ""));
  const auto read = parse_multipart(type, body);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->form.get("title"), "Paß für Zoë");
  EXPECT_TRUE(read->form.has("_csrf"));
  ASSERT_EQ(read->files.size(), 1U);
  EXPECT_EQ(read->files[0].field, "file");
  EXPECT_EQ(read->files[0].name, "Pass.pdf");
  EXPECT_EQ(read->files[0].bytes, bytes);
}

struct Name {
  const char* header;
  const char* name;
};
TEST(Multipart, File_names_are_read_as_browsers_write_them) {
  for (const Name& one : {Name{"filename=\"a%22b.pdf\"", "a\"b.pdf"}, Name{R"(filename="a\"b.pdf")", "a\"b.pdf"},
                          Name{R"(filename="C:\temp\a.pdf")", R"(C:\temp\a.pdf)"}, Name{"filename=a.pdf", "a.pdf"},
                          Name{"filename=\"\"", ""}, Name{"filename=\"Zeugnis; alt.pdf\"", "Zeugnis; alt.pdf"}}) {
    const std::string body = whole(part(std::string("form-data; name=\"f\"; ") + one.header, "x"));
    const auto read = parse_multipart(type, body);
    ASSERT_TRUE(read.has_value()) << one.header;
    ASSERT_EQ(read->files.size(), 1U) << one.header;
    EXPECT_EQ(read->files[0].name, one.name);
  }
}

TEST(Multipart, What_is_broken_is_refused_whole) {
  const std::string good = part("form-data; name=\"a\"", "1");
  const std::pair<std::string, std::string> table[] = {
      {"multipart/form-data", whole(good)},
      {"multipart/form-data; boundary=", whole(good)},
      {"multipart/form-data; boundary=" + std::string(71, 'x'), whole(good)},
      {"application/x-www-form-urlencoded", whole(good)},
      {std::string(type), ""},
      {std::string(type), good},
      {std::string(type), good + "--xYz"},
      {std::string(type), whole("--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n")},
      {std::string(type), whole(part("form-data", "x"))},
      {std::string(type), whole(part("attachment; name=\"a\"", "x"))},
      {std::string(type), whole(part("form-data; name=\"a\"", "\xff"))},
      {std::string(type), whole(part("form-data; name=\"a\"", std::string("\0", 1)))},
      {std::string(type), whole(part("form-data; name=\"a\"; filename=\"\xff\"", "x"))},
      {std::string(type), whole(part("form-data; name=\"a\"; x=\"" + std::string(5000, 'x') + "\"", "x"))},
  };
  for (const auto& [content_type, body] : table)
    EXPECT_FALSE(parse_multipart(content_type, body).has_value()) << content_type << "\n" << body;
  std::string many;
  for (int n = 0; n < 201; ++n) many += good;
  EXPECT_FALSE(parse_multipart(type, whole(many)).has_value());
}

TEST(Multipart, No_part_at_all_is_an_empty_form) {
  const auto read = parse_multipart(type, "--xYz--\r\n");
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(read->form.pairs().empty());
}

}  // namespace
}  // namespace kim::http
