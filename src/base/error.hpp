#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace grono {

/// Outside input that can't be used. Says where it stands, what is wrong and how to mend it, for a person to read.
///
/// Thrown for anything that comes from outside (files, requests, settings, the command line), never for a bug of ours:
/// that is `invariant` below. Caught in two places only: `main` of the command line and one handler of the server.
class InvalidInput : public std::runtime_error {
 public:
  /// @param where  the place: a JSON pointer ("/registers/nip"), "row 12, column NIP", an option's name, a file
  /// @param what   what is wrong, one sentence without a full stop
  /// @param mend   what to do about it, one sentence without a full stop; may be empty
  InvalidInput(std::string where, std::string what, std::string mend = {});

  [[nodiscard]] const std::string& where() const noexcept { return where_; }
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
  [[nodiscard]] const std::string& mend() const noexcept { return mend_; }

 private:
  std::string where_, problem_, mend_;
};

/// The store can't do its work now: the disk is full, the database is locked, read-only or away. Nothing was written.
class StoreUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Stops the program loudly when one of our own invariants is broken; unreachable from outside input.
[[noreturn]] void broken_invariant(const char* expression, const char* file, int line);

}  // namespace grono

/// Checks an invariant of ours in every build type; the condition must be cheap.
#define GRONO_INVARIANT(condition) \
  ((condition) ? static_cast<void>(0) : ::grono::broken_invariant(#condition, __FILE__, __LINE__))
