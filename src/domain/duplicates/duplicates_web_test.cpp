// Finding, comparing, merging and taking apart, over the routes and on both engines. Persons are invented.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/duplicates/duplicates.h"
#include "domain/duplicates/duplicates_slice.h"
#include "domain/people/merge.h"
#include "domain/people/people_slice.h"
#include "platform/db/testing.h"
#include "world/case_world.h"

namespace kim::duplicates {
namespace {

using test::Who;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

class Duplicates : public ::testing::TestWithParam<db::Engine> {
 protected:
  Duplicates()
      : app_(GetParam(), {people::people_slice(), consent::consent_slice(), cases::cases_slice(), duplicates_slice()}) {
  }

  PersonId add(std::string given, std::string family, const char* birth, Who who = Who::kessler) {
    people::Person person;
    person.given_names = std::move(given);
    person.family_name = std::move(family);
    person.birth = partial_from_iso(birth);
    return add(person, who);
  }
  PersonId add(const people::Person& person, Who who = Who::kessler) {
    Context ctx = app_.context(who);
    const auto added = ctx.transact([&](db::Tx& tx) { return people::add_person(ctx, tx, person); });
    CHECK(added.has_value());
    return PersonId(added->subject().value());
  }
  people::Person load(PersonId id) {
    Context ctx = app_.context(Who::kessler);
    return people::load_person(ctx.db(), access::permit_person(ctx, id, access::Right::person_read).value())
        .value()
        .value;
  }
  std::int64_t version(PersonId id) {
    Context ctx = app_.context(Who::kessler);
    return people::load_person(ctx.db(), access::permit_person(ctx, id, access::Right::person_read).value())
        .value()
        .version;
  }
  static std::string number(PersonId id) { return std::to_string(id.value()); }
  std::string compare(PersonId kept, PersonId other) {
    return "/personen/" + number(kept) + "/zusammenfuehren?mit=" + number(other);
  }
  http::Pairs merge_form(PersonId kept, PersonId other) {
    return {{"mit", number(other)},
            {"version", std::to_string(version(kept))},
            {"version_andere", std::to_string(version(other))},
            {"sicher", "1"}};
  }
  http::Response merge(PersonId kept, http::Pairs form, Who who = Who::kessler) {
    return app_.post(who, "/personen/" + number(kept) + "/zusammenfuehren", std::move(form));
  }
  std::int64_t merge_of(PersonId kept) {
    Context ctx = app_.context(Who::kessler);
    const auto permit = access::permit_person(ctx, kept, access::Right::person_read).value();
    return people::merges_into(ctx.db(), permit).at(0).id;
  }
  http::Response undo(PersonId kept, std::int64_t merge, Who who = Who::kessler) {
    return app_.post(who, "/personen/" + number(kept) + "/zusammenfuehrungen/" + std::to_string(merge) + "/aufheben",
                     {});
  }
  std::string asked(const std::string& target) {
    if (bearer_.empty()) bearer_ = app_.integration().token;
    const auto response = app_.call(http::Method::get, target, bearer_);
    EXPECT_EQ(response.status, 200) << target << response.body;
    return response.body;
  }
  /// All that can be asked about a person, with the version taken out: it counts changes and goes on growing.
  std::string answers(PersonId id) {
    std::string all;
    for (const char* path : {"", "/relatives", "/residence-statuses", "/legal-areas", "/consents", "/releases"})
      all += asked("/api/v1/persons/" + number(id) + path);
    const std::string versioned = "\"version\":" + std::to_string(version(id));
    if (const auto at = all.find(versioned); at != std::string::npos) all.erase(at, versioned.size());
    return all;
  }
  std::string search(std::string_view words) { return asked("/api/v1/persons?q=" + http::percent_encode(words)); }
  std::string bearer_;
  test::TestApp app_;
};
KIM_BOTH_ENGINES(Duplicates);

TEST_P(Duplicates, Are_proposed_after_comparing_and_name_both_with_reasons) {
  add("Mohammed", "Al-Hassan", "1984-03-02");
  add("Muhamad", "Alhasan", "1984-03-02");
  add("Zahra", "Al-Hassan", "1984-03-02");
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten").body, "3 Personen sind neu oder geändert"));
  EXPECT_EQ(app_.post(Who::kessler, "/personen/dubletten/vergleichen", {}).status, 303);
  EXPECT_EQ(app_.audit_entries("searched").front().note, "compared=3 pairs=2");
  const std::string html = app_.get(Who::kessler, "/personen/dubletten").body;
  EXPECT_TRUE(has(html, "Al-Hassan, Mohammed, geboren 02.03.1984 / Alhasan, Muhamad, geboren 02.03.1984"));
  EXPECT_TRUE(has(html, "gleiches Geburtsdatum"));
  EXPECT_TRUE(has(html, "wahrscheinlich dieselbe Person"));
  EXPECT_FALSE(has(html, "Zahra")) << "a sister";
  EXPECT_EQ(app_.audit_entries("listed").front().note, "rows=1");
}

TEST_P(Duplicates, Stay_inside_the_own_area) {
  add("Mohammed", "Al-Hassan", "1984-03-02");
  add("Muhamad", "Alhasan", "1984-03-02", Who::sommer);
  app_.post(Who::kessler, "/personen/dubletten/vergleichen", {});
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten").body, "Keine offenen Vorschläge"));
}

TEST_P(Duplicates, Called_different_are_not_proposed_again) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parwin", "Rahimi", "1991-05-24");
  app_.post(Who::kessler, "/personen/dubletten/vergleichen", {});
  const std::string path = "/personen/dubletten/" + number(b) + "/" + number(a) + "/verschieden";
  EXPECT_EQ(app_.post(Who::kessler, path, {}).status, 303);
  EXPECT_EQ(app_.audit_entries("changed").front().note, "different_persons");
  EXPECT_EQ(app_.audit_entries("changed").front().actor, app_.account(Who::kessler));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten").body, "Keine offenen Vorschläge"));
  EXPECT_EQ(app_.post(Who::kessler, path, {}).status, 409) << "said before";
  EXPECT_EQ(app_.post(Who::sommer, path, {}).status, 404);
  app_.post(Who::kessler, "/personen/dubletten/vergleichen", {});
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten").body, "Keine offenen Vorschläge"));
}

TEST_P(Duplicates, Are_compared_anew_after_a_change) {
  add("Parwin", "Rahimi", "1991-05-24");
  const PersonId b = add("Selam", "Tesfay", "1991-05-24");
  app_.post(Who::kessler, "/personen/dubletten/vergleichen", {});
  people::Person person = load(b);
  person.given_names = "Parvin";
  person.family_name = "Rahimy";
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(people::change_person(ctx, b, 1, person).has_value());
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten").body, "Eine Person ist neu oder geändert"));
  app_.post(Who::kessler, "/personen/dubletten/vergleichen", {});
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten").body, "Rahimy, Parvin"));
}

TEST_P(Duplicates, Are_for_casework_alone) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parwin", "Rahimi", "1991-05-24");
  for (const std::string& path : {std::string("/personen/dubletten"), compare(a, b)}) {
    EXPECT_EQ(app_.get(Who::nobody, path).status, 303) << path;
    for (const Who who : {Who::brandt, Who::albers, Who::peters, Who::yildiz, Who::vogt, Who::reuter})
      EXPECT_EQ(app_.get(who, path).status, 403) << path;
    EXPECT_EQ(app_.get(Who::kessler, path).status, 200) << path;
  }
  EXPECT_EQ(app_.get(Who::sommer, compare(a, b)).status, 404);
  EXPECT_EQ(app_.get(Who::kessler, compare(a, a)).status, 404);
  EXPECT_EQ(merge(a, merge_form(a, b), Who::sommer).status, 404);
  EXPECT_EQ(merge(a, merge_form(a, b), Who::brandt).status, 403);
  EXPECT_EQ(app_.post(Who::nobody, "/personen/dubletten/vergleichen", {}).status, 303);
  EXPECT_EQ(app_.post(Who::reuter, "/personen/dubletten/vergleichen", {}).status, 403);
  EXPECT_EQ(
      app_.post_without_csrf(Who::kessler, "/personen/" + number(a) + "/zusammenfuehren", merge_form(a, b)).status,
      400);
}

