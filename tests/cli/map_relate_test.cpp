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

TEST(MapRelate, YearsAreJoinedByTheirNames) {
  const Folder folder;
  folder.write("now.csv", "region,a,b\nŁódź,30,10\nKrosno,10,20\n");
  folder.write("then.csv", "region,a,b\nŁódź,20,11\nKrosno,12,10\n");
  folder.write("turned.csv", "region,b,a\nKrosno,10,12\nŁódź,11,20\n");
  folder.write("other.csv", "region,a,c\nŁódź,20,10\nŻary,10,10\n");
  const auto change = [&](const std::string& before) {
    EXPECT_EQ(Folder::run({"map", "relate", folder.file("now.csv"), "--before", folder.file(before),
                           "--shift-share", folder.file("change.csv")}),
              0);
    return folder.read("change.csv");
  };
  EXPECT_EQ(change("turned.csv"), change("then.csv"));
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(Folder::run({"map", "relate", folder.file("now.csv"), "--before", folder.file("other.csv"),
                         "--shift-share", folder.file("change.csv")}),
            1);
  const std::string said = ::testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("it lacks the regions \"Krosno\"; it lacks the industries \"b\"; the table lacks the "
                      "regions \"Żary\"; the table lacks the industries \"c\""),
            std::string::npos)
      << said;
}

// Two fields with regions of their own, and an industry that nobody has.
constexpr const char* kFields =
    "region,stal,huta,odlewnia,kurort,hotel,muzeum,nikt\n"
    "Katowice,90,80,70,5,4,3,0\n"
    "Gliwice,50,55,45,3,2,4,0\n"
    "Zakopane,2,1,2,80,90,70,0\n"
    "Krynica,1,2,1,60,50,45,0\n"
    "Łódź,20,19,22,21,20,19,0\n";

TEST(MapRelate, CategoriesAreFoundScoredAndLinked) {
  const Folder folder;
  folder.write("t.csv", kFields);
  folder.write("given.csv",
               "category,industry\nMetal,stal\nMetal,huta\nHoliday,odlewnia\nHoliday,kurort\n"
               "Holiday,hotel\nHoliday,muzeum\n");
  ::testing::internal::CaptureStderr();
  ASSERT_EQ(Folder::run({"map", "relate", folder.file("t.csv"), "--categories", folder.file("c.csv"),
                         "--category-scores", folder.file("s.csv"), "--category-links", folder.file("l.csv"),
                         "--given-categories", folder.file("given.csv"), "--given-review",
                         folder.file("r.csv"), "--categories-from", "2", "--categories-to", "3"}),
            0);
  const std::string told = ::testing::internal::GetCapturedStderr();
  EXPECT_NE(told.find("best: 2 categories by ward of lc-emp, validation score 100.0"), std::string::npos)
      << told;
  EXPECT_NE(told.find("given: 2 categories, validation score"), std::string::npos) << told;
  const std::string found = folder.read("c.csv");
  EXPECT_EQ(found.substr(0, found.find('\n')), "industry,category,wcr,best_other,bcr,outlier,moved_from");
  for (const char* line : {"\nstal,1,", "\nodlewnia,1,", "\nkurort,2,", "\nmuzeum,2,", "\nnikt,,,,,0,\n"})
    EXPECT_NE(found.find(line), std::string::npos) << line << found;
  const std::string review = folder.read("r.csv");
  EXPECT_NE(review.find("\nodlewnia,Holiday,"), std::string::npos) << review;
  EXPECT_NE(review.substr(review.find("\nodlewnia")).find(",Metal,"), std::string::npos);
  const std::string scores = folder.read("s.csv");
  EXPECT_NE(scores.find("\nbest,lc-emp,ward,2,mean,100,100,100,100,100\n"), std::string::npos) << scores;
  EXPECT_NE(scores.find("\ngiven,,,2,coi,"), std::string::npos);
  EXPECT_NE(scores.find("\ncandidate,composite,k-means,3,lc-emp,"), std::string::npos);
  EXPECT_NE(folder.read("l.csv").find("\ngiven,Metal,Holiday,"), std::string::npos) << folder.read("l.csv");
}

TEST(MapRelate, OutliersMoveWhereThatIsAskedFor) {
  const Folder folder;
  folder.write("t.csv", kFields);
  ASSERT_EQ(Folder::run({"map", "relate", folder.file("t.csv"), "--categories", folder.file("c.csv"),
                         "--category-scores", folder.file("s.csv"), "--move-outliers", "--similarities",
                         "coi", "--categories-from", "2", "--categories-to", "2"}),
            0);
  EXPECT_NE(folder.read("s.csv").find("\nmoved,coi,ward,2,coi,"), std::string::npos) << folder.read("s.csv");
  EXPECT_EQ(folder.read("s.csv").find("composite"), std::string::npos);
}

