// Rules of the organisation: what holds on a day, what is planned and filled, what must not overlap. No SQL, no clock.
#include "domain/organisation/organisation.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"

namespace kim::organisation {
namespace {

using std::chrono::days;

constexpr std::size_t ags_digits = 8;

Day begin_of(const std::optional<Day>& from) { return from.value_or(Day(days(0))); }
Day end_of(const std::optional<Day>& until) { return until.value_or(Day(days(1'000'000))); }

bool overlap(const Occupancy& a, const Occupancy& b) {
  return begin_of(a.valid_from) <= end_of(b.valid_until) && begin_of(b.valid_from) <= end_of(a.valid_until);
}

/// The most volume in use on any day: it can rise only where an occupancy begins.
std::int64_t peak(const std::vector<Occupancy>& occupancies) {
  std::int64_t most = 0;
  for (const Occupancy& start : occupancies) {
    std::int64_t sum = 0;
    for (const Occupancy& one : occupancies)
      if (holds_on(one.valid_from, one.valid_until, begin_of(start.valid_from))) sum += one.volume_percent.value_or(0);
    most = std::max(most, sum);
  }
  return most;
}

bool inside(const Post& post, const Occupancy& occupancy) {
  return begin_of(occupancy.valid_from) >= begin_of(post.valid_from) &&
         end_of(occupancy.valid_until) <= end_of(post.valid_until);
}

void add(Volume& volume, const Volume& more) {
  volume.planned += more.planned;
  volume.filled += more.filled;
}

/// Only what is too early or too late; the words name the day.
std::vector<FieldError> outside_of(const Post& post, const Occupancy& occupancy) {
  std::vector<FieldError> errors;
  if (post.valid_from && begin_of(occupancy.valid_from) < *post.valid_from)
    errors.push_back({"valid_from", trf("Die Planstelle ist erst ab {} bewilligt.", {german(*post.valid_from)})});
  if (post.valid_until && end_of(occupancy.valid_until) > *post.valid_until)
    errors.push_back({"valid_until", trf("Die Planstelle ist nur bis {} bewilligt.", {german(*post.valid_until)})});
  return errors;
}

}  // namespace

bool holds_on(const std::optional<Day>& from, const std::optional<Day>& until, Day day) {
  return begin_of(from) <= day && day <= end_of(until);
}

std::string posts_number(std::int64_t percent) {
  std::string number = text::german_number(percent / 100);
  if (const auto rest = percent % 100; rest != 0) {
    std::string digits = std::to_string(100 + rest).substr(1);
    if (digits.back() == '0') digits.pop_back();
    number += "," + digits;
  }
  return number;
}

std::string posts_text(std::int64_t percent) {
  return percent == 100 ? tr("1 Stelle") : trf("{} Stellen", {posts_number(percent)});
}

Summary summarise(const std::vector<records::Stored<Post>>& posts,
                  const std::vector<records::Stored<Occupancy>>& occupancies, Day day) {
  Summary summary;
  for (const auto& post : posts)
    if (holds_on(post.value.valid_from, post.value.valid_until, day))
      summary.by_post[PostId(post.id)].planned = post.value.volume_percent.value_or(0);
  for (const auto& occupancy : occupancies)
    if (const auto at = summary.by_post.find(PostId(occupancy.parent));
        at != summary.by_post.end() && holds_on(occupancy.value.valid_from, occupancy.value.valid_until, day))
      at->second.filled += occupancy.value.volume_percent.value_or(0);
  for (const auto& post : posts) {
    const auto at = summary.by_post.find(PostId(post.id));
    if (at == summary.by_post.end()) continue;
    add(summary.total, at->second);
    add(summary.by_block[post.value.building_block], at->second);
    add(summary.by_employer[post.value.employer], at->second);
  }
  return summary;
}

std::vector<FieldError> check_span(const std::optional<Day>& from, const std::optional<Day>& until) {
  if (end_of(until) >= begin_of(from)) return {};
  return {{"valid_until", trf("Das Ende liegt vor dem Beginn am {}.", {german(*from)})}};
}

std::vector<FieldError> check_post(const Post& post, const std::vector<Occupancy>& occupancies) {
  auto errors = check_span(post.valid_from, post.valid_until);
  if (!std::all_of(occupancies.begin(), occupancies.end(), [&](const Occupancy& one) { return inside(post, one); }))
    errors.push_back(
        {"valid_until", tr("In dieser Zeit liegt nicht jede Besetzung. Beenden Sie zuerst die Besetzung.")});
  if (const auto used = peak(occupancies); used > post.volume_percent.value_or(0))
    errors.push_back({"volume_percent", trf("Davon sind schon {} Prozent besetzt.", {std::to_string(used)})});
  return errors;
}

std::vector<FieldError> check_occupancy(const Post& post, const std::vector<Occupancy>& others,
                                        const Occupancy& occupancy) {
  auto errors = check_span(occupancy.valid_from, occupancy.valid_until);
  for (FieldError& error : outside_of(post, occupancy)) errors.push_back(std::move(error));
  if (!errors.empty()) return errors;
  std::vector<Occupancy> together{occupancy};
  for (const Occupancy& other : others)
    if (overlap(other, occupancy)) together.push_back(other);
  // Others outside the new one's days may be full; only where they meet it counts.
  for (Occupancy& one : together) one.valid_from = std::max(begin_of(one.valid_from), begin_of(occupancy.valid_from));
  const auto over = peak(together) - post.volume_percent.value_or(0);
  if (over > 0)
    errors.push_back(
        {"volume_percent", trf("Das sind {} Prozent mehr, als in dieser Zeit frei ist.", {std::to_string(over)})});
  return errors;
}

std::vector<FieldError> check_municipality(const Municipality& municipality) {
  auto errors = check_span(municipality.valid_from, municipality.valid_until);
  const bool digits =
      std::all_of(municipality.ags.begin(), municipality.ags.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || municipality.ags.size() != ags_digits)
    errors.push_back({"ags", tr("Der Gemeindeschlüssel hat acht Ziffern, zum Beispiel 05774032.")});
  return errors;
}

}  // namespace kim::organisation
