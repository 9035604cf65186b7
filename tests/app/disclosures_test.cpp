#include "app/disclosures.hpp"

#include <chrono>
#include <thread>

#include <gmock/gmock.h>

#include "app/installation_fixture.hpp"
#include "app/partners.hpp"
#include "cluster/names.hpp"

namespace grono::app {
namespace {

using cluster::DisclosureChannel;
using cluster::OrganisationId;
using test::error_of;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DisclosuresTest : public test::InstallationTest {
 protected:
  DisclosuresTest() {
    own_ = add_member(draft("Alfa", {{"offers",
                                      {capability("Komora solna", "members"), capability("Mikroskop", "everyone"),
                                       capability("Tajny piec", "owner")}}}));
    rival_ = add_member(draft("Beta"));
    add_account();
  }

  [[nodiscard]] Caller owner() const { return representative(own_, {med_}); }
  [[nodiscard]] Caller rival() const {
    Caller made = representative(rival_, {med_});
    made.shown = std::make_shared<Shown>();
    return made;
  }
  /// What a request does: read, then write what was shown.
  void visit(const Caller& caller, const Installation& on) const {
    on.database().read([&](store::Transaction& transaction) {
      static_cast<void>(read_organisation(transaction, caller, own_));
    });
    on.disclosures().write(caller, caller.shown->taken());
  }
  [[nodiscard]] DisclosureList seen(const Caller& caller, DisclosureQuestion question = {}) const {
    question.owner = own_;
    return read([&](store::Transaction& transaction) {
      return list_disclosures(transaction, caller, question, {{}, 50});
    });
  }

  OrganisationId own_, rival_;
};

TEST_F(DisclosuresTest, WhatOthersSeeThatIsNotForEveryoneIsWrittenOnceADay) {
  visit(rival(), installation());
  visit(rival(), installation());
  const auto found = seen(owner());
  ASSERT_THAT(found.page.items, SizeIs(1));
  EXPECT_EQ(found.total, 1);
  const auto& row = found.page.items[0];
  EXPECT_EQ(row.what.title.at("pl"), "Komora solna");
  EXPECT_EQ(row.organisation_name, "Beta");
  EXPECT_EQ(row.account_name, "Łucja");
  EXPECT_EQ(row.what.channel, DisclosureChannel::profile);
}

TEST_F(DisclosuresTest, AnotherServerAndARestartWriteNothingTwice) {
  visit(rival(), installation());
  visit(rival(), *open());
  EXPECT_EQ(seen(owner()).total, 1);
}

TEST_F(DisclosuresTest, ANewVersionIsANewRow) {
  visit(rival(), installation());
  auto offer = capability("Komora solna, większa", "members");
  offer["id"] = seen_by(owner(), own_).organisation.offers.at(0).id.str();
  edit(owner(), own_, draft("Alfa", {{"offers", {offer}}}));
  visit(rival(), installation());
  EXPECT_EQ(seen(owner()).total, 2);
  EXPECT_EQ(seen(owner()).page.items[1].what.title.at("pl"), "Komora solna") << "as it was then";
}

TEST_F(DisclosuresTest, OnesOwnPeopleAndGuestsLeaveNoTrace) {
  for (Caller caller : {owner(), guest()}) {
    caller.shown = std::make_shared<Shown>();
    static_cast<void>(seen_by(caller, own_));
    EXPECT_THAT(caller.shown->taken(), IsEmpty());
  }
}

TEST_F(DisclosuresTest, WhatAReasonQuotesIsWritten) {
  Caller caller = rival();
  PartnerQuery query;
  query.text = "komora solna";
  ASSERT_THAT(find_partners(installation(), caller, query).hits, SizeIs(1));
  installation().disclosures().write(caller, caller.shown->taken());
  const auto found = seen(owner());
  ASSERT_THAT(found.page.items, SizeIs(1));
  EXPECT_EQ(found.page.items[0].what.channel, DisclosureChannel::partners);
  EXPECT_EQ(found.page.items[0].what.title.at("pl"), "Komora solna") << "looked up";
}

TEST_F(DisclosuresTest, IsForTheRepresentativesAlone) {
  visit(rival(), installation());
  Caller employee = owner();
  employee.actor.grants[0].role = cluster::Role::employee;
  for (const Caller& caller : {manager(), administrator(), rival(), employee})
    EXPECT_EQ(error_of([&] { static_cast<void>(seen(caller)); }), "Refused");
}

TEST_F(DisclosuresTest, FiltersNarrow) {
  visit(rival(), installation());
  const auto day = today();
  const auto before = Date(std::chrono::sys_days(day) - std::chrono::days(1));
  EXPECT_EQ(seen(owner(), {.owner = {}, .from = day, .to = day}).total, 1);
  EXPECT_EQ(seen(owner(), {.owner = {}, .to = before}).total, 0);
  EXPECT_EQ(seen(owner(), {.owner = {}, .organisation = rival_}).total, 1);
  EXPECT_EQ(seen(owner(), {.owner = {}, .organisation = own_}).total, 0);
}

TEST_F(DisclosuresTest, ConcurrentRequestsShareATransactionAndNoneIsLost) {
  std::vector<std::thread> threads;
  for (std::uint8_t i = 0; i < 8; ++i)
    threads.emplace_back([this, i] {
      for (std::uint8_t j = 0; j < 20; ++j) {
        Caller caller = rival();
        caller.actor.user->uuid.bytes[0] = i;
        caller.actor.user->uuid.bytes[1] = j;
        visit(caller, installation());
      }
    });
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(seen(owner()).total, 160);
}

}  // namespace
}  // namespace grono::app
