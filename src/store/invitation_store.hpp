#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cluster/ids.hpp"
#include "cluster/roles.hpp"
#include "store/database.hpp"

namespace grono::store {

/// A link that lets its bearer get an account and a role. Only the digest of its secret is kept.
struct Invitation {
  cluster::InvitationId id;
  std::string digest;
  std::optional<cluster::ClusterId> cluster;            ///< to which it invites, or whose role it gives
  std::optional<cluster::OrganisationId> organisation;  ///< none: the bearer enters it
  cluster::Role role = cluster::Role::representative;
  std::string email;  ///< for whom, may be empty
  std::string note;
  std::optional<cluster::UserId> created_by;  ///< set by `insert`
  Timestamp created_at{};                     ///< set by `insert`
  Timestamp expires_at{};
  std::optional<Timestamp> used_at, withdrawn_at;
  bool operator==(const Invitation&) const = default;
};

[[nodiscard]] bool is_open(const Invitation& invitation, Timestamp now);

class InvitationStore {
 public:
  explicit InvitationStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<Invitation> find(cluster::InvitationId id);
  /// Also used, withdrawn and expired ones: see `is_open`.
  [[nodiscard]] std::optional<Invitation> find_by_digest(std::string_view digest);
  /// Newest first, without the withdrawn.
  [[nodiscard]] std::vector<Invitation> list_of_cluster(cluster::ClusterId cluster);
  [[nodiscard]] std::vector<Invitation> list_of_organisation(cluster::OrganisationId organisation);
  void insert(Invitation& invitation);
  /// Uses it up. @returns  false where it is not open (any more): of two at once only one gets true
  [[nodiscard]] bool use(cluster::InvitationId id, cluster::UserId by);
  /// @returns  false where it is not open (any more)
  bool withdraw(cluster::InvitationId id);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
