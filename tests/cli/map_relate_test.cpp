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

}  // namespace
}  // namespace grono::cli
