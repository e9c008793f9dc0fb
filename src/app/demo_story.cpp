#include "app/demo_story.h"

#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "app/demo_assessment.h"
#include "app/demo_calendar.h"
#include "app/demo_conference.h"
#include "app/demo_desk.h"
#include "app/demo_family.h"
#include "app/demo_goals.h"
#include "app/demo_handover.h"
#include "app/demo_imports.h"
#include "app/demo_known.h"
#include "app/demo_network.h"
#include "app/demo_papers.h"
#include "app/demo_texts.h"
#include "app/demo_uma.h"
#include "base/order.h"
#include "domain/access/account.h"
#include "domain/cases/case.h"
#include "domain/contacts/contact.h"
#include "domain/duplicates/duplicates.h"
#include "domain/emergency/emergency.h"
#include "domain/goals/goal.h"
#include "domain/inquiries/inquiry.h"
#include "domain/organisation/organisation.h"
#include "domain/referrals/referral.h"
#include "domain/tasks/task.h"
#include "platform/assets.h"

namespace kim::app::demo {
namespace {

using std::chrono::days;
using std::chrono::minutes;

struct Event {
  Moment at;
  std::string by;    // login
  std::string what;  // for the message if it is refused
  std::function<void(Context&)> act;
};

class Story {
 public:
  Story(Runtime& runtime, const World& world)
      : runtime_(runtime), world_(world), now_(system_now()), today_(local_day(now_)) {
    runtime_.set_clock([this] { return clock_; });
    clock_ = now_;
  }
  ~Story() { runtime_.set_clock(system_now); }
  Story(const Story&) = delete;
  Story& operator=(const Story&) = delete;

  void set_up() {
    Context program = runtime_.program();
    must("Organisation", organisation::install_template(program, assets::bytes("data/templates/paderborn.toml")));
    for (const auto& team : organisation::teams(program.db())) teams_[team.value.name] = TeamId(team.id);
    for (const auto& body : organisation::bodies(program.db())) {
      bodies_[body.value.name] = BodyId(body.id);
      if (!body.value.short_name.empty()) bodies_[body.value.short_name] = BodyId(body.id);
    }
    for (const auto& place : organisation::municipalities(program.db()))
      places_[place.value.name] = MunicipalityId(place.id);
    for (const Account& account : world_.accounts) add_account(program, account);
    for (const OpenHours& hours : world_.open_hours) add_open_hours(hours);
  }

  void plan() {
    for (const Inquiry& inquiry : world_.inquiries) plan_inquiry(inquiry);
    for (const Advice& advice : world_.advice) plan_advice(advice);
    for (const NetworkContact& contact : world_.network) plan_network(contact);
    for (const Person& person : world_.persons) plan_person(person);
    for (const Absence& one : world_.absences)
      events_.push_back({at(1, 520), one.login, "Vertretung",
                         [this, &one](Context& ctx) { enter_absence(ctx, actors_.at(one.deputy).account, one.from); }});
    for (const Account& one : world_.accounts)
      if (one.left > 0)
        events_.push_back({at(one.left, 500), "albers", "Konto sperren",
                           [this, &one](Context& ctx) { lock_account(ctx, actors_.at(one.login).account); }});
    events_.push_back({at(20, 540), "albers", "Texte", keep_texts});
    events_.push_back({at(1, 600), "kessler", "Einlesen", [](Context& ctx) { bring_lists(ctx); }});
    events_.push_back({at(2, 500), "brandt", "Hinweise", [](Context& ctx) { answer_hints(ctx); }});
    for (const char* login : {"kessler", "hoffmeister"})
      events_.push_back({at(1, 540), login, "Doppelte Personen",
                         [](Context& ctx) { must("Vergleich", duplicates::check_next(ctx)); }});
    order_by(events_, [](const Event& a, const Event& b) { return a.at < b.at; });
  }

  void run(const std::function<void(std::size_t, std::size_t)>& progress) {
    for (std::size_t i = 0; i < events_.size(); ++i) {
      clock_ = events_[i].at;
      Context ctx(runtime_.services(), actors_.at(events_[i].by), "127.0.0.1");
      events_[i].act(ctx);
      progress(i + 1, events_.size());
    }
  }

