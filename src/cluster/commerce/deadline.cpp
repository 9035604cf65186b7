#include "cluster/commerce/deadline.hpp"

#include <algorithm>

#include "cluster/names.hpp"

namespace grono::cluster {

std::vector<Deadline> deadlines_of(const IpAsset& asset) {
  std::vector<Deadline> made;
  if (asset.expires_on) made.push_back({DeadlineKind::ip_expiry, "", *asset.expires_on});
  if (asset.fee_due_on) made.push_back({DeadlineKind::ip_fee, "", *asset.fee_due_on});
  return made;
}

std::vector<Deadline> deadlines_of(const Product& product) {
  std::vector<Deadline> made;
  if (!product.device) return made;
  for (const Certificate& each : product.device->certificates)
    if (each.valid_until)
      made.push_back({DeadlineKind::certificate_expiry, std::string(name_of(each.kind)) + " " + each.number, *each.valid_until});
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

}  // namespace grono::cluster
