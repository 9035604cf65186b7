#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/folder.hpp"
#include "support/cordis_tables.hpp"

namespace grono::cli {
namespace {

using testing::Folder;

struct Tables : Folder {
  Tables() {
    write("projects/a_projects.csv",
          "project_id,acronym,title,start,end\n1,WODA,Czysta woda,2012-01-01,2014-12-31\n2,RZEKA,Woda w "
          "rzekach,2013-05-01,\n");
    write("projects/a_participants.csv",
          "project_id,participant,country,role\n1,Żółw,PL,coordinator\n1,\"Alfa, "
          "S.A.\",PL,participant\n1,Beta,DE,participant\n"
          "2,ŻÓŁW,PL,participant\n2,Beta,PL,\n2,Gama,FR,\n");
  }
};

TEST(Cordis, TiesGoIntoTheNetwork) {
  const Tables folder;
  ASSERT_EQ(Folder::run({"cordis", "ties", folder.file("projects"), "-o", folder.file("ties.csv"),
                         "--organisations", folder.file("all.csv")}),
            0);
  const std::string ties = folder.read("ties.csv");
  EXPECT_EQ(ties.substr(0, ties.find('\n')), "a,b,kind,begin,end,weight,project,acronym,role_a,role_b");
  EXPECT_EQ(std::count(ties.begin(), ties.end(), '\n'), 7);
  EXPECT_NE(
      ties.find("\nŻółw,\"Alfa, S.A.\",project,2012-01-01,2014-12-31,0.5,1,WODA,coordinator,participant\n"),
      std::string::npos)
      << ties;
  EXPECT_NE(ties.find("\nŻółw,Beta (PL),project,2013-05-01,,0.5,2,RZEKA,participant,\n"), std::string::npos)
      << "two of one name in two countries are told apart\n"
      << ties;
  EXPECT_NE(folder.read("all.csv").find("\nŻółw,,PL,,,2\n"), std::string::npos);
  ASSERT_EQ(Folder::run({"network", folder.file("ties.csv"), "--nodes", folder.file("all.csv"), "-o",
                         folder.file("nodes.csv")}),
            0);
  EXPECT_NE(folder.read("nodes.csv").find("\nŻółw,4,2,1,"), std::string::npos) << folder.read("nodes.csv");
}

TEST(Cordis, TiesAsJson) {
  const Tables folder;
  ASSERT_EQ(
      Folder::run({"cordis", "ties", "--projects", folder.file("projects/a_projects.csv"), "--participants",
                   folder.file("projects/a_participants.csv"), "--json", "-o", folder.file("ties.json")}),
      0);
  const auto made = nlohmann::json::parse(folder.read("ties.json"));
  EXPECT_EQ(made.at("organisations").size(), 5U);
  EXPECT_EQ(made.at("ties").size(), 6U);
  EXPECT_EQ(made.at("ties")[0].at("role_a"), "coordinator");
  EXPECT_EQ(made.at("ties")[5].at("end"), nullptr);
  EXPECT_TRUE(made.at("notes").empty());
}

TEST(Cordis, PartnersOfWhatIsSought) {
  const Folder folder;
  test::published::write(folder.path(), {.projects = 200, .organisations = 200});
  ASSERT_EQ(Folder::run({"cordis", "partners", folder.path(), "--given", "FIRMA ZOLW 0", "--about",
                         "f3w1 f3w2 field 3", "--best", "5", "-o", folder.file("found.csv")}),
            0);
  const std::string found = folder.read("found.csv");
  EXPECT_EQ(std::count(found.begin(), found.end(), '\n'), 6) << found;
  EXPECT_EQ(found.find("Firma Żółw 0,"), std::string::npos) << "who is there already is not told";
  ASSERT_EQ(Folder::run({"cordis", "partners", folder.path(), "--about", "f3w1", "--before", "2016-01-01",
                         "--json", "-o", folder.file("found.json")}),
            0);
  const auto made = nlohmann::json::parse(folder.read("found.json"));
  EXPECT_EQ(made.size(), 20U);
  EXPECT_TRUE(made[0].at("traits").contains("topic_best"));
}

TEST(Cordis, AnswersManyQuestionsByWhatWasLearned) {
  const Folder folder;
  test::published::write(folder.path(), {.projects = 200, .organisations = 200});
  const std::string tables = folder.path(), model = folder.file("model.json");
  ASSERT_EQ(Folder::run({"cordis", "learn", tables, "--before", "2019-01-01", "-o", model}), 0);
  const auto kept = nlohmann::json::parse(folder.read("model.json"));
  EXPECT_EQ(kept.at("before"), "2019-01-01");
  EXPECT_EQ(kept.at("tables").at("projects"), 200);
  folder.write("asked.csv", "given,about\nFIRMA ZOLW 0,f3w1 f3w2 field 3\n,\"f4w1, f4w2\"\n");
  ASSERT_EQ(Folder::run({"cordis", "partners", tables, "--questions", folder.file("asked.csv"), "--before",
                         "2019-01-01", "--model", model, "--best", "3", "-o", folder.file("many.csv")}),
            0);
  const std::string many = folder.read("many.csv");
  EXPECT_EQ(std::count(many.begin(), many.end(), '\n'), 7) << many;
  EXPECT_NE(many.find("\n2,3,"), std::string::npos) << many;
  // One question asked alone, and learned anew, has the same answer.
  ASSERT_EQ(
      Folder::run({"cordis", "partners", tables, "--given", "FIRMA ZOLW 0", "--about", "f3w1 f3w2 field 3",
                   "--before", "2019-01-01", "--best", "3", "-o", folder.file("one.csv")}),
      0);
  std::string one = folder.read("one.csv");
  one = one.substr(one.find('\n') + 1);
  for (const std::size_t line : {0U, 1U, 2U}) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < line; ++i) at = one.find('\n', at) + 1;
    EXPECT_NE(many.find("\n1," + one.substr(at, one.find('\n', at) - at) + "\n"), std::string::npos)
        << one << many;
  }
}

