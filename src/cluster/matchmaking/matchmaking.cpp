#include "cluster/matchmaking/matchmaking.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using Stage = MatchmakingStage;

constexpr std::size_t kMostTables = 500, kMostClustersOfEvent = 50;

void normalise_tables(std::vector<std::string>& tables) {
  if (tables.size() > kMostTables)
    throw InvalidInput("/tables", "are too many", fmt::format("give at most {}", kMostTables));
  std::set<std::string> seen;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const std::string where = fmt::format("/tables/{}", i);
    tables[i] = stored_text(where, tables[i], 120, false);
    if (tables[i].empty()) throw InvalidInput(where, "is empty", "name the table, or leave it out");
    if (!seen.insert(tables[i]).second)
      throw InvalidInput(where, "\"" + tables[i] + "\" comes twice", "give each table a name of its own");
  }
}

void normalise_clusters(Matchmaking& event) {
  auto& clusters = event.clusters;
  if (clusters.size() > kMostClustersOfEvent)
    throw InvalidInput("/clusters", "are too many", fmt::format("give at most {}", kMostClustersOfEvent));
  std::sort(clusters.begin(), clusters.end());
  clusters.erase(std::unique(clusters.begin(), clusters.end()), clusters.end());
  std::erase(clusters, event.cluster);
  if (event.openness == MatchmakingOpenness::clusters && clusters.empty())
    throw InvalidInput("/clusters", "are missing", "name the clusters, or open it to the members alone");
  if (event.openness != MatchmakingOpenness::clusters) clusters.clear();
}

void check_percent(const std::string& where, int value) {
  if (value < 0 || value > 100)
    throw InvalidInput(where, "is out of range", fmt::format("give {} to {}", 0, 100));
}

void check_link(const std::string& link) {
  if (!link.empty() && !link.starts_with("https://") && !link.starts_with("http://"))
    throw InvalidInput("/link", "is no web address", "begin it with https://");
}

bool may_follow(Stage from, Stage to) {
  switch (to) {
    case Stage::draft:
      return from == Stage::registration;
    case Stage::registration:
      return from == Stage::draft || from == Stage::wishes;
    case Stage::wishes:
      return from == Stage::registration || from == Stage::scheduled;
    case Stage::scheduled:
      return from == Stage::wishes;
    case Stage::published:
      return from == Stage::scheduled;
    case Stage::held:
      return from == Stage::published;
    case Stage::closed:
      return from == Stage::held;
    case Stage::cancelled:
      return from != Stage::held && !is_over(from);
  }
  return false;
}

}  // namespace

Subject run_matchmaking(const Matchmaking& event) {
  return {event.cluster, std::nullopt, {}};
}

