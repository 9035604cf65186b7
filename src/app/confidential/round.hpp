#pragma once

#include <functional>
#include <optional>

#include "app/installation.hpp"
#include "base/time.hpp"

namespace grono::app {

/// A round: pairs what neither side sees of the other, and keeps the pairs. Does nothing where none is due.
///
/// @param at     the moment of the round
/// @param toss   whether a pair is told in this round: blurs in which week its second side came
/// @param force  also where none is due: for the operator
/// @return  how many pairs; none where no round was due
std::optional<std::size_t> run_matching_round(const Installation& installation, Timestamp at,
                                              const std::function<bool()>& toss, bool force = false);
/// The same now, tossing a coin.
std::optional<std::size_t> run_matching_round(const Installation& installation);

}  // namespace grono::app