 private:
  void add_account(Context& program, const Account& data) {
    access::Account account;
    account.login = data.login;
    account.name = data.name;
    account.role = data.role;
    account.team = teams_[data.team];
    account.employer = bodies_[data.employer];
    account.body = bodies_[data.body];
    const auto id = access::create_account(program, account, password, access::FirstPassword::keep);
    must("Konto " + data.login, id);
    access::Actor actor;
    actor.account = *id;
    actor.login = data.login;
    actor.name = data.name;
    for (const access::RoleInfo& role : access::roles())
      if (role.code == data.role) actor.role = role.role;
    actor.team = account.team;
    actor.team_name = data.team;
    actor.employer = account.employer;
    actor.body = account.body;
    actors_[data.login] = actor;
  }

  /// The room of a team and the hours in which it is open there, noted by one of the team some time ago, and its visitors.
  void add_open_hours(const OpenHours& data) {
    clock_ = at(30, 15);
    Context ctx(runtime_.services(), actors_.at(data.by), "127.0.0.1");
    rooms_[ctx.actor.team_name] = demo::add_open_hours(ctx, data, today_ - days(28));
    for (int visitor = 0; visitor < data.visitors; ++visitor) {
      const int days_ago = visitor < 2 ? 0 : 7 * ((visitor - 2) / 4 + 1);
      events_.push_back(
          {at(days_ago, 60 + visitor), data.by, "Besuch", [visitor](Context& visit) { note_visit(visit, visitor); }});
    }
  }

  /// A working hour on that day; persons' events of one day keep their order by `minute`. Never later than now.
  Moment at(int days_ago, int minute) {
    const Moment moment = start_of_local_day(today_ - days(days_ago)) + std::chrono::hours(8) + minutes(minute);
    return std::min(moment, now_ - std::chrono::seconds(1000 - minute));
  }
  Day day(int from_today) const { return today_ + days(from_today); }

  void later(int days_ago, int minute, const Person& person, std::string_view what, std::function<void(Context&)> act) {
    events_.push_back({at(days_ago, minute), person.by, fmt::format("{}, {}", person.family, what), std::move(act)});
  }

  MunicipalityId place(const std::string& name) const {
    const auto found = places_.find(name);
    return found == places_.end() ? MunicipalityId() : found->second;
  }
  BodyId body(const std::string& name) const {
    const auto found = bodies_.find(name);
    if (found == bodies_.end()) raise_fault("Beispielwelt: Die Stelle „" + name + "“ steht nicht in der Vorlage.");
    return found->second;
  }

  void plan_inquiry(const Inquiry& data) {
    events_.push_back({at(data.days, 20), data.by, "Anfrage",
                       [this, &data](Context& ctx) { receive(ctx, data, place(data.kommune)); }});
  }

  void plan_advice(const Advice& data) {
    events_.push_back({at(data.days, 40), data.by, "Kurzberatung",
                       [this, &data](Context& ctx) { count(ctx, data, place(data.kommune)); }});
  }

  void plan_network(const NetworkContact& data) {
    std::vector<BodyId> bodies;
    for (const std::string& name : data.bodies) bodies.push_back(body(name));
    events_.push_back({at(data.days, 45), data.by, "Netzwerkkontakt",
                       [&data, bodies](Context& ctx) { note_network(ctx, data, bodies); }});
  }

  void plan_person(const Person& person) {
    auto course = std::make_shared<Course>();
    later(person.days + 5, 30, person, "Anfrage", [this, &person, course](Context& ctx) { ask(ctx, person, *course); });
    later(person.days, 60, person, "Fallakte", [this, &person, course](Context& ctx) { open(ctx, person, *course); });
    for (const Contact& contact : person.contacts)
      later(contact.days, 300, person, "Kontakt", [&contact, course](Context& ctx) { note(ctx, contact, *course); });
    for (const Release& release : person.releases)
      later(std::max(person.days - 13, 1), 310, person, "Entbindung",
            [this, &release, course](Context& ctx) { release_to(ctx, release, *course); });
    for (const Referral& referral : person.referrals) plan_referral(person, referral, course);
    for (const Task& task : person.tasks)
      later(std::min(person.days, 3), 400, person, "Aufgabe",
            [this, &task, course](Context& ctx) { plan_task(ctx, task, *course); });
    if (person.phase != "intake") plan_understanding(person, course);
    courses_[person.given + " " + person.family] = course;
    plan_family(person, course);
    for (KnownAct& one : known_acts(person, course))
      events_.push_back({at(one.days, one.minute), one.by, one.what, std::move(one.act)});
    if (!person.protection.empty())
      later(std::max(person.days - 6, 1), 280, person, "Schutz",
            [&person, course](Context& ctx) { protect(ctx, person, course->person); });
    for (const UmaAct& one : uma_acts(person.uma))
      later(one.days, one.minute, person, one.what,
            [course, act = one.act](Context& ctx) { must("UmA-Weg", act(ctx, course->case_id)); });
    for (const Conference& one : person.conferences) plan_meeting(person, one, course);
    if (!person.handover.empty())
      later(1, 510, person, "Übergabe", [this, &person, course](Context& ctx) {
        offer_case(ctx, course->case_id, actors_.at(person.handover.front()).account, person.handover);
      });
    plan_end(person, course);
  }

