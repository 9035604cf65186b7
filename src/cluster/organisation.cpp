#include "cluster/organisation.hpp"

#include <algorithm>

namespace grono::cluster {
namespace {

// Bounds on staff: each class takes fewer than that many persons (2003/361/EC art. 2; (EU) 2025/1099 for the last).
constexpr std::array<int, 4> kStaffBelow = {10, 50, 250, 750};

SizeClass class_by_staff(int employees) {
  const auto above = std::upper_bound(kStaffBelow.begin(), kStaffBelow.end(), employees);
  return static_cast<SizeClass>(above - kStaffBelow.begin());
}

// The declared classes of turnover have the bounds of the classes of size: EUR 2, 10, 50 and 150 million.
SizeClass class_by_turnover(TurnoverClass turnover) { return static_cast<SizeClass>(turnover); }

}  // namespace

std::optional<SizeClass> size_class(const Organisation& organisation) {
  const bool is_firm =
      organisation.kind == OrganisationKind::enterprise || organisation.kind == OrganisationKind::start_up;
  if (!is_firm || !organisation.employees) return std::nullopt;
  const SizeClass by_staff = class_by_staff(*organisation.employees);
  // Both bounds have to be kept, so the larger class holds.
  return organisation.turnover ? std::max(by_staff, class_by_turnover(*organisation.turnover)) : by_staff;
}

const Place* main_place(const Organisation& organisation) {
  const auto seat = std::find_if(organisation.places.begin(), organisation.places.end(),
                                 [](const Place& place) { return place.is_seat; });
  if (seat != organisation.places.end()) return &*seat;
  return organisation.places.empty() ? nullptr : &organisation.places.front();
}

}  // namespace grono::cluster
