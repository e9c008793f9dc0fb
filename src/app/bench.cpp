// `kim bench`: fills an empty data directory with invented persons and cases for measuring (tools/bench drives the server).
// Names are put together from syllables, so that no real person is meant; the same number gives the same world.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <random>

#include "app/commands.h"
#include "app/demo_data.h"
#include "app/demo_story.h"
#include "app/runtime.h"
#include "domain/access/account.h"
#include "domain/cases/case.h"
#include "domain/contacts/contact.h"
#include "domain/goals/goal.h"
#include "domain/organisation/organisation.h"
#include "domain/tasks/task.h"
#include "platform/assets.h"

namespace kim::app {
namespace {

constexpr int batch = 500;           // persons per durable commit
constexpr int rich_cases = 1'000;    // cases with a full page, which the measurements open; all of the measured account
constexpr std::size_t threads = 16;  // fill the full cases: their commits are shared as those of many users are
constexpr std::string_view first[] = {"Ama",  "Beno", "Caro", "Dari", "Elu",  "Fena", "Gori",  "Hami",
                                      "Iso",  "Jalu", "Kemi", "Lano", "Mira", "Naro", "Oleni", "Pari",
                                      "Rami", "Selo", "Tami", "Velu", "Wano", "Yusi", "Zari"};
constexpr std::string_view second[] = {"bel", "dan", "fir", "gul", "han", "jid", "kor", "lim",
                                       "mar", "nur", "ras", "sel", "tar", "vin", "zad"};
constexpr std::string_view third[] = {"ani", "eri", "ova",  "iya", "aro", "ulo",  "ese", "adi",
                                      "ino", "uka", "oğlu", "ić",  "sen", "mann", "ner"};

class Filler {
 public:
  Filler(Runtime& runtime, long long persons) : runtime_(runtime), persons_(persons) {}

