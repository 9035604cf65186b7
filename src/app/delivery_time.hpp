#pragma once

#include <string_view>

#include "base/time.hpp"
#include "cluster/notification.hpp"

/// When mails are sent, by the clock on the reader's wall. Knows the time zones of the system.
namespace grono::app {

/// "Europe/Warsaw"
[[nodiscard]] bool is_time_zone(std::string_view name);

/// The moment itself, or, where it falls into quiet hours, their end.
[[nodiscard]] Timestamp after_quiet(Timestamp moment, const cluster::NotificationSettings& settings);

/// The first digest after the moment. An hour that a change of clocks leaves out is when the clocks are changed, one that
/// comes twice counts the first time; in quiet hours it waits until they end.
[[nodiscard]] Timestamp next_digest(Timestamp after, const cluster::NotificationSettings& settings);

}  // namespace grono::app
