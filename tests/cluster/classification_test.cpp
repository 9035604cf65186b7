#include "cluster/classification.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "support/temporary_folder.hpp"

namespace grono::cluster {
namespace {

const std::filesystem::path kShipped = std::filesystem::path(GRONO_SOURCE_DIR) / "data/classifications";

class ShippedClassifications : public testing::Test {
 protected:
  static const Classifications& all() {
    static const Classifications loaded = Classifications::load(kShipped);
    return loaded;
  }
};

TEST_F(ShippedClassifications, HoldBothVersionsSideBySide) {
  EXPECT_EQ(all().schemes(), (std::vector<std::string>{"pkd_2025", "pkd_2007", "nace_2.1", "nace_2.0"}));
  EXPECT_EQ(all().valid_until("pkd_2007"), parse_date("2026-12-31"));
  EXPECT_EQ(all().valid_until("pkd_2025"), std::nullopt);
  EXPECT_NE(all().find("pkd_2007", "32.50.Z"), nullptr);
  EXPECT_EQ(all().find("pkd_2025", "32.50.Z"), nullptr);  // divided into A and B
  EXPECT_NE(all().find("pkd_2025", "32.50.B"), nullptr);
}

TEST_F(ShippedClassifications, ReadWhatPeopleWrite) {
  for (const char* written : {"32.50.Z", "3250Z", "32.50 z", " 32.50.z "})
    EXPECT_EQ(all().normalise("pkd_2007", written), "32.50.Z") << written;
  EXPECT_EQ(all().normalise("pkd_2007", "99.99.X"), std::nullopt);
  EXPECT_EQ(all().normalise("naics_2017", "32.50.Z"), std::nullopt);
}

TEST_F(ShippedClassifications, KnowTheWayUp) {
  EXPECT_EQ(all().path("pkd_2025", "32.50.B"), (std::vector<std::string_view>{"32.50.B", "32.50", "32.5", "32", "C"}));
  EXPECT_TRUE(all().path("pkd_2025", "nic").empty());
}

TEST_F(ShippedClassifications, OneCodeMayBecomeMany) {
  const auto becomes = all().corresponding({"pkd_2007", "32.50.Z", false}, "pkd_2025");
  std::vector<std::string> codes;
  for (const auto& each : becomes) codes.push_back(each.to_code);
  EXPECT_EQ(codes, (std::vector<std::string>{"26.60.Z", "32.50.A", "32.50.B"}));
  EXPECT_TRUE(std::all_of(becomes.begin(), becomes.end(), [](const auto& each) { return each.is_partial; }));
  const auto back = all().corresponding({"pkd_2025", "32.50.B", false}, "pkd_2007");
  EXPECT_EQ(back.size(), 2U);  // 32.50.Z and a part of 32.99.Z
}

TEST_F(ShippedClassifications, EveryCorrespondenceNamesCodesThatExistAndEveryEntryHasATitle) {
  for (const std::string& scheme : all().schemes())
    for (const CodeEntry& entry : all().entries(scheme)) {
      EXPECT_FALSE(entry.title_pl.empty() && entry.title_en.empty()) << scheme << " " << entry.code;
      EXPECT_EQ(all().path(scheme, entry.code).size(), static_cast<std::size_t>(entry.level)) << entry.code;
    }
}

TEST(Classifications, ABrokenListNamesFileAndLine) {
  const test::TemporaryFolder folder;
  folder.write("schemes.csv", "scheme,valid_until\ntest_1,\n");
  folder.write("correspondence.csv", "from_scheme,from_code,to_scheme,to_code,is_partial\n");
  folder.write("test_1.csv", "code,parent,title_pl,title_en\n01.1,01,Podrzędny,Child\n");
  try {
    static_cast<void>(Classifications::load(folder.path()));
    FAIL();
  } catch (const InvalidInput& wrong) {
    EXPECT_NE(wrong.where().find("test_1.csv"), std::string::npos);
    EXPECT_NE(wrong.where().find("line 2"), std::string::npos);
  }
}

}  // namespace
}  // namespace grono::cluster
