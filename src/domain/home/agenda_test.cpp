// Sections of "Mein Tag": whose matters, in which order.
#include "domain/home/agenda.h"

#include <gtest/gtest.h>

namespace kim::home {
namespace {

const Day today(std::chrono::days(20'782));  // 25.11.2026
const AccountId me(1), colleague(2);

DueItem item(std::string group, int in_days, std::string title, AccountId responsible = me) {
  DueItem one;
  one.group = std::move(group);
  one.day = today + std::chrono::days(in_days);
  one.title = std::move(title);
  one.responsible = responsible;
  return one;
}

std::vector<std::string> titles(const std::vector<DueItem>& items) {
  std::vector<std::string> list;
  for (const DueItem& one : items) list.push_back(one.title);
  return list;
}

TEST(Agenda, Puts_each_item_into_its_section_by_day) {
  const Agenda day = agenda({me, {}, false},
                            {item("tasks", 3, "später"), item("deadlines", 1, "Titel"), item("tasks", -2, "überfällig"),
                             item("answers", 0, "Jobcenter"), item("appointments", 0, "Termin")});
  EXPECT_EQ(titles(day.tasks), (std::vector<std::string>{"überfällig", "später"}));
  EXPECT_EQ(titles(day.deadlines), std::vector<std::string>{"Titel"});
  EXPECT_EQ(titles(day.answers), std::vector<std::string>{"Jobcenter"});
  EXPECT_EQ(titles(day.appointments), std::vector<std::string>{"Termin"});
}

TEST(Agenda, Orders_appointments_by_time) {
  DueItem late = item("appointments", 0, "A");
  late.badge = "14:30 Uhr";
  DueItem early = item("appointments", 0, "Z");
  early.badge = "09:00 Uhr";
  EXPECT_EQ(titles(agenda({me, {}, false}, {late, early}).appointments), (std::vector<std::string>{"Z", "A"}));
}

TEST(Agenda, Names_what_is_late_first_on_the_same_day) {
  DueItem late = item("deadlines", 0, "Z");
  late.level = DueItem::Level::late;
  EXPECT_EQ(titles(agenda({me, {}, false}, {item("deadlines", 0, "A"), late}).deadlines),
            (std::vector<std::string>{"Z", "A"}));
}

TEST(Agenda, Shows_own_matters_those_of_nobody_and_those_one_stands_in_for) {
  DueItem stood_in = item("tasks", 0, "vertreten", colleague);
  stood_in.href = "/faelle/77/ziele";
  DueItem other = item("tasks", 0, "fremd", colleague);
  other.href = "/faelle/78";
  const std::vector<DueItem> items{item("tasks", 0, "eigen"), item("tasks", 0, "niemand", {}), stood_in, other};
  EXPECT_EQ(titles(agenda({me, {CaseId(77)}, false}, items).tasks),
            (std::vector<std::string>{"eigen", "niemand", "vertreten"}));
  EXPECT_EQ(agenda({me, {}, true}, items).tasks.size(), 4U);
}

TEST(Agenda, Reads_the_case_of_an_address) {
  struct {
    std::string_view href;
    std::int64_t id;
  } const table[] = {{"/faelle/77", 77},
                     {"/faelle/77/ziele", 77},
                     {"/faelle/77?druck=1", 77},
                     {"/faelle/77x", 0},
                     {"/faelle/neu", 0},
                     {"/personen/77", 0},
                     {"", 0},
                     {"/faelle/", 0}};
  for (const auto& line : table) EXPECT_EQ(case_of(line.href).value(), line.id) << line.href;
}

}  // namespace
}  // namespace kim::home
