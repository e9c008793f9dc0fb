// Stored records on both engines, proved on a record that has a field of every kind, open and encrypted.
#include "domain/records/records.h"

#include <gtest/gtest.h>

#include <deque>

#include "app/test_app.h"
#include "domain/records/conflict.h"
#include "platform/db/migrate.h"

namespace kim::records {
namespace {

using record::Kind;
using record::Need;
using record::Privacy;
using record::YesNo;
using test::Who;

struct Sample {
  std::string word, secret_word;
  std::string lines, secret_lines;
  std::string email, phone, letter, colour;
  std::vector<std::string> tongues, secret_tongues;
  std::optional<std::int64_t> count, secret_count;
  bool sure = false, secret_sure = false;
  YesNo answer = YesNo::unknown, secret_answer = YesNo::unknown;
  std::optional<Day> day, secret_day;
  std::optional<PartialDate> birth, secret_birth;
  std::optional<Moment> moment, secret_moment;
  BodyId body, secret_body;
};

template <auto Member>
consteval record::Field open_field_of(std::string_view name, record::Shape shape) {
  return record::field<Member>(name, name, shape, Need::may, Privacy::open, "Probe");
}
template <auto Member>
consteval record::Field secret(std::string_view name, record::Shape shape) {
  return record::field<Member>(name, name, shape, Need::may, Privacy::personal, "Probe");
}

constexpr record::Field sample_fields[] = {
    open_field_of<&Sample::word>("word", record::text(80)),
    secret<&Sample::secret_word>("secret_word", record::text(80)),
    open_field_of<&Sample::lines>("line_text", record::long_text(800)),
    secret<&Sample::secret_lines>("secret_lines", record::long_text(800)),
    secret<&Sample::email>("email", record::email()),
    secret<&Sample::phone>("phone", record::phone()),
    open_field_of<&Sample::letter>("letter", record::language()),
    open_field_of<&Sample::colour>("colour", record::code("gender")),
    open_field_of<&Sample::tongues>("tongues", record::codes("language")),
    secret<&Sample::secret_tongues>("secret_tongues", record::codes("language")),
    open_field_of<&Sample::count>("amount", record::number(0, 1000)),
    secret<&Sample::secret_count>("secret_amount", record::number(0, 1000)),
    open_field_of<&Sample::sure>("sure", record::flag()),
    secret<&Sample::secret_sure>("secret_sure", record::flag()),
    open_field_of<&Sample::answer>("answer", record::yes_no()),
    secret<&Sample::secret_answer>("secret_answer", record::yes_no()),
    open_field_of<&Sample::day>("day_on", record::day()),
    secret<&Sample::secret_day>("secret_day", record::day()),
    open_field_of<&Sample::birth>("birth", record::partial_date()),
    secret<&Sample::secret_birth>("secret_birth", record::partial_date()),
    open_field_of<&Sample::moment>("at_moment", record::moment()),
    secret<&Sample::secret_moment>("secret_moment", record::moment()),
    open_field_of<&Sample::body>("body_id", record::reference()),
    secret<&Sample::secret_body>("secret_body", record::reference()),
};
constexpr record::Record sample_record{"sample", "Probe", sample_fields};

constexpr std::string_view sample_table =
    "CREATE TABLE sample (id {int} PRIMARY KEY, case_id {int}, version {int} NOT NULL, created_at {int} NOT NULL, "
    "created_by {int}, "
    "changed_at {int} NOT NULL, changed_by {int}, word text, secret_word {bytes}, line_text text, secret_lines "
    "{bytes}, email {bytes}, "
    "phone {bytes}, letter text, colour text, tongues text, secret_tongues {bytes}, amount {int}, secret_amount "
    "{bytes}, sure {int}, "
    "secret_sure {bytes}, answer text, secret_answer {bytes}, day_on text, secret_day {bytes}, birth text, "
    "secret_birth {bytes}, "
    "at_moment {int}, secret_moment {bytes}, body_id {int}, secret_body {bytes}) {strict}";

const Table& table() {
  static const Table made(sample_record, "case_id");
  return made;
}

Sample full() {
  Sample s;
  s.word = s.secret_word = "Łódź, Öztürk – „Ziel“";
  s.lines = s.secret_lines = "erste Zeile\nzweite & dritte = \"vier\"";
  s.email = "parwin@example.org";
  s.phone = "+49 221 4710 100";
  s.letter = "prs";
  s.colour = "female";
  s.tongues = s.secret_tongues = {"prs", "de"};
  s.count = s.secret_count = 0;
  s.sure = s.secret_sure = true;
  s.answer = s.secret_answer = YesNo::no;
  s.day = s.secret_day = day_from_iso("2026-02-28");
  s.birth = s.secret_birth = PartialDate{1991, 5, 0};
  s.moment = s.secret_moment = moment_from_micros(1'764'060'000'000'001);
  s.body = s.secret_body = BodyId(std::int64_t{1} << 61);
  return s;
}

std::string text_of(const Sample& sample) {
  std::string text;
  for (const record::Field& field : sample_fields)
    text += std::string(field.name) + "=" + record::to_text(field.get(&sample)) + "\n";
  return text;
}

class Records : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override { script(db::for_engine(sample_table, GetParam())); }
  void script(const std::string& sql) {
    const auto done = app_.database().transact([&](db::Tx& tx) -> Result<void> {
      tx->script(sql);
      tx.technical("test table");
      return {};
    });
    ASSERT_TRUE(done.has_value());
  }
  Owner owner(std::int64_t case_id = 900) const { return {&key_, case_id, 800, case_id}; }
  std::int64_t add_sample(const Sample& sample) {
    Context ctx = app_.context(Who::kessler);
    return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> { return add(ctx, tx, table(), owner(), sample); })
        .value();
  }
  Result<void> change_sample(const Stored<Sample>& before, const Sample& after, Who who = Who::kessler) {
    Context ctx = app_.context(who);
    return ctx.transact([&](db::Tx& tx) { return change(ctx, tx, table(), owner(), before, after); });
  }
  Stored<Sample> load(std::int64_t id) { return one<Sample>(*app_.database().read(), table(), owner(), id).value(); }

