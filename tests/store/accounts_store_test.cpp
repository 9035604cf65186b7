#include <thread>

#include "store/backends.hpp"
#include "store/cluster_store.hpp"
#include "store/idempotency_store.hpp"
#include "store/invitation_store.hpp"
#include "store/job_store.hpp"
#include "store/link_store.hpp"
#include "store/login_attempts.hpp"
#include "store/session_store.hpp"
#include "store/token_store.hpp"
#include "store/user_store.hpp"

namespace grono::store {
namespace {

using cluster::UserId;

class AccountsStoreTest : public OnEachBackend {
 protected:
  User add(std::uint64_t number, const std::string& email) {
    User user;
    user.id = id<UserId>(number);
    user.email = email;
    user.display_name = "Łucja Źrebięca";
    user.grants = {{cluster::Role::administrator, std::nullopt, std::nullopt}};
    write([&](Transaction& transaction) { UserStore(transaction).insert(user); });
    return user;
  }
};
GRONO_ON_EACH_BACKEND(AccountsStoreTest);

TEST_P(AccountsStoreTest, EmailsAreOneWithoutRegardToCase) {
  const User user = add(1, "Lucja@Przyklad.invalid");
  EXPECT_THROW(add(2, "lucja@przyklad.INVALID"), AlreadyExists);
  database_->read([&](Transaction& transaction) {
    UserStore users(transaction);
    EXPECT_EQ(users.find_by_email("LUCJA@przyklad.invalid")->id, user.id);
    EXPECT_EQ(users.list("źrebięca", {"", 10}).items.size() + users.list("lucja", {"", 10}).items.size(), 2U);
    EXPECT_EQ(users.count_with(cluster::Role::administrator), 1);
  });
}

TEST_P(AccountsStoreTest, TheAuditLogHoldsNoPasswordHash) {
  User user = add(1, "a@b.pl");
  user.password_hash = "$argon2id$tajne";
  write([&](Transaction& transaction) { UserStore(transaction).update(user); });
  std::string changes;
  database_->read([&](Transaction& transaction) {
    transaction.sql() << "SELECT changes FROM audit_entry WHERE action = 'user.updated'", soci::into(changes);
  });
  EXPECT_EQ(changes.find("tajne"), std::string::npos);
  EXPECT_NE(changes.find("has_password"), std::string::npos);
}

TEST_P(AccountsStoreTest, ALinkWorksOnceAndNotTooLate) {
  const User user = add(1, "a@b.pl");
  write([&](Transaction& transaction) { LinkStore(transaction).insert({"d1", user.id, moment(60)}); });
  write([&](Transaction& transaction) {
    EXPECT_EQ(LinkStore(transaction).take("d1"), user.id);
    EXPECT_EQ(LinkStore(transaction).take("d1"), std::nullopt);
    LinkStore(transaction).insert({"d2", user.id, moment(60)});
  });
  write([&](Transaction& transaction) { EXPECT_EQ(LinkStore(transaction).take("d2"), std::nullopt); }, 61);
}

TEST_P(AccountsStoreTest, SessionsExpireAndEndTogether) {
  const User user = add(1, "a@b.pl");
  write([&](Transaction& transaction) {
    Session one{"s1", "c", user.id, "password", {}, moment(1'000'000'000)}, two{"s2", "c", user.id, "link", {}, moment(-1)};
    SessionStore(transaction).insert(one);
    SessionStore(transaction).insert(two);
  });
  database_->read([&](Transaction& transaction) {
    EXPECT_TRUE(SessionStore(transaction).find("s1"));
    EXPECT_FALSE(SessionStore(transaction).find("s2"));
  });
  write([&](Transaction& transaction) { SessionStore(transaction).remove_of(user.id); });
  database_->read([&](Transaction& transaction) { EXPECT_FALSE(SessionStore(transaction).find("s1")); });
}

TEST_P(AccountsStoreTest, TokensAreTheirOwners) {
  const User user = add(1, "a@b.pl"), other = add(2, "c@d.pl");
  ApiToken token{id<cluster::TokenId>(1), user.id, "skrypt", "digest", {}, std::nullopt, parse_date("2030-01-01")};
  write([&](Transaction& transaction) { TokenStore(transaction).insert(token); });
  write([&](Transaction& transaction) {
    EXPECT_FALSE(TokenStore(transaction).remove(token.id, other.id));
    EXPECT_EQ(TokenStore(transaction).find("digest"), token);
    EXPECT_TRUE(TokenStore(transaction).remove(token.id, user.id));
  });
}

TEST_P(AccountsStoreTest, OfTwoWhoUseAnInvitationOneGetsIn) {
  const User user = add(1, "a@b.pl");
  Invitation invitation;
  invitation.id = id<cluster::InvitationId>(1);
  invitation.digest = "i1";
  invitation.expires_at = moment(60);
  write([&](Transaction& transaction) { InvitationStore(transaction).insert(invitation); });
  write([&](Transaction& transaction) {
    InvitationStore store(transaction);
    EXPECT_TRUE(store.use(invitation.id, user.id));
    EXPECT_FALSE(store.use(invitation.id, user.id));
    EXPECT_FALSE(store.withdraw(invitation.id));
    EXPECT_FALSE(is_open(*store.find_by_digest("i1"), moment()));
  });
}

TEST_P(AccountsStoreTest, FailuresAreCountedByEmailAndAddressWithinTheWindow) {
  write([&](Transaction& transaction) {
    LoginAttempts attempts(transaction);
    attempts.record_failure("A@b.pl", "10.0.0.1");
    attempts.record_failure("a@b.pl", "10.0.0.2");
    const auto failed = attempts.failed_since("a@B.pl", "10.0.0.1", moment(-10));
    EXPECT_EQ(failed.of_email_and_address, 1);
    EXPECT_EQ(failed.of_email, 2);
    EXPECT_EQ(failed.of_address, 1);
    EXPECT_EQ(attempts.failed_since("a@b.pl", "10.0.0.1", moment(1)).of_email, 0);
    attempts.forget("a@b.pl", "10.0.0.1");
    EXPECT_EQ(attempts.failed_since("a@b.pl", "10.0.0.1", moment(-10)).of_email, 1);
  });
}

TEST_P(AccountsStoreTest, AnAnswerIsRememberedOnce) {
  const RememberedAnswer answer{"digest", 201, "{}", "{\"nazwa\":\"Łódź\"}"};
  write([&](Transaction& transaction) { IdempotencyStore(transaction).remember("u", "key", answer, moment(60)); });
  try {
    write([&](Transaction& transaction) { IdempotencyStore(transaction).remember("u", "key", answer, moment(60)); });
    FAIL();
  } catch (const AlreadyExists& taken) {
    EXPECT_EQ(taken.where(), "header/Idempotency-Key");
  }
  write([&](Transaction& transaction) {
    EXPECT_EQ(IdempotencyStore(transaction).find("u", "key"), answer);
    EXPECT_EQ(IdempotencyStore(transaction).find("other", "key"), std::nullopt);
  });
}

TEST_P(AccountsStoreTest, AJobTellsHowFarItIsAndEnds) {
  Job job;
  job.id = id<cluster::JobId>(1);
  job.kind = "import";
  write([&](Transaction& transaction) {
    JobStore jobs(transaction);
    jobs.insert(job);
    EXPECT_TRUE(jobs.progress(job.id, JobStage::checking, 5, 10));
    EXPECT_TRUE(jobs.request_cancel(job.id));
    EXPECT_FALSE(jobs.progress(job.id, JobStage::checking, 6, 10));
    jobs.finish(job.id, JobState::cancelled, std::nullopt, std::nullopt, "wiersz;powód\n");
    EXPECT_FALSE(jobs.request_cancel(job.id));
    const auto found = jobs.find(job.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->state, JobState::cancelled);
    EXPECT_EQ(found->done, 6);
    EXPECT_TRUE(found->has_rejected);
    EXPECT_EQ(jobs.rejected_csv(job.id), "wiersz;powód\n");
  });
}

}  // namespace
}  // namespace grono::store
