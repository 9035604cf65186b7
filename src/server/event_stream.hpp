#pragma once

#include <string>

namespace grono::server {

/// An answer that stays open: what is sent comes to the client at once. Thread-safe.
class EventStream {
 public:
  virtual ~EventStream() = default;
  /// @returns  false once the client is gone, or takes nothing any more
  virtual bool send(std::string text) = 0;
  /// Ends the answer; nothing is sent any more.
  virtual void end() = 0;
};

}  // namespace grono::server
