#pragma once

#include <thread>

#include "app/installation.hpp"

namespace grono::server {

/// Runs the rounds of confidential matching as they fall due. Of several servers on one database one gets each round.
class MatchingRounds {
 public:
  /// @param installation  has to outlive this
  explicit MatchingRounds(const app::Installation& installation);
  ~MatchingRounds() = default;  // the thread is told to stop and waited for

 private:
  std::jthread thread_;
};

}  // namespace grono::server
