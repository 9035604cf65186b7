#include "app/projects/tell.hpp"

#include <map>

#include <gmock/gmock.h>

#include "app/accounts.hpp"
#include "app/installation_fixture.hpp"
#include "app/notifications.hpp"
#include "app/projects/changes.hpp"
#include "app/projects/parts.hpp"
#include "app/projects/projects.hpp"
#include "cluster/names.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using cluster::PartId;
using cluster::PartKind;
using cluster::Role;
using cluster::UserId;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The people are invented: representatives of two partners and of a third organisation, and the cluster's manager.
class ProjectNotifications : public test::InstallationTest {
 protected:
  ProjectNotifications() {
    alfa_ = add_member(draft("Alfa Implanty"));
    beta_ = add_member(draft("Beta Implanty"));
    gamma_ = add_member(draft("Gamma"));
    account("alfa", {Role::representative, {}, alfa_});
    account("beta", {Role::representative, {}, beta_});
    account("gamma", {Role::representative, {}, gamma_});
    account("manager", {Role::manager, med_, {}});
    project_ = write([&](store::Transaction& transaction) {
      return begin_project(transaction, installation(), who("manager"), "med",
                           {{"title", {{"pl", "Wspólna łąka"}}}, {"begins_on", "2026-01-01"}, {"ends_on", "2027-12-31"}});
    }, who("manager")).project.id;
  }

  void account(const std::string& name, cluster::RoleGrant grant) {
    ids_[name] = write([&](store::Transaction& transaction) {
      return create_user(transaction, name + "@przyklad.invalid", "Osoba " + name, "pl", {grant}).id;
    });
  }
  [[nodiscard]] Caller who(const std::string& name) const {
    Caller made;
    made.via = "web";
    made.actor = read([&](store::Transaction& transaction) { return actor_of(transaction, ids_.at(name)).value(); });
    return made;
  }
  PartView add(PartKind kind, const json& written, const std::string& by = "manager") const {
    const Caller caller = who(by);
    return write([&](store::Transaction& transaction) { return add_part(transaction, caller, {project_, kind}, written); }, caller);
  }
  PartView move(PartKind kind, PartId id, std::int64_t version, const std::string& state, const std::string& note, const std::string& by) const {
    const Caller caller = who(by);
    return write([&](store::Transaction& transaction) {
      return move_part(transaction, caller, {project_, kind}, id, version, state, note);
    }, caller);
  }
  void join(OrganisationId organisation, const std::string& by) const {
    const auto asked = add(PartKind::partner, {{"organisation", organisation.str()}}).part;
    move(PartKind::partner, asked.id, asked.version, "active", "", by);
  }
  void run() const {
    write([&](store::Transaction& transaction) {
      const auto version = read_project(transaction, who("manager"), project_).project.version;
      return move_project(transaction, installation(), who("manager"), project_, version, cluster::ProjectStage::running, "");
    }, who("manager"));
  }
  void remind(const char* day) const {
    write([&](store::Transaction& transaction) {
      tell_of_due_reports(transaction, parse_date(day).value());
      return true;
    }, guest());  // the server's own work
  }
  /// What an account was told since it was asked last.
  std::vector<std::string> news(const std::string& name) {
    const auto all = read([&](store::Transaction& transaction) {
      return list_notifications(transaction, who(name), {}, {});
    }).page.items;
    std::vector<std::string> made;
    for (std::size_t i = 0; i + told_[name] < all.size(); ++i) {
      EXPECT_EQ(all[i].subject.title.at("pl"), "Wspólna łąka");
      made.emplace_back(cluster::name_of(all[i].notification.kind));
    }
    told_[name] = all.size();
    return made;
  }

  std::map<std::string, UserId> ids_;
  std::map<std::string, std::size_t> told_;
  OrganisationId alfa_, beta_, gamma_;
  cluster::ProjectId project_;
};

TEST_F(ProjectNotifications, WhoIsAskedToBecomeAPartnerIsTold) {
  join(alfa_, "alfa");
  EXPECT_THAT(news("alfa"), ElementsAre("project_invited"));
  EXPECT_THAT(news("beta"), IsEmpty());
}

