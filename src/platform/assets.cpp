// Finding embedded files and installing the texts among them. What it is not: serving them (http/statics.cpp) or the
// table of them, which the build writes (cmake/embed.cmake).
#include "platform/assets.h"

#include <algorithm>
#include <vector>

#include "base/check.h"
#include "base/codes.h"
#include "base/i18n.h"

namespace kim::assets {
namespace {

constexpr std::string_view kLists = "data/codes/";
constexpr std::string_view kListEnd = ".tsv";
constexpr std::string_view kEnglish = "po/en.mo";

bool is_code_list(std::string_view path) { return path.starts_with(kLists) && path.ends_with(kListEnd); }

/// "data/codes/topic.tsv" -> "topic"
std::string_view list_name(std::string_view path) {
  path.remove_prefix(kLists.size());
  path.remove_suffix(kListEnd.size());
  return path;
}

}  // namespace

const File* find(std::string_view path) {
  const auto all = files();
  const auto at = std::lower_bound(all.begin(), all.end(), path,
                                   [](const File& file, std::string_view wanted) { return file.path < wanted; });
  return at != all.end() && at->path == path ? &*at : nullptr;
}

std::string_view bytes(std::string_view path) {
  const File* file = find(path);
  if (file == nullptr) throw Bug("no embedded file " + std::string(path));
  return file->bytes;
}

std::vector<CodeList> embedded_code_lists() {
  std::vector<CodeList> lists;
  for (const File& file : files())
    if (is_code_list(file.path)) lists.push_back(parse_code_list(list_name(file.path), file.bytes));
  return lists;
}

void install_texts() {
  install_code_lists(embedded_code_lists());
  i18n::install(i18n::Language::en, bytes(kEnglish));
}

}  // namespace kim::assets