TEST_P(Duplicates, Side_by_side_show_values_and_what_hangs_on_either) {
  const auto first = test::open_case(app_, Who::kessler, "Parwin", "Rahimi");
  const PersonId b = add("Parvin", "Rahimy", "1991-05-24");
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(people::add_relative(ctx, b, {"Omid Rahimi", "child", {}, true, {}}).has_value());
  const std::string html = app_.get(Who::kessler, compare(first.person, b)).body;
  EXPECT_TRUE(has(html, "KIM-2026-0001"));
  EXPECT_TRUE(has(html, "Einwilligung: 1"));
  EXPECT_TRUE(has(html, "Angehörige Person: 1"));
  EXPECT_TRUE(has(html, "aus der anderen Akte: Parvin Rahimy"));
  const auto opened = app_.audit_entries("opened");
  EXPECT_EQ(opened.at(0).subject_id, b.value());
  EXPECT_EQ(opened.at(1).subject_id, first.person.value());
  EXPECT_EQ(opened.at(0).purpose, "compare_page");
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/" + number(b) + "/zusammenfuehren").body, "Wer") ||
              has(app_.get(Who::kessler, "/personen/" + number(b) + "/zusammenfuehren").body, "Mit welcher Akte"));
}

TEST_P(Duplicates, Merged_are_one_in_the_search_and_stay_two_under_their_consents) {
  const auto first = test::open_case(app_, Who::kessler, "Parwin", "Rahimi");
  const auto second = test::open_case(app_, Who::kessler, "Parvin", "Rahimy");
  http::Pairs form = merge_form(first.person, second.person);
  form.emplace_back("wert_family_name", "2");
  EXPECT_EQ(merge(first.person, form).status, 303);
  const people::Person kept = load(first.person);
  EXPECT_EQ(kept.family_name, "Rahimy");
  EXPECT_EQ(kept.given_names, "Parwin");
  EXPECT_TRUE(has(kept.aliases, "Parwin Rahimi")) << "the old spelling still finds her";
  EXPECT_TRUE(has(kept.aliases, "Parvin Rahimy"));
  EXPECT_TRUE(has(search("Parvin Rahimy"), number(first.person)));
  EXPECT_FALSE(has(search("Parvin Rahimy"), number(second.person)));
  const std::string page = app_.get(Who::kessler, "/personen/" + number(first.person)).body;
  EXPECT_TRUE(has(page, "Zusammengeführt mit"));
  EXPECT_TRUE(has(page, "/personen/" + number(second.person)));
  EXPECT_EQ(app_.get(Who::kessler, second.href()).status, 200) << "its case goes on";
  const auto entries = app_.audit_entries("changed");
  const auto merged = std::ranges::count_if(entries, [](const auto& one) { return one.what == "person_merge"; });
  EXPECT_EQ(merged, 2);
  // A withdrawal on one file closes that file alone, so the other consent was not widened either.
  test::withdraw_everything(app_, Who::kessler, second.person);
  EXPECT_EQ(app_.get(Who::kessler, second.href()).status, 423);
  EXPECT_EQ(app_.get(Who::kessler, first.href()).status, 200);
}

