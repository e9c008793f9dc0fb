#include "support/pdf_text.h"

#include <unicode/normalizer2.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/text.h"

namespace kim::test {
namespace {

/// A file that goes when it is no longer needed.
class Temporary {
 public:
  explicit Temporary(const std::string& bytes) {
    std::string name = (std::filesystem::temp_directory_path() / "kim-pdf-XXXXXX").string();
    const int handle = mkstemp(name.data());
    if (handle < 0 || ::write(handle, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) std::abort();
    close(handle);
    path_ = name;
  }
  ~Temporary() { std::filesystem::remove(path_); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Output {
  std::string text;
  int status;
};
Output run(const std::string& command) {
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) std::abort();
  Output output{{}, 0};
  std::array<char, 4096> part{};
  for (std::size_t n = 0; (n = fread(part.data(), 1, part.size(), pipe)) > 0;) output.text.append(part.data(), n);
  output.status = pclose(pipe);
  return output;
}

bool is_mark(std::string_view three) {
  static constexpr std::string_view marks[] = {"\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAB",
                                               "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6",
                                               "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9"};
  return std::find(std::begin(marks), std::end(marks), three) != std::end(marks);
}

/// The file, uncompressed, without the spans that say what a joined letter (lam-alef) stands for: right by the standard, but
/// poppler stops reading a passage behind one. What remains is the joined letter itself.
std::string without_spans(std::string text) {
  const std::string begin = "/Span << /ActualText ", close = "EMC\n";
  for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
    text.erase(at, text.find('\n', at) + 1 - at);
    text.erase(text.find(close, at), close.size());
  }
  return text;
}

/// Joined letters taken apart (NFKC).
std::string decomposed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* rule = icu::Normalizer2::getNFKCInstance(status);
  std::string out;
  rule->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  if (U_FAILURE(status)) std::abort();
  return out;
}

}  // namespace

std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t n = 0; n < text.size(); ++n) {
    if (is_mark(text.substr(n, 3))) {
      n += 2;
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    const bool blank = text[n] == ' ' || text[n] == '\f';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += text[n] == '\f' ? ' ' : text[n];
  }
  return text::clean(out);
}

std::string pdf_text(const std::string& file) {
  const Temporary pdf(file);
  return plain(run("pdftotext -enc UTF-8 '" + pdf.path() + "' -").text);
}

std::string pdf_structure(const std::string& file) {
  const Temporary pdf(file);
  std::string tree = run("pdfinfo -struct-text '" + pdf.path() + "'").text;
  tree += run("qpdf --qdf --object-streams=disable '" + pdf.path() + "' - | grep -a -E '^ +/(Alt|Lang|Scope) ' || true")
              .text;
  return tree;
}

std::string pdf_info(const std::string& file) {
  const Temporary pdf(file);
  return run("pdfinfo '" + pdf.path() + "'").text;
}

std::string pdf_drawing(const std::string& file) {
  const Temporary pdf(file);
  const std::string page = run("qpdf --qdf --object-streams=disable '" + pdf.path() + "' -").text;
  const auto begin = page.find("/Figure <<");
  return begin == std::string::npos ? std::string() : page.substr(begin, page.find("EMC", begin) - begin);
}

bool pdf_is_sound(const std::string& file) {
  const Temporary pdf(file);
  const Output output = run("qpdf --check '" + pdf.path() + "'");
  if (output.status != 0) std::fputs(output.text.c_str(), stderr);
  return output.status == 0;
}

std::string pdf_content(const std::string& file) {
  const Temporary pdf(file);
  const Temporary plain_spans(without_spans(run("qpdf --qdf --object-streams=disable '" + pdf.path() + "' -").text));
  const Temporary mended(run("fix-qdf '" + plain_spans.path() + "'").text);
  const std::string tree = run("pdfinfo -struct-text '" + mended.path() + "'").text;
  std::string content;
  // A passage stands in quotes on lines of its own; a line break inside it is one of the page.
  for (auto at = tree.find("  \""); at != std::string::npos; at = tree.find("  \"", at)) {
    const auto end = tree.find("\"\n", at + 3);
    content += tree.substr(at + 3, end - at - 3);
    at = end == std::string::npos ? end : end + 1;
  }
  return squeezed(content);
}

std::string pdf_image(const std::string& file) {
  const Temporary pdf(file);
  return run("pdftoppm -gray -r 100 -f 1 -l 1 '" + pdf.path() + "'").text;
}

std::string squeezed(std::string_view text) {
  std::string out = plain(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\n'; });
  return decomposed(out);
}

Place pdf_place(const std::string& file, const std::string& word) {
  const Temporary pdf(file);
  const std::string boxes = run("pdftotext -bbox '" + pdf.path() + "' -").text;
  const auto at = boxes.find(">" + word + "</word>");
  if (at == std::string::npos) return {};
  const auto begin = boxes.rfind("<word", at);
  Place place;
  std::sscanf(boxes.c_str() + begin, "<word xMin=\"%lf\" yMin=\"%lf\"", &place.x, &place.y);
  return place;
}

}  // namespace kim::test
