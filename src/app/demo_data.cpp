#include "app/demo_data.h"

#include <toml++/toml.h>

#include "base/check.h"
#include "platform/assets.h"

namespace kim::app::demo {
namespace {

std::string text(const toml::table& table, std::string_view name) { return table[name].value_or(std::string()); }
int number(const toml::table& table, std::string_view name) { return table[name].value_or(0); }
std::optional<int> maybe_number(const toml::table& table, std::string_view name) { return table[name].value<int>(); }
bool flag(const toml::table& table, std::string_view name) { return table[name].value_or(false); }

std::string text_at(const toml::array& row, std::size_t i) {
  return i < row.size() ? row[i].value_or(std::string()) : std::string();
}
int number_at(const toml::array& row, std::size_t i) { return i < row.size() ? row[i].value_or(0) : 0; }
bool flag_at(const toml::array& row, std::size_t i) { return i < row.size() && row[i].value_or(false); }

std::vector<std::string> texts(const toml::array* list) {
  std::vector<std::string> result;
  if (list == nullptr) return result;
  for (const auto& item : *list) result.push_back(item.value_or(std::string()));
  return result;
}
std::vector<std::string> texts(const toml::table& table, std::string_view name) {
  return texts(table[name].as_array());
}

/// Rows of an array of arrays, each made by `make`.
template <class T, class F>
std::vector<T> rows(const toml::table& table, std::string_view name, F make) {
  std::vector<T> result;
  if (const toml::array* list = table[name].as_array())
    for (const auto& item : *list) {
      const toml::array* row = item.as_array();
      if (row == nullptr) raise_fault("data/demo: " + std::string(name) + " erwartet Listen");
      result.push_back(make(*row));
    }
  return result;
}

Step step_from(const toml::array& row) {
  return {text_at(row, 0), text_at(row, 1), number_at(row, 2), flag_at(row, 3)};
}

Goal goal_from(const toml::table& table) {
  return {text(table, "words"), text(table, "agreed"),   text(table, "field"),
          text(table, "state"), text(table, "obstacle"), text(table, "note"),
          text(table, "hint"),  number(table, "until"),  rows<Step>(table, "steps", step_from)};
}

std::vector<Goal> goals_from(const toml::table& table) {
  std::vector<Goal> result;
  if (const toml::array* list = table["goals"].as_array())
    for (const auto& item : *list)
      if (const toml::table* goal = item.as_table()) result.push_back(goal_from(*goal));
  return result;
}

std::optional<Closure> closure_from(const toml::table& table) {
  const toml::array* row = table["closure"].as_array();
  if (row == nullptr) return std::nullopt;
  return Closure{text_at(*row, 0), text_at(*row, 1), number_at(*row, 2), number_at(*row, 3), text_at(*row, 4)};
}

Uma uma_from(const toml::table& table) {
  Uma uma;
  uma.talks = rows<Uma::Talk>(table, "uma_talks", [](const toml::array& row) {
    return Uma::Talk{number_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3),
                     row.size() > 4 ? row[4].value<int>() : std::nullopt};
  });
  uma.checks = rows<Uma::Check>(table, "uma_check", [](const toml::array& row) {
    return Uma::Check{number_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), text_at(row, 4)};
  });
  uma.duties = rows<Uma::Duty>(table, "uma_duties", [](const toml::array& row) {
    return Uma::Duty{text_at(row, 0), text_at(row, 1), text_at(row, 2)};
  });
  uma.focuses = rows<Uma::Focus>(table, "uma_focus", [](const toml::array& row) {
    return Uma::Focus{text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3)};
  });
  uma.works = rows<Uma::Work>(table, "uma_work", [](const toml::array& row) {
    return Uma::Work{number_at(row, 0), text_at(row, 1), text_at(row, 2), number_at(row, 3)};
  });
  uma.endings = rows<Uma::Ending>(table, "uma_ending", [](const toml::array& row) {
    return Uma::Ending{number_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3)};
  });
  return uma;
}

