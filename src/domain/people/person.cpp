// Names and the rules of persons and their histories. What it is not: storage, pages or the search.
#include "domain/people/person.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"

namespace kim::people {
namespace {

std::string joined(const std::string& first, std::string_view between, const std::string& second) {
  if (first.empty() || second.empty()) return first + second;
  return first + std::string(between) + second;
}

/// Later beginning first; without a beginning last; of two equal ones the one entered later.
template <class T>
bool is_newer(const records::Stored<T>& a, const records::Stored<T>& b) {
  if (a.value.valid_from != b.value.valid_from) return a.value.valid_from > b.value.valid_from;  // nullopt is least
  return a.id > b.id;
}

template <class T>
std::vector<FieldError> check_span(const T& line) {
  if (!line.valid_from || !line.valid_until || *line.valid_until >= *line.valid_from) return {};
  return {{"valid_until", trf("Das Ende liegt vor dem Beginn am {}.", {german(*line.valid_from)})}};
}

}  // namespace

std::string full_name(const Person& person) { return joined(person.given_names, " ", person.family_name); }
std::string list_name(const Person& person) { return joined(person.family_name, ", ", person.given_names); }

std::string addressed_name(const Person& person) {
  if (person.family_name.empty()) return full_name(person);
  if (person.gender == "female") return trf("Frau {}", {person.family_name});
  if (person.gender == "male") return trf("Herr {}", {person.family_name});
  return full_name(person);
}

Name searched_name(const Person& person) {
  Name name{{person.given_names, person.family_name, person.document_name, person.original_script}, person.birth};
  for (std::string& alias : text::split(person.aliases, '\n')) name.names.push_back(std::move(alias));
  std::erase(name.names, std::string());
  name.whole = {full_name(person), person.document_name, person.original_script};
  for (std::string& alias : text::split(person.aliases, '\n')) name.whole.push_back(std::move(alias));
  std::erase(name.whole, std::string());
  return name;
}

bool is_right_to_left(std::string_view text) {
  // U+05C0 to U+07FF, Hebrew to N'Ko, are the two-byte sequences that begin with D7 to DF.
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xD7 && byte <= 0xDF;
  });
}

Expiry expiry_on(std::optional<Day> valid_until, Day today) {
  if (!valid_until) return Expiry::none;
  const auto left = (*valid_until - today).count();
  if (left <= status_late_days) return Expiry::late;
  return left <= status_lead_days ? Expiry::soon : Expiry::none;
}

const records::Stored<ResidenceStatus>* watched_status(const StatusHistory& history) {
  const auto newest = std::ranges::min_element(history, is_newer<ResidenceStatus>);
  return newest == history.end() ? nullptr : &*newest;
}

const records::Stored<ResidenceStatus>* status_on(const StatusHistory& history, Day day) {
  const records::Stored<ResidenceStatus>* found = nullptr;
  for (const auto& line : history) {
    if (line.value.valid_from && *line.value.valid_from > day) continue;
    if (found == nullptr || is_newer(line, *found)) found = &line;
  }
  return found;
}

bool holds_on(const LegalArea& area, Day day) {
  return (!area.valid_from || *area.valid_from <= day) && (!area.valid_until || *area.valid_until >= day);
}

void sort_newest_first(StatusHistory& history) { std::ranges::sort(history, is_newer<ResidenceStatus>); }
void sort_newest_first(LegalAreaHistory& history) { std::ranges::sort(history, is_newer<LegalArea>); }

std::vector<FieldError> check(const ResidenceStatus& status) { return check_span(status); }
std::vector<FieldError> check(const LegalArea& area) { return check_span(area); }
std::vector<FieldError> check(const Relative& relative) { return check_span(relative); }

}  // namespace kim::people
