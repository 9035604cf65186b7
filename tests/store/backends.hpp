#pragma once

#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <soci/soci.h>

#include "store/connection.hpp"
#include "store/database.hpp"
#include "support/temporary_folder.hpp"

/// Every test of the store runs on both backends: on SQLite always, on PostgreSQL where script/with-postgresql lends one.
namespace grono::store {

inline Timestamp moment(int second = 0) { return *parse_timestamp("2026-11-23T10:00:00Z") + std::chrono::seconds(second); }

inline Uuid uuid(std::uint64_t number) {
  std::array<std::uint8_t, 10> random{};
  for (int i = 0; i < 8; ++i) random[static_cast<std::size_t>(9 - i)] = static_cast<std::uint8_t>(number >> (8 * i));
  return uuid_v7(1'763'892'000'000 + number, random);
}

template <class IdType>
IdType id(std::uint64_t number) {
  return IdType{uuid(number)};
}

class OnEachBackend : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const std::string name = "grono_test_" + std::to_string(::getpid()) + "_" + std::to_string(std::random_device{}());
    if (GetParam() == "SQLite") {
      url_ = "sqlite:" + (folder_.path() / "grono.db").string();
    } else {
      const char* server = std::getenv("GRONO_TEST_POSTGRESQL");
      if (!server) GTEST_SKIP() << "no PostgreSQL: run by script/with-postgresql";
      *open_postgresql(server) << "CREATE DATABASE " + name;
      url_ = std::string(server);
      url_ = url_.substr(0, url_.rfind('/') + 1) + name;
    }
    database_ = Database::open(url_);
    database_->migrate();
  }
  void TearDown() override {
    database_.reset();
  }
  void write(const std::function<void(Transaction&)>& work, int second = 0) {
    database_->write({}, moment(second), work);
  }

  test::TemporaryFolder folder_;
  std::string url_;
  std::unique_ptr<Database> database_;
};

#define GRONO_ON_EACH_BACKEND(Suite) \
  INSTANTIATE_TEST_SUITE_P(Backends, Suite, testing::Values("SQLite", "PostgreSQL"), \
                           [](const auto& each) { return each.param; })

}  // namespace grono::store