  void fill() {
    set_up();
    for (long long done = 0; done < persons_; done += batch) {
      add_batch(static_cast<int>(std::min<long long>(batch, persons_ - done)), done);
      if (done % 10'000 == 0) std::fprintf(stderr, "\r%lld von %lld Personen", done, persons_);
    }
    std::fprintf(stderr, "\r%lld Personen angelegt, %zu volle Fälle\n", persons_, rich_.size());
    enrich_all();
  }

  void write_targets(const std::filesystem::path& file) const {
    std::ofstream out(file);
    for (const CaseId id : rich_) out << id.value() << "\n";
    if (!out.flush()) raise_fault("Die Datei " + file.string() + " lässt sich nicht schreiben.");
  }

 private:
  template <class T>
  static T must(Result<T> result) {
    if (!result)
      raise_fault("bench: " + result.error().message +
                  (result.error().fields.empty() ? "" : result.error().fields[0].field));
    return std::move(*result);
  }

  void set_up() {
    Context program = runtime_.program();
    if (auto done = organisation::install_template(program, assets::bytes("data/templates/paderborn.toml")); !done)
      raise_fault("bench: " + done.error().message);
    for (const auto& place : organisation::municipalities(program.db())) places_.emplace_back(place.id);
    for (const auto& team : organisation::teams(program.db()))
      if (team.value.kind == "region") actors_.push_back(add_account(program, TeamId(team.id), team.value.name));
    colleague_ = add_account(program, actors_.front().team, "Vertretung");
  }

  access::Actor add_account(Context& program, TeamId team, const std::string& name) {
    access::Account account;
    account.login = "bench" + std::to_string(++accounts_);
    account.name = "Messung " + name;
    account.team = team;
    account.employer = BodyId(organisation::bodies(program.db()).front().id);
    access::Actor actor;
    actor.account = must(access::create_account(program, account, demo::password, access::FirstPassword::keep));
    actor.role = access::Role::case_management;
    actor.team = team;
    actor.employer = account.employer;
    return actor;
  }

  std::size_t pick(std::size_t of) { return random_() % of; }

  people::Person invented() {
    people::Person person;
    person.given_names = std::string(first[pick(std::size(first))]);
    person.family_name = std::string(first[pick(std::size(first))]) + std::string(second[pick(std::size(second))]) +
                         std::string(third[pick(std::size(third))]);
    person.birth = PartialDate{static_cast<int>(1950 + pick(57)), static_cast<unsigned>(1 + pick(12)),
                               static_cast<unsigned>(1 + pick(28))};
    person.gender = pick(2) == 0 ? "female" : "male";
    person.municipality = places_[pick(places_.size())];
    person.street = "Beispielweg " + std::to_string(1 + pick(200));
    person.phone = "05251 555 " + std::to_string(1000 + pick(9000));
    person.languages = {"ar", "de"};
    person.german_level = "a2";
    return person;
  }

  static consent::Consent consent_on(Day today) {
    consent::Consent consent;
    consent.purposes = {"case_file"};
    consent.text_id = "einwilligung";
    consent.text_version = "2026-01";
    consent.text_language = "de";
    consent.given_on = today;
    consent.valid_until = today + std::chrono::days(365);
    consent.channel = "paper";
    consent.given_by = "self";
    return consent;
  }

  /// Teams take turns. Of the first team's cases the measured account has the full ones, spread over the whole table, and
  /// a colleague the others.
  void add_batch(int count, long long done) {
    const std::size_t team = static_cast<std::size_t>(done / batch) % actors_.size();
    if (team != 0) return static_cast<void>(add_cases(actors_[team], count));
    const long long batches = std::max(1LL, persons_ / batch / static_cast<long long>(actors_.size()));
    const int full = static_cast<int>(std::min<long long>(
        {count, (rich_cases + batches - 1) / batches, rich_cases - static_cast<long long>(rich_.size())}));
    std::ranges::copy(add_cases(actors_.front(), full), std::back_inserter(rich_));
    add_cases(colleague_, count - full);
  }

  std::vector<CaseId> add_cases(const access::Actor& actor, int count) {
    if (count == 0) return {};
    Context ctx(runtime_.services(), actor);
    return must(ctx.transact([&](db::Tx& tx) -> Result<std::vector<CaseId>> {
      std::vector<CaseId> ids;
      for (int i = 0; i < count; ++i) {
        const people::Person person = invented();
        const auto subject = TRY(people::add_person(ctx, tx, person));
        TRY(consent::record_consent(ctx, tx, subject, consent_on(ctx.today()), person.birth));
        ids.push_back(TRY(cases::open_case(ctx, tx, subject, person, access::Path::regional, {"self", ctx.today()})));
      }
      return ids;
    }));
  }

  void enrich_all() {
    std::vector<std::future<void>> parts;
    for (std::size_t part = 0; part < threads; ++part)
      parts.push_back(std::async(std::launch::async, [this, part] {
        for (std::size_t i = part; i < rich_.size(); i += threads) enrich(rich_[i]);
      }));
    for (auto& part : parts) part.get();
  }

  /// A case as a year of work leaves it: the page then shows more than 40 opened values.
  void enrich(CaseId id) {
    Context ctx(runtime_.services(), actors_.front());
    for (int g = 0; g < 4; ++g) {
      goals::Goal goal;
      goal.words = "Ich möchte, dass sich Ziel " + std::to_string(g + 1) + " für meine Familie erfüllt.";
      goal.agreed = "Der Antrag ist gestellt und die Antwort der Stelle liegt schriftlich vor.";
      goal.field = "housing";
      goal.until = ctx.today() + std::chrono::days(60 + g);
      const auto goal_id = must(goals::set_goal(ctx, id, goal));
      for (int s = 0; s < 3; ++s)
        must(goals::add_step(ctx, id, goal_id,
                             {"Schritt " + std::to_string(s + 1) + " besprechen und erledigen",
                              "staff",
                              {},
                              ctx.today() + std::chrono::days(7 * (s + 1)),
                              {}}));
    }
    for (int c = 0; c < 12; ++c) {
      contacts::Contact contact;
      contact.on = ctx.today() - std::chrono::days(c * 9);
      contact.minutes = 30;
      contact.note =
          "Stand der Anträge besprochen, Unterlagen gesichtet, nächste Schritte vereinbart. Die Person berichtet von "
          "der Wohnungssuche.";
      contact.place = "Rathaus, Raum 107";
      must(contacts::note_contact(ctx, id, contact));
    }
    for (int t = 0; t < 4; ++t) {
      tasks::Task task;
      task.title = "Unterlagen nachreichen und bei der Stelle anrufen";
      task.kind = "follow_up";
      task.due_on = ctx.today() + std::chrono::days(t * 3);
      task.owner = ctx.actor.account;
      must(tasks::create_task(ctx, id, task));
    }
  }

  Runtime& runtime_;
  long long persons_;
  std::mt19937 random_{20261125};
  std::vector<MunicipalityId> places_;
  std::vector<access::Actor> actors_;  // one of each team; the first is the measured one
  access::Actor colleague_;
  int accounts_ = 0;
  std::vector<CaseId> rich_;
};

}  // namespace

int bench_fill_command(const BenchOptions& options) {
  Settings settings;
  settings.data_dir = options.data_dir;
  settings.key_file = options.data_dir + "/keys/master.key";
  settings.demo = true;
  if (const char* database = environment("KIM_DATABASE")) settings.database = database;
  if (settings.database == "sqlite" && std::filesystem::exists(database_file(settings)))
    raise_fault("In " + options.data_dir + " gibt es schon eine Datenbank. Wählen Sie einen leeren Ordner.");
  Runtime runtime(settings, Create::yes);
  Filler filler(runtime, options.persons);
  filler.fill();
  filler.write_targets(std::filesystem::path(options.data_dir) / "cases.txt");
  return 0;
}

}  // namespace kim::app
