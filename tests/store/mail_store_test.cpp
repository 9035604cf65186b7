#include "store/mail_store.hpp"

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "store/backends.hpp"
#include "store/change_channel.hpp"
#include "store/user_store.hpp"

namespace grono::store {
namespace {

using cluster::Audience;
using cluster::MailId;
using cluster::UserId;
using ::testing::ElementsAre;

class Mails : public OnEachBackend {
 protected:
  void SetUp() override {
    OnEachBackend::SetUp();
    if (IsSkipped()) return;
    user_.id = id<UserId>(1);
    user_.email = "anna@przyklad.invalid";
    user_.display_name = "Anna";
    write([&](Transaction& transaction) { UserStore(transaction).insert(user_); });
  }
  MailId wait(std::uint64_t fresh, MailKind kind = MailKind::at_once) {
    MailId made;
    write([&](Transaction& transaction) {
      made = MailStore(transaction).waiting_for(user_.id, kind, id<MailId>(fresh), moment(10));
    });
    return made;
  }
  std::optional<OutgoingMail> claim(int second) {
    std::optional<OutgoingMail> found;
    write([&](Transaction& transaction) { found = MailStore(transaction).claim(moment(second + 600)); }, second);
    return found;
  }
  User user_;
};

TEST_P(Mails, OfOneAccountAndKindAreOneWhileItWaitsUntouched) {
  EXPECT_EQ(wait(1), id<MailId>(1));
  EXPECT_EQ(wait(2), id<MailId>(1));
  EXPECT_EQ(wait(3, MailKind::digest), id<MailId>(3));
  EXPECT_EQ(claim(9), std::nullopt) << "not due yet";
  EXPECT_TRUE(claim(10));
  EXPECT_TRUE(claim(10));
  EXPECT_EQ(wait(4), id<MailId>(4)) << "the first is being sent";
}

TEST_P(Mails, AreOneWorkersAloneUntilItsTimeIsOver) {
  wait(1);
  ASSERT_TRUE(claim(10));
  EXPECT_FALSE(claim(10));
  EXPECT_FALSE(claim(609));
  EXPECT_TRUE(claim(610)) << "the worker has died";
  write([&](Transaction& transaction) { MailStore(transaction).finish(id<MailId>(1), MailEnd::sent); }, 611);
  EXPECT_FALSE(claim(100'000));
}

TEST_P(Mails, AreEachTakenByOneOfManyWorkers) {
  constexpr int count = 40;
  for (int i = 0; i < count; ++i)
    write([&](Transaction& transaction) {
      OutgoingMail mail;
      mail.id = id<MailId>(static_cast<std::uint64_t>(i) + 100);
      mail.kind = MailKind::invitation;
      mail.due_at = moment();
      MailStore(transaction).insert(mail);
    });
  std::mutex mutex;
  std::vector<MailId> taken;
  std::vector<std::thread> workers;
  for (int worker = 0; worker < 4; ++worker)
    workers.emplace_back([&] {
      for (int idle = 0; idle < 20;) {
        const auto found = claim(10);
        if (!found) {
          ++idle;
          continue;
        }
        const std::lock_guard lock(mutex);
        taken.push_back(found->id);
      }
    });
  for (auto& each : workers) each.join();
  EXPECT_EQ(taken.size(), static_cast<std::size_t>(count));
  EXPECT_EQ(std::set<MailId>(taken.begin(), taken.end()).size(), static_cast<std::size_t>(count));
}

TEST_P(Mails, PutOffWithoutAnAttemptStayOpenForMore) {
  wait(1);
  ASSERT_TRUE(claim(10));
  write([&](Transaction& transaction) { MailStore(transaction).put_off(id<MailId>(1), moment(50), false); });
  EXPECT_EQ(wait(2), id<MailId>(1));
  ASSERT_TRUE(claim(50));
  write([&](Transaction& transaction) { MailStore(transaction).put_off(id<MailId>(1), moment(90), true, "no answer"); });
  EXPECT_EQ(wait(3), id<MailId>(3));
  EXPECT_FALSE(claim(89) && claim(89));
}

// Changes are told by the store: here, since the other half of it is PostgreSQL's.
TEST_P(Mails, ChangesAreToldInTheOrderOfCommitAndNoneThatWasRolledBack) {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> heard;
  bool is_listening = GetParam() == "SQLite";
  database_->watch({[&](std::vector<cluster::Change> changes) {
                      const std::lock_guard lock(mutex);
                      for (const auto& each : changes) heard.push_back(each.subject);
                      changed.notify_all();
                    },
                    [&] {
                      const std::lock_guard lock(mutex);
                      is_listening = true;
                      changed.notify_all();
                    }});
  const auto wait_for = [&](const auto& test) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(20), test);
  };
  ASSERT_TRUE(wait_for([&] { return is_listening; }));
  const auto tell = [&](const std::string& subject) {
    write([&](Transaction& transaction) {
      transaction.changed({"idea", subject, 1, std::nullopt, {Audience{}}});
    });
  };
  tell("one");
  EXPECT_THROW(write([&](Transaction& transaction) {
                 transaction.changed({"idea", "never", 1, std::nullopt, {Audience{}}});
                 throw std::runtime_error("rolled back");
               }),
               std::runtime_error);
  tell("two");
  EXPECT_TRUE(wait_for([&] { return heard.size() >= 2; }));
  EXPECT_THAT(heard, ElementsAre("one", "two"));
  database_->watch({});
}

GRONO_ON_EACH_BACKEND(Mails);

TEST(ChangePayloads, ComeBackAsTheyWereAndFitTheChannel) {
  cluster::Change change{"idea", uuid(1).is_nil() ? "" : to_string(uuid(1)), 7, id<UserId>(2)};
  for (std::uint64_t i = 0; i < 100; ++i) {
    change.audiences.push_back({Audience::Kind::people_of, uuid(i)});
    change.accounts.push_back(id<UserId>(i));
  }
  change.formerly = {{Audience::Kind::members_of, uuid(3)}, Audience{}};
  change.part = {"task", to_string(uuid(4)), 3};
  cluster::Change all{change.subject_kind, change.subject, change.version, change.by};
  for (const std::string& payload : payloads_of(change)) {
    EXPECT_LT(payload.size(), 8'000U);
    const auto part = change_from(payload);
    ASSERT_TRUE(part);
    all.audiences.insert(all.audiences.end(), part->audiences.begin(), part->audiences.end());
    all.formerly.insert(all.formerly.end(), part->formerly.begin(), part->formerly.end());
    all.part = part->part;
    all.accounts.insert(all.accounts.end(), part->accounts.begin(), part->accounts.end());
  }
  EXPECT_EQ(all, change);
  EXPECT_FALSE(change_from("something else"));
  EXPECT_FALSE(change_from("{}"));
}

}  // namespace
}  // namespace grono::store
