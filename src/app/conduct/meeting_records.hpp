#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/conduct/meeting_record.hpp"
#include "cluster/conduct/rivals.hpp"
#include "store/page.hpp"

/// Meetings of competitors under the rules of competition law: what they are about is written down before,
/// what was said after. For those who run the cluster and those who take part; for others they do not exist.
namespace grono::app {

struct NamedRivals {
  cluster::Rivals pair;
  std::string one_name, other_name;
};

/// A meeting as the caller sees it.
struct MeetingRecordView {
  cluster::MeetingRecord meeting;
  std::vector<std::string> names;   ///< of its participants
  std::vector<NamedRivals> rivals;  ///< who of them competes with whom; only of one that is read by itself
  std::vector<cluster::OrganisationId> own;  ///< participants for which the caller may acknowledge
  std::vector<std::string_view>
      may;  ///< "edit", "announce", "hold", "minute", "approve", "append", "cancel", "acknowledge"
  Date minutes_due_on{};
  bool is_overdue = false;
};

struct MeetingRecordList {
  store::Page<MeetingRecordView> page;
  std::int64_t total = 0;
};

struct MeetingRecordQuestion {
  std::vector<cluster::MeetingRecordState> states = {};
  std::string text = {};
};

/// The newest first. @throws Refused, NotFound
[[nodiscard]] MeetingRecordList list_meeting_records(store::Transaction& transaction,
                                                     const Installation& installation, const Caller& caller,
                                                     std::string_view cluster,
                                                     const MeetingRecordQuestion& question,
                                                     const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] MeetingRecordView read_meeting_record(store::Transaction& transaction,
                                                    const Installation& installation, const Caller& caller,
                                                    cluster::MeetingRecordId id);
/// Who of these competes with whom, and how that is known: such a meeting has to be recorded.
/// @throws Refused, NotFound, InvalidInput
[[nodiscard]] std::vector<NamedRivals> find_rivals(store::Transaction& transaction, const Caller& caller,
                                                   std::string_view cluster,
                                                   const std::vector<cluster::OrganisationId>& organisations);

/// From schema MeetingRecordDraft. @throws Refused, NotFound, InvalidInput
MeetingRecordView plan_meeting_record(store::Transaction& transaction, const Installation& installation,
                                      const Caller& caller, std::string_view cluster,
                                      const nlohmann::json& draft);
/// While it is planned or announced. @throws Refused, NotFound, InvalidInput, VersionConflict
MeetingRecordView edit_meeting_record(store::Transaction& transaction, const Installation& installation,
                                      const Caller& caller, cluster::MeetingRecordId id, std::int64_t version,
                                      const nlohmann::json& draft);

enum class MeetingStep { announce, hold, approve };
/// @throws Refused, NotFound, InvalidInput, VersionConflict
MeetingRecordView move_meeting_record(store::Transaction& transaction, const Installation& installation,
                                      const Caller& caller, cluster::MeetingRecordId id, std::int64_t version,
                                      MeetingStep step);
/// @param minutes  schema MeetingMinutes. @throws Refused, NotFound, InvalidInput, VersionConflict
MeetingRecordView write_minutes(store::Transaction& transaction, const Installation& installation,
                                const Caller& caller, cluster::MeetingRecordId id, std::int64_t version,
                                const nlohmann::json& minutes);
MeetingRecordView append_to_minutes(store::Transaction& transaction, const Installation& installation,
                                    const Caller& caller, cluster::MeetingRecordId id, std::int64_t version,
                                    std::string text);
MeetingRecordView cancel_meeting_record(store::Transaction& transaction, const Installation& installation,
                                        const Caller& caller, cluster::MeetingRecordId id,
                                        std::int64_t version, std::string reason);
/// In the name of an organisation that takes part: its people know what may not be exchanged. No version is
/// asked for, so that two who do it at once both can. @throws Refused, NotFound, InvalidInput
MeetingRecordView acknowledge_meeting_record(store::Transaction& transaction,
                                             const Installation& installation, const Caller& caller,
                                             cluster::MeetingRecordId id,
                                             cluster::OrganisationId organisation);

/// What may not be exchanged, as the cluster says it, or as the program ships it. @throws Refused, NotFound
[[nodiscard]] cluster::ConductRules read_conduct_rules(store::Transaction& transaction,
                                                       const Installation& installation, const Caller& caller,
                                                       std::string_view cluster);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
cluster::ConductRules write_conduct_rules(store::Transaction& transaction, const Installation& installation,
                                          const Caller& caller, std::string_view cluster,
                                          std::int64_t version, const nlohmann::json& draft);

/// Reminds those who run a cluster, once, of a meeting of which the minutes are overdue.
void tell_of_due_minutes(store::Transaction& transaction, Date today);

/// Schemas MeetingRecord, Rivals.
[[nodiscard]] nlohmann::json to_json(const MeetingRecordView& view);
[[nodiscard]] nlohmann::json to_json(const NamedRivals& rivals);

}  // namespace grono::app
