#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using Rooms = std::set<std::string>;

const fs::path kSource = fs::path(GRONO_SOURCE_DIR) / "src";

// What each room may include besides itself: the table of docs/architecture.md, written out.
const std::map<std::string, Rooms> kAllowed = {
    {"base", {}},
    {"text", {"base"}},
    {"geo", {"base", "text"}},
    {"matching", {"base", "text", "geo"}},
    {"mapping", {"base", "text", "geo"}},
    {"meetings", {"base"}},
    {"network", {"base"}},
    {"consortia", {"base", "geo"}},
    {"cluster", {"base", "text", "geo", "matching"}},
    {"store", {"base", "text", "geo", "cluster"}},
    {"exchange", {"base", "text", "geo", "mapping", "consortia", "cluster"}},
    {"app", {"base", "text", "geo", "matching", "mapping", "meetings", "network", "consortia", "cluster", "store", "exchange"}},
    {"server",
     {"base", "text", "geo", "matching", "mapping", "network", "consortia", "cluster", "store", "exchange", "app"}},
    {"cli",
     {"base", "text", "geo", "matching", "mapping", "meetings", "network", "consortia", "cluster", "store", "exchange", "app", "server"}},
};

bool is_source(const fs::path& file) {
  return file.extension() == ".cpp" || file.extension() == ".hpp";
}

std::vector<fs::path> sources(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && is_source(entry.path())) files.push_back(entry.path());
  return files;
}

// Our own includes are in quotes and begin with the room; the room of each, with the line it stands in.
std::vector<std::pair<std::string, int>> included_rooms(const fs::path& file) {
  static const std::regex pattern(R"re(^\s*#\s*include\s+"([a-z_]+)/[^"]+")re");
  std::vector<std::pair<std::string, int>> rooms;
  std::ifstream in(file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    std::smatch match;
    if (std::regex_search(line, match, pattern)) rooms.emplace_back(match[1].str(), number);
  }
  return rooms;
}

TEST(Structure, EveryRoomIncludesOnlyWhatIsBelowIt) {
  for (const auto& room : fs::directory_iterator(kSource)) {
    if (!room.is_directory()) continue;
    const std::string name = room.path().filename();
    ASSERT_TRUE(kAllowed.contains(name))
        << "src/" << name << " is a new room: say in this test what it may lean on";
    for (const auto& file : sources(room.path()))
      for (const auto& [included, line] : included_rooms(file))
        EXPECT_TRUE(included == name || kAllowed.at(name).contains(included))
            << file.lexically_relative(kSource) << ":" << line << " includes " << included
            << "/, which is not below " << name << "/";
  }
}

TEST(Structure, PureRoomsKnowNoStoreNoHttpNoClock) {
  static const std::regex forbidden(
      R"(\b(soci|libpq|sqlite3?|restinio|asio|spdlog|system_clock|random_device|time\(nullptr\)|getenv|setlocale)\b)");
  for (const std::string room : {"base", "text", "geo", "matching", "mapping", "meetings", "network", "consortia", "cluster"})
    for (const auto& file : sources(kSource / room)) {
      std::ifstream in(file);
      std::string line;
      for (int number = 1; std::getline(in, line); ++number)
        EXPECT_FALSE(std::regex_search(line, forbidden))
            << file.lexically_relative(kSource) << ":" << number << ": " << line;
    }
}

TEST(Structure, EveryRoomIsInTheArchitecturePage) {
  std::ifstream in(fs::path(GRONO_SOURCE_DIR) / "docs/architecture.md");
  const std::string page((std::istreambuf_iterator<char>(in)), {});
  for (const auto& [room, below] : kAllowed)
    EXPECT_NE(page.find("| `" + room + "` |"), std::string::npos)
        << room << " is missing from docs/architecture.md";
}

TEST(Structure, EveryDependencyOfTheScriptsHasItsReason) {
  std::ifstream in(fs::path(GRONO_SOURCE_DIR) / "docs/dependencies.md");
  const std::string page((std::istreambuf_iterator<char>(in)), {});
  std::ifstream bootstrap(fs::path(GRONO_SOURCE_DIR) / "script/bootstrap");
  const std::string script((std::istreambuf_iterator<char>(bootstrap)), {});
  const std::regex list(R"((run|python|test)_packages=\(([^)]*)\))");
  int packages = 0;
  for (std::sregex_iterator group(script.begin(), script.end(), list), end; group != end; ++group) {
    std::istringstream names((*group)[2].str());
    for (std::string name; names >> name; ++packages)
      EXPECT_NE(page.find("`" + name + "`"), std::string::npos)
          << name << " is missing from docs/dependencies.md";
  }
  EXPECT_GT(packages, 20) << "the lists of script/bootstrap were not found";
}

}  // namespace