TEST_F(ProjectNotifications, WhoGetsATaskIsToldHoweverItIsGiven) {
  join(alfa_, "alfa");
  news("alfa");
  const json task = {{"title", "Próba"}, {"duration_days", 3}, {"organisation", alfa_.str()}};
  json given = task;
  given["person"] = ids_.at("alfa").str();
  add(PartKind::task, given);
  EXPECT_THAT(news("alfa"), ElementsAre("task_assigned"));
  const auto later = add(PartKind::task, task).part;
  EXPECT_THAT(news("alfa"), IsEmpty());
  const Caller manager = who("manager");
  const auto change = [&](std::int64_t version, const json& set) {
    write([&](store::Transaction& transaction) {
      return change_parts(transaction, manager, {project_, PartKind::task},
                          {{"changes", {{{"id", later.id.str()}, {"version", version}, {"set", set}}}}});
    }, manager);
  };
  change(1, {{"person", ids_.at("alfa").str()}});
  EXPECT_THAT(news("alfa"), ElementsAre("task_assigned"));
  change(2, {{"title", "Próba druga"}});
  EXPECT_THAT(news("alfa"), IsEmpty()) << "it had the task already";
}

TEST_F(ProjectNotifications, AReportIsRemindedOfOnceAndItsAnswerTold) {
  join(alfa_, "alfa");
  join(beta_, "beta");
  const auto period = add(PartKind::period, {{"title", "I półrocze"}, {"begins_on", "2026-01-01"}, {"ends_on", "2026-06-30"}, {"due_on", "2026-07-31"}}).part;
  remind("2026-07-28");
  news("alfa");
  EXPECT_THAT(news("beta"), ElementsAre("project_invited")) << "a draft owes nothing";
  run();
  const auto report = add(PartKind::report, {{"period", period.id.str()}, {"organisation", alfa_.str()}, {"text", "Zrobione"}}, "alfa").part;
  move(PartKind::report, report.id, 1, "submitted", "", "alfa");
  remind("2026-07-20");
  EXPECT_THAT(news("beta"), IsEmpty()) << "it is not due within a week";
  remind("2026-07-28");
  remind("2026-07-29");
  EXPECT_THAT(news("beta"), ElementsAre("report_due"));
  EXPECT_THAT(news("alfa"), IsEmpty()) << "it has handed in";
  move(PartKind::report, report.id, 2, "returned", "Brakuje kosztów", "manager");
  EXPECT_THAT(news("alfa"), ElementsAre("report_answered"));
}

TEST_F(ProjectNotifications, AChangeIsToldToWhoVotesAndItsAnswerToWhoAsked) {
  join(alfa_, "alfa");
  join(beta_, "beta");
  run();
  news("alfa");
  news("beta");
  const auto request = add(PartKind::change_request, {{"title", "Dłużej"}, {"reason", "Łożyska"}, {"organisation", alfa_.str()}, {"ends_on", "2028-06-30"}, {"changes", json::array()}}, "alfa").part;
  EXPECT_THAT(news("alfa"), IsEmpty());
  EXPECT_THAT(news("beta"), ElementsAre("change_to_approve"));
  const auto vote = [&](OrganisationId organisation, const std::string& by, std::int64_t version) {
    const Caller caller = who(by);
    write([&](store::Transaction& transaction) {
      return vote_on_change(transaction, caller, project_, request.id, version,
                            {{"organisation", organisation.str()}, {"is_for", false}, {"note", "za długo"}});
    }, caller);
  };
  vote(beta_, "beta", 1);
  EXPECT_THAT(news("alfa"), ElementsAre("change_answered"));
}

TEST_F(ProjectNotifications, WhoIsNotInsideIsToldNothing) {
  join(alfa_, "alfa");
  add(PartKind::task, {{"title", "Próba"}, {"duration_days", 3}});
  EXPECT_THAT(news("gamma"), IsEmpty());
  EXPECT_THAT(news("beta"), IsEmpty());
}

}  // namespace
}  // namespace grono::app
