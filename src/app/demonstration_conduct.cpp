#include "app/conduct/meeting_records.hpp"
#include "app/demonstration_parts.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

/// A meeting on its way from one step to the next.
class DescribedMeeting {
 public:
  DescribedMeeting(const DemonstrationSite& site, json draft) : site_(site) {
    auto then = site.at(draft);
    view_ = plan_meeting_record(then, site.installation, site.manager(), site.cluster.id.str(), draft);
  }

  void announce(json described) {
    move(described, MeetingStep::announce);
    for (json& each : described["acknowledged"]) {
      auto then = site_.at(each);
      const auto organisation = id_in<cluster::OrganisationId>(site_, each, "organisation");
      view_ = acknowledge_meeting_record(then, site_.installation, site_.speaker(organisation),
                                         view_.meeting.id, organisation);
    }
  }

  void move(json& described, MeetingStep step) {
    auto then = site_.at(described);
    view_ = move_meeting_record(then, site_.installation, site_.manager(), view_.meeting.id,
                                view_.meeting.version, step);
  }

  void minute(json minutes) {
    auto then = site_.at(minutes);
    view_ = write_minutes(then, site_.installation, site_.manager(), view_.meeting.id, view_.meeting.version,
                          minutes);
  }

  void append(json described) {
    auto then = site_.at(described);
    view_ = append_to_minutes(then, site_.installation, site_.manager(), view_.meeting.id,
                              view_.meeting.version, described.at("text").get<std::string>());
  }

 private:
  const DemonstrationSite& site_;
  MeetingRecordView view_;
};

void add_meeting(const DemonstrationSite& site, json draft) {
  json announced = taken<json>(draft, "announced", json()), held = taken<json>(draft, "held", json());
  json minutes = taken<json>(draft, "minutes", json()), approved = taken<json>(draft, "approved", json());
  const json addenda = taken<json>(draft, "addenda", json::array());
  DescribedMeeting meeting(site, std::move(draft));
  if (!announced.is_null()) meeting.announce(std::move(announced));
  if (!held.is_null()) meeting.move(held, MeetingStep::hold);
  if (!minutes.is_null()) meeting.minute(std::move(minutes));
  if (!approved.is_null()) meeting.move(approved, MeetingStep::approve);
  for (const json& each : addenda) meeting.append(each);
}

}  // namespace

void found_demonstration_conduct(const DemonstrationSite& site) {
  json all = site.names.filled(site.names.read("conduct.json"));
  for (json& each : all["meetings"]) add_meeting(site, std::move(each));
}

}  // namespace grono::app
