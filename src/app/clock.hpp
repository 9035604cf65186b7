#pragma once

#include "base/id.hpp"
#include "base/time.hpp"

/// The edge: the only place that asks the clock and draws random numbers.
namespace grono::app {

[[nodiscard]] Timestamp now();
[[nodiscard]] Date today();

/// A fresh id; ids made by one process sort by their making.
[[nodiscard]] Uuid new_uuid();

template <class IdType>
[[nodiscard]] IdType new_id() {
  return IdType{new_uuid()};
}

/// 256 random bits as 43 characters (base64url without padding): session, link and token secrets.
[[nodiscard]] std::string new_secret();
/// SHA-256-like digest (BLAKE2b-256) in hexadecimal: what is stored of a secret.
[[nodiscard]] std::string digest(std::string_view secret);

}  // namespace grono::app
