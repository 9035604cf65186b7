#include "cluster/project/project.hpp"

#include <gmock/gmock.h>

#include "base/error.hpp"
#include "cluster/names.hpp"
#include "cluster/project/budget.hpp"
#include "cluster/project/moves.hpp"
#include "cluster/project/plan.hpp"
#include "cluster/sample.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using test::numbered;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

constexpr Date day(int year, unsigned month, unsigned number) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number);
}

const OrganisationId kAlfa = numbered<OrganisationId>(1), kBeta = numbered<OrganisationId>(2),
                     kGamma = numbered<OrganisationId>(3);

Project project(ProjectStage stage = ProjectStage::draft) {
  Project made;
  made.id = numbered<ProjectId>(1);
  made.cluster = numbered<ClusterId>(1);
  made.acronym = "ŁĄKA";
  made.title = {{"pl", "Wspólna łąka testowa"}};
  made.stage = stage;
  made.begins_on = day(2026, 1, 1);
  made.ends_on = day(2027, 12, 31);
  return made;
}

Part part(std::uint32_t id, PartValue value) {
  return {numbered<PartId>(id), numbered<ProjectId>(1), std::move(value), 1, {}, {}, {}};
}

Partner partner(OrganisationId organisation, PartnerState state = PartnerState::active,
                PartnerRole role = PartnerRole::partner) {
  Partner made;
  made.organisation = organisation;
  made.state = state;
  made.role = role;
  made.since = day(2026, 1, 1);
  return made;
}

Task task(const std::string& title, int days = 5, std::vector<std::uint32_t> after = {}) {
  Task made;
  made.title = title;
  made.duration_days = days;
  for (const std::uint32_t each : after) made.depends_on.push_back({numbered<PartId>(each)});
  return made;
}

// Alfa leads, Beta takes part; three tasks one after the other.
Plan sample(ProjectStage stage = ProjectStage::draft) {
  return {project(stage),
          {part(1, partner(kAlfa, PartnerState::active, PartnerRole::lead)), part(2, partner(kBeta)),
           part(10, task("Projekt")), part(11, task("Prototyp", 10, {10})), part(12, task("Badania", 3, {11}))}};
}

std::string problem_of(const auto& work) {
  try {
    work();
    return "";
  } catch (const InvalidInput& problem) {
    return problem.where() + " " + problem.problem();
  }
}

std::string problem_of(const Plan& plan, const PartValue& value, std::uint32_t id = 0) {
  return problem_of([&] { check(plan, id == 0 ? PartId{} : numbered<PartId>(id), value); });
}

TEST(Project, ItsJsonReadsBackAsItWas) {
  Project made = project();
  made.summary = {{"pl", "Po co"}, {"en", "What for"}};
  made.idea = numbered<IdeaId>(3);
  made.visibility = Visibility::named;
  made.named = {kGamma};
  made.version = 2;
  EXPECT_EQ(project_from_json(to_json(made), made), made);
}

TEST(Project, RulesNameTheField) {
  const auto broken = [](auto change) {
    Project made = project();
    change(made);
    return problem_of([&] { normalise(made); });
  };
  EXPECT_THAT(broken([](Project& each) { each.ends_on = day(2025, 1, 1); }), HasSubstr("/ends_on"));
  EXPECT_THAT(broken([](Project& each) { each.ends_on = day(2090, 1, 1); }), HasSubstr("/ends_on"));
  EXPECT_THAT(broken([](Project& each) { each.title.clear(); }), HasSubstr("/title"));
  EXPECT_THAT(broken([](Project& each) { each.title = {{"pl", "a\tb\x01"}}; }), HasSubstr("/title/pl"));
  EXPECT_THAT(broken([](Project& each) { each.currency = "XYZ"; }), HasSubstr("/currency"));
  EXPECT_THAT(broken([](Project& each) { each.visibility = Visibility::owner; }), HasSubstr("/visibility"));
  EXPECT_THAT(broken([](Project& each) { each.visibility = Visibility::named; }), HasSubstr("/named"));
  EXPECT_EQ(broken([](Project&) {}), "");
}

