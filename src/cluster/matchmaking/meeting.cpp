#include "cluster/matchmaking/meeting.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr int kFewestRatings = 5;

void require_free(const std::string& where, const Matchmaking& event, const MatchmakingParticipant& who,
                  const PlannedMeeting& wanted, std::span<const PlannedMeeting> others) {
  if (who.state != ParticipantState::registered)
    throw InvalidInput(where, "does not take part any more", "choose somebody else");
  if (std::binary_search(who.away.begin(), who.away.end(), wanted.from))
    throw InvalidInput(where, "is away then", "choose another time");
  int meetings = 0;
  for (const PlannedMeeting& each : others) {
    if (each.a != who.id && each.b != who.id) continue;
    ++meetings;
    if (each.from == wanted.from)
      throw InvalidInput(where, "has another meeting then", "choose another time");
  }
  if (const int most = who.most_meetings.value_or(event.most_meetings); meetings >= most)
    throw InvalidInput(where, fmt::format("has {} meetings already, the most there may be", meetings),
                       "take one of them out first");
}

}  // namespace

std::vector<int> tables_in(const Matchmaking& event, std::span<const LostTable> lost, Timestamp slot) {
  std::vector<int> made;
  for (int table = 0; table < static_cast<int>(event.tables.size()); ++table)
    if (std::none_of(lost.begin(), lost.end(), [&](const LostTable& each) {
          return (!each.slot || *each.slot == slot) && (!each.table || *each.table == table);
        }))
      made.push_back(table);
  return made;
}

int stranded(const Matchmaking& event, const MeetingSchedule& schedule,
             std::span<const MatchmakingParticipant> participants, std::span<const PlannedMeeting> meetings) {
  std::map<ParticipantId, const MatchmakingParticipant*> known;
  for (const MatchmakingParticipant& each : participants) known[each.id] = &each;
  const auto is_there = [&](ParticipantId who, Timestamp slot) {
    const auto found = known.find(who);
    return found != known.end() && found->second->state == ParticipantState::registered &&
           !std::binary_search(found->second->away.begin(), found->second->away.end(), slot);
  };
  int made = 0;
  for (const PlannedMeeting& each : meetings) {
    if (each.state != MeetingState::planned) continue;
    const auto tables = tables_in(event, schedule.lost, each.from);
    made += !is_there(each.a, each.from) || !is_there(each.b, each.from) ||
            !std::binary_search(tables.begin(), tables.end(), each.table);
  }
  return made;
}

void require_place(const Matchmaking& event, const MeetingSchedule& schedule, const MatchmakingParticipant& a,
                   const MatchmakingParticipant& b, const PlannedMeeting& wanted,
                   std::span<const PlannedMeeting> others) {
  if (are_of_one_side(a, b)) throw InvalidInput("/b", "is of the same organisation", "choose somebody else");
  require_free("/a", event, a, wanted, others);
  require_free("/b", event, b, wanted, others);
  const auto tables = tables_in(event, schedule.lost, wanted.from);
  if (!std::binary_search(tables.begin(), tables.end(), wanted.table))
    throw InvalidInput("/table", "can't be used then", "choose another table");
  if (std::any_of(others.begin(), others.end(), [&](const PlannedMeeting& each) {
        return each.from == wanted.from && each.table == wanted.table;
      }))
    throw InvalidInput("/table", "is taken then", "choose another table");
}

