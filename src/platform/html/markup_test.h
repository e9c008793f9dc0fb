// For tests: what is wrong with a piece of HTML. What it is not: a validator (the browser tests run html-validate).
#pragma once

#include <regex>
#include <set>
#include <string>
#include <vector>

namespace kim::markup {

/// Elements without an end tag.
inline bool is_void(const std::string& tag) {
  static const std::set<std::string> all = {"input", "br", "hr", "meta", "link", "img"};
  return all.contains(tag);
}

/// First fault found, or empty: tags that do not match, ids used twice, references to ids that are not there.
inline std::string tag_fault(const std::string& html) {
  // By hand: std::regex goes one call deeper for each character of a long attribute (the path of a QR code).
  std::vector<std::string> open;
  for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const bool closes = html.compare(at + 1, 1, "/") == 0;
    const auto begin = at + (closes ? 2 : 1);
    const auto size = html.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789", begin) - begin;
    const std::string name = html.substr(begin, size);
    if (name.empty() || is_void(name)) continue;
    if (!closes) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name) return "unexpected </" + name + ">";
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

inline std::string id_fault(const std::string& html) {
  static const std::regex id(" id=\"([^\"]+)\"");
  static const std::regex reference(" (?:for|aria-describedby|aria-labelledby)=\"([^\"]+)\"");
  std::set<std::string> ids;
  for (std::sregex_iterator at(html.begin(), html.end(), id), end; at != end; ++at)
    if (!ids.insert((*at)[1]).second) return "id twice: " + (*at)[1].str();
  for (std::sregex_iterator at(html.begin(), html.end(), reference), end; at != end; ++at) {
    static const std::regex word("\\S+");
    const std::string names = (*at)[1];
    for (std::sregex_iterator name(names.begin(), names.end(), word); name != end; ++name)
      if (!ids.contains(name->str())) return "no element with id " + name->str();
  }
  return "";
}

}  // namespace kim::markup