TEST_P(Duplicates, Absorbed_are_read_and_not_changed) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parvin", "Rahimy", "1991-05-24");
  ASSERT_EQ(merge(a, merge_form(a, b)).status, 303);
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/" + number(b)).body, "mit einer anderen zusammengeführt"));
  Context ctx = app_.context(Who::kessler);
  EXPECT_EQ(people::change_person(ctx, b, 1, load(b)).error().code, ErrorCode::refused);
  EXPECT_EQ(people::add_relative(ctx, b, {"Omid", "child", {}, false, {}}).error().code, ErrorCode::refused);
  EXPECT_EQ(people::add_residence_status(ctx, b, {"D60A", {}, {}, ""}).error().code, ErrorCode::refused);
  EXPECT_EQ(people::add_legal_area(ctx, b, {"sgb2", {}, {}}).error().code, ErrorCode::refused);
  const PersonId c = add("Parwin", "Rahimi", "1991-05-24");
  EXPECT_EQ(merge(c, merge_form(c, b)).status, 409) << "absorbed already";
  EXPECT_EQ(merge(b, merge_form(b, c)).status, 409);
  EXPECT_EQ(merge(c, merge_form(c, a)).status, 409) << "has absorbed another";
}

TEST_P(Duplicates, Are_merged_only_by_a_sure_and_timely_wish) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parvin", "Rahimy", "1991-05-24");
  http::Pairs unsure = merge_form(a, b);
  unsure.pop_back();
  unsure.emplace_back("wert_family_name", "2");
  const auto asked = merge(a, unsure);
  EXPECT_EQ(asked.status, 422);
  EXPECT_TRUE(has(asked.body, "Es ist noch nichts geschehen"));
  EXPECT_TRUE(has(asked.body, "name=\"wert_family_name\" value=\"2\" checked"));
  http::Pairs stale = merge_form(a, b);
  stale[2].second = "7";
  EXPECT_EQ(merge(a, stale).status, 409);
  http::Pairs same = merge_form(a, a);
  EXPECT_EQ(merge(a, same).status, 422);
  http::Pairs foreign = merge_form(a, b);
  foreign[0].second = "4711";
  EXPECT_EQ(merge(a, foreign).status, 404);
  EXPECT_EQ(version(a), 1);
  EXPECT_EQ(app_.count("SELECT count(*) FROM person_merge"), 0);
}