std::vector<Audience> viewers(const Matchmaking& event, std::span<const OrganisationId> taking_part) {
  std::vector<Audience> made = {{Audience::Kind::runners_of, event.cluster.uuid}};
  if (event.stage != Stage::draft) {
    if (event.openness == MatchmakingOpenness::everyone) return {Audience{}};
    made.push_back({Audience::Kind::members_of, event.cluster.uuid});
    for (const ClusterId& each : event.clusters) made.push_back({Audience::Kind::members_of, each.uuid});
    for (const OrganisationId& each : taking_part) made.push_back({Audience::Kind::people_of, each.uuid});
  }
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

bool may_register(const Matchmaking& event, std::span<const ClusterId> member_of) {
  return event.openness == MatchmakingOpenness::everyone ||
         std::any_of(member_of.begin(), member_of.end(), [&](const ClusterId& each) {
           return each == event.cluster ||
                  std::binary_search(event.clusters.begin(), event.clusters.end(), each);
         });
}

void normalise(Matchmaking& event) {
  normalise_texts("/title", event.title, 200, false);
  if (event.title.empty()) throw InvalidInput("/title", "is empty", "write it in at least one language");
  normalise_texts("/description", event.description, 20'000, true);
  event.place = stored_text("/place", event.place, 300, false);
  event.link = stored_text("/link", event.link, 500, false);
  check_link(event.link);
  normalise(event.days);
  normalise_tables(event.tables);
  normalise_clusters(event);
  if (event.most_meetings < 1 || event.most_meetings > static_cast<int>(kMostSlotsOfEvent))
    throw InvalidInput("/most_meetings", "is out of range",
                       fmt::format("give {} to {}", 1, kMostSlotsOfEvent));
  check_percent("/recommended_percent", event.recommended_percent);
  check_percent("/fairness_percent", event.fairness_percent);
  if (event.registration_closes_at && event.wishes_close_at &&
      *event.wishes_close_at < *event.registration_closes_at)
    throw InvalidInput("/wishes_close_at", "is before registration closes", "give a later moment");
}

void move(Matchmaking& event, Stage stage, std::string reason, bool is_scheduled) {
  if (!may_follow(event.stage, stage))
    throw InvalidInput("/stage",
                       fmt::format("can't become {} after {}", name_of(stage), name_of(event.stage)),
                       "look at what became of it");
  if (stage == Stage::registration && event.days.empty())
    throw InvalidInput("/days", "are missing", "say when the meetings are held first");
  if (stage == Stage::scheduled && !is_scheduled)
    throw InvalidInput("/stage", "there is no schedule yet", "have one made first");
  if (stage == Stage::cancelled && reason.empty())
    throw InvalidInput("/reason", "is missing", "say why the event does not take place");
  event.stage = stage;
  event.reason = stage == Stage::cancelled ? std::move(reason) : "";
}

json to_json(const Matchmaking& event) {
  json clusters = json::array();
  for (const ClusterId& each : event.clusters) clusters.push_back(each.str());
  json made = {{"id", event.id.str()},
               {"cluster", event.cluster.str()},
               {"title", event.title},
               {"description", event.description},
               {"place", event.place},
               {"link", event.link},
               {"time_zone", event.time_zone},
               {"days", to_json(event.days)},
               {"tables", event.tables},
               {"most_meetings", event.most_meetings},
               {"openness", name_of(event.openness)},
               {"clusters", std::move(clusters)},
               {"recommended_percent", event.recommended_percent},
               {"fairness_percent", event.fairness_percent},
               {"stage", name_of(event.stage)},
               {"version", event.version},
               {"created_at", to_string(event.created_at)},
               {"updated_at", to_string(event.updated_at)}};
  if (event.registration_closes_at) made["registration_closes_at"] = to_string(*event.registration_closes_at);
  if (event.wishes_close_at) made["wishes_close_at"] = to_string(*event.wishes_close_at);
  if (!event.reason.empty()) made["reason"] = event.reason;
  return made;
}

Matchmaking matchmaking_from_json(const json& object, Matchmaking base) {
  JsonReader reader(object, "");
  base.title = reader.localised("title");
  base.description = reader.localised("description");
  base.place = reader.text("place").value_or("");
  base.link = reader.text("link").value_or("");
  base.time_zone = reader.text("time_zone").value_or("Europe/Warsaw");
  const json* days = reader.value("days");
  base.days = days ? days_from_json(*days) : std::vector<DayPlan>();
  base.tables = reader.texts("tables");
  base.most_meetings = reader.small_integer("most_meetings").value_or(20);
  base.registration_closes_at = reader.moment("registration_closes_at");
  base.wishes_close_at = reader.moment("wishes_close_at");
  base.openness = reader.named<MatchmakingOpenness>("openness").value_or(MatchmakingOpenness::members);
  base.clusters = reader.ids<ClusterId>("clusters");
  base.recommended_percent = reader.small_integer("recommended_percent").value_or(25);
  base.fairness_percent = reader.small_integer("fairness_percent").value_or(10);
  reader.ignore({"id", "cluster", "stage", "reason", "slots", "participants", "organisations", "own",
                 "organisation_choices", "may", "schedule_version", "to_replan", "cluster_names", "version",
                 "created_at", "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
