// The decision behind every permit, as a table over roles, rights, ties and states; and the rights table's own promises.
#include "domain/access/decide.h"

#include <gtest/gtest.h>

#include <functional>

namespace kim::access {
namespace {

constexpr Right tied[] = {Right::case_write,       Right::case_close, Right::consent_write,
                          Right::assessment_write, Right::goal_write, Right::referral_write};
constexpr Right team_wide[] = {Right::case_read, Right::consent_read, Right::referral_read};

struct Case {
  const char* what;
  Role role;
  Right right;
  CaseFacts facts;
  Closed closed;
  Answer answer;
};
using enum CaseState;

const Case table[] = {
    // own team, nobody's deputy
    {"colleague reads",
     Role::case_management,
     Right::case_read,
     {true, Tie::none, open},
     Closed::refuse,
     Answer::granted},
    {"colleague notes a contact",
     Role::case_management,
     Right::case_contact,
     {true, Tie::none, open},
     Closed::refuse,
     Answer::granted},
    {"colleague changes",
     Role::case_management,
     Right::case_write,
     {true, Tie::none, open},
     Closed::refuse,
     Answer::refused},
    // bound to the case
    {"responsible changes",
     Role::case_management,
     Right::case_write,
     {true, Tie::responsible, open},
     Closed::refuse,
     Answer::granted},
    {"deputy changes",
     Role::case_management,
     Right::case_write,
     {true, Tie::deputy, open},
     Closed::refuse,
     Answer::granted},
    // looks in for two hours
    {"emergency reads",
     Role::case_management,
     Right::case_read,
     {false, Tie::emergency, open},
     Closed::refuse,
     Answer::granted},
    {"emergency notes a contact",
     Role::case_management,
     Right::case_contact,
     {false, Tie::emergency, open},
     Closed::refuse,
     Answer::granted},
    {"emergency changes",
     Role::case_management,
     Right::case_write,
     {false, Tie::emergency, open},
     Closed::refuse,
     Answer::refused},
    {"emergency records a consent",
     Role::case_management,
     Right::consent_write,
     {false, Tie::emergency, open},
     Closed::refuse,
     Answer::refused},
    {"emergency in a blocked case",
     Role::case_management,
     Right::case_read,
     {false, Tie::emergency, blocked},
     Closed::refuse,
     Answer::blocked},
    {"deputy from another team reads",
     Role::case_management,
     Right::case_read,
     {false, Tie::deputy, open},
     Closed::refuse,
     Answer::granted},
    {"deputy from another team changes",
     Role::case_management,
     Right::goal_write,
     {false, Tie::deputy, open},
     Closed::refuse,
     Answer::granted},
    // strangers never learn that the case exists
    {"stranger reads",
     Role::case_management,
     Right::case_read,
     {false, Tie::none, open},
     Closed::refuse,
     Answer::unseen},
    {"stranger changes",
     Role::case_management,
     Right::case_write,
     {false, Tie::none, open},
     Closed::refuse,
     Answer::unseen},
    {"stranger, blocked",
     Role::case_management,
     Right::case_read,
     {false, Tie::none, blocked},
     Closed::refuse,
     Answer::unseen},
    {"coordination", Role::coordination, Right::case_read, {false, Tie::none, open}, Closed::refuse, Answer::unseen},
    {"management", Role::management, Right::case_read, {false, Tie::none, open}, Closed::refuse, Answer::unseen},
    {"authority", Role::authority_post, Right::case_read, {false, Tie::none, open}, Closed::refuse, Answer::unseen},
    {"administration in the team",
     Role::administration,
     Right::case_read,
     {true, Tie::none, open},
     Closed::refuse,
     Answer::refused},
    {"former case manager, now coordination",
     Role::coordination,
     Right::case_write,
     {false, Tie::responsible, open},
     Closed::refuse,
     Answer::refused},
    // blocked: consent withdrawn
    {"blocked, responsible reads",
     Role::case_management,
     Right::case_read,
     {true, Tie::responsible, blocked},
     Closed::refuse,
     Answer::blocked},
    {"blocked, responsible changes",
     Role::case_management,
     Right::case_write,
     {true, Tie::responsible, blocked},
     Closed::allow,
     Answer::blocked},
    {"blocked, colleague notes",
     Role::case_management,
     Right::case_contact,
     {true, Tie::none, blocked},
     Closed::refuse,
     Answer::blocked},
    {"blocked, new consent",
     Role::case_management,
     Right::consent_write,
     {true, Tie::responsible, blocked},
     Closed::refuse,
     Answer::granted},
    {"blocked, new consent by a colleague",
     Role::case_management,
     Right::consent_write,
     {true, Tie::none, blocked},
     Closed::refuse,
     Answer::refused},
    {"blocked, privacy office",
     Role::data_protection,
     Right::blocked_case_read,
     {false, Tie::none, blocked},
     Closed::refuse,
     Answer::granted},
    {"open, privacy office",
     Role::data_protection,
     Right::blocked_case_read,
     {false, Tie::none, open},
     Closed::refuse,
     Answer::unseen},
    {"closed, privacy office",
     Role::data_protection,
     Right::blocked_case_read,
     {false, Tie::none, closed},
     Closed::refuse,
     Answer::unseen},
    {"privacy office reads as a case manager",
     Role::data_protection,
     Right::case_read,
     {false, Tie::none, blocked},
     Closed::refuse,
     Answer::unseen},
    {"case management as privacy office",
     Role::case_management,
     Right::blocked_case_read,
     {true, Tie::responsible, blocked},
     Closed::refuse,
     Answer::refused},
    // closed
    {"closed, colleague reads",
     Role::case_management,
     Right::case_read,
     {true, Tie::none, closed},
     Closed::refuse,
     Answer::granted},
    {"closed, responsible changes",
     Role::case_management,
     Right::case_write,
     {true, Tie::responsible, closed},
     Closed::refuse,
     Answer::refused},
    {"closed, colleague notes",
     Role::case_management,
     Right::case_contact,
     {true, Tie::none, closed},
     Closed::refuse,
     Answer::refused},
    {"closed, responsible re-opens",
     Role::case_management,
     Right::case_write,
     {true, Tie::responsible, closed},
     Closed::allow,
     Answer::granted},
    {"closed, colleague re-opens",
     Role::case_management,
     Right::case_write,
     {true, Tie::none, closed},
     Closed::allow,
     Answer::refused},
    // the UmA provider: the same in its own area
    {"UmA responsible changes",
     Role::uma_provider,
     Right::case_write,
     {true, Tie::responsible, open},
     Closed::refuse,
     Answer::granted},
    {"UmA, regional case",
     Role::uma_provider,
     Right::case_read,
     {false, Tie::none, open},
     Closed::refuse,
     Answer::unseen},
};

TEST(Decide, Follows_its_table) {
  for (const Case& c : table) EXPECT_EQ(c.answer, decide(c.role, c.right, c.facts, c.closed)) << c.what;
}

void for_all(const std::function<void(Role, Right, const CaseFacts&, Closed, Answer)>& look) {
  for (const RoleInfo& role : roles())
    for (const RightInfo& right : rights())
      for (const bool same_team : {false, true})
        for (const Tie tie : {Tie::none, Tie::deputy, Tie::responsible})
          for (const CaseState state : {open, blocked, closed})
            for (const Closed allow : {Closed::refuse, Closed::allow}) {
              const CaseFacts facts{same_team, tie, state};
              look(role.role, right.right, facts, allow, decide(role.role, right.right, facts, allow));
            }
}

TEST(Decide, Nobody_gets_what_the_role_does_not_have) {
  for_all([](Role role, Right right, const CaseFacts&, Closed, Answer answer) {
    EXPECT_TRUE(answer != Answer::granted || has(role, right));
  });
}

TEST(Decide, Without_team_and_tie_everything_looks_absent_but_for_the_privacy_office) {
  for_all([](Role role, Right right, const CaseFacts& facts, Closed, Answer answer) {
    if (facts.same_team || facts.tie != Tie::none) return;
    const bool office = role == Role::data_protection && right == Right::blocked_case_read && facts.state == blocked;
    EXPECT_EQ(office ? Answer::granted : Answer::unseen, answer);
  });
}

TEST(Decide, A_blocked_case_gives_nothing_but_consent_and_the_privacy_office) {
  for_all([](Role, Right right, const CaseFacts& facts, Closed, Answer answer) {
    if (facts.state != blocked || answer != Answer::granted) return;
    EXPECT_TRUE(right == Right::consent_read || right == Right::consent_write || right == Right::blocked_case_read);
  });
}

TEST(Decide, Acts_that_need_responsibility_are_never_granted_without_it) {
  for_all([](Role, Right right, const CaseFacts& facts, Closed, Answer answer) {
    if (std::find(std::begin(tied), std::end(tied), right) == std::end(tied) || facts.tie != Tie::none) return;
    EXPECT_NE(Answer::granted, answer);
  });
}

TEST(Decide, Reading_is_granted_to_the_whole_team_in_every_state_but_blocked) {
  for (const Right right : team_wide)
    for (const CaseState state : {open, closed})
      EXPECT_EQ(Answer::granted, decide(Role::case_management, right, {true, Tie::none, state}, Closed::refuse));
}

TEST(Rights, Roles_without_casework_have_no_right_on_persons_or_cases) {
  const Right content[] = {Right::case_list,     Right::case_read,        Right::case_write,    Right::case_contact,
                           Right::case_create,   Right::case_close,       Right::person_read,   Right::person_write,
                           Right::person_search, Right::inquiry_read,     Right::inquiry_write, Right::consent_read,
                           Right::consent_write, Right::assessment_write, Right::goal_write,    Right::referral_read,
                           Right::referral_write};
  for (const Role role : {Role::coordination, Role::administration, Role::data_protection, Role::authority_post,
                          Role::steering_member, Role::management})
    for (const Right right : content) EXPECT_FALSE(has(role, right)) << info(role).code << " " << info(right).code;
}

TEST(Rights, Each_special_right_belongs_to_exactly_its_role) {
  struct Special {
    Right right;
    Role role;
  };
  const Special special[] = {{Right::account_manage, Role::administration},
                             {Right::audit_read, Role::data_protection},
                             {Right::blocked_case_read, Role::data_protection},
                             {Right::referral_answer, Role::authority_post}};
  for (const Special& s : special)
    for (const RoleInfo& role : roles()) EXPECT_EQ(role.role == s.role, has(role.role, s.right)) << role.code;
}

TEST(Rights, Whatever_may_be_refused_says_who_may) {
  for (const RightInfo& right : rights()) {
    bool everybody = true;
    for (const RoleInfo& role : roles()) everybody = everybody && has(role.role, right.right);
    EXPECT_EQ(everybody, right.refusal.empty()) << right.code;
    EXPECT_FALSE(right.label.empty());
  }
}

}  // namespace
}  // namespace kim::access
