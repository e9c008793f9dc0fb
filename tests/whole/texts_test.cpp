// Every German text of the program has its English translation, and no translation is left over.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// One C or po string literal's content, escapes kept as they are; nullopt at the end of a run of adjacent literals.
std::string literals_from(const std::string& text, std::size_t& at) {
  std::string result;
  while (at < text.size() && text[at] == '"') {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\') result += text[at++];
      result += text[at];
    }
    ++at;
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) != 0) ++at;
  }
  return result;
}

/// Literals that follow `call` ("tr(", "N_(" ...) in a source text.
void collect(const std::string& text, const std::string& call, std::set<std::string>& found) {
  for (std::size_t at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
    const bool word_before =
        at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0 || text[at - 1] == '_');
    std::size_t start = at + call.size();
    while (start < text.size() && std::isspace(static_cast<unsigned char>(text[start])) != 0) ++start;
    if (word_before || start >= text.size() || text[start] != '"') continue;
    const std::string literal = literals_from(text, start);
    if (!literal.empty() && literal != "...") found.insert(literal);  // "..." stands in a comment
    if (call == "trn(" && start < text.size() && text[start] == ',') {
      ++start;
      while (start < text.size() && std::isspace(static_cast<unsigned char>(text[start])) != 0) ++start;
      (void)literals_from(text, start);  // the plural form belongs to the same entry
    }
  }
}

std::set<std::string> texts_in_source() {
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(KIM_SOURCE_DIR) / "src")) {
    const fs::path& file = entry.path();
    if ((file.extension() != ".cpp" && file.extension() != ".h") || file.stem().string().ends_with("_test")) continue;
    const std::string text = text_of(file);
    for (const char* call : {"tr(", "trf(", "trn(", "N_("}) collect(text, call, found);
  }
  return found;
}

struct Catalog {
  std::set<std::string> translated, empty;
};

Catalog catalog() {
  Catalog result;
  for (const auto& entry : fs::directory_iterator(fs::path(KIM_SOURCE_DIR) / "po" / "en")) {
    const std::string text = text_of(entry.path());
    for (std::size_t at = text.find("\nmsgid "); at != std::string::npos; at = text.find("\nmsgid ", at + 1)) {
      std::size_t start = at + 7;
      const std::string id = literals_from(text, start);
      if (id.empty()) continue;
      const std::size_t value_at = text.find("msgstr", start);
      std::size_t quote = text.find('"', value_at);
      const std::string value = quote == std::string::npos ? std::string() : literals_from(text, quote);
      (value.empty() ? result.empty : result.translated).insert(id);
    }
  }
  return result;
}

TEST(Texts, Every_one_is_translated_into_English) {
  const Catalog english = catalog();
  EXPECT_TRUE(english.empty.empty()) << *english.empty.begin();
  const auto source = texts_in_source();
  ASSERT_GT(source.size(), 300U);
  for (const std::string& text : source) EXPECT_TRUE(english.translated.contains(text)) << text;
}

}  // namespace