TEST_P(Duplicates, With_a_withdrawn_consent_are_not_touched) {
  const auto first = test::open_case(app_, Who::kessler, "Parwin", "Rahimi");
  const PersonId b = add("Parvin", "Rahimy", "1991-05-24");
  const auto form = merge_form(first.person, b);
  test::withdraw_everything(app_, Who::kessler, first.person);
  EXPECT_EQ(app_.get(Who::kessler, compare(b, first.person)).status, 423);
  EXPECT_EQ(merge(first.person, form).status, 423);
  EXPECT_EQ(app_.count("SELECT count(*) FROM person_merge"), 0);
}

TEST_P(Duplicates, Undone_are_as_before_but_for_what_was_changed_since) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parvin", "Rahimy", "1991-05-24");
  http::Pairs form = merge_form(a, b);
  form.emplace_back("wert_family_name", "2");
  ASSERT_EQ(merge(a, form).status, 303);
  people::Person later = load(a);
  later.phone = "05251 123456";
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(people::change_person(ctx, a, version(a), later).has_value());
  const std::int64_t merge_id = merge_of(a);
  EXPECT_EQ(undo(b, merge_id).status, 404) << "of the other side";
  EXPECT_EQ(undo(a, merge_id, Who::sommer).status, 404);
  EXPECT_EQ(undo(a, merge_id).status, 303);
  EXPECT_EQ(load(a).family_name, "Rahimi");
  EXPECT_EQ(load(a).aliases, "");
  EXPECT_EQ(load(a).phone, "05251 123456") << "changed since: stays";
  EXPECT_TRUE(has(search("Rahimy Parvin"), number(b)));
  EXPECT_EQ(undo(a, merge_id).status, 404) << "already undone";
}

