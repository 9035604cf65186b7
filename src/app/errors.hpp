#pragma once

#include <stdexcept>
#include <string>

#include "cluster/policy.hpp"
#include "store/errors.hpp"

/// What a use case throws besides InvalidInput and the errors of the store.
namespace grono::app {

using store::AlreadyExists;
using store::NotFound;
using store::VersionConflict;

/// The caller may not do that: has to log in first, or lacks the permission.
class Refused : public std::runtime_error {
 public:
  enum class Reason { not_logged_in, not_allowed };
  Refused(cluster::Permission permission, Reason reason);

  [[nodiscard]] cluster::Permission permission() const noexcept { return permission_; }
  [[nodiscard]] Reason reason() const noexcept { return reason_; }

 private:
  cluster::Permission permission_;
  Reason reason_;
};

/// Whoever asks could not show who they are: a wrong password, a used link, an unknown token.
class Unauthenticated : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Too many attempts; to be tried again later.
class TooManyAttempts : public std::runtime_error {
 public:
  TooManyAttempts(const std::string& what, int retry_after_s)
      : std::runtime_error(what), retry_after_s_(retry_after_s) {}
  [[nodiscard]] int retry_after_s() const noexcept { return retry_after_s_; }

 private:
  int retry_after_s_;
};

/// It was there and has been deleted.
class Gone : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An organisation that was merged into another: that one carries on for it.
class MovedTo : public std::runtime_error {
 public:
  explicit MovedTo(cluster::OrganisationId organisation)
      : std::runtime_error("the organisation was merged into " + organisation.str()),
        organisation_(organisation) {}
  [[nodiscard]] cluster::OrganisationId organisation() const noexcept { return organisation_; }

 private:
  cluster::OrganisationId organisation_;
};

/// What is asked for can't be done as things stand, and the message says why.
class Conflict : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace grono::app
