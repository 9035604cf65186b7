#include "app/projects/projects.hpp"

#include <gmock/gmock.h>

#include "app/ideas.hpp"
#include "app/installation_fixture.hpp"
#include "app/projects/changes.hpp"
#include "app/projects/overviews.hpp"
#include "app/projects/parts.hpp"
#include "cluster/names.hpp"
#include "store/ties.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using cluster::PartId;
using cluster::PartKind;
using cluster::ProjectId;
using cluster::ProjectStage;
using nlohmann::json;
using test::error_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class Projects : public test::InstallationTest {
 protected:
  Projects() {
    alfa_ = add_member(draft("Alfa Implanty"));
    beta_ = add_member(draft("Beta Implanty"));
    gamma_ = add_member(draft("Gamma"));
    add_account();
    project_ = begin({{"title", {{"pl", "Wspólna łąka testowa"}}}}).project.id;
  }

  static json with_time(json fields) {
    json made = {{"begins_on", "2026-01-01"}, {"ends_on", "2027-12-31"}};
    made.update(fields);
    return made;
  }
  ProjectView begin(const json& fields) const {
    return write(
        [&](store::Transaction& transaction) {
          return begin_project(transaction, installation(), manager(), "med", with_time(fields));
        },
        manager());
  }
  // A representative as the log-in makes one: with what its organisation takes part in.
  [[nodiscard]] Caller of(OrganisationId organisation) const {
    Caller made = representative(organisation);
    const auto ties = read([&](store::Transaction& transaction) { return store::ties_of(transaction, organisation); });
    made.actor.member_of = ties.clusters;
    made.actor.partner_in = ties.projects;
    return made;
  }
  PartView add_part(PartKind kind, const json& written, const Caller& caller) const {
    return write([&](store::Transaction& transaction) {
      return app::add_part(transaction, caller, {project_, kind}, written);
    }, caller);
  }
  PartView add_part(PartKind kind, const json& written) const { return add_part(kind, written, manager()); }
  PartView move(PartKind kind, PartId id, const std::string& state, const std::string& note, const Caller& caller) const {
    const auto version = part(kind, id).part.version;
    return write([&](store::Transaction& transaction) {
      return move_part(transaction, caller, {project_, kind}, id, version, state, note);
    }, caller);
  }
  PartView edit_part(PartKind kind, PartId id, std::int64_t version, const json& written, const Caller& caller) const {
    return write([&](store::Transaction& transaction) {
      return app::edit_part(transaction, caller, {project_, kind}, id, version, written);
    }, caller);
  }
  [[nodiscard]] PartView part(PartKind kind, PartId id) const {
    return read([&](store::Transaction& transaction) { return read_part(transaction, manager(), {project_, kind}, id); });
  }
  [[nodiscard]] std::vector<PartView> parts(PartKind kind, const Caller& caller) const {
    return read([&](store::Transaction& transaction) { return list_parts(transaction, caller, {project_, kind}); });
  }
  PartId join(OrganisationId organisation) const {
    const PartId id = add_part(PartKind::partner, {{"organisation", organisation.str()}}).part.id;
    move(PartKind::partner, id, "active", "", of(organisation));
    return id;
  }
  ProjectView stage(ProjectStage to, const std::string& outcome = "") const {
    const auto version = seen(manager()).project.version;
    return write([&](store::Transaction& transaction) {
      return move_project(transaction, installation(), manager(), project_, version, to, outcome);
    }, manager());
  }
  [[nodiscard]] ProjectView seen(const Caller& caller) const {
    return read([&](store::Transaction& transaction) { return read_project(transaction, caller, project_); });
  }
  [[nodiscard]] std::size_t listed(const Caller& caller, const ProjectQuestion& question = {}) const {
    const auto page = read([&](store::Transaction& transaction) {
      return list_projects(transaction, installation(), caller, question, {});
    });
    std::int64_t counted = 0;
    for (const auto& [stage, count] : read([&](store::Transaction& transaction) {
           return count_projects(transaction, installation(), caller, question);
         }))
      counted += count;
    EXPECT_EQ(counted, static_cast<std::int64_t>(page.items.size())) << "the count knows no more than the list";
    return page.items.size();
  }
  PartView vote(PartId request, OrganisationId organisation, bool is_for, const std::string& note, const Caller& caller) const {
    const auto version = part(PartKind::change_request, request).part.version;
    return write([&](store::Transaction& transaction) {
      return vote_on_change(transaction, caller, project_, request, version,
                            {{"organisation", organisation.str()}, {"is_for", is_for}, {"note", note}});
    }, caller);
  }
  static json line(OrganisationId organisation, const std::string& amount) {
    return {{"organisation", organisation.str()}, {"year", 2026}, {"category", "travel"}, {"amount", amount}, {"funding_rate", 0.85}};
  }
  static cluster::ChangeState state_of(const PartView& view) { return view.part.as<cluster::ChangeRequest>()->state; }

  OrganisationId alfa_, beta_, gamma_;
  ProjectId project_;
};