  void plan_meeting(const Person& person, const Conference& data, const std::shared_ptr<Course>& course) {
    auto id = std::make_shared<conference::ConferenceId>();
    later(data.days, 350, person, "Fallkonferenz", [this, &data, course, id](Context& ctx) {
      const auto made = plan_conference(ctx, course->case_id, data, bodies_);
      must("Fallkonferenz", made);
      *id = *made;
    });
    if (data.minutes.empty()) return;
    later(-data.on, 360, person, "Protokoll",
          [&data, course, id](Context& ctx) { must("Protokoll", hold_conference(ctx, course->case_id, *id, data)); });
  }

  void plan_family(const Person& person, const std::shared_ptr<Course>& course) {
    for (const Connection& one : person.connections)
      later(one.days, 260, person, "Familie", [this, &one, course](Context& ctx) {
        must("Verbindung", tell_connection(ctx, course->case_id, courses_.at(one.whom)->person, one));
      });
    for (const Network& one : person.networks)
      later(one.days, 270, person, "Netzwerkkarte",
            [&one, course](Context& ctx) { must("Netzwerkkarte", tell_network(ctx, course->case_id, one)); });
  }

  void plan_understanding(const Person& person, const std::shared_ptr<Course>& course) {
    later(std::max(person.days - 2, 1), 90, person, "Erstgespräch",
          [&person, course](Context& ctx) { intake(ctx, person, *course); });
    if (person.phase == "assessment") {
      later(std::max(person.days - 9, 1), 91, person, "Falleinschätzung",
            [&person, course](Context& ctx) { begin_assessment(ctx, person, *course); });
      return;
    }
    const int assessed = std::max(person.days - 14, 1);
    later(assessed, 100, person, "Falleinschätzung", [&person, course](Context& ctx) { assess(ctx, person, *course); });
    later(assessed, 130, person, "Entscheidung", [&person, course](Context& ctx) { decide(ctx, person, *course); });
    if (!person.goals.empty())
      later(std::max(person.days - 34, 1), 150, person, "Ziele",
            [this, &person, course](Context& ctx) { agree(ctx, person, *course); });
    if (person.reviewed)
      later(*person.reviewed, 152, person, "Überprüfung", [course](Context& ctx) { review_together(ctx, *course); });
    if (person.interim_days)
      later(*person.interim_days, 155, person, "Neue Einschätzung",
            [&person, course](Context& ctx) { assess_again(ctx, person, *course, person.interim); });
    if (!person.reassessment.empty())
      later(30, 160, person, "Neue Einschätzung",
            [&person, course](Context& ctx) { assess_again(ctx, person, *course, person.reassessment); });
  }

  void plan_referral(const Person& person, const Referral& referral, const std::shared_ptr<Course>& course) {
    auto id = std::make_shared<ReferralId>();
    later(referral.days, 320, person, "Verweisung",
          [this, &referral, course, id](Context& ctx) { *id = refer(ctx, referral, *course); });
    if (!referral.reminded.empty())
      later(7, 340, person, "Nachfrage", [&referral, course, id](Context& ctx) {
        must("Nachfrage", ask_again(ctx, course->case_id, *id, referral.reminded));
      });
    if (referral.answer.empty()) return;
    later(std::max(referral.days - 5, 1), 330, person, "Antwort",
          [&referral, course, id](Context& ctx) { answer(ctx, referral, *course, *id); });
  }

  /// Somebody of another team opened this case last evening; data protection has not checked it yet.
  void plan_emergency(const Person& person, const std::shared_ptr<Course>& course) {
    events_.push_back({at(1, 600), person.emergency_by, "Notfallzugriff", [this, &person, course](Context& caller) {
                         Context owner(runtime_.services(), actors_.at(person.by), "127.0.0.1");
                         const auto permit = access::permit_case(owner, course->case_id, access::Right::case_read);
                         must("Fall", permit);
                         const auto stored = cases::load_case(owner.db(), *permit);
                         must("Fall", stored);
                         must("Notfallzugriff",
                              emergency::open_case(caller, {stored->value.number, person.family, person.emergency}));
                       }});
  }

