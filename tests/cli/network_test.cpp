#include <algorithm>

#include <gtest/gtest.h>

#include "cli/folder.hpp"

namespace grono::cli {
namespace {

using testing::Folder;

constexpr const char* kTies =
    "a,b,kind,begin,end,weight\n"
    "Alfa,Beta,project,2020,2021,\n"
    "Beta,\"Gama, Sp. z o.o.\",deal,2021-03-01,,2\n"
    "Alfa,\"Gama, Sp. z o.o.\",meeting,2021-05-01,2021-05-01,0.5\n"
    "Delta,Ósma,consortium,2019,2020,1\n";

std::ptrdiff_t lines_of_network(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

TEST(Network, WritesFiguresOfNodesEdgesAndYears) {
  const Folder folder;
  folder.write("ties.csv", kTies);
  folder.write("members.csv", "name\nSamotna\nAlfa\n");
  ASSERT_EQ(Folder::run({"network", folder.file("ties.csv"), "--nodes", folder.file("members.csv"), "-o",
                         folder.file("nodes.csv"), "--edges", folder.file("edges.csv"), "--years",
                         folder.file("years.csv"), "--history", folder.file("history.csv")}),
            0);
  const std::string nodes = folder.read("nodes.csv");
  EXPECT_EQ(nodes.substr(0, nodes.find('\n')),
            "name,degree,strength,component,community,betweenness,constraint,core,is_core,core_score,x,y");
  EXPECT_EQ(lines_of_network(nodes), 7);
  EXPECT_NE(nodes.find("\nSamotna,0,0,3,3,0,,0,0,0,"), std::string::npos) << nodes;
  EXPECT_NE(nodes.find("\n\"Gama, Sp. z o.o.\",2,2.5,1,1,0,"), std::string::npos) << nodes;
  const std::string edges = folder.read("edges.csv");
  EXPECT_EQ(lines_of_network(edges), 5);
  const std::string years = folder.read("years.csv");
  EXPECT_EQ(lines_of_network(years), 4);
  EXPECT_NE(years.find("\n2021,3,3,2,1,1,1,3,1,"), std::string::npos) << years;
  EXPECT_NE(folder.read("history.csv").find("2019,Delta,1\n"), std::string::npos);
}

TEST(Network, OfOneYearAndSomeKinds) {
  const Folder folder;
  folder.write("ties.csv", kTies);
  ASSERT_EQ(Folder::run({"network", folder.file("ties.csv"), "--year", "2020", "--kinds", "consortium=0",
                         "-o", folder.file("nodes.csv"), "--edges", folder.file("edges.csv")}),
            0);
  EXPECT_EQ(folder.read("edges.csv"), "a,b,weight\nAlfa,Beta,1\n");
}

TEST(Network, NoTiesAreNoNodes) {
  const Folder folder;
  folder.write("ties.csv", "a,b,begin\n");
  ASSERT_EQ(Folder::run({"network", folder.file("ties.csv"), "-o", folder.file("nodes.csv")}), 0);
  EXPECT_EQ(lines_of_network(folder.read("nodes.csv")), 1);
}

TEST(Network, RefusesWhatIsNoTie) {
  const Folder folder;
  const auto refused = [&](const std::string& rows, std::vector<std::string> more = {}) {
    folder.write("ties.csv", "a,b,kind,begin,end,weight\n" + rows);
    std::vector<std::string> words = {"network", folder.file("ties.csv"), "-o", folder.file("nodes.csv")};
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(Folder::run(words), 1) << rows;
  };
  refused("Alfa,Alfa,project,2020,,\n");
  refused("Alfa,,project,2020,,\n");
  refused("Alfa,Beta,friends,2020,,\n");
  refused("Alfa,Beta,project,,,\n");
  refused("Alfa,Beta,project,2020-02-30,,\n");
  refused("Alfa,Beta,project,2020,2019,\n");
  refused("Alfa,Beta,project,2020,,0\n");
  refused("Alfa,Beta,project,2020,,much\n");
  refused("Alfa,Beta,project,2020,,\n", {"--kinds", "project"});
  refused("Alfa,Beta,project,2020,,\n", {"--resolution", "0"});
  refused("Alfa,Beta,project,0020,2020,\n", {"--years", folder.file("years.csv")});
}

}  // namespace
}  // namespace grono::cli
