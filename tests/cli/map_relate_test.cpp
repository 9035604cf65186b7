#include <gtest/gtest.h>

#include "cli/folder.hpp"

namespace grono::cli {
namespace {

using testing::Folder;

constexpr const char* kTable =
    "powiat,implanty,\"śruby, nakrętki\",usługi\n"
    "gliwicki,80,10,10\n"
    "Łódź,10,80,10\n"
    "żywiecki,10,10,80\n";

TEST(MapRelate, WritesQuotientsInTheShapeOfTheTable) {
  const Folder folder;
  folder.write("table.csv", kTable);
  ASSERT_EQ(Folder::run({"map", "relate", folder.file("table.csv"), "--lq", folder.file("lq.csv")}), 0);
  const std::string written = folder.read("lq.csv");
  EXPECT_EQ(written.substr(0, written.find('\n')), "region,implanty,\"śruby, nakrętki\",usługi");
  EXPECT_NE(written.find("\nŁódź,0.3"), std::string::npos);
}

TEST(MapRelate, ALongTableIsTheSameAsAWideOne) {
  const Folder folder;
  folder.write("wide.csv", "region,a,b\nr,1,2\ns,3,0\nt,5,1\n");
  folder.write("long.csv", "gdzie,co,ile\nr,a,1\nr,b,2\ns,a,3\nt,a,2\nt,b,1\nt,a,3\n");
  ASSERT_EQ(Folder::run({"map", "relate", folder.file("wide.csv"), "--lq", folder.file("one.csv"),
                         "--complexity", folder.file("c1.csv")}),
            0);
  ASSERT_EQ(Folder::run({"map", "relate", folder.file("long.csv"), "--long", "gdzie,co,ile", "--lq",
                         folder.file("two.csv"), "--complexity", folder.file("c2.csv")}),
            0);
  EXPECT_EQ(folder.read("one.csv"), folder.read("two.csv"));
  EXPECT_EQ(folder.read("c1.csv"), folder.read("c2.csv"));
  EXPECT_NE(folder.read("c1.csv").find("region,r,,1\n"), std::string::npos);  // too small for an index
}

TEST(MapRelate, RegionsAddUpToALevel) {
  const Folder folder;
  folder.write("table.csv", "region,a,b\nr,1,2\ns,3,0\nt,5,1\n");
  folder.write("places.csv", "region,state\nr,Śląsk\ns,Śląsk\nt,Łódzkie\n");
  ASSERT_EQ(Folder::run({"map", "relate", folder.file("table.csv"), "--regions", folder.file("places.csv"),
                         "--level", "state", "--lq", folder.file("lq.csv")}),
            0);
  EXPECT_EQ(folder.read("lq.csv").substr(0, 18), "region,a,b\nŚląsk");
  folder.write("places.csv", "region,state\nr,Śląsk\nt,Łódzkie\n");
  EXPECT_NE(Folder::run({"map", "relate", folder.file("table.csv"), "--regions", folder.file("places.csv"),
                         "--level", "state", "--lq", folder.file("lq.csv")}),
            0);
}

TEST(MapRelate, EveryKindIsWritten) {
  const Folder folder;
  folder.write("table.csv", kTable);
  for (const char* kind : {"cosine", "association", "jaccard", "probability", "proximity", "colocation"}) {
    ASSERT_EQ(Folder::run({"map", "relate", folder.file("table.csv"), "--relatedness", kind, "--out",
                           folder.file("rel.csv"), "--density", folder.file("density.csv")}),
              0)
        << kind;
    EXPECT_EQ(folder.read("rel.csv").substr(0, 9), "industry,") << kind;
    EXPECT_EQ(folder.read("density.csv").substr(0, 7), "region,") << kind;
  }
}

TEST(MapRelate, SaysWhatIsWrong) {
  const Folder folder;
  const auto refused = [&](const std::string& table, const std::string& told) {
    folder.write("table.csv", table);
    ::testing::internal::CaptureStderr();
    EXPECT_NE(Folder::run({"map", "relate", folder.file("table.csv"), "--lq", folder.file("lq.csv")}), 0);
    EXPECT_NE(::testing::internal::GetCapturedStderr().find(told), std::string::npos) << told;
  };
  refused("region,a,a\nr,1,2\n", "\"a\" is there");
  refused("region,a,b\nr,1,2\nr,1,2\n", "\"r\" stands twice");
  refused("region,a,b\nr,1,-2\n", "row 1, industry 2");
  refused("region,a,b\n", "no figures");
  folder.write("table.csv", kTable);
  EXPECT_NE(Folder::run({"map", "relate", folder.file("table.csv")}), 0);  // nothing asked for
}

TEST(MapRelate, StrongClustersAreListedWithTheirRule) {
  const Folder folder;
  folder.write("t.csv", "region,a,b\nŁódź,90,10\nKrosno,10,90\nŻary,40,60\n");
  ASSERT_EQ(Folder::run({"map", "relate", folder.file("t.csv"), "--strong", folder.file("s.csv"),
                         "--percentile", "0.5", "--min-figure", "20"}),
            0);
  const std::string strong = folder.read("s.csv");
  EXPECT_NE(strong.find("Łódź,a,90,1.92857"), std::string::npos) << strong;
  EXPECT_NE(strong.find("Krosno,b,90,"), std::string::npos);
  EXPECT_EQ(strong.find("Łódź,b"), std::string::npos);
}

TEST(MapRelate, LinksAndChangesNeedTheirTables) {
  const Folder folder;
  folder.write("now.csv", "region,a,b\nŁódź,30,10\nKrosno,10,20\n");
  folder.write("then.csv", "region,a,b\nŁódź,20,10\nKrosno,10,10\n");
  folder.write("other.csv", "region,a,c\nŁódź,20,10\nKrosno,10,10\n");
  folder.write("flows.csv", "from,a,b,c\na,0,5,1\nb,5,0,1\nc,1,1,0\n");
  ASSERT_EQ(Folder::run({"map", "relate", folder.file("now.csv"), "--before", folder.file("then.csv"),
                         "--shift-share", folder.file("change.csv"), "--flows", folder.file("flows.csv"),
                         "--skill", folder.file("skill.csv"), "--purchases", folder.file("flows.csv"),
                         "--input-output", folder.file("io.csv")}),
            0);
  EXPECT_NE(folder.read("change.csv").find("Łódź,a,20,30,10,7.99"), std::string::npos)
      << folder.read("change.csv");
  EXPECT_NE(folder.read("skill.csv").find("industry,a,b,c\na,0,"), std::string::npos);
  EXPECT_NE(folder.read("io.csv").find("a,0,0.8333333333333334,"), std::string::npos)
      << folder.read("io.csv");
  const auto refuses = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"map", "relate", folder.file("now.csv")};
    words.insert(words.end(), more.begin(), more.end());
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(Folder::run(words), 1);
    EXPECT_FALSE(::testing::internal::GetCapturedStderr().empty());
  };
  refuses({"--shift-share", folder.file("x.csv")});
  refuses({"--before", folder.file("other.csv"), "--shift-share", folder.file("x.csv")});
  refuses({"--flows", folder.file("now.csv"), "--skill", folder.file("x.csv")});
}

}  // namespace
}  // namespace grono::cli