TEST(Project, StagesFollowOneAnotherAndAreClosedWithAWord) {
  Project made = project();
  EXPECT_THAT(problem_of([&] { move(made, ProjectStage::closed, "zrobione"); }), HasSubstr("/stage"));
  move(made, ProjectStage::running, "");
  EXPECT_THAT(problem_of([&] { move(made, ProjectStage::closed, ""); }), HasSubstr("/outcome"));
  move(made, ProjectStage::closed, "zrobione");
  EXPECT_EQ(made.outcome, "zrobione");
  move(made, ProjectStage::running, "");
  EXPECT_EQ(made.outcome, "");
}

TEST(Project, WhoSeesIt) {
  Project made = project();
  const auto sees = [&](const Actor& actor) { return is_among(actor, viewers(made, {kGamma})); };
  Actor partner_person, member, runner, invited, administrator;
  partner_person.partner_in = {made.id};
  member.member_of = {made.cluster};
  runner.grants = {{Role::animator, made.cluster, {}}};
  invited.grants = {{Role::employee, {}, kGamma}};
  administrator.grants = {{Role::administrator, {}, {}}};
  const auto who = [&] {
    return std::string(sees({}) ? "guest " : "") + (sees(member) ? "member " : "") +
           (sees(partner_person) ? "partner " : "") + (sees(invited) ? "invited " : "") + (sees(runner) ? "runner " : "") +
           (sees(administrator) ? "administrator" : "");
  };
  EXPECT_EQ(who(), "partner invited runner ");
  made.visibility = Visibility::members;
  EXPECT_EQ(who(), "member partner invited runner ");
  made.visibility = Visibility::coordinator;
  EXPECT_EQ(who(), "runner ");
  made.visibility = Visibility::everyone;
  EXPECT_EQ(who(), "guest member partner invited runner administrator");
}

