#include "app/changes.hpp"

#include <condition_variable>

#include <gmock/gmock.h>

#include "app/accounts.hpp"
#include "app/ideas.hpp"
#include "app/installation_fixture.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Audience;
using cluster::Role;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What one listener was told, as "idea ID v2", "gone ID", "reload", "end".
class Ear {
 public:
  [[nodiscard]] Changes::Tell tell() const {
    // The hub may tell it of its end when the test has forgotten it.
    return [notes = notes_](const News& news) {
      const std::lock_guard lock(notes->mutex);
      if (!news.id.empty()) notes->last_id = news.id;
      switch (news.kind) {
        case News::Kind::heartbeat: notes->is_greeted = true; break;
        case News::Kind::reload: notes->heard.emplace_back("reload"); break;
        case News::Kind::end: notes->heard.emplace_back("end"); break;
        case News::Kind::change: notes->heard.push_back(said(news)); break;
      }
      notes->changed.notify_all();
      return true;
    };
  }
  /// Waits for so many, and gives all.
  [[nodiscard]] std::vector<std::string> heard(std::size_t count) const {
    std::unique_lock lock(notes_->mutex);
    notes_->changed.wait_for(lock, std::chrono::seconds(10), [&] { return notes_->heard.size() >= count; });
    return notes_->heard;
  }
  [[nodiscard]] bool is_greeted() const {
    std::unique_lock lock(notes_->mutex);
    return notes_->changed.wait_for(lock, std::chrono::seconds(10), [&] { return notes_->is_greeted; });
  }
  [[nodiscard]] std::string last_id() const {
    const std::lock_guard lock(notes_->mutex);
    return notes_->last_id;
  }

 private:
  static std::string said(const News& news) {
    if (news.is_gone) return "gone " + news.change->subject;
    return news.change->subject_kind + " " + news.change->subject + " v" + std::to_string(news.change->version);
  }
  struct Notes {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::string> heard;
    std::string last_id;
    bool is_greeted = false;
  };
  std::shared_ptr<Notes> notes_ = std::make_shared<Notes>();
};

class LiveEvents : public test::InstallationTest {
 protected:
  LiveEvents() {
    own_ = add_member(draft("Alfa"));
    rival_ = add_member(draft("Beta"));
    owner_ = log_in_as("owner", {Role::representative, {}, own_});
    rival_visitor_ = log_in_as("rival", {Role::representative, {}, rival_});
    administrator_ = log_in_as("administrator", {Role::administrator, {}, {}});
  }
  Visitor log_in_as(const std::string& name, const cluster::RoleGrant& grant) const {
    return write([&](store::Transaction& transaction) {
      return begin_session(transaction, create_user(transaction, name + "@przyklad.invalid", name, "pl", {grant}), "test").visitor;
    });
  }
  void change(const std::string& subject, std::vector<Audience> audiences, std::vector<Audience> formerly = {}) const {
    write([&](store::Transaction& transaction) {
      transaction.changed({"idea", subject, 7, std::nullopt, std::move(audiences), std::move(formerly)});
      return 0;
    });
  }
  [[nodiscard]] Audience members() const { return {Audience::Kind::members_of, med_.uuid}; }
  [[nodiscard]] Audience owners() const { return {Audience::Kind::people_of, own_.uuid}; }

  cluster::OrganisationId own_, rival_;
  Visitor owner_, rival_visitor_, administrator_;
};

TEST_F(LiveEvents, ComeToWhoSeesTheThingAndToNobodyElse) {
  Changes changes(installation().database());
  Ear owner, rival, administrator;
  ASSERT_TRUE(changes.listen(owner_, {}, owner.tell()));
  ASSERT_TRUE(changes.listen(rival_visitor_, {}, rival.tell()));
  ASSERT_TRUE(changes.listen(administrator_, {}, administrator.tell()));
  ASSERT_TRUE(owner.is_greeted() && rival.is_greeted() && administrator.is_greeted());
  change("secret", {owners()});
  change("shared", {members()});
  change("public", {Audience{}});
  EXPECT_THAT(owner.heard(3), ElementsAre("idea secret v7", "idea shared v7", "idea public v7"));
  EXPECT_THAT(rival.heard(2), ElementsAre("idea shared v7", "idea public v7"));
  EXPECT_THAT(administrator.heard(1), ElementsAre("idea public v7"));
}

TEST_F(LiveEvents, OfAThingThatIsHiddenSayOnlyThatItIsAnother) {
  Changes changes(installation().database());
  Ear owner, rival;
  ASSERT_TRUE(changes.listen(owner_, {}, owner.tell()));
  ASSERT_TRUE(changes.listen(rival_visitor_, {}, rival.tell()));
  ASSERT_TRUE(owner.is_greeted() && rival.is_greeted());
  change("thing", {owners()}, {members()});
  EXPECT_THAT(owner.heard(1), ElementsAre("idea thing v7"));
  EXPECT_THAT(rival.heard(1), ElementsAre("gone thing"));
}

