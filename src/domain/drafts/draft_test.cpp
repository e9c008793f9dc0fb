// Drafts: keys, keeping, finding, limits, expiry; on both engines.
#include "domain/drafts/draft.h"

#include "app/test_app.h"
#include "domain/drafts/drafts_slice.h"

namespace kim::drafts {
namespace {

using test::Who;

TEST(DraftKey, Is_written_and_read_the_same) {
  const auto key = key_from("contact:4711");
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->form, "contact");
  EXPECT_EQ(key->about, 4711);
  EXPECT_EQ(text(*key), "contact:4711");
}

TEST(DraftKey, Refuses_what_is_no_key) {
  for (const char* bad :
       {"", "contact", ":1", "contact:", "contact:x", "contact:-1", "Contact:1", "con tact:1", "contact:1:2", "../x:1",
        "contact:99999999999999999999", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:1"})
    EXPECT_FALSE(key_from(bad).has_value()) << bad;
}

class Drafts : public ::testing::TestWithParam<db::Engine> {
 protected:
  Draft draft(std::string note = "Zeugnis fehlt noch") {
    return {{"contact", 4711},
            {},
            "Kontakt mit Nour Demir",
            "/faelle/4711/kontakte/neu",
            http::Form({{"note", std::move(note)}})};
  }
  test::TestApp app_{GetParam(), {drafts_slice()}};
};
KIM_BOTH_ENGINES(Drafts);

TEST_P(Drafts, Are_found_again_with_title_and_content) {
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(keep(ctx, draft()).has_value());
  const auto found = find(ctx, {"contact", 4711});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->title, "Kontakt mit Nour Demir");
  EXPECT_EQ(found->content.get("note"), "Zeugnis fehlt noch");
  EXPECT_EQ(found->saved_at, app_.now());
}

TEST_P(Drafts, Keep_only_the_newest_text_of_one_form) {
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(keep(ctx, draft("alt")).has_value());
  ASSERT_TRUE(keep(ctx, draft("neu")).has_value());
  EXPECT_EQ(find(ctx, {"contact", 4711})->content.get("note"), "neu");
  EXPECT_EQ(list(ctx).size(), 1U);
}

TEST_P(Drafts, Belong_to_their_author_alone) {
  Context mine = app_.context(Who::kessler);
  ASSERT_TRUE(keep(mine, draft()).has_value());
  Context other = app_.context(Who::wittkamp);
  EXPECT_FALSE(find(other, {"contact", 4711}).has_value());
  EXPECT_TRUE(list(other).empty());
}

TEST_P(Drafts, Show_no_word_to_who_reads_the_database) {
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(keep(ctx, draft()).has_value());
  std::string bytes;
  app_.database().read()->each("SELECT content, title FROM draft", {},
                               [&](const db::Row& row) { bytes.append(row.bytes(0)).append(row.bytes(1)); });
  EXPECT_FALSE(bytes.empty());
  EXPECT_EQ(bytes.find("Zeugnis"), std::string::npos);
  EXPECT_EQ(bytes.find("Demir"), std::string::npos);
}

TEST_P(Drafts, Do_not_open_under_another_form_or_record) {
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(keep(ctx, draft()).has_value());
  const auto moved = app_.database().transact([](db::Tx& tx) -> Result<void> {
    tx->run("UPDATE draft SET about_id = 4712");
    tx.technical("test");
    return {};
  });
  ASSERT_TRUE(moved.has_value());
  EXPECT_FALSE(find(ctx, {"contact", 4712}).has_value());
}

TEST_P(Drafts, Expire_thirty_days_after_the_last_change) {
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(keep(ctx, draft()).has_value());
  app_.advance(std::chrono::days(30));
  Context later = app_.context(Who::kessler);
  EXPECT_TRUE(find(later, {"contact", 4711}).has_value());
  app_.advance(std::chrono::minutes(1));
  Context too_late = app_.context(Who::kessler);
  EXPECT_FALSE(find(too_late, {"contact", 4711}).has_value());
  EXPECT_TRUE(list(too_late).empty());
  Draft other = draft();
  other.key.about = 1;
  ASSERT_TRUE(keep(too_late, other).has_value());
  EXPECT_EQ(app_.count("SELECT count(*) FROM draft"), 1) << "the expired one is removed for good";
}

TEST_P(Drafts, Refuse_more_than_64_KiB) {
  Context ctx = app_.context(Who::kessler);
  EXPECT_TRUE(keep(ctx, draft(std::string(content_bytes_max - 4, 'x'))).has_value());
  const auto refused = keep(ctx, draft(std::string(content_bytes_max - 3, 'x')));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
}

TEST_P(Drafts, Refuse_a_fifty_first_but_not_a_change_of_the_fiftieth) {
  Context ctx = app_.context(Who::kessler);
  Draft one = draft();
  for (one.key.about = 1; one.key.about <= drafts_max; ++one.key.about) ASSERT_TRUE(keep(ctx, one).has_value());
  const auto refused = keep(ctx, one);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
  one.key.about = drafts_max;
  EXPECT_TRUE(keep(ctx, one).has_value());
}

TEST_P(Drafts, Never_lead_out_of_the_program) {
  Context ctx = app_.context(Who::kessler);
  for (const char* href : {"https://example.org/", "//example.org", "javascript:alert(1)", ""}) {
    Draft bad = draft();
    bad.href = href;
    EXPECT_FALSE(keep(ctx, bad).has_value()) << href;
  }
}

TEST_P(Drafts, Go_when_the_form_is_saved) {
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(keep(ctx, draft()).has_value());
  const auto saved = ctx.transact([&](db::Tx& tx) -> Result<void> {
    discard(ctx, tx, {"contact", 4711});
    tx.technical("test");
    return {};
  });
  ASSERT_TRUE(saved.has_value());
  EXPECT_FALSE(find(ctx, {"contact", 4711}).has_value());
}

TEST_P(Drafts, About_a_person_go_with_the_withdrawal) {
  Context ctx = app_.context(Who::kessler);
  CaseId case_id(4711);
  const auto made = ctx.transact([&](db::Tx& tx) -> Result<SubjectId> {
    tx.technical("test");
    const auto permit = TRY(access::create_subject(ctx, tx, SubjectId(4700), access::Right::person_write));
    TRY(access::create_case(ctx, tx, case_id, permit, access::Path::regional));
    return permit.subject();
  });
  ASSERT_TRUE(made.has_value());
  ASSERT_TRUE(keep(ctx, draft()).has_value());
  Draft other = draft();
  other.key.about = 9;
  ASSERT_TRUE(keep(ctx, other).has_value());
  const auto withdrawn = ctx.transact([&](db::Tx& tx) -> Result<void> {
    drafts_slice().on_withdrawal(ctx, tx, *made);
    tx.technical("test");
    return {};
  });
  ASSERT_TRUE(withdrawn.has_value());
  EXPECT_FALSE(find(ctx, {"contact", 4711}).has_value());
  EXPECT_TRUE(find(ctx, {"contact", 9}).has_value());
}

}  // namespace
}  // namespace kim::drafts
