#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cluster/classification.hpp"
#include "cluster/policy.hpp"
#include "matching/profile.hpp"

namespace grono::app {

/// Numbers for groups of viewers: the engine compares numbers, policy decides who belongs to a group.
/// Everyone is 0.
class AudienceNumbers {
 public:
  /// The groups' numbers, sorted; a group that is new gets the next.
  [[nodiscard]] std::vector<matching::Audience> numbers_for(std::span<const cluster::Audience> groups);
  /// The numbers of those groups that have one, sorted: nothing is for the others.
  [[nodiscard]] std::vector<matching::Audience> known(std::span<const cluster::Audience> groups) const;

 private:
  std::map<cluster::Audience, matching::Audience> numbers_ = {{cluster::Audience{}, matching::kEveryone}};
};

/// A code as the engine compares it: with what is above it and its titles.
[[nodiscard]] matching::Code matching_code(const cluster::ActivityCode& code,
                                           const cluster::Classifications& classifications);

/// Makes what the matching engine knows of organisations. Remembers codes and places it has met: many
/// organisations share them.
class ProfileMaker {
 public:
  /// @param classifications  has to outlive the maker
  explicit ProfileMaker(const cluster::Classifications& classifications)
      : classifications_(&classifications) {}

  [[nodiscard]] matching::Profile profile_of(const cluster::Organisation& organisation,
                                             const cluster::Ties& ties);
  [[nodiscard]] const AudienceNumbers& audiences() const { return audiences_; }

 private:
  struct KnownCode {
    matching::Code code;
    std::vector<std::string> labels;
  };
  const KnownCode& known(const cluster::ActivityCode& code);
  [[nodiscard]] std::vector<std::string> labels_of(const cluster::Organisation& organisation,
                                                   std::span<const cluster::ClusterId> clusters);

  const cluster::Classifications* classifications_;
  AudienceNumbers audiences_;
  std::map<std::pair<std::string, std::string>, KnownCode> codes_;  // by scheme and code
};

}  // namespace grono::app