TEST_P(Duplicates, Speak_the_same_over_the_api) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parvin", "Rahimy", "1991-05-24");
  const std::string bearer = app_.integration().token;
  const std::string persons = "/api/v1/persons/" + number(a) + "/merges";
  const auto call = [&](http::Method method, const std::string& target, std::string body = {}) {
    return app_.call(method, target, bearer, std::move(body));
  };
  EXPECT_EQ(call(http::Method::post, "/api/v1/duplicates/check").body, R"({"compared":2,"pairs":2})");
  EXPECT_TRUE(has(call(http::Method::get, "/api/v1/duplicates").body, "\"grade\":\"probable\""));
  EXPECT_EQ(call(http::Method::post, persons, R"({"other":1})").status, 422);
  const std::string wish = R"({"other":")" + number(b) + R"(","version":1,"other_version":1,"take":"family_name"})";
  const auto made = call(http::Method::post, persons, wish);
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(load(a).family_name, "Rahimy");
  EXPECT_EQ(call(http::Method::post, persons, wish).status, 409);
  EXPECT_EQ(call(http::Method::del, persons + "/" + std::to_string(merge_of(a))).status, 204);
  EXPECT_EQ(load(a).family_name, "Rahimi");
  EXPECT_EQ(call(http::Method::post, "/api/v1/duplicates/" + number(a) + "/" + number(b) + "/different").status, 204);
  EXPECT_EQ(call(http::Method::get, "/api/v1/duplicates").body, "[]");
  EXPECT_EQ(app_.request(http::Method::get, "/api/v1/duplicates", "", {}).status, 401);
}

// ---- pairs called different ----

TEST_P(Duplicates, Called_different_for_a_reason_are_listed_with_it_and_can_come_back) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parwin", "Rahimi", "1991-05-24");
  app_.post(Who::kessler, "/personen/dubletten/vergleichen", {});
  const std::string pair = "/personen/dubletten/" + number(b) + "/" + number(a);
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten/verschieden").body, "Noch kein Paar"));
  ASSERT_EQ(app_.post(Who::kessler, pair + "/verschieden", {{"reason", "Frau Karimi ist ihre Mutter"}}).status, 303);
  const std::string list = app_.get(Who::wittkamp, "/personen/dubletten/verschieden").body;
  EXPECT_TRUE(has(list, "Frau Karimi ist ihre Mutter"));
  EXPECT_TRUE(has(list, "am 25.11.2026 von"));
  EXPECT_EQ(app_.audit_entries("listed").front().note, "rows=1");
  EXPECT_FALSE(has(app_.get(Who::sommer, "/personen/dubletten/verschieden").body, "Rahimi"));
  EXPECT_EQ(app_.post(Who::sommer, pair + "/wieder-offen", {}).status, 404);
  EXPECT_EQ(app_.post(Who::reuter, pair + "/wieder-offen", {}).status, 403);
  EXPECT_EQ(app_.post(Who::nobody, pair + "/wieder-offen", {}).status, 303);
  EXPECT_EQ(app_.post_without_csrf(Who::kessler, pair + "/wieder-offen", {}).status, 400);
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten").body, "Keine offenen Vorschläge"));
  ASSERT_EQ(app_.post(Who::wittkamp, pair + "/wieder-offen", {}).status, 303);
  EXPECT_EQ(app_.audit_entries("changed").front().note, "reopened");
  EXPECT_EQ(app_.audit_entries("changed").front().actor, app_.account(Who::wittkamp));
  EXPECT_EQ(app_.post(Who::wittkamp, pair + "/wieder-offen", {}).status, 404) << "not called different any more";
  app_.post(Who::kessler, "/personen/dubletten/vergleichen", {});
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten").body, "Rahimi, Parwin"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/dubletten/verschieden").body, "Noch kein Paar"));
  EXPECT_EQ(app_.post(Who::kessler, pair + "/verschieden", {}).status, 303) << "and may be decided again";
}