Network::Node node_from(const toml::array& row) {
  return {text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), text_at(row, 4), text_at(row, 5)};
}

Network::Node moved_from(const toml::array& row) {
  return {text_at(row, 0), {}, {}, text_at(row, 1), text_at(row, 2), {}};
}

std::vector<Network> networks_from(const toml::table& table) {
  std::vector<Network> result;
  if (const toml::array* list = table["networks"].as_array())
    for (const auto& item : *list)
      if (const toml::table* one = item.as_table())
        result.push_back({number(*one, "days"), text(*one, "note"), rows<Network::Node>(*one, "nodes", node_from),
                          rows<Network::Node>(*one, "moved", moved_from), texts(*one, "gone")});
  return result;
}

std::vector<Conference> conferences_from(const toml::table& table) {
  std::vector<Conference> result;
  if (const toml::array* list = table["conferences"].as_array())
    for (const auto& item : *list)
      if (const toml::table* one = item.as_table())
        result.push_back({number(*one, "days"), number(*one, "on"), text(*one, "time"), text(*one, "place"),
                          text(*one, "purpose"), text(*one, "agenda"), texts(*one, "contents"), texts(*one, "bodies"),
                          text(*one, "minutes"), rows<Step>(*one, "agreed", step_from)});
  return result;
}

void read_identity(Person& person, const toml::table& table) {
  person.given = text(table, "given");
  person.family = text(table, "family");
  person.script = text(table, "script");
  person.birth = text(table, "birth");
  person.gender = text(table, "gender");
  person.kommune = text(table, "kommune");
  person.street = text(table, "street");
  person.phone = text(table, "phone");
  person.email = text(table, "email");
  person.letters = text(table, "letters");
  person.level = text(table, "level");
  person.since = text(table, "since");
  person.housing = text(table, "housing");
  person.household = text(table, "household");
  person.nationality = texts(table, "nationality");
  person.languages = texts(table, "languages");
  person.relatives = rows<Relative>(table, "relatives", [](const toml::array& row) {
    return Relative{text_at(row, 0), text_at(row, 1), text_at(row, 2), flag_at(row, 3)};
  });
  const auto status = [](const toml::array& row) { return Status{text_at(row, 0), text_at(row, 1), text_at(row, 2)}; };
  person.status = rows<Status>(table, "status", status);
  person.areas = rows<Status>(table, "areas", status);
}

void read_understanding(Person& person, const toml::table& table) {
  person.concern = text(table, "concern");
  person.needs = rows<Need>(table, "needs", [](const toml::array& row) {
    return Need{text_at(row, 0), text_at(row, 1),   number_at(row, 2),
                text_at(row, 3), number_at(row, 4), text_at(row, 5)};
  });
  const auto change = [](const toml::array& row) {
    return Change{text_at(row, 0), number_at(row, 1), number_at(row, 2)};
  };
  person.interim = rows<Change>(table, "interim", change);
  person.interim_days = maybe_number(table, "interim_days");
  person.reassessment = rows<Change>(table, "reassessment", change);
  person.goals = goals_from(table);
  person.review = maybe_number(table, "review");
  person.reviewed = maybe_number(table, "reviewed");
  person.unsigned_agreement = flag(table, "unsigned");
}