  void plan_end(const Person& person, const std::shared_ptr<Course>& course) {
    if (!person.emergency.empty()) plan_emergency(person, course);
    if (person.closure)
      later(person.closed_days, 450, person, "Abschluss",
            [&person, course](Context& ctx) { close(ctx, person, *course); });
    if (person.phase == "withdrawn")
      later(person.closed_days, 460, person, "Widerruf", [course](Context& ctx) {
        consent::Withdrawal withdrawal;
        withdrawal.scope = "all";
        withdrawal.on = ctx.today();
        withdrawal.channel = "oral";
        must("Widerruf", consent::withdraw(ctx, course->person, withdrawal));
      });
  }

  void ask(Context& ctx, const Person& person, Course& course) const {
    inquiries::Inquiry inquiry;
    inquiry.name = person.given + " " + person.family;
    inquiry.call_back = person.phone.empty() ? person.email : person.phone;
    inquiry.comes_back = inquiry.call_back.empty();
    inquiry.concern = person.concern;
    inquiry.access_route = person.route;
    inquiry.language = person.letters;
    inquiry.municipality = place(person.kommune);
    inquiry.received_on = ctx.today();
    const auto id = inquiries::receive(ctx, inquiry);
    must("Anfrage", id);
    course.inquiry = *id;
  }

  people::Person identity(const Person& data) const {
    people::Person person;
    person.given_names = data.given;
    person.family_name = data.family;
    person.original_script = data.script;
    person.birth = partial_from_iso(data.birth);
    person.gender = data.gender;
    person.nationalities = data.nationality;
    person.municipality = place(data.kommune);
    person.street = data.street;
    person.phone = data.phone;
    person.email = data.email;
    person.languages = data.languages;
    person.letter_language = data.letters;
    person.interpreter = data.level == "b1" || data.level == "b2" ? record::YesNo::no : record::YesNo::yes;
    person.german_level = data.level;
    person.in_germany_since = partial_from_iso(data.since);
    person.household_type = data.household;
    person.housing_type = data.housing;
    return person;
  }

  consent::Consent consent_of(const Person& data, Day given) const {
    consent::Consent consent;
    consent.purposes = {"case_file", "documents"};
    for (const Need& need : data.needs)
      if (need.field == "health" || need.field == "mental_health")
        consent.purposes = {"case_file", "health_data", "documents"};
    consent.text_id = "einwilligung";
    consent.text_version = "2026-01";
    consent.text_language = data.letters == "en" ? "en" : "de";
    consent.given_on = given;
    consent.valid_until = data.consent_until ? day(*data.consent_until) : given + days(365);
    consent.channel = "paper";
    consent.proof = "Handakte, Fach Einwilligungen";
    consent.given_by = "self";
    consent.information_given = true;
    return consent;
  }

  void open(Context& ctx, const Person& data, Course& course) const {
    const auto opened = ctx.transact([&](db::Tx& tx) -> Result<Course> {
      const people::Person person = identity(data);
      const auto subject = TRY(people::add_person(ctx, tx, person));
      TRY(consent::record_consent(ctx, tx, subject, consent_of(data, ctx.today()), person.birth));
      TRY(inquiries::take_over(ctx, tx, course.inquiry));
      const auto path = ctx.actor.role == access::Role::uma_provider ? access::Path::uma : access::Path::regional;
      const CaseId id = TRY(cases::open_case(ctx, tx, subject, person, path, {data.route, ctx.today() - days(5)}));
      return Course{PersonId(subject.subject().value()), id, course.inquiry, {}};
    });
    must(data.family, opened);
    course = *opened;
    must("Angehörige", tell_relatives(ctx, course.case_id, course.person, data));
    for (const Status& status : data.status)
      must("Status", people::add_residence_status(
                         ctx, course.person, {status.code, day_from_iso(status.from), day_from_iso(status.until), {}}));
    for (const Status& area : data.areas)
      must("Rechtskreis",
           people::add_legal_area(ctx, course.person, {area.code, day_from_iso(area.from), day_from_iso(area.until)}));
  }