TEST(Cordis, RefusesAModelThatDoesNotFit) {
  const Folder folder, other;
  test::published::write(folder.path(), {.projects = 60, .organisations = 60});
  test::published::write(other.path(), {.projects = 60, .organisations = 60, .seed = 2});
  const std::string model = folder.file("model.json");
  ASSERT_EQ(Folder::run({"cordis", "learn", folder.path(), "-o", model}), 0);
  const auto ask = [&](const std::string& tables, const std::string& its_model, const std::string& before) {
    return Folder::run({"cordis", "partners", tables, "--about", "f3w1", "--model", its_model, "--before",
                        before, "-o", folder.file("found.csv")});
  };
  EXPECT_EQ(ask(folder.path(), model, "2030-01-01"), 0);
  EXPECT_EQ(ask(other.path(), model, "2030-01-01"), 1) << "other tables";
  EXPECT_EQ(ask(folder.path(), model, "2016-01-01"), 1) << "it knows what came later";
  EXPECT_EQ(ask(folder.path(), folder.file("none.json"), "2030-01-01"), 1);
  auto changed = nlohmann::json::parse(folder.read("model.json"));
  changed["version"] = 99;
  folder.write("newer.json", changed.dump());
  EXPECT_EQ(ask(folder.path(), folder.file("newer.json"), "2030-01-01"), 1);
  changed["version"] = 1;
  changed["weights"].erase("recency");
  folder.write("less.json", changed.dump());
  EXPECT_EQ(ask(folder.path(), folder.file("less.json"), "2030-01-01"), 1);
  folder.write("broken.json", "{");
  EXPECT_EQ(ask(folder.path(), folder.file("broken.json"), "2030-01-01"), 1);
  folder.write("empty.csv", "about\n");
  EXPECT_EQ(Folder::run({"cordis", "partners", folder.path(), "--questions", folder.file("empty.csv")}), 1);
}

TEST(Cordis, RefusesWhatItCantDo) {
  const Tables folder;
  const auto run = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"cordis"});
    return Folder::run(more);
  };
  const std::string tables = folder.file("projects");
  EXPECT_EQ(run({"ties", folder.file("none")}), 1);
  EXPECT_EQ(run({"ties"}), 1);
  EXPECT_EQ(run({"ties", "--projects", tables + "/a_projects.csv"}), 1);
  EXPECT_EQ(run({"partners", tables}), 1) << "nothing is asked";
  EXPECT_EQ(run({"partners", tables, "--about", "woda", "--given", "Nikt"}), 1);
  EXPECT_EQ(run({"partners", tables, "--about", "woda", "--given", "beta"}), 1) << "two are called so";
  EXPECT_EQ(run({"partners", tables, "--about", "woda", "--before", "jutro"}), 1);
  EXPECT_EQ(
      run({"partners", tables, "--about", "woda", "--given", "Beta (DE)", "-o", folder.file("found.csv")}),
      0);
}

}  // namespace
}  // namespace grono::cli
