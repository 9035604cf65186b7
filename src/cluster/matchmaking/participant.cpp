#include "cluster/matchmaking/participant.hpp"

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

constexpr std::size_t kMostLines = 30;

void normalise_lines(const std::string& where, std::vector<std::string>& lines) {
  if (lines.size() > kMostLines)
    throw InvalidInput(where, "are too many", fmt::format("give at most {}", kMostLines));
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i] = stored_text(fmt::format("{}/{}", where, i), lines[i], 300, false);
  std::erase(lines, "");
}

}  // namespace

Subject attended(const MatchmakingParticipant& participant) {
  return {std::nullopt, participant.organisation, {}, participant.account};
}

bool answers_for(const Actor& actor, const MatchmakingParticipant& participant) {
  if (participant.account && actor.user == participant.account) return true;
  return participant.organisation && may(actor, Permission::attend_matchmaking, attended(participant));
}

bool answers_for_guest(const Actor& actor, const Matchmaking& event,
                       const MatchmakingParticipant& participant) {
  return !participant.organisation && !participant.account &&
         may(actor, Permission::manage_matchmaking, run_matchmaking(event));
}

bool are_of_one_side(const MatchmakingParticipant& a, const MatchmakingParticipant& b) {
  if (a.id == b.id) return true;
  if (a.organisation || b.organisation) return a.organisation == b.organisation;
  return a.organisation_name == b.organisation_name;
}

void normalise(MatchmakingParticipant& participant, const Matchmaking& event,
               const std::vector<Timestamp>& slots) {
  participant.person_name = stored_text("/person_name", participant.person_name, 120, false);
  if (participant.person_name.empty()) throw InvalidInput("/person_name", "is empty", "say who comes");
  participant.organisation_name =
      stored_text("/organisation_name", participant.organisation_name, 200, false);
  if (participant.organisation_name.empty())
    throw InvalidInput("/organisation_name", "is empty", "say from which organisation the guest comes");
  participant.contact = stored_text("/contact", participant.contact, 200, false);
  normalise_lines("/offers", participant.offers);
  normalise_lines("/seeks", participant.seeks);
  auto& away = participant.away;
  std::sort(away.begin(), away.end());
  away.erase(std::unique(away.begin(), away.end()), away.end());
  std::erase_if(away, [&](Timestamp each) { return !std::binary_search(slots.begin(), slots.end(), each); });
  if (participant.most_meetings &&
      (*participant.most_meetings < 1 || *participant.most_meetings > event.most_meetings))
    throw InvalidInput("/most_meetings", "is out of range",
                       fmt::format("give {} to {}", 1, event.most_meetings));
}

void check_wishes(const MatchmakingParticipant& from, const std::vector<MeetingWish>& wishes,
                  const std::vector<MatchmakingParticipant>& all) {
  std::set<ParticipantId> seen;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const std::string where = fmt::format("/wishes/{}", i);
    const MeetingWish& each = wishes[i];
    if (each.to == from.id) throw InvalidInput(where, "is a wish to meet oneself", "choose somebody else");
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const MatchmakingParticipant& other) { return other.id == each.to; });
    if (found == all.end())
      throw InvalidInput(where, "is for somebody who does not take part", "choose somebody else");
    if (are_of_one_side(from, *found))
      throw InvalidInput(where, "is for somebody of the own organisation", "choose somebody else");
    if (!seen.insert(each.to).second) throw InvalidInput(where, "comes twice", "say one thing of each");
  }
}

double strength_of(WishKind kind) {
  return kind == WishKind::must ? 1 : 0.5;
}

json to_json(const MatchmakingParticipant& participant) {
  json away = json::array();
  for (const Timestamp each : participant.away) away.push_back(to_string(each));
  json made = {{"id", participant.id.str()},
               {"organisation_name", participant.organisation_name},
               {"person_name", participant.person_name},
               {"contact", participant.contact},
               {"offers", participant.offers},
               {"seeks", participant.seeks},
               {"away", std::move(away)},
               {"state", name_of(participant.state)},
               {"version", participant.version}};
  if (participant.organisation) made["organisation"] = participant.organisation->str();
  if (participant.most_meetings) made["most_meetings"] = *participant.most_meetings;
  return made;
}

ParticipantDraft participant_from_json(const json& object, MatchmakingParticipant base) {
  JsonReader reader(object, "");
  ParticipantDraft made;
  const auto organisation = reader.id<OrganisationId>("organisation");
  const auto organisation_name = reader.text("organisation_name");
  const auto account = reader.id<UserId>("account");
  if (base.version == 0) {
    base.organisation = organisation;
    base.organisation_name = organisation_name.value_or("");
    base.account = account;
  }
  base.person_name = reader.text("person_name").value_or(base.person_name);
  base.contact = reader.text("contact").value_or(base.contact);
  made.has_offers = reader.has("offers");
  made.has_seeks = reader.has("seeks");
  if (made.has_offers) base.offers = reader.texts("offers");
  if (made.has_seeks) base.seeks = reader.texts("seeks");
  if (reader.has("away"))
    base.away = reader.list("away", [](const json& each, const std::string& pointer) {
      const auto moment = each.is_string() ? parse_timestamp(each.get<std::string>()) : std::nullopt;
      if (!moment) throw InvalidInput(pointer, "is no moment", "give the beginning of a slot of the event");
      return *moment;
    });
  base.most_meetings = reader.small_integer("most_meetings");
  reader.ignore({"id", "state", "version", "may", "is_own", "wishes"});
  reader.expect_nothing_else();
  made.participant = std::move(base);
  return made;
}

}  // namespace grono::cluster
