#include "app/demo_known.h"

#include "domain/duplicates/known.h"

namespace kim::app::demo {

std::vector<KnownAct> known_acts(const Person& person, const std::shared_ptr<Course>& course) {
  if (person.elsewhere.empty()) return {};
  const auto question = std::make_shared<std::int64_t>();
  std::vector<KnownAct> acts{{person.days, 70, person.by, "Klärung", [course, question](Context& ctx) {
                                const auto asked = people::ask_about(ctx, course->person);
                                must("Klärung", asked);
                                *question = *asked;
                              }}};
  if (person.elsewhere.size() > 1)
    acts.push_back({2, 430, person.elsewhere.front(), "Antwort auf eine Klärung", [&person, question](Context& ctx) {
                      must("Antwort", duplicates::answer_question(ctx, *question, 1, person.elsewhere.back()));
                    }});
  return acts;
}

}  // namespace kim::app::demo
