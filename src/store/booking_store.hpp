#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cluster/resource/booking.hpp"
#include "store/database.hpp"

namespace grono::store {

/// Which bookings. Leave out what does not narrow.
struct BookingFilter {
  std::vector<cluster::ResourceId> resources;          ///< of one of these
  std::vector<cluster::OrganisationId> organisations;  ///< or by one of these; neither given: none is found
  std::optional<Timestamp> from, to;                   ///< those that share some time with this
  bool only_held = false;                              ///< requested or confirmed
};

/// Bookings of shared resources.
class BookingStore {
 public:
  explicit BookingStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::Booking> find(cluster::BookingId id);
  /// By their beginning.
  [[nodiscard]] std::vector<cluster::Booking> list(const BookingFilter& filter, int most);

  /// Writes a new one, unless another holds some of its time: two never hold the same, however many book at
  /// once. Those who book the same resource wait for one another.
  /// @param sides  who sees it: of who lends and of who uses
  /// @returns  whether it was written
  [[nodiscard]] bool hold(cluster::Booking& booking, std::span<const cluster::Audience> sides);
  /// What became of it. @throws VersionConflict
  void update(cluster::Booking& booking);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
