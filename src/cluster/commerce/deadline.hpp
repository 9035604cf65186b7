#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "cluster/commerce/ip_asset.hpp"
#include "cluster/commerce/product.hpp"

namespace grono::cluster {

enum class DeadlineKind { ip_expiry, ip_fee, certificate_expiry, call_closing };

/// A date before which whom it concerns is to be reminded.
struct Deadline {
  DeadlineKind kind = DeadlineKind::ip_expiry;
  std::string item;  ///< which one of several of the kind: kind and number of a certificate; else empty
  Date due_on{};
  auto operator<=>(const Deadline&) const = default;
};

/// When it expires, and when its fee is due.
[[nodiscard]] std::vector<Deadline> deadlines_of(const IpAsset& asset);
/// When its certificates end; each once.
[[nodiscard]] std::vector<Deadline> deadlines_of(const Product& product);

}  // namespace grono::cluster