MeetingOutcome outcome_from_json(const json& object, MeetingOutcome base) {
  JsonReader reader(object, "");
  base.was_held = reader.flag("was_held", true);
  base.rating = reader.small_integer("rating");
  if (base.rating && (*base.rating < 1 || *base.rating > 5))
    throw InvalidInput("/rating", "is out of range", fmt::format("give {} to {}", 1, 5));
  base.has_follow_up = reader.flag("has_follow_up");
  base.note = stored_text("/note", reader.text("note").value_or(""), 5'000, true);
  base.idea = reader.id<IdeaId>("idea");
  base.project = reader.id<ProjectId>("project");
  reader.ignore({"meeting", "participant", "version", "updated_at"});
  reader.expect_nothing_else();
  if (!base.was_held && (base.rating || base.has_follow_up || base.idea || base.project))
    throw InvalidInput("/was_held", "is said of a meeting that led to something",
                       "say that it was held, or leave the rest out");
  return base;
}

json to_json(const MeetingOutcome& outcome) {
  json made = {{"meeting", outcome.meeting.str()},
               {"participant", outcome.by.str()},
               {"was_held", outcome.was_held},
               {"has_follow_up", outcome.has_follow_up},
               {"note", outcome.note},
               {"version", outcome.version}};
  if (outcome.rating) made["rating"] = *outcome.rating;
  if (outcome.idea) made["idea"] = outcome.idea->str();
  if (outcome.project) made["project"] = outcome.project->str();
  return made;
}

OutcomeNumbers numbers_of(std::span<const PlannedMeeting> meetings,
                          std::span<const MeetingOutcome> outcomes) {
  struct Said {
    bool was_held = false, follow_up = false, idea = false, project = false;
  };
  std::map<MeetingId, Said> said;
  OutcomeNumbers made;
  double sum = 0;
  for (const PlannedMeeting& each : meetings) made.meetings += each.state == MeetingState::planned;
  for (const MeetingOutcome& each : outcomes) {
    Said& of = said[each.meeting];
    of.was_held |= each.was_held;
    of.follow_up |= each.has_follow_up;
    of.idea |= each.idea.has_value();
    of.project |= each.project.has_value();
    if (each.rating) ++made.ratings, sum += *each.rating;
  }
  for (const auto& [meeting, of] : said) {
    ++made.answered;
    ++(of.was_held ? made.held : made.not_held);
    made.follow_ups += of.follow_up;
    made.ideas += of.idea;
    made.projects += of.project;
  }
  if (made.ratings >= kFewestRatings) made.mean_rating = sum / made.ratings;
  return made;
}

json stored(const ScheduleQuality& it) {
  return {{"value", it.value},
          {"bound", it.bound},
          {"greedy", it.greedy},
          {"musts", it.musts},
          {"musts_met", it.musts_met},
          {"likes", it.likes},
          {"likes_met", it.likes_met},
          {"recommended", it.recommended},
          {"recommended_met", it.recommended_met}};
}

ScheduleQuality quality_from_stored(const json& from) {
  ScheduleQuality made;
  made.value = from.value("value", 0.0);
  made.bound = from.value("bound", 0.0);
  made.greedy = from.value("greedy", 0.0);
  made.musts = from.value("musts", 0);
  made.musts_met = from.value("musts_met", 0);
  made.likes = from.value("likes", 0);
  made.likes_met = from.value("likes_met", 0);
  made.recommended = from.value("recommended", 0);
  made.recommended_met = from.value("recommended_met", 0);
  return made;
}

json stored_bans(std::span<const ParticipantPair> bans) {
  json made = json::array();
  for (const auto& [a, b] : bans) made.push_back({a.str(), b.str()});
  return made;
}

std::vector<ParticipantPair> bans_from_stored(const json& from) {
  std::vector<ParticipantPair> made;
  for (const json& each : from) {
    const auto a = ParticipantId::parse(each.at(0).get<std::string>()),
               b = ParticipantId::parse(each.at(1).get<std::string>());
    GRONO_INVARIANT(a && b);
    made.emplace_back(*a, *b);
  }
  return made;
}

json to_json(std::span<const LostTable> lost) {
  json made = json::array();
  for (const LostTable& each : lost) {
    json one = json::object();
    if (each.slot) one["slot"] = to_string(*each.slot);
    if (each.table) one["table"] = *each.table;
    made.push_back(std::move(one));
  }
  return made;
}

std::vector<LostTable> lost_from_json(const json& array) {
  const json object = {{"lost", array}};
  JsonReader list(object, "");
  auto made = list.list("lost", [](const json& each, const std::string& pointer) {
    JsonReader reader(each, pointer);
    LostTable lost{reader.moment("slot"), reader.small_integer("table")};
    reader.expect_nothing_else();
    if (!lost.slot && !lost.table)
      throw InvalidInput(pointer, "names neither a slot nor a table", "say what can't be used");
    return lost;
  });
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

}  // namespace grono::cluster
