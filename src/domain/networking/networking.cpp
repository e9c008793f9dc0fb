// Rules of network contacts; pure.
#include "domain/networking/networking.h"

#include <algorithm>
#include <charconv>

#include "base/i18n.h"
#include "base/text.h"

namespace kim::networking {

std::string joined(const Bodies& bodies) {
  std::string text;
  for (const BodyId body : bodies) text += " " + std::to_string(body.value());
  return text.empty() ? text : text + " ";
}

Bodies bodies_of(const NetworkContact& contact) {
  Bodies bodies;
  for (const std::string& part : text::split(contact.partners, ' ')) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), id);
    if (!part.empty() && error == std::errc() && end == part.data() + part.size()) bodies.emplace_back(id);
  }
  return bodies;
}

std::vector<FieldError> check(const NetworkContact& contact) {
  std::vector<FieldError> errors;
  Bodies bodies = bodies_of(contact);
  if (bodies.empty() && contact.others.empty())
    errors.push_back({"partner", tr("Geben Sie an, wer beteiligt war: eine Stelle oder Weitere in Worten.")});
  if (bodies.size() > partners_most)
    errors.push_back({"partner", tr("Mehr als zehn Stellen lassen sich nicht angeben. Nennen Sie die übrigen unter "
                                    "„Weitere Beteiligte“.")});
  std::ranges::sort(bodies);
  if (std::ranges::adjacent_find(bodies) != bodies.end())
    errors.push_back({"partner", tr("Eine Stelle ist doppelt angegeben.")});
  return errors;
}

}  // namespace kim::networking
