// The demo world as data: data/demo/*.toml read into plain structs. What it is not: the acts that bring it to life.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"

namespace kim::app::demo {

struct Account {
  std::string login, name, role, team, employer, body;
  int left = 0;  // days since the account was locked; 0 = still here
};

struct Relative {
  std::string name, relation, birth;
  bool advised = false;
};
struct Status {
  std::string code, from, until;
};
struct Need {
  std::string field, wish;
  int wish_scale = 0;
  std::string need;
  int need_scale = 0;
  std::string urgency;
};
struct Change {  // in the re-assessment
  std::string field;
  int wish_scale = 0, need_scale = 0;
};
struct Step {
  std::string what, who;
  int until = 0;  // days from today; negative = past
  bool done = false;
};
struct Goal {
  std::string words, agreed, field, state, obstacle, note;
  std::string hint;  // given to the coordinating body; empty = none
  int until = 0;
  std::vector<Step> steps;
};
struct Contact {
  int days = 0;
  std::string form;
  int minutes = 0;
  std::string note;
  bool entrusted = false;
};
struct Task {
  std::string title;
  int due = 0;
  std::string time;                      // then it is an appointment
  std::string kind, place, interpreter;  // of an appointment: empty = in the office, in the own room, without
  std::string invited;                   // body that was invited by mail and accepted
};
struct Release {
  std::string body;
  std::vector<std::string> contents;
  std::string purpose;
};
struct Referral {
  std::string body, reason;
  std::vector<std::string> contents;
  int days = 0;
  std::string answer, outcome;  // answer: "", seen, accepted, waiting, done, declined:<reason>
  std::string reminded;         // what was said when it was asked again a week ago; empty = not asked
};
struct Closure {
  std::string reason, summary;
  int before = 0, after = 0;
  std::string feedback;
};

/// The UmA path of a person (src/domain/uma); days as elsewhere.
struct Uma {
  struct Talk {
    int days = 0;
    std::string kind, participants, agreed;
    std::optional<int> next;  // days from today
  };
  struct Check {
    int days = 0;
    std::string adult, care, independence, conclusion;  // reasons; empty = no
  };
  struct Duty {
    std::string matter, owner, name;
  };
  struct Focus {
    std::string kind, aim, state, note;
  };
  struct Work {
    int days = 0;
    std::string kind, employer;
    int weeks = 4;
  };
  struct Ending {
    int days = 0;
    std::string kind, receiver, reason;
  };
  std::vector<Talk> talks;
  std::vector<Check> checks;  // at most one
  std::vector<Duty> duties;
  std::vector<Focus> focuses;
  std::vector<Work> works;
  std::vector<Ending> endings;  // at most one
};

/// Somebody else of the demo world who belongs to the family.
struct Connection {
  std::string whom, relation;  // "Yohana Gebremariam"
  int days = 0;
  bool together = false;  // in one household
};
/// A version of the Netzwerkkarte; later ones begin with the one before.
struct Network {
  struct Node {
    std::string name, kind, sector, closeness, quality, helps;
  };
  int days = 0;
  std::string note;
  std::vector<Node> nodes;        // new ones
  std::vector<Node> moved;        // name, closeness, quality
  std::vector<std::string> gone;  // names
};

struct Conference {
  int days = 0, on = 0;  // planned so many days ago; takes place so many days from today
  std::string time, place, purpose, agenda;
  std::vector<std::string> contents, bodies;
  std::string minutes;       // empty = has not taken place
  std::vector<Step> agreed;  // until: days from the conference
};

struct Person {
  std::string given, family, script, birth, gender, kommune, street, phone, email, letters, level, since, housing,
      household;
  std::vector<std::string> nationality, languages;
  std::vector<Relative> relatives;
  std::vector<Status> status, areas;
  std::string by, route, concern, phase;
  int days = 0;                         // case file opened so many days ago
  std::optional<int> consent_until;     // days from today; default a year after opening
  std::string emergency, emergency_by;  // reason and login of who opened the case in an emergency yesterday
  std::optional<int> review;            // day of the agreed review, from today
  std::optional<int> reviewed;          // the goals were reviewed so many days ago
  bool unsigned_agreement = false;
  std::vector<Need> needs;
  std::vector<Change> interim, reassessment;  // a second assessment after `interim_days`, the last one a month ago
  std::optional<int> interim_days;
  std::vector<std::string> elsewhere;   // "open", or login and answer: known elsewhere, the coordination was asked
  std::vector<std::string> protection;  // reason and what has to be observed; empty = not protected
  std::vector<Goal> goals;
  std::vector<Contact> contacts;
  std::vector<Task> tasks;
  std::vector<Release> releases;
  std::vector<Referral> referrals;
  std::vector<Conference> conferences;
  std::vector<std::string> handover;  // login, reason, note: offered yesterday
  std::optional<Closure> closure;
  Uma uma;
  std::vector<Connection> connections;
  std::vector<Network> networks;
  int closed_days = 0;  // closed or withdrawn so many days ago
};

struct Inquiry {
  std::string name, call_back, concern, route, language, kommune, by;
  int days = 0;
};
struct Advice {
  std::string by, topic, language, kommune;
  int days = 0, minutes = 0;
};

struct NetworkContact {
  std::string by, kind, topic, others, outcome, note;
  std::vector<std::string> bodies;
  int days = 0, minutes = 0;
};

struct OpenHours {
  std::string by, room, address, title, from, until, repeat, note;
  int weekday = 1;   // 1 = Monday
  int visitors = 0;  // counted over the last weeks, the first two wait today
};
struct Absence {
  std::string login, deputy;
  int from = 0;  // days from today
};

struct World {
  std::vector<Account> accounts;
  std::vector<Person> persons;
  std::vector<Inquiry> inquiries;
  std::vector<Advice> advice;
  std::vector<NetworkContact> network;
  std::vector<OpenHours> open_hours;
  std::vector<Absence> absences;
};

/// Everything below data/demo/. Fault with file and line if it does not fit.
[[nodiscard]] World load_world();

}  // namespace kim::app::demo