TEST_P(Duplicates, The_reason_is_read_with_both_keys_and_with_neither_alone) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parwin", "Rahimi", "1991-05-24");
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(dismiss(ctx, a, b, {"Frau Karimi ist ihre Mutter"}).has_value());
  const auto id = app_.count("SELECT id FROM duplicate_dismissal");
  const auto bytes = app_.database().read()->first("SELECT reason FROM duplicate_dismissal", {},
                                                   [](const db::Row& row) { return std::string(row.bytes(0)); });
  ASSERT_TRUE(bytes.has_value());
  EXPECT_EQ(bytes->find("Karimi"), std::string::npos);
  const std::string context = "duplicate_dismissal.reason:" + std::to_string(id);
  const auto lower = access::permit_person(ctx, std::min(a, b), access::Right::person_write).value();
  const auto higher = access::permit_person(ctx, std::max(a, b), access::Right::person_write).value();
  const auto inner = lower.key().open(context, *bytes);
  ASSERT_TRUE(inner.has_value());
  EXPECT_EQ(inner->find("Karimi"), std::string::npos) << "erasing the other makes it unreadable";
  EXPECT_FALSE(higher.key().open(context, *bytes).has_value());
  EXPECT_EQ(higher.key().open(context, *inner), "Frau Karimi ist ihre Mutter");
}

TEST_P(Duplicates, A_reason_too_long_is_told_at_its_field_and_kept) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parwin", "Rahimi", "1991-05-24");
  const std::string path = "/personen/dubletten/" + number(a) + "/" + number(b) + "/verschieden";
  for (const std::string& bad : {std::string(301, 'x'), std::string("a\x01z")}) {
    const auto answer = app_.post(Who::kessler, path, {{"reason", bad}});
    EXPECT_EQ(answer.status, 422) << bad;
    EXPECT_TRUE(has(answer.body, "href=\"#reason\"")) << bad;
  }
  EXPECT_TRUE(has(app_.post(Who::kessler, path, {{"reason", std::string(301, 'x')}}).body, std::string(301, 'x')));
  EXPECT_EQ(app_.count("SELECT count(*) FROM duplicate_dismissal"), 0);
}

TEST_P(Duplicates, Called_different_speak_the_same_over_the_api) {
  const PersonId a = add("Parwin", "Rahimi", "1991-05-24"), b = add("Parwin", "Rahimi", "1991-05-24");
  const std::string bearer = app_.integration().token;
  const std::string pair = "/api/v1/duplicates/" + number(a) + "/" + number(b) + "/different";
  const auto call = [&](http::Method method, const std::string& target, std::string body = {}) {
    return app_.call(method, target, bearer, std::move(body));
  };
  EXPECT_EQ(call(http::Method::post, pair, R"({"reason":7})").status, 422);
  EXPECT_EQ(call(http::Method::post, pair, R"({"reason":"andere Mutter"})").status, 204);
  EXPECT_TRUE(has(call(http::Method::get, "/api/v1/duplicates/dismissed").body, R"("reason":"andere Mutter")"));
  EXPECT_EQ(call(http::Method::del, pair).status, 204);
  EXPECT_EQ(call(http::Method::del, pair).status, 404);
  EXPECT_EQ(call(http::Method::get, "/api/v1/duplicates/dismissed").body, "[]");
}

// ---- who is hidden is not counted ----