  test::TestApp app_{GetParam(), {}};
  crypto::Key key_{std::string(32, 's')};
};
KIM_BOTH_ENGINES(Records);

TEST_P(Records, Every_kind_comes_back_as_it_went_in) {
  const auto stored = load(add_sample(full()));
  EXPECT_EQ(text_of(full()), text_of(stored.value));
  EXPECT_EQ(1, stored.version);
  EXPECT_EQ(900, stored.parent);
  EXPECT_EQ(app_.account(Who::kessler), stored.created_by);
  EXPECT_EQ(app_.now(), stored.created_at);
}

TEST_P(Records, Nothing_given_comes_back_as_nothing) {
  EXPECT_EQ(text_of(Sample{}), text_of(load(add_sample({})).value));
}

TEST_P(Records, No_encrypted_value_can_be_read_on_disk) {
  const auto id = add_sample(full());
  for (const record::Field& field : sample_fields) {
    if (!field.encrypted()) continue;
    static std::deque<std::string> texts;  // statement texts live as long as the program
    const std::string& kept = texts.emplace_back("SELECT " + std::string(field.name) + " FROM sample WHERE id = $1");
    const auto bytes = app_.database().read()->first(db::Sql::built(kept), {id},
                                                     [](const db::Row& row) { return std::string(row.bytes(0)); });
    const Sample sample = full();
    const std::string plain = record::to_text(field.get(&sample));
    EXPECT_GE(bytes->size(), plain.size() + 29) << field.name;  // format, nonce and tag
    EXPECT_TRUE(plain.size() < 3 || bytes->find(plain) == std::string::npos) << field.name;
  }
}

TEST_P(Records, Only_the_right_key_opens_a_row) {
  const auto id = add_sample(full());
  const crypto::Key other(std::string(32, 'o'));
  const Owner stranger{&other, 900, 800, 900};
  EXPECT_THROW((void)one<Sample>(*app_.database().read(), table(), stranger, id), Fault);
}

TEST_P(Records, A_value_moved_to_another_row_or_column_does_not_open) {
  const auto mine = add_sample(full()), other = add_sample(full());
  script("UPDATE sample SET secret_word = (SELECT s.secret_word FROM sample s WHERE s.id = " + std::to_string(other) +
         ") WHERE id = " + std::to_string(mine));
  EXPECT_THROW((void)load(mine), Fault);
  script("UPDATE sample SET secret_lines = secret_word WHERE id = " + std::to_string(other));
  EXPECT_THROW((void)load(other), Fault);
}

TEST_P(Records, A_broken_open_value_is_a_fault_and_no_empty_field) {
  const auto id = add_sample(full());
  script("UPDATE sample SET day_on = '2026-02-30'");
  EXPECT_THROW((void)load(id), Fault);
}

TEST_P(Records, A_row_of_another_case_looks_like_not_found) {
  const auto id = add_sample(full());
  const auto found = one<Sample>(*app_.database().read(), table(), owner(901), id);
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(ErrorCode::not_found, found.error().code);
  EXPECT_TRUE(children<Sample>(*app_.database().read(), table(), owner(901)).empty());
  EXPECT_EQ(1U, children<Sample>(*app_.database().read(), table(), owner()).size());
}

TEST_P(Records, A_change_writes_version_author_and_a_sealed_difference) {
  const auto id = add_sample(full());
  Sample after = full();
  after.secret_word = "geändert";
  after.sure = false;
  after.secret_day.reset();
  app_.advance(std::chrono::minutes(5));
  ASSERT_TRUE(change_sample(load(id), after, Who::wittkamp).has_value());
  const auto stored = load(id);
  EXPECT_EQ(text_of(after), text_of(stored.value));
  EXPECT_EQ(2, stored.version);
  EXPECT_EQ(app_.account(Who::wittkamp), stored.changed_by);
  EXPECT_EQ(app_.account(Who::kessler), stored.created_by);
  EXPECT_LT(stored.created_at, stored.changed_at);

  const auto entry = app_.audit_entries("changed").at(0);
  EXPECT_EQ("sample", entry.what);
  EXPECT_EQ(id, entry.record_id);
  EXPECT_EQ(900, entry.case_id);
  EXPECT_EQ(800, entry.subject_id);
  EXPECT_EQ(app_.account(Who::wittkamp), entry.actor);
  EXPECT_EQ(std::string::npos, entry.sealed.find("secret_word"));
}

TEST_P(Records, The_history_tells_who_changed_what_when) {
  const auto id = add_sample(full());
  Sample after = full();
  after.secret_word = "geändert & neu=1";
  after.secret_birth.reset();
  ASSERT_TRUE(change_sample(load(id), after, Who::wittkamp).has_value());
  const auto lines = history(*app_.database().read(), table(), owner(), id);
  ASSERT_EQ(2U, lines.size());
  EXPECT_EQ("changed", lines[0].act);
  EXPECT_EQ(app_.account(Who::wittkamp), lines[0].actor);
  ASSERT_EQ(2U, lines[0].changes.size());
  EXPECT_EQ("secret_word", lines[0].changes[0].field->name);
  EXPECT_EQ("Łódź, Öztürk – „Ziel“", lines[0].changes[0].before);
  EXPECT_EQ("geändert & neu=1", lines[0].changes[0].after);
  EXPECT_EQ("1991-05", lines[0].changes[1].before);
  EXPECT_EQ("", lines[0].changes[1].after);
  EXPECT_EQ("created", lines[1].act);

  const crypto::Key other(std::string(32, 'o'));
  const auto closed = history(*app_.database().read(), table(), {&other, 900, 800, 900}, id);
  EXPECT_TRUE(closed.at(0).changes.empty());  // without the key: that, not what
}

TEST_P(Records, The_second_of_two_who_started_from_the_same_version_is_told) {
  const auto id = add_sample(full());
  const auto base = load(id);
  Sample mine = full(), theirs = full();
  mine.word = "meins";
  theirs.word = "ihres";
  ASSERT_TRUE(change_sample(base, theirs, Who::wittkamp).has_value());
  const auto late = change_sample(base, mine);
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(ErrorCode::conflict, late.error().code);
  EXPECT_EQ("ihres", load(id).value.word);
  EXPECT_EQ(1U, app_.audit_entries("changed").size());
}

TEST_P(Records, Saving_without_a_change_keeps_version_and_trail) {
  const auto id = add_sample(full());
  ASSERT_TRUE(change_sample(load(id), full()).has_value());
  EXPECT_EQ(1, load(id).version);
  EXPECT_TRUE(app_.audit_entries("changed").empty());
}

TEST_P(Records, An_earlier_version_is_told_from_the_history) {
  const auto id = add_sample(full());
  Sample second = full(), third;
  second.secret_day.reset();
  second.word = "zwei";
  ASSERT_TRUE(change_sample(load(id), second).has_value());
  ASSERT_TRUE(change_sample(load(id), third).has_value());  // everything emptied
  const Sample versions[] = {full(), second, third};
  for (std::int64_t version = 1; version <= 3; ++version) {
    Sample value = load(id).value;
    ASSERT_TRUE(value_at(*app_.database().read(), table(), owner(), id, 3, version, &value)) << version;
    EXPECT_EQ(text_of(versions[version - 1]), text_of(value)) << version;
  }
  Sample value = load(id).value;
  EXPECT_FALSE(value_at(*app_.database().read(), table(), owner(), id, 3, 0, &value));
}

TEST_P(Records, A_field_without_a_column_fails_loudly) {
  static constexpr record::Field fields[] = {open_field_of<&Sample::word>("word", record::text(80)),
                                             open_field_of<&Sample::letter>("no_such_column", record::text(80))};
  static constexpr record::Record wrong{"sample", "Probe", fields};
  static const Table wrong_table(wrong, "case_id");
  Context ctx = app_.context(Who::kessler);
  EXPECT_THROW((void)ctx.transact(
                   [&](db::Tx& tx) -> Result<std::int64_t> { return add(ctx, tx, wrong_table, owner(), Sample{}); }),
               Fault);
  EXPECT_EQ(0, app_.count("SELECT count(*) FROM sample"));
}

TEST_P(Records, An_encrypted_record_is_not_written_without_a_key) {
  Context ctx = app_.context(Who::kessler);
  EXPECT_THROW((void)ctx.transact(
                   [&](db::Tx& tx) -> Result<std::int64_t> { return add(ctx, tx, table(), nobody(900), full()); }),
               Bug);
}

TEST_P(Records, Opening_is_written_before_the_page_is_sent) {
  Context ctx = app_.context(Who::kessler);
  opened(ctx, "case", 900, owner(), "case_page");
  const auto entry = app_.audit_entries("opened").at(0);
  EXPECT_EQ("case", entry.what);
  EXPECT_EQ(900, entry.case_id);
  EXPECT_EQ("case_page", entry.purpose);
  EXPECT_EQ(app_.account(Who::kessler), entry.actor);
}

TEST_P(Records, A_conflict_asks_only_what_both_changed_differently) {
  const auto id = add_sample(full());
  Sample mine = full(), theirs = full();
  mine.word = "meins";
  theirs.word = "ihres";
  mine.count = 7;
  theirs.lines = "anders";
  ASSERT_TRUE(change_sample(load(id), theirs, Who::wittkamp).has_value());
  Context ctx = app_.context(Who::kessler);
  const Page conflict = conflict_page(ctx, "Geändert", table(), owner(), load(id), 1, mine, {"/probe", "/zurueck"});
  EXPECT_EQ(409, conflict.status);
  const std::string page = conflict.content.str();
  const auto times = [&](std::string_view part) {
    std::size_t count = 0;
    for (auto at = page.find(part); at != std::string::npos; at = page.find(part, at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(2U, times("type=\"radio\""));
  EXPECT_EQ(2U, times("type=\"radio\" name=\"word\"") + times("name=\"word\" type=\"radio\""));
  EXPECT_EQ("2", test::input_value(page, "version"));
  EXPECT_EQ("7", test::input_value(page, "amount"));
  EXPECT_EQ("anders", test::input_value(page, "line_text"));
  EXPECT_EQ(1U, times("Jonas Wittkamp") > 0 ? 1U : 0U);
}

}  // namespace
}  // namespace kim::records
