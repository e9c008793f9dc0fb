// Whatever happens in whatever order: nothing is disclosed without an active release or a statute, and a case is blocked
// exactly while a withdrawal stands without a newer consent for the case file.
#include <rapidcheck.h>

#include "world/consent_world.h"

namespace kim::consent {
namespace {

using namespace testing;

/// What the program must agree with: a few lines one can check by eye.
struct Model {
  struct ModelRelease {
    ReleaseId id;
    int body;
    unsigned contents;
    Day until;
    bool withdrawn;
  };
  std::optional<Day> consent_until;
  bool blocked = false;
  std::vector<ModelRelease> releases;
  long long disclosures = 0;

  bool has_consent(Day today) const { return consent_until && *consent_until >= today; }
  bool may_disclose(int body, unsigned contents, Day today) const {
    if (!has_consent(today)) return false;
    for (const ModelRelease& one : releases)
      if (one.body == body && !one.withdrawn && one.until >= today && (contents & ~one.contents) == 0) return true;
    return false;
  }
};

const char* const categories[] = {"identity", "contact", "health"};

std::vector<std::string> names(unsigned contents) {
  std::vector<std::string> list;
  for (unsigned i = 0; i < 3; ++i)
    if ((contents >> i & 1U) != 0) list.emplace_back(categories[i]);
  return list;
}

unsigned some_contents() { return *rc::gen::inRange(1U, 8U); }
BodyId body(const World& world, int which) { return which == 0 ? world.jobcenter : world.mbe; }

void give_consent(World& world, PersonId person, Model& model) {
  Consent consent = on_paper(world.app.today());
  consent.valid_until = world.app.today() + days(*rc::gen::inRange(0, 700));
  RC_ASSERT(world.consent(person, consent).has_value());
  model.consent_until = std::max(model.consent_until, consent.valid_until);
  model.blocked = false;
}

void withdraw_all(World& world, PersonId person, Model& model) {
  RC_ASSERT(world.withdraw(person, of_everything()).has_value());
  model.consent_until.reset();
  for (auto& release : model.releases) release.withdrawn = true;
  model.blocked = true;
}

void give_release(World& world, PersonId person, Model& model) {
  const int which = *rc::gen::inRange(0, 2);
  const unsigned contents = some_contents();
  Release release = towards(body(world, which), world.app.today(), names(contents));
  release.valid_until = world.app.today() + days(*rc::gen::inRange(0, 700));
  const auto saved = world.release(person, release);
  RC_ASSERT(saved.has_value() == model.has_consent(world.app.today()));
  if (saved) model.releases.push_back({*saved, which, contents, *release.valid_until, false});
}

void withdraw_release(World& world, PersonId person, Model& model) {
  if (model.releases.empty()) return;
  auto& release = model.releases[*rc::gen::inRange<std::size_t>(0, model.releases.size())];
  RC_ASSERT(world.withdraw(person, of_release(release.id)).has_value() == !release.withdrawn);
  release.withdrawn = true;
}

void try_to_disclose(World& world, PersonId person, Model& model) {
  const int which = *rc::gen::inRange(0, 2);
  const unsigned contents = some_contents();
  const auto done = world.disclose(person, given_to(body(world, which), names(contents)));
  RC_ASSERT(done.has_value() == model.may_disclose(which, contents, world.app.today()));
  model.disclosures += done.has_value() ? 1 : 0;
}

void disclose_by_statute(World& world, PersonId person, Model& model) {
  RC_ASSERT(world.disclose(person, given_to(world.mbe, {"family"}, "sgb8_8a")).has_value());
  ++model.disclosures;
}

void days_pass(World& world, PersonId, Model&) {
  world.app.advance(std::chrono::hours(24 * *rc::gen::inRange(1, 200)));
}

using Step = void (*)(World&, PersonId, Model&);
const Step steps[] = {give_consent,     give_release, give_release,        try_to_disclose, try_to_disclose,
                      withdraw_release, withdraw_all, disclose_by_statute, days_pass};

long long stored_disclosures(World& world, PersonId person) {
  return world.app.database().read()->number("SELECT count(*) FROM disclosure WHERE person_id = $1", {person});
}

TEST(ConsentProperty, Nothing_leaves_without_a_release_and_blocked_means_withdrawn) {
  World world(db::Engine::sqlite);
  const bool held = rc::check([&] {
    const PersonId person = world.add_person("1970-01-01");
    const CaseId file = world.open_case(person);
    Model model;
    const int length = *rc::gen::inRange(4, 20);
    for (int i = 0; i < length; ++i) {
      steps[*rc::gen::inRange<std::size_t>(0, std::size(steps))](world, person, model);
      RC_ASSERT(world.case_state(file) == (model.blocked ? "blocked" : "open"));
      RC_ASSERT(holds(world.state(person).standing) == model.has_consent(world.app.today()));
      RC_ASSERT(stored_disclosures(world, person) == model.disclosures);
    }
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace kim::consent
