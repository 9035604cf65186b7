#pragma once

#include "base/time.hpp"
#include "store/database.hpp"

namespace grono::app {

/// Reminds of rights that expire, fees that fall due and certificates that end, so many days before as each
/// of them says: the representatives of who owns or looks after the thing, and those who run the cluster as
/// far as they see it. Of calls that close while a consortium is forming, 14 days, 3 days before and on the
/// last day: whoever is asked or has accepted, and those who run the cluster. Of each date and number of days once, whichever server asks, however often.
void tell_of_deadlines(store::Transaction& transaction, Date today);

}  // namespace grono::app
