#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/policy.hpp"
#include "cluster/resource/booking_terms.hpp"

/// What members share: laboratories, equipment, rooms, experts.
namespace grono::cluster {

enum class ResourceKind { laboratory, equipment, room, expert };

/// Something that can be booked, by one at a time.
struct Resource {
  ResourceId id;
  ClusterId cluster;
  std::optional<OrganisationId>
      organisation;  ///< whose it is; none: the cluster's own, which those who run it lend
  ResourceKind kind = ResourceKind::laboratory;
  LocalisedText title;  ///< at least one language
  LocalisedText description;
  LocalisedText conditions;       ///< of use: training, safety, insurance
  std::string location;           ///< where to find it: building, room
  std::vector<std::string> tags;  ///< sorted, unique
  BookingTerms terms;
  bool is_paused = false;  ///< nothing new can be booked
  Visibility visibility = Visibility::members;
  std::vector<OrganisationId> named;  ///< sorted, unique; exactly with Visibility::named some
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Resource&) const = default;
};

/// How far a resource is shared. Valid as long as the resource lives.
[[nodiscard]] Sharing sharing_of(const Resource& resource);
/// Within its cluster.
[[nodiscard]] Ties ties_of(const Resource& resource);

/// For `Permission::manage_resource`: those who run the cluster may too.
[[nodiscard]] Subject managed(const Resource& resource);
/// For `Permission::answer_booking`: only who lends it. Who books what a member lends is between the two.
[[nodiscard]] Subject lent(const Resource& resource);

/// Brings values into their stored form and checks every rule but that of the time zone, which the system
/// knows.
/// @throws InvalidInput  where = JSON pointer of the field
void normalise(Resource& resource);

[[nodiscard]] nlohmann::json to_json(const Resource& resource);
/// Reads what a client may set; the rest stays as in `base`. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Resource resource_from_json(const nlohmann::json& json, Resource base = {});

}  // namespace grono::cluster