TEST(MapRelate, EveryTableMakesASimilarity) {
  const Folder folder;
  folder.write("t.csv", kFields);
  folder.write("shops.csv",
               "place,what,how many\nKatowice,stal,3\nGliwice,huta,2\nKatowice,huta,2\n"
               "Zakopane,hotel,9\nZakopane,kurort,8\nGliwice,stal,2\n");
  folder.write("staff.csv",
               "industry,job,people\nstal,spawacz,9\nhuta,spawacz,8\nhuta,kucharz,1\n"
               "hotel,kucharz,9\nkurort,kucharz,4\nkurort,lekarz,4\n");
  folder.write("use.csv", "from,stal,huta,hotel\nstal,0,5,1\nhuta,4,0,0\nhotel,1,0,0\n");
  ::testing::internal::CaptureStderr();
  ASSERT_EQ(Folder::run({"map",
                         "relate",
                         folder.file("t.csv"),
                         "--category-scores",
                         folder.file("s.csv"),
                         "--establishments",
                         folder.file("shops.csv"),
                         "--establishments-long",
                         "place,what,how many",
                         "--occupations",
                         folder.file("staff.csv"),
                         "--occupations-long",
                         "industry,job,people",
                         "--occupation-links",
                         folder.file("occ.csv"),
                         "--purchases",
                         folder.file("use.csv"),
                         "--categories-from",
                         "2",
                         "--categories-to",
                         "2"}),
            0);
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("4 of 7 industries are not in"), std::string::npos);
  const std::string scores = folder.read("s.csv");
  for (const char* name : {"lc-emp", "lc-est", "coi", "io", "occ", "composite"})
    EXPECT_NE(scores.find(std::string("\ncandidate,") + name + ",ward-profiles,2,mean,"), std::string::npos)
        << name;
  const std::string links = folder.read("occ.csv");
  EXPECT_EQ(links.substr(0, links.find('\n', links.find('\n') + 1))
                .find("industry,stal,huta,hotel,kurort\nstal,,0.9"),
            0U)
      << links;
}

TEST(MapRelate, IndustriesAddUpToCategoriesAndTheseGrow) {
  const Folder folder;
  folder.write("now.csv", "region,a,b,c\nŁódź,30,10,5\nKrosno,10,20,5\n");
  folder.write("then.csv", "region,a,b,c\nŁódź,20,10,\nKrosno,10,10,5\n");
  folder.write("by.csv", "naics,cluster\na,Metal\nc,Metal\nb,\"Bread, cake\"\n");
  ASSERT_EQ(Folder::run({"map", "relate", folder.file("now.csv"), "--by", folder.file("by.csv"), "--lq",
                         folder.file("lq.csv"), "--before", folder.file("then.csv"), "--shift-share",
                         folder.file("change.csv")}),
            0);
  EXPECT_EQ(folder.read("lq.csv").substr(0, 26), "region,Metal,\"Bread, cake\"");
  const std::string change = folder.read("change.csv");
  // Of Łódź's c nothing is known before: it counts in neither year.
  EXPECT_NE(change.find("\nŁódź,Metal,20,30,10,"), std::string::npos) << change;
  EXPECT_NE(change.find("\nKrosno,Metal,15,15,0,"), std::string::npos) << change;
  EXPECT_NE(change.find("\nKrosno,\"Bread, cake\",10,20,10,"), std::string::npos) << change;
  EXPECT_NE(change.find(",1\n"), std::string::npos);  // the last doubled
}

TEST(MapRelate, SaysWhatIsWrongWithCategories) {
  const Folder folder;
  folder.write("t.csv", kFields);
  folder.write("twice.csv", "industry,category\nstal,A\nstal,B\n");
  folder.write("foreign.csv", "industry,category\nsteel,A\n");
  folder.write("flat.csv", "region,a,b,c\nr,1,2,3\ns,1,2,3\n");
  folder.write("one.csv", "region,a\nr,1\ns,2\n");
  const auto refuses = [&](const char* table, std::vector<std::string> more, const char* problem) {
    std::vector<std::string> words = {"map", "relate", folder.file(table), "--categories",
                                      folder.file("c.csv")};
    words.insert(words.end(), more.begin(), more.end());
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(Folder::run(words), 1);
    const std::string told = ::testing::internal::GetCapturedStderr();
    EXPECT_NE(told.find(problem), std::string::npos) << told;
  };
  refuses("t.csv", {}, "30 to 60 are no numbers of categories for 6 industries");
  refuses("t.csv", {"--given-categories", folder.file("twice.csv")}, "\"stal\" is in \"A\" and in \"B\"");
  refuses("t.csv", {"--given-categories", folder.file("foreign.csv")}, "none of the table's industries");
  refuses("t.csv", {"--similarities", "coi,friendship"}, "\"friendship\" is none");
  refuses("t.csv", {"--similarities", "occ"}, "occ needs --occupations");
  refuses("t.csv", {"--given-review", folder.file("r.csv")}, "--given-categories");
  refuses("flat.csv", {"--similarities", "lc-emp", "--categories-from", "2", "--categories-to", "2"},
          "says nothing of any two industries");
  refuses("one.csv", {}, "says nothing of any two industries");
}

}  // namespace
}  // namespace grono::cli