TEST(Parts, EveryKindReadsBackAsItWas) {
  Task full = task("Prototyp", 10, {10});
  full.depends_on.front().kind = DependencyKind::finish_to_finish;
  full.depends_on.front().lag_days = -2;
  full.work_package = numbered<PartId>(4);
  full.organisation = kBeta;
  full.person = numbered<UserId>(3);
  full.state = TaskState::done;
  full.starts_on = day(2026, 2, 1);
  full.due_on = day(2026, 3, 1);
  full.done_on = day(2026, 2, 28);
  full.effort_days = 12.5;
  full.progress = 100;
  full.position = -1.5;
  ChangeRequest request;
  request.title = "Więcej na podróże";
  request.changes = {{PartKind::budget_line, numbered<PartId>(20), 3, {{"amount", "1.00"}}, nullptr}};
  request.votes = {{kAlfa, true, "tak", numbered<UserId>(1), parse_timestamp("2026-02-01T10:00:00Z").value()}};
  const std::vector<PartValue> values = {
      partner(kAlfa), WorkPackage{"WP1", "Zarządzanie", "", kAlfa}, full,
      BudgetLine{kAlfa, 2026, CostCategory::travel, Money{12'345}, 8'500, "konferencja"},
      Expense{kBeta, day(2026, 5, 5), CostCategory::equipment, Money{1}, "śruba"},
      Risk{"Opóźnienie", "dostaw", "drugi dostawca", 3, 5, kAlfa, RiskState::mitigated},
      Decision{"Wybór", "Łódź", day(2026, 5, 5)}, Period{"RP1", day(2026, 1, 1), day(2026, 6, 30), day(2026, 7, 31), true},
      Report{numbered<PartId>(30), kBeta, "Zrobiliśmy", "nic", ReportState::returned, "brak", {}}, request,
      Result{"Implant", "nowy", ResultKind::patent, kAlfa, {kAlfa, kBeta}, 6}};
  ASSERT_EQ(values.size(), std::variant_size_v<PartValue>);
  for (std::size_t i = 0; i < values.size(); ++i) {
    ASSERT_EQ(values[i].index(), i);
    EXPECT_EQ(part_from_stored(static_cast<PartKind>(i), to_json(values[i])), values[i]) << to_json(values[i]);
  }
}

TEST(Parts, AClientDoesNotSetWhatHasAWayOfItsOwn) {
  json written = to_json(PartValue(partner(kAlfa, PartnerState::active)));
  const auto read = std::get<Partner>(part_from_json(written, empty_part(PartKind::partner)));
  EXPECT_EQ(read.state, PartnerState::invited);
  EXPECT_FALSE(read.since);
  json report = {{"period", numbered<PartId>(1).str()}, {"organisation", kAlfa.str()}, {"state", "accepted"}};
  EXPECT_EQ(std::get<Report>(part_from_json(report, empty_part(PartKind::report))).state, ReportState::draft);
}

TEST(Parts, FieldsOutOfTheirBoundsAreNamed) {
  const auto problem = [](PartKind kind, const json& written) {
    return problem_of([&] { static_cast<void>(part_from_json(written, empty_part(kind))); });
  };
  const json line = {{"organisation", kAlfa.str()}, {"year", 2026}, {"category", "travel"}, {"amount", "10.00"}};
  const auto with = [](json base, const char* field, json value) {
    base[field] = std::move(value);
    return base;
  };
  EXPECT_EQ(problem(PartKind::budget_line, line), "");
  EXPECT_THAT(problem(PartKind::budget_line, with(line, "amount", "-1.00")), HasSubstr("/amount is negative"));
  EXPECT_THAT(problem(PartKind::budget_line, with(line, "amount", "10 EUR")), HasSubstr("is no amount"));
  EXPECT_THAT(problem(PartKind::budget_line, with(line, "amount", 10)), HasSubstr("/amount"));
  EXPECT_THAT(problem(PartKind::budget_line, with(line, "currency", "EUR")), HasSubstr("/currency"));
  EXPECT_THAT(problem(PartKind::budget_line, with(line, "funding_rate", 1.2)), HasSubstr("/funding_rate"));
  EXPECT_THAT(problem(PartKind::task, {{"title", " "}}), HasSubstr("/title is missing"));
  EXPECT_THAT(problem(PartKind::task, {{"title", "x"}, {"progress", 101}}), HasSubstr("/progress"));
  EXPECT_THAT(problem(PartKind::task, {{"title", std::string("x\0y", 3)}}), HasSubstr("/title"));
  EXPECT_THAT(problem(PartKind::risk, {{"title", "x"}, {"likelihood", 0}, {"impact", 1}}), HasSubstr("/likelihood"));
}

TEST(Plan, TasksThatWaitForOneAnotherInACircleAreNamed) {
  EXPECT_THAT(problem_of(sample(), task("Projekt", 5, {12}), 10),
              ::testing::AllOf(HasSubstr("/depends_on"), HasSubstr("\"Projekt\""), HasSubstr("\"Prototyp\""), HasSubstr("\"Badania\"")));
  EXPECT_THAT(problem_of(sample(), task("Projekt", 5, {10}), 10), HasSubstr("is the task itself"));
  EXPECT_EQ(problem_of(sample(), task("Badania", 3, {10, 11}), 12), "");
  EXPECT_THAT(problem_of(sample(), task("Nowe", 3, {99})), HasSubstr("/depends_on/0/task is no task"));
}

TEST(Plan, WhatATaskIs) {
  EXPECT_THAT(problem_of(sample(), task("Krótkie", 0)), HasSubstr("/duration_days is missing"));
  Task milestone = task("Kamień", 0);
  milestone.kind = TaskKind::milestone;
  EXPECT_EQ(problem_of(sample(), milestone), "");
  milestone.duration_days = 2;
  EXPECT_THAT(problem_of(sample(), milestone), HasSubstr("/duration_days"));
  Task done = task("Zrobione");
  done.state = TaskState::done;
  EXPECT_THAT(problem_of(sample(), done), HasSubstr("/done_on is missing"));
  Task early = task("Wczesne");
  early.starts_on = day(2025, 12, 31);
  EXPECT_THAT(problem_of(sample(), early), HasSubstr("/starts_on is before the project begins"));
  Task foreign = task("Obce");
  foreign.organisation = kGamma;
  EXPECT_THAT(problem_of(sample(), foreign), HasSubstr("/organisation is no partner"));
}

TEST(Plan, APartnerThatLeftKeepsWhatItDidAndGetsNothingNew) {
  Partner left = partner(kBeta, PartnerState::left);
  left.until = day(2026, 6, 1);
  Task own = task("Prototyp", 10);
  own.organisation = kBeta;
  const Plan plan(project(), {part(1, partner(kAlfa)), part(2, left), part(11, own)});
  EXPECT_EQ(problem_of(plan, own, 11), "") << "its task stays until another takes it over";
  EXPECT_THAT(problem_of(plan, own), HasSubstr("/organisation"));
  EXPECT_EQ(problem_of(plan, Expense{kBeta, day(2026, 5, 1), CostCategory::travel, Money{100}, ""}), "");
  EXPECT_THAT(problem_of(plan, BudgetLine{kBeta, 2026, CostCategory::travel, Money{100}, 0, ""}), HasSubstr("/organisation"));
  EXPECT_EQ(problem_of(plan, partner(kBeta, PartnerState::invited)), "") << "it may come back";
}

TEST(Plan, RulesAmongParts) {
  EXPECT_THAT(problem_of(sample(), partner(kBeta)), HasSubstr("is a partner already"));
  EXPECT_THAT(problem_of(sample(), partner(kGamma, PartnerState::invited, PartnerRole::lead)), HasSubstr("/role"));
  EXPECT_THAT(problem_of(sample(), BudgetLine{kAlfa, 2031, CostCategory::travel, Money{1}, 0, ""}), HasSubstr("/year"));
  EXPECT_THAT(problem_of(sample(), Expense{kAlfa, day(2025, 1, 1), CostCategory::travel, Money{1}, ""}), HasSubstr("/paid_on"));
  const Plan plan(project(), {part(1, partner(kAlfa)), part(5, WorkPackage{"WP1", "Jeden", "", {}}),
                              part(6, Period{"RP1", day(2026, 1, 1), day(2026, 6, 30), day(2026, 7, 31), false}),
                              part(7, Report{numbered<PartId>(6), kAlfa, "x", "", ReportState::draft, "", {}})});
  EXPECT_THAT(problem_of(plan, WorkPackage{"WP1", "Drugi", "", {}}), HasSubstr("/code"));
  EXPECT_THAT(problem_of(plan, Period{"RP2", day(2026, 6, 30), day(2026, 12, 31), day(2027, 1, 31), false}), HasSubstr("RP1"));
  EXPECT_THAT(problem_of(plan, Report{numbered<PartId>(6), kAlfa, "y", "", ReportState::draft, "", {}}), HasSubstr("/period"));
  EXPECT_THAT(reason_to_keep(plan, plan.parts()[0]), HasSubstr("let it leave instead"));
  EXPECT_THAT(reason_to_keep(plan, plan.parts()[2]), HasSubstr("reports"));
  EXPECT_EQ(reason_to_keep(plan, plan.parts()[1]), "");
}

TEST(Plan, LinksToWhatIsGoneHoldNobodyUp) {
  const Plan plan(project(), {part(11, task("Prototyp", 10, {10}))});
  const auto planned = planned_tasks(plan);
  EXPECT_THAT(planned.tasks.front().waits_for, IsEmpty());
  EXPECT_EQ(problem_of(plan, task("Prototyp", 10, {10}), 11), "") << "it may be brought back";
}

TEST(Plan, LoadIsSpreadEvenlyOverTheDays) {
  Task both = task("Przez dwa miesiące", 20);  // 22 January to 10 February: 10 days in each month
  both.starts_on = day(2026, 1, 22);
  both.effort_days = 8;
  both.organisation = kAlfa;
  const Plan plan(project(), {part(1, partner(kAlfa)), part(10, both)});
  const auto planned = planned_tasks(plan);
  const auto made = loads(planned, schedule(planned.tasks, static_cast<int>(std::chrono::sys_days(day(2026, 1, 1)).time_since_epoch().count())));
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].month, 2026y / 1);
  EXPECT_DOUBLE_EQ(made[0].days, 4);
  EXPECT_DOUBLE_EQ(made[1].days, 4);
}

