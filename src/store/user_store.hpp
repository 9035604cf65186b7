#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cluster/policy.hpp"
#include "cluster/roles.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// A person's account.
struct User {
  cluster::UserId id;
  std::string email;  ///< as written; unique without regard to case
  std::string display_name;
  std::string language = "pl";
  std::optional<std::string> password_hash;  ///< none: has to set one after a one-time link
  std::vector<cluster::RoleGrant> grants;    ///< sorted, unique once stored
  bool is_disabled = false;
  std::int64_t version = 0;
  Timestamp created_at{};
  std::optional<Timestamp> last_seen_at;
  bool operator==(const User&) const = default;
};

/// Accounts. Every write but `saw` leaves an audit entry; it never holds a password's hash.
class UserStore {
 public:
  explicit UserStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<User> find(cluster::UserId id);
  [[nodiscard]] std::vector<User> find(std::span<const cluster::UserId> ids);  ///< in the order asked
  [[nodiscard]] std::optional<User> find_by_email(std::string_view email);
  /// By e-mail; those whose e-mail or name holds `query` (without regard to case; empty: all).
  [[nodiscard]] Page<User> list(std::string_view query, const PageRequest& page);
  [[nodiscard]] std::vector<User> with_grant_for(cluster::OrganisationId organisation);
  /// Who holds the role for the cluster, and is not disabled.
  [[nodiscard]] std::vector<cluster::UserId> with_role(cluster::Role role, cluster::ClusterId cluster);
  /// Those of the groups who are not disabled, by name.
  /// @param groups  members_of, runners_of or people_of; others hold nobody
  /// @param query   how a word of the name begins, without regard to case and diacritics; empty: all
  [[nodiscard]] std::vector<User> of_groups(std::span<const cluster::Audience> groups, std::string_view query,
                                            int most);
  [[nodiscard]] std::int64_t count();
  /// How many that are not disabled hold the role anywhere: the last administrator must not be lost.
  [[nodiscard]] std::int64_t count_with(cluster::Role role);

  /// Sets version 1 and the time of making. @throws AlreadyExists  where = "/email"
  void insert(User& user);
  /// @throws VersionConflict, AlreadyExists
  void update(User& user);
  /// Notes when the person was last seen; changes no version and leaves no audit entry.
  void saw(cluster::UserId id);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
