#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/ids.hpp"
#include "store/database.hpp"

/// Names that go with what is shown, and where organisations are members.
namespace grono::app {

/// Asks the store for each organisation and person once. Names are those of their records: whether the reader may know that they
/// have to do with a thing is for who asks here.
class KnownNames {
 public:
  explicit KnownNames(store::Transaction& transaction) : transaction_(transaction) {}

  /// Its legal name; empty where there is none.
  [[nodiscard]] const std::string& organisation(cluster::OrganisationId id);
  /// Empty where there is none, or nobody.
  [[nodiscard]] const std::string& person(const std::optional<cluster::UserId>& id);
  [[nodiscard]] bool is_member(cluster::OrganisationId organisation, cluster::ClusterId cluster);

 private:
  struct Organisation {
    std::optional<std::string> name;
    std::optional<std::vector<cluster::ClusterId>> clusters;
  };

  store::Transaction& transaction_;
  std::map<cluster::OrganisationId, Organisation> organisations_;
  std::map<cluster::UserId, std::string> people_;
  const std::string nobody_;
};

/// Legal names of those of the organisations that are there, by one query.
[[nodiscard]] std::map<cluster::OrganisationId, std::string> organisation_names(
    store::Transaction& transaction, std::span<const cluster::OrganisationId> ids);

/// @throws InvalidInput  at `where`: the organisation is no active member of the cluster
void require_member(store::Transaction& transaction, const std::string& where, cluster::OrganisationId organisation,
                    cluster::ClusterId cluster);

}  // namespace grono::app
