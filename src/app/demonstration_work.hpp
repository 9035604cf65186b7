#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

#include "app/demonstration.hpp"
#include "store/database.hpp"

/// What the members of the demonstration do together: invented ideas and a joint project in the middle of its time.
namespace grono::app {

class Installation;

/// Writes the ideas and the project that data/demonstration/work.json describes. There "{day -40}" stands for the day
/// 40 days ago, "{year 0}" for the year in which the project begins, "{enterprise 2}" for the third active member of a
/// kind, "{coordinator}" for the coordinator, "{a task}" for the part that the project gives this id.
/// @throws InvalidInput  the description does not hold together
void found_demonstration_work(store::Transaction& transaction, const Installation& installation,
                              const Demonstration& demonstration, Date today);

}  // namespace grono::app