  void agree(Context& ctx, const Person& data, const Course& course) const {
    for (const Goal& goal : data.goals) {
      goals::Goal set;
      set.words = goal.words;
      set.agreed = goal.agreed;
      set.field = goal.field;
      set.until = day(goal.until);
      set.state = goal.state;
      set.obstacle = goal.obstacle;
      set.obstacle_note = goal.note;
      const auto id = goals::set_goal(ctx, course.case_id, set);
      must("Ziel", id);
      if (!goal.hint.empty()) give_hint(ctx, course, *id, goal.hint);
      for (const Step& step : goal.steps) {
        const auto added = goals::add_step(ctx, course.case_id, *id, {step.what, step.who, {}, day(step.until), {}});
        must("Schritt", added);
        if (step.done) must("Schritt", goals::complete_step(ctx, course.case_id, *id, *added));
      }
    }
    if (data.unsigned_agreement) return;
    goals::Agreement agreement;
    agreement.agreed_on = ctx.today();
    agreement.review_on = data.review ? day(*data.review) : std::max(day(20), ctx.today() + days(90));
    agreement.channel = "paper";
    agreement.language = data.letters;
    must("Zielvereinbarung", goals::sign_agreement(ctx, course.case_id, agreement));
    must("Schreiben und Dokument", papers(ctx, course.case_id, data.letters));
  }

  static void note(Context& ctx, const Contact& data, const Course& course) {
    contacts::Contact contact;
    contact.form = data.form;
    contact.on = ctx.today();
    contact.minutes = data.minutes;
    contact.note = data.note;
    contact.entrusted = data.entrusted;
    must("Kontakt", contacts::note_contact(ctx, course.case_id, contact));
  }

  void plan_task(Context& ctx, const Task& data, const Course& course) const {
    if (!data.time.empty())
      return plan_appointment(ctx, course.case_id, data, day(data.due), rooms_.at(ctx.actor.team_name));
    tasks::Task task;
    task.title = data.title;
    task.kind = "follow_up";
    task.due_on = day(data.due);
    task.owner = ctx.actor.account;
    must("Aufgabe", tasks::create_task(ctx, course.case_id, task));
  }

  void release_to(Context& ctx, const Release& data, const Course& course) const {
    consent::Release release;
    release.recipient = body(data.body);
    release.direction = "mutual";
    release.contents = data.contents;
    release.purpose = data.purpose;
    release.given_on = ctx.today();
    release.valid_until = ctx.today() + days(300);
    release.channel = "paper";
    must("Entbindung", consent::add_release(ctx, course.person, release));
  }

  ReferralId refer(Context& ctx, const Referral& data, const Course& course) const {
    referrals::Referral referral;
    referral.recipient = body(data.body);
    referral.reason = data.reason;
    referral.contents = data.contents;
    referral.answer_by = ctx.today() + days(14);
    const auto id = referrals::prepare(ctx, course.case_id, referral);
    must("Verweisung", id);
    must("Verweisung senden", referrals::send(ctx, course.case_id, *id));
    return *id;
  }

  static void answer(Context& ctx, const Referral& data, const Course& course, ReferralId id) {
    referrals::Answer answer;
    answer.note = data.outcome;
    const bool declined = data.answer.starts_with("declined:");
    answer.state = declined ? "declined" : data.answer;
    if (declined) answer.decline_reason = data.answer.substr(9);
    if (answer.state == "done") {
      answer.outcome = "arrived";
      must("Antwort", referrals::note_answer(ctx, course.case_id, id, {"accepted", {}, {}, {}, {}}));
    }
    must("Antwort", referrals::note_answer(ctx, course.case_id, id, answer));
  }

  static void close(Context& ctx, const Person& data, const Course& course) {
    cases::Closure closure;
    closure.reason = data.closure->reason;
    closure.on = ctx.today();
    closure.summary = data.closure->summary;
    closure.self_reliance_start = std::to_string(data.closure->before);
    closure.self_reliance_end = std::to_string(data.closure->after);
    closure.feedback = data.closure->feedback;
    must("Abschluss", cases::close_case(ctx, course.case_id, closure));
  }

  Runtime& runtime_;
  const World& world_;
  Moment now_, clock_{};
  Day today_;
  std::map<std::string, TeamId> teams_;
  std::map<std::string, BodyId> bodies_;
  std::map<std::string, MunicipalityId> places_;
  std::map<std::string, access::Actor> actors_;
  std::map<std::string, std::shared_ptr<Course>> courses_;  // by full name
  std::map<std::string, RoomId> rooms_;                     // of a team
  std::vector<Event> events_;
};

}  // namespace

void tell(Runtime& runtime, const World& world, const std::function<void(std::size_t, std::size_t)>& progress) {
  Story story(runtime, world);
  story.set_up();
  story.plan();
  story.run(progress);
}

}  // namespace kim::app::demo
