#pragma once

#include <stdexcept>

#include "cluster/policy.hpp"

/// Refusals of use cases. The decision itself is made by `cluster::policy`.
namespace grono::app {

/// Nobody is logged in, and it takes somebody.
class Unauthenticated : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The one who asks may not do it.
class Forbidden : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// It was there once.
class Gone : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Too many attempts; to be tried again later.
class TooManyAttempts : public std::runtime_error {
 public:
  TooManyAttempts(const std::string& what, int retry_after_s) : std::runtime_error(what), retry_after_s_(retry_after_s) {}
  [[nodiscard]] int retry_after_s() const noexcept { return retry_after_s_; }

 private:
  int retry_after_s_;
};

/// @throws Unauthenticated, Forbidden  where the policy does not allow it
void require(const cluster::Actor& actor, cluster::Permission permission, const cluster::Subject& subject = {});
/// The same where there is no one subject: whether the actor may do it to anything.
void require_somewhere(const cluster::Actor& actor, cluster::Permission permission);

}  // namespace grono::app