void read_course(Person& person, const toml::table& table) {
  person.by = text(table, "by");
  person.route = text(table, "route");
  person.phase = text(table, "phase");
  person.days = number(table, "days");
  person.consent_until = maybe_number(table, "consent_until");
  person.protection = texts(table, "protection");
  person.elsewhere = texts(table, "elsewhere");
  person.emergency = text(table, "emergency");
  person.emergency_by = text(table, "emergency_by");
  person.contacts = rows<Contact>(table, "contacts", [](const toml::array& row) {
    return Contact{number_at(row, 0), text_at(row, 1), number_at(row, 2), text_at(row, 3), flag_at(row, 4)};
  });
  person.tasks = rows<Task>(table, "tasks", [](const toml::array& row) {
    return Task{text_at(row, 0), number_at(row, 1), text_at(row, 2), text_at(row, 3),
                text_at(row, 4), text_at(row, 5),   text_at(row, 6)};
  });
  person.releases = rows<Release>(table, "releases", [](const toml::array& row) {
    return Release{text_at(row, 0), texts(row.size() > 1 ? row[1].as_array() : nullptr), text_at(row, 2)};
  });
  person.referrals = rows<Referral>(table, "referrals", [](const toml::array& row) {
    return Referral{text_at(row, 0),   text_at(row, 1), texts(row.size() > 2 ? row[2].as_array() : nullptr),
                    number_at(row, 3), text_at(row, 4), text_at(row, 5),
                    text_at(row, 6)};
  });
  person.conferences = conferences_from(table);
  person.handover = texts(table, "handover");
  person.closure = closure_from(table);
  person.uma = uma_from(table);
  person.networks = networks_from(table);
  person.connections = rows<Connection>(table, "connections", [](const toml::array& row) {
    return Connection{text_at(row, 0), text_at(row, 1), number_at(row, 2), flag_at(row, 3)};
  });
  person.closed_days = number(table, "closed_days");
}

Person person_from(const toml::table& table) {
  Person person;
  read_identity(person, table);
  read_understanding(person, table);
  read_course(person, table);
  return person;
}

Account account_from(const toml::table& table) {
  return {text(table, "login"),    text(table, "name"), text(table, "role"),  text(table, "team"),
          text(table, "employer"), text(table, "body"), number(table, "left")};
}

Inquiry inquiry_from(const toml::table& table) {
  return {text(table, "name"),     text(table, "call_back"), text(table, "concern"), text(table, "route"),
          text(table, "language"), text(table, "kommune"),   text(table, "by"),      number(table, "days")};
}

OpenHours open_hours_from(const toml::table& table) {
  return {text(table, "by"),        text(table, "room"),      text(table, "address"), text(table, "title"),
          text(table, "from"),      text(table, "until"),     text(table, "repeat"),  text(table, "note"),
          number(table, "weekday"), number(table, "visitors")};
}

Advice advice_from(const toml::table& table) {
  return {text(table, "by"),      text(table, "topic"),  text(table, "language"),
          text(table, "kommune"), number(table, "days"), number(table, "minutes")};
}

NetworkContact network_from(const toml::table& table) {
  return {text(table, "by"),      text(table, "kind"),    text(table, "topic"),
          text(table, "others"),  text(table, "outcome"), text(table, "note"),
          texts(table, "bodies"), number(table, "days"),  number(table, "minutes")};
}

template <class T, class F>
void read_all(const toml::table& file, std::string_view name, std::vector<T>& list, F make) {
  if (const toml::array* items = file[name].as_array())
    for (const auto& item : *items)
      if (const toml::table* table = item.as_table()) list.push_back(make(*table));
}

void read_file(const assets::File& file, World& world) {
  try {
    const toml::table content = toml::parse(file.bytes, file.path);
    read_all(content, "account", world.accounts, account_from);
    read_all(content, "person", world.persons, person_from);
    read_all(content, "inquiry", world.inquiries, inquiry_from);
    read_all(content, "advice", world.advice, advice_from);
    read_all(content, "network", world.network, network_from);
    read_all(content, "open_hours", world.open_hours, open_hours_from);
    read_all(content, "absence", world.absences, [](const toml::table& table) {
      return Absence{text(table, "login"), text(table, "deputy"), number(table, "from")};
    });
  } catch (const toml::parse_error& error) {
    raise_fault(std::string(file.path) + ", Zeile " + std::to_string(error.source().begin.line) + ": " +
                std::string(error.description()));
  }
}

}  // namespace

World load_world() {
  World world;
  for (const assets::File& file : assets::files())
    if (file.path.starts_with("data/demo/") && file.path.ends_with(".toml")) read_file(file, world);
  CHECK(!world.persons.empty() && !world.accounts.empty());
  return world;
}

}  // namespace kim::app::demo