TEST_F(Projects, AreForTheirPartnersAndTheCoordinator) {
  join(alfa_);
  EXPECT_EQ(listed(manager()), 1U);
  EXPECT_EQ(listed(of(alfa_)), 1U);
  EXPECT_EQ(listed(of(beta_)), 0U) << "a member that is no partner";
  EXPECT_EQ(listed(guest()), 0U);
  EXPECT_EQ(listed(administrator()), 0U) << "who runs the installation";
  EXPECT_EQ(listed(manager_elsewhere()), 0U);
  EXPECT_EQ(error_of([&] { static_cast<void>(seen(of(beta_))); }), "NotFound");
  EXPECT_THAT(seen(of(alfa_)).may, ElementsAre("inside", "plan", "work"));
  EXPECT_THAT(seen(manager()).may, ElementsAre("inside", "manage", "plan", "work"));
}

TEST_F(Projects, WhatGoesOnInsideIsHiddenFromThoseWhoSeeOnlyThatItIsThere) {
  const auto stored = seen(manager()).project;
  json changed = cluster::to_json(stored);
  changed["visibility"] = "everyone";
  write([&](store::Transaction& transaction) {
    return edit_project(transaction, installation(), manager(), project_, stored.version, changed);
  }, manager());
  add_part(PartKind::partner, {{"organisation", alfa_.str()}});
  EXPECT_THAT(seen(guest()).may, IsEmpty());
  EXPECT_THAT(seen(guest()).partners, IsEmpty()) << "who is asked is not told to others";
  EXPECT_THAT(seen(of(alfa_)).partners, SizeIs(1));
  EXPECT_EQ(error_of([&] { static_cast<void>(parts(PartKind::task, guest())); }), "Refused: not logged in");
  EXPECT_EQ(error_of([&] { static_cast<void>(parts(PartKind::task, of(beta_))); }), "Refused");
}

TEST_F(Projects, APartnerIsOneOnceItHasAgreed) {
  const PartId id = add_part(PartKind::partner, {{"organisation", alfa_.str()}}).part.id;
  EXPECT_THAT(of(alfa_).actor.partner_in, IsEmpty());
  EXPECT_THAT(parts(PartKind::task, of(alfa_)), IsEmpty()) << "who is asked sees what for";
  EXPECT_EQ(error_of([&] { add_part(PartKind::task, {{"title", "x"}, {"duration_days", 1}, {"organisation", alfa_.str()}}, of(beta_)); }), "NotFound");
  EXPECT_EQ(error_of([&] { move(PartKind::partner, id, "active", "", of(beta_)); }), "NotFound");
  EXPECT_EQ(error_of([&] { move(PartKind::partner, id, "active", "", manager()); }), "/note") << "the coordinator says how it knows";
  move(PartKind::partner, id, "active", "", of(alfa_));
  EXPECT_THAT(of(alfa_).actor.partner_in, ElementsAre(project_));
  move(PartKind::partner, id, "left", "sprzedaż działu", of(alfa_));
  EXPECT_THAT(of(alfa_).actor.partner_in, IsEmpty());
  EXPECT_EQ(error_of([&] { static_cast<void>(seen(of(alfa_))); }), "NotFound") << "it sees no more of what others do there";
}