TEST(Budget, IsExactAndAddsUp) {
  const Plan plan(project(), {part(1, partner(kAlfa)), part(20, BudgetLine{kAlfa, 2026, CostCategory::travel, Money{333}, 3'333, ""}),
                              part(21, BudgetLine{kAlfa, 2026, CostCategory::travel, Money{334}, 10'000, ""}),
                              part(22, Expense{kAlfa, day(2026, 3, 3), CostCategory::travel, Money{100}, ""}),
                              part(23, Expense{kAlfa, day(2027, 3, 3), CostCategory::equipment, Money{7}, ""})});
  const auto made = budget_of(plan);
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ((made.at({kAlfa, 2026, CostCategory::travel})), (BudgetSum{Money{667}, Money{111 + 334}, Money{100}}));
  EXPECT_EQ((made.at({kAlfa, 2027, CostCategory::equipment})), (BudgetSum{{}, {}, Money{7}}));
}

TEST(Moves, AnInvitationIsAnsweredOnceAndLeavingHasAReason) {
  Partner made = partner(kGamma, PartnerState::invited);
  EXPECT_THAT(problem_of([&] { move(made, PartnerState::left, "już nie", day(2026, 1, 1)); }), HasSubstr("/state"));
  move(made, PartnerState::active, "", day(2026, 2, 1));
  EXPECT_EQ(made.since, day(2026, 2, 1));
  EXPECT_THAT(problem_of([&] { move(made, PartnerState::declined, "", day(2026, 2, 1)); }), HasSubstr("/state"));
  EXPECT_THAT(problem_of([&] { move(made, PartnerState::left, "", day(2026, 3, 1)); }), HasSubstr("/note"));
  move(made, PartnerState::left, "sprzedaż działu", day(2026, 3, 1));
  EXPECT_EQ(made.until, day(2026, 3, 1));
}

TEST(Moves, OneReportCanNotBeAcceptedTwice) {
  Report report{numbered<PartId>(6), kAlfa, "Zrobiliśmy", "", ReportState::draft, "", {}};
  const Timestamp now = parse_timestamp("2026-07-01T10:00:00Z").value();
  EXPECT_THAT(problem_of([&] { move(report, ReportState::accepted, "", now); }), HasSubstr("/state"));
  move(report, ReportState::submitted, "", now);
  EXPECT_THAT(problem_of([&] { move(report, ReportState::returned, "", now); }), HasSubstr("/note"));
  move(report, ReportState::accepted, "", now);
  EXPECT_THAT(problem_of([&] { move(report, ReportState::accepted, "", now); }), HasSubstr("/state"));
}

TEST(Moves, WhoOwesAReport) {
  Partner late = partner(kBeta);
  late.since = day(2026, 9, 1);
  Partner gone = partner(kGamma, PartnerState::left);
  gone.until = day(2026, 3, 1);
  const Plan plan(project(), {part(1, partner(kAlfa)), part(2, late), part(3, gone),
                              part(6, Period{"RP1", day(2026, 1, 1), day(2026, 6, 30), day(2026, 7, 31), false}),
                              part(7, Report{numbered<PartId>(6), kAlfa, "x", "", ReportState::submitted, "", {}})});
  const auto owed = owed_reports(plan, plan.parts()[3]);
  ASSERT_EQ(owed.size(), 2U) << "Beta came after the period";
  EXPECT_EQ(owed[0].organisation, kAlfa);
  EXPECT_EQ(owed[0].state, ReportState::submitted);
  EXPECT_EQ(owed[1].organisation, kGamma) << "it left in the middle: for the time it was there";
  EXPECT_FALSE(owed[1].state);
}

TEST(Moves, AChangeNeedsEveryPartnerAndOneAgainstIsEnough) {
  const Plan plan = sample(ProjectStage::running);
  ChangeRequest request;
  request.title = "x";
  EXPECT_FALSE(is_approved(request, voters(plan)));
  vote(request, {kAlfa, true, "", {}, {}});
  EXPECT_FALSE(is_approved(request, voters(plan)));
  vote(request, {kBeta, true, "", {}, {}});
  EXPECT_TRUE(is_approved(request, voters(plan)));
  EXPECT_THAT(problem_of([&] { vote(request, {kBeta, false, "", {}, {}}); }), HasSubstr("/note"));
  vote(request, {kBeta, false, "za drogo", {}, {}});
  EXPECT_EQ(request.votes.size(), 2U);
  EXPECT_EQ(request.state, ChangeState::rejected);
  EXPECT_THAT(problem_of([&] { vote(request, {kBeta, true, "", {}, {}}); }), HasSubstr("/state"));
}

TEST(Moves, OpenEndsAreCounted) {
  EXPECT_THAT(open_ends(sample()), ElementsAre(HasSubstr("3 tasks")));
}

}  // namespace
}  // namespace grono::cluster
