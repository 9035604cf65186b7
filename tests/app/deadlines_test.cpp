#include "app/deadlines.hpp"

#include <map>

#include <gmock/gmock.h>

#include "app/accounts.hpp"
#include "app/commerce/ip_assets.hpp"
#include "app/commerce/products.hpp"
#include "app/installation_fixture.hpp"
#include "app/notifications.hpp"
#include "cluster/names.hpp"
#include "store/consortium_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using cluster::Role;
using cluster::UserId;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The people are invented: representatives of two owners and of a third organisation, and the cluster's
// manager.
class Deadlines : public test::InstallationTest {
 protected:
  Deadlines() {
    for (const char* name : {"alfa", "beta", "gamma"}) {
      organisations_[name] = add_member(draft(std::string("Organizacja ") + name));
      account(name, {Role::representative, {}, organisations_[name]});
    }
    account("manager", {Role::manager, med_, {}});
  }

  void account(const std::string& name, cluster::RoleGrant grant) {
    ids_[name] = write([&](store::Transaction& transaction) {
      return create_user(transaction, name + "@przyklad.invalid", "Osoba " + name, "pl", {grant}).id;
    });
  }
  [[nodiscard]] Caller who(const std::string& name) const {
    Caller made;
    made.via = "web";
    made.actor =
        read([&](store::Transaction& transaction) { return actor_of(transaction, ids_.at(name)).value(); });
    return made;
  }
  json patent() const {
    return {{"kind", "patent"},
            {"title", {{"pl", "Powłoka"}}},
            {"organisation", organisations_.at("alfa").str()},
            {"expires_on", "2030-12-31"},
            {"owners",
             {{{"organisation", organisations_.at("alfa").str()}, {"share", "1/2"}},
              {{"organisation", organisations_.at("beta").str()}, {"share", "1/2"}}}}};
  }
  void add(const json& asset) const {
    const Caller caller = who("alfa");
    write(
        [&](store::Transaction& transaction) {
          return add_ip_asset(transaction, installation(), caller, "med", asset);
        },
        caller);
  }
  void remind(const char* day) const {
    write(
        [&](store::Transaction& transaction) {
          tell_of_deadlines(transaction, parse_date(day).value());
          return true;
        },
        guest());  // the server's own work
  }
  /// What an account was told since it was asked last.
  std::vector<std::string> news(const std::string& name) {
    const auto all = read([&](store::Transaction& transaction) {
                       return list_notifications(transaction, who(name), {}, {});
                     }).page.items;
    std::vector<std::string> made;
    for (std::size_t i = 0; i + told_[name] < all.size(); ++i)
      made.push_back(json::parse(all[i].notification.detail).value("deadline", "") + " " +
                     json::parse(all[i].notification.detail).value("day", ""));
    told_[name] = all.size();
    return made;
  }

  std::map<std::string, UserId> ids_;
  std::map<std::string, OrganisationId> organisations_;
  std::map<std::string, std::size_t> told_;
};

TEST_F(Deadlines, AreToldOnceToEachOwnerAndToNobodyElse) {
  add(patent());
  remind("2030-01-01");
  EXPECT_THAT(news("alfa"), IsEmpty()) << "a year before is too soon";
  for (const char* day : {"2030-07-04", "2030-07-04", "2030-07-05", "2030-10-31"}) remind(day);
  EXPECT_THAT(news("alfa"), ElementsAre("ip_expiry 2030-12-31"));
  EXPECT_THAT(news("beta"), ElementsAre("ip_expiry 2030-12-31"));
  remind("2030-11-01");
  EXPECT_THAT(news("alfa"), ElementsAre("ip_expiry 2030-12-31"));
  remind("2030-12-20");
  remind("2030-12-31");
  EXPECT_THAT(news("alfa"), ElementsAre("ip_expiry 2030-12-31"));
  remind("2031-01-01");
  EXPECT_THAT(news("alfa"), IsEmpty()) << "it is over";
  EXPECT_THAT(news("gamma"), IsEmpty());
  EXPECT_THAT(news("manager"), IsEmpty()) << "it is for its owners alone";
}

TEST_F(Deadlines, WrittenDownLateAreToldOnceAndNotThreeTimes) {
  json asset = patent();
  asset["visibility"] = "coordinator";
  asset["fee_due_on"] = "2030-01-10";
  add(asset);
  remind("2030-01-05");
  EXPECT_THAT(news("alfa"), ElementsAre("ip_fee 2030-01-10"));
  EXPECT_THAT(news("manager"), ElementsAre("ip_fee 2030-01-10")) << "who runs the cluster sees it";
}

TEST_F(Deadlines, OfACallAreToldToWhoIsAskedOrHasAcceptedWhileItForms) {
  cluster::Consortium consortium;
  write([&](store::Transaction& transaction) {
    cluster::Opportunity call;
    call.id = new_id<cluster::OpportunityId>();
    call.cluster = med_;
    call.title = {{"pl", "Nabór"}};
    call.closes_on = parse_date("2030-03-31");
    store::OpportunityStore(transaction).insert(call);
    consortium.id = new_id<cluster::ConsortiumId>();
    consortium.cluster = med_;
    consortium.opportunity = call.id;
    const std::pair<const char*, cluster::SeatState> seats[] = {{"alfa", cluster::SeatState::invited},
                                                                {"beta", cluster::SeatState::accepted},
                                                                {"gamma", cluster::SeatState::refused}};
    for (const auto& [name, state] : seats) {
      cluster::Seat seat;
      seat.organisation = organisations_.at(name);
      seat.state = state;
      consortium.seats.push_back(seat);
    }
    store::ConsortiumStore(transaction).insert(consortium);
    return true;
  });
  remind("2030-03-10");
  EXPECT_THAT(news("alfa"), IsEmpty()) << "three weeks before is too soon";
  for (const char* day : {"2030-03-17", "2030-03-18"}) remind(day);
  for (const char* name : {"alfa", "beta", "manager"})
    EXPECT_THAT(news(name), ElementsAre("call_closing 2030-03-31")) << name;
  EXPECT_THAT(news("gamma"), IsEmpty()) << "who refused is not pressed";
  consortium.stage = cluster::ConsortiumStage::agreed;
  write([&](store::Transaction& transaction) {
    store::ConsortiumStore(transaction).update(consortium);
    return true;
  });
  remind("2030-03-31");
  EXPECT_THAT(news("alfa"), IsEmpty()) << "it is agreed";
}

TEST_F(Deadlines, OfCertificatesAreToldAsSet) {
  const Caller caller = who("alfa");
  write(
      [&](store::Transaction& transaction) {
        return add_product(transaction, installation(), caller, "med",
                           {{"kind", "product"},
                            {"title", {{"pl", "Płytka"}}},
                            {"organisation", organisations_.at("alfa").str()},
                            {"reminder_days", {30}},
                            {"device",
                             {{"class", "mdr_iia"},
                              {"certificates",
                               {{{"kind", "iso_13485"}, {"number", "Q"}, {"valid_until", "2030-12-31"}}}}}}});
      },
      caller);
  remind("2030-11-30");
  EXPECT_THAT(news("alfa"), IsEmpty());
  remind("2030-12-01");
  EXPECT_THAT(news("alfa"), ElementsAre("certificate_expiry 2030-12-31"));
  EXPECT_THAT(news("beta"), IsEmpty());
}

}  // namespace
}  // namespace grono::app