TEST_F(Projects, PartnersWorkInTheirOwnName) {
  join(alfa_);
  join(beta_);
  const json own = {{"title", "Prototyp"}, {"duration_days", 5}, {"organisation", alfa_.str()}};
  const auto made = add_part(PartKind::task, own, of(alfa_));
  EXPECT_THAT(made.may, ElementsAre("edit", "delete", "answer"));
  EXPECT_EQ(error_of([&] { add_part(PartKind::task, own, of(beta_)); }), "Refused");
  EXPECT_EQ(error_of([&] { edit_part(PartKind::task, made.part.id, 1, own, of(beta_)); }), "Refused");
  json given_away = own;
  given_away["organisation"] = beta_.str();
  EXPECT_EQ(error_of([&] { edit_part(PartKind::task, made.part.id, 1, given_away, of(alfa_)); }), "Refused") << "to another";
  edit_part(PartKind::task, made.part.id, 1, given_away, manager());
  EXPECT_EQ(error_of([&] { add_part(PartKind::decision, {{"title", "x"}, {"decided_on", "2026-01-02"}}, of(alfa_)); }), "Refused");
}

TEST_F(Projects, TwoPeopleWhoEditTheSameAreTold) {
  const json written = {{"title", "Prototyp"}, {"duration_days", 5}};
  const PartId id = add_part(PartKind::task, written).part.id;
  edit_part(PartKind::task, id, 1, {{"title", "Prototyp 2"}, {"duration_days", 5}}, manager());
  EXPECT_EQ(error_of([&] { edit_part(PartKind::task, id, 1, written, manager()); }), "VersionConflict");
  EXPECT_EQ(cluster::title_of(part(PartKind::task, id).part.value), "Prototyp 2");
}

TEST_F(Projects, WhatAPartnerSpendsIsItsOwn) {
  join(alfa_);
  join(beta_);
  add_part(PartKind::budget_line, line(alfa_, "1000.00"));
  add_part(PartKind::expense, {{"organisation", alfa_.str()}, {"paid_on", "2026-03-01"}, {"category", "travel"}, {"amount", "123.45"}}, of(alfa_));
  EXPECT_THAT(parts(PartKind::expense, of(alfa_)), SizeIs(1));
  EXPECT_THAT(parts(PartKind::expense, of(beta_)), IsEmpty());
  EXPECT_THAT(parts(PartKind::budget_line, of(beta_)), SizeIs(1)) << "the plan is for all";
  const auto budget = [&](const Caller& caller) {
    return read([&](store::Transaction& transaction) { return project_budget(transaction, caller, project_); });
  };
  EXPECT_EQ(budget(manager())["total"]["spent"], "123.45");
  EXPECT_EQ(budget(of(alfa_))["cells"][0]["spent"], "123.45");
  EXPECT_FALSE(budget(of(alfa_))["total"].contains("spent")) << "the sum less the own would tell the others'";
  EXPECT_EQ(budget(of(beta_)).dump().find("123.45"), std::string::npos);
  EXPECT_EQ(budget(of(beta_))["cells"][0]["funded"], "850.00");
}

