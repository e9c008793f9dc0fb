// Files: kinds by content, names, ranges, the scanner's answers.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <thread>

#include "platform/files/clamd.h"
#include "platform/files/sniff.h"

namespace kim::files {
namespace {

std::string png() { return std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde", 33); }

struct Content {
  std::string bytes;
  std::string_view type;  // empty: not allowed
};

TEST(Sniff, A_file_is_what_its_content_says) {
  const Content table[] = {
      {"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "application/pdf"},
      {std::string("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20), "image/jpeg"},
      {png(), "image/png"},
      {"Guten Tag,\nanbei der Bescheid.\n", "text/plain"},
      {"", {}},
      {"<!DOCTYPE html><html><script>alert(1)</script></html>", {}},
      {"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>", {}},
      {std::string("MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0", 16), {}},
      {"#!/bin/sh\necho hallo\n", {}},
      {std::string("PK\3\4\x14\0\0\0\0\0", 10), {}},
      {std::string("GIF89a\1\0\1\0<html>", 16), {}},
      {std::string("\0\1\2\3\4\5\6\7", 8), {}},
  };
  for (const Content& one : table) {
    const Type* type = sniff(one.bytes);
    EXPECT_EQ(type == nullptr ? std::string_view() : type->media_type, one.type) << one.bytes;
  }
}

TEST(Sniff, Only_images_are_shown_and_endings_belong_to_their_kind) {
  EXPECT_TRUE(find_type("image/png")->image);
  EXPECT_FALSE(find_type("application/pdf")->image);
  EXPECT_EQ(find_type("text/html"), nullptr);
  EXPECT_TRUE(name_fits("Pass.PDF", *find_type("application/pdf")));
  EXPECT_TRUE(name_fits("a.b.jpeg", *find_type("image/jpeg")));
  for (const char* name : {"Pass.pdf.exe", "Pass", "pdf", ".", "", "Pass.pd", "Pass. pdf"})
    EXPECT_FALSE(name_fits(name, *find_type("application/pdf"))) << name;
}

TEST(Sniff, A_name_has_no_path) {
  EXPECT_EQ(base_name("C:\\Users\\x\\Pass.pdf"), "Pass.pdf");
  EXPECT_EQ(base_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(base_name("Pass.pdf"), "Pass.pdf");
  EXPECT_EQ(base_name("a/"), "");
}

struct RangeCase {
  const char* header;
  Wanted wanted;
  std::size_t first = 0, last = 0;
};
TEST(Range, One_range_is_understood_as_the_standard_says) {
  const RangeCase table[] = {
      {"", Wanted::whole},
      {"bytes=0-9", Wanted::part, 0, 9},
      {"bytes=90-", Wanted::part, 90, 99},
      {"bytes=-5", Wanted::part, 95, 99},
      {"bytes=-500", Wanted::part, 0, 99},
      {"bytes=99-200", Wanted::part, 99, 99},
      {"bytes=100-", Wanted::impossible},
      {"bytes=-0", Wanted::impossible},
      {"bytes=9-0", Wanted::whole},
      {"bytes=0-1,5-6", Wanted::whole},
      {"items=0-1", Wanted::whole},
      {"bytes=a-b", Wanted::whole},
      {"bytes=", Wanted::whole},
      {"bytes=-", Wanted::whole},
      {"bytes=99999999999999999999-", Wanted::whole},
  };
  for (const RangeCase& one : table) {
    Range range{0, 0};
    EXPECT_EQ(parse_range(one.header, 100, range), one.wanted) << one.header;
    EXPECT_EQ(range.first, one.first) << one.header;
    EXPECT_EQ(range.last, one.last) << one.header;
  }
  Range range{0, 0};
  EXPECT_EQ(parse_range("bytes=-5", 0, range), Wanted::impossible);
}

/// A scanner for one question that answers what it is told.
class FakeScanner {
 public:
  explicit FakeScanner(std::string answer) : answer_(std::move(answer)) {
    path_ = (std::filesystem::temp_directory_path() / ("kim-clamd-" + std::to_string(getpid()))).string();
    std::filesystem::remove(path_);
    listener_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path_.c_str(), path_.size() + 1);
    EXPECT_EQ(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(::listen(listener_, 1), 0);
    thread_ = std::thread([this] { serve(); });
  }
  ~FakeScanner() {
    thread_.join();
    ::close(listener_);
    std::filesystem::remove(path_);
  }
  std::string path() const { return path_; }
  std::string received;

 private:
  void serve() {
    const int client = ::accept(listener_, nullptr, nullptr);
    char part[4096];
    while (!received.ends_with(std::string(4, '\0'))) {
      const ssize_t n = ::recv(client, part, sizeof(part), 0);
      if (n <= 0) break;
      received.append(part, static_cast<std::size_t>(n));
    }
    EXPECT_GE(::send(client, answer_.data(), answer_.size(), MSG_NOSIGNAL), 0);
    ::close(client);
  }
  std::string answer_, path_;
  int listener_;
  std::thread thread_;
};

TEST(Clamd, Its_answer_decides) {
  const std::pair<std::string, Scan> table[] = {{std::string("stream: OK\0", 11), Scan::clean},
                                                {"stream: Eicar-Test-Signature FOUND", Scan::found},
                                                {"INSTREAM size limit exceeded. ERROR", Scan::unreachable},
                                                {"", Scan::unreachable}};
  for (const auto& [answer, expected] : table) {
    FakeScanner scanner(answer);
    EXPECT_EQ(scan(scanner.path(), "harmlos"), expected) << answer;
  }
}

TEST(Clamd, It_gets_the_bytes_in_pieces_with_their_length) {
  FakeScanner scanner("stream: OK");
  EXPECT_EQ(scan(scanner.path(), "abc"), Scan::clean);
  EXPECT_EQ(scanner.received, std::string("zINSTREAM\0\0\0\0\3abc\0\0\0\0", 21));
}

TEST(Clamd, Nobody_there_is_unreachable) {
  EXPECT_EQ(scan("/nirgendwo/clamd.ctl", "x"), Scan::unreachable);
  EXPECT_EQ(scan(std::string(500, 'x'), "x"), Scan::unreachable);
}

}  // namespace
}  // namespace kim::files
