#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cluster/conduct/meeting_record.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which meetings of a cluster, and who asks. Leave out what does not narrow.
struct MeetingRecordFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::MeetingRecordState> states;
  std::vector<std::vector<std::string>> words;  ///< of each word sought its base forms
};

/// Meetings among competitors, with their minutes, and what each cluster says may not be exchanged there.
class MeetingRecordStore {
 public:
  explicit MeetingRecordStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::MeetingRecord> find(cluster::MeetingRecordId id);
  /// The newest first.
  [[nodiscard]] Page<cluster::MeetingRecord> list(const MeetingRecordFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const MeetingRecordFilter& filter);
  /// Of every cluster: announced or held, and begun before that moment.
  [[nodiscard]] std::vector<cluster::MeetingRecord> without_minutes(Timestamp before);

  /// Sets version 1 and the times. @param words  base forms of what is written in it, for the search
  void insert(cluster::MeetingRecord& meeting, const std::string& words);
  /// @param action  for the log: "announced". @throws VersionConflict
  void update(cluster::MeetingRecord& meeting, std::string_view action, const std::string& words);

  /// None: the cluster has said nothing of its own yet.
  [[nodiscard]] std::optional<cluster::ConductRules> rules(cluster::ClusterId cluster);
  /// @throws VersionConflict
  void write_rules(cluster::ConductRules& rules);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