TEST_P(Duplicates, With_somebody_hidden_from_the_viewer_are_neither_shown_nor_counted) {
  const auto first = test::open_case(app_, Who::kessler, "Parwin", "Rahimi");
  const auto second = test::open_case(app_, Who::kessler, "Parvin", "Rahimi");
  add("Mohammed", "Al-Hassan", "1984-03-02");
  add("Muhamad", "Alhasan", "1984-03-02");
  const auto counted = [&](Who who) {
    Context ctx = app_.context(who);
    const auto found = proposals(ctx, access::scope_for(ctx, access::Right::person_write).value(), 0);
    EXPECT_EQ(found.count, static_cast<std::int64_t>(found.shown.size()));
    return found.count;
  };
  const auto waiting = [&](Who who) {
    Context ctx = app_.context(who);
    return progress(ctx, access::scope_for(ctx, access::Right::person_write).value()).waiting;
  };
  const auto compare = [&](Who who) {
    Context ctx = app_.context(who);
    ASSERT_TRUE(check_next(ctx).has_value());
  };
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(dismiss(ctx, first.person, PersonId(app_.count("SELECT max(id) FROM person"))).has_value());
  const auto different = [&](Who who) {
    Context asking = app_.context(who);
    return dismissed_pairs(asking, access::scope_for(asking, access::Right::person_write).value(), 0).count;
  };
  EXPECT_EQ(different(Who::wittkamp), 1);
  people::Protection protection;
  protection.reason = "violence";
  protection.review_on = app_.today() + std::chrono::days(100);
  ASSERT_TRUE(people::protect(ctx, first.person, protection).has_value());
  EXPECT_EQ(different(Who::wittkamp), 0);
  EXPECT_EQ(different(Who::kessler), 1);
  EXPECT_EQ(waiting(Who::wittkamp), 3) << "the hidden one does not wait for her";
  compare(Who::wittkamp);
  EXPECT_EQ(counted(Who::wittkamp), 1);
  EXPECT_EQ(waiting(Who::wittkamp), 0);
  EXPECT_EQ(waiting(Who::kessler), 1) << "passed over, not forgotten";
  compare(Who::kessler);
  EXPECT_EQ(counted(Who::kessler), 2);
  EXPECT_EQ(counted(Who::wittkamp), 1) << "the pair with the protected person is hers alone";
  EXPECT_FALSE(has(app_.get(Who::wittkamp, "/personen/dubletten").body, "Rahimi"));
  test::withdraw_everything(app_, Who::kessler, second.person);
  EXPECT_EQ(counted(Who::kessler), 1) << "withdrawn";
}

/// Whatever the two files hold and whatever is chosen.
TEST_P(Duplicates, Merged_and_taken_apart_lose_nothing) {
  const bool fine = rc::check("merge and undo", [&] {
    const auto word = [](std::vector<std::string> of) { return *rc::gen::elementOf(of); };
    const auto somebody = [&] {
      people::Person person;
      person.given_names = word({"Parwin", "Parvin", "محمد", ""});
      person.family_name = word({"Rahimi", "Rahimy", "Öztürk", "Al-Hassan"});
      person.document_name = word({"", "PARWIN RAHIMI", "Mohamad Alhasan"});
      person.aliases = word({"", "Memo", "Parwin R.\nPari"});
      person.phone = word({"", "05251 1", "05251 2"});
      person.languages = {word({"ar", "prs", "uk"})};
      person.birth = partial_from_iso(word({"1991", "1991-05-24", "1984-01-01"}));
      return person;
    };
    const PersonId a = add(somebody()), b = add(somebody());
    Context ctx = app_.context(Who::kessler);
    for (const PersonId id : {a, b}) {
      if (*rc::gen::arbitrary<bool>()) RC_ASSERT(people::add_relative(ctx, id, {"Omid", "child", {}, true, {}}));
      if (*rc::gen::arbitrary<bool>()) RC_ASSERT(people::add_legal_area(ctx, id, {"sgb2", {}, {}}));
      if (*rc::gen::arbitrary<bool>()) RC_ASSERT(people::add_residence_status(ctx, id, {"D60A", {}, {}, "n"}));
    }
    const std::string before_a = answers(a), before_b = answers(b);
    const auto tokens = app_.count("SELECT count(*) FROM person_token");
    const auto tokens_sum = app_.count("SELECT CAST(sum(token % 1000003) AS bigint) FROM person_token");
    const auto taken = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(
        std::vector<std::string>{"given_names", "family_name", "document_name", "phone", "languages", "birth"}));
    const auto merged = people::merge_persons(ctx, {a, b, version(a), version(b), taken});
    RC_ASSERT(merged.has_value());
    RC_ASSERT(answers(b) == before_b);
    RC_ASSERT(people::undo_merge(ctx, a, *merged).has_value());
    RC_ASSERT(answers(a) == before_a);
    RC_ASSERT(answers(b) == before_b);
    RC_ASSERT(app_.count("SELECT count(*) FROM person_token") == tokens);
    RC_ASSERT(app_.count("SELECT CAST(sum(token % 1000003) AS bigint) FROM person_token") == tokens_sum);
  });
  EXPECT_TRUE(fine);
}

}  // namespace
}  // namespace kim::duplicates
