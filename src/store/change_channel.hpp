#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <thread>

#include <soci/soci.h>

#include "store/database.hpp"

/// How changes come from one process to the others on PostgreSQL: NOTIFY, which delivers what is committed, in the order
/// of commit, and nothing of what is rolled back.
namespace grono::store {

/// Within the transaction that changed it.
void announce(soci::session& sql, std::span<const cluster::Change> changes);

/// A change as it goes through the channel: JSON, each short enough for it. Exposed for the tests.
[[nodiscard]] std::vector<std::string> payloads_of(const cluster::Change& change);
/// @returns  none where it is not one of ours
[[nodiscard]] std::optional<cluster::Change> change_from(const std::string& payload);

/// Listens on a connection and a thread of its own; says what was missed where the connection was lost.
class ChangeListener {
 public:
  ChangeListener(std::string url, ChangeWatcher watcher);

 private:
  void run(const std::stop_token& stop) const;
  /// Until the connection is lost.
  void listen(const std::stop_token& stop) const;

  std::string url_;
  ChangeWatcher watcher_;
  std::jthread thread_;
};

}  // namespace grono::store
