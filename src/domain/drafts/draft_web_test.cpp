// Drafts through their routes: by script, by button, list, discarding.
#include "app/test_app.h"
#include "domain/drafts/draft.h"
#include "domain/drafts/drafts_slice.h"

namespace kim::drafts {
namespace {

using test::Who;

class DraftRoutes : public ::testing::TestWithParam<db::Engine> {
 protected:
  http::Response keep_as(Who who) {
    return app_.post(
        who, "/entwuerfe/contact:7",
        {{"_titel", "Kontakt mit Nour Demir"}, {"_ort", "/faelle/7/kontakte/neu"}, {"note", "Zeugnis fehlt"}});
  }
  test::TestApp app_{GetParam(), {drafts_slice()}};
};
KIM_BOTH_ENGINES(DraftRoutes);

TEST_P(DraftRoutes, Need_a_session) {
  EXPECT_EQ(app_.get(Who::nobody, "/entwuerfe").status, 303);
  EXPECT_EQ(keep_as(Who::nobody).status, 303);
  EXPECT_EQ(app_.count("SELECT count(*) FROM draft"), 0);
}

TEST_P(DraftRoutes, Refuse_a_form_without_its_token) {
  EXPECT_EQ(app_.post_without_csrf(Who::kessler, "/entwuerfe/contact:7", {{"note", "x"}}).status, 400);
  EXPECT_EQ(app_.post_without_csrf(Who::kessler, "/entwuerfe/contact:7/verwerfen", {}).status, 400);
}

TEST_P(DraftRoutes, Keep_what_the_script_sends_and_tell_when_the_session_ends) {
  const auto answer = keep_as(Who::kessler);
  EXPECT_EQ(answer.status, 204);
  EXPECT_FALSE(answer.header("X-KIM-Session-Ends").empty());
  Context ctx = app_.context(Who::kessler);
  const auto draft = find(ctx, {"contact", 7});
  ASSERT_TRUE(draft.has_value());
  EXPECT_EQ(draft->title, "Kontakt mit Nour Demir");
  EXPECT_EQ(draft->content.get("note"), "Zeugnis fehlt");
  EXPECT_FALSE(draft->content.has("_csrf"));
}

TEST_P(DraftRoutes, Stand_in_the_list_of_their_author) {
  EXPECT_EQ(keep_as(Who::kessler).status, 204);
  const auto list_page = app_.get(Who::kessler, "/entwuerfe");
  EXPECT_EQ(list_page.status, 200);
  EXPECT_NE(list_page.body.find("Kontakt mit Nour Demir"), std::string::npos);
  EXPECT_NE(list_page.body.find("href=\"/faelle/7/kontakte/neu?entwurf=1\""), std::string::npos);
  EXPECT_NE(list_page.body.find("Gesichert heute um 09:00 Uhr"), std::string::npos);
}

TEST_P(DraftRoutes, Take_what_names_no_place_from_where_it_was_sent) {
  EXPECT_EQ(app_.post(Who::kessler, "/entwuerfe/contact:8", {{"note", "x"}}).status, 204);
  Context ctx = app_.context(Who::kessler);
  EXPECT_EQ(find(ctx, {"contact", 8})->href, "/");
  EXPECT_EQ(find(ctx, {"contact", 8})->title, "Begonnene Eingabe");
}

TEST_P(DraftRoutes, Know_only_keys_of_forms) {
  EXPECT_EQ(app_.post(Who::kessler, "/entwuerfe/nonsense", {{"note", "x"}}).status, 404);
  EXPECT_EQ(app_.get(Who::kessler, "/entwuerfe/nonsense/verwerfen").status, 404);
}

TEST_P(DraftRoutes, Refuse_too_much) {
  const auto answer =
      app_.post(Who::kessler, "/entwuerfe/contact:7", {{"_ort", "/"}, {"note", std::string(70'000, 'x')}});
  EXPECT_EQ(answer.status, 413);
}

TEST_P(DraftRoutes, Ask_before_text_is_lost) {
  EXPECT_EQ(keep_as(Who::kessler).status, 204);
  EXPECT_EQ(app_.get(Who::wittkamp, "/entwuerfe/contact:7/verwerfen").status, 404);
  const auto question = app_.get(Who::kessler, "/entwuerfe/contact:7/verwerfen");
  EXPECT_EQ(question.status, 200);
  EXPECT_NE(question.body.find("Der Text, den Sie heute um 09:00 Uhr geschrieben haben, ist dann weg."),
            std::string::npos);
  EXPECT_EQ(app_.count("SELECT count(*) FROM draft"), 1);
  EXPECT_EQ(app_.post(Who::wittkamp, "/entwuerfe/contact:7/verwerfen", {}).status, 303);
  EXPECT_EQ(app_.count("SELECT count(*) FROM draft"), 1) << "nobody discards another's draft";
  EXPECT_EQ(app_.post(Who::kessler, "/entwuerfe/contact:7/verwerfen", {}).status, 303);
  EXPECT_EQ(app_.count("SELECT count(*) FROM draft"), 0);
}

TEST_P(DraftRoutes, Say_that_nothing_is_open) {
  EXPECT_NE(app_.get(Who::kessler, "/entwuerfe").body.find("Kein Entwurf offen"), std::string::npos);
  Context ctx = app_.context(Who::kessler);
  EXPECT_TRUE(drafts_panel(ctx).empty());
}

TEST_P(DraftRoutes, Offer_the_draft_above_its_form_until_it_is_taken_up) {
  EXPECT_EQ(keep_as(Who::kessler).status, 204);
  Context ctx = app_.context(Who::kessler);
  http::Request request;
  const std::vector<std::string> path;
  const http::Form nothing;
  const Ask ask{request, path, nothing};
  const Found offered = look(ctx, ask, {"contact", 7});
  ASSERT_TRUE(offered.offered.has_value());
  EXPECT_NE(notice(ctx, offered.offered).str().find("Sie haben hier heute um 09:00 Uhr etwas begonnen"),
            std::string::npos);
  request.query.set("entwurf", "1");
  const Found taken = look(ctx, ask, {"contact", 7});
  EXPECT_FALSE(taken.offered.has_value());
  EXPECT_EQ(taken.resumed->content.get("note"), "Zeugnis fehlt");
  EXPECT_TRUE(notice(ctx, taken.offered).empty());
}

}  // namespace
}  // namespace kim::drafts
