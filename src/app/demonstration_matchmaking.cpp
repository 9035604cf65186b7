#include <algorithm>
#include <random>

#include "app/demonstration_parts.hpp"
#include "app/matchmaking/matchmakings.hpp"
#include "app/matchmaking/participants.hpp"
#include "app/matchmaking/planning.hpp"
#include "app/matchmaking/recommendations.hpp"
#include "cluster/names.hpp"
#include "store/matchmaking_store.hpp"
#include "store/meeting_store.hpp"

namespace grono::app {
namespace {

using cluster::MatchmakingStage;
using cluster::MeetingWish;
using cluster::ParticipantId;
using cluster::WishKind;
using nlohmann::json;

using Participants = std::vector<cluster::MatchmakingParticipant>;

/// One event, from its registration to what came of it. Wishes and outcomes are thrown, the same at each
/// founding.
class DescribedEvent {
 public:
  DescribedEvent(const DemonstrationSite& site, json draft) : site_(site), manager_(site.manager()) {
    described_ = taken<json>(draft, "course", json::object());
    auto then = site.at(draft);
    event_ = prepare_matchmaking(then, site.installation, manager_, site.cluster.id.str(), draft).event;
  }

  void run() {
    move("registration_at", MatchmakingStage::registration);
    for (const json& each : described_["participants"]) enter(each);
    move("wishes_at", MatchmakingStage::wishes);
    wish();
    plan();
    move("published_at", MatchmakingStage::published);
    if (!described_.contains("held_at")) return;
    move("held_at", MatchmakingStage::held);
    say_how_it_went();
    move("closed_at", MatchmakingStage::closed);
  }

 private:
  [[nodiscard]] bool happens(unsigned percent) { return dice_() % 100 < percent; }

  void move(const char* moment, MatchmakingStage stage) {
    auto then = site_.at(described_, moment);
    event_ = move_matchmaking(then, manager_, event_.id, event_.version, stage, "").event;
  }

  void enter(json draft) {
    auto then = site_.at(draft);
    const auto view = register_participant(then, manager_, event_.id, draft);
    participants_.push_back(view.participant);
  }

  // Whom the program would recommend is whom people would think of too, but for some of their own ideas.
  void wish() {
    std::vector<ParticipantId> all;
    for (const auto& each : participants_) all.push_back(each.id);
    const auto likely = recommended_partners(site_.installation.lemmatiser(), participants_, all, 8, "pl");
    auto then = site_.at(described_, "wished_at");
    for (const auto& each : participants_) {
      std::vector<MeetingWish> wishes;
      if (const auto found = likely.find(each.id); found != likely.end())
        for (const RecommendedPartner& partner : found->second)
          if (happens(60))
            wishes.push_back({each.id, partner.partner, happens(45) ? WishKind::must : WishKind::like});
      add_own_ideas(each, wishes);
      cluster::check_wishes(each, wishes, participants_);
      store::ParticipantStore(then).set_wishes(each.id, wishes);
    }
  }

  void add_own_ideas(const cluster::MatchmakingParticipant& of, std::vector<MeetingWish>& wishes) {
    for (int i = 0; i < 3; ++i) {
      const auto& other = participants_[dice_() % participants_.size()];
      const bool is_there = std::any_of(wishes.begin(), wishes.end(),
                                        [&](const MeetingWish& each) { return each.to == other.id; });
      if (is_there || cluster::are_of_one_side(of, other)) continue;
      wishes.push_back({of.id, other.id, happens(8) ? WishKind::avoid : WishKind::like});
    }
  }

  void plan() {
    auto then = site_.at(described_, "planned_at");
    PlanningState state = planning_state(then, manager_, event_.id);
    add_recommended(state, site_.installation);
    meetings_ = made_schedule(state, state.schedule.quality);
    for (auto& each : meetings_) each.updated_at = then.now();
    state.schedule.made_at = then.now();
    store::MeetingStore(then).save(state.schedule, state.schedule.version, meetings_, event_.cluster);
    event_ =
        move_matchmaking(then, manager_, event_.id, event_.version, MatchmakingStage::scheduled, "").event;
  }

  // Of a meeting from which people go on everybody who answers says so; notes, and what it led to, are dealt
  // out among them.
  void say_how_it_went() {
    auto then = site_.at(described_, "said_at");
    json notes = taken<json>(described_, "notes", json::array());
    for (const cluster::PlannedMeeting& each : meetings_) {
      const bool was_held = happens(93), goes_on = was_held && happens(35);
      for (const ParticipantId& by : {each.a, each.b}) {
        if (!happens(70)) continue;
        json said = {{"was_held", was_held}, {"has_follow_up", goes_on}};
        if (was_held && happens(85))
          said["rating"] = (goes_on ? 4 : 2) + static_cast<int>(dice_() % (goes_on ? 2 : 3));
        if (goes_on && !notes.empty()) {
          said.update(notes.front());
          notes.erase(0);
        }
        cluster::MeetingOutcome outcome;
        outcome.meeting = each.id;
        outcome.by = by;
        outcome = cluster::outcome_from_json(said, std::move(outcome));
        store::MeetingStore(then).save(outcome, 0);
      }
    }
  }

  const DemonstrationSite& site_;
  Caller manager_;
  json described_;
  cluster::Matchmaking event_;
  Participants participants_;
  std::vector<cluster::PlannedMeeting> meetings_;
  std::mt19937_64 dice_{2025};
};

}  // namespace

void found_demonstration_matchmaking(const DemonstrationSite& site) {
  json all = site.names.filled(site.names.read("matchmaking.json"));
  for (json& each : all["events"]) DescribedEvent(site, std::move(each)).run();
}

}  // namespace grono::app
