#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/folder.hpp"

namespace grono::cli {
namespace {

using nlohmann::json;
using testing::Folder;

constexpr const char* kEvent = R"({
  "slots": [{"id": "9:00", "tables": 1}, {"id": "9:30", "tables": 1}],
  "participants": [{"id": "Alfa"}, {"id": "Beta"}, {"id": "Żuraw", "away": ["9:30"]}],
  "wishes": [{"from": "Alfa", "to": "Beta"}, {"from": "Beta", "to": "Alfa"}, {"from": "Żuraw", "to": "Alfa", "strength": 0.5}]
})";

TEST(Meetings, WritesAScheduleWithItsBound) {
  const Folder folder;
  folder.write("event.json", kEvent);
  ASSERT_EQ(Folder::run({"meetings", folder.file("event.json"), "-o", folder.file("schedule.json")}), 0);
  const json made = json::parse(folder.read("schedule.json"));
  ASSERT_EQ(made["meetings"].size(), 2U);
  EXPECT_EQ(made["meetings"][0]["b"], "Żuraw");
  EXPECT_EQ(made["meetings"][0]["table"], 1);
  EXPECT_EQ(made["meetings"][1]["basis"], "mutual");
  EXPECT_LE(made["value"], made["bound"]);
  EXPECT_TRUE(made["unmet"].empty());
}

TEST(Meetings, PlansAnewAroundALostSlot) {
  const Folder folder;
  folder.write("event.json", kEvent);
  ASSERT_EQ(Folder::run({"meetings", folder.file("event.json"), "-o", folder.file("before.json")}), 0);
  json event = json::parse(kEvent);
  event["slots"][0]["tables"] = 0;
  folder.write("event.json", event.dump());
  ASSERT_EQ(Folder::run({"meetings", folder.file("event.json"), "--after", folder.file("before.json"), "-o",
                         folder.file("after.json")}),
            0);
  const json made = json::parse(folder.read("after.json"));
  EXPECT_EQ(made["changed"]["kept"], 1);
  EXPECT_EQ(made["changed"]["impossible"], 1);
  ASSERT_EQ(made["changes"].size(), 1U);
  EXPECT_EQ(made["changes"][0]["b"], "Żuraw");
}

TEST(Meetings, RefusesWhatIsNoEvent) {
  const Folder folder;
  const auto refused = [&](const std::string& text) {
    folder.write("event.json", text);
    EXPECT_EQ(Folder::run({"meetings", folder.file("event.json")}), 1) << text;
  };
  refused("{");
  refused("[]");
  refused(R"({"slot": []})");
  refused(R"({"participants": [{"id": "A"}, {"id": "A"}]})");
  refused(R"({"participants": [{"id": "A"}], "wishes": [{"from": "A", "to": "A"}]})");
  refused(R"({"participants": [{"id": "A"}], "wishes": [{"from": "A", "to": "B"}]})");
  refused(R"({"participants": [{"id": "A", "available": ["nie ma"]}]})");
  EXPECT_EQ(Folder::run({"meetings", folder.file("none.json")}), 1);
}

}  // namespace
}  // namespace grono::cli