TEST_F(Projects, ARunningBudgetChangesOnceEveryPartnerApproves) {
  join(alfa_);
  join(beta_);
  const PartId own = add_part(PartKind::budget_line, line(alfa_, "1000.00")).part.id;
  stage(ProjectStage::running);
  EXPECT_EQ(error_of([&] { edit_part(PartKind::budget_line, own, 1, line(alfa_, "2000.00"), manager()); }), "Conflict");
  EXPECT_EQ(error_of([&] { add_part(PartKind::partner, {{"organisation", gamma_.str()}}); }), "Conflict");
  const json asked = {{"title", "Więcej na podróże"}, {"organisation", alfa_.str()},
                      {"changes", {{{"kind", "budget_line"}, {"part", own.str()}, {"after", line(alfa_, "2000.00")}},
                                   {{"kind", "partner"}, {"after", {{"organisation", gamma_.str()}}}}}},
                      {"ends_on", "2028-06-30"}};
  const PartId request = add_part(PartKind::change_request, asked, of(alfa_)).part.id;
  EXPECT_EQ(error_of([&] { vote(request, beta_, true, "", of(alfa_)); }), "Refused") << "in another's name";
  EXPECT_EQ(error_of([&] { vote(request, gamma_, true, "", manager()); }), "/organisation") << "no partner yet";
  EXPECT_EQ(state_of(part(PartKind::change_request, request)), cluster::ChangeState::open);
  EXPECT_EQ(state_of(vote(request, beta_, true, "", of(beta_))), cluster::ChangeState::applied);
  EXPECT_EQ(part(PartKind::budget_line, own).part.as<cluster::BudgetLine>()->amount, Money{200'000});
  EXPECT_EQ(to_string(seen(manager()).project.ends_on), "2028-06-30");
  EXPECT_THAT(parts(PartKind::partner, manager()), SizeIs(3));
  EXPECT_EQ(seen(of(gamma_)).project.id, project_) << "it is asked now";
}

TEST_F(Projects, AChangeOfWhatChangedMeanwhileIsOutdated) {
  join(alfa_);
  join(beta_);
  const PartId own = add_part(PartKind::budget_line, line(alfa_, "1000.00")).part.id;
  stage(ProjectStage::running);
  const auto ask = [&](const std::string& amount) {
    return add_part(PartKind::change_request, {{"title", amount}, {"organisation", alfa_.str()},
                    {"changes", {{{"kind", "budget_line"}, {"part", own.str()}, {"after", line(alfa_, amount)}}}}}, of(alfa_)).part.id;
  };
  const PartId first = ask("2000.00"), second = ask("3000.00");
  EXPECT_EQ(state_of(vote(first, beta_, true, "", of(beta_))), cluster::ChangeState::applied);
  EXPECT_EQ(state_of(vote(second, beta_, true, "", of(beta_))), cluster::ChangeState::outdated);
  EXPECT_EQ(part(PartKind::budget_line, own).part.as<cluster::BudgetLine>()->amount, Money{200'000});
  EXPECT_EQ(state_of(vote(ask("1.00"), beta_, false, "za mało", of(beta_))), cluster::ChangeState::rejected);
}

TEST_F(Projects, AReportGoesFromThePartnerToTheCoordinatorAndThePeriodCloses) {
  join(alfa_);
  const PartId period = add_part(PartKind::period, {{"title", "RP1"}, {"begins_on", "2026-01-01"}, {"ends_on", "2026-12-31"}, {"due_on", "2027-01-31"}}).part.id;
  const PartId report = add_part(PartKind::report, {{"period", period.str()}, {"organisation", alfa_.str()}, {"text", "Zrobiliśmy"}}, of(alfa_)).part.id;
  EXPECT_EQ(error_of([&] { move(PartKind::period, period, "closed", "", manager()); }), "Conflict");
  EXPECT_EQ(error_of([&] { move(PartKind::report, report, "accepted", "", of(alfa_)); }), "Refused");
  move(PartKind::report, report, "submitted", "", of(alfa_));
  EXPECT_EQ(error_of([&] { edit_part(PartKind::report, report, 2, {{"period", period.str()}, {"organisation", alfa_.str()}, {"text", "x"}}, of(alfa_)); }), "Conflict");
  move(PartKind::report, report, "accepted", "", manager());
  move(PartKind::period, period, "closed", "", manager());
  EXPECT_EQ(error_of([&] { move(PartKind::period, period, "closed", "", manager()); }), "Conflict") << "two people close it";
}

TEST_F(Projects, ClosingNeedsEverythingSettledAndThenItStandsStill) {
  const PartId task = add_part(PartKind::task, {{"title", "Prototyp"}, {"duration_days", 5}}).part.id;
  stage(ProjectStage::running);
  EXPECT_EQ(error_of([&] { stage(ProjectStage::closed, "zrobione"); }), "Conflict");
  edit_part(PartKind::task, task, 1, {{"title", "Prototyp"}, {"duration_days", 5}, {"state", "done"}, {"done_on", "2026-02-02"}}, manager());
  stage(ProjectStage::closed, "zrobione");
  EXPECT_EQ(error_of([&] { add_part(PartKind::task, {{"title", "Jeszcze"}, {"duration_days", 5}}); }), "Conflict");
  EXPECT_EQ(cluster::title_of(add_part(PartKind::result, {{"title", "Implant"}, {"trl", 7}}).part.value), "Implant");
}

TEST_F(Projects, DeletingCanBeUndone) {
  const PartId first = add_part(PartKind::task, {{"title", "Pierwsze"}, {"duration_days", 5}}).part.id;
  const json waiting = {{"title", "Drugie"}, {"duration_days", 5}, {"depends_on", {{{"task", first.str()}}}}};
  const PartId second = add_part(PartKind::task, waiting).part.id;
  write([&](store::Transaction& transaction) {
    delete_part(transaction, manager(), {project_, PartKind::task}, first, 1);
    return true;
  }, manager());
  EXPECT_THAT(parts(PartKind::task, manager()), SizeIs(1));
  edit_part(PartKind::task, second, 1, waiting, manager());  // with the link it had
  write([&](store::Transaction& transaction) { return restore_part(transaction, manager(), {project_, PartKind::task}, first); }, manager());
  EXPECT_THAT(part(PartKind::task, second).part.as<cluster::Task>()->depends_on, SizeIs(1));
}

TEST_F(Projects, AnIdeaBecomesAProjectAndStaysLinked) {
  const auto idea = write([&](store::Transaction& transaction) {
    return propose_idea(transaction, installation(), manager(), "med", {{"kind", "technology"}, {"title", {{"pl", "Druk 3D"}}}, {"visibility", "members"}});
  }, manager());
  const auto id = idea.row.idea.id;
  const ProjectView made = begin({{"title", {{"pl", "Druk 3D"}}}, {"idea", id.str()}});
  EXPECT_EQ(made.idea_title.at("pl"), "Druk 3D");
  const auto again = [&](const Caller& caller) {
    return read([&](store::Transaction& transaction) { return read_idea(transaction, caller, id); });
  };
  EXPECT_EQ(again(manager()).row.idea.stage, cluster::IdeaStage::project);
  EXPECT_EQ(again(manager()).project, made.project.id);
  EXPECT_EQ(again(of(beta_)).project, std::nullopt) << "who does not see the project does not hear which it is";
  EXPECT_EQ(error_of([&] { begin({{"title", {{"pl", "Drugi"}}}, {"idea", id.str()}}); }), "/idea");
  write([&](store::Transaction& transaction) {
    delete_project(transaction, installation(), manager(), made.project.id, made.project.version);
    return true;
  }, manager());
  EXPECT_EQ(again(manager()).row.idea.stage, cluster::IdeaStage::chosen);
  write([&](store::Transaction& transaction) { return restore_project(transaction, installation(), manager(), made.project.id); }, manager());
  EXPECT_EQ(again(manager()).row.idea.stage, cluster::IdeaStage::project);
}

TEST_F(Projects, APlanComesInWholeOrNotAtAll) {
  const auto id = [](int n) { return "01900000-0000-7000-8000-0000000001" + std::to_string(10 + n); };
  const auto task = [&](int n, json after = json::array()) {
    return json{{"part", "task"}, {"id", id(n)}, {"title", "Zadanie " + std::to_string(n)}, {"duration_days", 3}, {"depends_on", std::move(after)}};
  };
  const auto after = [&](int n) { return json{{{"task", id(n)}}}; };
  const auto send = [&](const json& list) {
    return write([&](store::Transaction& transaction) { return add_plan(transaction, manager(), project_, {{"parts", list}}); }, manager());
  };
  EXPECT_EQ(error_of([&] { send({task(1, after(2)), task(2, after(1))}); }), "/depends_on") << "a circle";
  EXPECT_EQ(error_of([&] { send({task(1), {{"part", "task"}, {"title", ""}}}); }), "/parts/1/title");
  EXPECT_THAT(parts(PartKind::task, manager()), IsEmpty());
  EXPECT_EQ(send({task(1, after(2)), task(2), {{"part", "work_package"}, {"title", "Zarządzanie"}}}), 3U) << "the order does not matter";
  EXPECT_THAT(parts(PartKind::task, manager()), SizeIs(2));
  EXPECT_EQ(error_of([&] { send(json::array({task(1)})); }).substr(0, 13), "AlreadyExists");
}

TEST_F(Projects, ManyTasksChangeAtOnceOrNone) {
  join(alfa_);
  join(beta_);
  const auto add = [&](const char* title, OrganisationId whose) {
    return add_part(PartKind::task, {{"title", title}, {"duration_days", 5}, {"organisation", whose.str()}}).part;
  };
  const auto first = add("Projekt", alfa_), second = add("Prototyp", alfa_), foreign = add("Badania", beta_);
  const auto change = [&](json list, const Caller& caller, PartKind kind = PartKind::task) {
    return write([&](store::Transaction& transaction) {
      return change_parts(transaction, caller, {project_, kind}, {{"changes", std::move(list)}});
    }, caller);
  };
  const auto one = [](const cluster::Part& part, json set, int version = 1) {
    return json{{"id", part.id.str()}, {"version", version}, {"set", std::move(set)}};
  };
  const auto after = [](const cluster::Part& part) { return json{{"depends_on", {{{"task", part.id.str()}}}}}; };
  EXPECT_LT(first.as<cluster::Task>()->position, second.as<cluster::Task>()->position) << "a new one comes last";
  EXPECT_EQ(error_of([&] { change({one(first, {{"title", "x"}}), one(foreign, {{"title", "x"}})}, of(alfa_)); }), "Refused");
  EXPECT_EQ(error_of([&] { change({one(first, {{"organisation", beta_.str()}})}, of(alfa_)); }), "Refused") << "to another";
  EXPECT_EQ(error_of([&] { change({one(first, {{"title", "x"}}), one(second, {{"title", "x"}}, 7)}, manager()); }), "VersionConflict");
  EXPECT_EQ(error_of([&] { change({one(first, {{"title", "x"}}), one(second, {{"progress", 101}})}, manager()); }), "/changes/1/set/progress");
  EXPECT_EQ(error_of([&] { change({one(first, {{"state", "done"}})}, manager()); }), "/changes/0/set/done_on");
  EXPECT_EQ(error_of([&] { change({one(first, {{"title", "x"}}), one(first, {{"progress", 1}})}, manager()); }), "/changes/1/set");
  EXPECT_EQ(error_of([&] { change({one(first, after(second)), one(second, after(first))}, manager()); }), "/depends_on");
  EXPECT_EQ(error_of([&] { change(json::array(), manager()); }), "/changes");
  EXPECT_EQ(error_of([&] { change({one(first, {{"note", "x"}})}, manager(), PartKind::partner); }).substr(0, 8), "Conflict");
  EXPECT_EQ(cluster::title_of(part(PartKind::task, first.id).part.value), "Projekt") << "nothing of all that was done";
  const auto made = change({one(second, {{"state", "done"}, {"done_on", "2026-02-01"}}), one(first, {{"organisation", nullptr}})}, manager());
  ASSERT_THAT(made, SizeIs(2));
  EXPECT_EQ(made[0].part.id, second.id);
  EXPECT_EQ(part(PartKind::task, second.id).part.as<cluster::Task>()->state, cluster::TaskState::done);
  EXPECT_EQ(part(PartKind::task, second.id).part.version, 2);
  EXPECT_FALSE(part(PartKind::task, first.id).part.as<cluster::Task>()->organisation);
  const auto package = add_part(PartKind::work_package, {{"title", "Badania"}, {"code", "WP1"}}).part;
  const auto other = add_part(PartKind::work_package, {{"title", "Wdrożenie"}, {"position", 7}}).part;
  EXPECT_EQ(error_of([&] { change({one(package, {{"code", "A"}}), one(other, {{"code", "A"}})}, manager(), PartKind::work_package); }), "/changes/0/set/code");
  EXPECT_EQ(change({one(package, {{"position", 8.5}})}, manager(), PartKind::work_package)[0].part.as<cluster::WorkPackage>()->position, 8.5);
}

TEST_F(Projects, AChangedTaskIsHeldAgainstWhatItRefersTo) {
  const auto add = [&](json fields) {
    fields.update({{"duration_days", 5}});
    return add_part(PartKind::task, fields).part;
  };
  const auto after = [](const cluster::Part& part) { return json{{{"task", part.id.str()}}}; };
  const auto first = add({{"title", "Źródło"}});
  const auto second = add({{"title", "Ujęcie"}, {"depends_on", after(first)}});
  const auto third = add({{"title", "Żwir"}, {"depends_on", after(second)}});
  const auto edit = [&](const cluster::Part& part, int version, json changed) {
    json written = cluster::to_json(part.value);
    written.update(changed);
    return edit_part(PartKind::task, part.id, version, written, manager());
  };
  EXPECT_EQ(edit(third, 1, {{"title", "Piasek"}}).part.version, 2) << "with the links it had";
  EXPECT_EQ(error_of([&] { edit(first, 1, {{"depends_on", after(third)}}); }), "/depends_on") << "a circle over one between";
  EXPECT_EQ(error_of([&] { edit(first, 1, {{"work_package", second.id.str()}}); }), "/work_package");
  EXPECT_EQ(error_of([&] { edit(first, 1, {{"organisation", gamma_.str()}}); }), "/organisation");
  EXPECT_EQ(error_of([&] { edit(first, 1, {{"depends_on", {{{"task", project_.str()}}}}}); }), "/depends_on/0/task");
  write([&](store::Transaction& transaction) {
    delete_part(transaction, manager(), {project_, PartKind::task}, second.id, 1);
    return true;
  }, manager());
  EXPECT_EQ(edit(third, 2, {{"title", "Żwir"}}).part.as<cluster::Task>()->depends_on.size(), 1U)
      << "a link to what may come back is kept";
}

// A restored task closes a circle when others were turned round while it was away.
TEST_F(Projects, WhatComesBackIsHeldAgainstThePlanAsItIsNow) {
  const auto add = [&](json fields) {
    fields.update({{"duration_days", 5}});
    return add_part(PartKind::task, fields).part;
  };
  const auto after = [](const cluster::Part& part) { return json{{{"task", part.id.str()}}}; };
  const auto remove = [&](PartKind kind, PartId id, std::int64_t version) {
    return error_of([&] {
      write([&](store::Transaction& transaction) {
        delete_part(transaction, manager(), {project_, kind}, id, version);
        return true;
      }, manager());
    });
  };
  const auto restore = [&](PartId id) {
    return write([&](store::Transaction& transaction) {
      return restore_part(transaction, manager(), {project_, PartKind::task}, id);
    }, manager());
  };
  const auto package = add_part(PartKind::work_package, {{"title", "Badania"}}).part;
  const auto first = add({{"title", "Źródło"}, {"work_package", package.id.str()}});
  const auto second = add({{"title", "Ujęcie"}, {"depends_on", after(first)}});
  EXPECT_EQ(remove(PartKind::work_package, package.id, 1).substr(0, 8), "Conflict") << "it has a task";
  EXPECT_EQ(remove(PartKind::task, second.id, 7), "VersionConflict");
  EXPECT_EQ(remove(PartKind::task, second.id, 1), "nothing");
  EXPECT_EQ(restore(second.id).part.as<cluster::Task>()->depends_on.size(), 1U);
  EXPECT_EQ(remove(PartKind::task, second.id, 1), "nothing");
  const auto third = add({{"title", "Żwir"}});
  const auto waits = [&](const cluster::Part& part, int version, const cluster::Part& other) {
    json written = cluster::to_json(part.value);
    written["depends_on"] = after(other);
    return edit_part(PartKind::task, part.id, version, written, manager());
  };
  EXPECT_EQ(restore(second.id).part.id, second.id);
  waits(third, 1, second);
  EXPECT_EQ(remove(PartKind::task, second.id, 1), "nothing");
  waits(first, 1, third);
  EXPECT_EQ(error_of([&] { restore(second.id); }).substr(0, 8), "Conflict");
}

TEST_F(Projects, AreFoundByTheirWordsInAnyForm) {
  ProjectQuestion question;
  question.text = "łąki";
  EXPECT_EQ(listed(manager(), question), 1U);
  question.text = "morze";
  EXPECT_EQ(listed(manager(), question), 0U);
  question = {};
  question.stages = {ProjectStage::running};
  EXPECT_EQ(listed(manager(), question), 0U);
  question.stages = {ProjectStage::draft};
  question.cluster = "med";
  EXPECT_EQ(listed(manager(), question), 1U);
}

}  // namespace
}  // namespace grono::app
