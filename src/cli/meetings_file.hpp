#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "meetings/replan.hpp"

namespace grono::cli {

/// A problem as a file tells it, with the names people know things by. The form of the file:
/// docs/meetings.md.
class MeetingsFile {
 public:
  /// @throws InvalidInput  not the form; a name that is none, or comes twice; as `meetings::check`: `where`
  /// is a JSON pointer
  explicit MeetingsFile(const nlohmann::json& document);

  [[nodiscard]] const meetings::Problem& problem() const noexcept { return problem_; }

  /// Meetings of a schedule that `written` made, for the participants and slots of this file. Those of
  /// participants or slots that this file no longer has are left out, and counted.
  struct Before {
    std::vector<meetings::Meeting> meetings;
    std::size_t gone = 0;
  };
  /// @throws InvalidInput  not a schedule
  [[nodiscard]] Before before(const nlohmann::json& schedule) const;

  [[nodiscard]] nlohmann::ordered_json written(const meetings::Schedule& schedule) const;
  /// The same, and what became of the meetings before.
  [[nodiscard]] nlohmann::ordered_json written(const meetings::Replanned& replanned) const;

 private:
  using Numbers = std::unordered_map<std::string, std::uint32_t>;

  void read_slot(const nlohmann::json& each, const std::string& pointer);
  void read_participant(const nlohmann::json& each, const std::string& pointer);
  void read_weights(const nlohmann::json& each);
  [[nodiscard]] meetings::SlotSet slots(const std::vector<std::string>& names,
                                        const std::string& pointer) const;

  meetings::Problem problem_;
  std::vector<std::string> slot_names_, participant_names_;
  Numbers slot_numbers_, participant_numbers_;
};

}  // namespace grono::cli
