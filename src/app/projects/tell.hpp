#pragma once

#include "cluster/project/plan.hpp"
#include "store/database.hpp"

/// Telling people of what concerns them in a joint project.
namespace grono::app {

/// A part was added, changed or moved: tells who has to answer, or gets an answer. Call it after everything else is
/// written.
/// @param before  null where it is new
void tell_of_part(store::Transaction& transaction, const cluster::Project& project, const cluster::PartValue* before,
                  const cluster::Part& after);

/// Tells representatives of whose report of a period is missing and due within a week; of each period once.
/// @param today  the day it is asked for
void tell_of_due_reports(store::Transaction& transaction, Date today);

}  // namespace grono::app