TEST_F(LiveEvents, AreToldAfterTheCommitAndOnlyThen) {
  Changes changes(installation().database());
  Ear owner;
  ASSERT_TRUE(changes.listen(owner_, {}, owner.tell()));
  ASSERT_TRUE(owner.is_greeted());
  EXPECT_THROW(write([&](store::Transaction& transaction) -> int {
                 transaction.changed({"idea", "undone", 1, std::nullopt, {members()}});
                 throw std::runtime_error("rolled back");
               }),
               std::runtime_error);
  change("done", {members()});
  EXPECT_THAT(owner.heard(1), ElementsAre("idea done v7"));
}

TEST_F(LiveEvents, EndForWhoLogsOutAndStopForWhoLosesARole) {
  Changes changes(installation().database());
  Ear owner, rival;
  ASSERT_TRUE(changes.listen(owner_, {}, owner.tell()));
  ASSERT_TRUE(changes.listen(rival_visitor_, {}, rival.tell()));
  ASSERT_TRUE(owner.is_greeted() && rival.is_greeted());
  log_out(installation(), owner_);
  write([&](store::Transaction& transaction) {
    store::UserStore users(transaction);
    auto user = users.find(rival_visitor_.user->id).value();
    user.grants.clear();
    users.update(user);
    return 0;
  });
  change("after", {members()});
  change("public", {Audience{}});
  EXPECT_THAT(owner.heard(1), ElementsAre("end"));
  EXPECT_THAT(rival.heard(1), ElementsAre("idea public v7"));
}

TEST_F(LiveEvents, ThatWereMissedAreToldFromTheLastIdOn) {
  Changes changes(installation().database());
  Ear first, second, stranger;
  ASSERT_TRUE(changes.listen(owner_, {}, first.tell()));
  ASSERT_TRUE(first.is_greeted());
  change("one", {members()});
  static_cast<void>(first.heard(1));
  const std::string id = first.last_id();
  change("two", {owners()});
  change("three", {members()});
  static_cast<void>(first.heard(3));
  ASSERT_TRUE(changes.listen(owner_, id, second.tell()));
  EXPECT_THAT(second.heard(2), ElementsAre("idea two v7", "idea three v7"));
  ASSERT_TRUE(changes.listen(rival_visitor_, "of-another-server-3", stranger.tell()));
  EXPECT_THAT(stranger.heard(1), ElementsAre("reload"));
}

TEST_F(LiveEvents, AreHeardByALimitedNumber) {
  Changes::Limits limits;
  limits.of_account = 2;
  limits.total = 4;
  Changes changes(installation().database(), limits);
  Ear ears[3], rivals[2];
  for (Ear& each : ears) {
    ASSERT_TRUE(changes.listen(owner_, {}, each.tell()));
    ASSERT_TRUE(each.is_greeted());
  }
  EXPECT_THAT(ears[0].heard(1), ElementsAre("end")) << "the account's oldest makes room";
  for (Ear& each : rivals) {
    ASSERT_TRUE(changes.listen(rival_visitor_, {}, each.tell()));
    ASSERT_TRUE(each.is_greeted());
  }
  Ear late;
  EXPECT_FALSE(changes.listen(administrator_, {}, late.tell()));
}

TEST_F(LiveEvents, EndWithTheServer) {
  Changes changes(installation().database());
  Ear owner;
  ASSERT_TRUE(changes.listen(owner_, {}, owner.tell()));
  changes.stop();
  EXPECT_THAT(owner.heard(1), ElementsAre("end"));
  EXPECT_EQ(changes.listeners(), 0U);
  Ear late;
  EXPECT_FALSE(changes.listen(owner_, {}, late.tell()));
}

TEST_F(LiveEvents, OfARealIdeaComeFromItsUseCases) {
  Changes changes(installation().database());
  Ear rival;
  ASSERT_TRUE(changes.listen(rival_visitor_, {}, rival.tell()));
  ASSERT_TRUE(rival.is_greeted());
  const auto propose = [&](const std::string& visibility) {
    return write([&](store::Transaction& transaction) {
      return propose_idea(transaction, installation(), owner_.caller, "med",
                          {{"kind", "technology"}, {"title", {{"pl", "Pomysł"}}}, {"visibility", visibility}, {"organisation", own_.str()}}).row.idea;
    }, owner_.caller);
  };
  propose("owner");
  propose("coordinator");
  const auto seen = propose("members");
  write([&](store::Transaction& transaction) { delete_idea(transaction, owner_.caller, seen.id, 1); return 0; }, owner_.caller);
  EXPECT_THAT(rival.heard(2), ElementsAre("idea " + seen.id.str() + " v1", "gone " + seen.id.str()));
}

}  // namespace
}  // namespace grono::app
