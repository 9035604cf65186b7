#pragma once

#include "app/demonstration.hpp"
#include "store/database.hpp"

namespace grono::app {

class Installation;

/// Writes what the members of the demonstration do together, as the files of data/demonstration describe it:
/// invented ideas, a joint project in the middle of its time and resources (work.json), what there is to sell
/// and who buys it (commerce.json), calls and the consortia for them (consortia.json), de minimis aid
/// (aid.json), meetings of competitors (conduct.json), their market figures (market.json), and matchmaking
/// events (matchmaking.json). What the descriptions name says `DemonstrationNames`. What is over is written
/// as it was then.
/// @throws InvalidInput  a description does not hold together
void found_demonstration_work(store::Transaction& transaction, const Installation& installation,
                              const Demonstration& demonstration, Date today);

}  // namespace grono::app
