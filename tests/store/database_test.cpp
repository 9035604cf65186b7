#include "store/database.hpp"

#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "base/error.hpp"
#include "store/backends.hpp"
#include "store/organisation_store.hpp"
#include "store/schema.hpp"

namespace grono::store {
namespace {

using cluster::Organisation;

class DatabaseTest : public OnEachBackend {
 protected:
  static Organisation organisation(std::uint64_t number) {
    Organisation made;
    made.id = id<cluster::OrganisationId>(number);
    made.legal_name = "Organizacja";
    return made;
  }
  [[nodiscard]] std::int64_t count() {
    std::int64_t made = 0;
    database_->read([&](Transaction& transaction) { made = OrganisationStore(transaction).count(); });
    return made;
  }
};
GRONO_ON_EACH_BACKEND(DatabaseTest);

TEST_P(DatabaseTest, EveryEarlierSchemaComesUpToDate) {
  for (const Migration& from : migrations()) {
    TearDown();
    SetUp();
    database_.reset();
    const bool is_sqlite = GetParam() == "SQLite";
    const Backend backend = is_sqlite ? Backend::sqlite : Backend::postgresql;
    if (is_sqlite) {
      std::filesystem::remove_all(folder_.path());
      std::filesystem::create_directories(folder_.path());
    }
    auto session = is_sqlite ? open_sqlite(url_.substr(7), true) : open_postgresql(url_);
    if (!is_sqlite) {
      *session << "DROP SCHEMA public CASCADE";
      *session << "CREATE SCHEMA public";
    }
    migrate(*session, backend, from.version);
    ASSERT_EQ(schema_version(*session, backend), from.version);
    session.reset();
    database_ = Database::open(url_);
    database_->migrate();
    database_->migrate();  // nothing left to do
    Organisation one = organisation(1);
    write([&](Transaction& transaction) { OrganisationStore(transaction).insert(one); });
    EXPECT_EQ(count(), 1) << "from version " << from.version;
  }
}

TEST_P(DatabaseTest, ANewerSchemaIsRefused) {
  write([](Transaction& transaction) { transaction.sql() << "UPDATE schema_version SET version = 999"; });
  EXPECT_THROW(database_->migrate(), InvalidInput);
}

TEST_P(DatabaseTest, AProcessKilledInTheMiddleLeavesNothing) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    // A database of its own: connections do not survive the fork.
    const auto own = Database::open(url_);
    own->write({}, moment(), [](Transaction& transaction) {
      std::vector<Organisation> many;
      for (std::uint64_t i = 1; i <= 3'000; ++i) many.push_back(organisation(i));
      OrganisationStore(transaction).insert(many);
      ::kill(::getpid(), SIGKILL);
    });
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(count(), 0);
  Organisation one = organisation(1);
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(one); });
  EXPECT_EQ(count(), 1);
}

TEST(SqliteDatabase, ASecondServerIsTurnedAwayAndToldWho) {
  const test::TemporaryFolder folder;
  const std::string url = "sqlite:" + (folder.path() / "grono.db").string();
  {
    const auto first = Database::open(url), second = Database::open(url);
    first->migrate();
    first->claim_for_serving();
    try {
      second->claim_for_serving();
      FAIL() << "two servers on one database";
    } catch (const StoreUnavailable& refused) {
      EXPECT_NE(std::string(refused.what()).find(std::to_string(::getpid())), std::string::npos);
    }
  }
}

TEST(SqliteDatabase, AFileThatIsNoDatabaseAndABadAddressAreTold) {
  const test::TemporaryFolder folder;
  folder.write("letter", "this is a letter to my grandmother, and no database at all");
  EXPECT_THROW(static_cast<void>(Database::open("sqlite:" + (folder.path() / "letter").string())), StoreUnavailable);
  EXPECT_THROW(static_cast<void>(Database::open("mysql://x")), InvalidInput);
  EXPECT_THROW(static_cast<void>(Database::open("postgresql://127.0.0.1:1/nobody")), StoreUnavailable);
}

TEST(SqliteDatabase, AReadOnlyOneIsToldAndNothingIsLost) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everything";
  const test::TemporaryFolder folder;
  const std::string url = "sqlite:" + (folder.path() / "grono.db").string();
  Database::open(url)->migrate();
  std::filesystem::permissions(folder.path() / "grono.db", std::filesystem::perms::owner_read);
  EXPECT_THROW(
      {
        const auto database = Database::open(url);
        database->write({}, moment(), [](Transaction& transaction) {
          Organisation one;
          one.id = id<cluster::OrganisationId>(1);
          OrganisationStore(transaction).insert(one);
        });
      },
      StoreUnavailable);
  std::filesystem::permissions(folder.path() / "grono.db", std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace grono::store
